"""How far an entry can be believed today, and who has to look at it."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from bot.domain.entries import Entry
from bot.domain.hubs import Hub


class Freshness(StrEnum):
    """Whether a person of the network stands behind an entry."""

    NEVER = "never"
    """Nobody confirmed it: its source speaks, of its own year."""
    CONFIRMED = "confirmed"
    AGED = "aged"
    """Was confirmed, and longer ago than the network allows."""


def freshness(entry: Entry, today: date, stale_after_days: int) -> Freshness:
    """Say how far an entry can be believed; the one rule for cards, lists, `doctor` and jobs."""
    if entry.checked_on is None:
        return Freshness.NEVER
    aged = (today - entry.checked_on).days > stale_after_days
    return Freshness.AGED if aged else Freshness.CONFIRMED


def aged_by_hub(
    entries: Iterable[Entry], hubs: Collection[Hub], today: date, stale_after_days: int
) -> Counter[str | None]:
    """Count the entries that aged by the hub that answers for them; None is the network desk."""
    return Counter(
        owner(entry, hubs)
        for entry in entries
        if freshness(entry, today, stale_after_days) is Freshness.AGED
    )


def owner(entry: Entry, hubs: Iterable[Hub]) -> str | None:
    """Return the hub that answers for an entry; None is the network desk.

    An entry that names no hub and is about one country belongs to that country's hub, if it has
    exactly one.
    """
    if entry.hub is not None:
        return entry.hub
    if len(entry.countries) != 1:
        return None
    there = [hub.slug for hub in hubs if hub.country == entry.countries[0]]
    return there[0] if len(there) == 1 else None
