"""Predictions: what the assistant answered to each question of a set."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.domain.answers import Answer, Mode
from bot.domain.people import Person
from bot.evaluation.sets import Question, SetError, rows, write_rows
from bot.services.asking import Asking

RANKED: Final = 10
"""Ids in a prediction: what is shown comes first, the rest of the ranking follows."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What became of one question.

    `ids` are best first, also where nothing was shown, so that ranking can be scored apart from
    refusing. `abstained` says that the chat gave no answer from content; "did you mean" is one.
    `ms` is the wall time of the whole answer, `score` its certainty.
    """

    qid: str
    ids: tuple[str, ...]
    abstained: bool
    ms: float = 0.0
    score: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Return the line of a file of predictions."""
        return {
            "qid": self.qid,
            "ids": list(self.ids),
            "abstained": self.abstained,
            "ms": self.ms,
            "score": self.score,
        }


@dataclass(frozen=True, slots=True)
class Answered:
    """All predictions of a run; `modes` counts how the answers were made."""

    predictions: tuple[Prediction, ...]
    modes: dict[Mode, int]

    @property
    def mode(self) -> Mode:
        """Return how most answers were made: a run without the model is another measurement."""
        return max(self.modes, key=lambda mode: self.modes[mode], default=Mode.MODEL)


async def predict(
    asking: Asking, questions: Sequence[Question], timer: Callable[[], float]
) -> Answered:
    """Ask one question after another, each as a stranger who has set its language."""
    predictions: list[Prediction] = []
    modes: dict[Mode, int] = {}
    for question in questions:
        # Their language, offered or not: the ranking of the answer depends on it.
        stranger = Person(id=0, telegram_id=0, name="", language=question.language)
        started = timer()
        found, answer = await asking.explained(stranger, question.text)
        ms = round((timer() - started) * 1000, 2)
        ids = ranking(found.shown, answer)
        certainty = round(answer.certainty, 4)
        predictions.append(Prediction(question.qid, ids, not found.shown, ms, certainty))
        modes[answer.mode] = modes.get(answer.mode, 0) + 1
    return Answered(tuple(predictions), modes)


def ranking(shown: Iterable[str], answer: Answer) -> tuple[str, ...]:
    """Return what was shown, and behind it what was close, each entry once."""
    hits = (hit.entry_id for hit in answer.hits)
    close = (one.entry_id for one in answer.trace)
    return tuple(dict.fromkeys((*shown, *hits, *close, *answer.ranked)))[:RANKED]


def read_predictions(path: Path) -> tuple[Prediction, ...]:
    """Read a file of predictions, ours or of another assistant."""
    found: list[Prediction] = []
    for at, row in rows(path):
        if not isinstance(row.get("qid"), str):
            raise SetError(f"{at}: `qid` is missing")
        ids = row.get("ids") or ()
        found.append(
            Prediction(
                row["qid"],
                tuple(map(str, ids))[:RANKED],
                bool(row.get("abstained")),
                float(row.get("ms") or 0),
                float(row.get("score") or 0),
            )
        )
    return tuple(found)


def write_predictions(path: Path, predictions: Iterable[Prediction]) -> None:
    """Write predictions, one a line."""
    write_rows(path, (one.to_json() for one in predictions))
