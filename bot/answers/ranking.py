"""The order of the entries for a question, and the evidence for how sure that is.

    score = nearness of meaning + WORDS * shared words / best + FACETS * asked facets that hold

Both additions are small on purpose: shared words favour the question's own language, so a large
share of them undoes the centring. Reciprocal-rank fusion does worse than either list alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.answers.bank import Near
from bot.answers.index import Index
from bot.answers.judging import LEXICAL_FEATURES, LONGEST, shape
from bot.answers.lexical import fold
from bot.domain.answers import Mode, Scored
from bot.domain.understanding import Facet, Understood
from bot.embedding import Vector

WORDS: Final = 0.03
FACETS: Final = 0.08
"""More than twice the recipe's, because scores spread twice as wide in this space."""
RANKING: Final = frozenset({Facet.PERIOD, Facet.COUNTRY, Facet.CITY, Facet.COST, Facet.MODE})
"""The facets that move an entry up. Kind, sector and skill are read from the same words that
nearness compares: counted twice they lose 2 points of R@1 on real content (.825 → .804 for kind),
and they are filters only."""
FACETS_OF_WORDS: Final = 0.3
"""The same without the model, where the best entry has 1."""
WAITING: Final = (0.25, 0.3)
"""A passage without a vector counts as near as its words are alike: from .25 to .55."""
TRACED: Final = 10
LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class Ranked:
    """Entries, best first, and what a judge needs to know of the scores."""

    scored: tuple[Scored, ...]
    ids: tuple[str, ...]
    evidence: Mapping[str, float]


NOTHING: Final = Ranked((), (), {})


def by_meaning(
    index: Index, placed: Vector, text: str, language: str, shares: Mapping[str, float]
) -> Ranked:
    """Rank by nearness of meaning; entries that wait for a vector count by their words."""
    nearness = index.nearness(placed)
    near = nearness.scores.copy()
    found, covered = index.words.scores(text)
    low, span = WAITING
    languages: dict[int, str] = {}
    for one in index.likeliest(text, language, LISTED, without_vector=True):
        slot = index.slots.of(one.entry_id)
        if (alike := np.float32(low + span * one.score)) > near[slot]:
            near[slot] = alike
            languages[slot] = one.language
    words = WORDS * found / max(float(found.max(initial=0)), 1e-9)
    facets = FACETS * _by_slot(index, shares)
    scores = near + words + facets
    order = _best(scores)
    if not len(order):
        return NOTHING
    scored = tuple(
        Scored(
            entry_id=index.slots.ids[slot],
            language=languages.get(slot) or index.language_of(int(nearness.rows[slot])),
            score=round(float(scores[slot]), 4),
            by=Mode.LEXICAL if slot in languages else Mode.MODEL,
            nearness=round(float(near[slot]), 4),
            words=round(float(words[slot]), 4),
            facets=round(float(facets[slot]), 4),
        )
        for slot in map(int, order[:TRACED])
    )
    finite = scores[np.isfinite(scores)]
    evidence = {
        **shape(
            scored[0].score, scored[1].score if len(scored) > 1 else None, float(finite.mean())
        ),
        "covered": float(covered.max(initial=0)),
        "length": float(min(LONGEST, len(fold(text).split()))),
    }
    return Ranked(scored, _ids(index, order), evidence)


def against(
    evidence: Mapping[str, float], bank_covered: float, near: Near | None = None
) -> dict[str, float]:
    """Return the evidence with how it compares with the bank of other messages."""
    compared = {
        **evidence,
        "bank_covered": bank_covered,
        "covered_above_bank": evidence.get("covered", 0.0) - bank_covered,
    }
    if near is not None and "best" in evidence:
        best = evidence["best"]
        compared["above_bank"] = best - near.nearest
        compared["above_bank_three"] = best - near.nearest_three
        compared["bank_z"] = (best - near.mean) / max(near.deviation, 1e-6)
    return compared


def by_words(index: Index, text: str, language: str, shares: Mapping[str, float]) -> Ranked:
    """Rank by shared words alone: the model rests, or there is none."""
    found, covered = index.words.scores(text)
    known = index.known()
    words = found / max(float(found.max(initial=0)), 1e-9)
    facets = FACETS_OF_WORDS * _by_slot(index, shares)
    scores = np.where(known & (words + facets > 0), words + facets, -np.inf).astype(np.float32)
    order = _best(scores)
    if not len(order):
        return Ranked((), (), dict.fromkeys(LEXICAL_FEATURES, 0.0))
    names = index.likeliest(text, language, LISTED)
    languages = {one.entry_id: one.language for one in names}
    scored = tuple(
        Scored(
            entry_id=index.slots.ids[slot],
            language=languages.get(index.slots.ids[slot], language),
            score=round(float(scores[slot]), 4),
            by=Mode.LEXICAL,
            words=round(float(words[slot]), 4),
            facets=round(float(facets[slot]), 4),
        )
        for slot in map(int, order[:TRACED])
    )
    best, second = (*(one.score for one in scored[:2]), 0.0)[:2]
    evidence = {
        "above_second": best - second,
        "covered": float(covered.max(initial=0)),
        "covered_first": float(covered[order[0]]),
        "likeness": names[0].score if names else 0.0,
        "length": float(min(LONGEST, len(fold(text).split()))),
    }
    return Ranked(scored, _ids(index, order), evidence)


def ranked_by(understood: Understood) -> Understood:
    """Return a question with only those facets that move entries up."""
    for facet in set(understood.facets()) - RANKING:
        understood = understood.without(facet)
    return understood


def _best(scores: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return the slots of the best entries, best first; those without a score are left out."""
    order = np.argsort(-scores, kind="stable")[:LISTED]
    found: NDArray[np.intp] = order[np.isfinite(scores[order])]
    return found


def _by_slot(index: Index, shares: Mapping[str, float]) -> NDArray[np.float32]:
    by_slot = np.zeros(len(index.slots), dtype=np.float32)
    for entry_id, share in shares.items():
        if (slot := index.slots.known(entry_id)) is not None:
            by_slot[slot] = share
    return by_slot


def _ids(index: Index, order: NDArray[np.intp]) -> tuple[str, ...]:
    return tuple(index.slots.ids[int(slot)] for slot in order)
