"""The shortlist of a challenge: people who could fit, for staff of its hub and nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from bot.domain.challenges import Challenge
from bot.domain.draws import Draw
from bot.domain.eligibility import ADULT, Code
from bot.domain.invitations import Obstacle
from bot.domain.matching import CounterPoint, MatchReason
from bot.domain.people import ORGANISATIONS, ApplicantType, Person, Profile
from bot.domain.results import ChallengeUnderReview, ProfileShown
from bot.domain.suggestions import MOST_INVITED
from bot.domain.teams import TeamPlan


class LeftOut(StrEnum):
    """Why somebody is not listed, besides the codes of eligibility."""

    MINOR = "minor"
    """Minors are never shown for challenges of companies."""
    COMPANY = "company"
    """It is their own challenge."""
    WEAK = "weak"
    """Too little of what both sides stated is the same."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What a challenge asks for and nobody who can be found has."""

    languages: tuple[str, ...] = ()
    """By code: nobody works in them."""
    skills: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether something is missing."""
        return bool(self.languages or self.skills or self.technologies)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person on a shortlist. Reasons and counter-point are in the reader's words.

    `place` counts from 1 over all pages. `asks` are the facts that have to be asked first.
    """

    person: Person
    profile: ProfileShown
    place: int
    score: float
    is_strong: bool = False
    reasons: tuple[MatchReason, ...] = ()
    counter_point: CounterPoint | None = None
    asks: tuple[Code, ...] = ()
    parts: Mapping[str, float] = field(default_factory=dict)
    """The signals, each 0 to 1."""
    exposure: float = 0.0
    """How much they were shown to staff of late, for other challenges."""


@dataclass(frozen=True, slots=True)
class Shortlist:
    """One page of a shortlist, best first. `total` counts all pages, `out` those not listed."""

    challenge: ChallengeUnderReview
    candidates: tuple[Candidate, ...]
    number: int = 0
    pages: int = 1
    total: int = 0
    out: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    """People by each reason why they are not listed; one may have several."""
    weights: Mapping[str, float] = field(default_factory=dict)
    missing: Missing = field(default_factory=Missing)
    """In the reader's words, but for the codes of languages."""
    draw: Draw | None = None
    """Who would have a place; only that lots decide, and the commitment, is shown before."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The result of a draw, with the seed that was committed to before."""

    challenge: ChallengeUnderReview
    draw: Draw
    seed: str
    names: Mapping[int, Person] = field(default_factory=dict)


SEATS: Final = MOST_INVITED
"""People who can be invited to one challenge."""


def is_minor(profile: Profile, today: date) -> bool:
    """Say whether somebody is under age, or may be: a pupil who did not say."""
    if profile.applicant_type in ORGANISATIONS:
        return False
    if profile.birth_year is None:
        return profile.applicant_type is ApplicantType.PUPIL
    # Only the year is known: until it is over, whoever turns 18 in it may still be 17.
    return today.year - profile.birth_year <= ADULT


@dataclass(frozen=True, slots=True)
class Asking:
    """Staff would ask somebody, or did: about what, whom, and what keeps them from it.

    `person` is None if they cannot be found any more.
    """

    challenge: ChallengeUnderReview
    person: Person | None
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True)
class Declined:
    """What a creative said no to. `interested`: they said yes before, and still do."""

    challenge: Challenge
    interested: bool = False


@dataclass(frozen=True, slots=True)
class TeamShown:
    """A team for a challenge as staff see it: names, and all terms in the reader's words."""

    challenge: ChallengeUnderReview
    plan: TeamPlan
    names: Mapping[int, Person] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    """Labels of skills and names of languages, by id."""
    is_best: bool = True
