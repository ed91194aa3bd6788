"""What a reading of a feed changes in the knowledge base; pure, for a thread of its own.

Items are compared with what the feed said before, with other feeds, files and people's entries;
what people edited stays on top of what a feed says, and where the two part is kept for staff.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.domain.editing import EditedEntry
from bot.domain.entries import Entry
from bot.domain.feeds import Feed, FeedCounts, FeedItem
from bot.domain.languages import FALLBACK
from bot.library import ContentError, Library, entry_from
from bot.library.feeds.deduplication import Changed, Known, deduplicate
from bot.library.feeds.items import Item, Parsed, item_from
from bot.library.feeds.mapping import Feed as Source
from bot.library.feeds.mapping import document, entry_id
from bot.library.vocabulary_search import fold

MOST_NEW: Final = 200
"""New entries of one reading; the next reading brings the rest."""
_NO_DAY: Final = "9999"


@dataclass(frozen=True, slots=True)
class Said:
    """What a feed says of an entry now: the item, and the document it makes."""

    entry_id: str
    item: Item
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write after a reading, and what it came to."""

    new: tuple[Said, ...] = ()
    changed: tuple[Said, ...] = ()
    vanished: tuple[str, ...] = ()
    """Entries still ahead that the feed does not hold any more."""
    returned: tuple[str, ...] = ()
    """Entries that it did not hold for a while."""
    counts: FeedCounts = field(default_factory=FeedCounts)


@dataclass(frozen=True, slots=True)
class Standing:
    """All that items are compared with."""

    library: Library
    entries: Mapping[str, Entry]
    items: Sequence[FeedItem]
    rows: Sequence[EditedEntry]


def source_of(feed: Feed) -> Source:
    """Return what is true of all items of a feed; its slug is the same for ever."""
    return Source(
        slug=f"{fold(feed.title)[:20]}-{feed.id}",
        source=feed.title,
        kind=feed.kind,
        language=feed.language,
        country=feed.country,
        hub=feed.hub,
        zone=feed.timezone,
    )


def plan(feed: Feed, parsed: Parsed, standing: Standing, today: date) -> Plan:
    """Compare a reading with what is known."""
    source = source_of(feed)
    found = deduplicate(parsed.items, _known(feed, standing), str(feed.id), today)
    nearest = sorted(found.new, key=lambda one: one.day or _NO_DAY)
    new = [
        _said(Changed(entry_id(source, item.uid), item, ()), source, standing, today)
        for item in nearest[:MOST_NEW]
    ]
    changed = [
        _said(change, source, standing, today) for change in (*found.changed, *found.moved_on)
    ]
    mine = {one.entry_id: one for one in standing.items if one.feed_id == feed.id}
    gone_before = {id_ for id_, one in mine.items() if one.gone_at}
    # What is beyond the first items was not looked at, so nobody knows that it is gone.
    gone = set() if parsed.left_out else set(found.gone)
    ahead = {id_ for id_ in gone if is_ahead(item_from(mine[id_].item), today)}
    return Plan(
        new=tuple(one for one in new if one),
        changed=tuple(one for one in changed if one),
        vanished=tuple(sorted(ahead - gone_before)),
        returned=tuple(sorted(gone_before - set(found.gone))),
        counts=FeedCounts(
            items=len(parsed.items),
            new=len(new) - new.count(None),
            changed=len(found.changed),
            elsewhere=len(found.elsewhere),
            gone=len(ahead),
            past=parsed.past,
            broken=parsed.broken,
            refused=new.count(None) + changed.count(None),
            left_out=parsed.left_out + len(nearest[MOST_NEW:]),
        ),
    )


def differing(
    row: EditedEntry, after: Mapping[str, Any], before: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a feed says otherwise now in fields that a person edited.

    `before` is what it said otherwise until now; a field on which both agree is settled.
    """
    found = dict(before)
    for path, ours in row.edits.items():
        theirs = at_path(after, path)
        if theirs != at_path(row.document or {}, path):
            found[path] = theirs
        if theirs == ours:
            found.pop(path, None)
    return {path: value for path, value in found.items() if path in row.edits}


def at_path(document: Mapping[str, Any], path: str) -> Any:
    """Return a field of a document (`text.sl.title`), None if it is not there."""
    place: Any = document
    for step in path.split("."):
        if not isinstance(place, Mapping) or step not in place:
            return None
        place = place[step]
    return place


def _said(change: Changed, source: Source, standing: Standing, today: date) -> Said | None:
    """Return what an item makes of an entry; None if that is not a valid one."""
    made = {**document(change.item, source, today), "id": change.entry_id}
    try:
        entry_from(standing.library, made)
    except ContentError:
        return None
    return Said(change.entry_id, change.item, made)


def is_ahead(item: Item, today: date) -> bool:
    """Say whether an item is about a day that is not over, and takes place."""
    if not item.day or item.cancelled:
        return False
    ends = [item.ends_at.date().isoformat()] if item.ends_at else []
    last = max(item.day, *item.days, *ends)
    return last >= today.isoformat()[: len(last)]


def _known(feed: Feed, standing: Standing) -> Iterator[Known]:
    """Yield what is known: by feeds as they said it, everything else as it stands."""
    of_feeds = {one.entry_id for one in standing.items}
    for one in standing.items:
        yield Known(one.entry_id, item_from(one.item), str(one.feed_id))
    entries = {**standing.library.entries, **standing.entries}
    for id_, entry in entries.items():
        if id_ not in of_feeds:
            yield from known_entry(entry, feed.language)
    for row in standing.rows:
        if row.document is not None and row.id not in of_feeds and row.id not in entries:
            try:
                yield from known_entry(entry_from(standing.library, row.document), feed.language)
            except ContentError:  # a draft that is not whole yet
                continue


def known_entry(entry: Entry, language: str) -> Iterator[Known]:
    """Yield an entry as items are compared: its address once, and its title in two languages."""
    url = entry.url
    for title in _titles(entry, (language, FALLBACK)):
        item = Item(
            uid=f"entry:{entry.id}:{title}",
            title=title,
            url=url,
            starts_at=_local(entry.starts_at, entry.deadline_zone),
            days=entry.held,
            deadline_at=_local(entry.deadline_at, entry.deadline_zone),
        )
        yield Known(entry.id, item)
        url = None


def _titles(entry: Entry, languages: Iterable[str]) -> list[str]:
    said = [entry.text[code].title for code in languages if code in entry.text]
    return list(dict.fromkeys(said or [text.title for text in entry.text.values()][:1]))


def _local(at: datetime | None, zone: str | None) -> datetime | None:
    return at.astimezone(ZoneInfo(zone or "UTC")).replace(tzinfo=None) if at else None
