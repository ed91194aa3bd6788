"""Asking: what is kept, and what goes on from before.

The engine is scripted here: what it understands and ranks is its own business and tests.
"""

import pytest

from bot.domain.answers import Confidence
from bot.domain.entries import Kind, Mode
from bot.domain.inquiries import THREAD, InquiryState
from bot.domain.people import Person
from bot.domain.talk import Talk
from bot.domain.understanding import Asks
from tests.builders import a_person
from tests.conftest import Clock

EVENTS = {"kinds": frozenset({Kind.EVENT}), "several": True}
LINZ = frozenset({"Linz"})
EYE, STARTS = "funding-eye", "funding-starts-prize"


async def test_a_question_is_kept_masked_with_what_was_shown(app, script, ada, kept):
    text = "Erasmus? Write to ada@example.org"
    script.says(text, EYE, STARTS, asks=Asks.WHO)

    found = await app.services.asking.ask(ada, text)

    inquiry = await kept(found.inquiry_id)
    assert "ada@example.org" not in inquiry.text
    assert inquiry.text.startswith("Erasmus? Write to")
    assert found.shown == inquiry.shown == (EYE, STARTS)
    assert inquiry.state is InquiryState.ANSWERED
    assert inquiry.understood.asks is Asks.WHO


async def test_nobodys_question_is_neither_kept_nor_read_after_another(app, script):
    nobody = Person(id=0, telegram_id=0, name="", language="en")
    script.says("erasmus", EYE)
    script.says("and online?", EYE, follows=True, bare=True, mode=Mode.ONLINE)

    first = await app.services.asking.ask(nobody, "erasmus")
    await app.services.asking.ask(nobody, "and online?")

    assert first.inquiry_id is None
    assert first.shown == (EYE,)
    assert script.earlier == [None, None]


@pytest.mark.parametrize(
    ("confidence", "talk", "hits", "state"),
    [
        (Confidence.CONFIDENT, None, (EYE,), InquiryState.ANSWERED),
        (Confidence.UNSURE, None, (EYE, STARTS), InquiryState.ANSWERED),
        (Confidence.NONE, None, (), InquiryState.UNANSWERED),
        (Confidence.NONE, Talk.THANKS, (), InquiryState.ANSWERED),
        (Confidence.NONE, Talk.NEAR_DOMAIN, (), InquiryState.UNANSWERED),
    ],
)
async def test_what_stays_open_is_kept_as_open(
    app, script, ada, kept, confidence, talk, hits, state
):
    script.says("hm", *hits, confidence=confidence, talk=talk)

    found = await app.services.asking.ask(ada, "hm")

    assert (await kept(found.inquiry_id)).state is state
    assert found.shown == hits


class TestThread:
    async def test_a_follow_up_keeps_the_topic(self, app, script, ada, kept):
        script.says("residencies", EYE, confidence=Confidence.UNSURE, countries=frozenset({"SI"}))
        script.says("and in Poland?", STARTS, follows=True, bare=True, countries=frozenset({"PL"}))
        script.says("and online?", STARTS, follows=True, bare=True, mode=Mode.ONLINE)

        for text in ("residencies", "and in Poland?", "and online?"):
            found = await app.services.asking.ask(ada, text)

        earlier = [one for one in script.earlier if one]
        assert [one.text for one in earlier] == ["residencies", "residencies"]
        inquiry = await kept(found.inquiry_id)
        assert inquiry.understood.countries == {"PL"}
        assert inquiry.understood.mode is Mode.ONLINE
        assert inquiry.text == "residencies → and online?"

    async def test_only_facets_go_on_too(self, app, script, ada):
        script.says("residencies", EYE)
        script.says("free", EYE, bare=True, free=True)

        await app.services.asking.ask(ada, "residencies")
        await app.services.asking.ask(ada, "free")

        assert script.earlier[-1] is not None

    async def test_it_ends_after_a_while(self, app, script, ada, clock: Clock):
        script.says("residencies", EYE)
        script.says("and in Poland?", EYE, follows=True, countries=frozenset({"PL"}))
        await app.services.asking.ask(ada, "residencies")

        clock.passes(seconds=THREAD.total_seconds() + 1)
        await app.services.asking.ask(ada, "and in Poland?")

        assert script.earlier == [None, None]

    async def test_a_kind_begins_anew(self, app, script, ada):
        script.says("residencies", EYE)
        script.says("events", bare=True, kinds=frozenset({Kind.EVENT}))

        await app.services.asking.ask(ada, "residencies")
        await app.services.asking.ask(ada, "events")

        assert script.earlier == [None, None]

    async def test_nothing_goes_on_from_small_talk(self, app, script, ada):
        script.says("thanks", confidence=Confidence.NONE, talk=Talk.THANKS)
        script.says("and in Poland?", EYE, follows=True, countries=frozenset({"PL"}))

        await app.services.asking.ask(ada, "thanks")
        await app.services.asking.ask(ada, "and in Poland?")

        assert script.earlier == [None, None]

    async def test_small_talk_does_not_go_on_from_a_question(self, app, script, ada):
        script.says("residencies", EYE)
        script.says("thanks", confidence=Confidence.NONE, talk=Talk.THANKS, bare=True)

        await app.services.asking.ask(ada, "residencies")
        found = await app.services.asking.ask(ada, "thanks")

        assert found.talk is Talk.THANKS
        assert script.earlier == [None, None]

    async def test_another_person_has_a_thread_of_their_own(self, app, script, ada):
        bor = await a_person(app, "Bor", telegram_id=8_000_000_002)
        script.says("residencies", EYE)
        script.says("and in Poland?", EYE, follows=True, countries=frozenset({"PL"}))

        await app.services.asking.ask(ada, "residencies")
        await app.services.asking.ask(bor, "and in Poland?")

        assert script.earlier == [None, None]

    async def test_a_question_without_a_topic_is_about_what_was_shown_last(
        self, app, script, ada, kept
    ):
        script.says("erasmus in Poland", EYE, STARTS, countries=frozenset({"PL"}))
        script.says("who may apply?", STARTS, confidence=Confidence.UNSURE, asks=Asks.WHO)

        await app.services.asking.ask(ada, "erasmus in Poland")
        found = await app.services.asking.ask(ada, "who may apply?")

        assert [card.entry.id for card in found.cards] == [EYE]
        assert found.deciding is not None
        assert found.deciding.who
        assert (await kept(found.inquiry_id)).text == "erasmus in Poland → who may apply?"

    async def test_or_about_what_was_picked(self, app, script, ada):
        script.says("money", EYE, STARTS, confidence=Confidence.UNSURE)
        script.says("until when?", confidence=Confidence.NONE, asks=Asks.UNTIL_WHEN, bare=True)
        asked = await app.services.asking.ask(ada, "money")
        await app.services.asking.pick(ada, asked.inquiry_id, 1)

        found = await app.services.asking.ask(ada, "until when?")

        assert [card.entry.id for card in found.cards] == [STARTS]

    async def test_but_not_if_another_is_plainly_meant(self, app, script, ada):
        script.says("erasmus", EYE)
        script.says("who may apply for the prize?", STARTS, asks=Asks.WHO)

        await app.services.asking.ask(ada, "erasmus")
        found = await app.services.asking.ask(ada, "who may apply for the prize?")

        assert [card.entry.id for card in found.cards] == [STARTS]

    async def test_nor_after_options_of_which_none_was_picked(self, app, script, ada):
        script.says("money", EYE, STARTS, confidence=Confidence.UNSURE)
        script.says("until when?", confidence=Confidence.NONE, asks=Asks.UNTIL_WHEN, bare=True)

        await app.services.asking.ask(ada, "money")
        await app.services.asking.ask(ada, "until when?")

        assert script.earlier[-1] is not None, "the engine is asked to go on"
