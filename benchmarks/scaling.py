"""What the index and a question cost as the content grows, beside two simpler ways to search."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.peers import Search, fuzzy, words
from benchmarks.synthetic import Directions, Writer, passages
from bot.answers.passages import Passage, passages_of
from bot.app.services import App, make_app
from bot.clock import utc_now
from bot.evaluation.sets import Question
from bot.settings import Settings
from bot.store import Store, make_engine
from bot.store.maintenance import upgrade

REPEATS = 3
"""Of each median, the median of so many is given."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one size costs; milliseconds, except where it says seconds."""

    entries: int
    languages: int
    passages: int
    build_s: float
    add_ms: float
    query_ms: float
    fuzzy_ms: float
    words_ms: float


async def cost(
    settings: Settings,
    writer: Writer,
    size: int,
    languages: Sequence[str],
    questions: Sequence[Question],
    directions: Directions,
) -> Cost:
    """Measure one size. The vectors are ready-made: what embedding costs is measured apart."""
    library = writer.library(size, languages)
    texts = passages(library)
    written = [text for entry in library.entries.values() for text in entry.text.values()]
    with TemporaryDirectory(prefix="collider-bench-") as place:
        url = f"sqlite+aiosqlite:///{Path(place) / 'bench.db'}"
        here = settings.model_copy(update={"database_url": url})
        await upgrade(url)
        store = Store(make_engine(url))
        app = make_app(here, store, directions, utc_now, library=library)
        try:
            started = time.perf_counter()
            await app.index.refresh(texts, directions)
            await app.answers.ask(questions[0].text, questions[0].language)
            build_s = time.perf_counter() - started
            query_ms = await _asking(app, questions)
            fresh = [writer.entry(size + number, languages) for number in range(REPEATS)]
            add_ms = statistics.median(
                [
                    await _adding(app, list(passages_of(entry)), directions, questions[0])
                    for entry in fresh
                ]
            )
        finally:
            await store.close()
    return Cost(
        entries=size,
        languages=len(languages),
        passages=len(texts),
        build_s=build_s,
        add_ms=max(0.0, add_ms - query_ms),
        query_ms=query_ms,
        fuzzy_ms=_timed(fuzzy(written), questions),
        words_ms=_timed(words(written), questions),
    )


async def _asking(app: App, questions: Sequence[Question]) -> float:
    medians = []
    for _ in range(REPEATS):
        spent = []
        for question in questions:
            started = time.perf_counter()
            await app.answers.ask(question.text, question.language)
            spent.append((time.perf_counter() - started) * 1000)
        medians.append(statistics.median(spent))
    return statistics.median(medians)


async def _adding(
    app: App, texts: Sequence[Passage], directions: Directions, question: Question
) -> float:
    """Add an entry and ask once: what is put off until a question comes counts, too."""
    started = time.perf_counter()
    app.index.replace(texts[0].entry_id, texts)
    await app.index.fill(directions)
    await app.answers.ask(question.text, question.language)
    return (time.perf_counter() - started) * 1000


def _timed(search: Search, questions: Sequence[Question]) -> float:
    search(questions[0].text)  # what is made on the first question is not what a question costs
    medians = []
    for _ in range(REPEATS):
        spent = []
        for question in questions:
            started = time.perf_counter()
            search(question.text)
            spent.append((time.perf_counter() - started) * 1000)
        medians.append(statistics.median(spent))
    return statistics.median(medians)
