"""Reviews: what the staff of a hub do with the challenges that companies send.

Nobody reads a challenge before it opens, half a minute after staff published it; until then they
take it back by tap. Every decision is one row that changes once: who decides second is told so.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Final

from bot.briefs.doctor import examine
from bot.clock import Clock
from bot.domain.briefs import Brief
from bot.domain.challenges import UNDO_FOR, Challenge, ChallengeState
from bot.domain.forms import Draft, Value
from bot.domain.hubs import Hub
from bot.domain.parsing import first_sentences
from bot.domain.people import Person
from bot.domain.questions import SUMMARY_LENGTH
from bot.domain.refusals import AlreadyReviewed, Gone, NotAllowed, Outdated
from bot.domain.results import ChallengeUnderReview, Desk, InterestedPerson, OwnChallenge
from bot.domain.reviews import CompanyToConfirm, Look, ReviewCard, TakenBack
from bot.i18n import Languages
from bot.screens import notices
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.services.profiles import Profiles
from bot.store import Store, Unit

log = logging.getLogger(__name__)

CHANGED: Final = "change_challenge"
"""What the audit calls it that a company sent a challenge again."""


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
            challenge = await self.get(work, staff, challenge_id)
            return await self._whole(work, staff, challenge)

    async def look(self, staff: Person, challenge_id: int) -> ReviewCard:
        """Return all that staff see of a challenge, and note that they looked at it."""
        async with self._store.read() as work:
            challenge = await self.get(work, staff, challenge_id)
            known = staff.id in await work.reviews.looks(challenge.id)
        if challenge.state is ChallengeState.SUBMITTED and not known:
            async with self._store.begin() as work:
                await work.reviews.look(challenge.id, staff.id, self._clock())
        async with self._store.read() as work:
            return await self._card(work, staff, await self.get(work, staff, challenge_id))

    async def to_decide(self, staff: Person, challenge_id: int) -> Challenge:
        """Return a challenge that still waits for a decision of this person."""
        async with self._store.read() as work:
            challenge = await self.get(work, staff, challenge_id)
        if challenge.state is not ChallengeState.SUBMITTED:
            raise AlreadyReviewed
        return challenge

    async def to_publish(self, staff: Person, challenge_id: int) -> ReviewCard:
        """Return a challenge that waits, with what keeps it from being published."""
        await self.to_decide(staff, challenge_id)
        return await self.look(staff, challenge_id)

    def proposed(self, challenge: Challenge) -> dict[str, Value]:
        """Return what the English text can begin with, to be confirmed: what staff wrote before
        they took it back, or the company's own words if they are English."""
        if challenge.title_en and challenge.summary_en:
            return {"title_en": challenge.title_en, "summary_en": challenge.summary_en}
        if challenge.language != "en":
            return {}
        summary = first_sentences(challenge.problem, SUMMARY_LENGTH)
        return {"title_en": challenge.title, "summary_en": summary}

    async def publish(self, staff: Person, draft: Draft) -> ReviewCard:
        """Publish with the English text of a finished draft: it opens after half a minute.

        Nothing is decided while something stands in its way, or the company changed it after this
        person looked at it; the draft waits.
        """
        now = self._clock()
        async with self._store.begin() as work:
            challenge = await self._held(work, staff, int(draft.subject or 0))
            card = await self._card(work, staff, challenge)
            if await work.drafts.was_submitted(draft.id, staff.id):
                return card
            if challenge.state is not ChallengeState.SUBMITTED:
                raise AlreadyReviewed
            if not (card.can_open and card.has_looked(staff.id)):
                return card
            title, summary = draft.one("title_en") or "", draft.one("summary_en") or ""
            opens_at = now + UNDO_FOR
            id_ = challenge.id
            if not await work.reviews.open(id_, title, summary, staff.id, now, opens_at):
                raise AlreadyReviewed
            await work.drafts.submit(draft.id, now)
            await work.audit.add(now, staff.id, "publish_challenge", f"challenge:{id_}")
            return await self._card(work, staff, await self.get(work, staff, id_))

    async def take_back(self, staff: Person, challenge_id: int) -> TakenBack:
        """Take a publication back while nobody has read it."""
        now = self._clock()
        async with self._store.begin() as work:
            await self.get(work, staff, challenge_id)
            done = await work.reviews.take_back(challenge_id, now)
            if done:
                await work.audit.add(
                    now, staff.id, "take_publication_back", f"challenge:{challenge_id}"
                )
            challenge = await self.get(work, staff, challenge_id)
        done = done or challenge.state is ChallengeState.SUBMITTED  # a second tap
        return TakenBack(self._described(challenge, staff), done)

    async def open_due(self) -> int:
        """Open what staff published and did not take back; tell its company and the staff."""
        async with self._store.read() as work:
            due = await work.reviews.to_open(self._clock())
        opened = 0
        for challenge in due:
            try:
                opened += await self._open(challenge.id)
            except Exception:  # whatever it is, the others are not to wait for it
                log.exception("a challenge cannot be opened; trying again")
        return opened

    async def _open(self, challenge_id: int) -> bool:
        now = self._clock()
        async with self._store.begin() as work:
            if not await work.reviews.publish(challenge_id, now):
                return False
            challenge = await work.challenges.find(challenge_id)
            if challenge is None:
                return False
            by = await work.reviews.decider(challenge_id)
            await work.audit.add(now, by, "open_challenge", f"challenge:{challenge_id}")
            await work.content_changed()
            await self._tell_company(work, challenge, str(ChallengeState.PUBLISHED))
            publisher = await work.people.get(by) if by else None
            for staff in await work.people.staff_of(challenge.hub):
                tr = self._languages[staff.language]
                described = self._described(challenge, staff)
                notice = notices.challenge_opened(described, publisher, tr)
                await work.outbox.add(
                    f"challenge:{challenge_id}:opened:{staff.id}", staff, notice, now
                )
        return True

    async def decline(self, staff: Person, draft: Draft) -> ChallengeUnderReview:
        """Decline with the reason and the next step of a finished draft; tell the company."""
        reason, step = draft.one("reason") or "", draft.one("next_step") or ""

        async def decide(work: Unit, challenge_id: int) -> bool:
            now = self._clock()
            return await work.reviews.decline(challenge_id, reason, step, staff.id, now)

        return await self._decide(staff, draft, decide, "decline_challenge", "declined")

    async def ask_for_changes(self, staff: Person, draft: Draft) -> ChallengeUnderReview:
        """Hand a challenge back with what should change; tell the company."""
        wanted = draft.one("wanted") or ""

        async def decide(work: Unit, challenge_id: int) -> bool:
            return await work.reviews.ask_for_changes(challenge_id, wanted)

        told = f"changes:{draft.id}"
        return await self._decide(staff, draft, decide, "ask_for_changes", told)

    async def _decide(
        self,
        staff: Person,
        draft: Draft,
        decide: Callable[[Unit, int], Awaitable[bool]],
        action: str,
        told: str,
    ) -> ChallengeUnderReview:
        now = self._clock()
        async with self._store.begin() as work:
            challenge = await self.get(work, staff, int(draft.subject or 0))
            if not await work.drafts.was_submitted(draft.id, staff.id):
                if not await decide(work, challenge.id):
                    raise AlreadyReviewed
                await work.drafts.submit(draft.id, now)
                await work.audit.add(now, staff.id, action, f"challenge:{challenge.id}")
                challenge = await self.get(work, staff, challenge.id)
                await self._tell_company(work, challenge, told)
        return self._described(challenge, staff)

    async def company_of(self, staff: Person, challenge_id: int) -> CompanyToConfirm:
        """Return the company of a challenge, to look at before saying that it is real."""
        async with self._store.read() as work:
            challenge = await self.get(work, staff, challenge_id)
            company = await work.reviews.company(challenge.person_id, challenge.company)
        return CompanyToConfirm(self._described(challenge, staff), company)

    async def confirm_shown(
        self, staff: Person, challenge_id: int, shown: str
    ) -> CompanyToConfirm:
        """Note that a company is real by what was on screen; raise `Outdated` if it changed."""
        async with self._store.begin() as work:
            challenge = await self._held(work, staff, challenge_id)
            company = await work.reviews.company(challenge.person_id, challenge.company)
            asked = CompanyToConfirm(self._described(challenge, staff), company)
            if not asked.evidence or mark_of(asked.evidence) != shown:
                raise Outdated
            return await self._confirm(work, staff, challenge, asked.evidence)

    async def confirm(self, staff: Person, draft: Draft) -> CompanyToConfirm:
        """Note that a company is real by what staff found themselves."""
        async with self._store.begin() as work:
            challenge = await self._held(work, staff, int(draft.subject or 0))
            if await work.drafts.was_submitted(draft.id, staff.id):
                company = await work.reviews.company(challenge.person_id, challenge.company)
                return CompanyToConfirm(self._described(challenge, staff), company)
            await work.drafts.submit(draft.id, self._clock())
            return await self._confirm(work, staff, challenge, draft.one("evidence") or "")

    async def _confirm(
        self, work: Unit, staff: Person, challenge: Challenge, evidence: str
    ) -> CompanyToConfirm:
        now, owner, name = self._clock(), challenge.person_id, challenge.company
        if await work.reviews.confirm_company(owner, name, evidence, staff.id, now):
            await work.audit.add(now, staff.id, "confirm_company", f"challenge:{challenge.id}")
        company = await work.reviews.company(owner, name)
        return CompanyToConfirm(self._described(challenge, staff), company)

    async def arrived(
        self, work: Unit, challenge: Challenge, changed: Sequence[str] | None = None
    ) -> None:
        """Tell the staff of its hub that a challenge waits for them.

        `changed` are the questions whose answers are others now; None for a new challenge.
        """
        now, again = self._clock(), ""
        await work.reviews.begin_anew(challenge.id)
        if changed is not None:
            again = f":{now.timestamp():.0f}"
            subject, owner = f"challenge:{challenge.id}", challenge.person_id
            await work.audit.add(now, owner, CHANGED, subject, changed=list(changed))
        for staff in await work.people.staff_of(challenge.hub):
            tr = self._languages[staff.language]
            notice = notices.challenge_to_review(self._described(challenge, staff), tr, changed)
            key = f"challenge:{challenge.id}:review:{staff.id}{again}"
            await work.outbox.add(key, staff, notice, now)

    async def get(self, work: Unit, staff: Person, challenge_id: int) -> Challenge:
        """Return a challenge to staff of its hub; raise `NotAllowed` to everybody else."""
        challenge = await work.challenges.find(challenge_id)
        if not staff.is_staff or (challenge and not staff.works_for(challenge.hub)):
            raise NotAllowed
        if challenge is None:
            raise Gone
        return challenge

    async def _held(self, work: Unit, staff: Person, challenge_id: int) -> Challenge:
        """Return a challenge that nobody else changes until this transaction is over."""
        await work.reviews.hold(challenge_id)
        return await self.get(work, staff, challenge_id)

    async def _tell_company(self, work: Unit, challenge: Challenge, told: str) -> None:
        company = await work.people.get(challenge.person_id)
        own = OwnChallenge(challenge, self._hub(challenge), 0)
        notice = notices.challenge_decided(own, self._languages[company.language])
        await work.outbox.add(f"challenge:{challenge.id}:{told}", company, notice, self._clock())

    async def _whole(
        self, work: Unit, staff: Person, challenge: Challenge
    ) -> ChallengeUnderReview:
        interested = []
        for person_id in await work.challenges.people_interested_in(challenge.id):
            person = await work.people.get(person_id)
            profile = await work.profiles.find(person_id)
            shown = self._profiles.described(person, profile, staff.language)
            interested.append(InterestedPerson(person, shown))
        asked = await work.invitations.asked(challenge, self._clock())
        described = self._described(challenge, staff)
        return replace(described, interested=tuple(interested), asked=asked)

    async def _card(self, work: Unit, staff: Person, challenge: Challenge) -> ReviewCard:
        tr = self._languages[staff.language]
        colleagues = await work.people.staff_of(challenge.hub)
        looks = []
        for person_id, at in (await work.reviews.looks(challenge.id)).items():
            person = await work.people.get(person_id)
            looks.append(Look(person_id, person.name, person.halves.get(challenge.hub or ""), at))
        return ReviewCard(
            await self._whole(work, staff, challenge),
            company=await work.reviews.company(challenge.person_id, challenge.company),
            looks=tuple(looks),
            has_halves=any(challenge.hub in one.halves for one in colleagues),
            changed=await _last_changed(work, challenge),
            examination=examine(brief_of(challenge), self._clock().date()),
            files=await work.attachments.count(challenge.id),
            pitches=await work.pitches.count(challenge.id),
            words={
                "technologies": self._choices.labels("technologies", challenge.technologies, tr),
                "industry": self._choices.labels("industries", challenge.industry, tr)
                if challenge.industry
                else (),
                "languages": tuple(tr.name_of(one) for one in challenge.languages),
            },
        )

    def _described(self, challenge: Challenge, reader: Person) -> ChallengeUnderReview:
        tr = self._languages[reader.language]
        skills = self._choices.labels("skills", challenge.skills, tr)
        return ChallengeUnderReview(challenge, self._hub(challenge), skills)

    def _hub(self, challenge: Challenge) -> Hub | None:
        return self._knowledge.hubs.get(challenge.hub or "")


def mark_of(evidence: str) -> str:
    """Return what a button carries of the evidence that it was shown with."""
    return sha256(evidence.encode()).hexdigest()[:8]


def brief_of(challenge: Challenge) -> Brief:
    """Return a challenge as the doctor reads it."""
    return Brief(
        challenge.language,
        challenge.title,
        challenge.problem,
        affected=challenge.affected or "",
        success=challenge.success or "",
        tried=challenge.tried or "",
        company=challenge.company,
        contact=challenge.contact,
        is_company_hidden=challenge.anonymous,
        deadline_on=challenge.deadline_on,
        effort_hours=challenge.terms.effort_hours,
    )


async def _last_changed(work: Unit, challenge: Challenge) -> tuple[str, ...]:
    """Return which answers a company changed when it last sent a challenge again."""
    done = await work.audit.of(f"challenge:{challenge.id}")
    sent = [detail for _, _, action, detail in done if action == CHANGED]
    return tuple(sent[-1].get("changed", ())) if sent else ()
