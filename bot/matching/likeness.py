"""Opportunity ↔ opportunity: what resembles one, by the terms that both name."""

from collections.abc import Iterable
from typing import Final

from bot.domain.opportunities import Opportunity

_OTHER_KIND: Final = 0.9
"""A little less alike is what is of another kind: who looks at a fair may want another fair."""


def alike(to: Opportunity, others: Iterable[Opportunity], most: int) -> list[Opportunity]:
    """Return what shares terms with an opportunity, the largest share first.

    The terms are skills, sectors, transitions and technologies. What shares none is left out.
    """
    terms = terms_of(to)
    found = []
    for other in others:
        if other.id == to.id:
            continue
        theirs = terms_of(other)
        if shared := len(terms & theirs):
            share = shared / len(terms | theirs)
            found.append((share if other.kind is to.kind else share * _OTHER_KIND, other))
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
