"""What goes into a person's own calendar."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.entries import Entry, Status


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event of a calendar file.

    `first` and `last` are moments, or both days of an event of whole days, the last one included.
    `uid` is the same whenever the same thing is asked for again, so that a calendar replaces what
    it had; `zone` is where the hours are said (IANA), None for whole days.
    """

    uid: str
    title: str
    description: str
    first: datetime | date
    last: datetime | date
    zone: str | None = None
    url: str | None = None
    place: str = ""
    cancelled: bool = False


def has_dates(entry: Entry, now: datetime) -> bool:
    """Say whether something of an entry is ahead that a calendar can hold."""
    return deadline_ahead(entry, now) is not None or bool(runs_ahead(entry, now))


def deadline_ahead(entry: Entry, now: datetime) -> datetime | None:
    """Return the deadline if it is not over."""
    at = entry.deadline_at
    return at if at is not None and at > now else None


def runs_ahead(entry: Entry, now: datetime) -> list[tuple[int, date, date]]:
    """Return the runs of whole days in which an entry takes place and that are not over, each
    with its number among all of them: it goes by that when it is asked for again."""
    # What was cancelled stays: a calendar takes its days out by it.
    if entry.status is not Status.CANCELLED and not entry.takes_place_ahead(now):
        return []
    days = sorted(date.fromisoformat(day) for day in entry.held if day.count("-") == 2)
    if entry.starts_at is not None and days:
        is_ahead = (entry.ends_at or entry.starts_at) > now
        return [(0, days[0], days[-1])] if is_ahead else []
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return [(number, *run) for number, run in enumerate(runs) if run[1] >= now.date()]
