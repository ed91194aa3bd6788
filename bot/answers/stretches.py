"""One stretch of days as people type it: "1.7.–31.7.", "July", "1 to 15 August 2027"."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from bot.answers.moments import Moment

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR: Final = re.compile(r"(?<![\d.])(\d{1,2}\.\d{1,2}\.)(\d\d)(?![\d.])")
_SMALL_WORD: Final = re.compile(
    r"(?<=\d)(\.?)\s*(?:až|t/m|tot en met|fino al)\s*(?=\d)", re.IGNORECASE
)
"""Words between the first and the last day that the reading of days does not know."""
_LAST_DAY: Final = re.compile(
    r"(?:-?(?:t[őóo]l|j[ée]t[őo]l))?\s*(?:–|-|—|do|to|til|till|through|bis|a|al|tot|až|έως|μέχρι|"
    r"és|and|og|und|in|i)?\s*(?P<day>\d{1,2})(?![\d/]|\.\s?\d)(?:st|nd|rd|th)?\.?(?:-?ig)?"
    r"(?:\s*között)?(?:,?\s*(?P<year>(?:19|20)\d\d)(?!\d))?",
    re.IGNORECASE,
)
"""The last day where it stands behind the month: "August 1–15", "augusztus 1-től 15-ig"."""
_DASH: Final = re.compile(r"[–—-]")
_ONE_DAY: Final = timedelta(days=1)

Read = Callable[[str], Sequence[Moment]]


def stretch(text: str, read: Read, today: date) -> tuple[date, date] | None:
    """Return the first and the last day of a text; None where they are not certain."""
    text = _SHORT_YEAR.sub(r"\g<1>20\2", text)
    text = _SMALL_WORD.sub(r"\1–", text)
    found = list(read(text))
    if len(found) == 1:
        days = _of_one(text, found[0], today)
    elif len(found) == 2:
        days = _of_two(text, found[0], found[1])
    else:
        return None
    return days if days is not None and days[0] <= days[1] else None


def _of_one(text: str, one: Moment, today: date) -> tuple[date, date] | None:
    if one.bound == "until" and one.is_day:
        return today, one.last
    first, last, end = one.first, one.last, one.end
    if one.is_day and (more := _LAST_DAY.match(text, end)):
        year = int(more["year"]) if more["year"] else first.year
        ends = _day(year, first.month, int(more["day"]))
        if ends is None or ends.day <= first.day:
            return None
        first, last, end = first.replace(year=year), ends, more.end()
    elif one.bound == "after":
        return None  # the last day is missing
    before = re.findall(r"\d+", text[: one.start])
    is_read = before in ([], [str(first.day)], [f"{first.day:02}"])
    return (first, last) if is_read and not re.search(r"\d", text[end:]) else None


def _of_two(text: str, one: Moment, other: Moment) -> tuple[date, date] | None:
    between = text[one.end : other.start]
    if re.search(r"\d", text[: one.start] + text[other.end :]):
        return None
    first, last = one.first, other.last
    named = [bool(_YEAR.search(text[it.start : it.end])) for it in (one, other)]
    # Each was read for itself: what has no year has that of the other.
    if named == [False, True]:
        first = _in_year(first, last.year)
        first = first if first <= last else _in_year(first, last.year - 1)
    elif named == [True, False]:
        last = _in_year(last, first.year)
        last = last if first <= last else _in_year(last, first.year + 1)
    elif named == [False, False] and first > last:
        first = _in_year(first, last.year)  # it has begun already
        first = first if first <= last else _in_year(first, last.year - 1)
    is_span = other.bound == "until" or one.bound == "after" or _DASH.search(between)
    next_day = _in_year(one.last, first.year) + _ONE_DAY
    if not is_span and one.is_month and other.is_month and next_day != last.replace(day=1):
        return None  # "July and December"
    return first, last


def _in_year(day: date, year: int) -> date:
    return _day(year, day.month, day.day) or date(year, day.month, 28)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
