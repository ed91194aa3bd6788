"""What everybody reads of a challenge: it is asked about, and no contact data goes out."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.app.services import App
from bot.domain.challenges import Challenge
from bot.i18n import Translator
from tests.builders import PostOffice, a_challenge, a_known_company, a_submitted_challenge
from tests.conftest import Meet
from tests.dialogues.challenging import PROMPTS
from tests.people import Person

LANGUAGES = ("sl", "pl")
NOTHING_WRONG = "W zeszłym miesiącu wróciło 40 z 300 krzeseł, bo się chwieją."


@pytest.fixture(params=LANGUAGES)
def tr(request: pytest.FixtureRequest, app: App) -> Translator:
    return app.languages[request.param]


async def reaches_review(person: Person, tr: Translator, company: str, title: str) -> None:
    await person.says("/challenge")
    await person.taps(tr("Skip"))
    for text in (company, "Ada", title, NOTHING_WRONG):
        await person.says(text)
    await person.taps(tr("That is enough for now"))


async def sent(app: App) -> list[Challenge]:
    async with app.store.read() as work:
        return await work.challenges.waiting(None)


async def test_terms_that_became_unfair_are_asked_about_again(
    app: App, meet: Meet, tr: Translator
) -> None:
    ada = meet("Ada", tr.language)
    await reaches_review(ada, tr, "Drewnex", "Krzesła, które stoją pewnie")
    await ada.taps(tr("Send to the hub"))
    await ada.taps(tr("Say what is handed in"))
    await ada.taps(tr("Finished work"))
    await ada.taps(tr("Change: {answer}", answer=tr("Payment")))
    await ada.taps(tr("Nothing before you agree on it"))

    said = await ada.taps(tr("Send to the hub"))

    assert tr("Before it goes to the hub:") in said
    assert await sent(app) == []
    await ada.taps(tr("Say whose the work is"))
    await ada.taps(tr("Both may use and develop it"))
    await ada.taps(tr("Send to the hub"))  # nothing new: it was all on screen
    assert len(await sent(app)) == 1


@pytest.mark.parametrize("hidden", [True, False])
async def test_a_company_that_hides_is_asked_about_its_name_in_the_text(
    meet: Meet, tr: Translator, hidden: bool
) -> None:
    ada = meet("Ada", tr.language)
    await reaches_review(ada, tr, "Drewnex 🪑 sp. z o.o.", "Reklamacje krzeseł Drewnexu")
    if not hidden:
        await ada.taps(tr("Change: {answer}", answer=tr("Name hidden")))
        await ada.taps(tr("No"))

    said = await ada.taps(tr("Send to the hub"))

    assert (tr("I read: “{words}”", words="Drewnexu") in said) is hidden


async def test_staff_put_no_contact_data_in_the_english_text(
    app: App, meet_staff: Callable[..., Any], zofia: Person, post: PostOffice
) -> None:
    maja = await meet_staff("Maja", language="en")
    company = await app.services.people.meet(zofia.id, "Zofia", "pl")
    await a_known_company(app, await a_submitted_challenge(app, company))
    await post.deliver()
    await maja.taps("Read it")
    await maja.taps("Publish")

    await maja.says("Chairs that stand firm")
    said = await maja.says("Every fifth chair comes back. Write to anna@example.com.")

    assert "Please leave out e-mail addresses" in said
    assert "Is this right?" in await maja.says("Every fifth chair of 300 comes back.")


def test_what_creatives_read_reaches_nobody() -> None:
    text = "Every fifth chair comes back. anna@example.com, +48 600 123 456"
    written = a_challenge(title="Call 041 222 333", problem=text, title_en=text, summary_en=text)

    for language in ("en", written.language):
        read = " ".join(written.words_for(language))
        assert "@" not in read
        assert not any(number in read for number in ("600", "222"))


async def test_an_older_button_of_a_sent_form_shows_the_challenge(
    app: App, meet: Meet, tr: Translator
) -> None:
    ada = meet("Ada", tr.language)
    await reaches_review(ada, tr, "Drewnex", "Krzesła, które stoją pewnie")
    change, review = ada.button(tr("Change: {answer}", answer=tr("Title"))), ada.chat.news[-1]
    draft = change.split(":")[2].split(".")[0]
    await ada.taps_data(f"challenge:send:{draft}", review)

    said = await ada.taps_data(change, review)
    assert "Krzesła, które stoją pewnie" in said
    assert ada.button(tr("Withdraw it"))
    assert await ada.taps_data(f"form:go:{draft}", review) in ("", said)
    assert PROMPTS["title"] not in ada.sees()


@pytest.mark.parametrize(
    ("problem", "language"),
    [
        (NOTHING_WRONG, "pl"),
        ("Letzten Monat kamen 40 von 300 Stühlen zurück, weil sie wackeln.", "de"),
        ("Minulý měsíc se nám vrátilo 40 z 300 židlí, protože se viklají.", "cs"),
    ],
)
async def test_the_text_has_the_language_that_it_is_written_in(
    app: App, meet: Meet, problem: str, language: str
) -> None:
    ada = meet("Ada", "en")
    await ada.says("/challenge")
    await ada.taps("Skip")
    for text in ("Drewnex", "Ada", problem[:70], problem):
        await ada.says(text)
    await ada.taps("That is enough for now")

    said = await ada.taps("Send to the hub")

    only_some = "In this language only dates, contact data and length are checked."
    assert (only_some in said) is (language == "cs")
    await ada.taps("Send it as it is")
    assert [one.language for one in await sent(app)] == [language]
