"""The path of a question: clean it, compare it, say how sure the best is.

Plain cosine and nothing else so far. On the development set (390 questions in twelve languages,
114 messages that deserve no answer and can be embedded; 30 entries, 160 passages) the best cosine
has the medians .855 for questions and .819 for the rest, and the two overlap:

| best cosine at least | questions | of these the right entry first | messages that deserve none |
|---|---|---|---|
| .80 | .99 | .74 | .89 |
| .81 | .98 | .75 | .71 |
| .82 | .93 | .77 | .43 |
| .84 | .71 | .85 | .08 |
| .86 | .41 | .95 | .00 |
| .88 | .18 | 1.00 | .00 |

So no threshold both keeps the questions and refuses the rest. What is sure is said (.86), what is
not is offered as the closest found, and only what is near to nothing is refused (.81): that lets
most noise through as a suggestion. In-sample figures; a new set will be less kind.

Word likeness (R@1 .49, R@3 .59) is right in .94 of the .22 of questions at .75 or more, which .01
of the rest reach; .50 keeps .71 of the questions and refuses half of the rest.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.answers.index import Index
from bot.domain.answers import Answer, Confidence, Hit, Mode, Scored
from bot.domain.hygiene import hygiene, speakable
from bot.domain.understanding import Understood
from bot.embedding import Embeddings

TRACED: Final = 10
"""Entries in the trace of an answer: enough to see what else was close."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From `confident` on an answer is said, from `near` on it is offered."""

    confident: float
    near: float

    def judge(self, score: float) -> Confidence:
        """Return how an answer with this best score may be said."""
        if score >= self.confident:
            return Confidence.CONFIDENT
        return Confidence.UNSURE if score >= self.near else Confidence.NONE


THRESHOLDS: Final = {Mode.MODEL: Thresholds(0.86, 0.81), Mode.LEXICAL: Thresholds(0.75, 0.50)}


class Answers:
    """Answers questions from an index, with the model or without it."""

    def __init__(
        self,
        index: Index,
        embeddings: Embeddings,
        *,
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._index = index
        self._embeddings = embeddings
        self._timer = timer

    async def ask(self, text: str, language: str, limit: int = 3) -> Answer:
        """Return the closest entries to `text`, asked by a reader of `language`."""
        started = self._timer()
        understood = hygiene(text)
        mode, scored = await self._reckon(understood, language)
        confidence = _confidence(mode, scored)
        near = THRESHOLDS[mode].near
        return Answer(
            hits=tuple(
                Hit(one.entry_id, one.language, one.score)
                for one in scored[:limit]
                if one.score >= near
            ),
            confidence=confidence,
            mode=mode,
            understood=Understood(understood),
            ms=round((self._timer() - started) * 1000, 2),
            trace=tuple(scored),
        )

    async def _reckon(self, understood: str, language: str) -> tuple[Mode, list[Scored]]:
        if not speakable(understood):
            return (Mode.MODEL if self._embeddings.ready else Mode.LEXICAL), []
        vector = await self._embeddings.query(understood)
        if vector is None or not (near := self._index.nearest(vector, TRACED)):
            return Mode.LEXICAL, self._index.likeliest(understood, language, TRACED)
        waiting = self._index.likeliest(understood, language, TRACED, without_vector=True)
        best = {one.entry_id: one for one in near}
        for one in map(_as_cosine, waiting):
            if one.entry_id not in best or one.score > best[one.entry_id].score:
                best[one.entry_id] = one
        ranked = sorted(best.values(), key=lambda one: -one.score)
        return Mode.MODEL, ranked[:TRACED]


def _confidence(mode: Mode, scored: Sequence[Scored]) -> Confidence:
    if not scored:
        return Confidence.NONE
    confidence = THRESHOLDS[mode].judge(scored[0].score)
    several = mode is Mode.LEXICAL and len(scored) > 1 and scored[1].score == scored[0].score
    if several and confidence is Confidence.CONFIDENT:
        return Confidence.UNSURE  # "design" is a word of many names: none of them is the answer
    return confidence


def _as_cosine(one: Scored) -> Scored:
    """Put a word likeness on the scale of cosines.

    From "near" to "confident" by the same steps; the best possible likeness just reaches
    "confident", so an entry that waits for its vector never beats one that is plainly nearer.
    """
    words, model = THRESHOLDS[Mode.LEXICAL], THRESHOLDS[Mode.MODEL]
    share = (one.score - words.near) / (1 - words.near)
    return replace(one, score=round(model.near + share * (model.confident - model.near), 4))
