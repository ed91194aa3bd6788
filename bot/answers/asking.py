"""The path of a question: clean it, understand it, compare it, say how sure the best is.

What each stage adds, measured, is in docs/answers.md; the weights of the judge and its two
thresholds come from `calibration/`, and with a model that was not calibrated from cosines alone.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

import numpy as np

from bot.answers.bank import BankWords, Calibration, Near
from bot.answers.index import Index
from bot.answers.judging import Judge
from bot.answers.lexical import fold
from bot.answers.ranking import NOTHING, Ranked, against, by_meaning, by_words, ranked_by
from bot.answers.talk import SmallTalk, other_language, talk_of
from bot.domain.answers import Answer, Confidence, Hit, Mode
from bot.domain.hygiene import hygiene, speakable
from bot.domain.talk import Talk
from bot.domain.understanding import Understood
from bot.embedding import Embeddings, Vector

UNCALIBRATED: Final = (0.86, 0.81)
"""Cosines of the model's own space from which an answer is said, and offered. On the development
set .86 keeps .41 of the questions (.95 of them right) and none of what deserves no answer; .81
keeps .98 and lets .71 of the rest through as an offer."""
UNCALIBRATED_WORDS: Final = (0.75, 0.50)
"""The same for the likeness of names: .75 is right in .94 of the .22 of questions that reach it,
.50 keeps .71 of the questions and refuses half of the rest."""
_STORED: Final = np.dtype("<f2")

Understand = Callable[[str, str, datetime], Understood]
"""Reads what a clean question of a reader of a language asks for, on a day."""
Shares = Callable[[Understood, datetime], Mapping[str, float]]
"""Returns for each entry the share of what was asked that its fields hold; none is 0."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How sure, and if not, what the message may be instead."""

    certainty: float
    confidence: Confidence
    talk: Talk | None = None
    stage: str = ""
    evidence: Mapping[str, float] = field(default_factory=dict)


class Answers:
    """Answers questions from an index, with the model or without it."""

    def __init__(
        self,
        index: Index,
        embeddings: Embeddings,
        *,
        understand: Understand = lambda text, language, now: Understood(text),
        shares: Shares = lambda understood, now: {},
        calibration: Calibration | None = None,
        clock: Callable[[], datetime] = lambda: datetime.min.replace(tzinfo=UTC),
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._index = index
        self._embeddings = embeddings
        self._understand = understand
        self._shares = shares
        self._clock = clock
        self._timer = timer
        self._small_talk = _small_talk()
        self._bank_words = BankWords.read()
        judges = calibration.weights if calibration else {}
        self._judges = {Mode(mode): Judge.read(data) for mode, data in judges.items()}

    async def ask(
        self, text: str, language: str, limit: int = 3, *, earlier: Understood | None = None
    ) -> Answer:
        """Return the closest entries to `text`, asked by a reader of `language`.

        With `earlier`, the text goes on from that question: "and in Poland?".
        """
        started = self._timer()
        now = self._clock()
        clean = hygiene(text)
        understood = self._understand(clean, language, now)
        if earlier is not None:
            understood = _joined(understood, earlier)
        spoken = None if earlier else self._spoken(text, clean, language)
        if spoken is not None or not speakable(clean):
            talk = spoken or Talk.GIBBERISH
            mode = Mode.MODEL if self._embeddings.ready else Mode.LEXICAL
            stages: tuple[str, ...] = (f"small talk: {talk}",)
            ranked, judged, vector = NOTHING, Judged(0.0, Confidence.NONE, talk), None
        else:
            await asyncio.sleep(0)  # between stages others have their turn: each takes some ms
            vector = await self._embeddings.query(understood.text)
            words = self._index.vocabulary.repaired(understood.text)
            await asyncio.sleep(0)
            ranked, placed = self._rank(understood, words, language, vector, now)
            await asyncio.sleep(0)
            if placed is None:
                mode, judged = Mode.LEXICAL, self._judge_words(ranked, understood.text)
            else:
                mode, judged = Mode.MODEL, self._judge_meaning(ranked, placed, understood.text)
            stages = tuple(_stages(understood, words, ranked, judged))
            await asyncio.sleep(0)
        return Answer(
            hits=tuple(Hit(one.entry_id, one.language, one.score) for one in ranked.scored[:limit])
            if judged.confidence is not Confidence.NONE
            else (),
            confidence=judged.confidence,
            mode=mode,
            understood=understood,
            ms=round((self._timer() - started) * 1000, 2),
            trace=ranked.scored,
            certainty=round(judged.certainty, 4),
            talk=judged.talk,
            stages=stages,
            ranked=ranked.ids,
            vector=None if vector is None else vector.astype(_STORED).tobytes(),
        )

    async def evidence(
        self, text: str, language: str, *, without: str | None = None
    ) -> tuple[Ranked, Mapping[str, float]]:
        """Return the ranking of a question and what the judge would see: for calibrating.

        `without` leaves a topic out of the bank, so that its messages can be judged themselves.
        """
        now = self._clock()
        understood = self._understand(hygiene(text), language, now)
        vector = await self._embeddings.query(understood.text)
        words = self._index.vocabulary.repaired(understood.text)
        ranked, placed = self._rank(understood, words, language, vector, now)
        covered, _ = self._bank_words.nearest(understood.text, without=without)
        known = self._index.calibration
        near = known.bank.near(placed, without=without) if known and placed is not None else None
        return ranked, against(ranked.evidence, covered, near)

    def _spoken(self, text: str, clean: str, language: str) -> Talk | None:
        """Return what a message is that needs no comparing: a greeting, another language."""
        if (talk := self._small_talk.spoken(text, language)) is not None:
            return talk
        return Talk.OTHER_LANGUAGE if other_language(clean) else None

    def _rank(
        self,
        understood: Understood,
        words: str,
        language: str,
        vector: Vector | None,
        now: datetime,
    ) -> tuple[Ranked, Vector | None]:
        """Return the entries in order, and the question's vector if it was compared by meaning."""
        asked = ranked_by(understood)
        shares = self._shares(asked, now) if any(asked.facets()) else {}
        if vector is None or not self._index.has_vectors:
            return by_words(self._index, words, language, shares), None
        placed = self._index.space(len(vector)).place(vector)
        return by_meaning(self._index, placed, words, language, shares), placed

    def _judge_meaning(self, ranked: Ranked, placed: Vector, text: str) -> Judged:
        if not ranked.scored:
            return Judged(0.0, Confidence.NONE)
        known, judge = self._index.calibration, self._judges.get(Mode.MODEL)
        if known is None or judge is None:
            return _by_threshold(ranked.scored[0].nearness, UNCALIBRATED)
        near = known.bank.near(placed)
        covered, _ = self._bank_words.nearest(text)
        evidence = against(ranked.evidence, covered, near)
        certainty = judge.certainty(evidence, len(self._index.slots))
        stage = f"nearest of the bank: {near.topic} {near.nearest:.3f}"
        confidence = judge.judge(certainty)
        refused = confidence is Confidence.NONE
        return Judged(certainty, confidence, _talk(near) if refused else None, stage, evidence)

    def _judge_words(self, ranked: Ranked, text: str) -> Judged:
        judge = self._judges.get(Mode.LEXICAL)
        covered, nearest = self._bank_words.nearest(text)
        talk = talk_of(nearest.topic, nearest.kind) if covered >= TALK_COVERED else None
        if not ranked.scored:
            return Judged(0.0, Confidence.NONE, talk)
        if judge is None:
            return _by_threshold(ranked.evidence["likeness"], UNCALIBRATED_WORDS, talk)
        evidence = against(ranked.evidence, covered)
        certainty = judge.certainty(evidence)
        confidence = judge.judge(certainty)
        first, *others = ranked.scored
        if confidence is Confidence.CONFIDENT and others and others[0].score == first.score:
            confidence = Confidence.UNSURE  # "design" is in many names: none of them is the answer
        refused = confidence is Confidence.NONE
        stage = f"nearest of the bank: {nearest.topic} {covered:.3f}"
        return Judged(certainty, confidence, talk if refused else None, stage, evidence)


def _stages(
    understood: Understood, repaired: str, ranked: Ranked, judged: Judged
) -> Iterator[str]:
    """Yield what each stage made of the question."""
    facets = "; ".join(
        f"{facet} from {' '.join(understood.because.get(facet, ())) or 'before'}"
        for facet in understood.facets()
    )
    asks = f" · asks {understood.asks}" if understood.asks else ""
    several = " · several" if understood.several else ""
    yield f"understood: {facets or 'no facet'}{asks}{several}"
    if repaired != fold(understood.text):
        yield f"spelling: {repaired}"
    evidence = judged.evidence or ranked.evidence
    yield "evidence: " + " ".join(f"{name} {value:.3f}" for name, value in evidence.items())
    yield f"certainty: {judged.certainty:.3f}" + (f" · {judged.stage}" if judged.stage else "")


@lru_cache(maxsize=1)
def _small_talk() -> SmallTalk:
    """Return the one reader of small talk: it keeps nothing, and making it takes .1 s."""
    return SmallTalk()


TALK_NEAR: Final = 0.45
"""From this nearness on a refused message gets the reply of its topic; else "I do not know"."""
TALK_COVERED: Final = 0.7
"""The same without the model: the share of its words that a message of the bank has."""


def _talk(near: Near) -> Talk | None:
    return near.talk if near.nearest >= TALK_NEAR else None


def _by_threshold(
    score: float, thresholds: tuple[float, float], talk: Talk | None = None
) -> Judged:
    """Judge by one number: what is left when nothing was calibrated for this model or bank."""
    confident, near = thresholds
    score = min(1.0, max(0.0, score))
    if score >= confident:
        return Judged(score, Confidence.CONFIDENT)
    if score >= near:
        return Judged(score, Confidence.UNSURE)
    return Judged(score, Confidence.NONE, talk)


def _joined(understood: Understood, earlier: Understood) -> Understood:
    """Return a follow-up as one question: bare facets change what was asked, words add to it."""
    text = earlier.text if understood.bare else hygiene(f"{earlier.text} {understood.text}")
    return replace(understood.after(earlier), text=text)
