"""Reminders of what people saved: planned backwards, said once, planned anew when dates change."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.clock import Clock
from bot.domain.alerting import Reminded
from bot.domain.alerts import Saved
from bot.domain.entries import Entry
from bot.domain.reminders import due, targets
from bot.i18n import Languages
from bot.screens import alerts as screens
from bot.services.browsing import Browsing
from bot.services.content import Knowledge
from bot.services.hours import LocalHours
from bot.store import Store, Unit

log = logging.getLogger(__name__)

BATCH: Final = 10
AGAIN_AFTER: Final = timedelta(minutes=10)


class Reminders:
    """The worker's use case."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        browsing: Browsing,
        hours: LocalHours,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._browsing = browsing
        self._hours = hours
        self._planned_from: Mapping[str, Entry] | None = None

    async def send(self) -> int:
        """Plan anew what has other dates, and say what is due; return how many were looked at."""
        await self._plan()
        count = 0
        while True:
            async with self._store.read() as work:
                found = await work.follows.to_remind(self._clock(), BATCH)
            await self._serve(found)
            count += len(found)
            if len(found) < BATCH:
                return count
            await asyncio.sleep(0)

    async def _plan(self) -> None:
        """Plan anew from the dates of today, if the content is another than at the last time."""
        entries = self._knowledge.entries
        if entries is self._planned_from:
            return
        async with self._store.read() as work:
            planned = await work.follows.planned()
        others = {
            id_: targets(entries[id_])
            for id_, known in planned
            if id_ in entries and targets(entries[id_]) != known
        }
        if others:
            async with self._store.begin() as work:
                for id_, dates in others.items():
                    await work.follows.plan_anew(id_, dates, self._clock())
        self._planned_from = entries

    async def _serve(self, found: list[Saved]) -> None:
        if not found:
            return
        try:
            async with self._store.begin() as work:
                for saved in found:
                    await self._one(work, saved)
        except Exception:
            if len(found) == 1:  # whatever it is, the others are not to wait for it
                log.exception("a reminder cannot be made; trying later")
                await self._look_at(found[0], self._clock() + AGAIN_AFTER)
                return
            for saved in found:
                await self._serve([saved])

    async def _look_at(self, saved: Saved, moment: object) -> None:
        async with self._store.begin() as work:
            await work.follows.change_saved(saved.person_id, saved.entry_id, remind_at=moment)

    async def _one(self, work: Unit, found: Saved) -> None:
        """Say what is due of one saved entry, and note when to look at it again."""
        saved = await work.follows.find_saved(found.person_id, found.entry_id)
        if saved is None or saved.remind_at is None:
            return
        now = self._clock()
        entry = self._knowledge.entries.get(saved.entry_id)
        if entry is None or saved.applied_at is not None:
            # Without its dates: should it come back, it is planned anew.
            dates = saved.targets if entry is not None else ""
            await work.follows.change_saved(
                saved.person_id, saved.entry_id, remind_at=None, targets=dates
            )
            return
        person = await work.people.get(saved.person_id)
        wishes, hours = await self._hours.of(work, person)
        said, ahead = due(entry, hours, now, saved.planned_at or saved.at)
        if not (person.asleep or wishes.is_paused(now)):
            card = replace(self._browsing.card(person, entry.id), zone=hours.zone)
            for reminder in said:
                left = (reminder.day - hours.day(now)).days
                notice = screens.reminder(
                    Reminded(card, reminder, left), self._languages[person.language]
                )
                key = f"reminder:{person.id}:{entry.id}:{reminder.target}:{reminder.days}"
                await work.outbox.add(key, person, notice, now)
        await work.follows.change_saved(saved.person_id, saved.entry_id, remind_at=ahead)
