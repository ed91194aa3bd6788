"""Asking owners of old profiles whether they still are right: once in half a year, by day."""

import asyncio
from typing import Final

from bot.clock import Clock
from bot.domain.people import CONFIRM_AFTER, Person, Profile
from bot.i18n import Languages
from bot.screens import profile as screens
from bot.services.hours import LocalHours
from bot.services.profiles import Profiles
from bot.store import Store, Unit

BATCH: Final = 50
KEY: Final = "confirm:"
"""Begins the key of the question in the outbox."""


class Confirming:
    """The worker's use case."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        profiles: Profiles,
        hours: LocalHours,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._profiles = profiles
        self._hours = hours

    async def ask(self) -> int:
        """Ask everybody who is due and awake; return how many were asked."""
        before = self._clock() - CONFIRM_AFTER
        asked, last = 0, 0
        while True:
            async with self._store.read() as work:
                due = await work.profiles.unconfirmed(before, KEY, last, BATCH)
            if due:
                async with self._store.begin() as work:
                    for person, profile in due:
                        asked += await self._ask(work, person, profile)
            if len(due) < BATCH:
                return asked
            last = due[-1][0].id
            await asyncio.sleep(0)

    async def _ask(self, work: Unit, person: Person, profile: Profile) -> bool:
        """Ask one person, unless it is night there or they want to hear nothing now."""
        now = self._clock()
        wishes, hours = await self._hours.of(work, person)
        if wishes.is_paused(now) or hours.is_quiet(now) or not profile.to_confirm(now):
            return False
        shown = self._profiles.owned(person, profile)
        question = screens.still_right(shown, self._languages[person.language])
        return await work.outbox.add(f"{KEY}{person.id}:{now.date()}", person, question, now)
