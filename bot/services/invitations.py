"""Asking a creative about a challenge: staff of its hub ask, the creative says yes or no.

Both caps are held in one place, `_obstacle` inside `ask`, after the challenge and the person are
held: two of staff who ask at the same moment come one after the other.
"""

import asyncio

from bot.clock import Clock
from bot.domain.alerts import Wishes
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.hubs import Hub
from bot.domain.invitations import INVITED, Answer, Obstacle
from bot.domain.offers import Offer
from bot.domain.people import Person, Profile
from bot.domain.refusals import Gone
from bot.domain.results import ChallengeUnderReview
from bot.domain.schedule import Hours
from bot.domain.shortlists import Asking, Declined, is_minor
from bot.i18n import Languages
from bot.screens import invitations as screens
from bot.services.content import Knowledge
from bot.services.hours import LocalHours
from bot.services.interests import asker_of
from bot.services.opportunities import Opportunities, known_of
from bot.services.shortlists import Compared, Shortlists
from bot.store import Store, Unit


class Invitations:
    """Use cases of staff, each allowed anew, and the answer of the creative."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        opportunities: Opportunities,
        shortlists: Shortlists,
        hours: LocalHours,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._opportunities = opportunities
        self._shortlists = shortlists
        self._hours = hours

    async def to_ask(self, staff: Person, challenge_id: int, person_id: int) -> Asking:
        """Return who would be asked about what, and what keeps them from it."""
        review, compared = await self._shortlists.compare(staff, challenge_id)
        async with self._store.read() as work:
            person, profile = await _found(work, person_id)
            if person is None or profile is None:
                return Asking(review, None, Obstacle.GONE)
            wishes, _ = await self._hours.of(work, person)
            barred = await self._obstacle(work, review, compared, profile, wishes)
        return Asking(review, person, barred)

    async def ask(self, staff: Person, challenge_id: int, person_id: int) -> Asking:
        """Ask somebody, once, if nothing keeps them from it; say what does."""
        review, compared = await self._shortlists.compare(staff, challenge_id)
        now = self._clock()
        async with self._store.begin() as work:
            await work.invitations.hold(challenge_id, person_id)
            person, profile = await _found(work, person_id)
            if person is None or profile is None:
                return Asking(review, None, Obstacle.GONE)
            wishes, hours = await self._hours.of(work, person)
            barred = await self._obstacle(work, review, compared, profile, wishes)
            if barred is not None:
                return Asking(review, person, barred)
            offer = await self._offer(work, person, profile, review.challenge)
            await self._tell(work, person, offer, review.hub, hours)
            await work.invitations.add(challenge_id, person_id, staff.id, now)
            await work.audit.add(now, staff.id, "invite_creative", f"challenge:{challenge_id}")
        return Asking(review, person)

    async def _obstacle(
        self,
        work: Unit,
        review: ChallengeUnderReview,
        compared: Compared,
        profile: Profile,
        wishes: Wishes,
    ) -> Obstacle | None:
        """Return why somebody cannot be asked now: asking itself and its caps, then the person."""
        now, id_ = self._clock(), profile.person_id
        challenge = await work.challenges.find(review.challenge.id)  # it may be closed meanwhile
        if challenge is None:
            raise Gone
        asked = await work.invitations.asked(challenge, now)
        if barred := asked.obstacle(id_):
            return barred
        if id_ == challenge.person_id:
            return Obstacle.COMPANY
        if is_minor(profile, now.date()):
            return Obstacle.MINOR
        known = (await known_of(work, id_)).standing
        if id_ not in compared.possible or compared.opportunity.id in known.applied | known.hidden:
            return Obstacle.RULES
        if wishes.is_paused(now) or not wishes.match_news:
            return Obstacle.UNWILLING
        return None if self._shortlists.has_place(compared, id_) else Obstacle.NOT_DRAWN

    async def _offer(
        self, work: Unit, person: Person, profile: Profile, challenge: Challenge
    ) -> Offer:
        """Return the challenge as the person's own /matches would, in their words."""
        opportunity = await self._opportunities.of_challenge(challenge)
        standing = (await known_of(work, person.id)).standing
        found = await asyncio.to_thread(
            self._opportunities.scored, profile, [opportunity], standing
        )
        scored = next(iter(found), None)
        challenges = {challenge.id: challenge}
        made = self._opportunities.offer(person, opportunity.id, challenges, scored)
        return made or Offer(challenge)

    async def _tell(
        self, work: Unit, person: Person, offer: Offer, hub: Hub | None, hours: Hours
    ) -> None:
        """Queue the message, out of quiet hours."""
        notice = screens.invitation(offer, hub, self._languages[person.language])
        key = f"{INVITED}{offer.subject}:{person.id}"
        await work.outbox.add(key, person, notice, hours.awake(self._clock()))

    async def decline(self, person: Person, challenge_id: int) -> Declined:
        """Note a no and tell who asked, once; raise `Gone` for what nobody asked them."""
        now = self._clock()
        async with self._store.begin() as work:
            invitation = await work.invitations.find(challenge_id, person.id)
            challenge = await work.challenges.find(challenge_id)
            if invitation is None or challenge is None:
                raise Gone
            if challenge_id in await work.challenges.interests_of(person.id):
                return Declined(challenge, interested=True)
            if invitation.answer is Answer.NO:
                return Declined(challenge)
            await work.invitations.answer(challenge_id, person.id, Answer.NO, now)
            if invitation.answer is None and challenge.state is ChallengeState.PUBLISHED:
                await self._tell_asker(work, challenge, person)
        return Declined(challenge)

    async def _tell_asker(self, work: Unit, challenge: Challenge, person: Person) -> None:
        hub = self._knowledge.hubs.get(challenge.hub or "")
        review = ChallengeUnderReview(challenge, hub, ())
        for reader in await asker_of(work, challenge, person.id):
            notice = screens.declined_notice(review, person, self._languages[reader.language])
            key = f"{INVITED}{challenge.id}:{person.id}:{reader.id}:{Answer.NO}"
            await work.outbox.add(key, reader, notice, self._clock())


async def _found(work: Unit, person_id: int) -> tuple[Person | None, Profile | None]:
    """Return somebody whom staff can find: not paused, not asleep, not gone."""
    profile = await work.profiles.find(person_id)
    if profile is None or profile.paused:
        return None, None
    person = await work.people.get(person_id)
    return (None, None) if person.asleep else (person, profile)
