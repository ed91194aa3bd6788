"""Who may take part: a pure function of stated facts, with every reason for a no.

The codes are a contract (`docs/matching.md` has the table): R_ is a rule of the call, U_ the
person's own setting, which they can change, I_ a fact that is missing and has to be asked for.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.domain.entries import Mode
from bot.domain.geography import kilometres
from bot.domain.opportunities import Opportunity, OpportunityKind, Team
from bot.domain.people import ORGANISATIONS, ApplicantType, Profile, Reach

ADULT: Final = 18
"""The least age where a call states none."""


class Code(StrEnum):
    """Why somebody may not take part, or what must be known to tell."""

    NOT_OPEN = "R_NOT_OPEN"
    CLOSED = "R_CLOSED"
    FULL = "R_FULL"
    COUNTRY = "R_COUNTRY"
    REGION = "R_REGION"
    LANGUAGE = "R_LANGUAGE"
    TYPE = "R_TYPE"
    AGE = "R_AGE"
    CONSENT = "R_CONSENT"
    EXPERIENCE = "R_EXPERIENCE"
    APPLIED = "R_APPLIED"
    HIDDEN = "U_HIDDEN"
    KIND = "U_KIND"
    TEAM = "U_TEAM"
    TRAVEL = "U_TRAVEL"
    AWAY = "U_AWAY"
    ASK_COUNTRY = "I_COUNTRY"
    ASK_REGION = "I_REGION"
    ASK_TYPE = "I_TYPE"
    ASK_AGE = "I_AGE"
    ASK_CONSENT = "I_CONSENT"
    ASK_EXPERIENCE = "I_EXPERIENCE"
    ASK_TRAVEL = "I_TRAVEL"
    ASK_PLACE = "I_PLACE"

    @property
    def is_question(self) -> bool:
        """Say whether it is a fact to ask for."""
        return self.startswith("I_")

    @property
    def is_setting(self) -> bool:
        """Say whether the person can change it with a tap."""
        return self.startswith("U_")


class EligibilityStatus(StrEnum):
    """Three values: yes, one question first, no."""

    ELIGIBLE = "eligible"
    NEEDS_INFO = "needs_info"
    INELIGIBLE = "ineligible"


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether one person may take part in one opportunity.

    `codes` are all that speak against it; if there is none, all that must be asked.
    """

    codes: tuple[Code, ...] = ()

    @property
    def status(self) -> EligibilityStatus:
        """Return what the codes come to."""
        if not self.codes:
            return EligibilityStatus.ELIGIBLE
        if all(code.is_question for code in self.codes):
            return EligibilityStatus.NEEDS_INFO
        return EligibilityStatus.INELIGIBLE


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person did with opportunities before, by the ids of these."""

    applied: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


NOWHERE: Final = Standing()


def eligibility(
    opportunity: Opportunity, profile: Profile, today: date, standing: Standing = NOWHERE
) -> Eligibility:
    """Say whether a person may take part on a day, and why not or what to ask."""
    codes: list[Code] = []
    if opportunity.id in standing.applied:
        codes.append(Code.APPLIED)
    if opportunity.id in standing.hidden:
        codes.append(Code.HIDDEN)
    codes += _open(opportunity, today)
    codes += (code for check in _CHECKS for code in check(opportunity, profile))
    codes += _age(opportunity, profile, today)
    against = [code for code in codes if not code.is_question]
    return Eligibility(tuple(sorted(set(against or codes), key=_ORDER.__getitem__)))


def _open(opportunity: Opportunity, today: date) -> Iterator[Code]:
    if opportunity.opens_on is not None and opportunity.opens_on > today:
        yield Code.NOT_OPEN
    if opportunity.deadline_on is not None and opportunity.deadline_on < today:
        yield Code.CLOSED
    if opportunity.places_left is not None and opportunity.places_left <= 0:
        yield Code.FULL


def _place_of_residence(opportunity: Opportunity, profile: Profile) -> Iterator[Code]:
    if opportunity.countries and profile.country not in opportunity.countries:
        if profile.country is None or opportunity.countries_may_lack:
            yield Code.ASK_COUNTRY
        else:
            yield Code.COUNTRY
    if opportunity.regions and profile.region not in opportunity.regions:
        if profile.region is not None:
            yield Code.REGION
        else:
            yield Code.ASK_COUNTRY if profile.country is None else Code.ASK_REGION


def _language(opportunity: Opportunity, profile: Profile) -> Iterator[Code]:
    spoken = (profile.languages.get(language) for language in opportunity.languages)
    if opportunity.languages and not any(fluency and fluency.works for fluency in spoken):
        yield Code.LANGUAGE


def _type(opportunity: Opportunity, profile: Profile) -> Iterator[Code]:
    limits, who = opportunity.applicant_types, profile.applicant_type
    several = {ApplicantType.ASSOCIATION, ApplicantType.GROUP}
    if who is None:
        if limits:
            yield Code.ASK_TYPE
    elif (limits and who not in limits) or (opportunity.team is Team.SOLO and who in several):
        yield Code.TYPE


def _experience(opportunity: Opportunity, profile: Profile) -> Iterator[Code]:
    if opportunity.min_experience_years is None:
        return
    if profile.experience_years is None:
        yield Code.ASK_EXPERIENCE
    elif profile.experience_years < opportunity.min_experience_years:
        yield Code.EXPERIENCE


def _wishes(opportunity: Opportunity, profile: Profile) -> Iterator[Code]:
    if profile.wanted_kinds is not None and opportunity.kind not in profile.wanted_kinds:
        yield Code.KIND
    if {opportunity.team, profile.work_mode} == {Team.SOLO, Team.TEAM}:
        yield Code.TEAM


def _travel(opportunity: Opportunity, profile: Profile) -> Iterator[Code]:
    is_event = opportunity.kind is OpportunityKind.EVENT
    if opportunity.mode is Mode.HYBRID and not is_event and profile.travel is Reach.REMOTE:
        yield Code.TRAVEL  # of a hybrid event, everybody can have the online half
    if opportunity.mode is not Mode.ONSITE:
        return
    if profile.travel is Reach.REMOTE:
        yield Code.TRAVEL
    elif profile.travel is None:
        yield Code.ASK_TRAVEL
    elif isinstance(profile.travel, int):
        if profile.point is None:
            yield Code.ASK_PLACE
        elif opportunity.point and kilometres(profile.point, opportunity.point) > profile.travel:
            yield Code.TRAVEL


def _away(opportunity: Opportunity, profile: Profile) -> Iterator[Code]:
    if opportunity.kind not in {OpportunityKind.TRAINING, OpportunityKind.EVENT}:
        return
    if profile.away is None or opportunity.starts_on is None:
        return
    first, last = profile.away
    if opportunity.starts_on <= last and first <= (opportunity.ends_on or opportunity.starts_on):
        yield Code.AWAY  # one missed day is one too many


def _age(opportunity: Opportunity, profile: Profile, today: date) -> Iterator[Code]:
    """Check the age of people; organisations have none."""
    if profile.applicant_type in ORGANISATIONS:
        return
    if profile.birth_year is None:
        is_limited = opportunity.min_age is not None or opportunity.max_age is not None
        if is_limited or profile.applicant_type is ApplicantType.PUPIL:
            yield Code.ASK_AGE
        return
    age = today.year - profile.birth_year
    least = ADULT if opportunity.min_age is None else opportunity.min_age
    if age < least or (opportunity.max_age is not None and age > opportunity.max_age):
        yield Code.AGE
    elif age < ADULT and not profile.guardian_consent:
        yield Code.ASK_CONSENT if profile.guardian_consent is None else Code.CONSENT


_CHECKS: Final[tuple[Callable[[Opportunity, Profile], Iterator[Code]], ...]] = (
    *(_place_of_residence, _language, _type, _experience, _wishes, _travel, _away),
)
_ORDER: Final = {code: place for place, code in enumerate(Code)}
