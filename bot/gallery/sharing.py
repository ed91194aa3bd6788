"""Samples of what leaves the chat, calendar files and shared cards, and of what was moved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from bot.domain.changes import Change, EntryChange
from bot.domain.entries import Status
from bot.gallery.figures import LONG_ID, Figures
from bot.gallery.sampling import EVERYBODY, Sample, sampled
from bot.screens import browse, calendars, inline, start

LINK: Final = f"https://t.me/collider_demo_bot?start=entry-{LONG_ID}"
ICS: Final = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def samples(f: Figures) -> Iterator[Sample]:
    """Yield them."""
    dated = f.card(deadline_at=f.now + timedelta(days=9), deadline_zone="Europe/Athens")
    hours: dict[str, Any] = {"starts_at": f.now + timedelta(days=9)}
    hours["deadline_zone"] = "Europe/Athens"
    yield sampled(calendars.file, "one", EVERYBODY, (dated,), ICS)
    yield sampled(calendars.file, "several", EVERYBODY, (dated, dated), ICS)
    yield sampled(calendars.nothing, "", EVERYBODY, LONG_ID)
    yield sampled(calendars.nothing_saved, "", EVERYBODY)
    yield sampled(inline.shared, "", EVERYBODY, dated, LINK)
    yield sampled(start.link_is_old, "", EVERYBODY)
    yield sampled(browse.card, "with hours", EVERYBODY, f.card(status=Status.DATED, **hours))
    yield sampled(browse.card, "cancelled", EVERYBODY, f.card(status=Status.CANCELLED, **hours))
    after = dated.entry.deadline_at
    for change in (Change.PROLONGED, Change.DEADLINE_EARLIER):
        moved = EntryChange(
            dated.entry.id, change, f.now, f.now.isoformat(), after.isoformat() if after else None
        )
        yield sampled(browse.card, change, EVERYBODY, replace(dated, change=moved))
    event = f.card(status=Status.DATED, held=("2027-05-19",))
    moved = EntryChange(event.entry.id, Change.MOVED, f.now, "2027-05-12", "2027-05-19")
    yield sampled(browse.card, Change.MOVED, EVERYBODY, replace(event, change=moved))
