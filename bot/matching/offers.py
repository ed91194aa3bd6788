"""Person → opportunities: simple scores, each with the reasons that made it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from bot.domain.challenges import Challenge
from bot.domain.entries import OPPORTUNITIES, Entry, State, Vocabulary
from bot.domain.people import Profile
from bot.domain.results import Match, Reason

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
