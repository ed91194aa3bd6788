"""Calendars (RFC 5545) → items. Each event is read for itself, so that a broken one is alone.

The file is parted into its components by their lines, and `icalendar` reads one at a time: a file
that is cut off keeps its whole events, and zones that a calendar defines never run its rules.
"""

import hashlib
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Component, Event
from icalendar.error import InvalidCalendar

from bot.library.feeds.components import components, own_zone, unfolded
from bot.library.feeds.items import LONGEST_LINE, MOST_DAYS, MOST_ITEMS, Item, Parsed, days_through
from bot.library.feeds.markup import address, one_line, plain_text
from bot.library.feeds.recurrence import (
    Budget,
    OutOfBudget,
    Rule,
    as_day,
    days_of,
    read_rule,
)
from bot.library.feeds.zones import OwnZones, iana_name, local

WINDOW_DAYS: Final = 400
"""How far ahead the days of a series are looked for."""
_MOST_LINES: Final = 2_000
_MOST_CHARACTERS: Final = 200_000
"""Of one event: EXDATE comes by the thousand where somebody means harm."""
_MOST_DATES: Final = 5_000
_LONGEST_SPAN: Final = timedelta(days=5 * 366)
_STUMBLES: Final = (
    *(ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError),
    *(InvalidCalendar, LookupError),
)
"""What a date or a structure that makes no sense raises, in icalendar and here."""


def read(text: str, *, home: str, now: datetime, base: str = "") -> Parsed:
    """Return the events of a calendar that are not over, times in `home` where none is said."""
    reading = _Reading(home, now, base)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its doubts about zones are ours to settle (`zones`)
        reading.read(unfolded(text))
    return reading.parsed()


@dataclass(frozen=True, slots=True)
class _Moment:
    """A date or a local time, and its zone."""

    at: date
    zone: str

    @property
    def is_day(self) -> bool:
        return not isinstance(self.at, datetime)


@dataclass(slots=True)
class _Reading:
    home: str
    now: datetime
    base: str
    zones: OwnZones = field(default_factory=OwnZones)
    events: dict[str, list[Event]] = field(default_factory=dict)
    broken: list[int] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    past: int = 0
    left_out: int = 0
    budget: Budget = field(default_factory=Budget)

    def read(self, lines: Iterable[str]) -> None:
        blocks = list(components(lines, self._calendar_line))
        for name, block in blocks:
            if name == "VTIMEZONE":
                self.zones.add(*own_zone(block))
        numbered = enumerate((block for name, block in blocks if name == "VEVENT"), 1)
        for number, block in numbered:
            if number > MOST_ITEMS:
                self.left_out += 1
                continue
            try:
                event = _event(block)
                self.events.setdefault(_uid(event), []).append(event)
            except _STUMBLES:
                self.broken.append(number)
        for number, (uid, events) in enumerate(self.events.items(), 1):
            try:
                self._one(uid, events)
            except _STUMBLES:
                self.broken.append(number)

    def parsed(self) -> Parsed:
        return Parsed(
            tuple(self.items),
            self.past,
            len(self.broken),
            self.left_out,
            tuple(sorted(self.broken)[:20]),
        )

    def _calendar_line(self, name: str, value: str) -> None:
        """Take the zone that Google's calendars name for themselves."""
        if name == "X-WR-TIMEZONE" and (zone := iana_name(value)) and "/" in zone:
            self.home = zone if zone != "Etc/UTC" else self.home

    def _one(self, uid: str, events: list[Event]) -> None:
        """Add the item of all events with one uid: a series and the days that were moved."""
        masters = [event for event in events if "RECURRENCE-ID" not in event]
        moved = [event for event in events if "RECURRENCE-ID" in event]
        if not masters:
            masters, moved = [moved[0]], moved[1:]
        master = max(reversed(masters), key=_version)
        begins = self._moment(master, "DTSTART")
        if begins is None:
            raise ValueError("an event without a beginning")
        ends = self._end(master, begins)
        item = self._item(uid, master, begins)
        if item.cancelled:
            self.items.append(_dated(item, begins, ends))
            return
        rule = self._rule(master, begins)
        if rule or moved or "RDATE" in master:
            self._series(item, master, begins, ends, rule, moved)
        elif self._over(begins, ends):
            self.past += 1
        else:
            self.items.append(_dated(item, begins, ends))

    def _item(self, uid: str, event: Event, begins: _Moment) -> Item:
        title = one_line(_text(event, "SUMMARY"), LONGEST_LINE)
        if not title:
            raise ValueError("an event without a title")
        description = _text(event, "DESCRIPTION")
        place = one_line(_text(event, "LOCATION"), LONGEST_LINE)
        stamp = self._moment(event, "LAST-MODIFIED") or self._moment(event, "CREATED")
        online = place.startswith(("http://", "https://")) or place.casefold() in {
            "online",
            "zoom",
        }
        return Item(
            uid=uid,
            title=title,
            summary=plain_text(description),
            url=address(_text(event, "URL"), self.base),
            zone=begins.zone,
            place=None if online else place or None,
            published=as_day(stamp.at) if stamp else None,
            cancelled=_text(event, "STATUS").upper() == "CANCELLED",
            extra={"mode": "online"} if online else {},
        )

    def _moment(self, event: Component, name: str) -> _Moment | None:
        said = _first(event, name)
        if said is None:
            return None
        return self._placed(said.dt, said.params.get("TZID"))

    def _placed(self, value: Any, tzid: str | None) -> _Moment:
        if isinstance(value, tuple):  # a period
            value = value[0]
        if isinstance(value, datetime):
            return _Moment(*local(value, tzid, self.home, self.zones))
        if not isinstance(value, date):
            raise ValueError("neither a date nor a moment")
        return _Moment(value, self.home)

    def _end(self, event: Event, begins: _Moment) -> date | None:
        """Return the end in the zone of the beginning: for days, the last one."""
        found = self._moment(event, "DTEND")
        if found is None and "DURATION" in event:
            end: date = begins.at + _first(event, "DURATION").dt
        elif found is None or found.is_day != begins.is_day:
            return None
        elif isinstance(found.at, datetime) and found.zone != begins.zone:
            moment = found.at.replace(tzinfo=ZoneInfo(found.zone))
            end = moment.astimezone(ZoneInfo(begins.zone)).replace(tzinfo=None)
        else:
            end = found.at
        if begins.is_day:
            end = as_day(end) - timedelta(days=1)
        later = end >= begins.at if begins.is_day else end > begins.at
        return end if later and end - begins.at <= _LONGEST_SPAN else None

    def _over(self, begins: _Moment, ends: date | None) -> bool:
        now = self.now.astimezone(ZoneInfo(begins.zone)).replace(tzinfo=None)
        if isinstance(ends, datetime):
            return ends < now
        # Without an end, an event goes on until the end of its day.
        return as_day(ends or begins.at) < now.date()

    def _rule(self, event: Event, begins: _Moment) -> Rule | None:
        """Return the rule of a series; of several rules, which is out of use, the first."""
        parts = _first(event, "RRULE")
        if not isinstance(parts, Mapping):  # none, or one that cannot be read
            return None
        until: date | None = None
        if "UNTIL" in parts:
            last = self._placed(parts["UNTIL"][0], begins.zone)
            until = as_day(last.at)
            if isinstance(last.at, datetime) and isinstance(begins.at, datetime):
                until -= timedelta(days=last.at.time() < begins.at.time())
        return read_rule(dict(parts), until)

    def _series(
        self,
        item: Item,
        master: Event,
        begins: _Moment,
        ends: date | None,
        rule: Rule | None,
        moved: list[Event],
    ) -> None:
        first = as_day(begins.at)
        length = as_day(ends) - first if ends else timedelta()
        today = self.now.astimezone(ZoneInfo(begins.zone)).date()
        window = (max(today - length, date.min), today + timedelta(days=WINDOW_DAYS))
        gone = set(self._dates(master, "EXDATE"))
        extra = set(self._dates(master, "RDATE")) | {first}
        for event in moved:
            gone |= {as_day(at.at) for at in [self._moment(event, "RECURRENCE-ID")] if at}
            to = self._moment(event, "DTSTART")
            if to and _text(event, "STATUS").upper() != "CANCELLED":
                extra.add(as_day(to.at))
                gone.discard(as_day(to.at))
        coming = {day for day in extra if window[0] <= day <= window[1]} - gone
        try:
            for day in days_of(rule, first, window, self.budget) if rule else ():
                if len(coming) > MOST_DAYS + len(extra):
                    break
                coming |= {day} - gone
        except OutOfBudget:
            pass
        days = sorted(coming)[:MOST_DAYS]
        if not days:
            self.past += 1
        elif days == [first] and not self._over(begins, ends):
            self.items.append(_dated(item, begins, ends))
        else:
            said = tuple(day.isoformat() for day in days)
            self.items.append(replace(item, days=said, repeats=True))

    def _dates(self, event: Event, name: str) -> Iterator[date]:
        """Yield the days of EXDATE or RDATE, which come as one list or several."""
        said: Any = event.get(name, ())
        left = _MOST_DATES
        for some in said if isinstance(said, list) else [said] if said else ():
            for one in some.dts[:left]:
                yield as_day(self._placed(one.dt, some.params.get("TZID")).at)
            left = max(0, left - len(some.dts))


def _dated(item: Item, begins: _Moment, ends: date | None) -> Item:
    """Return the item with its one time, or its days."""
    if isinstance(begins.at, datetime):
        return replace(
            item, starts_at=begins.at, ends_at=ends if isinstance(ends, datetime) else None
        )
    return replace(item, days=days_through(begins.at, ends or begins.at))


def _first(event: Component, name: str) -> Any:
    """Return the value of a property, of several the first."""
    said: Any = event.get(name)
    return said[0] if isinstance(said, list) and said else said


def _text(event: Component, name: str) -> str:
    return str(_first(event, name) or "")


def _uid(event: Event) -> str:
    """Return the UID, or one made of what does not change."""
    if said := _text(event, "UID").strip():
        return said[:500]
    start = _first(event, "DTSTART")
    key = f"{_text(event, 'SUMMARY')}\n{start.to_ical() if start else ''}\n{_text(event, 'URL')}"
    return f"made-{hashlib.sha256(key.encode()).hexdigest()[:24]}"


def _version(event: Event) -> tuple[int, str]:
    """Return what grows when an event is published again."""
    try:
        number = int(_first(event, "SEQUENCE") or 0)
    except (ValueError, TypeError):
        number = 0
    stamp = _first(event, "LAST-MODIFIED") or _first(event, "DTSTAMP")
    return number, stamp.to_ical().decode() if hasattr(stamp, "to_ical") else ""


def _event(block: Sequence[str]) -> Event:
    if len(block) > _MOST_LINES or sum(map(len, block)) > _MOST_CHARACTERS:
        raise ValueError("an event of too many words")
    event = Event.from_ical("\r\n".join(block) + "\r\n")
    if not isinstance(event, Event):
        raise ValueError("not an event")
    return event
