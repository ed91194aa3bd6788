"""The end of a challenge for those who took part: everybody gets an answer, with its reason.

`close_due` and `remind` are jobs: each step is a small transaction whose messages have keys, so
that killed anywhere it goes on, and nobody hears of the same thing twice.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.hubs import Hub
from bot.domain.people import Person
from bot.domain.pitch_forms import PITCH, TEAM
from bot.domain.pitches import (
    ANSWERED,
    ANSWERED_WITHIN,
    OPEN_FOR,
    PITCHED,
    REMINDED,
    NotChosen,
    Pitch,
    PitchState,
    last_day,
)
from bot.i18n import Languages
from bot.screens import pitch_notices as notices
from bot.services.content import Knowledge
from bot.services.hours import LocalHours
from bot.store import Store, Unit

log = logging.getLogger(__name__)

DUE: Final = "due"
UNTITLED: Final = "over:"
"""Begins the keys of answers that name no challenge; they are not forgotten with its company."""
REMINDER: Final = "remind"

EndIntroductions = Callable[[Unit, int, datetime], Awaitable[object]]
"""Ends what is open between a challenge's company and those whom it chose."""


async def _end_nothing(work: Unit, challenge_id: int, now: datetime) -> None:
    """Stand in where nobody is introduced."""


class Endings:
    """Use cases of the worker, and of whoever ends a challenge."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        hours: LocalHours,
        end_introductions: EndIntroductions = _end_nothing,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._hours = hours
        self._end_introductions = end_introductions

    async def challenge_ended(
        self,
        work: Unit,
        challenge: Challenge,
        why: str = "",
        reason: NotChosen = NotChosen.ENDED,
        by: int | None = None,
        *,
        titled: bool = True,
    ) -> int:
        """Answer everybody who takes part in a challenge that ends, each once.

        `why` are the words of whoever ends it. Requests for an introduction that are open end
        with it. Call it inside the transaction that ends the challenge, before rows are deleted.
        Return how many people hear of it. Not `titled`, what they read names no challenge: it
        outlives one whose company is erased.
        """
        now = self._clock()
        told = await self._answer_all(work, challenge, why, reason, by, titled=titled)
        await self._end_introductions(work, challenge.id, now)
        return told

    async def _answer_all(
        self,
        work: Unit,
        challenge: Challenge,
        why: str,
        reason: NotChosen,
        by: int | None,
        *,
        titled: bool = True,
    ) -> int:
        now = self._clock()
        applicants = set(await work.pitches.applicants(challenge.id))
        answered = 0
        for pitch in await work.pitches.of_challenge(challenge.id):
            people = await people_of(work, pitch)
            applicants -= {one.id for one in people}
            if not await work.pitches.decline(pitch.id, reason, why, by, now):
                continue  # it had its answer
            for person in people:
                answered += await self._answer(
                    work, challenge, person, reason, why, sent=True, titled=titled
                )
        for person_id in sorted(applicants):
            person = await work.people.get(person_id)
            answered += await self._answer(
                work, challenge, person, reason, why, sent=False, titled=titled
            )
        await work.pitches.drop_drafts(challenge.id, (PITCH.name, TEAM.name))
        return answered

    async def _answer(
        self,
        work: Unit,
        challenge: Challenge,
        person: Person,
        reason: NotChosen,
        why: str,
        *,
        sent: bool,
        titled: bool,
    ) -> bool:
        tr = self._languages[person.language]
        notice = notices.ended(
            challenge, self._hub(challenge), reason, why, tr, sent=sent, titled=titled
        )
        kind = ANSWERED if titled else UNTITLED
        key = f"{kind}{challenge.id}:{person.id}:end"
        return await work.outbox.add(key, person, notice, self._clock())

    async def close_due(self) -> int:
        """Tell staff what is undecided after a deadline, and close what waited too long.

        Return how many challenges were closed.
        """
        now = self._clock()
        async with self._store.read() as work:
            over = await work.pitches.published_until(now.date(), now - OPEN_FOR)
        closed = 0
        for challenge_id in over:
            async with self._store.read() as work:
                if not await self._is_due(work, challenge_id):
                    continue
            try:
                async with self._store.begin() as work:
                    closed += await self._close(work, challenge_id)
            except Exception:  # whichever it is, the others are not to wait for it
                log.exception("a challenge cannot be closed; trying again")
            await asyncio.sleep(0)
        return closed

    async def _is_due(self, work: Unit, challenge_id: int) -> bool:
        """Say whether there is something to write: staff are told once, and then it waits."""
        challenge = await work.challenges.find(challenge_id)
        if challenge is None:
            return False
        if self._clock().date() > last_day(challenge) + ANSWERED_WITHIN:
            return True
        return not await work.pitches.told(f"{PITCHED}{challenge_id}:{DUE}:")

    async def _close(self, work: Unit, challenge_id: int) -> bool:
        now = self._clock()
        challenge = await work.challenges.find(challenge_id)
        if challenge is None or challenge.state is not ChallengeState.PUBLISHED:
            return False
        if now.date() <= last_day(challenge):
            return False
        if now.date() <= last_day(challenge) + ANSWERED_WITHIN:
            await self._ask_staff(work, challenge)
            return False
        if not await work.pitches.close(challenge_id, now):
            return False
        # Whoever was chosen goes on: only what nobody decided ends here.
        await self._answer_all(work, challenge, "", NotChosen.UNDECIDED, None)
        await self._tell_company(work, challenge)
        await work.audit.add(now, None, "close_challenge", f"challenge:{challenge_id}")
        await work.content_changed()
        return True

    async def _tell_company(self, work: Unit, challenge: Challenge) -> None:
        company = await work.people.get(challenge.person_id)
        _, hours = await self._hours.of(work, company)
        open_ones = await work.introductions.open_of(challenge_id=challenge.id)
        notice = notices.over_for_company(
            *(challenge, self._hub(challenge), await work.pitches.count(challenge.id)),
            bool(open_ones),
            self._languages[company.language],
        )
        key = f"challenge:{challenge.id}:closed"
        await work.outbox.add(key, company, notice, hours.awake(self._clock()))

    async def _ask_staff(self, work: Unit, challenge: Challenge) -> None:
        """Tell the staff of the hub once that pitches wait for them."""
        pitches = await work.pitches.of_challenge(challenge.id)
        undecided = sum(one.state is PitchState.SENT for one in pitches)
        if not undecided:
            return
        for reader in await work.people.staff_of(challenge.hub):
            _, hours = await self._hours.of(work, reader)
            notice = notices.undecided(
                challenge, self._hub(challenge), undecided, self._languages[reader.language]
            )
            key = f"{PITCHED}{challenge.id}:{DUE}:{reader.id}:{last_day(challenge)}"
            await work.outbox.add(key, reader, notice, hours.awake(self._clock()))

    async def remind(self) -> int:
        """Remind those who have not sent their pitch of the deadline; return how many heard."""
        today = self._clock().date()
        around = timedelta(days=max(REMINDED) + 1)
        async with self._store.read() as work:
            near = await work.pitches.published_with_deadline(
                today - timedelta(days=1), today + around
            )
        told = 0
        for challenge_id in near:
            async with self._store.read() as work:
                due = await self._to_remind(work, challenge_id)
            for person_id, since in due.items():
                try:
                    async with self._store.begin() as work:
                        told += await self._remind(work, challenge_id, person_id, since)
                except Exception:  # whoever it is, the others are not to wait for them
                    log.exception("a reminder of a pitch cannot be made; trying again")
                await asyncio.sleep(0)
        return told

    async def _to_remind(self, work: Unit, challenge_id: int) -> dict[int, datetime]:
        """Return who is to be reminded now, and since when they take part: only they are worth
        a transaction that writes."""
        waiting = await work.pitches.without(challenge_id)
        said = await work.pitches.told(f"{ANSWERED}{challenge_id}:")
        due = {}
        for person_id, since in waiting.items():
            found = await self._reminder(work, challenge_id, person_id, since)
            if found is not None and found[2] not in said:
                due[person_id] = since
        return due

    async def _remind(
        self, work: Unit, challenge_id: int, person_id: int, since: datetime
    ) -> bool:
        if person_id not in await work.pitches.without(challenge_id):
            return False  # sent, or taken back, in this moment
        found = await self._reminder(work, challenge_id, person_id, since)
        challenge = await work.challenges.find(challenge_id)
        if found is None or challenge is None:
            return False
        person, left, key = found
        drafts = await work.drafts.open_of(person_id)
        draft = next(
            (d for d in drafts if d.form == PITCH.name and d.subject == str(challenge_id)), None
        )
        notice = notices.reminder(
            challenge, left, draft.id if draft else None, self._languages[person.language]
        )
        return await work.outbox.add(key, person, notice, self._clock())

    async def _reminder(
        self, work: Unit, challenge_id: int, person_id: int, since: datetime
    ) -> tuple[Person, int, str] | None:
        """Return whom to remind now, of how many days, and the key of it; None for nobody now."""
        now = self._clock()
        challenge = await work.challenges.find(challenge_id)
        if challenge is None or challenge.deadline_on is None or not challenge.is_open(now.date()):
            return None
        person = await work.people.get(person_id)
        wishes, hours = await self._hours.of(work, person)
        left = (challenge.deadline_on - hours.day(now)).days
        due = [days for days in REMINDED if 0 <= left <= days]
        if not due or hours.day(since) == hours.day(now):
            return None
        is_away = person.asleep or wishes.is_paused(now) or not wishes.match_news
        if is_away or hours.is_quiet(now):
            return None
        day = challenge.deadline_on
        key = f"{ANSWERED}{challenge_id}:{person_id}:{REMINDER}:{day}:{min(due)}"
        return person, left, key

    def _hub(self, challenge: Challenge) -> Hub | None:
        return self._knowledge.hubs.get(challenge.hub or "")


async def people_of(work: Unit, pitch: Pitch) -> list[Person]:
    """Return who answers with a pitch: its writer, or everybody in the team."""
    if pitch.team_id is not None:
        team = await work.creative_teams.find(pitch.team_id)
        ids = team.member_ids if team else ()
    else:
        ids = (pitch.person_id,) if pitch.person_id is not None else ()
    return [await work.people.get(id_) for id_ in ids]
