"""Alerts: what people save and follow, what of it they are told, and when.

Pure rules. `docs/alerts.md` tells them to people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.domain.changes import Change, EntryChange
from bot.domain.schedule import Hours
from bot.domain.understanding import Understood

MOST_FOLLOWS: Final = 50
MOST_SAVED: Final = 200
DIGEST_LINES: Final = 10
"""Lines of one digest; the rest is a tap away."""
MOST_SINGLE: Final = 3
"""Alerts that come one by one when they come at the same moment; more of them are one message."""

TOLD_IF_SAVED: Final = frozenset(Change) - {Change.APPEARED}
"""What those who saved an entry hear of."""
TOLD_IF_FOLLOWED: Final = frozenset({Change.APPEARED, Change.OPENED})
"""What those who follow a topic hear of: that there is something new to do."""


class Topic(StrEnum):
    """What one can follow."""

    KIND = "kind"
    SECTOR = "sector"
    TRANSITION = "transition"
    COUNTRY = "country"
    SEARCH = "search"
    """A question in the words in which it was asked."""


class Frequency(StrEnum):
    """How often a person is told."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"


class NotForMe(StrEnum):
    """Why somebody does not want to hear of an entry. Short: a button carries it."""

    MAY_NOT_APPLY = "apply"
    OTHER_SUBJECT = "subject"
    WRONG_TIME_OR_PLACE = "where"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Follow:
    """Something that a person follows: a topic by its id, or a search by its words.

    `understood` is what the words of a search asked for when it was saved.
    """

    id: int
    person_id: int
    topic: Topic
    value: str
    since: datetime
    text: str = ""
    language: str = "en"
    understood: Understood | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """An entry that a person saved; `applied_at` is when they said that they had applied.

    `remind_at` is when to look at it for the next reminder; None while there is none. Only what
    was ahead at `planned_at`, when it was saved or its dates were changed, is ever said.
    """

    person_id: int
    entry_id: str
    at: datetime
    applied_at: datetime | None = None
    remind_at: datetime | None = None
    planned_at: datetime | None = None
    targets: str = ""
    """The dates that the reminders were planned from."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person wants to be told; `zone` None means that nobody chose one."""

    person_id: int
    frequency: Frequency = Frequency.DAILY
    hour: int = 8
    zone: str | None = None
    quiet_from: int = 21
    quiet_to: int = 8
    paused: bool = False
    paused_until: datetime | None = None
    """When a pause ends; one without an end lasts until the person ends it."""
    match_news: bool = True
    """Whether to hear of new things that fit the profile."""

    def hours(self, zone: str) -> Hours:
        """Return their hours; `zone` is where they live if they did not choose one."""
        return Hours(self.zone or zone, self.hour, self.quiet_from, self.quiet_to)

    def is_paused(self, now: datetime) -> bool:
        """Say whether nothing may be sent now."""
        return self.paused and (self.paused_until is None or now < self.paused_until)

    def due(self, alert_at: datetime, now: datetime, zone: str) -> datetime | None:
        """Return when an alert of some moment may leave; None: not before the person acts."""
        if self.is_paused(now):
            return self.paused_until
        hours = self.hours(zone)
        if self.frequency is Frequency.AT_ONCE:
            return hours.awake(max(alert_at, now))
        return hours.coming(alert_at, weekly=self.frequency is Frequency.WEEKLY)


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that one person is to hear: a change, and why it is for them.

    Either they saved the entry, or they follow something; a follow that they ended has no id.
    """

    id: int
    person_id: int
    change: EntryChange
    at: datetime
    follow_id: int | None = None
    saved: bool = False


_DEADLINES: Final = frozenset({Change.PROLONGED, Change.DEADLINE_EARLIER, Change.DEADLINE_SET})
_DAYS: Final = frozenset({Change.DAYS_SET, Change.MOVED})
_ENDS: Final = frozenset({Change.CANCELLED, Change.CLOSED})


def condensed(alerts: Sequence[Alert]) -> list[Alert]:
    """Return what is left to say of alerts that waited together, the oldest first.

    A deadline that moved twice moved once, from the first to the last; one that moved back did
    not move. What was cancelled or closed in the end has nothing else to say.
    """
    by_entry: dict[str, list[Alert]] = {}
    for alert in sorted(alerts, key=lambda one: one.change.id):
        by_entry.setdefault(alert.change.entry_id, []).append(alert)
    kept = [alert for theirs in by_entry.values() for alert in _of_entry(theirs)]
    return sorted(kept, key=lambda one: one.change.id)


def _of_entry(alerts: list[Alert]) -> list[Alert]:
    last = alerts[-1]
    if last.change.change in _ENDS:
        return [last]
    # Who did not hear that it was cancelled need not hear that it takes place after all.
    was_off = any(one.change.change is Change.CANCELLED for one in alerts)
    alerts = [one for one in alerts if one.change.change not in _ENDS]
    said: list[Alert] = []
    for kinds in (_DEADLINES, {Change.OPENING_MOVED}):
        said += _joined([one for one in alerts if one.change.change in kinds])
    for moves in _of_days([one for one in alerts if one.change.change in _DAYS]):
        said += _joined(moves)
    if not was_off:
        said += [one for one in alerts if one.change.change is Change.ON_AGAIN][-1:]
    news = [one for one in alerts if one.change.change in TOLD_IF_FOLLOWED]
    # A new entry that has opened meanwhile is one piece of news.
    return said + news[-1:]


def _joined(moves: list[Alert]) -> list[Alert]:
    if len(moves) <= 1:
        return moves
    first, last = moves[0].change, moves[-1].change
    if first.before == last.after:
        return []
    change = last.change
    if last.change in _DEADLINES:
        change = _deadline(first.before, last.after)
    elif first.before is None:
        change = first.change
    return [replace(moves[-1], change=replace(last, change=change, before=first.before))]


def _of_days(moves: list[Alert]) -> list[list[Alert]]:
    """Put together the moves of one and the same day, each from where the last left it."""
    chains: list[list[Alert]] = []
    for move in moves:
        its = (c for c in chains if c[-1].change.after == move.change.before)
        if (chain := next(its, None)) is not None:
            chain.append(move)
        else:
            chains.append([move])
    return chains


def _deadline(before: str | None, after: str | None) -> Change:
    if before is None or after is None:
        return Change.DEADLINE_SET
    is_later = datetime.fromisoformat(after) > datetime.fromisoformat(before)
    return Change.PROLONGED if is_later else Change.DEADLINE_EARLIER


def single_source(alerts: Iterable[Alert]) -> Alert | None:
    """Return an alert that stands for all if one tap ends what brought each: the same follow."""
    found = list(alerts)
    sources = {one.change.entry_id if one.saved else one.follow_id for one in found}
    return found[0] if len(sources) == 1 else None
