"""Opportunities as rules and ranking see them: a challenge of a company, or an entry one can
apply or go to, with the same fields whichever it is.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.domain.entries import Mode
from bot.domain.geography import Point


class OpportunityKind(StrEnum):
    """What a person can be routed to."""

    CHALLENGE = "challenge"
    TRAINING = "training"
    FUNDING = "funding"
    EVENT = "event"


class Team(StrEnum):
    """Whether one person works alone or with others: what is asked for, or what somebody likes."""

    SOLO = "solo"
    TEAM = "team"
    EITHER = "either"


class Level(StrEnum):
    """Whom a training is for."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


OF_CHALLENGE: Final = "challenge:"
OF_ENTRY: Final = "entry:"
"""How ids of opportunities begin: `challenge:12`, `entry:funding-cme-individual`."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One opportunity. An empty list means that nothing is limited; None means that nobody said.

    `countries`, `regions` (NUTS-2) and `applicant_types` say who may apply; `languages`, in which
    of several one can take part. `wanted_skills` are what a challenge asks for, `topics` what a
    training teaches. Days count whole: a deadline of today is not over.
    """

    id: str
    kind: OpportunityKind
    language: str
    title: str
    text: str = ""
    wanted_skills: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    level: Level | None = None
    sectors: tuple[str, ...] = ()
    transitions: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    applicant_types: frozenset[str] = frozenset()
    min_age: int | None = None
    max_age: int | None = None
    min_experience_years: int | None = None
    team: Team = Team.EITHER
    team_size: tuple[int, int] | None = None
    city: str | None = None
    point: Point | None = None
    mode: Mode | None = None
    opens_on: date | None = None
    deadline_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    places: int | None = None
    places_left: int | None = None
    orientation: str | None = None
    """Whether a challenge is about a `product` or a `process`."""
    countries_may_lack: bool = False
    """Whether `countries` may be incomplete: outside of it, nobody is refused for sure."""
