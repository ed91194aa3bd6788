"""Lists of entries that staff look at again: what is due, in which order, and what was done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from bot.domain.entries import OPPORTUNITIES, Entry, State, Status
from bot.domain.freshness import Freshness, freshness
from bot.domain.hubs import Hub

LENGTH: Final = 10
"""Entries of one list: as many as one looks at in an hour."""
WEEKLY_HOUR: Final = 9
"""When the weekly list comes on a Monday, in the hub's zone."""


class Due(StrEnum):
    """Why an entry is to be looked at; the order is the order of the list."""

    AGED = "aged"
    """Was confirmed, too long ago."""
    PASSED = "passed"
    """Its deadline or its days are over, and nobody said what comes next."""
    NEVER = "never"
    """An opportunity that nobody ever confirmed."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list as it was made; `hub` None is the network desk."""

    id: int
    hub: str | None
    label: str
    entry_ids: tuple[str, ...]
    created_at: datetime


class Done(StrEnum):
    """What was done about an entry of a list."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list as it stands: what is due, or what was done."""

    entry_id: str
    title: str
    url: str | None = None
    due: Due | None = None
    days: int = 0
    """How many days ago it was confirmed last, or was over."""
    done: Done | None = None


@dataclass(frozen=True, slots=True)
class Pile:
    """How many entries of a hub, or of the network desk, somebody has to look at."""

    slug: str | None
    hub: Hub | None
    due: int


@dataclass(frozen=True, slots=True)
class Before:
    """A colleague was faster: who, when, and with what."""

    title: str
    name: str | None
    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A list as staff see it; `left` is how much is due beyond it."""

    list_id: int
    hub: Hub | None
    items: tuple[Item, ...]
    left: int = 0
    before: Before | None = None

    @property
    def done(self) -> int:
        """Return how many entries are dealt with."""
        return sum(item.done is not None for item in self.items)


def due(entry: Entry, now: datetime, stale_after_days: int) -> Due | None:
    """Say why an entry is to be looked at, if it is; what is over for good never is."""
    if entry.status in {Status.ENDED, Status.CANCELLED}:
        return None
    fresh = freshness(entry, now.date(), stale_after_days)
    if fresh is Freshness.AGED:
        return Due.AGED
    over = over_on(entry, now)
    if over is not None and (entry.checked_on is None or entry.checked_on <= over):
        return Due.PASSED
    return Due.NEVER if fresh is Freshness.NEVER and entry.kind in OPPORTUNITIES else None


def over_on(entry: Entry, now: datetime) -> date | None:
    """Return the day on which an entry with dates was over, if it is.

    A deadline that passed is nothing to look at while what it was for is still ahead.
    """
    if entry.status is not Status.DATED or entry.state_on(now) is not State.CLOSED:
        return None
    if entry.takes_place_ahead(now):
        return None
    if moment := entry.deadline_at or entry.ends_at or entry.starts_at:
        return moment.date()
    last = max(entry.held)
    year, month, *day = map(int, last.split("-"))
    if day:
        return date(year, month, day[0])
    return date(year + month // 12, month % 12 + 1, 1)


def days_due(entry: Entry, now: datetime) -> int:
    """Return how many days ago an entry was confirmed last, or else was over."""
    day = entry.checked_on or over_on(entry, now)
    return (now.date() - day).days if day else 0


def in_order(
    entries: Iterable[Entry], now: datetime, stale_after_days: int, asked: Mapping[str, int]
) -> list[Entry]:
    """Return what is due: aged, then passed, then never confirmed; most asked for first."""
    order = list(Due)
    found = [(e, why) for e in entries if (why := due(e, now, stale_after_days))]
    found.sort(key=lambda one: (order.index(one[1]), -asked.get(one[0].id, 0), one[0].id))
    return [entry for entry, _ in found]
