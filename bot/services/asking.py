"""Asking: a question → a card, options, a list, small talk or an honest "I do not know".

A registered person's question is kept (masked), with what was understood and shown: their next one
may only make sense after it, and staff see what stayed without an answer. A question of nobody
(`collider ask`, an evaluation) leaves nothing behind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.answers.asking import Answers
from bot.answers.facets import fits
from bot.answers.filtering import Filter, filtered, filters_of
from bot.answers.quoting import quoted
from bot.answers.separating import separating
from bot.clock import Clock
from bot.domain.answers import Answer, Confidence
from bot.domain.entries import OPPORTUNITIES, Entry, State, Term
from bot.domain.inquiries import THREAD, Inquiry, InquiryState
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.results import Deciding, Found, Listing, Side
from bot.domain.talk import Talk
from bot.domain.understanding import Asks, Facet, Understood
from bot.services.browsing import ORDER, PAGE_SIZE, Browsing
from bot.services.content import Knowledge
from bot.services.forms import Forms
from bot.services.threads import MAYBE_A_QUESTION, goes_on, is_about, is_list, names
from bot.store import Store

MOST_SHOWN: Final = 200
"""Entries of a list that are kept with its inquiry, for its pages."""
MOST_CLOSEST: Final = 3
"""Entries that are offered when nothing fits all that was asked."""

_AFTER: Final = " → "
"""Stands between a topic and the follow-up in a kept text: hygiene lets no arrow into either."""


@dataclass(frozen=True, slots=True)
class _List:
    """A list before it is cut into pages."""

    ids: tuple[str, ...]
    total: int
    filters: tuple[Filter, ...]
    without: Mapping[Facet, int]
    silent: Mapping[Facet, int]
    loosening: Facet | None
    nearly: tuple[str, ...] = ()
    """What may fit, as ranked: it says nothing about one filter."""


class Asking:
    """The use case of any text outside a form, and of the buttons under its answer."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        knowledge: Knowledge,
        answers: Answers,
        browsing: Browsing,
        forms: Forms,
    ) -> None:
        self._store = store
        self._clock = clock
        self._knowledge = knowledge
        self._answers = answers
        self._browsing = browsing
        self._forms = forms

    async def ask(self, person: Person, text: str, update_id: int = 0) -> Found:
        """Answer a question of a person; the same update again is the same question."""
        found, _ = await self.explained(person, text, update_id)
        return found

    async def explained(
        self, person: Person, text: str, update_id: int = 0
    ) -> tuple[Found, Answer]:
        """Answer, and return what the answer was made of."""
        answer = await self._answer(person, text)
        alone = answer.understood.text
        last: str | None = None
        if earlier := await self._thread(person, update_id):
            topic = replace(earlier.understood, text=earlier.text.partition(_AFTER)[0])
            if last := self._last_entry(earlier, answer):
                answer = replace(answer, understood=answer.understood.after(topic))
            elif goes_on(answer):
                answer = await self._answer(person, text, topic)
        answer = self._still_known(answer)
        found = self._one(person, answer.understood, last) if last else self._found(person, answer)
        found = replace(found, unfinished=await self._forms.unfinished(person))
        if person.id > 0:
            about = answer.understood.text
            kept = about if about.endswith(alone) else f"{about}{_AFTER}{alone}"
            inquiry_id = await self._keep(person, kept, found, answer, update_id)
            found = replace(found, inquiry_id=inquiry_id)
        return found, answer

    async def page(self, person: Person, inquiry_id: int, number: int) -> Found:
        """Return another page of a list."""
        inquiry = await self._own_list(person, inquiry_id)
        ids = tuple(id_ for id_ in inquiry.shown if id_ in self._knowledge.findable)
        if ids != inquiry.shown:
            async with self._store.begin() as work:
                await work.inquiries.change(inquiry.id, shown=ids)
        made = self._listed(person, inquiry.understood, ids)
        total = len(ids) if len(ids) < MOST_SHOWN else max(made.total, len(ids))
        return replace(
            self._listing(person, inquiry.understood, replace(made, ids=ids, total=total), number),
            inquiry_id=inquiry.id,
        )

    async def loosen(self, person: Person, inquiry_id: int, facet: str) -> Found:
        """Drop one filter of a list; what remains is the thread from now on."""
        inquiry = await self._own_list(person, inquiry_id)
        filters = filters_of(inquiry.understood)
        dropped = next((one for one in filters if one[0] == facet), ())
        if not dropped or len(filters) == 1:
            return await self.page(person, inquiry_id, 0)  # tapped twice, or on an old list
        understood = inquiry.understood
        for one in dropped:
            understood = understood.without(one)
        answer = await self._answer(person, inquiry.text.partition(_AFTER)[0])
        found = self._several(person, replace(answer, understood=understood))
        became = InquiryState.ANSWERED if _is_answer(found) else InquiryState.UNANSWERED
        async with self._store.begin() as work:
            await work.inquiries.change(
                inquiry.id,
                understood=understood,
                shown=found.shown,
                picked=None,
                state=became if _is_untouched(inquiry) else inquiry.state,
            )
        return replace(found, inquiry_id=inquiry.id)

    async def pick(self, person: Person, inquiry_id: int, place: int) -> Found:
        """Open one of the entries that were shown, and keep which it was; raise `Gone`."""
        inquiry = await self._own(person, inquiry_id)
        found = self._picked(person, inquiry, place)
        async with self._store.begin() as work:
            await work.inquiries.change(
                inquiry.id,
                picked=inquiry.shown[place],
                state=InquiryState.ANSWERED if _is_untouched(inquiry) else inquiry.state,
            )
        return found

    async def again(self, person: Person, inquiry_id: int, place: int) -> Found:
        """Return a card as it was shown: the sure answer with what stood beside it, or a pick."""
        inquiry = await self._own(person, inquiry_id)
        found = self._picked(person, inquiry, place)
        is_answer = inquiry.confidence is Confidence.CONFIDENT and not is_list(inquiry.understood)
        if place or not is_answer:
            return found
        beside = (id_ for id_ in inquiry.shown[1:] if id_ in self._knowledge.findable)
        cards = (*found.cards, *(self._browsing.card(person, id_) for id_ in beside))
        return replace(found, cards=cards, shown=tuple(card.entry.id for card in cards))

    def _picked(self, person: Person, inquiry: Inquiry, place: int) -> Found:
        if place >= len(inquiry.shown):
            raise Gone
        has_pages = is_list(inquiry.understood) and len(inquiry.shown) > 1
        return replace(
            self._one(person, inquiry.understood, inquiry.shown[place]),
            question=inquiry.text,
            inquiry_id=inquiry.id,
            page=place // PAGE_SIZE if has_pages else None,
            place=place,
        )

    async def none_of_these(self, person: Person, inquiry_id: int) -> Found:
        """Keep that no option was the answer; raise `Gone`."""
        inquiry = await self._own(person, inquiry_id)
        async with self._store.begin() as work:
            await work.inquiries.change(
                inquiry.id,
                picked=None,
                state=InquiryState.UNANSWERED if _is_untouched(inquiry) else inquiry.state,
            )
        return Found(inquiry.text, (), Confidence.NONE, inquiry_id=inquiry.id)

    async def _answer(
        self, person: Person, text: str, earlier: Understood | None = None
    ) -> Answer:
        return await self._answers.ask(text, person.language, earlier=earlier)

    def _still_known(self, answer: Answer) -> Answer:
        """Return an answer without what left the content while the question waited."""
        known = self._knowledge.findable
        return replace(
            answer,
            hits=tuple(hit for hit in answer.hits if hit.entry_id in known),
            ranked=tuple(id_ for id_ in answer.ranked if id_ in known),
        )

    async def _thread(self, person: Person, update_id: int) -> Inquiry | None:
        """Return the person's last question before this one, if about content and just asked."""
        if person.id <= 0:
            return None
        async with self._store.read() as work:
            since = self._clock() - THREAD
            latest = await work.inquiries.latest(person.id, since, before=update_id)
        return latest if latest is not None and latest.talk is None else None

    def _last_entry(self, earlier: Inquiry, answer: Answer) -> str | None:
        """Return the entry that was shown last, if the question only makes sense about it."""
        was_one = earlier.confidence is Confidence.CONFIDENT and len(earlier.shown) > 0
        was_one = was_one and (not is_list(earlier.understood) or len(earlier.shown) == 1)
        last = earlier.picked or (earlier.shown[0] if was_one else None)
        entry = self._knowledge.findable.get(last or "")
        best = self._knowledge.findable.get(answer.hits[0].entry_id) if answer.hits else None
        if best is not None and best is not entry and names(answer.understood.text, best):
            return None
        return last if entry and is_about(entry, answer) else None

    def _found(self, person: Person, answer: Answer) -> Found:
        understood = answer.understood
        names_kind = understood.bare and bool(understood.kinds)
        if answer.talk is not None and not (names_kind and answer.talk in MAYBE_A_QUESTION):
            return Found(understood.text, (), Confidence.NONE, talk=answer.talk)
        is_ours = understood.bare or answer.confidence is not Confidence.NONE
        if is_list(understood) and is_ours:
            return self._several(person, answer)
        if answer.confidence is Confidence.NONE or not answer.hits:
            return Found(understood.text, (), Confidence.NONE)
        return self._closest(person, answer)

    def _closest(self, person: Person, answer: Answer) -> Found:
        """Return what is nearest: one with others beside it, or options told apart."""
        understood = answer.understood
        cards = tuple(self._browsing.card(person, hit.entry_id) for hit in answer.hits)
        entries = [card.entry for card in cards]
        found = Found(
            understood.text,
            cards,
            answer.confidence,
            shown=tuple(entry.id for entry in entries),
        )
        if answer.confidence is Confidence.CONFIDENT:
            return replace(found, deciding=self._deciding(person, entries[0], understood.asks))
        side = separating(entries)
        who = {entry.id: self._who(person, entry) for entry in entries}
        return replace(found, side=side, who=who if side is Side.WHO else {})

    def _one(self, person: Person, understood: Understood, entry_id: str) -> Found:
        card = self._browsing.card(person, entry_id)
        return Found(
            understood.text,
            (card,),
            Confidence.CONFIDENT,
            deciding=self._deciding(person, card.entry, understood.asks),
            shown=(entry_id,),
        )

    def _several(self, person: Person, answer: Answer) -> Found:
        """Return what fits as a list, the only one as its card, or the closest that there is."""
        understood = answer.understood
        made = self._listed(person, understood, answer.ranked)
        if made.total == 1:
            return self._one(person, understood, made.ids[0])
        if not made.total and self._may_fit(answer):
            return self._closest(person, answer)
        if not made.total and answer.confidence is not Confidence.NONE:
            closest = (*made.nearly, *(hit.entry_id for hit in answer.hits))
            made = replace(made, ids=tuple(dict.fromkeys(closest))[:MOST_CLOSEST])
        return self._listing(person, understood, made)

    def _may_fit(self, answer: Answer) -> bool:
        """Say whether the sure answer to a question with a subject only leaves things open.

        Fields are often empty where a text says it all; what they contradict is no answer.
        """
        asked, now = answer.understood, self._clock()
        if asked.bare or answer.confidence is not Confidence.CONFIDENT or not answer.hits:
            return False
        best = self._knowledge.findable[answer.hits[0].entry_id]
        return not any(
            fits(best, asked, facet, now, self._knowledge.vocabulary) is False
            for facet in asked.facets()
        )

    def _listed(self, person: Person, asked: Understood, ranked: Sequence[str]) -> _List:
        """Return the ids of all that fits: as ranked, then what is open; what is over is last."""
        now = self._clock()
        made = filtered(self._knowledge.findable.values(), asked, now, self._knowledge.vocabulary)
        places = {id_: place for place, id_ in enumerate(ranked)}

        def place(entry: Entry) -> tuple[bool, int, int, str]:
            state = entry.state_on(now)
            return (
                state is State.CLOSED,
                places.get(entry.id, len(places)),
                ORDER.index(state),
                entry.in_language(person.language)[1].title,
            )

        ordered = sorted(made.entries, key=place)
        has_others = len(made.without) > 1  # without its only filter a question asks for all
        return _List(
            ids=tuple(entry.id for entry in ordered[:MOST_SHOWN]),
            total=len(ordered),
            filters=made.filters,
            without=made.without if has_others else {},
            silent=made.silent if has_others else {},
            loosening=made.loosening if has_others else None,
            nearly=tuple(entry.id for entry in sorted(made.nearly, key=place)[:MOST_CLOSEST]),
        )

    def _listing(self, person: Person, asked: Understood, made: _List, number: int = 0) -> Found:
        pages = max(1, -(-len(made.ids) // PAGE_SIZE))
        number = min(max(number, 0), pages - 1)
        first = number * PAGE_SIZE
        cards = tuple(
            self._browsing.card(person, id_) for id_ in made.ids[first : first + PAGE_SIZE]
        )
        listing = Listing(
            asked=asked,
            cards=cards,
            total=made.total,
            number=number,
            pages=pages,
            first=first,
            filters=made.filters,
            without=made.without,
            silent=made.silent,
            loosening=made.loosening,
            words=self._words(person, asked),
        )
        confidence = Confidence.CONFIDENT if made.total else Confidence.UNSURE
        return Found(
            asked.text,
            (),
            confidence if cards else Confidence.NONE,
            listing=listing,
            shown=made.ids,
        )

    def _deciding(self, person: Person, entry: Entry, asks: Asks | None) -> Deciding | None:
        if asks is None:
            return None
        text = entry.text.get(person.language)
        # Who may apply, and until when, are not asked of a method or a project.
        is_asked = entry.kind in OPPORTUNITIES or asks not in {Asks.WHO, Asks.UNTIL_WHEN}
        quote = quoted(text, person.language, asks) if text and is_asked else None
        return Deciding(asks, self._who(person, entry), quote)

    def _who(self, person: Person, entry: Entry) -> tuple[str, ...]:
        terms = self._knowledge.vocabulary.applicant_types
        return tuple(_labels(entry.who_may_apply, terms, person.language).values())

    def _words(self, person: Person, asked: Understood) -> Mapping[str, str]:
        """Return the terms that were asked for in the reader's words."""
        words = self._knowledge.vocabulary
        language = person.language
        return {
            **_labels(asked.sectors, words.sectors, language),
            **_labels(asked.skills, words.skills, language),
            **_labels(asked.technologies, words.technologies, language),
            **_labels(asked.transitions, words.transitions, language),
            **_labels(asked.applicants, words.applicant_types, language),
        }

    async def _keep(
        self, person: Person, text: str, found: Found, answer: Answer, update_id: int
    ) -> int:
        async with self._store.begin() as work:
            return await work.inquiries.add(
                person_id=person.id,
                hub=person.home_hub,
                language=person.language,
                text=text,
                understood=answer.understood,
                shown=found.shown,
                confidence=found.confidence,
                state=InquiryState.ANSWERED if _is_answer(found) else InquiryState.UNANSWERED,
                talk=found.talk,
                vector=answer.vector,
                at=self._clock(),
                update_id=update_id or None,
            )

    async def _own(self, person: Person, inquiry_id: int) -> Inquiry:
        """Return an inquiry of this person; raise `Gone` for any other."""
        async with self._store.read() as work:
            try:
                inquiry = await work.inquiries.get(inquiry_id)
            except LookupError:
                raise Gone from None
        if inquiry.person_id != person.id:
            raise Gone
        return inquiry

    async def _own_list(self, person: Person, inquiry_id: int) -> Inquiry:
        inquiry = await self._own(person, inquiry_id)
        if not is_list(inquiry.understood):
            raise Gone
        return inquiry


def _labels(ids: Iterable[str], terms: Mapping[str, Term], language: str) -> dict[str, str]:
    return {id_: terms[id_].label(language) if id_ in terms else id_ for id_ in ids}


def _is_answer(found: Found) -> bool:
    """Say whether a person got something: content that fits, options, or a kind word."""
    if found.talk is not None:
        return found.talk is not Talk.NEAR_DOMAIN  # a question that people here may know
    if found.listing is not None:
        return found.listing.total > 0
    return found.confidence is not Confidence.NONE


def _is_untouched(inquiry: Inquiry) -> bool:
    """Say whether no person of the network has to do with it yet."""
    return inquiry.state in {InquiryState.ANSWERED, InquiryState.UNANSWERED}
