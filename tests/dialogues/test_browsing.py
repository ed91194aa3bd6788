"""Looking around: lists, pages, cards, details, sources, hubs; and buttons from long ago."""

import itertools

import pytest

from bot.app.services import App
from bot.domain.entries import Kind
from bot.screens.browse import TITLES
from bot.services.browsing import PAGE_SIZE
from tests.conftest import Meet

LISTS = {
    "training": Kind.TRAINING,
    "funding": Kind.FUNDING,
    "events": Kind.EVENT,
    "methods": Kind.METHOD,
}


@pytest.mark.parametrize("language", ["en", "sl", "pl"])
@pytest.mark.parametrize("command", LISTS)
async def test_a_list_can_be_read_to_its_end(
    app: App, meet: Meet, command: str, language: str
) -> None:
    ada, tr = meet("Ada", language), app.languages[language]
    kind = LISTS[command]
    titles = {
        entry.in_language(language)[1].title
        for entry in app.knowledge.entries.values()
        if entry.kind is kind
    }

    said = await ada.says(f"/{command}")
    assert tr(TITLES[kind]) in said
    pages = [said]
    for _ in range((len(titles) - 1) // PAGE_SIZE):
        pages.append(await ada.taps(tr("More") + " ›"))

    for title in titles:
        assert sum(title in page for page in pages) >= 1, title
    assert not any(label.endswith("›") for label in ada.sees_buttons())
    if len(pages) > 1:
        assert await ada.taps("‹ " + tr("Back")) == pages[-2]


async def test_a_tap_turns_the_page_in_place(meet: Meet) -> None:
    ada = meet()
    await ada.says("/funding")
    first = ada.chat.news[-1].message_id

    await ada.taps("More ›")
    await ada.taps("‹ Back")

    assert len(ada.chat.messages) == 1
    assert ada.chat.news[-1].message_id == first


async def test_a_card_leads_to_its_details_and_its_source(app: App, meet: Meet) -> None:
    ada, tr = meet("Ada", "sl"), app.languages["sl"]
    entry = app.knowledge.entries["method-collider-tandem"]
    title = entry.in_language("sl")[1].title

    assert title in await ada.taps_data(f"entry:open:{entry.id}")
    assert title in await ada.taps(tr("Details"))
    assert title in await ada.taps(tr("Back"))
    assert tr("Sources:") in await ada.taps(tr("Where is this from?"))


async def test_every_card_can_be_opened(app: App, meet: Meet) -> None:
    """In a language each, in turn; the tests of the screens show every one in every language."""
    people = {language: meet("Ada", language) for language in app.languages.offered}
    turns = itertools.cycle(people.items())
    for entry in app.knowledge.entries.values():
        language, ada = next(turns)
        said = await ada.taps_data(f"entry:open:{entry.id}")
        assert entry.in_language(language)[1].title in said
        if app.languages[language]("Details") in ada.sees_buttons():
            assert await ada.taps_data(f"entry:more:{entry.id}")


async def test_hubs_are_listed_opened_and_chosen(app: App, meet: Meet) -> None:
    nika, tr = meet("Nika", "sl"), app.languages["sl"]
    hub = app.knowledge.hubs["kranj"]

    assert tr("Hubs and organisations") in await nika.says("/people")
    said = await nika.taps(hub.named("sl"))
    assert hub.business_support is not None
    assert hub.business_support in said
    said = await nika.taps(tr("Make this my home hub"))

    expected = tr(
        "{hub} is your home hub now. Its facilitators look after what you send.",
        hub=hub.named("sl"),
    )
    assert said == expected
    await nika.taps_data("hub:open:kranj")
    assert tr("Make this my home hub") not in nika.sees_buttons()
    await nika.taps(tr("All hubs"))
    assert "· PL" in " ".join(nika.sees_buttons())


async def test_every_hub_can_be_opened(app: App, meet: Meet) -> None:
    ada = meet("Ada", "de")
    for slug, hub in app.knowledge.hubs.items():
        assert hub.named("de") in await ada.taps_data(f"hub:open:{slug}")


@pytest.mark.parametrize(
    "packed",
    [
        "entry:open:funding-of-last-year",
        "entry:more:funding-of-last-year",
        "entry:source:",
        "entry:explode:funding-eye",
        "hub:open:atlantis",
        "hub:set:atlantis",
        "list:page:funding",
        "list:page:funding.x",
        "list:page:gossip.0",
        "list:page:funding.-1",
        "menu:breakfast:",
        "save_91",
        ":::",
        "challenge",
        "x" * 64,
        "🦊:🦊:🦊",
    ],
)
async def test_an_old_or_forged_button_is_answered_kindly(
    app: App, meet: Meet, packed: str
) -> None:
    ada, tr = meet("Ada", "pl"), app.languages["pl"]
    await ada.says("/start")

    await ada.taps_data(packed)

    assert tr("What can you do?") in ada.sees_buttons()
    assert tr("Sorry, something went wrong on my side.") not in ada.sees()


@pytest.mark.parametrize("page", ["9", "999999999999", "٣"])
async def test_a_page_that_is_not_there_any_more_is_the_last(meet: Meet, page: str) -> None:
    ada = meet()
    await ada.says("/funding")

    assert "Funding and support" in await ada.taps_data(f"list:page:funding.{page}")


async def test_a_button_of_a_message_that_is_gone_is_answered_in_a_new_one(meet: Meet) -> None:
    ada = meet()
    await ada.says("/funding")
    ada.chat.messages.clear()

    assert await ada.taps_data("hub:list:", ada.chat.news[-1])
    assert "Hubs and organisations" in ada.sees()


async def test_a_double_tap_shows_the_same_and_says_nothing_more(meet: Meet) -> None:
    ada = meet()
    await ada.says("/funding")
    first = await ada.taps("More ›")

    assert await ada.again() == ""
    assert ada.sees() == first
