"""Questions after their answer: thumbs, handing over to people, and their replies."""

from dataclasses import dataclass
from typing import Final

from bot.clock import Clock
from bot.domain.gaps import About, HandOver, Relayed, Thread, Why, key_of
from bot.domain.hubs import Hub
from bot.domain.inquiries import Inquiry, InquiryState
from bot.domain.parsing import clean, telegram_length
from bot.domain.people import Person
from bot.domain.refusals import Empty, Gone, NotAllowed, TextWanted, TooLong
from bot.i18n import Languages
from bot.screens import inquiries as screens
from bot.services.content import Knowledge
from bot.store import Store, Unit

LONGEST: Final = 2500
"""Characters of a message between staff and whoever asked: with the question it fits one message,
and only the last one of several could be replied to."""
_NOT_WAITING: Final = frozenset(
    {InquiryState.ANSWERED, InquiryState.UNANSWERED, InquiryState.CLOSED}
)


@dataclass(frozen=True, slots=True)
class Receivers:
    """Who of staff gets a question: of the hub, or of the network desk (no hub)."""

    hub: Hub | None
    staff: tuple[Person, ...]


class Inquiries:
    """Use cases of a question that was asked. Each checks whose question it is."""

    def __init__(
        self, store: Store, clock: Clock, languages: Languages, knowledge: Knowledge
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge

    async def thumb(self, person: Person, inquiry_id: int, up: bool) -> Inquiry:
        """Keep what a person thought of an answer; the last tap holds. Raise `Gone`."""
        async with self._store.begin() as work:
            inquiry = await self._own(work, person, inquiry_id)
            reason = None if up else inquiry.reason
            await work.inquiries.change(inquiry.id, thumb=up, reason=reason)
            return await work.inquiries.get(inquiry.id)

    async def why(self, person: Person, inquiry_id: int, why: Why) -> Inquiry:
        """Keep why an answer did not help; that is a thumb down, too. Raise `Gone`."""
        async with self._store.begin() as work:
            inquiry = await self._own(work, person, inquiry_id)
            await work.inquiries.change(inquiry.id, thumb=False, reason=why)
            return await work.inquiries.get(inquiry.id)

    async def to_hand_over(self, person: Person, inquiry_id: int) -> HandOver:
        """Return who would get the question of a person, and what they would read."""
        async with self._store.read() as work:
            inquiry = await self._own(work, person, inquiry_id)
            receivers = await self._receivers(work, person.home_hub, person)
        return _hand_over(inquiry, person, receivers)

    async def hand_over(
        self, person: Person, inquiry_id: int, update_id: int | None = None
    ) -> HandOver:
        """Send the question of a person to staff, once; each reads it in their language.

        After staff have closed it, the person may send it again; the same tap (`update_id`) is
        brought once all the same.
        """
        now = self._clock()
        async with self._store.begin() as work:
            inquiry = await self._own(work, person, inquiry_id)
            receivers = await self._receivers(work, person.home_hub, person)
            result = _hand_over(inquiry, person, receivers)
            if not receivers.staff or result.before:
                return result
            handed = InquiryState.HANDED_OVER
            if not await work.inquiries.settle(inquiry.id, handed, since=_NOT_WAITING):
                return result
            await work.inquiries.change(inquiry.id, hub=person.home_hub)
            for staff in receivers.staff:
                notice = screens.question_for_staff(result, self._languages[staff.language])
                key = key_of(inquiry.id, staff, what=str(update_id or ""))
                await work.outbox.add(key, staff, notice, now)
        return result

    async def thread_of(self, person: Person, message_id: int) -> Thread | None:
        """Return what a message in this person's chat was about, if it was about a question."""
        async with self._store.read() as work:
            return await work.inquiries.thread_of(person.id, message_id)

    async def reply(
        self, person: Person, thread: Thread, text: str | None, message_id: int
    ) -> Relayed:
        """Pass on what somebody replied: staff to whoever asked, or back.

        The same message twice (`message_id`) is passed on once. Raise `NotAllowed` to staff who
        have lost the right since, and `NotUnderstood` for what cannot be passed on.
        """
        said = _readable(text)
        async with self._store.begin() as work:
            try:
                inquiry = await work.inquiries.get(thread.inquiry_id)
            except LookupError:
                raise Gone from None
            if thread.about.is_for_staff:
                return await self._answer(work, person, inquiry, said, message_id)
            return await self._write_back(work, person, inquiry, thread, said, message_id)

    async def _answer(
        self, work: Unit, staff: Person, inquiry: Inquiry, text: str, message_id: int
    ) -> Relayed:
        if not staff.works_for(inquiry.hub):
            raise NotAllowed
        asker = await _asker(work, inquiry)
        hub = self.hub_of(staff, inquiry.hub)
        if asker is None:
            return Relayed("", hub, gone=True)
        if asker.asleep:
            return Relayed(asker.name, hub, reached=False)
        subject, now = f"inquiry:{inquiry.id}", self._clock()
        before = await work.audit.of(subject)
        colleague = any(who != staff.id and did == "reply" for _, who, did, _ in before)
        letter = screens.reply_for_person(inquiry, text, hub, self._languages[asker.language])
        key = key_of(inquiry.id, asker, About.REPLY, f"{staff.id}.{message_id}")
        if await work.outbox.add(key, asker, letter, now):
            await work.inquiries.change(inquiry.id, state=InquiryState.REPLIED)
            await work.audit.add(now, staff.id, "reply", subject)
        return Relayed(asker.name, hub, colleague=colleague)

    async def _write_back(
        self,
        work: Unit,
        person: Person,
        inquiry: Inquiry,
        thread: Thread,
        text: str,
        message_id: int,
    ) -> Relayed:
        if inquiry.person_id != person.id:
            raise Gone
        receivers = await self._receivers(work, inquiry.hub, person)
        author = [one for one in receivers.staff if one.id == thread.author]
        for staff in author or receivers.staff:
            tr = self._languages[staff.language]
            letter = screens.back_to_staff(inquiry, text, person.name, receivers.hub, tr)
            key = key_of(inquiry.id, staff, About.BACK, str(message_id))
            await work.outbox.add(key, staff, letter, self._clock())
        return Relayed("", receivers.hub, reached=bool(receivers.staff))

    def hub_of(self, staff: Person, slug: str | None) -> Hub | None:
        """Return for which hub somebody of staff speaks; None is the network desk."""
        return self._knowledge.hubs.get(slug or "") if slug in staff.facilitates else None

    async def _receivers(self, work: Unit, slug: str | None, asker: Person) -> Receivers:
        """Return who can be asked: facilitators of the hub, else administrators.

        Whoever asks does not ask themselves, and who blocked the bot reads nothing.
        """
        for place in (slug, None):
            found = await work.people.staff_of(place)
            awake = tuple(one for one in found if not one.asleep and one.id != asker.id)
            if awake:
                return Receivers(self.hub_of(awake[0], slug), awake)
        return Receivers(None, ())

    @staticmethod
    async def _own(work: Unit, person: Person, inquiry_id: int) -> Inquiry:
        try:
            inquiry = await work.inquiries.get(inquiry_id)
        except LookupError:
            raise Gone from None
        if inquiry.person_id != person.id:
            raise Gone
        return inquiry


def _hand_over(inquiry: Inquiry, person: Person, receivers: Receivers) -> HandOver:
    before = inquiry.state in {InquiryState.HANDED_OVER, InquiryState.REPLIED}
    return HandOver(inquiry, person.name, receivers.hub, len(receivers.staff), before)


async def _asker(work: Unit, inquiry: Inquiry) -> Person | None:
    if inquiry.person_id is None:
        return None
    return await work.people.get(inquiry.person_id)


def _readable(text: str | None) -> str:
    if text is None:
        raise TextWanted
    said = clean(text)
    if not said:
        raise Empty
    if (length := telegram_length(said)) > LONGEST:
        raise TooLong(limit=LONGEST, length=length)
    return said
