"""Teams that creatives make to answer a challenge: making one, joining by link, leaving.

Whoever changes who is in a team holds the challenge and the person first, so that the last place
goes to one of two who tap at once, and nobody gets into two teams.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from bot.clock import Clock
from bot.domain.challenges import ENDED, Challenge
from bot.domain.forms import Draft
from bot.domain.links import TEAM
from bot.domain.people import Person
from bot.domain.pitches import (
    TEAMED,
    AskAnswer,
    CreativeTeam,
    PitchState,
)
from bot.domain.refusals import Gone
from bot.domain.taking_part import (
    CannotJoin,
    Joining,
    Left,
    NoTeam,
    NoTeamYet,
    NotJoined,
    TeamCard,
)
from bot.i18n import Languages
from bot.screens import team_notices as notices
from bot.services.endings import Endings
from bot.services.pitches import tell_withdrawn
from bot.services.team_entry import TeamEntry
from bot.store import Store, Unit

EndForPitch = Callable[[Unit, int, datetime, int], Awaitable[object]]
"""Ends the introduction of a pitch whose team is another one by now, because somebody went."""


async def _end_nothing(work: Unit, pitch_id: int, now: datetime, by: int) -> None:
    """Stand in where nobody is introduced."""


class CreativeTeams:
    """Use cases of members, and of those who would be."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        entry: TeamEntry,
        endings: Endings,
        end_for_pitch: EndForPitch = _end_nothing,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._entry = entry
        self._endings = endings
        self._end_for_pitch = end_for_pitch

    async def of(self, person: Person, challenge_id: int) -> TeamCard | NoTeamYet:
        """Return the team of somebody for a challenge, or what they could do without one."""
        async with self._store.read() as work:
            challenge = await self._entry.challenge(work, challenge_id)
            team = await work.creative_teams.of_person(challenge_id, person.id)
            if team is not None:
                return await self.described(work, person, team, challenge)
            own = await work.pitches.alone(challenge_id, person.id)
            barred = await self._entry.barred(work, person, challenge)
        live = own if own and own.state is PitchState.SENT else None
        return NoTeamYet(challenge, live, None if barred is NotJoined.OWN_PITCH else barred)

    async def card(self, person: Person, team_id: int) -> TeamCard:
        """Return a team to a member of it; raise `NoTeam` to everybody else."""
        async with self._store.read() as work:
            team = await self._of_member(work, person, team_id)
            challenge = await self._entry.challenge(work, team.challenge_id)
            return await self.described(work, person, team, challenge)

    async def described(
        self, work: Unit, person: Person, team: CreativeTeam, challenge: Challenge
    ) -> TeamCard:
        """Return a team with the first names of its members, for one of them."""
        signature = self._entry.signature(team.id, await work.creative_teams.round_of(team.id))
        pitch = await work.pitches.of_team(team.id)
        return TeamCard(
            challenge=challenge,
            hub=self._entry.hub(challenge),
            team=team,
            me=person.id,
            names={id_: (await work.people.get(id_)).name for id_ in team.member_ids},
            pitch=None if pitch and pitch.state is PitchState.WITHDRAWN else pitch,
            is_open=challenge.is_open(self._clock().date()),
            payload=f"{TEAM}{team.id}-{signature}",
            asks=tuple(await work.creative_teams.asks_of_team(team.id)),
        )

    async def to_make(self, person: Person, challenge_id: int, *, give_up: bool) -> None:
        """See that somebody can make a team; take their own pitch back if they want that."""
        now = self._clock()
        async with self._store.begin() as work:
            challenge = await self._entry.challenge(work, challenge_id)
            if give_up:
                await self._take_back_own(work, person, challenge, now)
            await self._entry.let_in(work, person, challenge)

    async def make(self, person: Person, draft: Draft) -> TeamCard:
        """Make a team with its first member; the same draft again finds it."""
        now = self._clock()
        async with self._store.begin() as work:
            challenge = await self._entry.challenge(work, int(draft.subject or 0))
            await work.invitations.hold(challenge.id, person.id)
            team = await work.creative_teams.of_person(challenge.id, person.id)
            if not await work.drafts.was_submitted(draft.id, person.id):
                await self._entry.let_in(work, person, challenge)
                name = draft.one("name") or "?"
                team = await work.creative_teams.add(challenge.id, name, person.id, now)
                await self._takes_part(work, person, challenge, now)
                await work.drafts.submit(draft.id, now)
            if team is None:
                raise NoTeam
            return await self.described(work, person, team, challenge)

    async def invited(self, person: Person, team_id: int, signature: str) -> Joining:
        """Return the team that a link leads into, and whether the person can join it."""
        async with self._store.read() as work:
            team = await self._entry.of_link(work, team_id, signature)
            return await self._entry.joining(work, person, team, signature=signature)

    async def asked(self, person: Person, ask_id: int) -> Joining:
        """Return the team that asked a person to join."""
        async with self._store.read() as work:
            ask, team = await self._entry.of_ask(work, person, ask_id)
            return await self._entry.joining(work, person, team, ask=ask)

    async def join(
        self,
        person: Person,
        team_id: int,
        version: int,
        *,
        signature: str = "",
        ask_id: int | None = None,
        give_up: bool = False,
    ) -> TeamCard | Joining:
        """Put a person into a team, by a link or because it asked them, and tell the others.

        Return what they would join if they cannot do so yet: the terms are others than those
        that stood above the button (`version`), a profile is missing, or a pitch of their own
        waits, which they may give up.
        """
        now = self._clock()
        async with self._store.begin() as work:
            if ask_id is not None:
                ask, team = await self._entry.of_ask(work, person, ask_id)
            else:
                ask, team = None, await self._entry.of_link(work, team_id, signature)
            await work.invitations.hold(team.challenge_id, person.id)
            held = await work.creative_teams.find(team.id)
            if held is None:
                raise NoTeam  # its last member left in this moment
            team = held
            offer = await self._entry.joining(work, person, team, signature=signature, ask=ask)
            if offer.is_member:
                return await self.described(work, person, team, offer.challenge)
            if offer.challenge.terms_version != version:
                return replace(offer, changed=True)
            if offer.own is not None and give_up:
                await self._take_back_own(work, person, offer.challenge, now)
                offer = await self._entry.joining(work, person, team, signature=signature, ask=ask)
            if offer.barred is not None:
                raise CannotJoin(offer.barred)
            if offer.needs_profile or offer.own is not None:
                return offer
            await work.creative_teams.join(team.id, person.id, now)
            await self._takes_part(work, person, offer.challenge, now)
            if ask is not None:
                await work.creative_teams.answer_ask(ask.id, AskAnswer.YES, now)
            await self._tell_others(work, team, person, offer.challenge, "joined", now)
            joined = await work.creative_teams.find(team.id) or team
            return await self.described(work, person, joined, offer.challenge)

    async def say_no(self, person: Person, ask_id: int) -> Challenge:
        """Note a no to a team; quiet: nobody of it hears who said so."""
        async with self._store.begin() as work:
            ask = await work.creative_teams.find_ask(ask_id)
            if ask is None or ask.person_id != person.id:
                raise Gone
            team = await work.creative_teams.find(ask.team_id)
            if team is None:
                raise Gone
            if ask.answer is None:
                await work.creative_teams.answer_ask(ask_id, AskAnswer.NO, self._clock())
            return await self._entry.challenge(work, team.challenge_id)

    async def leave(self, person: Person, team_id: int) -> Left:
        """Leave a team; the last one takes it along."""
        async with self._store.begin() as work:
            team = await self._of_member(work, person, team_id)
            await work.invitations.hold(team.challenge_id, person.id)
            return await self._take_out(work, team, person, "left")

    async def remove(self, person: Person, team_id: int, member_id: int) -> TeamCard:
        """Take a member out of a team, and tell them; only who looks after it may."""
        async with self._store.begin() as work:
            team = await self._of_maker(work, person, team_id)
            if member_id == person.id:
                raise Gone
            if member_id in team.member_ids:
                await work.invitations.hold(team.challenge_id, member_id)
                member = await work.people.get(member_id)
                left = await self._take_out(work, team, member, "removed")
                tr = self._languages[member.language]
                now = self._clock()
                key = f"{TEAMED}{team.id}:{member.id}:{member.id}:out:{now.timestamp():.0f}"
                await work.outbox.add(
                    key, member, notices.taken_out(left.challenge, team, tr), now
                )
                team = await self._of_maker(work, person, team_id)
            challenge = await self._entry.challenge(work, team.challenge_id)
            return await self.described(work, person, team, challenge)

    async def new_link(self, person: Person, team_id: int) -> TeamCard:
        """Make earlier links worthless; only who looks after the team may."""
        async with self._store.begin() as work:
            team = await self._of_maker(work, person, team_id)
            await work.creative_teams.renew(team_id)
            challenge = await self._entry.challenge(work, team.challenge_id)
            return await self.described(work, person, team, challenge)

    async def let_go(self, work: Unit, person: Person, challenge_id: int) -> None:
        """End what somebody sent to a challenge, alone or in a team, that they are out of."""
        now = self._clock()
        await work.invitations.hold(challenge_id, person.id)
        team = await work.creative_teams.of_person(challenge_id, person.id)
        if team is not None:
            await self._take_out(work, team, person, "left")
        own = await work.pitches.alone(challenge_id, person.id)
        if own is not None and own.state is PitchState.CHOSEN:
            await self._end_for_pitch(work, own.id, now, person.id)
        elif own is not None:
            await work.pitches.withdraw(own.id, now)

    async def forget(self, work: Unit, person: Person) -> None:
        """End what somebody takes part in before they are erased: teams go on without them."""
        for team in await work.creative_teams.all_of_person(person.id):
            await self._take_out(work, team, person, "left", named=False)
        await work.pitches.forget_writer(person.id)
        for challenge in await work.challenges.of_person(person.id):
            if challenge.state not in ENDED:
                await self._endings.challenge_ended(work, challenge, titled=False)

    async def _take_out(
        self, work: Unit, team: CreativeTeam, person: Person, how: str, *, named: bool = True
    ) -> Left:
        now = self._clock()
        challenge = await work.challenges.find(team.challenge_id)
        if challenge is None:
            raise Gone
        await work.creative_teams.leave(team.id, person.id)
        pitch = await work.pitches.of_team(team.id)
        if pitch is not None and pitch.state is PitchState.CHOSEN:
            await self._end_for_pitch(work, pitch.id, now, person.id)
        left = tuple(id_ for id_ in team.member_ids if id_ != person.id)
        if not left:
            if pitch is not None and await work.pitches.withdraw(pitch.id, now) and named:
                hub = self._entry.hub(challenge)
                await tell_withdrawn(work, self._languages, challenge, hub, pitch, person, now)
            await work.creative_teams.dissolve(team.id)
            return Left(challenge, team, dissolved=True)
        if pitch is not None and pitch.person_id == person.id:
            await work.pitches.without_writer(team.id)
        if team.made_by not in left:
            await work.creative_teams.hand_over(team.id, left[0])
        rest = replace(team, member_ids=left)
        if named:
            await self._tell_others(work, rest, person, challenge, how, now)
        return Left(challenge, team)

    async def _tell_others(
        self,
        work: Unit,
        team: CreativeTeam,
        person: Person,
        challenge: Challenge,
        how: str,
        now: datetime,
    ) -> None:
        for id_ in team.member_ids:
            if id_ != person.id:
                reader = await work.people.get(id_)
                tr = self._languages[reader.language]
                notice = notices.member_changed(challenge, team, person, how, tr)
                key = f"{TEAMED}{team.id}:{person.id}:{id_}:{how}:{now.timestamp():.0f}"
                await work.outbox.add(key, reader, notice, now)

    async def _take_back_own(
        self, work: Unit, person: Person, challenge: Challenge, now: datetime
    ) -> None:
        own = await work.pitches.alone(challenge.id, person.id)
        if own is not None and await work.pitches.withdraw(own.id, now):
            hub = self._entry.hub(challenge)
            await tell_withdrawn(work, self._languages, challenge, hub, own, person, now)

    @staticmethod
    async def _takes_part(work: Unit, person: Person, challenge: Challenge, now: datetime) -> None:
        await work.challenges.add_interest(challenge.id, person.id, now)
        await work.pitches.agree(challenge.id, person.id, challenge.terms_version, now)

    async def _of_member(self, work: Unit, person: Person, team_id: int) -> CreativeTeam:
        team = await work.creative_teams.find(team_id)
        if team is None or person.id not in team.member_ids:
            raise NoTeam
        return team

    async def _of_maker(self, work: Unit, person: Person, team_id: int) -> CreativeTeam:
        team = await self._of_member(work, person, team_id)
        if team.made_by != person.id:
            raise NoTeam
        return team
