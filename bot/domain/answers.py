"""What the assistant found for a question, how sure it is, and why."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.talk import Talk
from bot.domain.understanding import Understood


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
    """One line of the reckoning behind an answer. Scores compare within an answer only.

    `nearness` (meaning, language-centred), `words` (shared words) and `facets` (what was asked of
    the structured fields and holds) are the parts of `score`.
    """

    entry_id: str
    language: str
    score: float
    by: Mode
    nearness: float = 0.0
    words: float = 0.0
    facets: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits of a question, best first; `trace` has more of them, with what scored them.

    `certainty` is the calibrated probability that the question deserves an answer from content.
    `talk` says what a message is that is no question about content.
    """

    hits: tuple[Hit, ...]
    confidence: Confidence
    mode: Mode
    understood: Understood
    ms: float
    trace: tuple[Scored, ...] = ()
    certainty: float = 0.0
    talk: Talk | None = None
    stages: tuple[str, ...] = ()
    """What each stage made of the question, in order, as lines for a terminal."""
    ranked: tuple[str, ...] = ()
    """More entries than `trace`, best first: what a list is ordered by."""
    vector: bytes | None = None
    """The question's embedding in half precision, for finding questions that mean the same."""

    def explain(self) -> tuple[str, ...]:
        """Return the reckoning as lines for a terminal."""
        return (
            f"{self.confidence} · {self.mode} · {self.ms:.1f} ms · {self.understood.text!r}",
            *self.stages,
            *(
                f"{one.score:.4f}  {one.by:7}  {one.language}  {one.entry_id}  "
                f"nearness {one.nearness:.4f} words {one.words:.4f} facets {one.facets:.4f}"
                for one in self.trace
            ),
        )
