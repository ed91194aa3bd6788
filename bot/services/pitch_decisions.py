"""What staff of a hub do with pitches: read them, choose, say no with a reason, end a challenge.

Every use case asks anew whether the person works for the hub of the challenge. Nobody sees here
how to reach anybody: that is for the introduction.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Final

from bot.clock import Clock
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.forms import Draft
from bot.domain.hubs import Hub
from bot.domain.masking import masked
from bot.domain.people import Person
from bot.domain.pitches import ANSWERED, NotChosen, Pitch, PitchState
from bot.domain.refusals import Gone, NotAllowed
from bot.domain.results import InterestedPerson
from bot.domain.shortlists import is_minor
from bot.domain.taking_part import PITCHES_A_PAGE, Closed, Decided, PitchForStaff, PitchList
from bot.i18n import Languages
from bot.screens import pitch_notices as notices
from bot.services.content import Knowledge
from bot.services.endings import Endings, people_of
from bot.services.profiles import Profiles
from bot.services.terms_changes import has_agreed
from bot.store import Store, Unit

OFFERED: Final = (
    NotChosen.OTHER_SKILLS,
    NotChosen.OTHER_IDEA,
    NotChosen.LANGUAGE,
    NotChosen.TIMING,
    NotChosen.FULL,
)
"""Reasons that staff choose from; the others are given by how a challenge ends."""

Introduce = Callable[[Person, int], Awaitable[object]]
"""Opens the introduction of a pitch, and with it notes that the pitch is chosen."""


class PitchDecisions:
    """Use cases of staff."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        profiles: Profiles,
        endings: Endings,
        introduce: Introduce,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._profiles = profiles
        self._endings = endings
        self._introduce = introduce

    async def page(self, staff: Person, challenge_id: int, number: int = 0) -> PitchList:
        """Return a page of the pitches of a challenge, in the order in which they came."""
        async with self._store.read() as work:
            challenge = await self._challenge(work, staff, challenge_id)
            pitches = await work.pitches.of_challenge(challenge_id)
            pages = max(1, -(-len(pitches) // PITCHES_A_PAGE))
            number = min(max(number, 0), pages - 1)
            shown = [
                await self._described(work, staff, challenge, pitch)
                for pitch in pitches[number * PITCHES_A_PAGE :][:PITCHES_A_PAGE]
            ]
        return PitchList(
            challenge=challenge,
            hub=self._hub(challenge),
            pitches=tuple(shown),
            number=number,
            pages=pages,
            total=len(pitches),
            undecided=sum(one.state is PitchState.SENT for one in pitches),
        )

    async def open(self, staff: Person, pitch_id: int) -> PitchForStaff:
        """Return one pitch with the facts of those who wrote it."""
        async with self._store.read() as work:
            challenge, pitch = await self._pitch(work, staff, pitch_id)
            return await self._described(work, staff, challenge, pitch)

    async def to_decide(self, staff: Person, pitch_id: int) -> PitchForStaff:
        """Return a pitch that waits for a decision; raise `Decided`."""
        shown = await self.open(staff, pitch_id)
        if shown.pitch.state is not PitchState.SENT:
            raise Decided
        return shown

    async def choose(self, staff: Person, pitch_id: int) -> PitchForStaff:
        """Choose a pitch, and ask both sides for the introduction; a second tap changes nothing.

        Raise `Decided` if it was declined or taken back meanwhile.
        """
        before = await self.open(staff, pitch_id)
        if before.pitch.state is PitchState.CHOSEN:
            return replace(before, told_before=True)
        if before.pitch.state is not PitchState.SENT:
            raise Decided
        await self._introduce(staff, pitch_id)
        return await self.open(staff, pitch_id)

    async def decline(
        self, staff: Person, pitch_id: int, reason: NotChosen, note: str = ""
    ) -> PitchForStaff:
        """Decline a pitch with a reason that those who wrote it read, once.

        The same decision again, by a second tap, changes nothing.
        """
        if reason not in OFFERED:
            raise Gone
        now = self._clock()
        async with self._store.begin() as work:
            challenge, pitch = await self._pitch(work, staff, pitch_id)
            done = await work.pitches.decline(pitch_id, reason, note, staff.id, now)
            if done:
                await self._tell(work, challenge, pitch, reason, note)
                await work.audit.add(now, staff.id, "decline_pitch", f"pitch:{pitch_id}")
            elif (pitch.state, pitch.reason) != (PitchState.DECLINED, reason):
                raise Decided
            shown = await self._described(
                work, staff, challenge, await work.pitches.find(pitch_id) or pitch
            )
        return replace(shown, told_before=not done)

    async def decline_with_words(self, staff: Person, draft: Draft) -> PitchForStaff:
        """Decline with the words of a finished form; the same draft again changes nothing."""
        number, _, reason = (draft.subject or "").partition(".")
        if not number.isdecimal() or reason not in set(NotChosen):
            raise Gone
        shown = await self.decline(staff, int(number), NotChosen(reason), draft.one("note") or "")
        async with self._store.begin() as work:
            if await work.drafts.find(draft.id, staff.id) is not None:
                await work.drafts.submit(draft.id, self._clock())
        return shown

    async def _tell(
        self, work: Unit, challenge: Challenge, pitch: Pitch, reason: NotChosen, note: str
    ) -> None:
        for person in await people_of(work, pitch):
            tr = self._languages[person.language]
            notice = notices.not_chosen(challenge, self._hub(challenge), reason, note, tr)
            key = f"{ANSWERED}{challenge.id}:{person.id}:{pitch.id}"
            if pitch.sent_at:
                key += f":{pitch.sent_at.timestamp():.0f}"
            await work.outbox.add(key, person, notice, self._clock())

    async def to_close(self, staff: Person, challenge_id: int) -> Challenge:
        """Return a challenge that staff may end now; raise `Gone` if it has ended."""
        async with self._store.read() as work:
            challenge = await self._challenge(work, staff, challenge_id)
        if challenge.state is not ChallengeState.PUBLISHED:
            raise Gone
        return challenge

    async def close(self, staff: Person, draft: Draft) -> Closed:
        """End a challenge with the reason of a finished form, and answer everybody; once."""
        now = self._clock()
        async with self._store.begin() as work:
            challenge = await self._challenge(work, staff, int(draft.subject or 0))
            if await work.drafts.was_submitted(draft.id, staff.id):
                return Closed(challenge, 0)
            if not await work.pitches.close(challenge.id, now):
                raise Gone
            told = await self._endings.challenge_ended(
                work, challenge, draft.one("why") or "", by=staff.id
            )
            company = await work.people.get(challenge.person_id)
            notice = notices.closed_for_company(
                challenge,
                self._hub(challenge),
                draft.one("why") or "",
                self._languages[company.language],
            )
            await work.outbox.add(f"challenge:{challenge.id}:closed", company, notice, now)
            await work.drafts.submit(draft.id, now)
            await work.audit.add(now, staff.id, "close_challenge", f"challenge:{challenge.id}")
            await work.content_changed()
        return Closed(challenge, told)

    async def _challenge(self, work: Unit, staff: Person, challenge_id: int) -> Challenge:
        challenge = await work.challenges.find(challenge_id)
        if not staff.is_staff or (challenge and not staff.works_for(challenge.hub)):
            raise NotAllowed
        if challenge is None:
            raise Gone
        return challenge

    async def _pitch(self, work: Unit, staff: Person, pitch_id: int) -> tuple[Challenge, Pitch]:
        pitch = await work.pitches.find(pitch_id)
        if pitch is None:
            if not staff.is_staff:
                raise NotAllowed
            raise Gone
        challenge = await self._challenge(work, staff, pitch.challenge_id)
        if pitch.state is PitchState.WITHDRAWN:
            raise Decided
        return challenge, pitch

    async def _described(
        self, work: Unit, reader: Person, challenge: Challenge, pitch: Pitch
    ) -> PitchForStaff:
        today = self._clock().date()
        people: Sequence[Person] = await people_of(work, pitch)
        shown, agreed, minor = [], True, False
        for person in people:
            profile = await work.profiles.find(person.id)
            said = self._profiles.described(person, profile, reader.language)
            shown.append(InterestedPerson(person, said))
            agreed &= await has_agreed(work, challenge, person.id)
            minor |= profile is not None and is_minor(profile, today)
        return PitchForStaff(
            challenge=challenge,
            hub=self._hub(challenge),
            # Contact data in it waits for the last key, as in the introduction.
            pitch=replace(pitch, text=masked(pitch.text)),
            people=tuple(shown),
            team=await work.creative_teams.find(pitch.team_id) if pitch.team_id else None,
            agreed=agreed,
            may_be_minor=minor,
            files=await work.pitches.files_of(pitch.id),
            introduction=await work.pitches.introduction_of(pitch.id),
        )

    def _hub(self, challenge: Challenge) -> Hub | None:
        return self._knowledge.hubs.get(challenge.hub or "")
