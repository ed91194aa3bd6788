"""Which items of a feed are new, changed, or known already; pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from bot.library.feeds.items import Item
from bot.library.vocabulary_search import fold

_TRACKING: Final = frozenset({"fbclid", "gclid", "mc_cid", "mc_eid", "ref", "igshid"})
_NOT_COMPARED: Final = frozenset({"uid", "published", "repeats"})
_TitleAndDay = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What an entry was made of, the last time; `feed` is the feed it came from, if any."""

    entry_id: str
    item: Item
    feed: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry whose item says something else now, and in which fields."""

    entry_id: str
    item: Item
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a feed says against what is known.

    `moved_on` are series whose next days follow from the day alone: the entry changes, and nobody
    has to be told. `elsewhere` are items that another feed, a file or a person brought already.
    `gone` are entries of this feed that it does not hold any more. `repeated` items came twice.
    """

    new: tuple[Item, ...] = ()
    changed: tuple[Changed, ...] = ()
    moved_on: tuple[Changed, ...] = ()
    same: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, Item], ...] = ()
    gone: tuple[str, ...] = ()
    repeated: int = 0


def deduplicate(
    items: Iterable[Item], known: Iterable[Known], feed: str, today: date
) -> Comparison:
    """Compare the items of `feed`: by uid, then by address, then by title and day.

    A cancelled item that nobody knows is nothing to anybody and left out.
    """
    known = list(known)
    listed, repeated = _once(items)
    finding = _Finding(known, listed, feed)
    new: list[Item] = []
    changed: list[Changed] = []
    moved_on: list[Changed] = []
    same: list[str] = []
    elsewhere: list[tuple[str, Item]] = []
    for item in listed:
        match = finding.match(item)
        if match is None:
            if not item.cancelled:
                new.append(item)
        elif match.feed != feed:
            elsewhere.append((match.entry_id, item))
        elif different := _differences(match.item, item):
            change = Changed(match.entry_id, item, different)
            only_time = different == ("days",) and _moved_on(match.item, item, today)
            (moved_on if only_time else changed).append(change)
        else:
            same.append(match.entry_id)
    gone = [one.entry_id for one in known if one.feed == feed and one.entry_id not in finding.seen]
    return Comparison(
        *(tuple(new), tuple(changed), tuple(moved_on), tuple(same), tuple(elsewhere)),
        gone=tuple(gone),
        repeated=repeated,
    )


def normal_address(url: str | None) -> str | None:
    """Return an address without what leads to the same page; None for a bare front page."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query)
        if name.lower() not in _TRACKING and not name.lower().startswith("utm_")
    )
    path = parts.path.rstrip("/")
    if not path and not asked:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{path}?{urlencode(asked)}"


def _once(items: Iterable[Item]) -> tuple[list[Item], int]:
    """Return the items without repetitions: of several with one uid the last."""
    by_uid: dict[str, Item] = {}
    repeated = 0
    for item in items:
        repeated += item.uid in by_uid
        by_uid[item.uid] = item
    return list(by_uid.values()), repeated


class _Finding:
    """Finds the entry of an item; an entry is found once."""

    def __init__(self, known: Sequence[Known], items: Sequence[Item], feed: str) -> None:
        self.seen: set[str] = set()
        self._feed = feed
        self._by_uid = {one.item.uid: one for one in known if one.feed == feed}
        # An address that several share (a calendar's page) tells nobody apart.
        shared = Counter(normal_address(item.url) for item in items)
        shared_known = Counter(normal_address(one.item.url) for one in known)
        self._shared = {at for at in shared if shared[at] > 1 or shared_known[at] > 1}
        self._by_address = {normal_address(one.item.url): one for one in reversed(known)}
        self._by_title = {_title_and_day(one.item): one for one in reversed(known)}
        self._uids = {item.uid for item in items}

    def match(self, item: Item) -> Known | None:
        """Return what is known of an item."""
        found = self._by_uid.get(item.uid)
        url = normal_address(item.url)
        if found is None and url and url not in self._shared:
            found = self._free(self._by_address.get(url))
        if found is None and (told := _title_and_day(item)):
            found = self._free(self._by_title.get(told))
        if found is not None:
            self.seen.add(found.entry_id)
        return found

    def _free(self, found: Known | None) -> Known | None:
        """Leave to its own item what has one, or was found by another."""
        if found is None or found.entry_id in self.seen:
            return None
        return None if found.feed == self._feed and found.item.uid in self._uids else found


def _title_and_day(item: Item) -> _TitleAndDay | None:
    day = item.day or (item.published.isoformat() if item.published else None)
    title = fold(item.title)
    return (title, day) if day and title else None


def _differences(before: Item, after: Item) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in fields(Item)
        if field.name not in _NOT_COMPARED
        and getattr(before, field.name) != getattr(after, field.name)
    )


def _moved_on(before: Item, after: Item, today: date) -> bool:
    """Say whether a series lost days that are over and gained later ones, and nothing else."""
    if not (before.repeats and after.repeats):
        return False
    coming = [day for day in before.days if day >= today.isoformat()]
    return list(after.days[: len(coming)]) == coming
