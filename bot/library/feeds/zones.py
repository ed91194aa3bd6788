"""Time zones of calendars: names of the IANA and of Windows, and those a file defines itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from bot.library.feeds.recurrence import Budget, OutOfBudget, Rule, days_of

_UTC_NAMES: Final = frozenset({"utc", "gmt", "z", "etc/utc", "etc/gmt", "zulu", "greenwich"})
MOST_OBSERVANCES: Final = 40
"""Beginnings of summer and winter that a zone may have, and zones of a calendar."""
_MOST_ZONES: Final = 60


@lru_cache(maxsize=512)
def iana_name(name: str) -> str | None:
    """Return the IANA zone that a name stands for, or None: `W. Europe Standard Time`."""
    name = name.strip().strip("\"'")[:200]
    if name.lower() in _UTC_NAMES:
        return "Etc/UTC"
    windows = WINDOWS_TO_OLSON.get(name)
    if windows:
        return windows
    parts = name.strip("/").split("/")
    # /mozilla.org/20050126_1/Europe/Ljubljana and its kin end in the name.
    for begin in range(max(0, len(parts) - 3), len(parts) - 1):
        candidate = "/".join(parts[begin:])
        if _exists(candidate):
            return candidate
    return None


def _exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, a folder of the zone database
        return False
    return True


@dataclass(frozen=True, slots=True)
class Observance:
    """Since when, and each year from when on, a zone of a calendar's own has an offset."""

    begins: datetime
    offset: timedelta
    rule: Rule | None = None


class OwnZones:
    """The zones that a calendar defines, by their names in it; bounded like its series."""

    def __init__(self) -> None:
        self._zones: dict[str, Sequence[Observance]] = {}
        self._budget = Budget(100_000)
        self._begun: dict[tuple[Observance, int], list[datetime]] = {}

    def add(self, tzid: str, observances: Sequence[Observance]) -> None:
        """Take a zone, unless there are more than calendars have."""
        if len(self._zones) < _MOST_ZONES:
            self._zones[tzid] = observances[:MOST_OBSERVANCES]

    def offset(self, tzid: str, wall: datetime) -> timedelta | None:
        """Return the offset from UTC that the latest observance before `wall` has."""
        observances = self._zones.get(tzid)
        if not observances:
            return None
        try:
            begun = [
                (begins, observance.offset)
                for observance in observances
                for begins in self._beginnings(observance, wall.year)
                if begins <= wall
            ]
        except OutOfBudget:
            return None
        if not begun:
            return min(observances, key=lambda observance: observance.begins).offset
        return max(begun, key=lambda pair: pair[0])[1]

    def _beginnings(self, observance: Observance, year: int) -> list[datetime]:
        """Return when an observance began in a year and the year before, and its first time."""
        if observance.rule is None:
            return [observance.begins]
        if (observance, year) not in self._begun:
            window = (date(max(year - 1, 1), 1, 1), date(year, 12, 31))
            days = days_of(observance.rule, observance.begins.date(), window, self._budget)
            time = observance.begins.time()
            found = [observance.begins, *(datetime.combine(day, time) for day in days)]
            self._begun[observance, year] = found
        return self._begun[observance, year]


def local(moment: datetime, tzid: str | None, home: str, own: OwnZones) -> tuple[datetime, str]:
    """Return the local time and the IANA zone of a moment as a calendar gives it.

    A zone that the IANA knows stays; UTC and zones of the calendar's own become the zone of the
    feed; a floating time, or one in a zone nobody knows, is taken to be in the zone of the feed.
    """
    named = iana_name(tzid) if tzid else None
    zone = ZoneInfo(home)
    if named and named != "Etc/UTC":
        wall = _existing(moment.replace(tzinfo=None), ZoneInfo(named))
        # Windows calls all of Central Europe by the name of one city; ours is as good.
        alike = tzid in WINDOWS_TO_OLSON and _same_offset(wall, ZoneInfo(named), zone)
        return wall, home if alike else named
    if named or _is_utc(moment.tzinfo):
        return _at(moment.replace(tzinfo=UTC), zone), home
    wall = moment.replace(tzinfo=None)
    if tzid and (offset := own.offset(tzid, wall)) is not None:
        return _at((wall - offset).replace(tzinfo=UTC), zone), home
    return _existing(wall, zone), home


def _is_utc(zone: tzinfo | None) -> bool:
    return zone is not None and str(zone) in {"UTC", "Etc/UTC"}


def _same_offset(wall: datetime, one: ZoneInfo, other: ZoneInfo) -> bool:
    return wall.replace(tzinfo=one).utcoffset() == wall.replace(tzinfo=other).utcoffset()


def _at(instant: datetime, zone: ZoneInfo) -> datetime:
    try:
        return instant.astimezone(zone).replace(tzinfo=None, fold=0)
    except OverflowError:  # the first and the last hours of the calendar
        return instant.replace(tzinfo=None)


def _existing(wall: datetime, zone: ZoneInfo) -> datetime:
    """Move an hour that the change to summer time skips to the one that clocks then show."""
    try:
        return _at(wall.replace(tzinfo=zone, fold=0).astimezone(UTC), zone)
    except OverflowError:
        return wall
