"""Corrections: readers say what is wrong on a card, staff of its hub decide, both hear of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.clock import Clock
from bot.domain.corrections import (
    DECLINE,
    MOST_A_DAY,
    NOTICE_EVERY,
    Correction,
    EnoughCorrections,
    Over,
    Proposal,
    Ruled,
    RuledBefore,
    Ruling,
    wrong_of,
)
from bot.domain.editing import Publication
from bot.domain.forms import Draft
from bot.domain.freshness import owner
from bot.domain.hubs import Hub
from bot.domain.people import Person
from bot.domain.refusals import Gone, NotAllowed
from bot.domain.results import Card
from bot.i18n import Languages
from bot.screens import corrections as screens
from bot.services.browsing import Browsing
from bot.services.content import Knowledge
from bot.services.entry_records import Record, Records
from bot.services.proposed import Corrected, corrected
from bot.store import Store, Unit

_DAY: Final = timedelta(days=1)
_ACCEPT: Final = "accept_correction"


class Corrections:
    """Use cases of a correction. Staff decide for the hubs they work for."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        browsing: Browsing,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._browsing = browsing
        self._records = Records(clock, knowledge)

    async def to_correct(self, person: Person, entry_id: str) -> Card:
        """Return the entry that somebody wants to correct.

        Raise `Gone`, and `EnoughCorrections` if they have proposed many today.
        """
        if entry_id not in self._knowledge.entries:  # hubs are corrected by their own staff
            raise Gone
        async with self._store.read() as work:
            await self._check_pace(work, person)
        return self._browsing.card(person, entry_id)

    async def propose(self, person: Person, draft: Draft) -> Card:
        """Keep the correction of a finished draft; the draft does it once."""
        wrong, entry_id, now = wrong_of(draft.form), draft.subject or "", self._clock()
        if wrong is None or entry_id not in self._knowledge.entries:
            raise Gone
        async with self._store.begin() as work:
            if await work.drafts.find(draft.id, person.id) is None:
                raise Gone
            await self._check_pace(work, person)
            await work.proposals.add(
                Proposal(
                    id=0,
                    entry_id=entry_id,
                    wrong=wrong,
                    value=draft.one("value") or "",
                    created_at=now,
                    language=person.language,
                    person_id=person.id,
                    source=draft.one("source"),
                )
            )
            await work.drafts.submit(draft.id, now)
        return self._browsing.card(person, entry_id)

    async def count(self, staff: Person) -> int:
        """Return how many corrections wait for a staff member; others that say the same count."""
        async with self._store.read() as work:
            waiting = await work.proposals.open()
        return sum(self._is_for(staff, proposal) for proposal in waiting)

    async def waiting(self, staff: Person) -> tuple[Correction, ...]:
        """Return what waits for a staff member, the oldest first, the same only once."""
        if not staff.is_staff:
            raise NotAllowed
        async with self._store.read() as work:
            waiting = [one for one in await work.proposals.open() if self._is_for(staff, one)]
        first = {(one.entry_id, one.wrong, one.said): one for one in reversed(waiting)}
        ordered = sorted(first.values(), key=lambda one: one.id)
        return tuple(Correction(one, self._browsing.card(staff, one.entry_id)) for one in ordered)

    async def get(self, staff: Person, proposal_id: int) -> Correction:
        """Return a correction with what it would change; raise `RuledBefore`."""
        async with self._store.read() as work:
            proposal, record = await self._open(work, staff, proposal_id)
            found = self._corrected(proposal, record, Over.CLOSED)
            return await self._described(work, staff, proposal, record, found)

    async def accept(self, staff: Person, proposal_id: int, over: Over | None = None) -> Ruled:
        """Put a correction into its entry, or note that staff have done so by hand.

        Whoever proposed the same is thanked, too.
        """
        async with self._store.begin() as work:
            await work.hold_content()
            proposal, record = await self._open(work, staff, proposal_id)
            found = self._corrected(proposal, record, over or Over.CLOSED)
            it = await self._described(work, staff, proposal, record, found)
            result = Ruled(it.proposal, it.after or it.card, it.card)
            told = await self._rule(work, staff, result, Ruling.ACCEPTED)
            if found is not None:
                edits = {**record.edits, **found.edits}
                detail = {"proposal": proposal_id, "changes": dict(found.changes)}
                await self._records.put(work, staff, record, _ACCEPT, edits=edits, detail=detail)
            else:
                subject = f"proposal:{proposal_id}"
                await work.audit.add(self._clock(), staff.id, _ACCEPT, subject)
        return replace(result, told=told)

    async def to_decline(self, staff: Person, proposal_id: int) -> Proposal:
        """Return a correction that may be declined; raise `RuledBefore`."""
        return (await self.get(staff, proposal_id)).proposal

    async def decline(self, staff: Person, draft: Draft) -> Ruled:
        """Decline a correction with the reason of a finished draft; the draft does it once."""
        number = draft.subject or ""
        if draft.form != DECLINE.name or not number.isdecimal():
            raise Gone
        async with self._store.begin() as work:
            if await work.drafts.find(draft.id, staff.id) is None:
                raise Gone
            proposal, record = await self._open(work, staff, int(number))
            card = self._card(staff, record)
            result = Ruled(proposal, card, card, reason=draft.one("reason"))
            told = await self._rule(work, staff, result, Ruling.DECLINED)
            now = self._clock()
            await work.drafts.submit(draft.id, now)
            await work.audit.add(now, staff.id, "decline_correction", f"proposal:{proposal.id}")
        return replace(result, told=told)

    async def notify(self) -> int:
        """Tell staff of corrections that they have not heard of, each at most once an hour."""
        now = self._clock()
        async with self._store.read() as work:
            news = [one for one in await self._news(work) if await self._may_hear(work, one)]
        if not news:
            return 0
        told = 0
        async with self._store.begin() as work:
            for staff, proposals in await self._news(work):
                newest = max(one.id for one in proposals)
                if not await work.checklists.claim_corrections(
                    staff.id, newest, now, NOTICE_EVERY
                ):
                    continue
                hubs = {self._owner(one.entry_id) for one in proposals}
                hub = self._hub(next(iter(hubs))) if len(hubs) == 1 else None
                notice = screens.notice(len(proposals), hub, self._languages[staff.language])
                key = f"corrections:{staff.id}:{newest}"
                told += await work.outbox.add(key, staff, notice, now)
        return told

    async def _news(self, work: Unit) -> list[tuple[Person, list[Proposal]]]:
        """Return who of staff, awake, has which corrections waiting."""
        by_hub: dict[str | None, list[Proposal]] = {}
        for proposal in await work.proposals.open():
            if proposal.entry_id in self._knowledge.entries:
                by_hub.setdefault(self._owner(proposal.entry_id), []).append(proposal)
        found: dict[int, tuple[Person, list[Proposal]]] = {}
        for hub, proposals in by_hub.items():
            for staff in await work.people.staff_of(hub):
                if not staff.asleep:
                    found.setdefault(staff.id, (staff, []))[1].extend(proposals)
        return list(found.values())

    async def _may_hear(self, work: Unit, news: tuple[Person, Sequence[Proposal]]) -> bool:
        staff, proposals = news
        newest, at = await work.checklists.told_to(staff.id)
        is_new = max(one.id for one in proposals) > newest
        return is_new and (at is None or at <= self._clock() - NOTICE_EVERY)

    async def _open(self, work: Unit, staff: Person, proposal_id: int) -> tuple[Proposal, Record]:
        """Return an open proposal with its entry, to whoever may decide on it."""
        if not staff.is_staff:
            raise NotAllowed
        proposal = await work.proposals.find(proposal_id)
        if proposal is None:
            raise RuledBefore
        record = await self._records.load(work, proposal.entry_id)
        self._records.allow(staff, record)
        if proposal.ruling is not Ruling.OPEN:
            raise RuledBefore
        return proposal, record

    async def _described(
        self,
        work: Unit,
        staff: Person,
        proposal: Proposal,
        record: Record,
        found: Corrected | None,
    ) -> Correction:
        card, name = self._card(staff, record), None
        if proposal.person_id is not None:
            name = (await work.people.get(proposal.person_id)).name
        return Correction(
            proposal=proposal,
            card=card,
            after=replace(card, entry=found.entry, change=None) if found else None,
            name=name,
            same=len(await self._same(work, proposal)) - 1,
        )

    def _corrected(self, proposal: Proposal, record: Record, over: Over) -> Corrected | None:
        hub = self._hub(record.owner)
        zone = hub.timezone if hub else self._browsing.default_zone
        return corrected(proposal, record, self._knowledge, zone, over)

    def _card(self, staff: Person, record: Record) -> Card:
        if record.entry is None or record.publication is not Publication.PUBLISHED:
            raise Gone
        return self._browsing.card_of(staff, record.entry)

    async def _rule(self, work: Unit, staff: Person, result: Ruled, ruling: Ruling) -> int:
        """Decide on a proposal and on all that say the same; tell who proposed them."""
        now, told = self._clock(), 0
        for one in await self._same(work, result.proposal):
            if not await work.proposals.rule(one.id, ruling, staff.id, now):
                raise RuledBefore
            if one.person_id is None:
                continue
            person = await work.people.get(one.person_id)
            if person.asleep or person.id == staff.id:
                continue
            zone = self._browsing.card(person, one.entry_id).zone
            card, before = replace(result.card, zone=zone), replace(result.before, zone=zone)
            theirs = replace(result, proposal=one, card=card, before=before)
            say = screens.accepted if ruling is Ruling.ACCEPTED else screens.declined
            letter = say(theirs, self._languages[person.language])
            told += await work.outbox.add(f"correction:{one.id}:{person.id}", person, letter, now)
        return told

    @staticmethod
    async def _same(work: Unit, proposal: Proposal) -> list[Proposal]:
        """Return the open proposals that say the same, this one among them."""
        about = (proposal.entry_id, proposal.wrong, proposal.said)
        waiting = await work.proposals.open()
        return [one for one in waiting if (one.entry_id, one.wrong, one.said) == about]

    async def _check_pace(self, work: Unit, person: Person) -> None:
        if await work.proposals.count_of(person.id, self._clock() - _DAY) >= MOST_A_DAY:
            raise EnoughCorrections

    def _is_for(self, staff: Person, proposal: Proposal) -> bool:
        is_there = proposal.entry_id in self._knowledge.entries
        return is_there and staff.works_for(self._owner(proposal.entry_id))

    def _owner(self, entry_id: str) -> str | None:
        entry = self._knowledge.entries.get(entry_id)
        return owner(entry, self._knowledge.hubs.values()) if entry else None

    def _hub(self, slug: str | None) -> Hub | None:
        return self._knowledge.hubs.get(slug or "")
