"""Hours of people: exactly one a day, over the days on which clocks are changed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.schedule import OFFERED, Hours

CHANGES = (date(2027, 3, 28), date(2026, 10, 25))
"""Days on which Europe changes its clocks: forwards, and back."""


@pytest.mark.parametrize("zone", ["Europe/Brussels", "Europe/Athens", "UTC"])
@pytest.mark.parametrize("hour", range(24))
def test_an_hour_comes_once_a_day(zone, hour):
    hours = Hours(zone, hour)
    for changed in CHANGES:
        moment = hours.on(changed - timedelta(days=3))
        end = hours.on(changed + timedelta(days=3))
        days = []
        while moment < end:
            moment = hours.coming(moment)
            days.append(hours.latest(moment)[0])
        assert days == [changed + timedelta(days=n) for n in range(-2, 4)]


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [("Europe/Brussels", 7, 6), ("Europe/Athens", 6, 5), ("UTC", 8, 8)],
)
def test_eight_stays_eight(zone, before, after):
    hours, spring = Hours(zone), CHANGES[0]

    assert hours.on(spring - timedelta(days=1)).hour == before
    assert hours.on(spring).hour == after
    assert hours.on(spring).astimezone(ZoneInfo(zone)).hour == 8


def test_a_skipped_hour_is_the_one_after_it_and_a_double_one_the_first():
    assert Hours("Europe/Brussels", 2).on(CHANGES[0]) == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert Hours("Europe/Brussels", 2).on(CHANGES[1]) == datetime(2026, 10, 25, 0, tzinfo=UTC)


def test_weeks_begin_on_monday():
    hours = Hours("Europe/Ljubljana", 8)
    thursday = datetime(2026, 11, 26, 12, tzinfo=UTC)

    assert hours.coming(thursday, weekly=True) == datetime(2026, 11, 30, 7, tzinfo=UTC)
    assert hours.latest(thursday, weekly=True)[0] == date(2026, 11, 23)
    early = datetime(2026, 11, 30, 6, 59, tzinfo=UTC)
    assert hours.latest(early, weekly=True)[0] == date(2026, 11, 23)
    assert hours.coming(early, weekly=True) == datetime(2026, 11, 30, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "is_quiet", "ends"),
    [
        ("20:59", False, None),
        ("21:00", True, (23, 7)),
        ("03:00", True, (22, 7)),
        ("07:59", True, (22, 7)),
        ("08:00", False, None),
    ],
)
def test_quiet_hours_go_past_midnight(at, is_quiet, ends):
    local = datetime.fromisoformat(f"2026-11-22T{at}").replace(tzinfo=ZoneInfo("Europe/Brussels"))
    moment = local.astimezone(UTC)
    hours = Hours("Europe/Brussels")

    assert hours.is_quiet(moment) is is_quiet
    awake = hours.awake(moment)
    assert awake == (datetime(2026, 11, *ends, tzinfo=UTC) if ends else moment)


def test_the_same_hour_twice_is_never_quiet():
    hours = Hours("UTC", 8, 0, 0)

    assert not any(hours.is_quiet(datetime(2026, 1, 1, n, tzinfo=UTC)) for n in range(24))


def test_every_offered_zone_is_known():
    assert all(ZoneInfo(zone).key == zone for zone in OFFERED)
