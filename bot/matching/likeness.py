"""Opportunity ↔ opportunity: what resembles one, by the terms that both name and by meaning."""

from collections.abc import Iterable, Mapping
from typing import Final

from bot.domain.opportunities import Opportunity

OTHER_KIND: Final = 0.9
"""A little less alike is what is of another kind: who looks at a fair may want another fair."""
TERMS: Final = 0.6
MEANING: Final = 0.4
"""What shared terms and near texts count."""
NEAR: Final = 0.6
"""From here on texts alone make two things alike, without a term that both name."""

_UNKNOWN: Final[Mapping[str, float]] = {}


def alike(
    to: Opportunity,
    others: Iterable[Opportunity],
    most: int,
    nearness: Mapping[str, float] = _UNKNOWN,
) -> list[Opportunity]:
    """Return what resembles an opportunity, the likest first.

    It shares terms (skills, sectors, transitions, technologies), or its text is near in meaning;
    `nearness` is that of each other one, by id, 0 to 1, where it is known.
    """
    terms = terms_of(to)
    found = []
    for other in others:
        if other.id == to.id:
            continue
        theirs, near = terms_of(other), nearness.get(other.id, 0.0)
        share = len(terms & theirs) / max(1, len(terms | theirs))
        if share or near >= NEAR:
            score = TERMS * share + MEANING * near
            found.append((score if other.kind is to.kind else score * OTHER_KIND, other))
    found.sort(key=lambda pair: (-pair[0], pair[1].id))
    return [other for _, other in found[:most]]


def terms_of(opportunity: Opportunity) -> frozenset[tuple[str, str]]:
    """Return all terms of the vocabulary that an opportunity names, by list."""
    lists = {
        "skill": (*opportunity.wanted_skills, *opportunity.topics),
        "sector": opportunity.sectors,
        "transition": opportunity.transitions,
        "technology": opportunity.technologies,
    }
    return frozenset((name, id_) for name, ids in lists.items() for id_ in ids)
