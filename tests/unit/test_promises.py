"""When a company hears: the end of the third working day, where its hub is."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.hubs import Hub
from bot.domain.promises import day_at, promised_at

LJUBLJANA = "Europe/Ljubljana"
ZONES = st.sampled_from([LJUBLJANA, "Europe/Athens", "Atlantic/Azores", "UTC"])


@pytest.mark.parametrize(
    ("came", "heard"),
    [
        ("2026-11-23 09:00", "2026-11-26 23:59"),  # Monday → Thursday
        ("2026-11-25 09:00", "2026-11-30 23:59"),  # Wednesday → Monday: a weekend lies between
        ("2026-11-27 23:30", "2026-12-02 23:59"),  # late on Friday
        ("2026-11-28 00:30", "2026-12-02 23:59"),  # Saturday
        ("2026-11-29 12:00", "2026-12-02 23:59"),  # Sunday
        ("2027-03-25 12:00", "2027-03-30 23:59"),  # summer time begins between
    ],
)
def test_three_working_days(came: str, heard: str) -> None:
    local = datetime.fromisoformat(came).replace(tzinfo=ZoneInfo(LJUBLJANA))

    promised = promised_at(local.astimezone(UTC), LJUBLJANA)

    assert promised.astimezone(ZoneInfo(LJUBLJANA)).strftime("%Y-%m-%d %H:%M") == heard
    assert promised.tzinfo is UTC


def test_the_day_is_that_of_the_hub() -> None:
    """Half past ten in the evening in UTC is the next day in Athens."""
    came = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)

    assert promised_at(came, "Europe/Athens") - promised_at(came, "UTC") == timedelta(hours=22)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    ZONES,
)
@example(datetime(2024, 10, 22, 22, tzinfo=UTC), "Europe/Ljubljana")
def test_it_is_never_on_a_weekend_and_never_long(came: datetime, zone: str) -> None:
    heard = promised_at(came, zone).astimezone(ZoneInfo(zone))
    days = heard.date() - came.astimezone(ZoneInfo(zone)).date()

    assert heard.weekday() < 5
    # Days and not hours: one of them may have 25, where the clocks go back.
    assert timedelta(days=3) <= days <= timedelta(days=5)


def test_a_day_is_said_as_it_is_where_the_hub_is() -> None:
    """The last minute of a day on the Azores is the next day in UTC."""
    hub = Hub("ponta", {}, "PT", "", "Atlantic/Azores", None, None, {}, (), (), (), "2026")
    moment = datetime(2026, 11, 27, 0, 59, tzinfo=UTC)

    assert day_at(moment, hub) == date(2026, 11, 26)
    assert day_at(moment, None) == date(2026, 11, 27)
