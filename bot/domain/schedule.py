"""Hours of people: local times in IANA zones, over the days on which clocks are changed.

Pure rules; moments are aware and in UTC, days are local days of a zone.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

ZONES: Final = {
    **{"SI": "Europe/Ljubljana", "PL": "Europe/Warsaw", "DK": "Europe/Copenhagen"},
    **{"DE": "Europe/Berlin", "AT": "Europe/Vienna", "CZ": "Europe/Prague"},
    **{"SK": "Europe/Bratislava", "IT": "Europe/Rome", "HR": "Europe/Zagreb"},
    **{"HU": "Europe/Budapest", "NL": "Europe/Amsterdam", "BE": "Europe/Brussels"},
    **{"GR": "Europe/Athens", "BG": "Europe/Sofia", "CY": "Asia/Nicosia"},
    **{"EE": "Europe/Tallinn", "ES": "Europe/Madrid", "FI": "Europe/Helsinki"},
    **{"FR": "Europe/Paris", "IE": "Europe/Dublin", "LT": "Europe/Vilnius"},
    **{"LU": "Europe/Luxembourg", "LV": "Europe/Riga", "MT": "Europe/Malta"},
    **{"PT": "Europe/Lisbon", "RO": "Europe/Bucharest", "SE": "Europe/Stockholm"},
    **{"AL": "Europe/Tirane", "BA": "Europe/Sarajevo", "CH": "Europe/Zurich"},
    **{"GB": "Europe/London", "IS": "Atlantic/Reykjavik", "LI": "Europe/Vaduz"},
    **{"ME": "Europe/Podgorica", "MK": "Europe/Skopje", "NO": "Europe/Oslo"},
    **{"RS": "Europe/Belgrade", "TR": "Europe/Istanbul", "UA": "Europe/Kyiv"},
}
"""The zone in which most people of a country live."""
OFFERED: Final = (*ZONES.values(), "Atlantic/Azores", "Atlantic/Canary")
"""Zones that a person may choose from, by country."""
WEEK_DAY: Final = 0
"""The day of a weekly digest: Monday."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody wants to be told: at which hour of their zone, and when not at all.

    Quiet hours go from `quiet_from` to `quiet_to`, past midnight if need be; the same hour twice
    means that there are none.
    """

    zone: str
    hour: int = 8
    quiet_from: int = 21
    quiet_to: int = 8

    def day(self, moment: datetime) -> date:
        """Return the local day of a moment."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def on(self, day: date, hour: int | None = None) -> datetime:
        """Return their hour of a local day, or another one.

        An hour that is skipped on that day is the one after it; of an hour that comes twice it is
        the first. So there is exactly one a day.
        """
        local = datetime.combine(day, time(self.hour if hour is None else hour))
        return local.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def latest(self, now: datetime, *, weekly: bool = False) -> tuple[date, datetime]:
        """Return the last day on which their hour has come, up to `now`, and its moment."""
        day = self.day(now)
        if self.on(day) > now:
            day -= timedelta(days=1)
        if weekly:
            day -= timedelta(days=(day.weekday() - WEEK_DAY) % 7)
        return day, self.on(day)

    def coming(self, after: datetime, *, weekly: bool = False) -> datetime:
        """Return when their hour comes next, strictly after a moment."""
        day = self.day(after)
        if weekly:
            day += timedelta(days=(WEEK_DAY - day.weekday()) % 7)
        step = timedelta(days=7 if weekly else 1)
        while (moment := self.on(day)) <= after:
            day += step
        return moment

    def is_quiet(self, moment: datetime) -> bool:
        """Say whether a moment lies in the quiet hours."""
        hour = moment.astimezone(ZoneInfo(self.zone)).hour
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= hour < self.quiet_to
        return hour >= self.quiet_from or hour < self.quiet_to

    def awake(self, moment: datetime) -> datetime:
        """Return the moment itself, or if it is a quiet one, when the quiet hours end."""
        if not self.is_quiet(moment):
            return moment
        day = self.day(moment)
        if (ends := self.on(day, self.quiet_to)) <= moment:
            ends = self.on(day + timedelta(days=1), self.quiet_to)
        return ends
