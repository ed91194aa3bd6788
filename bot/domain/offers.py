"""What a person is offered and why, whether they may take part, and what they said yes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from bot.domain.challenges import Challenge
from bot.domain.eligibility import Code, Eligibility, EligibilityStatus
from bot.domain.hubs import Hub
from bot.domain.languages import UNDERSTOOD
from bot.domain.matching import CounterPoint, MatchReason
from bot.domain.opportunities import OF_CHALLENGE, OF_ENTRY, Opportunity, Team
from bot.domain.origins import Origin
from bot.domain.people import Fluency, Profile, Reach
from bot.domain.pitches import CreativeTeam, Pitch
from bot.domain.results import Card


def subject_of(opportunity_id: str) -> str:
    """Return what buttons call an opportunity: the number of a challenge, or the id of an entry.

    Ids of entries begin with a letter, so that the two are told apart.
    """
    return opportunity_id.removeprefix(OF_CHALLENGE).removeprefix(OF_ENTRY)


def opportunity_of(subject: str) -> str:
    """Return the opportunity that a button speaks of."""
    return f"{OF_CHALLENGE if subject.isdecimal() else OF_ENTRY}{subject}"


@dataclass(frozen=True, slots=True)
class Offer:
    """A challenge or an entry (one of the two), as it is offered to one person.

    The values of `reasons` and `counter_point` are in the reader's words.
    """

    challenge: Challenge | None = None
    card: Card | None = None
    reasons: tuple[MatchReason, ...] = ()
    counter_point: CounterPoint | None = None
    score: float = 0.0
    is_strong: bool = False
    skills: tuple[str, ...] = ()
    """What a challenge wants, in the reader's words."""
    taken: bool = False
    """Whether the person is interested in it, or has saved it."""
    hidden: bool = False
    files: int = 0
    """How many go along with a challenge, where one is read in full."""

    @property
    def subject(self) -> str:
        """Return what buttons call it."""
        if self.challenge:
            return str(self.challenge.id)
        return self.card.entry.id if self.card else ""


class Change(StrEnum):
    """A setting that a person could relax, or a fact that they could tell. Short: on a button."""

    TRAVEL = "travel"
    KINDS = "kinds"
    TEAM = "team"
    LANGUAGES = "languages"

    def made(self, profile: Profile) -> Profile | None:
        """Return the profile after the change; None if there is nothing to change."""
        match self:
            case Change.TRAVEL if profile.travel not in {None, Reach.ANYWHERE}:
                return replace(profile, travel=Reach.ANYWHERE)
            case Change.KINDS if profile.wanted_kinds is not None:
                return replace(profile, wanted_kinds=None)
            case Change.TEAM if profile.work_mode in {Team.SOLO, Team.TEAM}:
                return replace(profile, work_mode=Team.EITHER)
            case Change.LANGUAGES if not profile.languages:
                return replace(profile, languages=dict.fromkeys(UNDERSTOOD, Fluency.B2))
            case _:
                return None


@dataclass(frozen=True, slots=True)
class Openings:
    """What would be offered besides: by each change of a setting, and by each missing fact.

    A fact decides as many opportunities as wait for nothing but it, and are worth showing.
    """

    changes: Mapping[Change, int] = field(default_factory=dict)
    questions: Mapping[Code, int] = field(default_factory=dict)

    @property
    def best_question(self) -> Code | None:
        """Return the missing fact that decides most; None if none decides anything."""
        return max(self.questions, key=lambda code: self.questions[code], default=None)

    @property
    def best_change(self) -> Change | None:
        """Return the setting whose change opens most; None if none opens anything."""
        return max(self.changes, key=lambda change: self.changes[change], default=None)


@dataclass(frozen=True, slots=True)
class Offers:
    """One page of what fits a person, best first. `total` counts all pages."""

    offers: tuple[Offer, ...]
    number: int = 0
    pages: int = 1
    total: int = 0
    openings: Openings = field(default_factory=Openings)
    question: Code | None = None
    """The one question that is asked now; None if none helps, or one was asked today."""
    yeses: int = 0
    """How many things are in the second tab."""
    empty_profile: bool = False
    """Whether the profile names neither a skill nor a sector."""


@dataclass(frozen=True, slots=True)
class Alike:
    """What resembles an opportunity, best first."""

    to: Offer
    offers: tuple[Offer, ...]


class Stands(StrEnum):
    """Where something stands that a person said yes to."""

    UNDER_REVIEW = "under_review"
    """The hub has the interest, the challenge is open, and no pitch was begun."""
    DRAFT = "draft"
    """A pitch was begun and not sent."""
    SENT = "sent"
    CHOSEN = "chosen"
    MEETING = "meeting"
    """Chosen, and everybody is asked for the introduction."""
    MET = "met"
    """Introduced."""
    NOT_MET = "not_met"
    """Chosen, and the introduction did not come about."""
    DECLINED = "declined"
    CLOSED = "closed"
    """It takes nobody on any more: what comes is up to the hub."""
    ENDED = "ended"
    """The challenge has ended."""
    APPLIED = "applied"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Yes:
    """One thing that a person said yes to."""

    offer: Offer
    stands: Stands
    hub: Hub | None = None
    pitch: Pitch | None = None
    team: CreativeTeam | None = None
    draft_id: int | None = None
    """The pitch that was begun."""


@dataclass(frozen=True, slots=True)
class Yeses:
    """One page of what a person said yes to, the latest first. `total` counts all pages."""

    yeses: tuple[Yes, ...]
    number: int = 0
    pages: int = 1
    total: int = 0


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An interest was taken back: what in, and how many of staff hear of it."""

    challenge: Challenge
    hub: Hub | None
    staff_told: int = 0
    before: bool = False
    """Whether there was nothing to take back any more."""
    pitch: Pitch | None = None
    """The pitch that goes, or went, with it; a chosen one stays, and so does that of a team."""
    team: CreativeTeam | None = None
    """The team that they leave with it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may take part, in the reader's words; what the source does not say is empty."""

    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    everywhere: bool = False
    """Whether the source says that the country does not matter."""

    def are_unknown(self, opportunity: Opportunity) -> bool:
        """Say whether the source tells nothing of who may take part."""
        limits = (opportunity.min_age, opportunity.max_age, opportunity.min_experience_years)
        said = self.countries or self.regions or self.types or self.languages or self.everywhere
        return not said and limits == (None, None, None)


@dataclass(frozen=True, slots=True)
class MayI:
    """Whether a person may take part in something, and all that decides it.

    `eligibility` is None without a profile. `over` says that nobody can take part any more, and
    `opens_soon` that one can from a day that is ahead.
    """

    offer: Offer
    opportunity: Opportunity
    rules: Rules
    profile: Profile | None = None
    eligibility: Eligibility | None = None
    mine: Mapping[str, str] = field(default_factory=dict)
    """What the profile says of country, region, type and languages, in the reader's words."""
    over: bool = False
    partners: bool = False
    """Whether taking part with partners would help."""
    own: bool = False
    """Whether it is a challenge of the person."""
    today: date = date.max
    origin: Origin | None = None
    """Where its card was opened from."""

    @property
    def status(self) -> EligibilityStatus | None:
        """Return yes, a question first, or no; None without a profile."""
        return self.eligibility.status if self.eligibility else None

    @property
    def codes(self) -> tuple[Code, ...]:
        """Return what speaks against it or is to be asked, what decides first."""
        found = self.eligibility.codes if self.eligibility else ()
        return tuple(sorted(found, key=_WEIGHTS.__getitem__))


_WEIGHTS: Mapping[Code, int] = {
    code: place
    for place, code in enumerate(
        (
            *(Code.APPLIED, Code.HIDDEN, Code.CLOSED, Code.FULL),
            # What nothing can change comes before what a tap can.
            *(Code.TYPE, Code.COUNTRY, Code.REGION, Code.AGE, Code.CONSENT, Code.EXPERIENCE),
            *(Code.LANGUAGE, Code.NOT_OPEN, Code.AWAY, Code.TRAVEL, Code.TEAM, Code.KIND),
            *(Code.ASK_TYPE, Code.ASK_COUNTRY, Code.ASK_REGION, Code.ASK_AGE),
            *(Code.ASK_CONSENT, Code.ASK_EXPERIENCE, Code.ASK_TRAVEL, Code.ASK_PLACE),
        )
    )
}
