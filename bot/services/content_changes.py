"""Noting what becomes of entries, whoever changed them: a file, a feed, a person, or time."""

from bot.clock import Clock
from bot.domain.changes import Change, EntryChange, Snapshot, changes
from bot.services.content import Knowledge
from bot.store import Store


class ContentChanges:
    """The worker's use case: compare every entry with what was noted of it, and note the rest."""

    def __init__(self, store: Store, clock: Clock, knowledge: Knowledge) -> None:
        self._store = store
        self._clock = clock
        self._knowledge = knowledge
        self._noted: dict[str, Snapshot] | None = None

    async def note(self) -> int:
        """Note what changed since the last time; return how many changes that matter there are.

        Several processes may do it at once: a change is noted with the snapshot that it follows
        from, so it is noted once. Where nothing was noted yet, everything is as it always was.
        """
        now = self._clock()
        noted = self._noted
        if noted is None:
            async with self._store.read() as work:
                noted = self._noted = await work.entries.snapshots()
        is_first = not noted
        entries = self._knowledge.entries
        found = {id_: Snapshot.of(entry, now) for id_, entry in entries.items()}
        others = [id_ for id_, snapshot in found.items() if noted.get(id_) != snapshot]
        if not others:
            return 0
        count, is_ours = 0, True
        async with self._store.begin() as work:
            for id_ in others:
                before = noted.get(id_)
                if before is not None:
                    news = changes(entries[id_], before, now)
                else:
                    news = [] if is_first else [EntryChange(id_, Change.APPEARED, now)]
                if await work.entries.note(id_, now, before, found[id_], news):
                    count += len(news)
                else:
                    is_ours = False
            if count:
                await work.content_changed()  # cards say what was moved lately
        self._noted = {**noted, **found} if is_ours else None
        return count
