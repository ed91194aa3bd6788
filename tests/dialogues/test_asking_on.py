"""Conversations: lists and their buttons, options, follow-ups, and a person at the end.

The engine is scripted, so that what is understood is certain; everything else is real.
"""

from datetime import date

import pytest

from bot.app.services import App
from bot.domain.answers import Confidence
from bot.domain.entries import Kind, Mode
from bot.domain.talk import Talk
from bot.domain.understanding import Asks, Period
from tests.conftest import Meet
from tests.scripted import Script

EVENTS = {"kinds": frozenset({Kind.EVENT}), "several": True, "bare": True}
MAY = Period(date(2027, 5, 1), date(2027, 5, 31))
LINZ = "event-ars-electronica"
FIVE = ("en", "sl", "pl", "da", "de")


@pytest.fixture
def script(app: App, monkeypatch: pytest.MonkeyPatch) -> Script:
    made = Script()
    monkeypatch.setattr(app.answers, "ask", made.ask)
    return made


def title(app: App, entry_id: str, language: str = "en") -> str:
    return app.knowledge.entries[entry_id].in_language(language)[1].title


async def test_a_list_has_pages_and_leads_to_cards_and_back(app: App, meet: Meet, script: Script):
    script.says("which events are there?", **EVENTS)
    ada = meet()

    first = await ada.says("which events are there?")
    assert first.startswith("Events\n9 entries · page 1 of 2")

    second = await ada.taps("More ›")
    assert "page 2 of 2" in second
    assert "More ›" not in ada.sees_buttons()

    await ada.taps("1. ")
    assert "Where is this from?" in ada.sees_buttons()
    assert "page 2 of 2" in await ada.taps("Back")
    assert len(ada.chat.messages) == 1, "taps edit the message in place"


async def test_a_filter_that_leaves_nothing_can_be_dropped(app: App, meet: Meet, script: Script):
    script.says("events in Linz in May?", **EVENTS, cities=frozenset({"Linz"}), period=MAY)
    ada = meet()

    said = await ada.says("events in Linz in May?")
    assert said.startswith("I know nothing for which all of this holds:")
    assert "Events · May 2027 · Linz" in said
    assert "Ask a person" in ada.sees_buttons()

    assert title(app, LINZ) in await ada.taps("Without: ")


async def test_what_remains_is_what_a_follow_up_goes_on_from(app: App, meet: Meet, script: Script):
    script.says("free events in May?", **EVENTS, free=True, period=MAY)
    script.says("and in Linz?", follows=True, bare=True, cities=frozenset({"Linz"}))
    ada = meet()
    await ada.says("free events in May?")
    await ada.taps("Without: Events")

    await ada.says("and in Linz?")

    earlier = script.earlier[-1]
    assert earlier is not None
    assert (earlier.kinds, earlier.free, earlier.period) == (frozenset(), True, MAY)


@pytest.mark.parametrize("language", FIVE)
async def test_a_list_speaks_the_readers_language(
    app: App, meet: Meet, script: Script, language: str
):
    tr = app.languages[language]
    year = Period(date(2027, 1, 1), date(2027, 12, 31))
    script.says("?!", **EVENTS, mode=Mode.ONSITE, period=year)
    ada = meet("Ada", language)

    said = await ada.says("?!")

    assert said.startswith(tr("Events") + " · 2027 · " + tr("On site"))


async def test_options_are_told_apart_and_a_pick_answers(app: App, meet: Meet, script: Script):
    ids = (LINZ, "event-ljubljana-design")
    script.says("design festival", *ids, confidence=Confidence.UNSURE, asks=Asks.WHERE)
    ada = meet()

    said = await ada.says("design festival")
    assert f"1. {title(app, ids[0])} — Linz" in said
    assert f"2. {title(app, ids[1])} — Ljubljana" in said

    assert (await ada.taps("2. ")).startswith("Where: On site, Ljubljana, Slovenia.")


async def test_none_of_these_leads_to_a_person(app: App, meet: Meet, script: Script):
    script.says("design festival", LINZ, confidence=Confidence.UNSURE)
    ada = meet()
    await ada.says("design festival")

    said = await ada.taps("None of these: ask a person")

    assert said.startswith("I do not know.")
    assert "Ask a person" in ada.sees_buttons()


async def test_another_entry_than_the_first_can_be_opened(app: App, meet: Meet, script: Script):
    script.says("design festival", LINZ, "event-ljubljana-design", asks=Asks.WHERE)
    ada = meet()
    await ada.says("design festival")

    assert (await ada.taps("Also: ")).startswith("Where: On site, Ljubljana")


async def test_who_may_apply_is_asked_of_what_was_just_shown(app: App, meet: Meet, script: Script):
    script.says("erasmus for entrepreneurs", "funding-eye")
    script.says("who may apply?", confidence=Confidence.NONE, asks=Asks.WHO, bare=True)
    ada = meet()
    await ada.says("erasmus for entrepreneurs")

    said = await ada.says("who may apply?")

    assert said.startswith("Who may take part: freelancer or self-employed;")
    assert title(app, "funding-eye") in said


async def test_somebody_elses_buttons_do_nothing(app: App, meet: Meet, script: Script):
    script.says("which events are there?", **EVENTS)
    ada, bor = meet("Ada"), meet("Bor")
    await ada.says("which events are there?")
    await bor.says("/start")

    for packed in (ada.button("More ›"), ada.button("1. ")):
        await bor.says("/help")
        assert "not available any more" in await bor.taps_data(packed)


@pytest.mark.parametrize(
    "packed",
    [
        "ask:pick:1",
        "ask:pick:x.y",
        "ask:pick:1.-1",
        "ask:page:999999.0",
        "ask:loosen:.kind",
        "ask:loosen:1.",
        "ask:none:",
        "ask:none:²",
        "ask:pick:1.99999999999999999999",
    ],
)
async def test_forged_and_old_buttons_get_a_kind_answer(meet: Meet, packed: str):
    ada = meet()
    await ada.says("/start")

    assert "not available any more" in await ada.taps_data(packed)


async def test_a_near_question_can_go_to_a_person(meet: Meet, script: Script):
    script.says("a flat", confidence=Confidence.NONE, talk=Talk.NEAR_DOMAIN)
    script.says("thanks", confidence=Confidence.NONE, talk=Talk.THANKS)
    ada = meet()

    await ada.says("a flat")
    assert "Ask a person" in ada.sees_buttons()
    await ada.says("thanks")
    assert "Ask a person" not in ada.sees_buttons()


async def test_a_list_asked_for_inside_a_form_leaves_the_form_open(meet: Meet, script: Script):
    script.says("which events are there?", **EVENTS)
    ada = meet()
    await ada.says("/profile")
    await ada.taps("Make my profile")

    said = await ada.says("which events are there?")

    assert "9 entries" in said
    assert "Is that all right?" in ada.sees()
