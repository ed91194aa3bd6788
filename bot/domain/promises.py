"""When a company hears about its challenge at the latest. Pure rules."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

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
