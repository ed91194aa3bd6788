"""Entries: everything in the knowledge base, and what is true of them on a given day.

An *opportunity* is an entry that one can apply or go to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.geography import Point
from bot.domain.languages import FALLBACK

if TYPE_CHECKING:
    from bot.domain.opportunities import Level, Team


class Kind(StrEnum):
    """What an entry is about."""

    TRAINING = "training"
    FUNDING = "funding"
    EVENT = "event"
    METHOD = "method"
    GUIDE = "guide"
    ORGANISATION = "organisation"
    PROJECT = "project"


UNDATED = "undated"
"""The `as_of` of an entry whose source bears no date."""

OPPORTUNITIES = frozenset({Kind.TRAINING, Kind.FUNDING, Kind.EVENT})
"""The kinds one can apply or go to."""


class Status(StrEnum):
    """What the source said of the entry; `Entry.state_on` says what follows for a day."""

    STANDING = "standing"
    """Always there: a method, an organisation, an online course, a programme in force."""
    RECURRING = "recurring"
    """Comes back; `usual_months` says when, as far as past editions tell."""
    DATED = "dated"
    """Has an opening date, a deadline or a start of its own."""
    ROUND_CLOSED = "round_closed"
    """The last known round is over; whether another comes is not known."""
    ENDED = "ended"
    """Is over and does not come back."""
    CANCELLED = "cancelled"
    """Was announced and will not take place."""
    UNCHECKED = "unchecked"
    """The source is old or unclear: it has existed, a person must look."""


class State(StrEnum):
    """What an entry is on a given day."""

    OPEN = "open"
    OPENING_SOON = "opening_soon"
    COMING = "coming"
    """Takes place on days of its own; whether one can register, the source does not say."""
    RECURRING = "recurring"
    STANDING = "standing"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    UNCHECKED = "unchecked"


class Effort(StrEnum):
    """How long it takes to apply or to get ready; reminders are planned backwards by it."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"


class Mode(StrEnum):
    """How one takes part."""

    ONLINE = "online"
    ONSITE = "onsite"
    HYBRID = "hybrid"


@dataclass(frozen=True, slots=True)
class Source:
    """Evidence: where a statement was read. Named on tap, never the button."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """Money that an opportunity gives, in whole units of `currency` (ISO 4217)."""

    currency: str
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """What taking part costs, in whole units of `currency`; 0 is free, `per` "hour" or empty."""

    amount: int
    currency: str = "EUR"
    per: str = ""


@dataclass(frozen=True, slots=True)
class Partners:
    """Who has to apply together: so many organisations at least, from so many countries."""

    organisations: int | None = None
    countries: int | None = None


@dataclass(frozen=True, slots=True)
class EntryText:
    """The words of an entry in one language."""

    title: str
    summary: str
    body: str = ""
    facts: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """Questions as people ask them, in other words than the text; found by, never shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the network knows, with all its languages and where it was read.

    `as_of` is what the source speaks of (a year, a year and month, `UNDATED`); `checked_on` is
    the day on which a person of the network confirmed it, and stays empty until somebody did.
    """

    id: str
    kind: Kind
    status: Status
    text: Mapping[str, EntryText]
    sources: tuple[Source, ...]
    as_of: str
    checked_on: date | None = None
    url: str | None = None
    hub: str | None = None
    countries: tuple[str, ...] = ()
    city: str | None = None
    mode: Mode | None = None
    sectors: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    transitions: tuple[str, ...] = ()
    who_may_apply: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    opens_at: datetime | None = None
    deadline_at: datetime | None = None
    deadline_zone: str | None = None
    usual_months: tuple[int, ...] = ()
    amount: Amount | None = None
    co_financing_rate: int | None = None
    fee: Fee | None = None
    """What taking part costs, if the source says so; None is unknown."""
    held: tuple[str, ...] = ()
    """Days (`2026-05-12`) or months (`2026-05`) in which it takes place."""
    starts_at: datetime | None = None
    """When it begins, where the source names an hour; its day is in `held`, too."""
    ends_at: datetime | None = None
    effort: Effort | None = None
    regions: tuple[str, ...] = ()
    """NUTS-2 regions whose people may apply; nothing means that no limit was seen."""
    min_age: int | None = None
    max_age: int | None = None
    min_experience_years: int | None = None
    level: Level | None = None
    team: Team | None = None
    """Whether one applies alone or with others; None is unknown."""
    team_size: tuple[int, int] | None = None
    places: int | None = None
    """How many can take part, or are chosen."""
    partners: Partners | None = None
    point: Point | None = None
    """Where `city` is, if it can only be one town."""

    def state_on(self, now: datetime) -> State:
        """Say what the entry is at `now`; a past date is never shown as coming."""
        if self.status is Status.DATED:
            if self.deadline_at is not None and self.deadline_at < now:
                return State.CLOSED
            if self.opens_at is not None and self.opens_at > now:
                return State.OPENING_SOON
            if self.deadline_at or self.opens_at:
                return State.OPEN
            if self.starts_at is not None or self.held:
                return State.COMING if self._has_days_ahead(now) else State.CLOSED
            return State.UNCHECKED
        return {
            Status.STANDING: State.STANDING,
            Status.RECURRING: State.RECURRING,
            Status.ROUND_CLOSED: State.CLOSED,
            Status.ENDED: State.CLOSED,
            Status.CANCELLED: State.CANCELLED,
        }.get(self.status, State.UNCHECKED)

    def takes_place_ahead(self, now: datetime) -> bool:
        """Say whether it takes place on days that are not over.

        Its state may be closed all the same: one cannot register any more, but it takes place.
        """
        if self.status in {Status.CANCELLED, Status.ENDED}:
            return False
        return self._has_days_ahead(now)

    def _has_days_ahead(self, now: datetime) -> bool:
        if self.starts_at is not None:
            return (self.ends_at or self.starts_at) >= now
        today = now.date().isoformat()
        return any(held >= today[: len(held)] for held in self.held)

    def in_language(self, language: str) -> tuple[str, EntryText]:
        """Return the text for a reader and the language it is in: theirs, English, or any."""
        for candidate in (language, FALLBACK, *self.text):
            if candidate in self.text:
                return candidate, self.text[candidate]
        raise LookupError(f"entry {self.id} has no text")

    def details_in(self, language: str) -> tuple[str, EntryText] | None:
        """Return the text with a body or facts for a reader: theirs, else English, else none."""
        for candidate in (language, FALLBACK):
            text = self.text.get(candidate)
            if text and (text.body or text.facts):
                return candidate, text
        return None


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the controlled vocabulary, with its labels and everyday synonyms by language.

    `professions` are words for people who do it, in both gender forms ("Illustratorin"): found
    when a person types or describes what they do, but never read from a question.
    """

    id: str
    labels: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    family: str | None = None
    professions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def label(self, language: str) -> str:
        """Return the label in `language`, else in English, else the id."""
        return self.labels.get(language) or self.labels.get(FALLBACK) or self.id


@dataclass(frozen=True, slots=True)
class Region(Term):
    """A region of level 2 of NUTS, with the country it is in; its labels are its official name."""

    country: str = ""


@dataclass(frozen=True, slots=True)
class Division:
    """A first-order division of a country as the gazetteer knows it, and the regions it is in."""

    name: str
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The controlled vocabulary: closed lists of terms by id, in the order editors gave.

    `families` are the groups of skills. A country group with no members means no limit, and one
    in `partial_groups` may have members that we do not know: outside it, ask instead of refusing.
    `aliases` gives, by list, the terms that another name stands for. `relations` says how far one
    skill stands in for another, between 0 and 1, in both directions. `divisions` leads from the
    divisions of the gazetteer (`SI.61`) to `regions`.
    """

    sectors: Mapping[str, Term]
    skills: Mapping[str, Term]
    technologies: Mapping[str, Term]
    transitions: Mapping[str, Term]
    applicant_types: Mapping[str, Term]
    country_groups: Mapping[str, frozenset[str]]
    families: Mapping[str, Term] = field(default_factory=dict)
    partial_groups: frozenset[str] = frozenset()
    aliases: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    relations: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    regions: Mapping[str, Region] = field(default_factory=dict)
    divisions: Mapping[str, Division] = field(default_factory=dict)
    industries: Mapping[str, Term] = field(default_factory=dict)
    """What companies do; no entry names one."""

    def countries_of(self, codes: Iterable[str]) -> frozenset[str]:
        """Return ISO codes for a mix of codes and groups; nothing means that there is no limit."""
        sets = [self.country_groups.get(code, frozenset({code})) for code in codes]
        return frozenset().union(*sets) if all(sets) else frozenset()

    def resolve(self, list_name: str, ids: Iterable[str]) -> tuple[str, ...]:
        """Return our ids for ids or other names of one list, without repetitions."""
        names = self.aliases.get(list_name, {})
        return tuple(dict.fromkeys(id_ for name in ids for id_ in names.get(name, (name,))))
