"""Days of recurrence rules, compared with dateutil for every kind of rule."""

from datetime import date, datetime, timedelta
from itertools import takewhile

import pytest
from dateutil import rrule as oracle
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.feeds.recurrence import Budget, OutOfBudget, days_of, read_rule

WINDOW = (date(2026, 11, 22), date(2027, 12, 27))
FREQUENCIES = {
    "DAILY": oracle.DAILY,
    "WEEKLY": oracle.WEEKLY,
    "MONTHLY": oracle.MONTHLY,
    "YEARLY": oracle.YEARLY,
}
NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def few(values, most=3):
    return st.lists(values, min_size=1, max_size=most, unique=True)


@st.composite
def rules(draw):
    frequency = draw(st.sampled_from(list(FREQUENCIES)))
    parts = {"FREQ": [frequency], "INTERVAL": [draw(st.integers(1, 5))]}
    if draw(st.booleans()):
        parts["BYMONTH"] = draw(few(st.integers(1, 12)))
    if frequency != "WEEKLY" and draw(st.booleans()):
        parts["BYMONTHDAY"] = draw(few(st.integers(-31, 31).filter(bool)))
    if frequency == "YEARLY" and "BYMONTH" not in parts and draw(st.booleans()):
        parts["BYYEARDAY"] = draw(few(st.integers(-366, 366).filter(bool)))
    if draw(st.booleans()):
        # dateutil takes ordinals beside other parts differently from release to release.
        nth = frequency in {"MONTHLY", "YEARLY"} and "BYYEARDAY" not in parts
        ordinals = st.sampled_from(["", "1", "2", "-1"] if nth else [""])
        first = draw(ordinals)
        parts["BYDAY"] = [f"{first}{day}" for day in draw(few(st.sampled_from(NAMES)))]
    if frequency in {"MONTHLY", "YEARLY"} and draw(st.booleans()):
        parts["BYSETPOS"] = draw(few(st.sampled_from([1, 2, -1]), 2))
    if draw(st.booleans()):
        parts["WKST"] = [draw(st.sampled_from(NAMES))]
    match draw(st.sampled_from(["", "COUNT", "UNTIL"])):
        case "COUNT":
            parts["COUNT"] = [draw(st.integers(1, 60))]
        case "UNTIL":
            parts["UNTIL"] = [date(2027, 1, 1) + timedelta(days=draw(st.integers(0, 400)))]
    return parts


def by_dateutil(parts, start):
    weekdays = [
        getattr(oracle, day[-2:])(int(day[:-2])) if day[:-2] else getattr(oracle, day[-2:])
        for day in parts.get("BYDAY", ())
    ]
    until = parts.get("UNTIL", [None])[0]
    rule = oracle.rrule(
        FREQUENCIES[parts["FREQ"][0]],
        datetime.combine(start, datetime.min.time()),
        parts["INTERVAL"][0],
        wkst=getattr(oracle, parts.get("WKST", ["MO"])[0]),
        count=parts.get("COUNT", [None])[0],
        until=until and datetime.combine(until, datetime.min.time()),
        bysetpos=parts.get("BYSETPOS"),
        bymonth=parts.get("BYMONTH"),
        bymonthday=parts.get("BYMONTHDAY"),
        byyearday=parts.get("BYYEARDAY"),
        byweekday=weekdays or None,
    )
    # Rules that never fit are what it takes long for: it is asked for the window only.
    found = rule.xafter(datetime.combine(WINDOW[0], datetime.min.time()), inc=True)
    return [day.date() for day in takewhile(lambda day: day.date() <= WINDOW[1], found)]


def ours(parts, start, window=WINDOW, budget=None):
    rule = read_rule(parts, parts.get("UNTIL", [None])[0])
    return list(days_of(rule, start, window, budget or Budget())) if rule else None


@settings(deadline=None, max_examples=25)
@given(rules(), st.dates(date(2019, 1, 1), date(2027, 12, 31)))
def test_the_days_are_those_of_dateutil(parts, start):
    assert ours(parts, start) == by_dateutil(parts, start)


@pytest.mark.parametrize(
    ("text", "start", "first"),
    [
        ("FREQ=WEEKLY", date(2020, 1, 6), "2026-11-23"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", date(2026, 11, 3), "2026-12-01"),
        ("FREQ=MONTHLY;BYDAY=-1FR", date(2020, 1, 31), "2026-11-27"),
        ("FREQ=MONTHLY", date(2020, 1, 31), "2026-12-31"),
        ("FREQ=YEARLY", date(2024, 2, 29), None),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", date(2000, 5, 14), "2027-05-09"),
        ("FREQ=DAILY;COUNT=1000000000", date(1970, 1, 1), "2026-11-22"),
        ("FREQ=DAILY;BYHOUR=9,15;COUNT=4", date(2026, 11, 22), "2026-11-22"),
    ],
)
def test_the_next_day_of_a_rule(text, start, first):
    parts = {name: said.split(",") for name, said in (part.split("=") for part in text.split(";"))}
    found = ours(parts, start)
    assert (found[0].isoformat() if found else None) == first


def test_a_rule_that_counts_by_the_hour_ends_after_its_days():
    parts = {"FREQ": ["DAILY"], "BYHOUR": [9, 15], "COUNT": [4]}
    assert len(ours(parts, date(2026, 11, 22))) == 2


@pytest.mark.parametrize(
    "parts",
    [
        {"FREQ": ["SECONDLY"]},
        {"FREQ": ["HOURLY"], "INTERVAL": [2], "BYHOUR": [1]},
        {"FREQ": ["DAILY"], "INTERVAL": [0]},
        {"FREQ": ["DAILY"], "INTERVAL": [-1]},
        {"FREQ": ["DAILY"], "COUNT": [0]},
        {"FREQ": ["YEARLY"], "BYWEEKNO": [20]},
        {"FREQ": ["DAILY"], "BYHOUR": [1, 2], "BYSETPOS": [1]},
        {"FREQ": ["WEEKLY"], "BYDAY": ["XX"]},
        {"FREQ": ["WEEKLY"], "BYEASTER": [0]},
        {},
    ],
)
def test_a_rule_that_is_not_one_of_days_is_not_understood(parts):
    assert read_rule(parts, None) is None


@pytest.mark.parametrize(
    "parts",
    [
        {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [30]},
        {"FREQ": ["YEARLY"], "BYMONTH": [13]},
        {"FREQ": ["DAILY"], "BYMONTH": [2], "BYMONTHDAY": [31]},
        {"FREQ": ["MONTHLY"], "BYMONTHDAY": [32]},
        {"FREQ": ["DAILY"], "INTERVAL": [10**18]},
        {"FREQ": ["YEARLY"], "INTERVAL": [10**18]},
    ],
)
def test_a_rule_that_never_fits_has_no_days(parts):
    budget = Budget()
    assert ours(parts, date(2020, 1, 1), budget=budget) == []
    assert Budget().days - budget.days < 2_000


def test_the_work_of_rules_is_bounded():
    parts = {"FREQ": ["DAILY"], "COUNT": [700_000]}
    with pytest.raises(OutOfBudget):
        ours(parts, date(1, 1, 1), budget=Budget(5_000))


def test_rules_end_with_the_calendar():
    window = (date(9998, 1, 1), date.max)
    assert ours({"FREQ": ["MONTHLY"]}, date(9998, 11, 1), window)[-1] == date(9998, 12, 1)
    assert ours({"FREQ": ["DAILY"]}, date(9999, 12, 30), window) == [
        date(9999, 12, 30),
        date(9999, 12, 31),
    ]
