"""People: who is chatting, what they may do, and the short profile they chose to give."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.geography import Point
from bot.domain.opportunities import OpportunityKind, Team

CONFIRM_AFTER: Final = timedelta(days=180)
"""How long a profile counts as true; then its owner is asked once whether it still is."""


class Role(StrEnum):
    """What a person comes as; a person may change it at any time."""

    CREATIVE = "creative"
    COMPANY = "company"


class StaffRole(StrEnum):
    """What a person may do for the network."""

    FACILITATOR = "facilitator"
    ADMINISTRATOR = "administrator"


class Half(StrEnum):
    """Of which organisation of the tandem somebody is who facilitates a hub."""

    CREATIVE = "creative"
    """The hub of the creative industries."""
    BUSINESS = "business"
    """The business support organisation."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who chats, with the rights they have at this moment.

    `language` is theirs, set at first contact from Telegram's tag and changed by /language.
    `asleep` says that they blocked the bot: nothing is sent until they come back.
    """

    id: int
    telegram_id: int
    name: str
    language: str
    role: Role | None = None
    home_hub: str | None = None
    asleep: bool = False
    administrator: bool = False
    listed: bool = False
    """Administrator by the operator's setting; ends when the setting does."""
    facilitates: frozenset[str] = field(default_factory=frozenset)
    halves: Mapping[str, Half] = field(default_factory=dict, hash=False)
    """By hub, where it was said when they were invited."""

    @property
    def is_staff(self) -> bool:
        """Say whether the person works for the network in any role."""
        return self.administrator or bool(self.facilitates)

    def works_for(self, hub: str | None) -> bool:
        """Say whether the person may act for `hub`; None is the network desk."""
        return self.administrator or (hub is not None and hub in self.facilitates)


class ApplicantType(StrEnum):
    """As what a person takes part; the vocabulary has the words (`applicant_types`)."""

    FREELANCER = "freelancer"
    COMPANY = "company"
    ASSOCIATION = "association"
    GROUP = "group"
    STUDENT = "student"
    PUPIL = "pupil"
    EMPLOYEE = "employee"
    JOBSEEKER = "jobseeker"


ORGANISATIONS: Final = frozenset(
    {ApplicantType.COMPANY, ApplicantType.ASSOCIATION, ApplicantType.GROUP}
)
"""Those who have no age."""


class Fluency(StrEnum):
    """How well a person knows a language: a level of the CEFR, or native."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"
    NATIVE = "N"

    @property
    def works(self) -> bool:
        """Say whether one can take part in it: from B1 on."""
        return self not in {Fluency.A1, Fluency.A2}


class Reach(StrEnum):
    """How far a person goes, where it is not a number of kilometres."""

    ANYWHERE = "anywhere"
    REMOTE = "remote"
    """Not at all: only what can be done from home."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a creative told about themselves, with consent, for finding what fits.

    Every fact but the consent may be missing: None and empty lists mean that it was not said.
    """

    person_id: int
    consented_at: datetime
    updated_at: datetime
    applicant_type: ApplicantType | None = None
    sectors: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    country: str | None = None
    region: str | None = None
    """NUTS-2, as of `content/vocabulary/regions.yaml`."""
    city: str | None = None
    point: Point | None = None
    travel: int | Reach | None = None
    """Kilometres."""
    languages: Mapping[str, Fluency] = field(default_factory=dict)
    work_mode: Team | None = None
    experience_years: int | None = None
    birth_year: int | None = None
    guardian_consent: bool | None = None
    transitions: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    wanted_kinds: tuple[OpportunityKind, ...] | None = None
    """What they look for; None: nothing chosen, everything is shown."""
    hours_per_week: int | None = None
    away: tuple[date, date] | None = None
    """The first and the last day on which they cannot come."""
    bio: str = ""
    """Their own words, in their own language."""
    paused: bool = False
    """Not found by staff and not told of anything until they end it."""
    confirmed_at: datetime | None = None
    """When they last said that it still is right."""

    @property
    def best_languages(self) -> tuple[tuple[str, Fluency], ...]:
        """The languages with their levels, best first: as people name them."""
        order = tuple(Fluency)
        return tuple(sorted(self.languages.items(), key=lambda one: -order.index(one[1])))

    def without_past(self, today: date) -> "Profile":
        """Return the profile without days away that have passed: they say nothing any more."""
        if self.away is None or self.away[1] >= today:
            return self
        return replace(self, away=None)

    def to_confirm(self, now: datetime) -> bool:
        """Say whether the owner is to be asked if it still is right."""
        return now - max(self.updated_at, self.confirmed_at or self.updated_at) >= CONFIRM_AFTER


@dataclass(frozen=True, slots=True)
class Invite:
    """A one-time right to become staff, known only by the hash of its token."""

    role: StaffRole
    hub: str | None
    expires_at: datetime
    used_by: int | None = None
    half: Half | None = None
