"""Scores of predictions. The definitions are those of docs/evaluation.md."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import nan

from bot.evaluation.predictions import Prediction
from bot.evaluation.sets import Gold


@dataclass(frozen=True, slots=True)
class Judged:
    """One message, what was said to it, and what of that is right.

    Without a prediction a question is missed, and what deserves no answer got one.
    """

    gold: Gold
    prediction: Prediction | None

    def hit(self, first: int) -> bool:
        """Say whether a right entry is among the first ones, also if none was shown."""
        ids = self.prediction.ids[:first] if self.prediction else ()
        return any(entry_id in self.gold.ids for entry_id in ids)

    @property
    def refused(self) -> bool:
        """Say whether the chat gave no answer from content."""
        return self.prediction is not None and self.prediction.abstained


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares from 0 to 1 (nan of nothing), and milliseconds."""

    questions: int
    others: int
    r1: float
    """Questions with a right entry first, whether it was shown or not."""
    r3: float
    """… among the first three."""
    answered_r3: float
    """Questions with a right entry among the first three and shown: what people see."""
    refused: float
    """Messages that deserve no answer, and got none."""
    false_rejects: float
    """Questions that got no answer."""
    r1_of_answered: float
    """Of the questions that got an answer, those with a right entry first."""
    p50_ms: float
    p95_ms: float


def judge(gold: Iterable[Gold], predictions: Iterable[Prediction]) -> tuple[Judged, ...]:
    """Lay each message beside its prediction."""
    by_id = {one.qid: one for one in predictions}
    return tuple(Judged(one, by_id.get(one.qid)) for one in gold)


def score(judged: Iterable[Judged]) -> Scores:
    """Return the scores of some messages."""
    all_ = tuple(judged)
    questions = [one for one in all_ if one.gold.deserves_an_answer]
    others = [one for one in all_ if not one.gold.deserves_an_answer]
    ms = [one.prediction.ms for one in all_ if one.prediction]
    return Scores(
        questions=len(questions),
        others=len(others),
        r1=_share(one.hit(1) for one in questions),
        r3=_share(one.hit(3) for one in questions),
        answered_r3=_share(one.hit(3) and not one.refused for one in questions),
        refused=_share(one.refused for one in others),
        false_rejects=_share(one.refused for one in questions),
        r1_of_answered=_share(one.hit(1) for one in questions if not one.refused),
        p50_ms=quantile(ms, 0.5),
        p95_ms=quantile(ms, 0.95),
    )


def score_by(judged: Iterable[Judged], side: Callable[[Gold], str]) -> Mapping[str, Scores]:
    """Return the scores of each group of messages, by name of the group."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(side(one.gold), []).append(one)
    return {name: score(groups[name]) for name in sorted(groups)}


def worst_r3(by_language: Mapping[str, Scores]) -> tuple[str, float]:
    """Return the language with the lowest R@3, and that."""
    asked = {name: one.r3 for name, one in by_language.items() if one.questions}
    if not asked:
        return "", nan
    worst = min(asked, key=lambda name: asked[name])
    return worst, asked[worst]


def misses(judged: Iterable[Judged], count: int) -> tuple[Judged, ...]:
    """Return the worst mistakes: wrong answers and refusals first by how certain they were.

    A question is missed if no right entry is among the first three, or it was refused; anything
    else is missed if it was answered.
    """

    def badness(one: Judged) -> float:
        certainty = one.prediction.score if one.prediction else 0.0
        return -certainty if one.refused else certainty

    wrong = [
        one
        for one in judged
        if (one.refused or not one.hit(3) if one.gold.deserves_an_answer else not one.refused)
    ]
    return tuple(sorted(wrong, key=badness, reverse=True)[:count])


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the values lie; nan of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else nan


def _share(hits: Iterable[bool]) -> float:
    counted = tuple(hits)
    return sum(counted) / len(counted) if counted else nan
