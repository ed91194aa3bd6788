"""Follow-ups: 30 and 90 days after an introduction both sides say what became of it."""

import logging
from typing import Final

from bot.clock import Clock
from bot.domain.introducing import MOST_OPEN, FollowUp, OutcomeLedger
from bot.domain.introductions import (
    ASKED_FOR,
    FOLLOW_UPS,
    INTRODUCED,
    Holder,
    Outcome,
    Told,
    WhyNothing,
)
from bot.domain.people import Person
from bot.domain.refusals import Gone, NotAllowed
from bot.i18n import Languages
from bot.screens import outcomes as screens
from bot.services.content import Knowledge
from bot.services.hours import LocalHours
from bot.services.introductions import Introductions
from bot.store import Store, Unit

log = logging.getLogger(__name__)

BATCH: Final = 50
"""People who are looked up at a time."""


class FollowUps:
    """Use cases of the ledger of outcomes."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        hours: LocalHours,
        introductions: Introductions,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._hours = hours
        self._introductions = introductions

    async def ask(self) -> int:
        """Ask everybody who is due, each in a transaction of their own; return how many."""
        asked = 0
        for days in FOLLOW_UPS:
            while True:
                now = self._clock()
                async with self._store.read() as work:
                    due = await work.outcomes.to_ask(days, now, ASKED_FOR[days], BATCH)
                failed = False
                for one in due:
                    try:
                        async with self._store.begin() as work:
                            asked += await self._ask(work, *one, days)
                    except Exception:  # whoever it is, the others are not to wait for them
                        log.exception("nobody can be asked what became of it; trying again")
                        failed = True
                if failed or len(due) < BATCH:
                    break
        return asked

    async def _ask(
        self,
        work: Unit,
        introduction_id: int,
        person_id: int,
        holder: Holder,
        hub: str | None,
        days: int,
    ) -> bool:
        now = self._clock()
        told = await work.outcomes.add(introduction_id, person_id, holder, hub, days, now)
        if told is None:
            return False
        person = await work.people.get(person_id)
        _, hours = await self._hours.of(work, person)
        title = await self._title(work, told, person)
        question = screens.question(FollowUp(told, title), self._languages[person.language])
        key = f"{INTRODUCED}{introduction_id}:after:{days}:{person_id}"
        return await work.outbox.add(key, person, question, hours.awake(now))

    async def _title(self, work: Unit, told: Told, reader: Person) -> str:
        """Return what the challenge is called for the reader; empty if it is gone."""
        it = await work.introductions.find(told.introduction_id) if told.introduction_id else None
        challenge = await work.challenges.find(it.challenge_id) if it else None
        if challenge is None:
            return ""
        if told.holder is Holder.COMPANY:
            return challenge.title
        return challenge.words_for(reader.language)[1]

    async def see(self, person: Person, outcome_id: int) -> FollowUp:
        """Return a question to whom it was asked."""
        async with self._store.read() as work:
            return await self._of(work, person, outcome_id)

    async def say(
        self, person: Person, outcome_id: int, said: Outcome, reason: WhyNothing | None = None
    ) -> FollowUp:
        """Note what became of it; the last word counts."""
        async with self._store.begin() as work:
            follow_up = await self._of(work, person, outcome_id)
            kept = follow_up.told.reason if said is follow_up.told.outcome else None
            await work.outcomes.say(outcome_id, said, reason or kept, self._clock())
            return await self._of(work, person, outcome_id)

    async def _of(self, work: Unit, person: Person, outcome_id: int) -> FollowUp:
        told = await work.outcomes.find(outcome_id)
        if told is None or told.person_id != person.id:
            raise Gone
        return FollowUp(told, await self._title(work, told, person))

    async def ledger(self, staff: Person) -> OutcomeLedger:
        """Return counts of what became of introductions, to staff of their hubs; and what is open.

        Nothing in it says who said what.
        """
        if not staff.is_staff:
            raise NotAllowed
        hubs = None if staff.administrator else staff.facilitates
        async with self._store.read() as work:
            tallies = await work.outcomes.tallies(hubs)
            found = await work.introductions.open_in(hubs)
        seen = [await self._introductions.as_staff(staff, one.id) for one in found[:MOST_OPEN]]
        more = len(found) - len(seen)
        return OutcomeLedger(tuple(tallies), self._knowledge.hubs, tuple(seen), more)
