"""One challenge → people, for staff: stated facts and fixed public weights, and nothing learned.

Neither this module nor anything it imports may import a model (tests/test_architecture.py).
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

import numpy as np

from bot.domain.eligibility import NOWHERE, EligibilityStatus, Standing, eligibility
from bot.domain.matching import Scored
from bot.domain.opportunities import Opportunity
from bot.domain.people import Profile
from bot.domain.suggestions import less_for_exposure
from bot.matching.columns import Ground, Offers, People
from bot.matching.ordering import best_first
from bot.matching.reasons import counter_point, reasons
from bot.matching.rules import (
    PEOPLE_FOR_CHALLENGE,
    SHOWN_TO_STAFF,
    STRONG_FOR_STAFF,
    Weights,
)
from bot.matching.sieve import possible
from bot.matching.signals import scores

LIMIT: Final = 50
NOBODY: Final[Mapping[int, Standing]] = {}
NEVER_SHOWN: Final[Mapping[int, float]] = {}


def shortlist(
    opportunity: Opportunity,
    people: People,
    profiles: Mapping[int, Profile],
    today: date,
    *,
    standings: Mapping[int, Standing] = NOBODY,
    exposure: Mapping[int, float] = NEVER_SHOWN,
    limit: int | None = LIMIT,
    weights: Weights = PEOPLE_FOR_CHALLENGE,
) -> list[Scored]:
    """Return people for an opportunity who may take part or need one question, best first.

    `people` are the columns of `profiles`. `exposure` is how much each was shown of late; of
    equals the one who was shown less comes first, then the one with the smaller number.
    """
    if not len(people):
        return []
    offers = alone(opportunity, people.ground)
    found, parts = scores(people, offers, weights)
    for id_, shown in exposure.items():
        if (slot := people.slots.get(id_)) is not None:
            found[slot] -= np.float32(less_for_exposure(shown))
    listed: list[Scored] = []

    def tie(slot: int) -> tuple[float, int]:
        id_ = people.ids[slot] or 0
        return exposure.get(id_, 0.0), id_

    for slot in best_first(found, np.flatnonzero(possible(people, offers, today)), tie):
        id_ = people.ids[slot] or 0
        profile = profiles[id_]
        judged = eligibility(opportunity, profile, today, standings.get(id_, NOWHERE))
        if judged.status is EligibilityStatus.INELIGIBLE:
            continue
        score = round(float(found[slot]), 4)
        listed.append(
            Scored(
                opportunity.id,
                id_,
                score,
                judged,
                reasons=reasons(opportunity, profile),
                counter_point=counter_point(opportunity, profile),
                parts={name: round(float(part[slot]), 4) for name, part in parts.items()},
                is_shown=score >= SHOWN_TO_STAFF,
                is_strong=score >= STRONG_FOR_STAFF,
            )
        )
        if limit is not None and len(listed) >= limit:
            break
    return listed


def alone(opportunity: Opportunity, ground: Ground) -> Offers:
    """Return the columns of one opportunity."""
    offers = Offers(ground)
    offers.put(opportunity)
    return offers
