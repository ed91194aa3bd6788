"""What the assistant found for a question, how sure it is, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How an answer may be said."""

    CONFIDENT = "confident"
    UNSURE = "unsure"
    """The closest that was found: to be offered, not asserted."""
    NONE = "none"
    """Nothing near, or nothing that can be asked about; a person can help."""


class Mode(StrEnum):
    """What scores were made of."""

    MODEL = "model"
    """Nearness of meaning (cosine)."""
    LEXICAL = "lexical"
    """Likeness of words: the model rests, or an entry has no vector yet."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that answers, and the language of the text that was nearest to the question."""

    entry_id: str
    language: str
    score: float


@dataclass(frozen=True, slots=True)
class Scored:
    """One line of the reckoning behind an answer. Scores compare within an answer only."""

    entry_id: str
    language: str
    score: float
    by: Mode


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits of a question, best first; `trace` has more of them, with what scored them."""

    hits: tuple[Hit, ...]
    confidence: Confidence
    mode: Mode
    understood: str
    ms: float
    trace: tuple[Scored, ...] = ()

    def explain(self) -> tuple[str, ...]:
        """Return the reckoning as lines for a terminal."""
        return (
            f"{self.confidence} · {self.mode} · {self.ms:.1f} ms · {self.understood!r}",
            *(
                f"{scored.score:.4f}  {scored.by:7}  {scored.language}  {scored.entry_id}"
                for scored in self.trace
            ),
        )
