"""What people wait, and what the process needs, when many ask at once."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.app.nursery import Nursery
from bot.app.services import App
from bot.domain.people import Person
from bot.embedding import Embedder
from bot.evaluation.scoring import quantile
from bot.evaluation.sets import Question

ROUNDS = 10
AT_ONCE = 200
_TICK_S = 0.005


@dataclass(frozen=True, slots=True)
class Load:
    """Milliseconds, and MiB of this process and of the model's."""

    alone: Sequence[float]
    together: Sequence[float]
    per_second: float
    lags: Sequence[float]
    memory: dict[int, tuple[float, float]]
    """After a round: this process, the model's."""


async def load(
    app: App,
    nursery: Nursery,
    questions: Sequence[Question],
    *,
    at_once: int = AT_ONCE,
    rounds: int = ROUNDS,
) -> Load:
    """Ask one after another, then many at once, in rounds; no question is asked twice."""
    asked = [questions[number % len(questions)] for number in range(at_once)]
    alone = [await _ask(app, question, "0") for question in asked]
    lags: list[float] = []
    watching = nursery.spawn(_watch(lags), "lag")
    together: list[float] = []
    memory: dict[int, tuple[float, float]] = {}
    started = time.perf_counter()
    for number in range(1, rounds + 1):
        together += await asyncio.gather(*(_ask(app, one, str(number)) for one in asked))
        memory[number] = memory_of(app)
    spent = time.perf_counter() - started
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    return Load(alone, together, rounds * at_once / spent, lags, memory)


async def _ask(app: App, question: Question, tag: str) -> float:
    """Ask, and return the milliseconds. The tag keeps the answer out of the model's memory."""
    stranger = Person(id=0, telegram_id=0, name="", language=question.language)
    started = time.perf_counter()
    await app.services.asking.explained(stranger, f"{question.text} {tag}")
    return (time.perf_counter() - started) * 1000


async def _watch(lags: list[float]) -> None:
    """Note by how many milliseconds a short sleep is too long: so long nothing else ran."""
    while True:
        started = time.perf_counter()
        await asyncio.sleep(_TICK_S)
        lags.append((time.perf_counter() - started - _TICK_S) * 1000)


def memory_of(app: App) -> tuple[float, float]:
    """Return the resident memory of this process and of the model's, in MiB."""
    pid = app.embeddings.pid if isinstance(app.embeddings, Embedder) else None
    return _resident_mib("self"), _resident_mib(str(pid)) if pid else 0.0


def _resident_mib(pid: str) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return float("nan")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


@dataclass(frozen=True, slots=True)
class Embedding:
    """What the model takes for one text, in milliseconds."""

    version: str
    passages: int
    passage_ms: float
    characters: float
    question_ms: float


async def embedding(app: App, texts: Sequence[str], questions: Sequence[Question]) -> Embedding:
    """Embed texts one at a time, as the index does."""
    spent = []
    for text in texts:
        started = time.perf_counter()
        await app.embeddings.passage(text)
        spent.append((time.perf_counter() - started) * 1000)
    asked = []
    for question in questions:
        started = time.perf_counter()
        await app.embeddings.query(question.text)
        asked.append((time.perf_counter() - started) * 1000)
    return Embedding(
        app.embeddings.model_version,
        len(texts),
        statistics.median(spent),
        statistics.median(map(len, texts)),
        statistics.median(asked),
    )


def three(values: Sequence[float]) -> str:
    """Return median, p95 and the largest."""
    if not values:
        return "–"
    return f"{quantile(values, 0.5):.1f} / {quantile(values, 0.95):.1f} / {max(values):.1f}"
