"""Editing by message: finding an entry, changing any field, archiving, history.

A change is a draft like any form: it survives restarts, and only what its writer touched is
written, over whatever others wrote meanwhile.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, Protocol

from bot.clock import Clock
from bot.domain.answers import Answer
from bot.domain.drafting import ABOUT, BASE, CHANGE, TEXT_FIELD, Base, FieldChange, changed_fields
from bot.domain.editing import EditedEntry, Publication
from bot.domain.entries import Status
from bot.domain.entry_views import (
    ChangePreview,
    ContentDesk,
    EntryView,
    Event,
    FoundEntries,
    Waiting,
    mark_of,
)
from bot.domain.forms import REVIEW, Draft, Value
from bot.domain.people import Person
from bot.domain.refusals import DoesNotFit, DoesNotFitHere, Gone, NotAllowed, Outdated
from bot.domain.results import FormStep
from bot.i18n import Languages, Translator
from bot.library import entry_id_of, fold, with_edits
from bot.library.fields import edits_for, is_edited, status_edit, values_of, without_edits
from bot.services.browsing import Browsing
from bot.services.content import Knowledge
from bot.services.entry_records import Record, Records, hub_of
from bot.services.entry_words import EntryWords
from bot.services.forms import Forms
from bot.services.proposed import plain
from bot.services.reading import Reading
from bot.store import Store, Unit

MOST_FOUND: Final = 8
MOST_EVENTS: Final = 12


class Asker(Protocol):
    """Answers a question from content: `bot.answers.asking.Answers` does."""

    async def ask(self, text: str, language: str) -> Answer:
        """Return the closest entries, best first."""


class Editing:
    """Use cases of staff who look after entries, each for those of their hubs."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        words: EntryWords,
        forms: Forms,
        browsing: Browsing,
        answers: Asker,
        reading: Reading,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._words = words
        self._forms = forms
        self._browsing = browsing
        self._answers = answers
        self._reading = reading
        self._form = words.form
        self.records = Records(clock, knowledge)

    async def desk(self, staff: Person) -> ContentDesk:
        """Return what /content begins with: what waits for the hubs of a staff member."""
        hub = hub_of(staff)
        async with self._store.read() as work:
            rows = await work.entries.all(Publication.WAITING)
            wrong = sorted({entry_id_of(problem) for problem in self._knowledge.problems})
            found = [row for id_ in wrong if (row := await work.entries.find(id_))]
        waiting = sum(self._is_theirs(staff, row) for row in rows)
        misfits = [
            (row.id, self.records.of(row.id, row).title)
            for row in found
            if row.publication is Publication.PUBLISHED and self._is_theirs(staff, row)
        ]
        known = self._knowledge.hubs.get(hub or "")
        named = known.named(staff.language) if known else None
        return ContentDesk(waiting, named, tuple(misfits))

    async def waiting(self, staff: Person) -> Waiting:
        """Return what waits to be published in the hubs of a staff member, the oldest first."""
        if not staff.is_staff:
            raise NotAllowed
        async with self._store.read() as work:
            rows = await work.entries.all(Publication.WAITING)
        theirs = sorted(
            (row for row in rows if self._is_theirs(staff, row)), key=lambda row: row.created_at
        )
        records = [self.records.of(row.id, row) for row in theirs]
        feeds = Counter(row.feed_id for row in theirs if row.feed_id is not None)
        marks = {feed: mark_of(row.id for row in theirs if row.feed_id == feed) for feed in feeds}
        return Waiting(tuple((one.id, one.title) for one in records), dict(feeds), marks)

    async def publish_all(self, staff: Person, feed_id: int, seen: str) -> int:
        """Publish what waits of a feed, if it is what was seen; return how much.

        What does not fit stays and waits; raise `Outdated` if it is other entries by now.
        """
        if not staff.is_staff:
            raise NotAllowed
        done = 0
        async with self._store.begin() as work:
            await work.hold_content()
            rows = [
                row
                for row in await work.entries.of_feed(feed_id)
                if row.publication is Publication.WAITING
            ]
            if rows and not any(self._is_theirs(staff, row) for row in rows):
                raise NotAllowed
            records = [self.records.of(row.id, row) for row in rows if self._is_theirs(staff, row)]
            if records and mark_of(one.id for one in records) != seen:
                raise Outdated
            for record in records:
                if record.entry is not None:
                    published = Publication.PUBLISHED
                    await self.records.put(
                        work, staff, record, "publish_entry", publication=published
                    )
                    done += 1
        return done

    async def find(self, staff: Person, words: str) -> FoundEntries:
        """Return entries whose titles have the words, archived ones too, then those meant."""
        if not staff.is_staff:
            raise NotAllowed
        async with self._store.read() as work:
            rows = {row.id: row for row in await work.entries.all()}
        titles = {
            id_: [text.title for text in entry.text.values()]
            for id_, entry in self._knowledge.entries.items()
        }
        for id_, row in rows.items():
            if row.publication is not Publication.PUBLISHED or id_ not in titles:
                titles[id_] = self._titles(row)
        wanted = fold(words).split()
        found: dict[str, str] = {}
        for id_, said in titles.items():
            heard = " ".join(map(fold, (*said, id_)))
            if wanted and said and all(word in heard for word in wanted):
                found[id_] = said[0]
        best = sorted(found, key=lambda id_: len(found[id_]))[:MOST_FOUND]
        if len(best) < MOST_FOUND:
            answer = await self._answers.ask(words, staff.language)
            best += [
                hit.entry_id for hit in answer.hits if hit.entry_id in self._knowledge.entries
            ]
        shown = [self.records.of(id_, rows.get(id_)) for id_ in dict.fromkeys(best)]
        return FoundEntries(
            words, tuple((one.id, one.title, one.publication) for one in shown[:MOST_FOUND])
        )

    async def view(self, staff: Person, entry_id: str) -> EntryView:
        """Return an entry with all its fields; staff of other hubs may look."""
        if not staff.is_staff:
            raise NotAllowed
        async with self._store.read() as work:
            record = await self.records.load(work, entry_id)
        return self._words.view_of(staff, record)

    async def open_field(
        self, staff: Person, entry_id: str, key: str, update_id: int = 0
    ) -> FormStep:
        """Ask for the new value of a field: begin a change of the entry, or go on with one."""
        self._form.field(key)
        now = self._clock()
        async with self._store.begin() as work:
            record = await self.records.load(work, entry_id)
            self.records.allow(staff, record)
            drafts = await work.drafts.open_of(staff.id)
            draft = next((d for d in drafts if d.form == CHANGE and d.subject == entry_id), None)
            values = self._values(record)
            if draft is None:
                draft = await work.drafts.add(staff.id, CHANGE, REVIEW, {}, now, entry_id)
            if not self._touched(draft):
                base = Base(record.revision, values).packed()
                answers = {**values, BASE: base, ABOUT: record.title}
                draft = replace(draft, answers=answers)
            draft = replace(draft, step=key, editing=True, applied_update=update_id)
            await work.drafts.save(draft, now)
        return await self._forms.show(staff, draft.id)

    async def preview(self, staff: Person, draft: Draft) -> ChangePreview:
        """Return what a draft would change; raise `DoesNotFit` with the field that cannot stay."""
        async with self._store.read() as work:
            return await self._preview(work, staff, draft)

    async def save(self, staff: Person, draft_id: int, previewed: str) -> ChangePreview:
        """Write what was previewed; if it is another thing by now, return it `is_outdated`."""
        async with self._store.begin() as work:
            await work.hold_content()
            if done := await work.drafts.submitted(draft_id, staff.id):  # a second tap
                return await self._saved(work, staff, done)
            draft = await work.drafts.find(draft_id, staff.id)
            if draft is None or draft.form != CHANGE:
                raise Gone
            preview = await self._preview(work, staff, draft)
            if preview.fingerprint != previewed:
                return replace(preview, is_outdated=True)
            record = await self.records.load(work, draft.subject or "")
            changes = self._changes(record, draft)
            if changes:
                detail = {
                    "changes": {one.key: [plain(one.before), plain(one.after)] for one in changes}
                }
                edits = self._edits(record, changes, staff)
                await self.records.put(
                    work, staff, record, "edit_entry", edits=edits, detail=detail
                )
            await work.drafts.submit(draft.id, self._clock())
        return preview

    async def take_back(self, staff: Person, entry_id: str, key: str) -> EntryView:
        """Let the file or the feed say a field again."""
        async with self._store.begin() as work:
            record = await self.records.hold(work, entry_id)
            self.records.allow(staff, record)
            if not is_edited(dict(record.edits), key):
                raise Outdated
            edits = without_edits(record.edits, key)
            changed = replace(_row(record), edits=edits)
            after = self.records.of(entry_id, changed)
            edits |= status_edit(after.document)
            after = self.records.of(entry_id, replace(changed, edits=edits))
            if after.entry is None:
                raise DoesNotFit
            before, now = values_of(record.document).get(key), values_of(after.document).get(key)
            detail = {"changes": {key: [plain(before), plain(now)]}}
            await self.records.put(
                work, staff, record, "take_back_edit", edits=edits, detail=detail
            )
            record = await self.records.load(work, entry_id)
        return self._words.view_of(staff, record)

    async def set_publication(
        self, staff: Person, entry_id: str, publication: Publication
    ) -> EntryView:
        """Archive an entry, or let readers see it again (or for the first time)."""
        async with self._store.begin() as work:
            record = await self.records.hold(work, entry_id)
            self.records.allow(staff, record)
            if record.publication is not publication:
                if publication is Publication.PUBLISHED and record.entry is None:
                    raise DoesNotFit
                action = _ACTIONS[record.publication, publication]
                await self.records.put(work, staff, record, action, publication=publication)
                record = await self.records.load(work, entry_id)
        return self._words.view_of(staff, record)

    async def set_cancelled(self, staff: Person, entry_id: str, *, cancelled: bool) -> EntryView:
        """Say that something does not take place, or that it does after all."""
        async with self._store.begin() as work:
            record = await self.records.hold(work, entry_id)
            self.records.allow(staff, record)
            if (record.document.get("status") == Status.CANCELLED) is not cancelled:
                # Without "cancelled" the dates decide, as they did before.
                status: dict[str, Any] = {"status": str(Status.CANCELLED)}
                if not cancelled:
                    plain = with_edits(record.document, {"status": str(Status.UNCHECKED)})
                    status = {"status": plain["status"], **status_edit(plain)}
                edits = {**record.edits, **status}
                action = "cancel_entry" if cancelled else "reinstate_entry"
                await self.records.put(work, staff, record, action, edits=edits)
                record = await self.records.load(work, entry_id)
        return self._words.view_of(staff, record)

    async def history(self, staff: Person, entry_id: str) -> tuple[EntryView, tuple[Event, ...]]:
        """Return what staff did to an entry, the latest first."""
        if not staff.is_staff:
            raise NotAllowed
        async with self._store.read() as work:
            record = await self.records.load(work, entry_id)
            events = await self._words.events(work, entry_id, self._tr(staff))
        return self._words.view_of(staff, record), tuple(events[:MOST_EVENTS])

    def _titles(self, row: EditedEntry) -> list[str]:
        try:
            texts = self.records.of(row.id, row).document.get("text") or {}
        except Gone:
            return []
        return [str(text.get("title", "")) for text in texts.values()]

    def _is_theirs(self, staff: Person, row: EditedEntry) -> bool:
        try:
            return staff.works_for(self.records.of(row.id, row).owner)
        except Gone:
            return False

    async def _saved(self, work: Unit, staff: Person, draft: Draft) -> ChangePreview:
        if draft.form != CHANGE:
            raise Gone
        record = await self.records.load(work, draft.subject or "")
        view = self._words.view_of(staff, record)
        return ChangePreview(draft, view, None, (), record.revision)

    async def _preview(self, work: Unit, staff: Person, draft: Draft) -> ChangePreview:
        record = await self.records.load(work, draft.subject or "")
        self.records.allow(staff, record)
        tr = self._tr(staff)
        changes = self._changes(record, draft)
        document = with_edits(record.document, self._edits(record, changes, staff, only_new=True))
        entry, wrong = self.records.checked(document)
        if entry is None and changes:
            raise DoesNotFitHere(next((k for k in wrong if k), changes[0].key))
        meanwhile = None
        if record.revision != Base.of(draft).revision:
            events = await self._words.events(work, record.id, tr)
            meanwhile = events[0] if events else Event(self._clock(), None, "")
        if entry is not None and record.entry is not None:
            entry = replace(
                entry, hub=record.entry.hub or entry.hub, checked_on=record.entry.checked_on
            )
        return ChangePreview(
            draft=draft,
            view=self._words.view_of(staff, record),
            card=self._browsing.card_of(staff, entry) if entry else None,
            changes=tuple(
                (
                    self._words.label(one.key, tr),
                    self._words.said(one.key, one.before, tr),
                    self._words.said(one.key, one.after, tr),
                )
                for one in changes
            ),
            revision=record.revision,
            meanwhile=meanwhile,
        )

    def _changes(self, record: Record, draft: Draft) -> tuple[FieldChange, ...]:
        return changed_fields(self._form, draft, self._values(record))

    def _edits(
        self,
        record: Record,
        changes: tuple[FieldChange, ...],
        staff: Person,
        *,
        only_new: bool = False,
    ) -> dict[str, Any]:
        """Return the edits of a record with those of changes over them, or those alone."""
        kept = dict(record.edits)
        new: dict[str, Any] = {}
        document: Mapping[str, Any] = record.document
        for one in changes:
            if one.key.startswith(TEXT_FIELD):
                path = f"text.{one.key.removeprefix(TEXT_FIELD)}"
                kept = {
                    k: v for k, v in kept.items() if k != path and not k.startswith(path + ".")
                }
            edits = edits_for(one.key, one.after, document, self._reading.zone_of(staff))
            document = with_edits(document, edits)
            new |= edits
        return new if only_new else kept | new

    def _values(self, record: Record) -> dict[str, Value]:
        known = {one.key for one in self._form.fields}
        return {key: value for key, value in values_of(record.document).items() if key in known}

    def _touched(self, draft: Draft) -> bool:
        base = Base.of(draft).values
        return any(draft.answers.get(f.key) != base.get(f.key) for f in self._form.fields)

    def _tr(self, person: Person) -> Translator:
        return self._languages[person.language]


_ACTIONS: Final = {
    (Publication.PUBLISHED, Publication.ARCHIVED): "archive_entry",
    (Publication.WAITING, Publication.ARCHIVED): "reject_entry",
    (Publication.WAITING, Publication.PUBLISHED): "publish_entry",
    (Publication.ARCHIVED, Publication.PUBLISHED): "restore_entry",
}


def _row(record: Record) -> Any:
    if record.row is None:
        raise Outdated
    return record.row
