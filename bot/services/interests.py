"""What a creative said yes to: an interest in a challenge, where it stands, taking it back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from bot.clock import Clock
from bot.domain.challenges import ENDED, INTEREST, Challenge
from bot.domain.forms import Draft
from bot.domain.hubs import Hub
from bot.domain.introductions import IntroductionState
from bot.domain.invitations import Answer
from bot.domain.offers import Offer, Stands, Withdrawn, Yes, Yeses
from bot.domain.opportunities import OF_CHALLENGE, OF_ENTRY
from bot.domain.people import Person
from bot.domain.pitch_forms import PITCH
from bot.domain.pitches import CreativeTeam, Pitch, PitchState, was_public
from bot.domain.refusals import ChallengeClosed, Gone, ProfileNeeded
from bot.domain.results import ChallengeUnderReview, InterestShown
from bot.domain.shortlists import is_minor
from bot.i18n import Languages, Translator
from bot.screens import notices
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.services.opportunities import Opportunities
from bot.services.pitches import tell_withdrawn
from bot.services.profiles import Profiles
from bot.store import Store, Unit

LetGo = Callable[[Unit, Person, int], Awaitable[object]]
"""Ends what somebody sent to a challenge, alone or in a team, in the same transaction."""

PAGE: Final = 5
_MEETS: Final = {
    IntroductionState.OPEN: Stands.MEETING,
    IntroductionState.MADE: Stands.MET,
    IntroductionState.ENDED: Stands.NOT_MET,
}


class Interests:
    """Use cases of a creative who would like to take part."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        choices: Choices,
        profiles: Profiles,
        opportunities: Opportunities,
        let_go: LetGo,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._choices = choices
        self._profiles = profiles
        self._opportunities = opportunities
        self._let_go = let_go

    async def show(self, person: Person, challenge_id: int) -> InterestShown:
        """Note an interest and tell the staff of the challenge's hub, once."""
        now = self._clock()
        async with self._store.begin() as work:
            # Nobody changes the terms, or ends it, between what is read here and what is kept.
            await work.invitations.hold(challenge_id, person.id)
            challenge = await work.challenges.find(challenge_id)
            if challenge is None or not challenge.is_open(now.date()):
                raise ChallengeClosed
            if challenge.person_id == person.id:
                raise Gone
            profile = await work.profiles.find(person.id)
            if profile is None:
                raise ProfileNeeded
            new = await work.challenges.add_interest(challenge_id, person.id, now)
            await work.pitches.agree(challenge_id, person.id, challenge.terms_version, now)
            staff = await work.people.staff_of(challenge.hub)
            await work.invitations.answer(challenge_id, person.id, Answer.YES, now)
            asker = await asker_of(work, challenge, person.id)
            for reader in {one.id: one for one in (*staff, *asker)}.values() if new else ():
                tr = self._languages[reader.language]
                notice = notices.interest_shown(
                    self._described(challenge, tr),
                    person,
                    self._profiles.described(person, profile, reader.language),
                    tr,
                    may_be_minor=is_minor(profile, now.date()),
                )
                key = f"{INTEREST}{challenge_id}:{person.id}:{reader.id}"
                if not await work.outbox.add(key, reader, notice, now):
                    # They took it back before, and have thought better of it.
                    await work.outbox.add(f"{key}:{now.timestamp():.0f}", reader, notice, now)
        return InterestShown(challenge, self._hub(challenge), not new, len(staff))

    async def page(self, person: Person, number: int = 0) -> Yeses:
        """Return what a person said yes to: challenges first, then entries they applied to."""
        async with self._store.read() as work:
            interests = await work.challenges.interested_at(person.id)
            saved = await work.follows.saved(person.id)
            drafts = await work.drafts.open_of(person.id)
            said = [
                await self._to_challenge(work, person, challenge, drafts)
                for challenge, _ in interests
            ]
        said += [
            yes
            for one in saved
            if one.applied_at is not None and (yes := self._to_entry(person, one.entry_id))
        ]
        pages = max(1, -(-len(said) // PAGE))
        number = min(max(number, 0), pages - 1)
        shown = said[number * PAGE : (number + 1) * PAGE]
        return Yeses(tuple(shown), number, pages, len(said))

    async def _to_challenge(
        self, work: Unit, person: Person, challenge: Challenge, drafts: list[Draft]
    ) -> Yes:
        offer = self._opportunities.offer(
            person, f"{OF_CHALLENGE}{challenge.id}", {challenge.id: challenge}
        )
        team, pitch = await _taken_part(work, challenge.id, person.id)
        draft = next(
            (d for d in drafts if d.form == PITCH.name and d.subject == str(challenge.id)), None
        )
        stands = await self._stands(work, challenge, pitch, draft)
        yes = Yes(offer or Offer(challenge), stands, self._hub(challenge), pitch, team)
        return replace(yes, draft_id=draft.id) if draft and stands is Stands.DRAFT else yes

    async def _stands(
        self, work: Unit, challenge: Challenge, pitch: Pitch | None, draft: Draft | None
    ) -> Stands:
        match pitch.state if pitch else None:
            case PitchState.SENT:
                return Stands.SENT
            case PitchState.DECLINED:
                return Stands.DECLINED
            case PitchState.CHOSEN:
                meets = await work.pitches.introduction_of(pitch.id) if pitch else None
                return _MEETS[meets] if meets else Stands.CHOSEN
        if challenge.is_open(self._clock().date()):
            return Stands.DRAFT if draft else Stands.UNDER_REVIEW
        return Stands.ENDED if challenge.state in ENDED else Stands.CLOSED

    def _to_entry(self, person: Person, entry_id: str) -> Yes | None:
        offer = self._opportunities.offer(person, f"{OF_ENTRY}{entry_id}", {})
        return Yes(offer, Stands.APPLIED) if offer else None

    async def to_withdraw(self, person: Person, challenge_id: int) -> Withdrawn:
        """Return what would be taken back, and how many of staff would hear of it.

        Raise `Gone` for a challenge that the person cannot know of.
        """
        async with self._store.read() as work:
            challenge = await self._known(work, challenge_id)
            interested = challenge_id in await work.challenges.interests_of(person.id)
            staff = await work.people.staff_of(challenge.hub)
            team, pitch = await _live_part(work, challenge_id, person.id)
        return Withdrawn(
            *(challenge, self._hub(challenge), len(staff)),
            before=not interested and team is None,
            pitch=pitch,
            team=team,
        )

    async def withdraw(self, person: Person, challenge_id: int) -> Withdrawn:
        """Take an interest back, and tell those of staff who were told of it; once.

        A pitch of their own goes with it, and their place in a team; who is chosen answers in
        the introduction instead.
        """
        now = self._clock()
        async with self._store.begin() as work:
            await work.invitations.hold(challenge_id, person.id)
            challenge = await self._known(work, challenge_id)
            team, pitch = await _live_part(work, challenge_id, person.id)
            if pitch is not None and pitch.state is PitchState.CHOSEN:
                return Withdrawn(challenge, self._hub(challenge), pitch=pitch, team=team)
            if team is not None:
                await self._let_go(work, person, challenge_id)
            elif pitch is not None and not await work.pitches.withdraw(pitch.id, now):
                return Withdrawn(challenge, self._hub(challenge), pitch=pitch)
            elif pitch is not None:
                hub = self._hub(challenge)
                await tell_withdrawn(work, self._languages, challenge, hub, pitch, person, now)
            since = await work.challenges.withdraw_interest(challenge_id, person.id)
            if since is None:
                return Withdrawn(challenge, self._hub(challenge), before=team is None, team=team)
            await work.invitations.answer(challenge_id, person.id, Answer.WITHDRAWN, now)
            told = await work.challenges.take_back_notices(challenge_id, person.id, now)
            staff = await work.people.staff_of(challenge.hub)
            staff += await asker_of(work, challenge, person.id)
            readers = {one.id: one for one in staff if one.id in told}.values()
            for reader in readers:
                tr = self._languages[reader.language]
                notice = notices.interest_withdrawn(self._described(challenge, tr), person, tr)
                key = f"{INTEREST}{challenge_id}:{person.id}:{reader.id}"
                await work.outbox.add(f"{key}:back:{since.timestamp():.0f}", reader, notice, now)
        return Withdrawn(challenge, self._hub(challenge), len(readers), pitch=pitch, team=team)

    @staticmethod
    async def _known(work: Unit, challenge_id: int) -> Challenge:
        challenge = await work.challenges.find(challenge_id)
        if challenge is None or not was_public(challenge):
            raise Gone
        return challenge

    def _described(self, challenge: Challenge, tr: Translator) -> ChallengeUnderReview:
        skills = self._choices.labels("skills", challenge.skills, tr)
        return ChallengeUnderReview(challenge, self._hub(challenge), skills)

    def _hub(self, challenge: Challenge) -> Hub | None:
        return self._knowledge.hubs.get(challenge.hub or "")


async def _live_part(
    work: Unit, challenge_id: int, person_id: int
) -> tuple[CreativeTeam | None, Pitch | None]:
    """Return somebody's team, and its pitch or their own if that is neither declined nor back."""
    team, pitch = await _taken_part(work, challenge_id, person_id)
    is_live = pitch and pitch.state in {PitchState.SENT, PitchState.CHOSEN}
    return team, pitch if is_live else None


async def _taken_part(
    work: Unit, challenge_id: int, person_id: int
) -> tuple[CreativeTeam | None, Pitch | None]:
    """Return the team in which somebody is, and what they or it sent."""
    team = await work.creative_teams.of_person(challenge_id, person_id)
    pitch = (
        await work.pitches.of_team(team.id)
        if team
        else await work.pitches.alone(challenge_id, person_id)
    )
    return team, None if pitch and pitch.state is PitchState.WITHDRAWN else pitch


async def asker_of(work: Unit, challenge: Challenge, person_id: int) -> list[Person]:
    """Return who asked somebody about a challenge, if they may still hear of the answer."""
    invitation = await work.invitations.find(challenge.id, person_id)
    if invitation is None or invitation.invited_by is None:
        return []
    asker = await work.people.get(invitation.invited_by)
    return [asker] if asker.works_for(challenge.hub) else []
