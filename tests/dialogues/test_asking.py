"""Asking: an answer with its source, "I am not sure", an honest "I do not know"."""

from collections.abc import Callable

import pytest

from bot.app.services import App
from bot.domain.entries import Entry
from bot.embedding import NullEmbedder
from handlers.dispatcher import ConversationDispatcher
from tests.conftest import Meet


@pytest.fixture
async def app(new_app: Callable[..., App]) -> App:
    """Give an app that has read its content."""
    app = new_app()
    await app.learn()
    return app


@pytest.fixture
def entry(app: App) -> Entry:
    return app.knowledge.entries["funding-eye"]


@pytest.mark.parametrize("language", ["en", "sl", "pl"])
async def test_a_question_is_answered_with_its_source(
    app: App, meet: Meet, entry: Entry, language: str
) -> None:
    ada, tr = meet("Ada", language), app.languages[language]
    title = entry.in_language(language)[1].title

    said = await ada.says(f"{title}?")

    assert said.startswith(title)
    assert tr("Where is this from?") in ada.sees_buttons()
    assert entry.sources[0].name in await ada.taps(tr("Where is this from?"))
    assert (await ada.taps(tr("Back"))).startswith(title)


async def test_a_question_may_come_by_command(meet: Meet, entry: Entry) -> None:
    ada = meet()

    assert "What would you like to know?" in await ada.says("/ask")
    assert entry.text["en"].title in await ada.says(f"/ask {entry.text['en'].title}")


async def test_what_is_only_near_is_offered_and_not_asserted(meet: Meet) -> None:
    ada = meet()

    said = await ada.says("young people who like boats and cats")

    assert "I am not sure" in said
    assert "None of these: ask a person" in ada.sees_buttons()
    assert "Where is this from?" not in ada.sees_buttons()
    await ada.taps("1. ")
    assert "Where is this from?" in ada.sees_buttons()


async def test_what_nobody_knows_leads_to_a_person(meet: Meet) -> None:
    ada = meet()

    said = await ada.says("qwxz vvkj jjqq")

    assert "I do not know." in said
    assert "Ask a person" in ada.sees_buttons()
    await ada.taps("Ask a hub")
    assert "Kranj and Gorenjska · SI" in ada.sees_buttons()


@pytest.mark.parametrize("text", ["👋", "😀😀😀", "!!!", "\x00", "你好", "12345", "   "])
async def test_what_is_no_question_gets_no_content_but_a_way_on(meet: Meet, text: str) -> None:
    ada = meet()

    assert await ada.says(text)

    assert "Where is this from?" not in ada.sees_buttons()
    assert {"What can you do?", "Change the language"} & set(ada.sees_buttons())


@pytest.mark.parametrize(
    "text",
    [
        "\ufdfa" * 1000,
        "x" * 100_000,
        "<b>bold</b> & <script>",
        "{name} {0} %s",
        "a\x00b\u202ec",
        "é" * 3000,
        "'; DROP TABLE people; --",
    ],
    ids=["ligatures", "long", "html", "braces", "controls", "accents", "sql"],
)
async def test_hostile_questions_are_answered(meet: Meet, text: str) -> None:
    assert await meet().says(text)


async def test_unfinished_work_is_offered_with_an_answer(
    meet: Meet, make_dispatcher: Callable[..., ConversationDispatcher], entry: Entry
) -> None:
    ada = meet()
    await ada.says("/challenge")
    await ada.taps("Skip")
    await ada.says("Box Makers Ltd")
    await ada.says("/cancel")

    await ada.says(entry.text["en"].title)

    assert "Go on: Challenge" in ada.sees_buttons()
    assert "Who should we talk to?" in await ada.taps("Go on: Challenge")


async def test_a_question_inside_a_form_is_answered_and_the_form_waits(
    app: App, meet: Meet, entry: Entry
) -> None:
    ada, tr = meet("Ada", "pl"), app.languages["pl"]
    await ada.says("/profile")
    await ada.taps(tr("Make my profile"))
    await ada.taps(tr("Yes, I agree"))
    await ada.taps(tr("Skip"))
    await ada.taps(tr("Skip"))
    title = entry.in_language("pl")[1].title

    said = await ada.says(f"{title}?")

    assert title in said
    assert said.endswith(tr("Which field do you work in? Tap one or more, or type."))
    assert await ada.taps(tr("More"))


async def test_a_greek_question_mark_is_one_too(app: App, meet: Meet) -> None:
    ada = meet()
    await ada.says("/profile")
    await ada.taps("Make my profile")

    said = await ada.says("Τι ξέρεις;")

    assert "Just type a question" in said
    assert "Is that all right?" in ada.sees()


async def test_what_reads_as_an_answer_is_taken_as_one(meet: Meet) -> None:
    ada = meet()
    await ada.says("/challenge")
    await ada.taps("Skip")

    assert "Who should we talk to?" in await ada.says("Who is who?")


async def test_without_the_model_answers_come_by_words(new_app, make_dispatcher, meet, entry):
    ada = meet()
    app = new_app(embeddings=NullEmbedder())
    await app.learn()
    ada.line = make_dispatcher(app)

    assert entry.text["en"].title in await ada.says(entry.text["en"].title)
