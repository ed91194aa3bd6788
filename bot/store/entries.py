"""What people and feeds did to the entries, and what became of each entry."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.changes import Change, EntryChange, Snapshot
from bot.domain.editing import EditedEntry, Origin, Publication
from bot.store.schema import NEVER_REUSED, Table, add_all_new, add_new, changed


class EntryRow(Table):
    """An entry that is not, or not only, a file; `revision` is its content version."""

    __tablename__ = "entries"
    __table_args__ = (
        CheckConstraint("origin in ('file', 'chat', 'feed')", name="origin"),
        CheckConstraint("publication in ('waiting', 'published', 'archived')", name="publication"),
        UniqueConstraint("feed_id", "uid"),
        Index("ix_entries_publication", "publication"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    origin: Mapped[str] = mapped_column(String(8))
    publication: Mapped[str] = mapped_column(String(16))
    document: Mapped[dict[str, Any] | None]
    edits: Mapped[dict[str, Any]] = mapped_column(default=dict)
    hub: Mapped[str | None] = mapped_column(String(40))
    checked_on: Mapped[date | None]
    feed_id: Mapped[int | None] = mapped_column(ForeignKey("feeds.id", ondelete="SET NULL"))
    uid: Mapped[str | None] = mapped_column(String(255))
    revision: Mapped[int]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class SnapshotRow(Table):
    """What was true of an entry when its changes were last noted."""

    __tablename__ = "entry_snapshots"

    entry_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    facts: Mapped[dict[str, Any]]
    noted_at: Mapped[datetime]


class ChangeRow(Table):
    """A change that matters; `told_at` is set once everybody who follows has been told."""

    __tablename__ = "entry_changes"
    __table_args__ = (
        Index("ix_entry_changes_entry", "entry_id", "id"),
        Index("ix_entry_changes_told", "told_at", "id"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(String(40))
    change: Mapped[str] = mapped_column(String(24))
    before: Mapped[str | None] = mapped_column(String(40))
    after: Mapped[str | None] = mapped_column(String(40))
    at: Mapped[datetime]
    told_at: Mapped[datetime | None]


class Entries:
    """Edited entries and their changes inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def mark(self) -> tuple[int, int, int]:
        """Return what is another one whenever an edited entry, or what became of one, is."""
        count, revision = (
            await self._session.execute(
                select(func.count(EntryRow.id), func.coalesce(func.max(EntryRow.revision), 0))
            )
        ).one()
        return count, revision, await self._session.scalar(select(func.max(ChangeRow.id))) or 0

    async def all(self, publication: Publication | None = None) -> list[EditedEntry]:
        """Return the edited entries by id."""
        query = select(EntryRow).order_by(EntryRow.id)
        if publication is not None:
            query = query.where(EntryRow.publication == publication)
        return [_edited(row) for row in (await self._session.scalars(query)).all()]

    async def find(self, entry_id: str) -> EditedEntry | None:
        """Return an edited entry; a second writer waits for the first."""
        row = await self._session.get(
            EntryRow, entry_id, with_for_update=True, populate_existing=True
        )
        return _edited(row) if row else None

    async def marks(self) -> dict[str, tuple[date | None, Publication]]:
        """Return when each edited entry was confirmed, and whether readers see it."""
        query = select(EntryRow.id, EntryRow.checked_on, EntryRow.publication)
        rows = await self._session.execute(query)
        return {id_: (checked_on, Publication(state)) for id_, checked_on, state in rows}

    async def of_feed(self, feed_id: int) -> list[EditedEntry]:
        """Return what a feed brought, by id."""
        query = select(EntryRow).where(EntryRow.feed_id == feed_id).order_by(EntryRow.id)
        return [_edited(row) for row in (await self._session.scalars(query)).all()]

    async def put(self, entry: EditedEntry, revision: int) -> None:
        """Write an edited entry, new or changed; `revision` is the content version from now on."""
        values: Mapping[str, Any] = {
            "origin": entry.origin,
            "publication": entry.publication,
            "document": dict(entry.document) if entry.document is not None else None,
            "edits": dict(entry.edits),
            "hub": entry.hub,
            "checked_on": entry.checked_on,
            "feed_id": entry.feed_id,
            "uid": entry.uid,
            "revision": revision,
            "changed_at": entry.changed_at,
        }
        if not await add_new(
            self._session, EntryRow, id=entry.id, created_at=entry.created_at, **values
        ):
            await self._session.execute(
                update(EntryRow).where(EntryRow.id == entry.id).values(**values)
            )

    async def snapshots(self) -> dict[str, Snapshot]:
        """Return what was last noted of every entry."""
        # Columns, not rows with an identity: of 10,000 these would keep everybody waiting.
        rows = await self._session.execute(select(SnapshotRow.entry_id, SnapshotRow.facts))
        return {entry_id: Snapshot.from_json(facts) for entry_id, facts in rows}

    async def note_first(self, snapshots: Mapping[str, Snapshot], now: datetime) -> None:
        """Note entries of which nothing was noted yet.

        A whole content at once: row by row, thousands would keep all other writers waiting.
        """
        rows = [
            {"entry_id": id_, "facts": snapshot.to_json(), "noted_at": now}
            for id_, snapshot in snapshots.items()
        ]
        await add_all_new(self._session, SnapshotRow, rows)

    async def note(
        self,
        entry_id: str,
        now: datetime,
        before: Snapshot | None,
        after: Snapshot,
        changes: Collection[EntryChange],
    ) -> bool:
        """Note changes with the snapshot they follow from; False if another process was first."""
        if before is None:
            facts: Any = after.to_json()
            first = await add_new(
                self._session, SnapshotRow, entry_id=entry_id, facts=facts, noted_at=now
            )
        else:
            row = await self._session.get(
                SnapshotRow, entry_id, with_for_update=True, populate_existing=True
            )
            first = row is not None and Snapshot.from_json(row.facts) == before
            if row is not None and first:
                row.facts, row.noted_at = dict(after.to_json()), now
        if first:
            self._session.add_all(
                ChangeRow(
                    entry_id=entry_id,
                    change=change.change,
                    before=change.before,
                    after=change.after,
                    at=now,
                )
                for change in changes
            )
            await self._session.flush()
        return first

    async def untold(self, limit: int = 100) -> list[EntryChange]:
        """Return changes of which followers have not been told, the oldest first."""
        query = select(ChangeRow).where(ChangeRow.told_at.is_(None)).order_by(ChangeRow.id)
        return [_change(row) for row in (await self._session.scalars(query.limit(limit))).all()]

    async def told(self, change_id: int, at: datetime) -> bool:
        """Record that everybody was told; False if somebody else recorded it first."""
        done = await self._session.execute(
            update(ChangeRow)
            .where(ChangeRow.id == change_id, ChangeRow.told_at.is_(None))
            .values(told_at=at)
        )
        return changed(done) == 1

    async def changes_since(self, moment: datetime) -> list[EntryChange]:
        """Return what changed since a moment, the oldest first."""
        query = select(ChangeRow).where(ChangeRow.at > moment).order_by(ChangeRow.id)
        return [_change(row) for row in (await self._session.scalars(query)).all()]


def _edited(row: EntryRow) -> EditedEntry:
    return EditedEntry(
        id=row.id,
        origin=Origin(row.origin),
        publication=Publication(row.publication),
        revision=row.revision,
        created_at=row.created_at,
        changed_at=row.changed_at,
        document=row.document,
        edits=row.edits,
        hub=row.hub,
        checked_on=row.checked_on,
        feed_id=row.feed_id,
        uid=row.uid,
    )


def _change(row: ChangeRow) -> EntryChange:
    return EntryChange(row.entry_id, Change(row.change), row.at, row.before, row.after, row.id)
