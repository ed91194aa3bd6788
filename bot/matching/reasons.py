"""Why something is offered, in facts that both sides stated, and what speaks against it.

What a text names or a model finds alike may rank; it is never said.
"""

from collections.abc import Iterator
from typing import Final

from bot.domain.entries import Mode
from bot.domain.geography import kilometres
from bot.domain.matching import Because, But, CounterPoint, MatchReason
from bot.domain.opportunities import Level, Opportunity, OpportunityKind
from bot.domain.people import Fluency, Profile
from bot.matching.rules import FEW_COUNTRIES

MOST: Final = 3
_FAR_KM: Final = 150


def reasons(opportunity: Opportunity, profile: Profile) -> tuple[MatchReason, ...]:
    """Return up to three reasons, the strongest first."""
    found: list[MatchReason] = []
    for reason in _all(opportunity, profile):
        if len(found) == MOST:
            break
        found.append(reason)
    return tuple(found)


def _all(opportunity: Opportunity, profile: Profile) -> Iterator[MatchReason]:
    if opportunity.kind is not OpportunityKind.TRAINING:
        # That somebody has what a training teaches is no reason to go there.
        for skill in opportunity.wanted_skills:
            if skill in profile.skills:
                yield MatchReason(Because.SKILL, skill)
    yield from _place(opportunity, profile)
    for because, theirs, mine in (
        (Because.TECHNOLOGY, opportunity.technologies, profile.technologies),
        (Because.TRANSITION, opportunity.transitions, profile.transitions),
        (Because.SECTOR, opportunity.sectors, profile.sectors),
    ):
        for id_ in theirs:
            if id_ in mine:
                yield MatchReason(because, id_)
                break  # one of each list: the second says little
    for language in opportunity.languages:
        if _works(profile, language):
            yield MatchReason(Because.LANGUAGE, language)
            break
    if profile.wanted_kinds is not None and opportunity.kind in profile.wanted_kinds:
        yield MatchReason(Because.KIND, opportunity.kind)


def _place(opportunity: Opportunity, profile: Profile) -> Iterator[MatchReason]:
    """Yield the narrowest place that both sides stated."""
    mine, theirs = profile.city, opportunity.city
    if mine and theirs and mine.casefold() == theirs.casefold() and _is_held(opportunity):
        yield MatchReason(Because.CITY, mine)
    elif profile.region and profile.region in opportunity.regions:
        yield MatchReason(Because.REGION, profile.region)
    elif profile.country in opportunity.countries and len(opportunity.countries) <= FEW_COUNTRIES:
        yield MatchReason(Because.COUNTRY, profile.country or "")


def _is_held(opportunity: Opportunity) -> bool:
    return opportunity.mode is not Mode.ONLINE


def _works(profile: Profile, language: str) -> bool:
    fluency = profile.languages.get(language)
    return fluency is not None and fluency.works


def counter_point(opportunity: Opportunity, profile: Profile) -> CounterPoint | None:
    """Return the one fact that speaks most against it; None if none does."""
    taught = [topic for topic in opportunity.topics if topic in profile.skills]
    if taught and opportunity.level is Level.BEGINNER:
        return CounterPoint(But.OTHER_LEVEL, tuple(taught))
    missing = tuple(skill for skill in opportunity.wanted_skills if skill not in profile.skills)
    if missing and len(missing) < len(opportunity.wanted_skills):
        return CounterPoint(But.SKILLS_MISSING, missing)
    if (
        _is_held(opportunity)
        and profile.point
        and opportunity.point
        and (km := kilometres(profile.point, opportunity.point)) > _FAR_KM
    ):
        return CounterPoint(But.FAR, (str(round(km)),))
    if missing:
        return CounterPoint(But.SKILLS_MISSING, missing)
    if not _shares(opportunity, profile):
        return CounterPoint(But.NOTHING_SHARED)
    levels = [profile.languages[one] for one in opportunity.languages if _works(profile, one)]
    if levels and all(level is Fluency.B1 for level in levels):
        # One works in it, and it is a reason, too: so it speaks against it least.
        weak = next(one for one in opportunity.languages if _works(profile, one))
        return CounterPoint(But.LANGUAGE_WEAK, (weak,))
    return None


def _shares(opportunity: Opportunity, profile: Profile) -> bool:
    return any(
        set(theirs) & set(mine)
        for theirs, mine in (
            ((*opportunity.wanted_skills, *opportunity.topics), profile.skills),
            (opportunity.sectors, profile.sectors),
            (opportunity.transitions, profile.transitions),
            (opportunity.technologies, profile.technologies),
        )
    )
