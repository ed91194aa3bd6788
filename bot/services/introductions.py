"""Introductions: company, creatives and facilitator each turn a key, or nobody meets.

Every step is one transaction that also queues what is said of it: killed anywhere, nobody is told
twice and nothing is lost. Whoever changes a request holds its row, so two last keys come one after
the other. Contact data leaves through `IntroductionViews` alone.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from bot.clock import Clock
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.forms import Draft
from bot.domain.introducing import (
    GuardianFirst,
    IntroductionSeen,
    OwnIntroductions,
    PitchSettled,
    TermsNotAgreed,
)
from bot.domain.introductions import (
    INTRODUCED,
    LASTS,
    EndedBy,
    Holder,
    Introduction,
    IntroductionState,
    Key,
    KeyAnswer,
)
from bot.domain.opportunities import Opportunity
from bot.domain.people import Person
from bot.domain.pitches import Pitch
from bot.domain.refusals import ChallengeClosed, Gone, NotAllowed
from bot.domain.replies import Reply
from bot.domain.shortlists import is_minor
from bot.i18n import Languages
from bot.screens import introductions as screens
from bot.services.hours import LocalHours
from bot.services.introduction_views import IntroductionViews
from bot.services.terms_changes import has_agreed
from bot.store import Store, Unit

log = logging.getLogger(__name__)

ERASED: Final = "left:"
"""Begins the keys of what is said when somebody was erased: it names neither them nor a title."""


class Introductions:
    """Use cases of the three keys. Every tap asks anew whose key it is."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        views: IntroductionViews,
        hours: LocalHours,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._views = views
        self._hours = hours

    async def open(self, staff: Person, pitch_id: int) -> IntroductionSeen:
        """Choose a pitch and ask everybody whose yes it takes; a second tap finds what is there.

        The pitch becomes CHOSEN with it, or neither happens.
        """
        if not staff.is_staff:
            raise NotAllowed
        now = self._clock()
        async with self._store.read() as work:
            challenge, opportunity = await self._of_pitch(work, staff, pitch_id)
        async with self._store.begin() as work:
            made = await work.introductions.of_pitch(pitch_id)
            if made is None:
                made = await self._opened(work, staff, pitch_id, now)
                await self._ask(work, made, challenge, opportunity, now, "asked")
            return await self._views.seen(
                work, made, challenge, opportunity, staff, Holder.FACILITATOR
            )

    async def _of_pitch(
        self, work: Unit, staff: Person, pitch_id: int
    ) -> tuple[Challenge, Opportunity]:
        pitch = await work.pitches.find(pitch_id)
        challenge = await work.challenges.find(pitch.challenge_id) if pitch else None
        if challenge is not None and not staff.works_for(challenge.hub):
            raise NotAllowed
        if challenge is None:
            raise Gone
        return challenge, await self._views.ground(challenge)

    async def _opened(
        self, work: Unit, staff: Person, pitch_id: int, now: datetime
    ) -> Introduction:
        pitch = await work.pitches.find(pitch_id)
        challenge = await work.challenges.find(pitch.challenge_id) if pitch else None
        if pitch is None or challenge is None or not challenge.person_id:
            raise Gone
        if challenge.state is not ChallengeState.PUBLISHED:
            raise ChallengeClosed
        creatives = await _creatives(work, pitch)
        if not creatives or not await work.pitches.choose(pitch_id, staff.id, now):
            raise PitchSettled
        for id_ in creatives:
            if not await has_agreed(work, challenge, id_):
                raise TermsNotAgreed
            profile = await work.profiles.find(id_)
            if profile and is_minor(profile, now.date()) and not profile.guardian_consent:
                raise GuardianFirst
        keys = (
            Key(Holder.COMPANY, challenge.person_id, asked_at=now),
            *(Key(Holder.CREATIVE, id_, asked_at=now) for id_ in creatives),
            Key(Holder.FACILITATOR, None, asked_at=now),
        )
        asked = Introduction(0, challenge.id, pitch_id, now, now + LASTS, keys)
        made = await work.introductions.add(asked, staff.id)
        if made is None:
            raise PitchSettled
        await work.audit.add(now, staff.id, "open_introduction", f"introduction:{made.id}")
        return made

    async def see(self, person: Person, introduction_id: int) -> IntroductionSeen:
        """Return an introduction to somebody who holds a key of it, or to staff of its hub."""
        async with self._store.read() as work:
            it = await work.introductions.find(introduction_id)
            challenge = await work.challenges.find(it.challenge_id) if it else None
            if it is None or challenge is None:
                raise Gone
            holder = it.side_of(person.id)
            if holder is None and not (person.is_staff and person.works_for(challenge.hub)):
                raise Gone
            opportunity = await self._views.ground(challenge)
            shown = it.at(self._clock())
            return await self._views.seen(
                work, shown, challenge, opportunity, person, holder or Holder.FACILITATOR
            )

    async def as_staff(self, staff: Person, introduction_id: int) -> IntroductionSeen:
        """Return an introduction to staff of its hub, as staff, even if they are a side of it."""
        async with self._store.read() as work:
            it = await work.introductions.find(introduction_id)
            challenge = await work.challenges.find(it.challenge_id) if it else None
            if it is None or challenge is None:
                raise Gone
            if not (staff.is_staff and staff.works_for(challenge.hub)):
                raise NotAllowed
            opportunity = await self._views.ground(challenge)
            return await self._views.seen(
                work, it.at(self._clock()), challenge, opportunity, staff, Holder.FACILITATOR
            )

    async def mine(self, person: Person) -> OwnIntroductions:
        """Return the introductions of which somebody is a side, the latest first."""
        async with self._store.read() as work:
            found = await work.introductions.of_person(person.id)
        return OwnIntroductions(tuple([await self.see(person, one.id) for one in found]))

    async def to_answer(self, person: Person, key_id: int) -> IntroductionSeen:
        """Return the request to which somebody would answer with a key of theirs."""
        async with self._store.read() as work:
            id_ = await work.introductions.of_key(key_id)
            it = await work.introductions.find(id_) if id_ is not None else None
            challenge = await work.challenges.find(it.challenge_id) if it else None
            if it is None or challenge is None:
                raise Gone
            key = _turned_by(it, key_id, person, challenge)
            opportunity = await self._views.ground(challenge)
            shown = it.at(self._clock())
            return await self._views.seen(work, shown, challenge, opportunity, person, key.holder)

    async def answer(
        self, person: Person, key_id: int, answer: KeyAnswer, until_on: date | None = None
    ) -> IntroductionSeen:
        """Turn a key, or turn it back; what is settled stays, and is shown as it is."""
        seen = await self.to_answer(person, key_id)  # raises what no transaction is needed for
        async with self._store.begin() as work:
            return await self._answer(work, person, seen, answer, until_on)

    async def later(self, person: Person, draft: Draft) -> IntroductionSeen:
        """Take the typed day of "not now"; the same draft twice answers once."""
        number = draft.subject or ""
        if not number.isdecimal():
            raise Gone
        seen = await self.to_answer(person, int(number))
        async with self._store.begin() as work:
            if await work.drafts.was_submitted(draft.id, person.id):
                return seen
            day = date.fromisoformat(draft.one("day") or "")
            await work.drafts.submit(draft.id, self._clock())
            return await self._answer(work, person, seen, KeyAnswer.LATER, day)

    async def _answer(
        self,
        work: Unit,
        person: Person,
        seen: IntroductionSeen,
        answer: KeyAnswer,
        until_on: date | None,
    ) -> IntroductionSeen:
        now, challenge = self._clock(), seen.challenge
        opportunity = await self._views.ground(challenge)
        before = await work.introductions.hold(seen.introduction.id)
        if before is None:
            raise Gone
        after = await self._on_its_ground(work, before, now)
        after = after.answered(seen.holder, person.id, answer, now, until_on)
        await work.introductions.save(before, after)
        await self._tell_end(work, before, after, challenge, opportunity, by=person.id)
        return await self._views.seen(work, after, challenge, opportunity, person, seen.holder)

    @staticmethod
    async def _on_its_ground(work: Unit, it: Introduction, now: datetime) -> Introduction:
        """Return it ended if what it is about is not there any more."""
        if it.state is not IntroductionState.OPEN:
            return it
        if not await work.introductions.has_lost_its_ground(it.id):
            return it
        return it.at(now).ended(EndedBy.LEFT, now)

    async def tend(self) -> int:
        """End what waited too long, ask again whose day has come; return how many it touched.

        A request for which everybody said yes, and which waited for somebody to come back, is
        made now.
        """
        now, done = self._clock(), 0
        async with self._store.read() as work:
            ids = await work.introductions.to_tend(now)
        for id_ in ids:
            try:
                done += await self._tend_one(id_, now)
            except Exception:  # whichever it is, the others are not to wait for it
                log.exception("an introduction cannot be tended; trying again")
        return done

    async def _tend_one(self, introduction_id: int, now: datetime) -> bool:
        async with self._store.read() as work:
            it = await work.introductions.find(introduction_id)
            challenge = await work.challenges.find(it.challenge_id) if it else None
        if challenge is None:
            return False
        opportunity = await self._views.ground(challenge)
        async with self._store.begin() as work:
            return await self._tend(work, introduction_id, challenge, opportunity, now)

    async def _tend(
        self,
        work: Unit,
        introduction_id: int,
        challenge: Challenge,
        opportunity: Opportunity,
        now: datetime,
    ) -> bool:
        before = await work.introductions.hold(introduction_id)
        if before is None or before.state is not IntroductionState.OPEN:
            return False
        after = (await self._on_its_ground(work, before, now)).settled(now)
        if after.state is IntroductionState.OPEN:
            due = [key for key in after.keys if after.asks_again(key, now)]
            if not due:
                return False
            asked = replace(
                after,
                keys=tuple(replace(k, asked_at=now) if k in due else k for k in after.keys),
            )
            await work.introductions.save(before, asked)
            await self._ask(work, replace(asked, keys=tuple(due)), challenge, opportunity, now)
            return True
        await work.introductions.save(before, after)
        await self._tell_end(work, before, after, challenge, opportunity)
        return True

    async def end_for_challenge(self, work: Unit, challenge_id: int, now: datetime) -> None:
        """End the open requests about a challenge that was withdrawn or closed."""
        ids = await work.introductions.open_of(challenge_id=challenge_id)
        await self._end(work, ids, EndedBy.CLOSED, now)

    async def end_for_pitch(self, work: Unit, pitch_id: int, now: datetime, by: int = 0) -> None:
        """End the open request about a pitch that was taken back, or whose team broke up; who
        went knows."""
        ids = await work.introductions.open_of(pitch_id=pitch_id)
        await self._end(work, ids, EndedBy.LEFT, now, by=by)

    async def left(self, work: Unit, person: Person) -> None:
        """End the open requests of somebody who is about to be erased, and tell the others.

        What is said names neither them nor the challenge: it outlives both.
        """
        ids = await work.introductions.open_of(person_id=person.id)
        await self._end(work, ids, EndedBy.LEFT, self._clock(), erased=person.id)

    async def _end(
        self,
        work: Unit,
        ids: Iterable[int],
        why: EndedBy,
        now: datetime,
        erased: int | None = None,
        by: int = 0,
    ) -> None:
        for id_ in ids:
            before = await work.introductions.hold(id_)
            challenge = await work.challenges.find(before.challenge_id) if before else None
            if before is None or challenge is None:
                continue
            after = before.at(now).ended(why, now)
            await work.introductions.save(before, after)
            opportunity = await self._views.ground(challenge)
            await self._tell_end(work, before, after, challenge, opportunity, by=by, erased=erased)

    async def _ask(
        self,
        work: Unit,
        it: Introduction,
        challenge: Challenge,
        opportunity: Opportunity,
        now: datetime,
        kind: str = "",
    ) -> None:
        """Ask the holders of keys, each in a message of their own that says why."""
        again = not kind
        kind = kind or f"again:{now.date()}"
        for reader, holder in await self._holders(work, it, challenge):
            whole = await work.introductions.find(it.id) or it
            view = await self._views.seen(work, whole, challenge, opportunity, reader, holder)
            reply = screens.asked(view, self._languages[reader.language], again=again)
            await self._send(work, it.id, f"{kind}:{holder}", reader, reply, now)

    async def _tell_end(
        self,
        work: Unit,
        before: Introduction,
        after: Introduction,
        challenge: Challenge,
        opportunity: Opportunity,
        *,
        by: int = 0,
        erased: int | None = None,
    ) -> None:
        """Tell everybody, once, what became of a request that was open until now."""
        if before.state is not IntroductionState.OPEN or before.state is after.state:
            return
        now = self._clock()
        if after.is_made:
            await work.audit.add(now, None, "make_introduction", f"introduction:{after.id}")
        for reader, holder in await self._holders(work, after, challenge):
            knows = reader.id in {by, erased} or _acted(after, challenge, holder)
            if knows and not after.is_made:
                continue
            tr = self._languages[reader.language]
            view = await self._views.seen(work, after, challenge, opportunity, reader, holder)
            reply = (
                screens.made(view, tr)
                if after.is_made
                else screens.ended_notice(view, tr, titled=erased is None)
            )
            if erased is not None:
                await work.outbox.add(f"{ERASED}{after.id}:{reader.id}", reader, reply, now)
            else:
                await self._send(work, after.id, f"{after.state}:{holder}", reader, reply, now)

    async def _send(
        self, work: Unit, id_: int, kind: str, reader: Person, reply: Reply, now: datetime
    ) -> None:
        """Queue a message, once, out of the reader's quiet hours."""
        _, hours = await self._hours.of(work, reader)
        key = f"{INTRODUCED}{id_}:{kind}:{reader.id}"
        await work.outbox.add(key, reader, reply, hours.awake(now))

    @staticmethod
    async def _holders(
        work: Unit, it: Introduction, challenge: Challenge
    ) -> list[tuple[Person, Holder]]:
        """Return who holds the keys of a request; the facilitator's is that of all of the hub."""
        found: list[tuple[Person, Holder]] = []
        for key in it.keys:
            if key.holder is Holder.FACILITATOR:
                staff = await work.people.staff_of(challenge.hub)
                found += [(one, key.holder) for one in staff]
            elif key.person_id is not None:
                found.append((await work.people.get(key.person_id), key.holder))
        return found


async def _creatives(work: Unit, pitch: Pitch) -> Sequence[int]:
    """Return who answers with a pitch: every member of the team, or who wrote it."""
    if pitch.team_id is None:
        return [pitch.person_id] if pitch.person_id else []
    team = await work.creative_teams.find(pitch.team_id)
    return team.member_ids if team else ()


def _turned_by(it: Introduction, key_id: int, person: Person, challenge: Challenge) -> Key:
    """Return a key that is somebody's to turn; raise if it is not."""
    key = next(key for key in it.keys if key.id == key_id)
    if key.holder is Holder.FACILITATOR:
        if not (person.is_staff and person.works_for(challenge.hub)):
            raise NotAllowed
    elif key.person_id != person.id:
        raise Gone
    return key


def _acted(after: Introduction, challenge: Challenge, holder: Holder) -> bool:
    """Say whether a side ended it by what it did with the challenge: it knows."""
    off = {ChallengeState.WITHDRAWN, ChallengeState.CLOSED}
    closed = after.ended_by is EndedBy.CLOSED or challenge.state in off
    return closed and holder is Holder.COMPANY
