"""An entry as a record that staff change: its row, its document, who answers for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.clock import Clock
from bot.domain.editing import EditedEntry, Origin, Publication
from bot.domain.entries import Entry
from bot.domain.freshness import owner
from bot.domain.people import Person
from bot.domain.refusals import Gone, NotAllowed
from bot.library import ContentError, document_of, edited_document, entry_from
from bot.library.fields import key_of
from bot.services.content import Knowledge
from bot.store import Unit

SUBJECT = "entry:"
"""Begins the subject of an entry's lines in the audit."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of an entry at this moment; `entry` is None if it does not fit the rules."""

    id: str
    row: EditedEntry | None
    document: Mapping[str, Any]
    entry: Entry | None
    owner: str | None
    wrong: tuple[str, ...] = ()
    """The fields that do not fit."""
    edits: Mapping[str, Any] = field(default_factory=dict)

    @property
    def revision(self) -> int:
        """Return the content version of its last edit; 0 for an untouched file."""
        return self.row.revision if self.row else 0

    @property
    def publication(self) -> Publication:
        """Return whether readers see it."""
        return self.row.publication if self.row else Publication.PUBLISHED

    @property
    def title(self) -> str:
        """Return a title, in English if there is one."""
        texts = self.document.get("text") or {}
        text: Mapping[str, Any] = texts.get("en") or next(iter(texts.values()), {})
        return str(text.get("title") or self.id)


class Records:
    """Reads and writes records inside a unit of work; every change has its line in the audit."""

    def __init__(self, clock: Clock, knowledge: Knowledge) -> None:
        self._clock = clock
        self._knowledge = knowledge

    async def load(self, work: Unit, entry_id: str) -> Record:
        """Return an entry, published or not; raise `Gone`."""
        return self.of(entry_id, await work.entries.find(entry_id))

    async def hold(self, work: Unit, entry_id: str) -> Record:
        """Return an entry that is about to be changed, as the last writer left it."""
        await work.hold_content()
        return await self.load(work, entry_id)

    def of(self, entry_id: str, row: EditedEntry | None) -> Record:
        """Return the record of a row, or of a file that has none; raise `Gone`."""
        library = self._knowledge.library
        document: Mapping[str, Any] | None
        if row is not None:
            document = edited_document(library, row)
        else:
            file = library.files.get(entry_id)
            document = document_of(file) if file else None
        if document is None:
            raise Gone
        entry, wrong = self.checked(document)
        hub = row.hub if row else None
        if entry is not None:
            checked = max(
                (day for day in (entry.checked_on, row and row.checked_on) if day), default=None
            )
            entry = replace(entry, hub=entry.hub or hub, checked_on=checked)
        if seen := entry or self._knowledge.entries.get(entry_id):
            hub = owner(seen, self._knowledge.hubs.values())
        return Record(entry_id, row, document, entry, hub, wrong, row.edits if row else {})

    def checked(self, document: Mapping[str, Any]) -> tuple[Entry | None, tuple[str, ...]]:
        """Return the entry of a document, or the fields that do not fit."""
        try:
            return entry_from(self._knowledge.library, document), ()
        except ContentError as error:
            keys = (key_of(problem.path) for problem in error.problems)
            return None, tuple(dict.fromkeys(key or "" for key in keys))

    def allow(self, staff: Person, record: Record) -> None:
        """Raise `NotAllowed` to who does not work for the hub that answers for an entry."""
        if not staff.is_staff or not staff.works_for(record.owner):
            raise NotAllowed

    async def put(
        self, work: Unit, staff: Person, record: Record, action: str, **changes: Any
    ) -> EditedEntry:
        """Write a change of a record with its line in the audit; `detail` goes there."""
        now = self._clock()
        detail = changes.pop("detail", {})
        row = record.row or EditedEntry(
            id=record.id,
            origin=Origin.FILE,
            publication=Publication.PUBLISHED,
            revision=0,
            created_at=now,
            changed_at=now,
        )
        await work.content_changed()
        revision = await work.content_version()
        row = replace(row, **changes, revision=revision, changed_at=now)
        await work.entries.put(row, revision)
        await work.audit.add(now, staff.id, action, f"{SUBJECT}{record.id}", **detail)
        return row


def hub_of(staff: Person) -> str | None:
    """Return the hub that a staff member speaks for; None is the network. Raise `NotAllowed`."""
    if staff.home_hub in staff.facilitates:
        return staff.home_hub
    if staff.facilitates:
        return min(staff.facilitates)
    if staff.administrator:
        return None
    raise NotAllowed
