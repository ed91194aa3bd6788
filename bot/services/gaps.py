"""The desk of open questions: clustered across languages, answered for everybody at once."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final, Protocol

from bot.answers.clustering import clusters
from bot.clock import Clock
from bot.domain.answers import Answer, Confidence
from bot.domain.forms import Draft
from bot.domain.gaps import About, Gap, key_of, short_name
from bot.domain.inquiries import Inquiry, InquiryState
from bot.domain.people import Person
from bot.domain.refusals import Gone, NotAllowed, Settled
from bot.domain.replies import Reply
from bot.domain.results import Desk, GapAnswers, GapClosed
from bot.i18n import Languages, Translator
from bot.screens import gaps as screens
from bot.screens import inquiries as inquiry_screens
from bot.services.browsing import Browsing
from bot.services.content import Knowledge
from bot.services.inquiries import Inquiries
from bot.services.reviews import Reviews
from bot.store import Store, Unit

LOOKED_BACK: Final = timedelta(days=90)
"""Older questions wait for nobody any more; they still count."""
OFFERED: Final = 3
"""Entries offered as the answer to a gap."""
_WAITING: Final = frozenset(
    {InquiryState.UNANSWERED, InquiryState.HANDED_OVER, InquiryState.ANSWERED}
)


class Asker(Protocol):
    """Answers a question from content: `bot.answers.asking.Answers` does."""

    async def ask(self, text: str, language: str) -> Answer:
        """Return the closest entries, best first."""


class Gaps:
    """Use cases of staff for what the assistant could not answer, each for their own hubs."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        browsing: Browsing,
        reviews: Reviews,
        inquiries: Inquiries,
        answers: Asker,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._browsing = browsing
        self._reviews = reviews
        self._inquiries = inquiries
        self._answers = answers

    async def desk(self, staff: Person) -> Desk:
        """Return all that waits for a staff member: challenges, and questions."""
        return replace(await self._reviews.desk(staff), gaps=await self.waiting(staff))

    async def waiting(self, staff: Person) -> tuple[Gap, ...]:
        """Return what is unanswered in the hubs of a staff member: what most people asked first.

        Raise `NotAllowed` to anybody else.
        """
        async with self._store.read() as work:
            gaps = await self._gaps(work, staff)
        return tuple(sorted(gaps, key=lambda gap: (-gap.people, gap.first_at)))

    async def gap(self, staff: Person, inquiry_id: int, until: int | None = None) -> Gap:
        """Return the gap that a question belongs to; raise `Settled` if it waits no more.

        `until` is the last question that was on screen: later ones are left out.
        """
        async with self._store.read() as work:
            return await self._gap(work, staff, inquiry_id, until)

    async def entries_for(self, staff: Person, inquiry_id: int, until: int | None) -> GapAnswers:
        """Ask again what was asked, in each language, and return the entries that come up."""
        gap = await self.gap(staff, inquiry_id, until)
        found = [await self._answers.ask(text, code) for code, text in gap.examples().items()]
        hits = (
            hit.entry_id
            for answer in sorted(found, key=lambda one: -one.certainty)
            if answer.confidence is not Confidence.NONE
            for hit in answer.hits
        )
        best = [id_ for id_ in dict.fromkeys(hits) if id_ in self._knowledge.findable]
        return GapAnswers(
            gap, tuple(self._browsing.card(staff, entry_id) for entry_id in best[:OFFERED])
        )

    async def close_with(
        self, staff: Person, inquiry_id: int, until: int, entry: str
    ) -> GapClosed:
        """Close a gap that an entry answers now, and tell everybody who asked, once.

        `entry` is its short name. Who wants no announcements is told only if they asked a person.
        """
        known = {short_name(id_): id_ for id_ in self._knowledge.findable}
        async with self._store.begin() as work:
            gap = await self._gap(work, staff, inquiry_id, until)
            if (entry_id := known.get(entry)) is None:
                raise Gone
            told = 0
            for inquiry, person in await self._to_tell(work, gap):
                card = self._browsing.card(person, entry_id)
                notice = screens.answered_now(inquiry, card, self._tr(person))
                told += await self._tell(
                    work, inquiry, person, notice, About.CLOSED, f"with.{entry}"
                )
            await self._close(work, staff, gap, "close_questions", entry=entry_id, told=told)
        return GapClosed(gap, told, self._browsing.card(staff, entry_id))

    async def set_aside(self, staff: Person, inquiry_id: int, until: int) -> GapClosed:
        """Close a gap without telling anybody."""
        async with self._store.begin() as work:
            gap = await self._gap(work, staff, inquiry_id, until)
            await self._close(work, staff, gap, "set_questions_aside")
        return GapClosed(gap, 0)

    async def answer(self, staff: Person, draft: Draft) -> GapClosed:
        """Send the text of a finished draft to everybody who asked; the draft does it once."""
        inquiry_id, until = place_of(draft.subject or "")
        async with self._store.begin() as work:
            gap = await self._gap(work, staff, inquiry_id, until)
            if await work.drafts.find(draft.id, staff.id) is None:
                raise Gone
            text, told = draft.one("answer") or "", 0
            for inquiry, person in await self._to_tell(work, gap):
                hub = self._inquiries.hub_of(staff, inquiry.hub)
                letter = inquiry_screens.reply_for_person(inquiry, text, hub, self._tr(person))
                what = f"{staff.id}.draft{draft.id}"
                told += await self._tell(work, inquiry, person, letter, About.REPLY, what)
            await work.drafts.submit(draft.id, self._clock())
            await self._close(work, staff, gap, "answer_questions", told=told)
        return GapClosed(gap, told)

    async def _gaps(
        self, work: Unit, staff: Person, holding: int | None = None, until: int | None = None
    ) -> list[Gap]:
        if not staff.is_staff:
            raise NotAllowed
        hubs: Collection[str] | None = None if staff.administrator else staff.facilitates
        since = self._clock() - LOOKED_BACK
        waiting = [
            one
            for one in await work.inquiries.open(hubs, since)
            if until is None or one.inquiry.id <= until
        ]
        groups = clusters(
            [one.vector for one in waiting],
            [one.inquiry.language for one in waiting],
            await work.inquiries.directions(since),
        )
        gaps = [self._described([waiting[i].inquiry for i in group]) for group in groups]
        if holding is None:
            return gaps
        return [gap for gap in gaps if any(one.id == holding for one in gap.inquiries)]

    async def _gap(self, work: Unit, staff: Person, holding: int, until: int | None) -> Gap:
        found = await self._gaps(work, staff, holding, until)
        if not found:
            raise Settled
        return found[0]

    def _described(self, inquiries: Sequence[Inquiry]) -> Gap:
        slugs = dict.fromkeys(one.hub or "" for one in inquiries)
        hubs = (self._knowledge.hubs[slug] for slug in slugs if slug in self._knowledge.hubs)
        return Gap(tuple(inquiries), tuple(hubs))

    async def _to_tell(self, work: Unit, gap: Gap) -> list[tuple[Inquiry, Person]]:
        """Return who asked and is still there, each with their last question of these."""
        last = {one.person_id: one for one in gap.inquiries if one.person_id is not None}
        people = [(one, await work.people.get(id_)) for id_, one in last.items()]
        return [
            (inquiry, person)
            for inquiry, person in people
            if not person.asleep and await self._wants(work, inquiry, person)
        ]

    @staticmethod
    async def _wants(work: Unit, inquiry: Inquiry, person: Person) -> bool:
        if inquiry.state is InquiryState.HANDED_OVER:
            return True
        return await work.people.wants_announcements(person.id)

    async def _tell(
        self,
        work: Unit,
        inquiry: Inquiry,
        person: Person,
        letter: Reply,
        about: About,
        what: str = "",
    ) -> bool:
        key = key_of(inquiry.id, person, about, what)
        return await work.outbox.add(key, person, letter, self._clock())

    async def _close(
        self, work: Unit, staff: Person, gap: Gap, action: str, **detail: object
    ) -> None:
        ids = [one.id for one in gap.inquiries]
        for inquiry_id in ids:
            await work.inquiries.settle(inquiry_id, InquiryState.CLOSED, since=_WAITING)
        subject = f"inquiry:{gap.id}"
        await work.audit.add(self._clock(), staff.id, action, subject, questions=ids, **detail)

    def _tr(self, person: Person) -> Translator:
        return self._languages[person.language]


def place_of(packed: str) -> tuple[int, int]:
    """Read `<inquiry>.<last inquiry on screen>` of a button or a draft; raise `Gone`."""
    numbers = packed.split(".")
    if len(numbers) != 2 or not all(map(_is_number, numbers)):
        raise Gone
    return int(numbers[0]), int(numbers[1])


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 10
