"""When a company hears about its challenge at the latest. Pure rules."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.hubs import Hub

WORKING_DAYS: Final = 3
"""Days on which somebody works at the hub, after the day on which the challenge came."""
_SATURDAY: Final = 5
_LAST_MINUTE: Final = time(23, 59)


def promised_at(submitted_at: datetime, zone: str) -> datetime:
    """Return the end of the third working day after a challenge came, where its hub is.

    Saturday and Sunday are no working days; public holidays are not known, and count as working
    days.
    """
    day = submitted_at.astimezone(ZoneInfo(zone)).date()
    left = WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return datetime.combine(day, _LAST_MINUTE, ZoneInfo(zone)).astimezone(submitted_at.tzinfo)


def working_day_before(moment: datetime, zone: str) -> datetime:
    """Return the same hour one working day earlier: staff are not called on a Sunday."""
    local = moment.astimezone(ZoneInfo(zone)) - timedelta(days=1)
    while local.weekday() >= _SATURDAY:
        local -= timedelta(days=1)
    return local.astimezone(moment.tzinfo)


def day_at(moment: datetime, hub: Hub | None) -> date:
    """Return the day of a moment where a hub is; without a hub, in the moment's own zone."""
    return (moment.astimezone(ZoneInfo(hub.timezone)) if hub else moment).date()
