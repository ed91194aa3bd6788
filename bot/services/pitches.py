"""Pitches: what a creative, alone or for their team, answers to a challenge.

Who is in a team of a challenge writes for the team; everybody else writes for themselves. What
is sent can be changed until the deadline, and taken back until it is decided.
"""

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.clock import Clock
from bot.domain.challenges import Challenge
from bot.domain.forms import Draft
from bot.domain.hubs import Hub
from bot.domain.masking import masked
from bot.domain.people import Person
from bot.domain.pitch_forms import PITCH
from bot.domain.pitches import PITCHED, Pitch, PitchState, answer_day, was_public
from bot.domain.refusals import ChallengeClosed, Gone, ProfileNeeded
from bot.domain.results import FormStep
from bot.domain.taking_part import Decided, NothingSent, OwnPitch
from bot.i18n import Languages
from bot.screens import pitch_notices as notices
from bot.services.content import Knowledge
from bot.services.forms import Forms
from bot.store import Store, Unit


class Adopt(Protocol):
    """Lets a pitch have the files that were sent into its draft."""

    async def __call__(self, work: Unit, draft_id: int, *, pitch_id: int) -> object:
        """Move the files, inside the transaction that sends the pitch."""


class Pitches:
    """Use cases of a creative who answers a challenge."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        forms: Forms,
        adopt: Adopt,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._forms = forms
        self._adopt = adopt

    async def write(self, person: Person, challenge_id: int, update_id: int = 0) -> FormStep:
        """Open the form of a pitch: a new one, the draft that lies there, or what was sent."""
        now = self._clock()
        async with self._store.begin() as work:
            await work.invitations.hold(challenge_id, person.id)  # it does not end meanwhile
            challenge = await self._open_one(work, person, challenge_id)
            team = await work.creative_teams.of_person(challenge_id, person.id)
            pitch = (
                await work.pitches.of_team(team.id)
                if team
                else await work.pitches.alone(challenge_id, person.id)
            )
            if pitch and pitch.state in {PitchState.CHOSEN, PitchState.DECLINED}:
                raise Decided
            await self._takes_part(work, challenge, person, now)
        known = {"text": pitch.text, "link": pitch.link or ""} if pitch else {}
        sent = pitch is not None and pitch.state is PitchState.SENT
        return await self._forms.open(
            person,
            PITCH.name,
            known,
            str(challenge_id),
            update_id,
            at="text" if sent else None,
        )

    async def _open_one(self, work: Unit, person: Person, challenge_id: int) -> Challenge:
        challenge = await work.challenges.find(challenge_id)
        if challenge is None or not challenge.is_open(self._clock().date()):
            raise ChallengeClosed
        if challenge.person_id == person.id:
            raise Gone
        if await work.profiles.find(person.id) is None:
            raise ProfileNeeded
        return challenge

    @staticmethod
    async def _takes_part(work: Unit, challenge: Challenge, person: Person, now: datetime) -> None:
        """Note an interest if there is none; terms are agreed to when something is sent."""
        await work.challenges.add_interest(challenge.id, person.id, now)

    async def about(self, person: Person, draft: Draft) -> OwnPitch:
        """Return what the form of a pitch is about: the challenge with its terms, the team."""
        challenge_id = int(draft.subject or 0)
        async with self._store.read() as work:
            challenge = await self._known(work, challenge_id)
            return await self._own(work, person, challenge)

    async def mine(self, person: Person, challenge_id: int) -> OwnPitch:
        """Return what somebody sent, alone or with their team; raise `NothingSent`."""
        async with self._store.read() as work:
            challenge = await self._known(work, challenge_id)
            own = await self._own(work, person, challenge)
        if own.pitch is None:
            raise NothingSent
        return own

    async def _known(self, work: Unit, challenge_id: int) -> Challenge:
        challenge = await work.challenges.find(challenge_id)
        if challenge is None or not was_public(challenge):
            raise Gone
        return challenge

    async def _own(self, work: Unit, person: Person, challenge: Challenge) -> OwnPitch:
        team = await work.creative_teams.of_person(challenge.id, person.id)
        pitch = (
            await work.pitches.of_team(team.id)
            if team
            else await work.pitches.alone(challenge.id, person.id)
        )
        if pitch is not None and pitch.state is PitchState.WITHDRAWN:
            pitch = None
        return OwnPitch(
            challenge=challenge,
            hub=self._hub(challenge),
            pitch=pitch,
            team=team,
            is_open=challenge.is_open(self._clock().date()),
            files=await work.pitches.files_of(pitch.id) if pitch else 0,
            introduction=await work.pitches.introduction_of(pitch.id) if pitch else None,
            answer_on=answer_day(challenge),
        )

    async def send(self, person: Person, draft_id: int, version: int) -> OwnPitch | None:
        """Send a finished draft; None if the terms are others than those the button was under.

        The draft is the key: a second tap, or a replay, finds what the first one sent.
        """
        now = self._clock()
        async with self._store.begin() as work:
            draft = await work.drafts.find(draft_id, person.id)  # waits for the other of two taps
            if draft is None and await work.drafts.was_submitted(draft_id, person.id):
                before = await work.pitches.of_draft(draft_id)
                if before is None:
                    raise Gone
                challenge = await self._known(work, before.challenge_id)
                return await self._own(work, person, challenge)
            if draft is None or draft.form != PITCH.name:
                raise Gone
            challenge_id = int(draft.subject or 0)
            # One after the other: two members who send at once, or one who joins meanwhile.
            await work.invitations.hold(challenge_id, person.id)
            challenge = await self._open_one(work, person, challenge_id)
            if challenge.terms_version != version:
                return None
            own = await self._own(work, person, challenge)
            if own.pitch and own.pitch.state is not PitchState.SENT:
                raise Decided
            await self._takes_part(work, challenge, person, now)
            pitch = await work.pitches.send(self._made(person, draft, own, now), draft.id)
            await work.pitches.agree(challenge.id, person.id, challenge.terms_version, now)
            await self._adopt(work, draft.id, pitch_id=pitch.id)
            await work.drafts.submit(draft.id, now)
            told = 0
            if own.pitch is None:
                told = await self._tell_staff(work, challenge, person, pitch)
            sent = await self._own(work, person, challenge)
        return OwnPitch(
            challenge=challenge,
            hub=sent.hub,
            pitch=sent.pitch,
            team=sent.team,
            files=sent.files,
            answer_on=sent.answer_on,
            is_new=own.pitch is None,
            staff_told=told,
        )

    @staticmethod
    def _made(person: Person, draft: Draft, own: OwnPitch, now: datetime) -> Pitch:
        return Pitch(
            id=0,
            challenge_id=own.challenge.id,
            person_id=person.id,
            team_id=own.team.id if own.team else None,
            language=person.language,
            text=draft.one("text") or "",
            link=draft.one("link"),
            state=PitchState.SENT,
            sent_at=now,
        )

    async def _tell_staff(
        self, work: Unit, challenge: Challenge, person: Person, pitch: Pitch
    ) -> int:
        """Tell the staff of the hub, with names and facts and no way to reach anybody."""
        now = self._clock()
        pitch = replace(pitch, text=masked(pitch.text))
        team = await work.creative_teams.find(pitch.team_id) if pitch.team_id else None
        staff = await work.people.staff_of(challenge.hub)
        for reader in staff:
            tr = self._languages[reader.language]
            notice = notices.pitch_sent(challenge, self._hub(challenge), pitch, person, team, tr)
            key = f"{PITCHED}{challenge.id}:{person.id}:{reader.id}:{now.timestamp():.0f}"
            await work.outbox.add(key, reader, notice, now)
        return len(staff)

    async def withdraw(self, person: Person, challenge_id: int) -> OwnPitch:
        """Take a pitch back, and tell the staff who were told of it; once."""
        now = self._clock()
        async with self._store.begin() as work:
            challenge = await self._known(work, challenge_id)
            own = await self._own(work, person, challenge)
            if own.pitch is None:
                raise NothingSent
            if not await work.pitches.withdraw(own.pitch.id, now):
                raise Decided
            await tell_withdrawn(
                work, self._languages, challenge, self._hub(challenge), own.pitch, person, now
            )
        return own

    def _hub(self, challenge: Challenge) -> Hub | None:
        return self._knowledge.hubs.get(challenge.hub or "")


async def tell_withdrawn(
    work: Unit,
    languages: Languages,
    challenge: Challenge,
    hub: Hub | None,
    pitch: Pitch,
    person: Person,
    now: datetime,
) -> None:
    """Tell the staff of a hub that a pitch was taken back."""
    team = await work.creative_teams.find(pitch.team_id) if pitch.team_id else None
    for reader in await work.people.staff_of(challenge.hub):
        notice = notices.pitch_withdrawn(challenge, hub, person, team, languages[reader.language])
        key = f"{PITCHED}{challenge.id}:{person.id}:{reader.id}:back:{now.timestamp():.0f}"
        await work.outbox.add(key, reader, notice, now)
