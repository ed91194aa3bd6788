"""All profiles that can be found, in memory, as new as the content version says.

Process-local: each process that matches keeps its own, and reads only what changed. Beside the
profiles there are their columns, in which one opportunity meets all people at once.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final, TypeVar

from bot.clock import Clock
from bot.domain.people import Profile
from bot.matching.columns import Ground, People
from bot.matching.terms import Terms
from bot.services.content import Knowledge
from bot.store import Store

Profiles = Mapping[int, Profile]
T = TypeVar("T")

BATCH: Final = 1_000
"""Profiles that one query reads: others can go on in between."""
SAME_MOMENT: Final = timedelta(seconds=5)
"""What was changed shortly before it was read may have been changed again in that moment."""


class Roster:
    """Everybody awake whose profile is not paused, by id."""

    def __init__(self, store: Store, clock: Clock, knowledge: Knowledge) -> None:
        self._store = store
        self._clock = clock
        self._knowledge = knowledge
        self._profiles: dict[int, Profile] = {}
        self._version = -1
        self._read_at: datetime | None = None
        self._reading = asyncio.Lock()
        self._people: People | None = None
        self._comparing = asyncio.Lock()

    @property
    def version(self) -> int:
        """Return the content version that this state is of."""
        return self._version

    async def profiles(self) -> Profiles:
        """Return all profiles as they are now; a mapping that is given out never changes."""
        async with self._reading:
            async with self._store.read() as work:
                version = await work.content_version()  # before the rest: it may change meanwhile
            if version != self._version:
                await self._refresh()
                self._version = version
        return self._profiles

    async def compare(self, work: Callable[[People, Profiles], T]) -> T:
        """Return what `work` makes of the columns and profiles as they are now, in a thread."""
        profiles = await self.profiles()
        async with self._comparing:  # columns change in place: one at a time
            return await asyncio.to_thread(self._compared, work, profiles)

    def _compared(self, work: Callable[[People, Profiles], T], profiles: Profiles) -> T:
        vocabulary = self._knowledge.vocabulary
        if self._people is None or self._people.ground.terms.vocabulary is not vocabulary:
            self._people = People(Ground(Terms(vocabulary)))
            self._people.reserve(len(profiles))
        self._people.follow(profiles)
        return work(self._people, profiles)

    async def _refresh(self) -> None:
        now = self._clock()
        async with self._store.read() as work:
            listed = await work.profiles.listed()
        kept = {id_: one for id_, one in self._profiles.items() if id_ in listed}
        fresh = [id_ for id_, at in listed.items() if self._is_news(kept.get(id_), at)]
        for start in range(0, len(fresh), BATCH):
            ids = fresh[start : start + BATCH]
            async with self._store.read() as work:
                found = {one.person_id: one for one in await work.profiles.some(ids)}
            for id_ in ids:
                if id_ not in found:  # erased or paused in between
                    kept.pop(id_, None)
                elif kept.get(id_) != found[id_]:  # what is the same stays the same object
                    kept[id_] = found[id_]
        self._profiles, self._read_at = kept, now

    def _is_news(self, known: Profile | None, at: datetime) -> bool:
        if known is None or known.updated_at != at:
            return True
        return self._read_at is not None and at >= self._read_at - SAME_MOMENT
