"""What in an entry matters enough to tell those who follow it: all else reaches nobody.

A *snapshot* is what was true of an entry when somebody last looked. Comparing it with the entry
of today gives the changes; a corrected letter, a new source, a better summary give none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import zip_longest
from typing import Final

from bot.domain.entries import Entry, State


class Change(StrEnum):
    """What became of an entry."""

    APPEARED = "appeared"
    """Is new in the knowledge base: those who follow its topic hear of it."""
    PROLONGED = "prolonged"
    DEADLINE_EARLIER = "deadline_earlier"
    DEADLINE_SET = "deadline_set"
    OPENING_MOVED = "opening_moved"
    OPENED = "opened"
    MOVED = "moved"
    """Takes place on other days."""
    DAYS_SET = "days_set"
    ON_AGAIN = "on_again"
    """Was cancelled, and takes place after all."""
    CANCELLED = "cancelled"
    CLOSED = "closed"
    """Was closed before its deadline."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What followers were last told of an entry; moments in UTC."""

    state: State
    deadline_at: datetime | None = None
    opens_at: datetime | None = None
    held: tuple[str, ...] = ()

    @classmethod
    def of(cls, entry: Entry, now: datetime) -> "Snapshot":
        """Take one of an entry."""
        return cls(entry.state_on(now), entry.deadline_at, entry.opens_at, entry.held)

    def to_json(self) -> dict[str, object]:
        """Return plain data for a row."""
        moments = {"deadline_at": self.deadline_at, "opens_at": self.opens_at}
        said = {name: at.isoformat() for name, at in moments.items() if at is not None}
        return {"state": str(self.state), "held": list(self.held), **said}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> "Snapshot":
        """Read what `to_json` wrote."""
        held = data.get("held") or []
        return cls(
            state=State(str(data["state"])),
            held=tuple(map(str, held)) if isinstance(held, list) else (),
            **{
                name: datetime.fromisoformat(str(data[name]))
                for name in ("deadline_at", "opens_at")
                if name in data
            },
        )


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One change of one entry; `before` and `after` are moments or days."""

    entry_id: str
    change: Change
    at: datetime
    before: str | None = None
    after: str | None = None
    id: int = 0


def changes(entry: Entry, before: Snapshot, now: datetime) -> list[EntryChange]:
    """Return what became of an entry since a snapshot, the weightiest first.

    A deadline after one that is over is a new round: an opening, not a prolongation.
    """
    after = Snapshot.of(entry, now)
    if after == before:
        return []
    if after.state is State.CANCELLED:
        return [_change(entry, Change.CANCELLED, now)] if before.state != after.state else []
    found = []
    if after.state is State.OPEN and before.state not in _WAS_GOING:
        found.append(_change(entry, Change.OPENED, now, None, _said(after.deadline_at)))
    elif moved := _deadline(entry, before, after, now):
        found.append(moved)
    elif after.state is State.CLOSED and before.state in _WAS_GOING and _is_early(before, now):
        found.append(_change(entry, Change.CLOSED, now))
    if before.opens_at and after.opens_at != before.opens_at and _is_ahead(after.opens_at, now):
        moments = (_said(before.opens_at), _said(after.opens_at))
        found.append(_change(entry, Change.OPENING_MOVED, now, *moments))
    if entry.takes_place_ahead(now) and (days := _days(entry, before, found, now)):
        found.append(days)
    return found


_WAS_GOING: Final = frozenset({State.OPEN, State.COMING})


def _deadline(
    entry: Entry, before: Snapshot, after: Snapshot, now: datetime
) -> EntryChange | None:
    """Say how the deadline changed; one that is past is nothing to tell."""
    was, is_ = before.deadline_at, after.deadline_at
    if is_ is None or is_ == was or is_ <= now:
        return None
    if was is None or was <= now:
        return _change(entry, Change.DEADLINE_SET, now, None, _said(is_))
    change = Change.PROLONGED if is_ > was else Change.DEADLINE_EARLIER
    return _change(entry, change, now, _said(was), _said(is_))


def _days(
    entry: Entry, before: Snapshot, found: Sequence[EntryChange], now: datetime
) -> EntryChange | None:
    """Say how the days changed on which an entry takes place; days that are over never count.

    What takes place again and again goes on by itself: a day passes, another is added at the end.
    """
    if before.state is State.CANCELLED:
        return None if found else _change(entry, Change.ON_AGAIN, now)
    was, is_ = _ahead(before.held, now), _ahead(entry.held, now)
    if not before.held:
        is_told = any(one.change is Change.OPENED for one in found)
        return _change(entry, Change.DAYS_SET, now, None, is_[0]) if is_ and not is_told else None
    pairs = zip_longest(was, is_[: len(was)])
    first, then = next((pair for pair in pairs if pair[0] != pair[1]), (None, None))
    if first is None or not is_:
        return None
    return _change(entry, Change.MOVED, now, first, then or is_[-1])


def _ahead(held: Iterable[str], now: datetime) -> list[str]:
    """Return the days and months that are not over, in their order."""
    today = now.date().isoformat()
    return sorted(day for day in held if day >= today[: len(day)])


def _is_early(before: Snapshot, now: datetime) -> bool:
    """Say whether it was over before its time: a deadline that passes is no news."""
    if before.deadline_at is not None:
        return before.deadline_at > now
    return before.held[-1] > now.date().isoformat() if before.held else True


def _is_ahead(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment > now


def _said(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _change(
    entry: Entry,
    change: Change,
    now: datetime,
    before: str | None = None,
    after: str | None = None,
) -> EntryChange:
    return EntryChange(entry.id, change, now, before, after)
