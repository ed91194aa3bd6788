"""Challenges: what a company asks for, from submission to publication."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.masking import masked
from bot.domain.opportunities import Team
from bot.domain.terms import Terms

INTEREST: Final = "interest:"
"""Begins the keys of what staff read of an interest: `interest:<challenge>:<person>:<reader>…`."""


UNDO_FOR: Final = timedelta(seconds=30)
"""How long staff can take a publication back: nobody reads it before."""


class ChallengeState(StrEnum):
    """Where a challenge stands.

    SUBMITTED ⇄ CHANGES; SUBMITTED → OPENING → PUBLISHED → CLOSED, or DECLINED; the company may
    withdraw it (WITHDRAWN) from any state that has not ended.
    """

    SUBMITTED = "submitted"
    CHANGES = "changes"
    """Staff asked the company to change something; it is with the company."""
    OPENING = "opening"
    """Published, and can still be taken back; nobody but staff sees it yet."""
    PUBLISHED = "published"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


WITH_COMPANY: Final = frozenset({ChallengeState.SUBMITTED, ChallengeState.CHANGES})
"""States in which the company may edit all of it."""
WORKED_ON: Final = frozenset(
    {
        ChallengeState.SUBMITTED,
        ChallengeState.CHANGES,
        ChallengeState.OPENING,
        ChallengeState.PUBLISHED,
    }
)
"""States in which staff may look for people."""
ENDED: Final = frozenset(
    {ChallengeState.DECLINED, ChallengeState.WITHDRAWN, ChallengeState.CLOSED}
)


class Orientation(StrEnum):
    """What a challenge is about: a thing that is sold, or how things are done."""

    PRODUCT = "product"
    PROCESS = "process"


@dataclass(frozen=True, slots=True)
class Challenge:
    """A company's problem. The company's own words keep their language.

    `title_en` and `summary_en` are written or confirmed by the facilitator at review; readers of
    other languages than `language` see those. The company is shown to staff, and to creatives
    unless it is `anonymous`; the contact person to staff; `reach` to nobody before an introduction
    is made. Its terms are frozen when it opens: later ones are another `terms_version`.
    """

    id: int
    person_id: int
    hub: str | None
    state: ChallengeState
    language: str
    company: str
    contact: str
    title: str
    problem: str
    skills: tuple[str, ...]
    place: str | None
    deadline_on: date | None
    submitted_at: datetime
    title_en: str | None = None
    summary_en: str | None = None
    decline_reason: str | None = None
    decided_at: datetime | None = None
    next_step: str | None = None
    """What a company can do instead, with a decision against."""
    affected: str | None = None
    success: str | None = None
    tried: str | None = None
    technologies: tuple[str, ...] = ()
    industry: str | None = None
    languages: tuple[str, ...] = ()
    """In which it can be worked on; the first is the company's own."""
    team: Team = Team.EITHER
    orientation: Orientation | None = None
    terms: Terms = field(default_factory=Terms)
    terms_version: int = 1
    evidence: str | None = None
    """A register number or an address by which staff see that the company is real."""
    reach: str | None = None
    """How the chosen reach the company: e-mail or telephone."""
    anonymous: bool = True
    promised_at: datetime | None = None
    """When the company hears at the latest, as it was told."""
    opens_at: datetime | None = None
    changes_asked: str | None = None

    def is_open(self, today: date) -> bool:
        """Say whether creatives may still show interest; the deadline day itself counts."""
        in_time = self.deadline_on is None or self.deadline_on >= today
        return self.state is ChallengeState.PUBLISHED and in_time

    def words_for(self, language: str) -> tuple[str, str, str]:
        """Return language, title and description for a reader of `language`, without contact
        data: that is for those who are introduced."""
        if language == self.language or not (self.title_en and self.summary_en):
            return self.language, masked(self.title), masked(self.problem)
        return "en", masked(self.title_en), masked(self.summary_en)


@dataclass(frozen=True, slots=True)
class Interest:
    """A creative would like to work on a challenge; the facilitator of its hub is told."""

    challenge_id: int
    person_id: int
    shown_at: datetime


@dataclass(frozen=True, slots=True)
class Company:
    """A company as somebody named it; `confirmed_at` is when staff saw that it is real."""

    person_id: int
    name: str
    evidence: str | None = None
    confirmed_at: datetime | None = None
    confirmed_by: int | None = None
