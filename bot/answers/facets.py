"""Holding entries to what a question asks for: whether one fits a facet, and the share that fits.

`fits` decides for one entry. `FacetTable` gives the same shares for thousands at once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.answers.lexical import fold
from bot.answers.understanding.places import canonical_city
from bot.domain.entries import Entry, Kind, Mode, State, Status, Vocabulary
from bot.domain.understanding import Facet, Money, Period, Understood

_SUBJECTS: Final = (Facet.SECTOR, Facet.SKILL, Facet.TECHNOLOGY, Facet.TRANSITION)
"""Facets of one subject: "3D printing" is a skill and a technology, and an entry that has either
is about it."""

ALWAYS_ON: Final = 0.5
"""What an entry that is there at any time is worth to who asks about a time."""
MOST_MONTHS: Final = 6
"""Usual months; an entry with more is there at any time."""


def fits(
    entry: Entry, asked: Understood, facet: Facet, now: datetime, vocabulary: Vocabulary
) -> bool | None:
    """Say whether an entry has what was asked of a facet; None if the entry does not say.

    A facet that was not asked for fits.
    """
    if not _ASKED[facet](asked):
        return True
    if facet is Facet.PERIOD:
        return asked.period is None or _held_in(entry, asked.period, now)
    if facet is Facet.COUNTRY:
        return _in_country(entry, asked.countries, vocabulary)
    return _SIMPLE[facet](entry, asked)


def share(entry: Entry, asked: Understood, now: datetime, vocabulary: Vocabulary) -> float:
    """Return how much of what was asked an entry has, 0 to 1; what is unknown counts 0, and what
    is there at any time half of what happens in the time that was asked for.

    Facets that were read from the same words count once, by the best of them.
    """
    groups = _groups(asked)
    if not groups:
        return 0.0
    matched = sum(
        max(_weight(entry, asked, facet, now, vocabulary) for facet in group) for group in groups
    )
    return matched / len(groups)


def _weight(
    entry: Entry, asked: Understood, facet: Facet, now: datetime, vocabulary: Vocabulary
) -> float:
    """Return how well an entry has what was asked of a facet: 1, 0, or half for what is always on.

    Who asks what there is in May means what happens in May before what can be had at any time.
    """
    if not fits(entry, asked, facet, now, vocabulary):
        return 0.0
    if facet is Facet.PERIOD and asked.period and not _happens_in(entry, asked.period, now):
        return ALWAYS_ON
    return 1.0


def _happens_in(entry: Entry, period: Period, now: datetime) -> bool:
    """Say whether a day of an entry's own, or one of its few usual months, lies in a period."""
    coming = Period(max(period.first, now.date()), period.last)
    if any(first <= coming.last and last >= coming.first for first, last in _own_days(entry)):
        return True
    return _is_usual(entry) and not coming.months.isdisjoint(entry.usual_months)


def _own_days(entry: Entry) -> list[tuple[date, date]]:
    """Return the days and months in which something of an entry's own happens."""
    days = [span for span in map(_days, entry.held) if span]
    return days + [(at.date(), at.date()) for at in (entry.opens_at, entry.deadline_at) if at]


_OVER = frozenset({Status.ENDED, Status.ROUND_CLOSED, Status.CANCELLED})


def _is_usual(entry: Entry) -> bool:
    return entry.status is Status.RECURRING and 0 < len(entry.usual_months) <= MOST_MONTHS


_ASKED: Mapping[Facet, Callable[[Understood], object]] = {
    Facet.KIND: attrgetter("kinds"),
    Facet.PERIOD: attrgetter("period"),
    Facet.COUNTRY: attrgetter("countries"),
    Facet.CITY: attrgetter("cities"),
    Facet.COST: lambda asked: asked.free is not None,
    Facet.MODE: attrgetter("mode"),
    Facet.SECTOR: attrgetter("sectors"),
    Facet.SKILL: attrgetter("skills"),
    Facet.TECHNOLOGY: attrgetter("technologies"),
    Facet.TRANSITION: attrgetter("transitions"),
    Facet.APPLICANT: attrgetter("applicants"),
    Facet.AMOUNT: attrgetter("money"),
}
"""Whether a facet was asked for: as `Understood.value`, for asking of thousands of entries."""


def _groups(asked: Understood) -> list[tuple[Facet, ...]]:
    """Return the asked facets, those of one subject that share their words together."""
    groups: list[tuple[Facet, ...]] = []
    for facet in Facet:
        if not _ASKED[facet](asked):
            continue
        words = set(asked.because.get(facet, ()))
        for place, group in enumerate(groups):
            others = {word for other in group for word in asked.because.get(other, ())}
            if facet in _SUBJECTS and group[0] in _SUBJECTS and words & others:
                groups[place] = (*group, facet)
                break
        else:
            groups.append((facet,))
    return groups


def _held_in(entry: Entry, period: Period, now: datetime) -> bool | None:
    """Say whether an entry takes place, or can be applied for, in what is left of a period."""
    state = entry.state_on(now)
    if state in {State.CLOSED, State.CANCELLED} or period.last < now.date():
        return False
    coming = Period(max(period.first, now.date()), period.last)
    dates = _dates(entry, now.date())
    if any(first <= coming.last and last >= coming.first for first, last in dates):
        return True
    usual = entry.status is Status.RECURRING and entry.usual_months
    if usual and coming.months & set(entry.usual_months):
        return True
    if dates or usual:
        return False
    if entry.held or entry.deadline_at or entry.opens_at:  # all of it is over
        return None if entry.status is Status.RECURRING else False
    return True if _self_paced(entry) else None


def _self_paced(entry: Entry) -> bool:
    return entry.status is Status.STANDING and entry.mode is Mode.ONLINE


def _dates(entry: Entry, today: date) -> list[tuple[date, date]]:
    """Return the stretches of days, today or later, in which an entry can be gone to."""
    spans = [span for span in map(_days, entry.held) if span]
    opens = entry.opens_at.date() if entry.opens_at else None
    deadline = entry.deadline_at.date() if entry.deadline_at else None
    if deadline and entry.kind is Kind.FUNDING:
        spans.append((min(opens or date.min, deadline), deadline))
    else:
        spans += [(day, day) for day in (opens, deadline) if day]
    return [span for span in spans if span[1] >= today]


def _days(held: str) -> tuple[date, date] | None:
    """Read a day (`2026-05-12`) or a month (`2026-05`)."""
    try:
        if len(held) > len("2026-05"):
            day = date.fromisoformat(held)
            return day, day
        first = date.fromisoformat(f"{held}-01")
    except ValueError:
        return None
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _in_country(entry: Entry, wanted: frozenset[str], vocabulary: Vocabulary) -> bool | None:
    known = vocabulary.countries_of(entry.countries)
    if not known or known & wanted:
        return True
    return None if set(entry.countries) & vocabulary.partial_groups else False


def _of_kind(entry: Entry, asked: Understood) -> bool:
    return entry.kind in asked.kinds


def _in_city(entry: Entry, asked: Understood) -> bool | None:
    if entry.city is None:
        return None
    return canonical_city(entry.city) in {fold(city) for city in asked.cities}


def _costs(entry: Entry, asked: Understood) -> bool | None:
    return None if entry.fee is None else (entry.fee.amount == 0) is asked.free


def _in_mode(entry: Entry, asked: Understood) -> bool | None:
    if entry.mode is None:
        return None
    return entry.mode is asked.mode or entry.mode is Mode.HYBRID


def _worth(entry: Entry, asked: Understood) -> bool | None:
    """Say whether the money that an entry gives, or else costs, is in the range asked for."""
    money = asked.money or Money()
    known = _money(entry)
    if known is None:
        return None
    low, high, currency = known
    if money.currency and money.currency != currency:
        return None
    too_little = money.minimum is not None and high is not None and high < money.minimum
    too_much = money.maximum is not None and low is not None and low > money.maximum
    return not (too_little or too_much)


def _money(entry: Entry) -> tuple[int | None, int | None, str] | None:
    """Return the least, the most and the currency of what an entry gives, or else costs."""
    if entry.amount is not None:
        low, high, currency = entry.amount.minimum, entry.amount.maximum, entry.amount.currency
        return None if low is None and high is None else (low, high, currency)
    if entry.fee is not None and not entry.fee.per:
        return entry.fee.amount, entry.fee.amount, entry.fee.currency
    return None


def _meets(has: Sequence[str], wanted: frozenset[str]) -> bool | None:
    return not wanted.isdisjoint(has) if has else None


_SIMPLE: Mapping[Facet, Callable[[Entry, Understood], bool | None]] = {
    Facet.KIND: _of_kind,
    Facet.CITY: _in_city,
    Facet.COST: _costs,
    Facet.MODE: _in_mode,
    Facet.AMOUNT: _worth,
    Facet.SECTOR: lambda entry, asked: _meets(entry.sectors, asked.sectors),
    Facet.SKILL: lambda entry, asked: _meets(entry.skills, asked.skills),
    Facet.TECHNOLOGY: lambda entry, asked: _meets(entry.technologies, asked.technologies),
    Facet.TRANSITION: lambda entry, asked: _meets(entry.transitions, asked.transitions),
    Facet.APPLICANT: lambda entry, asked: _meets(entry.who_may_apply, asked.applicants),
}


class FacetTable:
    """Entries by what they say, so that a question is held to thousands of them at once.

    Of kind, place, cost and mode thousands of entries say a handful of things: each is asked
    once. Terms have lists of the entries that name them; dates and money are compared as arrays.
    """

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None:
        self.ids = tuple(entry.id for entry in entries)
        """The entries, in the order of `shares`."""
        self._vocabulary = vocabulary
        self._classes = {facet: _Classes(entries, said) for facet, said in _STATED.items()}
        self._named = {facet: _owners(entries, ids) for facet, ids in _TERMS.items()}
        self._calendar = _Calendar(entries)
        self._purse = _Purse(entries)

    def fitting(self, asked: Understood, facet: Facet, now: datetime) -> NDArray[np.bool_]:
        """Say for each entry whether it is known to have what was asked of a facet."""
        if not _ASKED[facet](asked):
            return np.ones(len(self.ids), dtype=np.bool_)
        if facet is Facet.PERIOD and asked.period:
            return self._calendar.fitting(asked.period, now)
        if facet is Facet.AMOUNT and asked.money:
            return self._purse.fitting(asked.money)
        fitting = np.zeros(len(self.ids), dtype=np.bool_)
        if facet in _TERMS:
            for wanted in asked.value(facet):  # type: ignore[attr-defined]
                fitting[self._named[facet].get(wanted, [])] = True
            return fitting
        classes = self._classes[facet]
        known = [
            fits(entry, asked, facet, now, self._vocabulary) is True for entry in classes.samples
        ]
        return np.array(known, dtype=np.bool_)[classes.of_entries] if known else fitting

    def shares(self, asked: Understood, now: datetime) -> NDArray[np.float64]:
        """Return `share` for each entry, in the order of `ids`."""
        total = np.zeros(len(self.ids))
        groups = _groups(asked)
        for group in groups:
            total += np.logical_or.reduce([self.fitting(asked, facet, now) for facet in group])
            if Facet.PERIOD in group and asked.period:
                always_on = self._calendar.fitting(asked.period, now)
                always_on &= ~self._calendar.happening(asked.period, now)
                total -= (1 - ALWAYS_ON) * always_on
        return total / len(groups) if groups else total


class _Classes:
    """One sample of each thing that entries say of a facet, and whose class each entry is in."""

    def __init__(self, entries: Sequence[Entry], said: Callable[[Entry], object]) -> None:
        seen: dict[object, int] = {}
        self.samples: list[Entry] = []
        places: list[int] = []
        for entry in entries:
            what = said(entry)
            if what not in seen:
                seen[what] = len(self.samples)
                self.samples.append(entry)
            places.append(seen[what])
        self.of_entries = np.array(places, dtype=np.intp)


def _owners(
    entries: Sequence[Entry], ids: Callable[[Entry], Sequence[str]]
) -> dict[str, list[int]]:
    """Return for each term the places of the entries that name it."""
    owners: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        for id_ in ids(entry):
            owners.setdefault(id_, []).append(place)
    return owners


class _Purse:
    """The money of many entries as arrays: `_worth` for all of them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        money = [_money(entry) or (None, None, "") for entry in entries]
        self._known = np.array(
            [low is not None or high is not None for low, high, _ in money], bool
        )
        self._low = np.array([-np.inf if low is None else low for low, _, _ in money])
        self._high = np.array([np.inf if high is None else high for _, high, _ in money])
        self._currency = np.array([currency for _, _, currency in money], dtype="U3")

    def fitting(self, money: Money) -> NDArray[np.bool_]:
        """Say of each entry whether its money is known to be in a range."""
        fitting: NDArray[np.bool_] = self._known.copy()
        if money.currency:
            fitting &= self._currency == money.currency
        if money.minimum is not None:
            fitting &= self._high >= money.minimum
        if money.maximum is not None:
            fitting &= self._low <= money.maximum
        return fitting


class _Calendar:
    """The times of many entries as arrays: `_held_in` for all of them.

    Dates are what entries do not share, so that asking one by one would take 30 ms for 10,000.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        spans = [
            (place, first.toordinal(), last.toordinal())
            for place, entry in enumerate(entries)
            for first, last in _dates(entry, date.min)
        ]
        days = [
            (place, first.toordinal(), last.toordinal())
            for place, entry in enumerate(entries)
            for first, last in _own_days(entry)
        ]
        self._owners, self._first, self._last = np.array(spans, dtype=np.intp).reshape(-1, 3).T
        self._days = np.array(days, dtype=np.intp).reshape(-1, 3).T
        self._count = len(entries)
        self._over = np.array([entry.status in _OVER for entry in entries], dtype=bool)
        self._closes = np.array(
            [
                entry.deadline_at.timestamp()
                if entry.status is Status.DATED and entry.deadline_at
                else np.inf
                for entry in entries
            ]
        )
        self._months = np.array(
            [
                _mask(entry.usual_months) if entry.status is Status.RECURRING else 0
                for entry in entries
            ],
            dtype=np.int64,
        )
        self._few_months = np.array(
            [_mask(entry.usual_months) if _is_usual(entry) else 0 for entry in entries],
            dtype=np.int64,
        )
        self._always = np.array(
            [
                _self_paced(entry) and not (entry.held or entry.deadline_at or entry.opens_at)
                for entry in entries
            ],
            dtype=bool,
        )

    def fitting(self, period: Period, now: datetime) -> NDArray[np.bool_]:
        """Say of each entry whether it is known to take place in what is left of a period."""
        if period.last < now.date():
            return np.zeros(self._count, dtype=np.bool_)
        coming = Period(max(period.first, now.date()), period.last)
        inside = (self._first <= coming.last.toordinal()) & (
            self._last >= coming.first.toordinal()
        )
        held = np.zeros(self._count, dtype=np.bool_)
        held[self._owners[inside]] = True
        usual = (self._months & _mask(coming.months)) != 0
        is_open = ~self._over & (self._closes >= now.timestamp())
        known: NDArray[np.bool_] = is_open & (held | usual | self._always)
        return known

    def happening(self, period: Period, now: datetime) -> NDArray[np.bool_]:
        """Say of each entry whether something of its own happens then: `_happens_in`."""
        coming = Period(max(period.first, now.date()), period.last)
        owners, first, last = self._days
        inside = (first <= coming.last.toordinal()) & (last >= coming.first.toordinal())
        happening = (self._few_months & _mask(coming.months)) != 0
        happening[owners[inside]] = True
        known: NDArray[np.bool_] = happening
        return known


def _mask(months: Iterable[int]) -> int:
    return sum(1 << month for month in set(months))


_STATED: Mapping[Facet, Callable[[Entry], object]] = {
    Facet.KIND: lambda entry: entry.kind,
    Facet.COUNTRY: lambda entry: frozenset(entry.countries),
    Facet.CITY: lambda entry: entry.city,
    Facet.COST: lambda entry: entry.fee and entry.fee.amount == 0,
    Facet.MODE: lambda entry: entry.mode,
}
"""What an entry says of a facet: entries for which it is equal fit alike."""

_TERMS: Mapping[Facet, Callable[[Entry], Sequence[str]]] = {
    Facet.SECTOR: lambda entry: entry.sectors,
    Facet.SKILL: lambda entry: entry.skills,
    Facet.TECHNOLOGY: lambda entry: entry.technologies,
    Facet.TRANSITION: lambda entry: entry.transitions,
    Facet.APPLICANT: lambda entry: entry.who_may_apply,
}
"""The terms that an entry names, for the facets that are lists of terms."""
