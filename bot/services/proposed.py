"""What readers wrote → edits of an entry, where it plainly is one; staff read all else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.answers.moments import moments, one_moment
from bot.domain.corrections import Over, Proposal, Wrong
from bot.domain.entries import Entry, Mode, Status
from bot.domain.forms import Value
from bot.domain.hygiene import hygiene
from bot.library import ContentError, entry_from, with_edits
from bot.library.checking import MOMENTS
from bot.library.fields import edits_for, values_of
from bot.services.content import Knowledge
from bot.services.entry_records import Record

Edits = Mapping[str, Any]

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'()]+")
_TOWN: Final = re.compile(r"[^\W\d_][^\d,.;:!?()/]{1,39}")
_MOST_WORDS: Final = 3
_FIELDS: Final = {
    Wrong.DEADLINE: "deadline",
    Wrong.PAGE: "url",
    Wrong.AMOUNT: "amount",
    Wrong.PLACE: "place",
}
"""What `bot.library.fields` calls it."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An entry with a proposal in it, and the edits that make it so."""

    edits: Edits
    entry: Entry
    changes: Mapping[str, Any]
    """Fields with their values before and after, for the audit."""


def corrected(
    proposal: Proposal, record: Record, knowledge: Knowledge, zone: str, over: Over = Over.CLOSED
) -> Corrected | None:
    """Return the entry as the proposal has it; None if staff have to put it in by hand.

    `zone` is the one in which a new deadline is meant.
    """
    if record.entry is None:
        return None
    edits = _edits(proposal, record.entry, record.document, knowledge, zone, over)
    if not edits:
        return None
    document = with_edits(record.document, edits)
    try:
        after = entry_from(knowledge.library, document)
    except ContentError:
        return None
    known = record.entry
    before, now = values_of(record.document), values_of(document)
    changes = {
        key: [plain(before.get(key)), plain(now.get(key))]
        for key in before | now
        if before.get(key) != now.get(key)
    }
    return Corrected(edits, replace(after, checked_on=known.checked_on, hub=known.hub), changes)


def plain(value: Value | None) -> Any:
    """Return a value as the audit keeps it."""
    return list(value) if isinstance(value, tuple) else value


def _edits(
    proposal: Proposal,
    entry: Entry,
    document: Edits,
    knowledge: Knowledge,
    zone: str,
    over: Over,
) -> Edits | None:
    if proposal.wrong is Wrong.OVER:
        if over is Over.CANCELLED:
            return {"status": str(Status.CANCELLED)}
        return {"status": str(Status.ROUND_CLOSED), **dict.fromkeys(MOMENTS)}
    text = hygiene(proposal.value)
    read = {
        Wrong.DEADLINE: lambda: _deadline(text, proposal, entry, knowledge, zone),
        Wrong.AMOUNT: lambda: _amount(text, proposal, entry, knowledge),
        Wrong.PLACE: lambda: _town(text, proposal, knowledge),
        Wrong.PAGE: lambda: _page(proposal.value),
    }.get(proposal.wrong)
    value = read() if read else None
    if value == Mode.ONLINE:
        return {"mode": value, "city": None}
    return edits_for(_FIELDS[proposal.wrong], value, document, zone) if value else None


def _deadline(
    text: str, proposal: Proposal, entry: Entry, knowledge: Knowledge, zone: str
) -> str | None:
    """Return the one moment that a text names; without an hour, the hour stays as it was."""
    times = knowledge.times(text, proposal.language, proposal.created_at)
    found = one_moment(moments(text, times))
    if found is None or not found.is_day:
        return None
    if found.at is None and entry.deadline_at is not None:
        at = entry.deadline_at.astimezone(ZoneInfo(entry.deadline_zone or zone)).time()
        found = replace(found, at=at)
    return found.deadline()


def _amount(text: str, proposal: Proposal, entry: Entry, knowledge: Knowledge) -> str | None:
    money = knowledge.understand(text, proposal.language, proposal.created_at).money
    if money is None:
        return None
    currency = money.currency or (entry.amount.currency if entry.amount else None)
    low, high = money.minimum, money.maximum
    if low == high and not (entry.amount and entry.amount.minimum):
        low = None  # a single sum is the most that there is
    bounds = ("" if bound is None else str(bound) for bound in (low, high))
    return ":".join((currency, *bounds)) if currency else None


def _town(text: str, proposal: Proposal, knowledge: Knowledge) -> str | None:
    mode = knowledge.understand(text, proposal.language, proposal.created_at).mode
    if mode is Mode.ONLINE:
        return str(mode)
    town = text.strip(" .!")
    is_town = _TOWN.fullmatch(town) and len(town.split()) <= _MOST_WORDS
    return town if mode is None and is_town else None


def _page(text: str) -> str | None:
    found = _ADDRESS.findall(text)
    return found[0].rstrip(".,;:!?") if len(found) == 1 else None
