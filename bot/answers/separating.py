"""The one fact that tells offered entries apart."""

from collections.abc import Hashable, Sequence
from typing import Final

from bot.domain.entries import Entry
from bot.domain.results import Side

_ORDER: Final = (
    Side.KIND,
    Side.PLACE,
    Side.DEADLINE,
    Side.PERIOD,
    Side.MODE,
    Side.FEE,
    Side.AMOUNT,
    Side.WHO,
)
"""Of facts that separate equally well, the one that a reader takes in first."""


def separating(entries: Sequence[Entry]) -> Side | None:
    """Return the side in which all entries differ, else the one in which most do.

    A side counts by how many different values are known of it; one value alone tells nothing.
    """
    best: Side | None = None
    most = 1
    for side in _ORDER:
        values = {value for entry in entries if (value := _value(entry, side)) is not None}
        if len(values) > most:
            best, most = side, len(values)
    return best


def _value(entry: Entry, side: Side) -> Hashable | None:
    """Return what an entry says of a side; None if it does not say."""
    match side:
        case Side.KIND:
            return entry.kind
        case Side.PLACE:
            # A group of countries is no place, and an empty list is no limit.
            return entry.city or (entry.countries[0] if _is_one_country(entry) else None)
        case Side.DEADLINE:
            return entry.deadline_at
        case Side.PERIOD:
            return entry.held or entry.usual_months or None
        case Side.MODE:
            return entry.mode
        case Side.FEE:
            return entry.fee
        case Side.AMOUNT:
            return entry.amount
        case Side.WHO:
            return frozenset(entry.who_may_apply) or None


def _is_one_country(entry: Entry) -> bool:
    return len(entry.countries) == 1 and len(entry.countries[0]) == 2
