"""One person → opportunities, and one opportunity that is no challenge → people.

What helps people to find something may use everything, likeness in meaning included; people for
a challenge are found by `shortlist.py` alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.domain.challenges import Challenge
from bot.domain.eligibility import NOWHERE, Eligibility, EligibilityStatus, Standing, eligibility
from bot.domain.entries import OPPORTUNITIES, Entry, State, Vocabulary
from bot.domain.matching import Scored
from bot.domain.opportunities import Opportunity, OpportunityKind
from bot.domain.people import Profile
from bot.domain.results import Match, Reason
from bot.matching.columns import Offers, People
from bot.matching.reasons import counter_point, reasons
from bot.matching.rules import OFFERS, SHOWN, STRONG, Signal, Weights
from bot.matching.shortlist import NOBODY, alone
from bot.matching.sieve import possible
from bot.matching.signals import Floats, kinds_of, scores

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
    formulas: FormulaByKind = OFFERS,
) -> list[Scored]:
    """Return opportunities that the person may have, or that need one question, best first."""
    if not len(offers):
        return []
    people = People(offers.ground)
    people.put(profile)
    people.row("paused")[:] = False  # whoever looks for themselves may
    ids = [id_ or "" for id_ in offers.ids]
    meaning = None if meanings is None else meanings.likeness(profile.person_id, ids)
    found, parts = _by_kind(people, offers, meaning, formulas)
    slots = np.flatnonzero(possible(people, offers, today))
    listed: list[Scored] = []
    order = sorted(slots, key=lambda slot: (-round(float(found[slot]), 4), ids[slot]))
    for slot in order:
        opportunity = offers.known[ids[slot]]
        judged = eligibility(opportunity, profile, today, standing)
        if judged.status is EligibilityStatus.INELIGIBLE:
            continue
        listed.append(_scored(opportunity, profile, judged, float(found[slot]), parts, int(slot)))
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
    formulas: FormulaByKind = OFFERS,
) -> list[Scored]:
    """Return people for whom an opportunity is, by the scores of their own `offers_for`."""
    if not len(people):
        return []
    offers = alone(opportunity, people.ground)
    ids = [id_ or 0 for id_ in people.ids]
    meaning = None if meanings is None else meanings.likeness_of_people(opportunity.id, ids)
    found, parts = scores(people, offers, formulas[opportunity.kind], meaning)
    slots = np.flatnonzero(possible(people, offers, today))
    listed: list[Scored] = []
    for slot in sorted(slots, key=lambda slot: (-round(float(found[slot]), 4), ids[slot])):
        profile = profiles[ids[slot]]
        standing = standings.get(profile.person_id, NOWHERE)
        judged = eligibility(opportunity, profile, today, standing)
        if judged.status is EligibilityStatus.INELIGIBLE:
            continue
        listed.append(_scored(opportunity, profile, judged, float(found[slot]), parts, int(slot)))
        if limit is not None and len(listed) >= limit:
            break
    return listed


def _by_kind(
    people: People, offers: Offers, meaning: Floats | None, formulas: FormulaByKind
) -> tuple[Floats, dict[Signal, Floats]]:
    """Score each opportunity by the formula of its kind."""
    used = {signal: 1.0 for weights in formulas.values() for signal in weights}
    _, parts = scores(people, offers, used, meaning)
    found = np.zeros(len(offers.ids), dtype=np.float32)
    for kind, weights in formulas.items():
        here = kinds_of(offers, kind)
        for signal, weight in weights.items():
            found += np.where(here, np.float32(weight) * parts[signal], 0)
    return found, parts


def _scored(
    opportunity: Opportunity,
    profile: Profile,
    judged: Eligibility,
    found: float,
    parts: Mapping[Signal, Floats],
    slot: int,
) -> Scored:
    score = round(found, 4)
    return Scored(
        opportunity.id,
        profile.person_id,
        score,
        judged,
        reasons=reasons(opportunity, profile),
        counter_point=counter_point(opportunity, profile),
        parts={signal: round(float(part[slot]), 4) for signal, part in parts.items()},
        is_shown=score >= SHOWN,
        is_strong=score >= STRONG,
    )


SKILLS_WEIGHT: Final = 0.7
SECTORS_WEIGHT: Final = 0.6
COUNTRY_WEIGHT: Final = 0.3
LANGUAGE_WEIGHT: Final = 0.1

_WORTH_SHOWING: Final = frozenset(
    {State.OPEN, State.OPENING_SOON, State.COMING, State.RECURRING, State.STANDING}
)


def challenges_for(
    profile: Profile, challenges: Iterable[Challenge], today: date, interested: frozenset[int]
) -> list[Match]:
    """Return open challenges that want a skill of the person, best first.

    One that names no skills is shown too, after the others: nobody has said whom it is not for.
    """
    matches = []
    for challenge in challenges:
        if not challenge.is_open(today):
            continue
        shared = tuple(skill for skill in challenge.skills if skill in profile.skills)
        if challenge.skills and not shared:
            continue
        reasons: list[Reason] = []
        score = 0.0
        if shared:
            reasons.append(Reason("skills", shared))
            score += SKILLS_WEIGHT * len(shared) / len(challenge.skills)
        if challenge.language in profile.languages:
            reasons.append(Reason("language", (challenge.language,)))
            score += LANGUAGE_WEIGHT
        matches.append(
            Match(
                tuple(reasons), score, challenge=challenge, interested=challenge.id in interested
            )
        )
    # The sort is stable: among equals the order of the store stands, the latest first.
    return sorted(matches, key=lambda match: -match.score)


def entries_for(
    profile: Profile, entries: Iterable[Entry], now: datetime, vocabulary: Vocabulary
) -> list[Match]:
    """Return opportunities that name a sector, a skill or the country of the person, best first.

    What names neither a sector nor a skill of theirs is left out: a country alone is no reason.
    """
    matches = []
    for entry in entries:
        if entry.kind not in OPPORTUNITIES or entry.state_on(now) not in _WORTH_SHOWING:
            continue
        countries = vocabulary.countries_of(entry.countries)
        is_partial = any(code in vocabulary.partial_groups for code in entry.countries)
        outside = countries and profile.country and profile.country not in countries
        if outside and not is_partial:
            continue  # of a list that may be incomplete, nobody is left out
        sectors = tuple(s for s in entry.sectors if s in profile.sectors)
        skills = tuple(s for s in entry.skills if s in profile.skills)
        if not sectors and not skills:
            continue
        reasons = []
        score = 0.0
        if skills:
            reasons.append(Reason("skills", skills))
            score += SKILLS_WEIGHT * len(skills) / len(entry.skills)
        if sectors:
            reasons.append(Reason("sectors", sectors))
            score += SECTORS_WEIGHT * len(sectors) / len(entry.sectors)
        if profile.country and profile.country in entry.countries:
            reasons.append(Reason("country", (profile.country,)))
            score += COUNTRY_WEIGHT
        matches.append(Match(tuple(reasons), score, entry=entry))
    return sorted(matches, key=lambda match: -match.score)
