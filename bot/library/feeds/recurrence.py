"""Days of recurrence rules, within a window and a budget.

Days are all that an entry shows of a series, so hours, minutes and seconds of a rule are left
aside, and a rule that repeats within the day counts once. The work is bounded by the window
whatever the rule says: the usual libraries search on to the year 9999 for a day that never comes
(or for ever). The tests compare every kind of rule with dateutil.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

_WEEKDAYS: Final = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_UNDERSTOOD: Final = frozenset(
    {
        *("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYDAY"),
        *("BYSETPOS", "WKST", "BYHOUR", "BYMINUTE", "BYSECOND"),
    }
)
_WITHIN_A_DAY: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
_LAST_YEAR: Final = date.max.year - 1


class Frequency(StrEnum):
    """How long the period is within which a rule names days."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


class OutOfBudget(Exception):
    """The rules of a file together ask for more work than a file may take."""


@dataclass(slots=True)
class Budget:
    """How many days may still be looked at."""

    days: int = 200_000

    def spend(self, days: int) -> None:
        """Take `days` off; raise `OutOfBudget` when nothing is left."""
        self.days -= days
        if self.days < 0:
            raise OutOfBudget


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence rule (RFC 5545, 3.3.10), reduced to days."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: date | None = None
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    weekdays: frozenset[tuple[int, int]] = frozenset()
    """Ordinal (0 for every one) and weekday (0 is Monday)."""
    positions: frozenset[int] = frozenset()
    week_start: int = 0


def read_rule(parts: Mapping[str, Sequence[Any]], until: date | None) -> Rule | None:
    """Return the rule of its parsed parts, or None if it is not one that we understand."""
    try:
        if set(parts) - _UNDERSTOOD:
            return None
        times = 1
        for name in _WITHIN_A_DAY:
            times *= max(len(set(parts.get(name, ()))), 1)
        positions = frozenset(map(int, parts.get("BYSETPOS", ())))
        if times > 1 and positions:  # positions among hours: beyond days
            return None
        count = int(parts["COUNT"][0]) if "COUNT" in parts else None
        rule = Rule(
            Frequency(str(parts["FREQ"][0])),
            int(parts.get("INTERVAL", (1,))[0]),
            None if count is None else -(-count // times),
            until,
            frozenset(int(month) for month in parts.get("BYMONTH", ())),
            frozenset(map(int, parts.get("BYMONTHDAY", ()))),
            frozenset(map(int, parts.get("BYYEARDAY", ()))),
            frozenset(_weekday(str(day)) for day in parts.get("BYDAY", ())),
            positions,
            _WEEKDAYS[str(parts.get("WKST", ("MO",))[0])],
        )
    except (KeyError, ValueError, IndexError, TypeError):
        return None
    return rule if rule.interval > 0 and (count is None or count > 0) else None


def days_of(rule: Rule, start: date, window: tuple[date, date], budget: Budget) -> Iterator[date]:
    """Yield the days of a series that begins on `start`, in order, within the window."""
    rule = _with_defaults(rule, start)
    first, last = window
    if rule.until:
        last = min(last, rule.until)
    counted = rule.count
    if counted is not None and counted > (last - start).days:
        counted = None  # one a day would not use it up
    index = 0 if counted is not None else _index_of(rule, start, first)
    while (period := _period(rule, start, index)) and period[0] <= last:
        index += 1
        for day in _days_in(rule, period, budget):
            if day < start:
                continue
            if counted is not None:
                counted -= 1
                if counted < 0:
                    return
            if day > last:
                return
            if day >= first:
                yield day


def _weekday(text: str) -> tuple[int, int]:
    return int(text[:-2] or 0), _WEEKDAYS[text[-2:]]


def _with_defaults(rule: Rule, start: date) -> Rule:
    """Fill in what the start says when the rule does not."""
    if rule.month_days or rule.year_days or rule.weekdays or rule.frequency is Frequency.DAILY:
        return rule
    if rule.frequency is Frequency.WEEKLY:
        return replace(rule, weekdays=frozenset({(0, start.weekday())}))
    months = rule.months
    if rule.frequency is Frequency.YEARLY and not months:
        months = frozenset({start.month})
    return replace(rule, months=months, month_days=frozenset({start.day}))


def _index_of(rule: Rule, start: date, wanted: date) -> int:
    """Return a period shortly before `wanted`."""
    match rule.frequency:
        case Frequency.YEARLY:
            passed = wanted.year - start.year
        case Frequency.MONTHLY:
            passed = (wanted.year - start.year) * 12 + wanted.month - start.month
        case Frequency.WEEKLY:
            passed = (wanted - start).days // 7
        case Frequency.DAILY:
            passed = (wanted - start).days
    return max(0, passed // rule.interval - 1)


def _period(rule: Rule, start: date, index: int) -> tuple[date, date] | None:
    """Return the first and the last day of a period, or None at the end of the calendar."""
    steps = index * rule.interval
    match rule.frequency:
        case Frequency.YEARLY:
            year = start.year + steps
            return (date(year, 1, 1), date(year, 12, 31)) if year <= _LAST_YEAR else None
        case Frequency.MONTHLY:
            year, month = divmod(start.year * 12 + start.month - 1 + steps, 12)
            if year > _LAST_YEAR:
                return None
            return date(year, month + 1, 1), _month_end(year, month + 1)
        case _:
            weekly = rule.frequency is Frequency.WEEKLY
            back = (start.weekday() - rule.week_start) % 7 if weekly else 0
            try:
                first = start - timedelta(days=back) + timedelta(days=steps * (7 if weekly else 1))
                return first, first + timedelta(days=6 if weekly else 0)
            except OverflowError:
                return None


def _days_in(rule: Rule, period: tuple[date, date], budget: Budget) -> list[date]:
    """Return the days of one period."""
    found: list[date] = []
    for first, last in _stretches(rule, period):
        length = (last - first).days + 1
        budget.spend(length)
        days = (first + timedelta(days=n) for n in range(length))
        found += [day for day in days if _fits(rule, day)]
    if not rule.positions:
        return found
    size = len(found)
    places = {at - 1 if at > 0 else size + at for at in rule.positions if at}
    return [found[place] for place in sorted(places) if 0 <= place < size]


def _stretches(rule: Rule, period: tuple[date, date]) -> Iterator[tuple[date, date]]:
    """Yield the parts of a period in which days may be: a year is mostly looked at by months."""
    if rule.frequency is not Frequency.YEARLY or not rule.months:
        yield period
        return
    for month in sorted(rule.months):
        if 1 <= month <= 12:
            yield date(period[0].year, month, 1), _month_end(period[0].year, month)


def _fits(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days:
        length = _month_end(day.year, day.month).day
        if rule.month_days.isdisjoint({day.day, day.day - length - 1}):
            return False
    if rule.year_days:
        number = day.timetuple().tm_yday
        length = date(day.year, 12, 31).timetuple().tm_yday
        if rule.year_days.isdisjoint({number, number - length - 1}):
            return False
    return not rule.weekdays or _is_weekday(rule, day)


def _is_weekday(rule: Rule, day: date) -> bool:
    weekday = day.weekday()
    if (0, weekday) in rule.weekdays:
        return True
    if rule.frequency not in {Frequency.MONTHLY, Frequency.YEARLY}:
        return any(wanted == weekday for _, wanted in rule.weekdays)
    if rule.frequency is Frequency.MONTHLY or rule.months:
        number, length = day.day, _month_end(day.year, day.month).day
    else:
        number = day.timetuple().tm_yday
        length = date(day.year, 12, 31).timetuple().tm_yday
    from_start = (number - 1) // 7 + 1
    from_end = -((length - number) // 7 + 1)
    return not rule.weekdays.isdisjoint({(from_start, weekday), (from_end, weekday)})


def _month_end(year: int, month: int) -> date:
    after = date(year + month // 12, month % 12 + 1, 1)
    return after - timedelta(days=1)


def as_day(value: date) -> date:
    """Return the day of a date or a moment."""
    return value.date() if isinstance(value, datetime) else value
