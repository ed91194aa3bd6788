"""What a calendar says of entries, and the message that the file comes with."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from bot.domain.calendars import CalendarEvent, deadline_ahead, runs_ahead
from bot.domain.entries import State
from bot.domain.replies import File, Reply
from bot.domain.results import Card
from bot.i18n import Translator
from bot.screens.browse import place
from bot.screens.parts import button, lines, safe, small, stacked

BEFORE: Final = timedelta(hours=1)
"""A deadline stands in the calendar as the hour that ends with it."""
_HOST: Final = "collider"


def events(cards: Iterable[Card], tr: Translator) -> list[CalendarEvent]:
    """Return the deadlines and days of entries that are ahead, in the reader's language."""
    return [event for card in cards for event in _of(card, tr)]


def file(cards: Iterable[Card], content: bytes, tr: Translator) -> Reply:
    """Hand over a calendar file; a single entry gives it its name."""
    shown = list(cards)
    name = shown[0].entry.id if len(shown) == 1 else "collider"
    return Reply(
        lines(
            safe(tr("Open this file to put it into your calendar.")),
            small(tr("If a date moves, take the file again: it replaces what was there.")),
        ),
        file=File(f"{name}.ics", content),
    )


def nothing(entry_id: str, tr: Translator) -> Reply:
    """Say that there is no date to put into a calendar."""
    return Reply(
        safe(tr("No exact date is known that is still ahead.")),
        stacked(button(tr("Back"), "entry", "open", entry_id)),
    )


def nothing_saved(tr: Translator) -> Reply:
    """Say that nothing saved has a date to put into a calendar."""
    return Reply(
        safe(tr("Nothing that you saved has an exact date that is still ahead.")),
        stacked(button(tr("My alerts"), "alerts", "show")),
    )


def _of(card: Card, tr: Translator) -> list[CalendarEvent]:
    entry = card.entry
    _, text = entry.in_language(tr.language)
    cancelled = entry.state_on(card.now) is State.CANCELLED
    source = tr("Source: {name}", name=entry.sources[0].name)
    said = "\n".join(part for part in (text.summary, entry.url, source) if part)
    found = []
    if (deadline := deadline_ahead(entry, card.now)) is not None:
        found.append(
            CalendarEvent(
                uid=f"{entry.id}.deadline@{_HOST}",
                title=tr("Deadline: {title}", title=text.title),
                description=said,
                first=deadline - BEFORE,
                last=deadline,
                zone=entry.deadline_zone,
                url=entry.url,
                cancelled=cancelled,
            )
        )
    for number, first, last in runs_ahead(entry, card.now):
        hours = entry.starts_at
        found.append(
            CalendarEvent(
                uid=f"{entry.id}.{number}@{_HOST}",
                title=text.title,
                description=said,
                first=hours or first,
                last=(entry.ends_at or hours + BEFORE) if hours else last,
                zone=entry.deadline_zone if hours else None,
                url=entry.url,
                place=place(entry, tr),
                cancelled=cancelled,
            )
        )
    return found
