"""Days with their hours, as announcements write them: "bis 15.01.2027, 12 Uhr"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final

from bot.answers.understanding import Said

_BEFORE_HOUR = r"(?:ob|o|godz\.?|godzin\w+|kl\.?|klokken|um|alle|ore|om|at|στις|ώρα|ωρα|ve?|vo|u)"
"""Words before an hour; with one of them, bare digits are an hour."""
_SMALL = r"(?:do|bis|by|before|til|fino|entro|tot|έως|μέχρι|and|the|az?)"
_AFTER_HOUR = (
    r"(?:ure|uri|uro|uhr|h|hod\.?|hodin\w*|óra\w*|óráig|sati|sata|uur|godz\.?|ώρα|"
    r"a\.?m\.?|p\.?m\.?|π\.?μ\.?|μ\.?μ\.?)"
)
_DIGITS = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?![\d.,]*\d)\.?"
_HOUR = re.compile(
    rf"(?:\s*r\.)?[\s,.;()|–-]*(?:{_SMALL}\s+)*(?P<before>(?:{_BEFORE_HOUR}\s*)+)?{_DIGITS}"
    rf"\s*(?P<after>{_AFTER_HOUR}(?!\w))?",
    re.IGNORECASE,
)
_UNTIL_HOUR = re.compile(
    rf"\s*(?:uhr|h|hod\.?|ure)?\s*(?:–|-|do|to|til|bis|tot|a|alle|έως)\s*{_DIGITS}",
    re.IGNORECASE,
)
_HOUR_AHEAD = re.compile(
    rf"(?P<before>{_BEFORE_HOUR}\s+)?(?<![\d.:]){_DIGITS}\s*(?P<after>{_AFTER_HOUR}(?!\w))?"
    r"[\s,]*(?:on|am|dne|dnia|dňa|den|del|d\.|dana|στις)?[\s,]*$",
    re.IGNORECASE,
)
_FIRST_DAY = re.compile(
    r"(?<![\d.])(\d{1,2})\.?(?:st|nd|rd|th)?\s*(?:–|-|—|do|to|til|bis|a|al|tot|έως|és|og|und|in|i)"
    r"\s*$",
    re.IGNORECASE,
)
_OTHER_YEAR = re.compile(r"[\s,.]{0,3}((?:19|20)\d\d)(?!\d)")
_AFTERNOON: Final = ("p", "μ")


@dataclass(frozen=True, slots=True)
class Moment:
    """Days of a text with the hours that stand beside them, and where they stand."""

    first: date
    last: date
    start: int
    end: int
    bound: str = ""
    at: time | None = None
    until: time | None = None

    @property
    def is_day(self) -> bool:
        """Say whether it is one day."""
        return self.first == self.last

    @property
    def is_month(self) -> bool:
        """Say whether it is a whole month."""
        is_end = (self.last + timedelta(days=1)).day == 1
        return self.first.day == 1 and is_end and self.first.month == self.last.month

    def deadline(self) -> str:
        """Return its last minute as a local moment; without an hour, the end of the day."""
        at = self.at or time(23, 59)
        return f"{self.last.isoformat()}T{at:%H:%M}"

    def days(self) -> str:
        """Return its days, with the hours if it has some and is one day."""
        if self.is_month:
            return self.first.isoformat()[:7]
        if self.at is not None and self.is_day:
            day = self.first.isoformat()
            ends = f" {day}T{self.until:%H:%M}" if self.until and self.until > self.at else ""
            return f"{day}T{self.at:%H:%M}{ends}"
        span = min((self.last - self.first).days, 59)
        return " ".join((self.first + timedelta(days=n)).isoformat() for n in range(span + 1))


def moments(text: str, times: Iterable[Said]) -> list[Moment]:
    """Return the times of a text with their hours, first days and years out of the ordinary."""
    return [_moment(text, said) for said in times]


def one_moment(found: Sequence[Moment]) -> Moment | None:
    """Return the moment of an answer; several days with one between them are a stretch."""
    days = {(one.first, one.last, one.at) for one in found}
    if len(days) == 1:
        return found[0]
    if len(found) == 2 and found[0].last < found[1].first and found[0].at is None:
        return replace(found[1], first=found[0].first, start=found[0].start, at=None)
    return None


def _moment(text: str, said: Said) -> Moment:
    first, last, start, end = said.first, said.last, said.start, said.end
    if year := _OTHER_YEAR.match(text, end):
        first, last, end = _in_year(first, int(year[1])), _in_year(last, int(year[1])), year.end()
    before = text[max(0, start - 12) : start]
    bound = said.bound
    if first == last and (match := _FIRST_DAY.search(before)) and 0 < int(match[1]) < last.day:
        first = last.replace(day=int(match[1]))
        bound = ""
    return _with_hours(text, Moment(first, last, start, end, bound))


def _with_hours(text: str, moment: Moment) -> Moment:
    match = _HOUR.match(text[: moment.end + 40], moment.end)
    at = _time(match) if match else None
    if match and at:
        until = _UNTIL_HOUR.match(text[: match.end() + 14], match.end())
        ends = _clock(until["hour"], until["minute"]) if until else None
        end = until.end() if until and ends else match.end()
        return replace(moment, at=at, until=ends, end=end)
    ahead = _HOUR_AHEAD.search(text[max(0, moment.start - 30) : moment.start])
    return replace(moment, at=_time(ahead)) if ahead else moment


def _time(match: re.Match[str]) -> time | None:
    """Return the hour of a match, if a word or its minutes say that it is one."""
    before, after, minute = match["before"], match["after"], match["minute"]
    if not (before or after or minute):
        return None
    hour = int(match["hour"])
    if after and after.lower().startswith(_AFTERNOON) and hour < 12:
        hour += 12
    return _clock(str(hour), minute)


def _clock(hour: str, minute: str | None) -> time | None:
    """Return a time of day; 24:00 is the last minute."""
    if (int(hour), int(minute or 0)) == (24, 0):
        return time(23, 59)
    return time(int(hour), int(minute or 0)) if int(hour) < 24 and int(minute or 0) < 60 else None


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # the 29th of February
        return day.replace(year=year, day=28)
