"""Every way back leads to where one was: the answer with its buttons, the list, what fits."""

from collections.abc import Callable

import pytest

from bot.app.services import App
from bot.domain.origins import FITS, Origin, marked, opened
from bot.domain.replies import CALLBACK_BYTES
from tests.conftest import Meet
from tests.people import Person

AWAY_AND_BACK = (("Am I eligible?", "All its rules"), ("Details",), ("Where is this from?",))


@pytest.fixture
async def app(new_app: Callable[..., App]) -> App:
    """Give an app that has read its content."""
    app = new_app()
    await app.learn()
    return app


async def stays(person: Person, app: App) -> None:
    """Go from a card to whatever it offers, and back, and find the same card each time."""
    tr = app.languages[person.language or "en"]
    card, buttons = person.sees(), person.sees_buttons()
    for first, *further in AWAY_AND_BACK:
        if tr(first) not in buttons:
            continue
        await person.taps(tr(first))
        backs = 1
        for label in further:
            if tr(label) in person.sees_buttons():
                await person.taps(tr(label))
                backs += 1
        for _ in range(backs):
            await person.taps(tr("Back"))
        assert person.sees() == card, first
        assert person.sees_buttons() == buttons, first


@pytest.mark.parametrize("language", ["en", "sl", "pl", "da", "de"])
async def test_from_a_card_of_a_list(app: App, meet: Meet, language: str) -> None:
    ada, tr = meet("Ada", language), app.languages[language]
    await ada.says("/funding")
    await ada.taps(tr("More") + " ›")
    page = ada.sees()
    await ada.taps("2. ")

    await stays(ada, app)

    assert await ada.taps(tr("Back to the list")) == page


@pytest.mark.parametrize("language", ["en", "sl", "pl", "da", "de"])
async def test_from_an_answer(app: App, meet: Meet, language: str) -> None:
    ada, tr = meet("Ada", language), app.languages[language]
    title = app.knowledge.entries["funding-eye"].in_language(language)[1].title

    assert (await ada.says(f"{title}?")).startswith(title)

    assert "👍 " + tr("Helpful") in ada.sees_buttons()
    await stays(ada, app)


async def test_what_stood_beside_the_answer_stands_there_again(app: App, meet: Meet) -> None:
    ada = meet()
    for words in ("Erasmus for Young Entrepreneurs", "WIPO academy", "Creative Europe", "EYE"):
        await ada.says(f"{words}?")
        if any(label.startswith("Also: ") for label in ada.sees_buttons()):
            break
    assert any(label.startswith("Also: ") for label in ada.sees_buttons())
    await stays(ada, app)

    await ada.taps("Also: ")

    await stays(ada, app)


async def test_from_a_card_of_a_list_that_was_asked_for(app: App, meet: Meet) -> None:
    ada = meet()
    page = await ada.says("funding in Slovenia")
    await ada.taps("1. ")
    await stays(ada, app)

    assert await ada.taps("Back") == page


async def test_a_look_back_is_no_choice(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("Erasmus for Young Entrepreneurs?")
    known = await app.services.people.meet(ada.id, ada.name, ada.language)
    await ada.taps("Where is this from?")

    await ada.taps("Back")

    async with app.store.read() as work:
        inquiry = await work.inquiries.latest(known.id, app.clock().replace(year=2000))
    assert inquiry is not None
    assert inquiry.picked is None


@pytest.mark.parametrize(
    "forged", ["0.0", "99999.0", "1.99", "1", "x.y", "1.0~2.0", "", "~", "-1.0"]
)
async def test_a_forged_way_back_leads_nowhere(meet: Meet, forged: str) -> None:
    eve = meet("Eve")
    await eve.says("/start")
    assert "Erasmus" not in await eve.taps_data(f"ask:again:{forged}")


@pytest.mark.parametrize("mark", ["~", "~x", "~1", "~1.", "~p", "~9999999999.1", "~m~m"])
async def test_a_forged_origin_is_none(meet: Meet, mark: str) -> None:
    eve = meet("Eve")
    await eve.says("/start")
    for button in ("entry:open", "entry:source", "fit:ask", "saved:save"):
        assert await eve.taps_data(f"{button}:funding-eye{mark}")


@pytest.mark.parametrize("origin", [Origin(12, 3), Origin(page=4), FITS, None])
def test_an_origin_is_read_as_it_was_written(origin: Origin | None) -> None:
    assert opened(marked("entry", "source", "funding-eye", origin)) == ("funding-eye", origin)


def test_where_there_is_no_room_it_is_left_out() -> None:
    long = "x" * 50
    assert marked("entry", "source", long, Origin(123456789, 100)) == long
    assert len(f"entry:open:{marked('entry', 'open', 'y' * 40, Origin(1, 0))}") <= CALLBACK_BYTES
