"""Results of use cases: what a screen needs to know, and nothing of how it was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from bot.domain.answers import Confidence
from bot.domain.broadcasts import Audience, Progress
from bot.domain.challenges import Challenge
from bot.domain.changes import EntryChange
from bot.domain.eligibility import Code
from bot.domain.entries import Entry, Kind
from bot.domain.forms import REVIEW, Draft, Field, Form
from bot.domain.gaps import Gap
from bot.domain.hubs import Hub
from bot.domain.invitations import Asked
from bot.domain.origins import Origin
from bot.domain.people import Person, Profile
from bot.domain.talk import Talk
from bot.domain.understanding import Asks, Facet, Understood


@dataclass(frozen=True, slots=True)
class Welcome:
    """A person arrived: who, with which hub, and what lies unfinished."""

    person: Person
    hub: Hub | None
    unfinished: Draft | None
    joined_as_staff: bool = False
    phone_language: str | None = None
    """An offered language that the phone speaks and the bot does not speak to this person."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a form field, labelled in the reader's language."""

    id: str
    label: str
    chosen: bool = False


class Offered(StrEnum):
    """Why some options of a form field come before the others."""

    MEANT = "meant"
    """What was typed may mean each of them."""
    FOUND = "found"
    """They were found in the person's own words."""
    NEAR = "near"
    """They often go with what was chosen."""


@dataclass(frozen=True, slots=True)
class FormStep:
    """Where a form stands. `said` are the accepted answers, in order, in the reader's words."""

    form: Form
    draft: Draft
    options: tuple[Option, ...] = ()
    page: int = 0
    pages: int = 1
    said: tuple[tuple[Field, str], ...] = ()
    language: str | None = None
    """The language that a field of the composer asks for, by its name."""
    about: str | None = None
    """The title of what the form is about: a challenge under review."""
    grading: str | None = None
    """The chosen thing that the options are grades of: a language, in the reader's words."""
    offered: Offered | None = None
    """Why the first options are there."""
    cut: tuple[int, int] | None = None
    """How many characters were sent and how many of them are kept, if not all are."""
    unread: tuple[str, ...] = ()
    """Parts of a typed list that name nothing, though others do."""
    taken: tuple[str, ...] = ()
    """The questions whose answers were read in a story, or are those of last time."""
    just_told: tuple[str, ...] = ()
    """The questions that the story answered which was told with this step: they are shown."""
    files: int = 0
    """Photos and documents that were sent along."""

    @property
    def at_review(self) -> bool:
        """Say whether all questions are behind."""
        return self.draft.step == REVIEW

    @property
    def field(self) -> Field:
        """Return the present question; the review has none."""
        return self.form.field(self.draft.step)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list of entries."""

    kind: Kind
    entries: tuple[Entry, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Card:
    """An entry as a reader sees it today."""

    entry: Entry
    now: datetime
    hub: Hub | None
    zone: str
    stale_after_days: int
    change: EntryChange | None = None
    """What became of the entry lately."""
    editable: bool = False
    """Whether the reader is staff of the hub that answers for it."""
    origin: Origin | None = None
    """Where it was opened from, if there is a way back."""


@dataclass(frozen=True, slots=True)
class Details:
    """The long text of an entry: `body` is Telegram HTML made of the editors' Markdown."""

    card: Card
    language: str
    body: str
    facts: tuple[str, ...]


class Side(StrEnum):
    """A fact in which offered entries differ: what tells one option from another."""

    KIND = "kind"
    PLACE = "place"
    DEADLINE = "deadline"
    PERIOD = "period"
    MODE = "mode"
    FEE = "fee"
    AMOUNT = "amount"
    WHO = "who"


@dataclass(frozen=True, slots=True)
class Deciding:
    """What the first sentence of an answer is about, and what of it is not in the card's fields.

    `who` are the kinds of people who may take part, in the reader's words; `quote` is a sentence
    of the entry's own text in the reader's language, for what its fields leave open.
    """

    asks: Asks
    who: tuple[str, ...] = ()
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries for which all that was asked holds: one page of them, and what each filter costs.

    When nothing fits, `cards` are the closest that there are, and `total` is 0.
    """

    asked: Understood
    cards: tuple[Card, ...]
    total: int
    number: int = 0
    pages: int = 1
    first: int = 0
    """The place of the first card among what the inquiry has shown."""
    filters: tuple[tuple[Facet, ...], ...] = ()
    """What had to hold: facets of which one fits. A filter of several goes by its first."""
    without: Mapping[Facet, int] = field(default_factory=dict)
    """How many entries there would be without a filter."""
    silent: Mapping[Facet, int] = field(default_factory=dict)
    """How many entries hold to all other filters, and say nothing about this one."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Terms of the vocabulary by id, in the reader's words."""
    loosening: Facet | None = None
    """The one filter whose loosening brings most; None if none brings anything."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found: a card, options, a list or small talk, and how sure that is.

    `cards` are best first. `side` is what tells options apart; `who` has, by entry, the words for
    it when that is who may take part.
    """

    question: str
    cards: tuple[Card, ...]
    confidence: Confidence
    unfinished: Draft | None = None
    talk: Talk | None = None
    listing: Listing | None = None
    deciding: Deciding | None = None
    side: Side | None = None
    who: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inquiry_id: int | None = None
    shown: tuple[str, ...] = ()
    """Entries in the order in which they are shown, over all pages; none for small talk."""
    page: int | None = None
    """The page of the list that this one was picked from."""
    place: int = 0
    """The place of the first card among what the answer has shown."""


@dataclass(frozen=True, slots=True)
class OwnChallenge:
    """A challenge as its company sees it: the hub that has it, and how many are interested."""

    challenge: Challenge
    hub: Hub | None
    interested: int
    pitches: int = 0
    files: int = 0
    introductions: int = 0
    """Requests that are open, or made: somebody waits for the company's yes, or has it."""


@dataclass(frozen=True, slots=True)
class InterestedPerson:
    """A creative who said "interested", as staff of the hub see them."""

    person: Person
    profile: "ProfileShown"


@dataclass(frozen=True, slots=True)
class ChallengeUnderReview:
    """A challenge as staff see it, with the wanted skills in the reader's words."""

    challenge: Challenge
    hub: Hub | None
    skills: tuple[str, ...]
    interested: tuple[InterestedPerson, ...] = ()
    asked: Asked | None = None
    """Whom staff asked about it; None where nobody looks at that."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for a staff member: challenges to decide or with interest, and questions."""

    waiting: tuple[ChallengeUnderReview, ...]
    interesting: tuple[ChallengeUnderReview, ...] = ()
    gaps: tuple[Gap, ...] = ()
    corrections: int = 0
    """Corrections of readers."""
    to_confirm: int = 0
    """Entries that somebody has to look at again."""

    @property
    def has_content(self) -> bool:
        """Say whether something waits to be done for entries."""
        return bool(self.corrections or self.to_confirm)


@dataclass(frozen=True, slots=True)
class GapAnswers:
    """The entries that answer a gap best today, for staff to choose from."""

    gap: Gap
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class GapClosed:
    """What became of a gap, and how many people were told."""

    gap: Gap
    told: int
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class InterestShown:
    """A creative said "interested"."""

    challenge: Challenge
    hub: Hub | None
    told_before: bool
    staff_told: int


@dataclass(frozen=True, slots=True)
class ProfileShown:
    """A profile in the reader's words, by label.

    What only its owner may see is empty for everybody else.
    """

    profile: Profile | None
    sectors: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    country: str | None = None
    languages: tuple[str, ...] = ()
    hub: Hub | None = None
    bio: str = ""
    applicant_type: str | None = None
    place: str | None = None
    """The town with its country, or the country alone."""
    region: str | None = None
    travel: str | None = None
    wanted: tuple[str, ...] = ()
    transitions: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    work_mode: str | None = None
    experience: str | None = None
    away: str | None = None
    birth_year: str | None = None
    guardian: str | None = None
    begun: int | None = None
    """The draft of a profile that its owner began; only where there is no profile."""


@dataclass(frozen=True, slots=True)
class FactSaved:
    """One fact of a profile was answered for, and saved.

    `subject` is what it was asked for; `then` is the question that follows from the answer.
    """

    shown: ProfileShown
    key: str
    subject: str | None = None
    then: Code | None = None


@dataclass(frozen=True, slots=True)
class BroadcastPreview:
    """A broadcast before it is confirmed: who gets it in which language, counted exactly."""

    draft: Draft
    hub: Hub | None
    audience: Audience
    texts: Mapping[str, str]
    recipients: Mapping[str, int]
    """People by the language they read."""

    @property
    def fingerprint(self) -> str:
        """Return what tells this preview from one of other texts or another audience.

        The button that sends carries it: nothing is sent that was not previewed.
        """
        said = repr((self.hub and self.hub.slug, self.audience, sorted(self.texts.items())))
        return sha256(said.encode()).hexdigest()[:12]

    @property
    def total(self) -> int:
        """Return how many people will receive it."""
        return sum(self.recipients.values())


@dataclass(frozen=True, slots=True)
class BroadcastReport:
    """What became of a broadcast."""

    broadcast_id: int
    progress: Progress
    recipients: int
    """How many were counted at confirmation; the outbox fills up to it."""


@dataclass(frozen=True, slots=True)
class OwnData:
    """Everything that is kept about a person."""

    person: Person
    profile: ProfileShown
    drafts: int
    challenges: int
    interests: int
    inquiries: int
    announcements: bool
    operator_name: str | None
    operator_contact: str | None
    corrections: int = 0
    saved: int = 0
    follows: int = 0
    invitations: int = 0
    pitches: int = 0
    teams: int = 0
    introductions: int = 0
