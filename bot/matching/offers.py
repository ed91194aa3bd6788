"""One person → opportunities, and one opportunity that is no challenge → people.

What helps people to find something may use everything, likeness in meaning included; people for
a challenge are found by `shortlist.py` alone.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from bot.domain.eligibility import NOWHERE, Eligibility, EligibilityStatus, Standing, eligibility
from bot.domain.matching import Scored
from bot.domain.opportunities import Opportunity, OpportunityKind
from bot.domain.people import Profile
from bot.matching.columns import KINDS, Offers, People
from bot.matching.ordering import DIGITS, best_first
from bot.matching.reasons import counter_point, reasons
from bot.matching.rules import OFFERS, SHOWN, STRONG, Signal, Weights
from bot.matching.shortlist import NOBODY, alone
from bot.matching.sieve import possible
from bot.matching.signals import Floats, scores

FormulaByKind = Mapping[OpportunityKind, Weights]


class Likeness(Protocol):
    """How alike in meaning a person's text and that of an opportunity are; nan if unknown."""

    def likeness(self, person_id: int, opportunity_ids: Sequence[str], /) -> NDArray[Any]:
        """Return it for one person and each opportunity, 0 to 1."""

    def likeness_of_people(
        self, opportunity_id: str, person_ids: Sequence[int], /
    ) -> NDArray[Any]:
        """Return it for one opportunity and each person, 0 to 1."""


def offers_for(
    profile: Profile,
    offers: Offers,
    today: date,
    *,
    standing: Standing = NOWHERE,
    meanings: Likeness | None = None,
    limit: int | None = None,
    least: float | None = None,
    formulas: FormulaByKind = OFFERS,
) -> list[Scored]:
    """Return opportunities that the person may have, or that need one question, best first.

    With `least`, those only that score as much: of ten thousand, few are worth judging.
    """
    if not len(offers):
        return []
    people = People(offers.ground)
    people.put(profile)
    people.row("paused")[:] = False  # whoever looks for themselves may
    ids = cast("list[str]", offers.ids)  # a column that is free never passes
    meaning = None if meanings is None else meanings.likeness(profile.person_id, ids)
    found, parts = _by_kind(people, offers, meaning, formulas)
    listed: list[Scored] = []
    slots = np.flatnonzero(possible(people, offers, today))
    for slot in best_first(found, slots, ids.__getitem__):
        if least is not None and round(float(found[slot]), DIGITS) < least:
            break
        opportunity = offers.known[ids[slot]]
        judged = eligibility(opportunity, profile, today, standing)
        if judged.status is EligibilityStatus.INELIGIBLE:
            continue
        listed.append(_scored(opportunity, profile, judged, float(found[slot]), parts, slot))
        if limit is not None and len(listed) >= limit:
            break
    return listed


def people_for(
    opportunity: Opportunity,
    people: People,
    profiles: Mapping[int, Profile],
    today: date,
    *,
    standings: Mapping[int, Standing] = NOBODY,
    meanings: Likeness | None = None,
    limit: int | None = None,
    least: float | None = None,
    formulas: FormulaByKind = OFFERS,
) -> list[Scored]:
    """Return people for whom an opportunity is, by the scores of their own `offers_for`."""
    if not len(people):
        return []
    offers = alone(opportunity, people.ground)
    ids = cast("list[int]", people.ids)  # a column that is free never passes
    meaning = None if meanings is None else meanings.likeness_of_people(opportunity.id, ids)
    found, parts = scores(people, offers, formulas[opportunity.kind], meaning)
    listed: list[Scored] = []
    slots = np.flatnonzero(possible(people, offers, today))
    for slot in best_first(found, slots, ids.__getitem__):
        if least is not None and round(float(found[slot]), DIGITS) < least:
            break
        profile = profiles[ids[slot]]
        standing = standings.get(profile.person_id, NOWHERE)
        judged = eligibility(opportunity, profile, today, standing)
        if judged.status is EligibilityStatus.INELIGIBLE:
            continue
        listed.append(_scored(opportunity, profile, judged, float(found[slot]), parts, slot))
        if limit is not None and len(listed) >= limit:
            break
    return listed


def _by_kind(
    people: People, offers: Offers, meaning: Floats | None, formulas: FormulaByKind
) -> tuple[Floats, dict[Signal, Floats]]:
    """Score each opportunity by the formula of its kind."""
    used = dict.fromkeys((signal for weights in formulas.values() for signal in weights), 0.0)
    found, parts = scores(people, offers, used, meaning)
    kinds = offers.row("kind")
    by_kind = np.zeros(max(KINDS.values()) + 1, dtype=np.float32)
    for signal, part in parts.items():
        for kind, weights in formulas.items():
            by_kind[KINDS[kind]] = weights.get(signal, 0.0)
        found += by_kind[kinds] * part
    return found, parts


def _scored(
    opportunity: Opportunity,
    profile: Profile,
    judged: Eligibility,
    found: float,
    parts: Mapping[Signal, Floats],
    slot: int,
) -> Scored:
    score = round(found, DIGITS)
    return Scored(
        opportunity.id,
        profile.person_id,
        score,
        judged,
        reasons=reasons(opportunity, profile),
        counter_point=counter_point(opportunity, profile),
        parts={signal: _kept(signal, float(part[slot])) for signal, part in parts.items()},
        is_shown=score >= SHOWN,
        is_strong=score >= STRONG,
    )


def _kept(signal: Signal, value: float) -> float:
    """Return a signal as it is kept: a likeness is no fact of which it could be made again."""
    return value if signal is Signal.MEANING else round(value, DIGITS)
