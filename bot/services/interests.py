"""What a creative said yes to: an interest in a challenge, where it stands, taking it back."""

from typing import Final

from bot.clock import Clock
from bot.domain.challenges import INTEREST, Challenge, ChallengeState
from bot.domain.hubs import Hub
from bot.domain.invitations import Answer
from bot.domain.offers import Offer, Stands, Withdrawn, Yes, Yeses
from bot.domain.opportunities import OF_CHALLENGE, OF_ENTRY
from bot.domain.people import Person
from bot.domain.refusals import ChallengeClosed, Gone, ProfileNeeded
from bot.domain.results import ChallengeUnderReview, InterestShown
from bot.domain.shortlists import is_minor
from bot.i18n import Languages, Translator
from bot.screens import notices
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.services.opportunities import Opportunities
from bot.services.profiles import Profiles
from bot.store import Store, Unit

PAGE: Final = 5


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
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._choices = choices
        self._profiles = profiles
        self._opportunities = opportunities

    async def show(self, person: Person, challenge_id: int) -> InterestShown:
        """Note an interest and tell the staff of the challenge's hub, once."""
        now = self._clock()
        async with self._store.begin() as work:
            challenge = await work.challenges.find(challenge_id)
            if challenge is None or not challenge.is_open(now.date()):
                raise ChallengeClosed
            if challenge.person_id == person.id:
                raise Gone
            profile = await work.profiles.find(person.id)
            if profile is None:
                raise ProfileNeeded
            new = await work.challenges.add_interest(challenge_id, person.id, now)
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
        said = [self._to_challenge(person, challenge) for challenge, _ in interests]
        said += [
            yes
            for one in saved
            if one.applied_at is not None and (yes := self._to_entry(person, one.entry_id))
        ]
        pages = max(1, -(-len(said) // PAGE))
        number = min(max(number, 0), pages - 1)
        shown = said[number * PAGE : (number + 1) * PAGE]
        return Yeses(tuple(shown), number, pages, len(said))

    def _to_challenge(self, person: Person, challenge: Challenge) -> Yes:
        offer = self._opportunities.offer(
            person, f"{OF_CHALLENGE}{challenge.id}", {challenge.id: challenge}
        )
        is_open = challenge.is_open(self._clock().date())
        stands = Stands.UNDER_REVIEW if is_open else Stands.CLOSED
        return Yes(offer or Offer(challenge), stands, self._hub(challenge))

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
        return Withdrawn(challenge, self._hub(challenge), len(staff), before=not interested)

    async def withdraw(self, person: Person, challenge_id: int) -> Withdrawn:
        """Take an interest back, and tell those of staff who were told of it; once."""
        now = self._clock()
        async with self._store.begin() as work:
            challenge = await self._known(work, challenge_id)
            since = await work.challenges.withdraw_interest(challenge_id, person.id)
            if since is None:
                return Withdrawn(challenge, self._hub(challenge), before=True)
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
        return Withdrawn(challenge, self._hub(challenge), len(readers))

    @staticmethod
    async def _known(work: Unit, challenge_id: int) -> Challenge:
        challenge = await work.challenges.find(challenge_id)
        if challenge is None or challenge.state not in {
            ChallengeState.PUBLISHED,
            ChallengeState.CLOSED,
        }:
            raise Gone
        return challenge

    def _described(self, challenge: Challenge, tr: Translator) -> ChallengeUnderReview:
        skills = self._choices.labels("skills", challenge.skills, tr)
        return ChallengeUnderReview(challenge, self._hub(challenge), skills)

    def _hub(self, challenge: Challenge) -> Hub | None:
        return self._knowledge.hubs.get(challenge.hub or "")


async def asker_of(work: Unit, challenge: Challenge, person_id: int) -> list[Person]:
    """Return who asked somebody about a challenge, if they may still hear of the answer."""
    invitation = await work.invitations.find(challenge.id, person_id)
    if invitation is None or invitation.invited_by is None:
        return []
    asker = await work.people.get(invitation.invited_by)
    return [asker] if asker.works_for(challenge.hub) else []
