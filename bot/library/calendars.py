"""Calendar files (RFC 5545) that every calendar program reads."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from bot.domain.calendars import CalendarEvent

PRODUCT: Final = "-//Collider//Calendar//EN"
_EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)


def calendar_file(events: Iterable[CalendarEvent], now: datetime, title: str) -> bytes:
    """Return a calendar file of events.

    Of two files, the one that was made later counts: its SEQUENCE is the minutes since 2026
    (RFC 5545, 3.8.7.4 wants it to grow with every change that matters).
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    for event in events:
        calendar.add_component(_component(event, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _component(event: CalendarEvent, now: datetime) -> Event:
    made = Event()
    made.add("uid", event.uid)
    made.add("dtstamp", now.astimezone(UTC))
    made.add("sequence", int((now - _EPOCH).total_seconds() // 60))
    made.add("summary", event.title)
    made.add("description", event.description)
    if event.place:
        made.add("location", event.place)
    if event.url:
        made.add("url", event.url)
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    if isinstance(event.first, datetime) and isinstance(event.last, datetime):
        made.add("dtstart", _local(event.first, event.zone))
        made.add("dtend", _local(event.last, event.zone))
    else:
        made.add("dtstart", _day(event.first))
        made.add("dtend", _day(event.last) + timedelta(days=1))  # the end is not included (3.6.1)
    return made


def _local(moment: datetime, zone: str | None) -> datetime:
    """Return a moment in its zone; in UTC where that hour comes twice, which a file cannot say."""
    local = moment.astimezone(ZoneInfo(zone or "UTC"))
    return moment.astimezone(UTC) if local.fold else local


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
