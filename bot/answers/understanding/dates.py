"""The period that a question names: days, months, seasons, quarters and spans from today."""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from bot.answers.lexical import fold
from bot.answers.understanding.phrases import Hit, Phrase, Word
from bot.answers.understanding.tables import listed, phrases, table
from bot.domain.understanding import Period

_MONTH: Final = "month"
_SHY: Final = "shy month"
_SHORT: Final = "short month"
_SEASON: Final = "season"
_SPAN: Final = "span"
_BOUND: Final = "bound"

_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_QUARTERS: Final = {"q1": 1, "q2": 4, "q3": 7, "q4": 10}
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|ten|en|an|e|i|ai|ei|je|jan|ig|tol)?")
_ISO = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)\. ?(\d{1,2})\. ?(\d{1,2})\b\.?")
_DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})([./-]) ?(\d{1,2})\2 ?(20\d\d)(?!\d)")
_DAY_MONTH = re.compile(r"(?<![\d.,])(\d{1,2})\. ?(\d{1,2})\.(?! ?\d)")
_MONTH_YEAR = re.compile(r"(?<![\d./])(\d{1,2})[/.](20\d\d)(?!\d)")
_YEARS_BACK, _YEARS_AHEAD = 1, 3
"""The years around today that a bare number can mean: "Agenda 2030" is a name."""


@dataclass(frozen=True, slots=True)
class Said:
    """A time as a text says it: its days, where it stands, and what bounds it.

    `bound` is `until`, `before`, `after` or empty.
    """

    first: date
    last: date
    start: int
    end: int
    bound: str = ""


@dataclass(frozen=True, slots=True)
class _Time:
    """A time that was found: its days, its words, and whether its year was said."""

    first: date
    last: date
    begin: int
    end: int
    has_year: bool
    is_year: bool = False
    bound: str = ""


def date_phrases() -> Iterable[Phrase]:
    """Return the phrases for times."""
    dates = table("dates")
    yield from phrases(dates["months"], _MONTH)
    yield from phrases(dates["shy_months"], _SHY)
    yield from phrases(dates["short_months"], _SHORT)
    yield from phrases(dates["seasons"], _SEASON)
    yield from phrases(dates["spans"], _SPAN)
    yield from phrases(dates["bounds"], _BOUND)
    for topic in (_MONTH, _SHY, _SEASON, _SPAN):
        yield from phrases({"hidden": dates["hidden"]}, topic)


class Calendar:
    """Reads the period of a question."""

    def __init__(self) -> None:
        dates = table("dates")
        self._fillers = frozenset(fold(word) for word in listed(dates["fillers"]))
        self._shy_before = frozenset(listed(dates["shy_before"]))
        self._shy_after = frozenset(listed(dates["shy_after"]))

    def read(
        self,
        text: str,
        words: Sequence[Word],
        hits: Sequence[Hit],
        today: date,
        amounts: frozenset[int] = frozenset(),
    ) -> tuple[Period | None, frozenset[int]]:
        """Return the period and the positions of the words that say it.

        The words at `amounts` say another thing: 2027 euro are no year.
        """
        times, digits = _numeric(text, words, today)
        taken = digits | amounts
        for hit in hits:
            time = self._time(hit, words, today, text)
            if time and not taken & set(range(hit.first, hit.end)):
                times.append(time)
                taken |= set(range(time.begin, time.end))
        times += _years(words, taken, today)
        if not times:
            return None, frozenset()
        years = {n for time in times if time.is_year for n in range(time.begin, time.end)}
        times = _with_years(sorted(times, key=lambda time: time.begin), today)
        bounds = {hit.end: hit for hit in hits if hit.topic == _BOUND}
        said = [self._bounded(time, words, bounds) for time in times]
        places = {n for time in said for n in range(time.begin, time.end)}
        return _hull(said, today), frozenset(places | years)

    def times(
        self, text: str, words: Sequence[Word], hits: Sequence[Hit], today: date
    ) -> list[Said]:
        """Return each time that a longer text says, in order; bare years and seasons are none."""
        found, digits = _numeric(text, words, today)
        taken = set(digits)
        for hit in hits:
            if hit.topic not in {_MONTH, _SHY, _SHORT}:
                continue
            time = self._time(hit, words, today, text)
            if time and not taken & set(range(time.begin, time.end)):
                found.append(time)
                taken |= set(range(time.begin, time.end))
        bounds = {hit.end: hit for hit in hits if hit.topic == _BOUND}
        said = [(time, self._bounded(time, words, bounds)) for time in found]
        return sorted(
            (
                Said(
                    time.first,
                    time.last,
                    words[time.begin].start,
                    words[time.end - 1].end,
                    bounded.bound,
                )
                for time, bounded in said
            ),
            key=lambda one: one.start,
        )

    def _time(self, hit: Hit, words: Sequence[Word], today: date, text: str) -> _Time | None:
        if hit.topic == _SEASON:
            first = _next_start(_SEASONS[hit.value], 3, today)
            return _Time(first, _month_end(first, 2), hit.first, hit.end, False)
        if hit.topic == _SPAN:
            first, last = _span(hit.value, today)
            is_year = hit.value in {"this_year", "next_year"}
            moves = hit.value not in _QUARTERS
            return _Time(first, last, hit.first, hit.end, moves, is_year)
        if hit.topic in {_MONTH, _SHY, _SHORT} and self._is_month(hit, words):
            return _month(int(hit.value), hit, words, today, text)
        return None

    def _is_month(self, hit: Hit, words: Sequence[Word]) -> bool:
        before = words[hit.first - 1] if hit.first else None
        after = words[hit.end] if hit.end < len(words) else None
        number = bool((before and _day_of(before)) or (after and after.is_number))
        if hit.topic == _SHORT:
            return number
        if hit.topic == _SHY:
            named = words[hit.first].is_capital and hit.first > 0
            said = before is not None and before.folded in self._shy_before
            goes_on = after is not None and after.folded in self._shy_after
            return number or named or said or goes_on or len(words) == 1
        return True

    def _bounded(self, time: _Time, words: Sequence[Word], bounds: dict[int, Hit]) -> _Time:
        """Return the time with what stands before it: until, before, after."""
        last = words[time.end - 1].folded
        if len(last) > 4 and last.endswith("ig"):  # the Hungarian "májusig"
            return replace(time, bound="until")
        if len(last) > 5 and last.endswith("tol"):
            return replace(time, bound="after")
        after = words[time.end].folded if time.end < len(words) else ""
        if after in {"ig", "tol"}:  # "május 12-ig"
            bound = "until" if after == "ig" else "after"
            return replace(time, bound=bound, end=time.end + 1)
        position = time.begin
        for _ in range(3):
            if hit := bounds.get(position):
                return replace(time, bound=hit.value, begin=hit.first)
            if not position or words[position - 1].folded not in self._fillers:
                break
            position -= 1
        return time


def _numeric(text: str, words: Sequence[Word], today: date) -> tuple[list[_Time], frozenset[int]]:
    """Find dates in digits, in the orders of our languages, and the words that they take.

    A date that does not exist takes its words too: 31.02.2027 is not the year 2027.
    """
    found: list[_Time] = []
    taken: set[int] = set()

    def add(match: re.Match[str], year: int | None, month: int, day: int | None) -> None:
        inside = {n for n, w in enumerate(words) if match.start() <= w.start < match.end()}
        if not inside or taken & inside:
            return
        taken.update(inside)
        try:
            first = _day_in(year, month, day or 1, today)
        except ValueError:
            return
        last = first if day else _month_end(first)
        found.append(_Time(first, last, min(inside), max(inside) + 1, year is not None))

    for match in (*_ISO.finditer(text), *_YEAR_FIRST.finditer(text)):
        add(match, int(match[1]), int(match[2]), int(match[3]))
    for match in _DAY_FIRST.finditer(text):
        add(match, int(match[4]), int(match[3]), int(match[1]))
    for match in _DAY_MONTH.finditer(text):
        add(match, None, int(match[2]), int(match[1]))
    for match in _MONTH_YEAR.finditer(text):
        add(match, int(match[2]), int(match[1]), None)
    return found, frozenset(taken)


def _month(number: int, hit: Hit, words: Sequence[Word], today: date, text: str) -> _Time | None:
    """Read a month with the day before or after it and the year beside it."""
    begin, end = hit.first, hit.end
    year: int | None = None
    first_day = last_day = None
    if begin and (last_day := _day_of(words[begin - 1])):
        begin -= 1
        first_day = last_day
        if begin and "-" in text[words[begin - 1].end : words[begin].start].replace("–", "-"):
            first_day = _day_of(words[begin - 1]) or last_day
            begin -= first_day != last_day
    if end < len(words) and (near := _year_of(words[end], today)):
        year, end = near, end + 1
    elif begin and (near := _year_of(words[begin - 1], today)):
        year, begin = near, begin - 1
    if last_day is None and end < len(words) and end == hit.end and (day := _day_of(words[end])):
        first_day = last_day = day
        end += 1
    try:
        last = _day_in(year, number, last_day or 1, today)
        first = last.replace(day=first_day) if first_day else last
    except ValueError:
        return None
    if last_day is None:
        last = _month_end(first)
    return _Time(min(first, last), last, begin, end, year is not None)


def _years(words: Sequence[Word], taken: frozenset[int], today: date) -> list[_Time]:
    """Return bare years; a range like 2021-2027 is the name of a programme."""
    found = [n for n, word in enumerate(words) if n not in taken and _year_like(word)]
    times = []
    for n in found:
        year = _year_of(words[n], today)
        beside_another = n - 1 in found or n + 1 in found
        if year and not beside_another:
            times.append(_Time(date(year, 1, 1), date(year, 12, 31), n, n + 1, True, True))
    return times


def _with_years(times: list[_Time], today: date) -> list[_Time]:
    """Give the year that was said once ("May next year", "March to June 2027") to all."""
    years = [time for time in times if time.is_year]
    others = [time for time in times if not time.is_year]
    if not others:
        return times
    if len(years) == 1:
        return [t if t.has_year else _moved(t, years[0].first.year) for t in others]
    if len(others) == 2 and others[1].has_year and not others[0].has_year:
        start, stop = others
        moved = _moved(start, stop.first.year)
        others[0] = moved if moved.first <= stop.last else _moved(start, stop.first.year - 1)
    return others


def _moved(time: _Time, year: int) -> _Time:
    """Return the same days in another year."""
    span = time.last.year - time.first.year
    return replace(time, first=_in_year(time.first, year), last=_in_year(time.last, year + span))


def _in_year(day: date, year: int) -> date:
    last = calendar.monthrange(year, day.month)[1]
    whole_month = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, day.month, last if whole_month or day.day > last else day.day)


def _hull(times: Sequence[_Time], today: date) -> Period:
    """Return one period for what was said: a range, several times, or one with its bound."""
    if len(times) == 1:
        time = times[0]
        if time.bound == "until":
            return Period(min(today, time.last), time.last)
        if time.bound == "before":
            return Period(min(today, time.first - _DAY_LONG), time.first - _DAY_LONG)
        if time.bound == "after":
            return Period(time.first, time.first + timedelta(days=365))
        return Period(time.first, time.last)
    first, last = times[0].first, times[-1].last
    if last < first:  # "March to June", said in May: it began in this year's March
        first = _in_year(first, first.year - 1)
    return Period(min(first, last), max(first, last))


_DAY_LONG: Final = timedelta(days=1)


def _span(name: str, today: date) -> tuple[date, date]:
    """Return the days of a span that moves with today."""
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    if name in _QUARTERS:
        first = _next_start(_QUARTERS[name], 3, today)
        return first, _month_end(first, 2)
    next_month = _month_end(month) + _DAY_LONG
    return {
        "today": (today, today),
        "tomorrow": (today + _DAY_LONG, today + _DAY_LONG),
        "weekend": (monday + timedelta(days=5), monday + timedelta(days=6)),
        "this_week": (monday, monday + timedelta(days=6)),
        "next_week": (monday + timedelta(days=7), monday + timedelta(days=13)),
        "this_month": (month, _month_end(month)),
        "next_month": (next_month, _month_end(next_month)),
        "this_year": (date(today.year, 1, 1), date(today.year, 12, 31)),
        "next_year": (date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)),
        "end_of_month": (_month_end(month) - timedelta(days=9), _month_end(month)),
        "end_of_year": (date(today.year, 12, 1), date(today.year, 12, 31)),
        "coming_months": (today, today + timedelta(days=120)),
    }[name]


def _next_start(month: int, length: int, today: date) -> date:
    """Return the first day of the next stretch of months from `month`; the present one counts."""
    for year in (today.year - 1, today.year):
        first = date(year, month, 1)
        if _month_end(first, length - 1) >= today:
            return first
    return date(today.year + 1, month, 1)


def _month_end(first: date, later: int = 0) -> date:
    """Return the last day of the month that comes `later` months after that of `first`."""
    years, month = divmod(first.month - 1 + later, 12)
    year = first.year + years
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _day_in(year: int | None, month: int, day: int, today: date) -> date:
    """Return a day; without a year its next occurrence, and the present month counts."""
    if year is not None:
        return date(year, month, day)
    return date(today.year if month >= today.month else today.year + 1, month, day)


def _day_of(word: Word) -> int | None:
    match = _DAY.fullmatch(word.folded)
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else None


def _year_like(word: Word) -> bool:
    return word.is_number and len(word.folded) == 4 and word.folded.startswith("20")


def _year_of(word: Word, today: date) -> int | None:
    if not _year_like(word):
        return None
    year = int(word.folded)
    return year if today.year - _YEARS_BACK <= year <= today.year + _YEARS_AHEAD else None
