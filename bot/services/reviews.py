"""Reviews: what the staff of a hub do with the challenges that companies send."""

from dataclasses import replace

from bot.clock import Clock
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.forms import Draft
from bot.domain.hubs import Hub
from bot.domain.people import Person
from bot.domain.refusals import AlreadyReviewed, Gone, NotAllowed
from bot.domain.results import ChallengeUnderReview, Desk, InterestedPerson, OwnChallenge
from bot.i18n import Languages
from bot.screens import notices
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.services.profiles import Profiles
from bot.store import Store, Unit


class Reviews:
    """Use cases of staff. Each re-checks the right on the row's hub."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        choices: Choices,
        profiles: Profiles,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._choices = choices
        self._profiles = profiles

    async def desk(self, staff: Person) -> Desk:
        """Return what waits for the hubs of a staff member, the oldest first.

        An interest is seen here, too: whoever comes on duty later was not told of it.
        """
        if not staff.is_staff:
            raise NotAllowed
        hubs = None if staff.administrator else staff.facilitates
        async with self._store.read() as work:
            waiting = await work.challenges.waiting(hubs)
            interesting = await work.challenges.with_interest(hubs)
        return Desk(
            tuple(self._described(challenge, staff) for challenge in waiting),
            tuple(self._described(challenge, staff) for challenge in interesting),
        )

    async def under_review(self, staff: Person, challenge_id: int) -> ChallengeUnderReview:
        """Return a challenge to staff of its hub, with the creatives who are interested."""
        async with self._store.read() as work:
            challenge = await self._get(work, staff, challenge_id)
            interested = tuple(
                [
                    await self._interested(work, staff, person_id)
                    for person_id in await work.challenges.people_interested_in(challenge.id)
                ]
            )
            asked = await work.invitations.asked(challenge, self._clock())
        return replace(self._described(challenge, staff), interested=interested, asked=asked)

    async def _interested(self, work: Unit, reader: Person, person_id: int) -> InterestedPerson:
        person = await work.people.get(person_id)
        profile = await work.profiles.find(person_id)
        shown = self._profiles.described(person, profile, reader.language)
        return InterestedPerson(person, shown)

    async def to_decide(self, staff: Person, challenge_id: int) -> Challenge:
        """Return a challenge that still waits for a decision of this person."""
        async with self._store.read() as work:
            challenge = await self._get(work, staff, challenge_id)
        if challenge.state is not ChallengeState.SUBMITTED:
            raise AlreadyReviewed
        return challenge

    async def publish(self, staff: Person, draft: Draft) -> ChallengeUnderReview:
        """Publish with the English title and summary of a finished draft, and tell the company."""
        now = self._clock()
        async with self._store.begin() as work:
            challenge = await self._get(work, staff, int(draft.subject or 0))
            if not await work.drafts.was_submitted(draft.id, staff.id):
                title, summary = draft.one("title_en") or "", draft.one("summary_en") or ""
                if not await work.challenges.publish(challenge.id, title, summary, staff.id, now):
                    raise AlreadyReviewed
                await work.drafts.submit(draft.id, now)
                await self._decided(work, staff, challenge.id, "publish_challenge")
            challenge = await self._get(work, staff, challenge.id)
        return self._described(challenge, staff)

    async def decline(self, staff: Person, draft: Draft) -> ChallengeUnderReview:
        """Decline with the reason of a finished draft, and tell the company."""
        now = self._clock()
        async with self._store.begin() as work:
            challenge = await self._get(work, staff, int(draft.subject or 0))
            if not await work.drafts.was_submitted(draft.id, staff.id):
                reason = draft.one("reason") or ""
                if not await work.challenges.decline(challenge.id, reason, staff.id, now):
                    raise AlreadyReviewed
                await work.drafts.submit(draft.id, now)
                await self._decided(work, staff, challenge.id, "decline_challenge")
            challenge = await self._get(work, staff, challenge.id)
        return self._described(challenge, staff)

    async def _decided(self, work: Unit, staff: Person, challenge_id: int, action: str) -> None:
        challenge = await work.challenges.find(challenge_id)
        if challenge is None:
            raise Gone
        now = self._clock()
        await work.audit.add(now, staff.id, action, f"challenge:{challenge.id}")
        await work.content_changed()
        company = await work.people.get(challenge.person_id)
        notice = notices.challenge_decided(
            OwnChallenge(challenge, self._hub(challenge), 0), self._languages[company.language]
        )
        await work.outbox.add(f"challenge:{challenge.id}:{challenge.state}", company, notice, now)

    async def arrived(self, work: Unit, challenge: Challenge) -> None:
        """Tell the staff of its hub that a challenge waits for them."""
        for staff in await work.people.staff_of(challenge.hub):
            tr = self._languages[staff.language]
            notice = notices.challenge_to_review(self._described(challenge, staff), tr)
            key = f"challenge:{challenge.id}:review:{staff.id}"
            await work.outbox.add(key, staff, notice, self._clock())

    async def _get(self, work: Unit, staff: Person, challenge_id: int) -> Challenge:
        challenge = await work.challenges.find(challenge_id)
        if not staff.is_staff or (challenge and not staff.works_for(challenge.hub)):
            raise NotAllowed
        if challenge is None:
            raise Gone
        return challenge

    def _described(self, challenge: Challenge, reader: Person) -> ChallengeUnderReview:
        tr = self._languages[reader.language]
        skills = self._choices.labels("skills", challenge.skills, tr)
        return ChallengeUnderReview(challenge, self._hub(challenge), skills)

    def _hub(self, challenge: Challenge) -> Hub | None:
        return self._knowledge.hubs.get(challenge.hub or "")
