"""Answer-time promises: staff are reminded before one is due, and more people when it is broken.

Each step is a transaction that also notes that it was done: nobody hears of it twice.
"""

import logging
from typing import Final

from bot.clock import Clock
from bot.domain.challenges import Challenge
from bot.domain.people import Person
from bot.domain.promises import promised_at, working_day_before
from bot.domain.results import ChallengeUnderReview, OwnChallenge
from bot.i18n import Languages
from bot.screens import notices
from bot.services.content import Knowledge
from bot.store import Store, Unit

log = logging.getLogger(__name__)

NUDGE: Final = "nudge"
ESCALATION: Final = "late"


class ReviewReminders:
    """The worker's use case."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        default_zone: str,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._default_zone = default_zone

    async def remind(self) -> int:
        """Remind of what is due soon, and tell of what is late; return how many it was."""
        async with self._store.read() as work:
            waiting = await work.reviews.to_remind(self._clock())
        count = 0
        for challenge, was_nudged in waiting:
            try:
                count += await self._look_at(challenge, was_nudged=was_nudged)
            except Exception:  # whatever it is, the others are not to wait for it
                log.exception("nobody can be reminded of a challenge; trying again")
        return count

    async def _look_at(self, challenge: Challenge, *, was_nudged: bool) -> bool:
        now, promised = self._clock(), challenge.promised_at
        if promised is None:
            return False
        if promised <= now:
            return await self._escalate(challenge)
        if was_nudged or working_day_before(promised, self._zone(challenge)) > now:
            return False
        return await self._nudge(challenge)

    async def _nudge(self, challenge: Challenge) -> bool:
        """Remind the staff who have not looked; if all have, all of them: nobody decided."""
        async with self._store.begin() as work:
            if not await work.reviews.nudged(challenge.id, self._clock()):
                return False
            staff = await work.people.staff_of(challenge.hub)
            looked = await work.reviews.looks(challenge.id)
            await self._tell(
                work, challenge, [one for one in staff if one.id not in looked] or staff, NUDGE
            )
        return True

    async def _escalate(self, challenge: Challenge) -> bool:
        """Tell the network desk and who has not looked; the company hears honestly, too."""
        now = self._clock()
        new = promised_at(now, self._zone(challenge))
        async with self._store.begin() as work:
            if not await work.reviews.escalated(challenge.id, now, new):
                return False
            late = await work.challenges.find(challenge.id)
            if late is None:
                return False
            looked = await work.reviews.looks(challenge.id)
            staff = await work.people.staff_of(challenge.hub)
            readers = [one for one in staff if one.id not in looked]
            readers += await work.people.staff_of(None)
            await self._tell(work, challenge, readers, ESCALATION)
            company = await work.people.get(late.person_id)
            hub = self._knowledge.hubs.get(late.hub or "")
            own, tr = OwnChallenge(late, hub, 0), self._languages[company.language]
            key = self._key(challenge, ESCALATION, company)
            notice = notices.takes_longer(own, self._zone(late), tr)
            await work.outbox.add(key, company, notice, now)
        return True

    async def _tell(
        self, work: Unit, challenge: Challenge, readers: list[Person], what: str
    ) -> None:
        hub = self._knowledge.hubs.get(challenge.hub or "")
        described = ChallengeUnderReview(challenge, hub, ())
        for reader in {one.id: one for one in readers}.values():
            tr = self._languages[reader.language]
            notice = notices.promise_due(
                described, self._zone(challenge), tr, is_late=what == ESCALATION
            )
            key = self._key(challenge, what, reader)
            await work.outbox.add(key, reader, notice, self._clock())

    @staticmethod
    def _key(challenge: Challenge, what: str, reader: Person) -> str:
        """Return a key of this promise: after changes there is another one."""
        at = f"{challenge.promised_at:%Y%m%d%H%M}" if challenge.promised_at else ""
        return f"challenge:{challenge.id}:{what}:{at}:{reader.id}"

    def _zone(self, challenge: Challenge) -> str:
        hub = self._knowledge.hubs.get(challenge.hub or "")
        return hub.timezone if hub else self._default_zone
