"""Noting what becomes of entries, whoever changed them: a file, a feed, a person, or time."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from bot.domain.changes import Change, EntryChange, Snapshot, changes
from bot.domain.entries import Entry
from bot.services.content import Knowledge
from bot.store import Store


class ContentChanges:
    """The worker's use case: compare every entry with what was noted of it, and note the rest."""

    def __init__(self, store: Store, clock: Clock, knowledge: Knowledge) -> None:
        self._store = store
        self._clock = clock
        self._knowledge = knowledge
        self._noted: dict[str, Snapshot] | None = None
        self._compared: Mapping[str, Entry] | None = None
        self._until = datetime.max.replace(tzinfo=UTC)

    async def note(self) -> int:
        """Note what changed since the last time; return how many changes that matter there are.

        Several processes may do it at once: a change is noted with the snapshot that it follows
        from, so it is noted once. Where nothing was noted yet, everything is as it always was.
        """
        now, entries = self._clock(), self._knowledge.entries
        noted = self._noted
        if noted is not None and self._compared is entries and now < self._until:
            return 0
        if noted is None:
            async with self._store.read() as work:
                noted = self._noted = await work.entries.snapshots()
        others, until = await asyncio.to_thread(_others, entries, noted, now)
        if not noted and others:
            async with self._store.begin() as work:
                await work.entries.note_first(others, now)
            self._noted = None  # another process may have been first
            return 0
        count, is_ours = await self._note(entries, others, now) if others else (0, True)
        self._noted = {**noted, **others} if is_ours else None
        self._compared, self._until = entries, until
        return count

    async def _note(
        self, entries: Mapping[str, Entry], others: Mapping[str, Snapshot], now: datetime
    ) -> tuple[int, bool]:
        """Note other snapshots; say what matters of it, and whether no other process did it."""
        count, is_ours = 0, True
        noted = self._noted or {}
        async with self._store.begin() as work:
            for id_, snapshot in others.items():
                before = noted.get(id_)
                if before is not None:
                    news = changes(entries[id_], before, now)
                else:
                    news = [EntryChange(id_, Change.APPEARED, now)]
                if await work.entries.note(id_, now, before, snapshot, news):
                    count += len(news)
                else:
                    is_ours = False
            if count:
                await work.content_changed()  # cards say what was moved lately
        return count, is_ours


def _others(
    entries: Mapping[str, Entry], noted: Mapping[str, Snapshot], now: datetime
) -> tuple[dict[str, Snapshot], datetime]:
    """Return the entries that are not as they were noted, and when time may change one next."""
    until = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    others = {}
    for id_, entry in entries.items():
        snapshot = Snapshot.of(entry, now)
        if noted.get(id_) != snapshot:
            others[id_] = snapshot
        for moment in (entry.opens_at, entry.deadline_at, entry.starts_at, entry.ends_at):
            if moment is not None and now <= moment < until:
                until = moment
    # An entry closes just after its deadline, not with it.
    return others, until + timedelta(microseconds=1)
