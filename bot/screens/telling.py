"""How and when somebody is told: frequency, hour, quiet hours, zone, pauses."""

from typing import Final

from bot.domain.alerting import Overview
from bot.domain.alerts import Frequency
from bot.domain.messages import N_
from bot.domain.replies import Reply
from bot.domain.schedule import OFFERED
from bot.i18n import Translator
from bot.screens.parts import bold, button, lines, pager, safe, stacked

FREQUENCIES: Final = {
    Frequency.AT_ONCE: N_("At once"),
    Frequency.DAILY: N_("Once a day"),
    Frequency.WEEKLY: N_("Once a week, on Monday"),
}
QUIET: Final = ((21, 8), (22, 7), (20, 9), (0, 0))
"""Quiet hours that one can choose; the same hour twice means none."""
FIRST_HOUR: Final = 5
IN_A_ROW: Final = 4
ZONES_SHOWN: Final = 10


def clock(hour: int) -> str:
    """Return an hour as a clock shows it."""
    return f"{hour:02}:00"


def rhythm(result: Overview, tr: Translator) -> str:
    """Say when somebody is told."""
    wishes, city = result.wishes, tr.city(result.zone)
    if wishes.is_paused(result.now):
        if wishes.paused_until is None:
            return tr("Alerts are paused until you switch them on again.")
        moment = tr.moment(wishes.paused_until, result.zone)
        return tr("Alerts are paused until {moment}.", moment=moment)
    hour = clock(wishes.hour)
    if wishes.frequency is Frequency.DAILY:
        return tr("I tell you once a day, at {hour} ({city}).", hour=hour, city=city)
    if wishes.frequency is Frequency.WEEKLY:
        return tr("I tell you on Mondays at {hour} ({city}).", hour=hour, city=city)
    if wishes.quiet_from == wishes.quiet_to:
        return tr("I tell you at once, day and night.")
    return tr(
        "I tell you at once, but not from {start} to {end} ({city}).",
        start=clock(wishes.quiet_from),
        end=clock(wishes.quiet_to),
        city=city,
    )


def times(result: Overview, tr: Translator) -> Reply:
    """Show when somebody is told, and what of it can be changed."""
    wishes = result.wishes
    return Reply(
        lines(bold(tr("When and how often")), safe(rhythm(result, tr))),
        stacked(
            *(
                button(
                    ("✓ " if frequency is wishes.frequency else "") + tr(words),
                    "alerts",
                    "often",
                    frequency,
                )
                for frequency, words in FREQUENCIES.items()
            ),
            button(tr("Hour: {hour}", hour=clock(wishes.hour)), "alerts", "hours"),
            button(
                tr("Quiet hours: {hours}", hours=_quiet(wishes.quiet_from, wishes.quiet_to, tr)),
                "alerts",
                "quiets",
            ),
            button(tr("Time zone: {city}", city=tr.city(result.zone)), "alerts", "zones", 0),
            button(
                ("✓ " if wishes.match_news else "") + tr("What fits my profile"),
                "alerts",
                "matches",
                "off" if wishes.match_news else "on",
            ),
            button(tr("My alerts"), "alerts", "show"),
        ),
    )


def _quiet(start: int, end: int, tr: Translator) -> str:
    return tr("none") if start == end else f"{clock(start)}–{clock(end)}"


def hours(result: Overview, tr: Translator) -> Reply:
    """Offer the hours of a day."""
    every = [*range(FIRST_HOUR, 24), *range(FIRST_HOUR)]
    buttons = [
        button(("✓ " if hour == result.wishes.hour else "") + clock(hour), "alerts", "hour", hour)
        for hour in every
    ]
    rows = tuple(tuple(buttons[n : n + IN_A_ROW]) for n in range(0, len(buttons), IN_A_ROW))
    return Reply(
        bold(tr("At which hour shall I tell you?")),
        rows + stacked(button(tr("Back"), "alerts", "times")),
    )


def quiets(result: Overview, tr: Translator) -> Reply:
    """Offer quiet hours."""
    now = (result.wishes.quiet_from, result.wishes.quiet_to)
    return Reply(
        lines(
            bold(tr("When shall I be quiet?")),
            safe(tr("What comes up then waits until the morning.")),
        ),
        stacked(
            *(
                button(
                    ("✓ " if (start, end) == now else "") + _quiet(start, end, tr),
                    "alerts",
                    "quiet",
                    f"{start}.{end}",
                )
                for start, end in QUIET
            ),
            button(tr("Back"), "alerts", "times"),
        ),
    )


def zones(result: Overview, number: int, tr: Translator) -> Reply:
    """Offer time zones by their cities."""
    cities = sorted((tr.city(zone), zone) for zone in OFFERED)
    pages = -(-len(cities) // ZONES_SHOWN)
    number = min(max(number, 0), pages - 1)
    shown = cities[number * ZONES_SHOWN : (number + 1) * ZONES_SHOWN]
    return Reply(
        lines(
            bold(tr("Which city has your time?")),
            safe(tr("Now: {city}", city=tr.city(result.zone))),
        ),
        stacked(
            *(
                button(("✓ " if zone == result.zone else "") + city, "alerts", "zone", zone)
                for city, zone in shown
            )
        )
        + pager(tr, "alerts", "zones", "", number, pages)
        + stacked(button(tr("Back"), "alerts", "times")),
    )


def pauses(tr: Translator) -> Reply:
    """Ask how long to be silent."""
    return Reply(
        lines(
            bold(tr("How long shall I be silent?")),
            safe(tr("News wait for you. Reminders that fall into the pause do not come.")),
        ),
        stacked(
            button(tr("For a week"), "alerts", "pause", "week"),
            button(tr("Until I am back"), "alerts", "pause", "open"),
            button(tr("My alerts"), "alerts", "show"),
        ),
    )
