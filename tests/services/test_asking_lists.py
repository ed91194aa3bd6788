"""Asking: what becomes a card, options or a list, and what can be tapped there.

The engine is scripted here: what it understands and ranks is its own business and tests.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.app.services import App
from bot.domain.answers import Confidence
from bot.domain.entries import Entry, Kind, State, Status
from bot.domain.inquiries import InquiryState
from bot.domain.refusals import Gone
from bot.domain.results import Side
from bot.domain.understanding import Asks, Facet, Period
from bot.library import Library
from tests.builders import a_person

EVENTS = {"kinds": frozenset({Kind.EVENT}), "several": True}
LINZ = frozenset({"Linz"})
EYE, STARTS = "funding-eye", "funding-starts-prize"


def knows(app: App, entries: Mapping[str, Entry]) -> None:
    """Let the assistant know other entries from now on."""
    known = app.knowledge
    content = {id_: entry for id_, entry in entries.items() if not id_.startswith("hub-")}
    known.take(known.prepared(Library(content, known.hubs, known.vocabulary)))


class TestList:
    async def test_all_that_fits_is_listed_as_ranked(self, app, script, ada):
        ranked = ("event-mcbw", "event-ddw")
        script.says("which events", "event-mcbw", ranked=ranked, **EVENTS)

        found = await app.services.asking.ask(ada, "which events")

        events = {id_ for id_, e in app.knowledge.findable.items() if e.kind is Kind.EVENT}
        assert found.shown[:2] == ranked
        assert set(found.shown) == events
        assert found.listing is not None
        assert found.listing.total == len(events)
        assert found.listing.pages == 2
        assert found.cards == ()

    async def test_what_is_over_comes_last(self, app, script, ada):
        over = next(
            e.id
            for e in app.knowledge.entries.values()
            if e.kind is Kind.PROJECT and e.state_on(app.clock()) is State.CLOSED
        )
        script.says(
            "which projects", ranked=(over,), kinds=frozenset({Kind.PROJECT}), several=True
        )

        found = await app.services.asking.ask(ada, "which projects")

        states = [app.knowledge.entries[id_].state_on(app.clock()) for id_ in found.shown]
        assert State.CLOSED in states
        assert states == sorted(states, key=lambda state: state is State.CLOSED)

    async def test_of_what_was_not_ranked_what_is_open_comes_first(self, app, script, ada):
        entries = app.knowledge.findable
        opened = replace(
            entries["funding-sk-fpu"],
            status=Status.DATED,
            deadline_at=app.clock() + timedelta(days=9),
        )
        knows(app, {**entries, opened.id: opened})
        funding = frozenset({Kind.FUNDING})
        script.says("funding", bare=True, kinds=funding, ranked=(EYE, STARTS))

        found = await app.services.asking.ask(ada, "funding")

        assert found.shown[:3] == (EYE, STARTS, opened.id)

    async def test_a_sure_answer_that_leaves_a_filter_open_is_given(self, app, script, ada):
        entry = app.knowledge.entries["event-ars-electronica"]
        assert entry.fee is None
        script.says("which festival is free", entry.id, several=True, free=True, cities=LINZ)
        script.says("which in Ptuj", entry.id, several=True, cities=frozenset({"Ptuj"}))

        given = await app.services.asking.ask(ada, "which festival is free")
        refused = await app.services.asking.ask(ada, "which in Ptuj")

        assert given.listing is None
        assert given.shown == (entry.id,)
        assert refused.listing is not None
        assert refused.listing.total == 0

    async def test_one_that_fits_is_a_card(self, app, script, ada):
        script.says("events in Linz", **EVENTS, cities=LINZ, bare=True)

        found = await app.services.asking.ask(ada, "events in Linz")

        assert found.listing is None
        assert found.shown == ("event-ars-electronica",)
        assert found.confidence is Confidence.CONFIDENT

    async def test_a_question_that_the_network_does_not_know_is_no_list(self, app, script, ada):
        script.says(
            "which restaurants in Linz",
            confidence=Confidence.NONE,
            several=True,
            cities=LINZ,
        )

        found = await app.services.asking.ask(ada, "which restaurants in Linz")

        assert found.listing is None
        assert found.shown == ()

    async def test_where_nothing_fits_the_closest_and_a_way_out_are_offered(
        self, app, script, ada, kept
    ):
        script.says(
            "events in Linz in May",
            "event-ars-electronica",
            **EVENTS,
            cities=LINZ,
            period=Period(date(2027, 5, 1), date(2027, 5, 31)),
        )

        found = await app.services.asking.ask(ada, "events in Linz in May")

        assert found.listing is not None
        assert found.listing.total == 0
        assert found.shown[0] == "event-ars-electronica"
        assert found.listing.loosening in {Facet.PERIOD, Facet.CITY}
        assert (await kept(found.inquiry_id)).state is InquiryState.UNANSWERED

    async def test_the_closest_is_what_does_not_say(self, app, script, ada):
        entry = app.knowledge.entries["event-ars-electronica"]
        assert entry.fee is None
        script.says("free events in Linz", EYE, **EVENTS, cities=LINZ, free=True, bare=True)

        found = await app.services.asking.ask(ada, "free events in Linz")

        assert found.listing.silent == {Facet.COST: 1}
        assert found.shown == (entry.id, EYE)

    async def test_a_filter_can_be_dropped(self, app, script, ada, kept):
        script.says(
            "events in Linz in May",
            **EVENTS,
            cities=LINZ,
            period=Period(date(2027, 5, 1), date(2027, 5, 31)),
        )
        asked = await app.services.asking.ask(ada, "events in Linz in May")

        found = await app.services.asking.loosen(ada, asked.inquiry_id, "period")

        assert found.shown == ("event-ars-electronica",)
        inquiry = await kept(asked.inquiry_id)
        assert inquiry.understood.period is None
        assert inquiry.understood.cities == {"Linz"}
        assert inquiry.shown == found.shown
        assert inquiry.state is InquiryState.ANSWERED

    @pytest.mark.parametrize("facet", ["period", "nonsense", "", "kind"])
    async def test_a_filter_that_is_not_there_or_the_last_is_not_dropped(
        self, app, script, ada, kept, facet
    ):
        script.says("which events", **EVENTS)
        asked = await app.services.asking.ask(ada, "which events")

        found = await app.services.asking.loosen(ada, asked.inquiry_id, facet)

        assert found.shown == asked.shown
        assert (await kept(asked.inquiry_id)).understood.kinds == {Kind.EVENT}

    async def test_pages_show_each_entry_once(self, app, script, ada):
        script.says("which events", **EVENTS)
        asked = await app.services.asking.ask(ada, "which events")
        assert asked.listing is not None

        seen = []
        for number in range(asked.listing.pages):
            found = await app.services.asking.page(ada, asked.inquiry_id, number)
            seen += [card.entry.id for card in found.listing.cards]

        assert tuple(seen) == asked.shown

    async def test_a_page_that_is_not_there_is_the_last(self, app, script, ada):
        script.says("which events", **EVENTS)
        asked = await app.services.asking.ask(ada, "which events")

        found = await app.services.asking.page(ada, asked.inquiry_id, 99)

        assert found.listing.number == found.listing.pages - 1

    async def test_an_entry_that_is_gone_leaves_no_gap(self, app, script, ada, kept):
        script.says("which events", **EVENTS)
        asked = await app.services.asking.ask(ada, "which events")
        gone = asked.shown[0]
        left = {id_: e for id_, e in app.knowledge.findable.items() if id_ != gone}
        knows(app, left)

        found = await app.services.asking.page(ada, asked.inquiry_id, 0)
        picked = await app.services.asking.pick(ada, asked.inquiry_id, 0)

        assert found.shown == asked.shown[1:]
        assert found.listing.total == len(asked.shown) - 1
        assert picked.shown == asked.shown[1:2]

    async def test_what_was_picked_leads_back_to_its_page(self, app, script, ada):
        script.says("which events", **EVENTS)
        asked = await app.services.asking.ask(ada, "which events")

        assert (await app.services.asking.pick(ada, asked.inquiry_id, 0)).page == 0
        assert (await app.services.asking.pick(ada, asked.inquiry_id, 7)).page == 1


class TestOptions:
    async def test_they_are_told_apart(self, app, script, ada):
        script.says(
            "design week",
            "event-ars-electronica",
            "event-ljubljana-design",
            confidence=Confidence.UNSURE,
        )

        found = await app.services.asking.ask(ada, "design week")

        assert found.side is Side.PLACE

    async def test_a_pick_is_kept_and_answers(self, app, script, ada, kept):
        script.says("money", EYE, STARTS, confidence=Confidence.UNSURE, asks=Asks.HOW_MUCH)
        asked = await app.services.asking.ask(ada, "money")

        found = await app.services.asking.pick(ada, asked.inquiry_id, 1)

        assert found.shown == (STARTS,)
        assert found.deciding is not None
        assert found.deciding.asks is Asks.HOW_MUCH
        assert found.page is None
        assert (await kept(asked.inquiry_id)).picked == STARTS
        assert (await kept(asked.inquiry_id)).shown == (EYE, STARTS)

    async def test_none_of_these_leaves_the_question_open(self, app, script, ada, kept):
        script.says("money", EYE, STARTS, confidence=Confidence.UNSURE)
        asked = await app.services.asking.ask(ada, "money")
        await app.services.asking.pick(ada, asked.inquiry_id, 0)

        found = await app.services.asking.none_of_these(ada, asked.inquiry_id)

        inquiry = await kept(asked.inquiry_id)
        assert found.confidence is Confidence.NONE
        assert (inquiry.picked, inquiry.state) == (None, InquiryState.UNANSWERED)
        await app.services.asking.pick(ada, asked.inquiry_id, 0)
        assert (await kept(asked.inquiry_id)).state is InquiryState.ANSWERED

    async def test_a_question_that_people_have_stays_with_them(self, app, script, ada, kept):
        script.says("money", EYE, STARTS, confidence=Confidence.UNSURE)
        asked = await app.services.asking.ask(ada, "money")
        async with app.store.begin() as work:
            await work.inquiries.change(asked.inquiry_id, state=InquiryState.HANDED_OVER)

        await app.services.asking.pick(ada, asked.inquiry_id, 0)
        await app.services.asking.none_of_these(ada, asked.inquiry_id)

        assert (await kept(asked.inquiry_id)).state is InquiryState.HANDED_OVER


async def test_only_who_asked_may_tap(app, script, ada, kept):
    script.says("which events", **EVENTS)
    asked = await app.services.asking.ask(ada, "which events")
    bor = await a_person(app, "Bor", telegram_id=8_000_000_002)
    asking = app.services.asking

    for tapped in (
        asking.page(bor, asked.inquiry_id, 0),
        asking.loosen(bor, asked.inquiry_id, "kind"),
        asking.pick(bor, asked.inquiry_id, 0),
        asking.none_of_these(bor, asked.inquiry_id),
        asking.page(ada, 999_999, 0),
        asking.pick(ada, asked.inquiry_id, 999),
    ):
        with pytest.raises(Gone):
            await tapped
    assert (await kept(asked.inquiry_id)).picked is None


async def test_what_is_no_list_has_no_pages(app, script, ada):
    script.says("erasmus", EYE)
    asked = await app.services.asking.ask(ada, "erasmus")

    with pytest.raises(Gone):
        await app.services.asking.page(ada, asked.inquiry_id, 0)


async def test_an_option_that_is_gone_says_so(app, script, ada):
    script.says("money", EYE, STARTS, confidence=Confidence.UNSURE)
    asked = await app.services.asking.ask(ada, "money")
    left = {id_: e for id_, e in app.knowledge.findable.items() if id_ != EYE}
    knows(app, left)

    with pytest.raises(Gone):
        await app.services.asking.pick(ada, asked.inquiry_id, 0)
