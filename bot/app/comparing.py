"""What an import would change: items of a file against the entries that are there; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from bot.domain.editing import EditedEntry
from bot.library import ContentError, Library, document_of, edited_document, entry_from
from bot.library.feeds.deduplication import Known, deduplicate
from bot.library.feeds.items import Item, Parsed
from bot.library.feeds.mapping import Feed, document, entry_id
from bot.library.feeds.parsing import Format
from bot.library.models import EntryFile
from bot.services.feed_plans import known_entry

_NOT_COMPARED: Final = frozenset({"id", "as_of"})
_UNREADABLE: Final = "no title, or a date that cannot be read"
_GIVE_BOTH: Final = "Give it a title, and dates like 2027-03-01 or 2027-03-01 17:00."

Field = tuple[str, str, str]
"""A path, what stands there, and what the source says."""


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that the source says otherwise: which fields, and what it says then."""

    entry_id: str
    title: str
    fields: tuple[Field, ...]
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Import:
    """What an import would do; `refused` are lines with the place and the remedy."""

    about: str
    new: tuple[Mapping[str, Any], ...] = ()
    changed: tuple[Change, ...] = ()
    same: int = 0
    known: tuple[tuple[str, str], ...] = ()
    refused: tuple[str, ...] = ()
    hub: str | None = None
    uids: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the differences, one a line, and the counts."""
        return "\n".join((self.about, *self._lines(), self.counts))

    @property
    def counts(self) -> str:
        """Return how many there are of each."""
        return (
            f"{len(self.new)} new, {len(self.changed)} changed, {self.same} the same, "
            f"{len(self.known)} known already, {len(self.refused)} refused."
        )

    @property
    def documents(self) -> list[Mapping[str, Any]]:
        """Return what would be written."""
        return [*self.new, *(change.document for change in self.changed)]

    def _lines(self) -> Iterator[str]:
        for made in self.new:
            yield f"new      {made['id']}: {_title(made)}"
        for change in self.changed:
            yield f"changed  {change.entry_id}: {change.title}"
            for path, before, after in change.fields:
                yield f"         {path}: {before or '(nothing)'} → {after or '(nothing)'}"
        for id_, title in self.known:
            yield f"known    {id_}: {title}"
        for line in self.refused:
            yield f"refused  {line}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the entries would go, with what lies there."""

    library: Library
    rows: Mapping[str, EditedEntry]
    in_database: bool

    def standing(self, id_: str) -> dict[str, Any] | None:
        """Return what is there under an id."""
        row = self.rows.get(id_)
        if row is not None and row.document is not None:
            return edited_document(self.library, row)
        if id_ not in self.library.files:
            return None
        return document_of(self.library.files[id_])

    def known(self, language: str) -> Iterator[Known]:
        """Yield all that is there, as items are compared."""
        entries = dict(self.library.entries)
        for row in self.rows.values():
            try:
                if row.document is not None:
                    entries[row.id] = entry_from(self.library, row.document)
            except ContentError:  # a draft that is not whole yet
                continue
        for entry in entries.values():
            yield from known_entry(entry, language)


def compared(parsed: Parsed, feed: Feed, place: Place, format_: Format, now: datetime) -> Import:
    """Compare what a file says with what is there, and return what an import would do."""
    mine: list[Item] = []
    others: list[Item] = []
    for item in parsed.items:
        there = place.standing(entry_id(feed, item.uid)) is not None
        (mine if there else others).append(item)
    found = deduplicate(others, place.known(feed.language), feed.slug, now.date())
    refused = list(_unreadable(parsed, format_))
    new: list[Mapping[str, Any]] = []
    changed: list[Change] = []
    same = 0
    for item in (*mine, *found.new):
        try:
            made = _document(item, feed, place.library, now)
        except ContentError as error:
            refused += [
                f"“{item.title}”: {p.path}: {p.message}. {p.remedy}" for p in error.problems
            ]
            continue
        before = place.standing(made["id"])
        if before is None:
            new.append(made)
        elif change := _change(before, made):
            is_file = made["id"] in place.library.files
            if is_file and place.in_database:
                refused.append(f"“{item.title}”: it is a file. Use --write instead of --wait.")
            else:
                changed.append(change)
        else:
            same += 1
    count = f"{len(parsed.items)} items that are not over, {parsed.past} over"
    return Import(
        about=f"{feed.source}: {format_}, {count}.",
        new=tuple(new),
        changed=tuple(changed),
        same=same,
        known=tuple((id_, item.title) for id_, item in found.elsewhere),
        refused=tuple(refused),
        hub=feed.hub,
        uids={entry_id(feed, item.uid): item.uid for item in parsed.items},
    )


def _unreadable(parsed: Parsed, format_: Format) -> Iterator[str]:
    what = "row" if format_ in (Format.CSV, Format.XLSX) else "item"
    for number in parsed.broken_at:
        yield f"{what} {number}: {_UNREADABLE}. {_GIVE_BOTH}"
    if parsed.left_out:
        yield f"{parsed.left_out} more than are read at once. Split the file."


def _document(item: Item, feed: Feed, library: Library, now: datetime) -> dict[str, Any]:
    made = document(item, feed, now.date())
    entry_from(library, made)
    return document_of(EntryFile.model_validate(made))


def _change(before: Mapping[str, Any], made: Mapping[str, Any]) -> Change | None:
    """Return what differs in the fields that the source has; all others stay as they are."""
    old, new = dict(_flat(before)), dict(_flat(made))
    fields = tuple(
        (path, _words(old.get(path)), _words(value))
        for path, value in new.items()
        if path not in _NOT_COMPARED and old.get(path) != value
    )
    return Change(made["id"], _title(made), fields, _merged(before, made)) if fields else None


def _flat(document: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in document.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield above + name, value


def _merged(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(before)
    for name, value in after.items():
        there = merged.get(name)
        both = isinstance(value, Mapping) and isinstance(there, Mapping)
        merged[name] = _merged(there, value) if both else value  # type: ignore[arg-type]
    return merged


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    if isinstance(value, Mapping):
        return " ".join(str(part) for part in value.values())
    return "" if value is None else str(value)


def _title(document: Mapping[str, Any]) -> str:
    return str(next(iter(document["text"].values()))["title"])
