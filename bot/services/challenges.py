"""Challenges as their company has them; bot/services/reviews.py has what staff do."""

from dataclasses import replace
from datetime import date
from typing import Final, Protocol

from bot.answers.posts import language_of
from bot.briefs import examine
from bot.clock import Clock
from bot.domain import review_forms
from bot.domain.briefs import Brief, Examination, Fault, Finding
from bot.domain.challenge_answers import (
    challenge_of,
    changed,
    company_of,
    is_same,
    rebased,
    to_change,
)
from bot.domain.challenge_form import (
    CHALLENGE,
    COMPANY,
    EXAMINED,
    SEEN,
    SHOWN,
    TAKEN,
    WITHDRAW,
    answers_of,
    terms_of,
)
from bot.domain.challenges import ENDED, INTEREST, WITH_COMPANY, Challenge, ChallengeState
from bot.domain.forms import FOUND, REVIEW, Draft, Value
from bot.domain.hubs import Hub
from bot.domain.invitations import INVITED
from bot.domain.people import Person, Role
from bot.domain.pitch_forms import CLOSE
from bot.domain.pitches import PITCHED
from bot.domain.promises import promised_at
from bot.domain.refusals import Gone, NotWithCompany, PastDate
from bot.domain.results import FormStep, OwnChallenge
from bot.domain.terms import ASKED_AGAIN, Unfair
from bot.i18n import Languages
from bot.screens import challenges as screens
from bot.services.content import Knowledge
from bot.services.forms import Forms
from bot.services.reviews import Reviews
from bot.store import Store, Unit

_ABOUT_IT: Final = tuple(form.name for form in (CHALLENGE, WITHDRAW, CLOSE, *review_forms.FORMS))
"""The forms whose drafts hold words about one challenge."""
_ALIKE: Final = ({"sl", "hr"}, {"cs", "sk"})
_TOLD_OF_IT: Final = ("challenge:", INTEREST, INVITED, ASKED_AGAIN, PITCHED)
"""What keys of messages about it begin with; the answer that it has ended goes out and stays."""


def _written_in(draft: Draft, own: str) -> str:
    """Return the language of a text: somebody who reads one may write in another.

    Where only one is likely; between languages that look alike it is the reader's own.
    """
    text = "\n".join(filter(None, (draft.one("title"), draft.one("problem"))))
    found = language_of(text, own)
    return own if found is None or {own, found} in _ALIKE else found


def _mark(finding: Finding) -> str:
    """Return by what a finding is known again; each thing that is confidential is another one."""
    if finding.fault is Fault.CONFIDENTIAL:
        return f"{finding.fault}:{finding.words}"
    return finding.fault


class AnswerAll(Protocol):
    """Answers everybody who takes part in a challenge that ends."""

    async def __call__(self, work: Unit, challenge: Challenge, why: str = "") -> object:
        """Do so inside the transaction that ends it; `why` are the company's words."""


async def _answer_nobody(work: Unit, challenge: Challenge, why: str = "") -> None:
    """Stand in where nobody takes part."""


class Challenges:
    """Use cases of a company."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        reviews: Reviews,
        forms: Forms,
        *,
        zone: str,
        answer_all: AnswerAll = _answer_nobody,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._reviews = reviews
        self._forms = forms
        self._zone = zone
        self._answer_all = answer_all

    async def known(self, person: Person) -> dict[str, Value]:
        """Return what the form may start with: the company of last time, the home hub.

        Whoever sent challenges of several companies chooses one first.
        """
        async with self._store.read() as work:
            earlier = await work.challenges.of_person(person.id)
        known: dict[str, Value] = {}
        names: list[str] = []
        for one in earlier:
            if not any(is_same(one.company, name) for name in names):
                names.append(one.company)
        if len(names) == 1:
            known = company_of(earlier[0])
        elif names:
            known = {COMPANY + FOUND: tuple(names)}
        if hub := person.home_hub or (earlier[0].hub if earlier else None):
            known["hub"] = hub
        return known | {TAKEN: tuple(f.key for f in CHALLENGE.fields if f.key in known)}

    async def examined(
        self, person: Person, draft: Draft
    ) -> tuple[Examination, tuple[Unfair, ...]] | None:
        """Return what there is to ask about before a draft is sent; None if nothing is, or all
        of it was on screen and something was done since."""
        examination, objections = self._examine(draft, _written_in(draft, person.language))
        found = (*(_mark(one) for one in examination.findings), *objections)
        state, *shown = draft.many(EXAMINED) or ("",)
        if not found or (state == SEEN and set(found) <= set(shown)):
            return None
        async with self._store.begin() as work:
            now = await work.drafts.find(draft.id, person.id)
            if now is None:
                return None
            marked = replace(now, answers={**now.answers, EXAMINED: (SHOWN, *found)})
            await work.drafts.save(marked, self._clock())
        return examination, objections

    def _examine(self, draft: Draft, language: str) -> tuple[Examination, tuple[Unfair, ...]]:
        deadline, terms = draft.one("deadline"), terms_of(draft)
        brief = Brief(
            language=language,
            title=draft.one("title") or "",
            problem=draft.one("problem") or "",
            affected=draft.one("affected") or "",
            success=draft.one("success") or "",
            tried=draft.one("tried") or "",
            company=draft.one("company") or "",
            contact=draft.one("contact") or "",
            is_company_hidden=draft.one("anonymous") != "no",
            deadline_on=date.fromisoformat(deadline) if deadline else None,
            effort_hours=terms.effort_hours,
        )
        return examine(brief, self._clock().date()), terms.objections

    async def submit(self, person: Person, draft: Draft) -> OwnChallenge:
        """Make a challenge of a finished draft and tell the hub, or do neither.

        The draft is the key: a double tap or a replayed update finds the challenge it made. A
        draft about a challenge changes that one.
        """
        async with self._store.begin() as work:
            if draft.subject is not None:
                challenge = await self._rewrite(work, person, draft)
            elif (before := await work.challenges.of_draft(draft.id)) is not None:
                challenge = before
            else:
                challenge = await self._add(work, person, draft)
            return await self._own(work, challenge)

    async def _add(self, work: Unit, person: Person, draft: Draft) -> Challenge:
        if await work.drafts.find(draft.id, person.id) is None:
            raise Gone
        self._check_deadline(draft)
        written = self._written(person, draft)
        challenge = await work.challenges.add(written, draft.id)
        await work.attachments.adopt(draft.id, challenge_id=challenge.id)
        await work.drafts.submit(draft.id, self._clock())
        await work.own_challenges.name_company(person.id, challenge.company, challenge.evidence)
        if person.role is None:
            await work.people.change(person, role=Role.COMPANY)
        await self._reviews.arrived(work, challenge)
        return challenge

    async def _rewrite(self, work: Unit, person: Person, draft: Draft) -> Challenge:
        before = await self._mine(work, person, int(draft.subject or 0))
        if await work.drafts.was_submitted(draft.id, person.id):
            return before
        if await work.drafts.find(draft.id, person.id) is None:
            raise Gone
        if before.state not in WITH_COMPANY:
            raise NotWithCompany
        self._check_deadline(draft)
        written = self._written(person, rebased(draft, before), before)
        if not await work.own_challenges.rewrite(written):
            raise NotWithCompany
        await work.attachments.adopt(draft.id, challenge_id=before.id)
        await work.drafts.submit(draft.id, self._clock())
        await work.own_challenges.name_company(person.id, written.company, written.evidence)
        challenge = await self._mine(work, person, before.id)
        await self._reviews.arrived(work, challenge, changed(before, challenge))
        return challenge

    def _written(self, person: Person, draft: Draft, before: Challenge | None = None) -> Challenge:
        """Return the challenge of a draft; changed, it keeps its first day."""
        now = self._clock()
        made = challenge_of(
            draft,
            person.id,
            _written_in(draft, before.language if before else person.language),
            before.submitted_at if before else now,
            before.id if before else 0,
        )
        hub = self._knowledge.hubs.get(made.hub or "")
        return replace(made, promised_at=promised_at(now, hub.timezone if hub else self._zone))

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
            return await self._own(work, challenge)

    async def mine(self, person: Person) -> list[OwnChallenge]:
        """Return what a person submitted: its state and who has it."""
        async with self._store.read() as work:
            found = await work.challenges.of_person(person.id)
            return [await self._own(work, challenge) for challenge in found]

    async def card(self, person: Person, challenge_id: int) -> screens.Card:
        """Return one challenge with everything that its company wrote."""
        async with self._store.read() as work:
            own = await self._own(work, await self._mine(work, person, challenge_id))
        said = self._forms.said(CHALLENGE.name, answers_of(own.challenge), person)
        return screens.Card(own, tuple((field.label, value) for field, value in said))

    async def edit(self, person: Person, challenge_id: int, update_id: int = 0) -> FormStep:
        """Open the form with the answers of a challenge that is with its company or waits."""
        async with self._store.begin() as work:
            challenge = await self._mine(work, person, challenge_id)
            if challenge.state not in WITH_COMPANY:
                raise NotWithCompany
            for draft in await work.drafts.open_of(person.id):
                if (draft.form, draft.subject) == (CHALLENGE.name, str(challenge.id)):
                    await work.drafts.save(rebased(draft, challenge), self._clock())
        return await self._forms.open(
            person,
            CHALLENGE.name,
            to_change(challenge),
            str(challenge.id),
            update_id,
            at=REVIEW,
        )

    async def leave(self, person: Person, challenge_id: int, update_id: int = 0) -> FormStep:
        """Ask for the reason before a challenge is withdrawn."""
        async with self._store.read() as work:
            challenge = await self._mine(work, person, challenge_id)
        if challenge.state in ENDED:
            raise NotWithCompany
        return await self._forms.open(person, WITHDRAW.name, None, str(challenge.id), update_id)

    async def withdraw(self, person: Person, draft: Draft) -> OwnChallenge:
        """Withdraw a challenge with the reason of a draft; everybody concerned hears of it."""
        now, why = self._clock(), draft.one("reason") or ""
        async with self._store.begin() as work:
            challenge = await self._mine(work, person, int(draft.subject or 0))
            if not await work.drafts.was_submitted(draft.id, person.id):
                if await work.drafts.find(draft.id, person.id) is None:
                    raise Gone
                await work.drafts.submit(draft.id, now)
                await self._end(work, challenge, why)
                if challenge.state not in ENDED:
                    await self._tell_staff(work, challenge, why)
            return await self._own(work, await self._mine(work, person, challenge.id))

    async def _end(self, work: Unit, challenge: Challenge, why: str) -> None:
        if not await work.own_challenges.withdraw(challenge.id, self._clock()):
            return
        await self._answer_all(work, challenge, why)
        if challenge.state in {ChallengeState.PUBLISHED, ChallengeState.OPENING}:
            await work.content_changed()

    async def _tell_staff(self, work: Unit, challenge: Challenge, why: str) -> None:
        for staff in await work.people.staff_of(challenge.hub):
            notice = screens.withdrawn_notice(challenge, why, self._languages[staff.language])
            key = f"challenge:{challenge.id}:withdrawn:{staff.id}"
            await work.outbox.add(key, staff, notice, self._clock())

    async def erase(self, person: Person, challenge_id: int) -> None:
        """Remove a challenge and everything about it; who answered hears that it ended first."""
        async with self._store.begin() as work:
            challenge = await self._mine(work, person, challenge_id)
            now = self._clock()
            await work.own_challenges.forget_messages(challenge.id, _TOLD_OF_IT, now)
            await self._end(work, challenge, "")
            await work.audit.add(now, person.id, "erase_challenge", f"challenge:{challenge.id}")
            await work.own_challenges.erase(challenge.id, _ABOUT_IT)

    async def _mine(self, work: Unit, person: Person, challenge_id: int) -> Challenge:
        """Return a challenge of this person; for anybody else there is none."""
        challenge = await work.challenges.find(challenge_id)
        if challenge is None or challenge.person_id != person.id:
            raise Gone
        return challenge

    async def _own(self, work: Unit, challenge: Challenge) -> OwnChallenge:
        return OwnChallenge(
            challenge,
            self._hub(challenge),
            await work.challenges.interested_in(challenge.id),
            await work.pitches.count(challenge.id),
            await work.attachments.count(challenge.id),
            await work.introductions.count(challenge.id),
        )

    def _hub(self, challenge: Challenge) -> Hub | None:
        return self._knowledge.hubs.get(challenge.hub or "")
