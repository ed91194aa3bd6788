"""Terms of a challenge: what is asked and paid, changed after others said yes to it.

Nobody is held to what they did not agree to: everybody who takes part is asked again, and who has
not answered is not introduced.
"""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Final

from bot.clock import Clock
from bot.domain.challenge_form import answers_of, terms_of
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.forms import Draft, Value
from bot.domain.hubs import Hub
from bot.domain.invitations import Answer
from bot.domain.people import Person
from bot.domain.refusals import Gone, NotAllowed, Outdated, PastDate
from bot.domain.review_forms import TERMS
from bot.domain.reviews import TERMS_OF, Asked, TermsAnswered, TermsChanged
from bot.domain.terms import ASKED_AGAIN
from bot.i18n import Languages
from bot.screens import terms_changes as screens
from bot.services.content import Knowledge
from bot.store import Store, Unit

LetGo = Callable[[Unit, Person, int], Awaitable[object]]
"""Ends what somebody sent to a challenge, alone or in a team, in the same transaction."""

_KNOWN_TO_ALL: Final = frozenset({ChallengeState.PUBLISHED, ChallengeState.CLOSED})
"""States in which an answer may name the challenge, whoever tapped."""


class TermsChanges:
    """Use cases of the staff of a challenge's hub, of its company, and of who takes part."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        let_go: LetGo,
    ) -> None:
        self._let_go = let_go
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge

    async def known(self, person: Person, challenge_id: int) -> tuple[Challenge, dict[str, Value]]:
        """Return a challenge whose terms this person may change, and the form's answers."""
        async with self._store.read() as work:
            challenge = await self._mine(work, person, challenge_id)
        answers = answers_of(challenge)
        return challenge, {f.key: answers[f.key] for f in TERMS.fields if f.key in answers}

    async def change(self, person: Person, draft: Draft) -> TermsChanged:
        """Change the terms to those of a finished draft, and ask everybody who takes part.

        Terms that are not fair change nothing once the challenge is open: `done` is False, and
        the draft waits.
        """
        now = self._clock()
        async with self._store.begin() as work:
            await work.reviews.hold(int(draft.subject or 0))
            challenge = await self._mine(work, person, int(draft.subject or 0))
            before = Asked(challenge.terms, challenge.deadline_on)
            hub = self._hub(challenge)
            if await work.drafts.was_submitted(draft.id, person.id):
                return TermsChanged(challenge, hub, before)
            wanted = Asked(terms_of(draft), self._deadline(draft, challenge))
            is_open = challenge.state is ChallengeState.PUBLISHED
            if is_open and wanted.terms.objections:
                return TermsChanged(challenge, hub, before, wanted=wanted, done=False)
            await work.drafts.submit(draft.id, now)
            if wanted == before:
                return TermsChanged(challenge, hub, before)
            version = challenge.terms_version + is_open
            if not await work.reviews.change_terms(
                challenge, wanted.terms, wanted.deadline_on, version
            ):
                raise Outdated
            subject = f"challenge:{challenge.id}"
            await work.audit.add(
                now, person.id, "change_terms", subject, version=version, before=_plain(before)
            )
            challenge = await self._mine(work, person, challenge.id)
            asked = await self._ask_all(work, challenge, before) if is_open else 0
            changed = TermsChanged(challenge, hub, before, asked=asked)
            await self._tell(work, person, changed, draft)
            if is_open:
                await work.content_changed()
        return changed

    def _deadline(self, draft: Draft, challenge: Challenge) -> date | None:
        """Return the deadline of a draft; a day that has passed meanwhile is no answer."""
        said = draft.one("deadline")
        if said is None:
            return None
        day, today = date.fromisoformat(said), self._clock().date()
        if day <= today and day != challenge.deadline_on:
            raise PastDate(example=f"31.12.{today.year + 1}")
        return day

    async def _ask_all(self, work: Unit, challenge: Challenge, before: Asked) -> int:
        now, id_, version = self._clock(), challenge.id, challenge.terms_version
        people = await work.pitches.applicants(challenge.id)
        for person_id in people:
            await work.reviews.ask_to_agree(challenge.id, person_id, version - 1, now)
            reader = await work.people.get(person_id)
            tr = self._languages[reader.language]
            notice = screens.ask(TermsChanged(challenge, None, before), tr)
            await work.outbox.add(f"{ASKED_AGAIN}{id_}:{version}:{person_id}", reader, notice, now)
        return len(people)

    async def _tell(self, work: Unit, person: Person, changed: TermsChanged, draft: Draft) -> None:
        """Tell the other side: the company of what staff changed, staff of what it changed."""
        challenge = changed.challenge
        readers = await work.people.staff_of(challenge.hub)
        if person.id != challenge.person_id:
            readers = [await work.people.get(challenge.person_id)]
        for reader in readers:
            if reader.id == person.id:
                continue
            tr = self._languages[reader.language]
            is_company = reader.id == challenge.person_id
            notice = screens.told(changed, tr, is_company=is_company)
            key = f"{ASKED_AGAIN}{challenge.id}:told:{draft.id}:{reader.id}"
            await work.outbox.add(key, reader, notice, self._clock())

    async def asked(self, person: Person, challenge_id: int) -> TermsChanged:
        """Return the terms as they are, to who takes part; raise `Gone` to everybody else."""
        async with self._store.read() as work:
            challenge = await self._taking_part(work, person, challenge_id)
        now = Asked(challenge.terms, challenge.deadline_on)
        return TermsChanged(challenge, self._hub(challenge), now)

    async def agree(self, person: Person, challenge_id: int, version: int) -> TermsAnswered:
        """Note that somebody takes part on these terms; raise `Outdated` for older ones."""
        async with self._store.begin() as work:
            challenge = await self._taking_part(work, person, challenge_id)
            if version != challenge.terms_version:
                raise Outdated
            before = await has_agreed(work, challenge, person.id)
            await work.pitches.agree(challenge.id, person.id, version, self._clock())
        return TermsAnswered(challenge, agreed=True, before=before)

    async def leave(self, person: Person, challenge_id: int) -> TermsAnswered:
        """Let somebody go who does not agree to the changed terms; staff hear why."""
        now = self._clock()
        async with self._store.begin() as work:
            challenge = await work.challenges.find(challenge_id)
            if challenge is None or challenge.state not in _KNOWN_TO_ALL:
                raise Gone
            if person.id not in await work.pitches.applicants(challenge_id):
                return TermsAnswered(challenge, agreed=False, before=True)
            await work.challenges.withdraw_interest(challenge_id, person.id)
            await work.challenges.take_back_notices(challenge_id, person.id, now)
            await work.invitations.answer(challenge_id, person.id, Answer.WITHDRAWN, now)
            await self._let_go(work, person, challenge_id)
            for staff in await work.people.staff_of(challenge.hub):
                tr = self._languages[staff.language]
                notice = screens.left(challenge, person, self._hub(challenge), tr)
                key = (
                    f"{ASKED_AGAIN}{challenge_id}:{challenge.terms_version}:{person.id}:{staff.id}"
                )
                await work.outbox.add(key, staff, notice, now)
        return TermsAnswered(challenge, agreed=False)

    async def _taking_part(self, work: Unit, person: Person, challenge_id: int) -> Challenge:
        challenge = await work.challenges.find(challenge_id)
        if challenge is None or challenge.state is not ChallengeState.PUBLISHED:
            raise Gone
        if person.id not in await work.pitches.applicants(challenge_id):
            raise Gone
        return challenge

    async def _mine(self, work: Unit, person: Person, challenge_id: int) -> Challenge:
        """Return a challenge whose terms somebody may change: as its company, or its staff.

        Before it is published its company edits it as a whole.
        """
        challenge = await work.challenges.find(challenge_id)
        is_staff = person.is_staff and challenge and person.works_for(challenge.hub)
        is_owner = challenge is not None and challenge.person_id == person.id
        if not (is_staff or is_owner):
            raise NotAllowed
        if challenge is None or challenge.state not in TERMS_OF:
            raise Gone
        if challenge.state is ChallengeState.SUBMITTED and not is_staff:
            raise Gone
        return challenge

    def _hub(self, challenge: Challenge) -> Hub | None:
        return self._knowledge.hubs.get(challenge.hub or "")


async def has_agreed(work: Unit, challenge: Challenge, person_id: int) -> bool:
    """Say whether somebody agreed to the terms as they are; the first ones they read."""
    agreement = await work.pitches.agreement(challenge.id, person_id)
    known = agreement.version if agreement else 1
    return known >= challenge.terms_version


def _plain(asked: Asked) -> dict[str, object]:
    terms = asked.terms
    return {
        "handed": terms.handed,
        "effort": terms.effort_hours,
        "reward": terms.reward,
        "amount": terms.amount,
        "currency": terms.currency,
        "rights": terms.rights,
        "deadline": asked.deadline_on.isoformat() if asked.deadline_on else None,
    }
