"""Reminders: planned backwards from a deadline, or from the day an event begins."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.entries import Effort, Entry, Kind, State
from bot.domain.schedule import Hours

DAYS: Final = {Effort.WEEKS: (30, 14, 2), Effort.DAYS: (14, 2), Effort.HOURS: (3, 1)}
"""Days before a deadline: what takes weeks is begun a month ahead."""
USUAL: Final = {Kind.FUNDING: Effort.WEEKS, Kind.TRAINING: Effort.DAYS, Kind.EVENT: Effort.HOURS}
"""How much work an application is if nobody said."""
BEFORE_START: Final = (3, 1)
"""Days before an event or a course begins: nothing is left to write, only to go there."""
_FULL_DAY: Final = len("2026-05-12")


class What(StrEnum):
    """What a reminder is about."""

    DEADLINE = "deadline"
    START = "start"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A planned reminder: `target` is the moment or the day that it counts back from.

    It is planned for `days` before `day`; one that comes late says how many are left.
    """

    what: What
    target: str
    days: int
    day: date
    at: datetime


def effort(entry: Entry) -> Effort:
    """Return how much work applying is, as far as known."""
    return entry.effort or USUAL.get(entry.kind, Effort.HOURS)


def planned(entry: Entry, hours: Hours, now: datetime) -> list[Reminder]:
    """Return all reminders of an entry, past ones too, the earliest first."""
    reminders = []
    is_over = entry.state_on(now) in {State.CLOSED, State.CANCELLED}
    if entry.deadline_at is not None and entry.deadline_at > now and not is_over:
        reminders += _before(
            What.DEADLINE,
            hours.day(entry.deadline_at),
            entry.deadline_at.isoformat(),
            DAYS[effort(entry)],
            hours,
        )
    if entry.takes_place_ahead(now) and (begins := _begins(entry, hours, now)):
        reminders += _before(What.START, *begins, BEFORE_START, hours)
    return sorted(reminders, key=lambda one: (one.at, one.what))


def due(
    entry: Entry, hours: Hours, now: datetime, since: datetime
) -> tuple[list[Reminder], datetime | None]:
    """Return what is to be said now, and when to look again.

    Of a deadline only the latest reminder counts: who comes back late is not told of a month that
    has passed. What was past when the entry was saved (`since`) is not said at all.
    """
    every = [one for one in planned(entry, hours, now) if one.at > since]
    latest = {one.target: one for one in every if one.at <= now}
    ahead = [one.at for one in every if one.at > now]
    return list(latest.values()), min(ahead, default=None)


def targets(entry: Entry) -> str:
    """Return what another plan is needed for when it is another one; at most 120 characters."""
    moments = (entry.deadline_at, entry.starts_at)
    said = [moment.isoformat() if moment else "" for moment in moments]
    return "|".join((*said, entry.held[0] if entry.held else "", effort(entry)))[:120]


def _before(
    what: What, day: date, target: str, days: tuple[int, ...], hours: Hours
) -> list[Reminder]:
    return [Reminder(what, target, n, day, hours.on(day - timedelta(days=n))) for n in days]


def _begins(entry: Entry, hours: Hours, now: datetime) -> tuple[date, str] | None:
    """Return the local day on which an entry begins next, and its name."""
    if entry.starts_at is not None:
        if entry.starts_at <= now:
            return None
        return hours.day(entry.starts_at), entry.starts_at.isoformat()
    today = hours.day(now)
    days = sorted(date.fromisoformat(one) for one in entry.held if len(one) == _FULL_DAY)
    for day in days:
        if day > today and day - timedelta(days=1) not in days:
            return day, day.isoformat()
    return None
