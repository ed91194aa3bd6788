"""Challenges as their company has them; bot/services/reviews.py has what staff do."""

from datetime import date

from bot.clock import Clock
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.forms import Draft, Value
from bot.domain.hubs import Hub
from bot.domain.people import Person, Role
from bot.domain.refusals import Gone, PastDate
from bot.domain.results import OwnChallenge
from bot.i18n import Languages
from bot.services.content import Knowledge
from bot.services.reviews import Reviews
from bot.store import Store


class Challenges:
    """Use cases of a company."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        reviews: Reviews,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._reviews = reviews

    async def known(self, person: Person) -> dict[str, Value]:
        """Return what the form may start with: the company of last time, the home hub."""
        async with self._store.read() as work:
            earlier = await work.challenges.of_person(person.id)
        known: dict[str, Value] = {}
        if earlier:
            known = {"company": earlier[0].company, "contact": earlier[0].contact}
        if person.home_hub:
            known["hub"] = person.home_hub
        return known

    async def submit(self, person: Person, draft: Draft) -> OwnChallenge:
        """Make a challenge of a finished draft and tell the hub, or do neither.

        The draft is the key: a double tap or a replayed update finds the challenge it made.
        """
        async with self._store.begin() as work:
            challenge = await work.challenges.of_draft(draft.id)
            if challenge is None:
                if await work.drafts.find(draft.id, person.id) is None:
                    raise Gone
                self._check_deadline(draft)
                challenge = await work.challenges.add(self._from(draft, person), draft.id)
                await work.drafts.submit(draft.id, self._clock())
                if person.role is None:
                    await work.people.change(person, role=Role.COMPANY)
                await self._reviews.arrived(work, challenge)
        return OwnChallenge(challenge, self._hub(challenge), 0)

    def _check_deadline(self, draft: Draft) -> None:
        """Refuse a day that has passed while the draft lay there."""
        today = self._clock().date()
        deadline = draft.one("deadline")
        if deadline and date.fromisoformat(deadline) <= today:
            raise PastDate(example=f"31.12.{today.year + 1}")

    async def of_draft(self, person: Person, draft_id: int) -> OwnChallenge | None:
        """Return the challenge that a draft of this person became."""
        async with self._store.read() as work:
            challenge = await work.challenges.of_draft(draft_id)
        if challenge is None or challenge.person_id != person.id:
            return None
        return OwnChallenge(challenge, self._hub(challenge), 0)

    async def mine(self, person: Person) -> list[OwnChallenge]:
        """Return what a person submitted: its state and who has it."""
        async with self._store.read() as work:
            return [
                OwnChallenge(c, self._hub(c), await work.challenges.interested_in(c.id))
                for c in await work.challenges.of_person(person.id)
            ]

    def _hub(self, challenge: Challenge) -> Hub | None:
        return self._knowledge.hubs.get(challenge.hub or "")

    def _from(self, draft: Draft, person: Person) -> Challenge:
        deadline = draft.one("deadline")
        return Challenge(
            id=0,
            person_id=person.id,
            hub=draft.one("hub"),
            state=ChallengeState.SUBMITTED,
            language=person.language,
            company=draft.one("company") or "",
            contact=draft.one("contact") or "",
            title=draft.one("title") or "",
            problem=draft.one("problem") or "",
            skills=draft.many("skills"),
            place=draft.one("place"),
            deadline_on=date.fromisoformat(deadline) if deadline else None,
            submitted_at=self._clock(),
        )
