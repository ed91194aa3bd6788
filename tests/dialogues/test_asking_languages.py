"""Whole conversations in five languages: understanding, filters and sentences as in production.

Only the embeddings are those of the tests: a title finds its entry.
"""

from collections.abc import Callable

import pytest

from bot.app.services import App
from tests.conftest import Meet

EYE, PRIZE, GDYNIA = "funding-eye", "funding-starts-prize", "event-gdynia-design"
FIVE = ("en", "sl", "pl", "da", "de")


@pytest.fixture
async def app(new_app: Callable[..., App]) -> App:
    """Give an app that has read its content."""
    app = new_app()
    await app.learn()
    return app


def title(app: App, entry_id: str, language: str) -> str:
    return app.knowledge.entries[entry_id].in_language(language)[1].title


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Who may apply for {title}?"),
        ("sl", "Kdo se lahko prijavi na {title}?"),
        ("pl", "Kto może się zgłosić: {title}?"),
        ("da", "Hvem kan søge {title}?"),
        ("de", "Wer kann sich bewerben: {title}?"),
    ],
)
async def test_who_may_apply(app: App, meet: Meet, language: str, question: str) -> None:
    ada, tr = meet("Ada", language), app.languages[language]
    name = title(app, EYE, language)

    said = await ada.says(question.format(title=name))

    terms = app.knowledge.vocabulary.applicant_types
    who = "; ".join(terms[id_].label(language) for id_ in app.knowledge.entries[EYE].who_may_apply)
    assert said.startswith(tr("Who may take part: {who}.", who=who))
    assert name in said


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "How much money is there: {title}?"),
        ("sl", "Koliko znaša {title}?"),
        ("pl", "Ile wynosi {title}?"),
        ("da", "Hvor meget giver {title}?"),
        ("de", "Wie viel Geld gibt es: {title}?"),
    ],
)
async def test_how_much(app: App, meet: Meet, language: str, question: str) -> None:
    ada, tr = meet("Ada", language), app.languages[language]
    name = title(app, PRIZE, language)

    said = await ada.says(question.format(title=name))

    amount = tr("up to {amount}", amount=tr.money(20_000, "EUR"))
    assert said.startswith(tr("Money: {terms}.", terms=amount))
    assert name in said


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Until when can I apply: {title}?"),
        ("sl", "Do kdaj se lahko prijavim: {title}?"),
        ("pl", "Do kiedy można się zgłosić: {title}?"),
        ("da", "Hvornår er fristen for {title}?"),
        ("de", "Bis wann kann man sich bewerben: {title}?"),
    ],
)
async def test_until_when(app: App, meet: Meet, language: str, question: str) -> None:
    ada, tr = meet("Ada", language), app.languages[language]
    name = title(app, PRIZE, language)

    said = await ada.says(question.format(title=name))

    assert said.startswith(
        tr(
            "Comes back. Usual months: {months}. Dates differ from year to year.",
            months=tr.month(3),
        )
    )
    assert name in said


@pytest.mark.parametrize(
    ("language", "question", "follow_up"),
    [
        ("en", "Which events are there in Germany?", "and in Poland?"),
        ("sl", "Kateri dogodki so v Nemčiji?", "kaj pa na Poljskem?"),
        ("pl", "Jakie są wydarzenia w Niemczech?", "a w Polsce?"),
        ("da", "Hvilke begivenheder er der i Tyskland?", "og i Polen?"),
        ("de", "Welche Veranstaltungen gibt es in Deutschland?", "und in Polen?"),
    ],
)
async def test_a_list_and_what_is_asked_after_it(
    app: App, meet: Meet, language: str, question: str, follow_up: str
) -> None:
    ada, tr = meet("Ada", language), app.languages[language]

    said = await ada.says(question)
    assert said.startswith(f"{tr('Events')} · {tr.country('DE')}")
    assert title(app, "event-mcbw", language) in said
    assert title(app, GDYNIA, language) not in said

    assert (await ada.says(follow_up)).startswith(title(app, GDYNIA, language))


@pytest.mark.parametrize(
    ("language", "follow_up"),
    [
        ("en", "Until when?"),
        ("sl", "Do kdaj?"),
        ("pl", "Do kiedy?"),
        ("da", "Hvornår er fristen?"),
        ("de", "Bis wann?"),
    ],
)
async def test_a_question_about_what_was_just_shown(
    app: App, meet: Meet, language: str, follow_up: str
) -> None:
    ada = meet("Ada", language)
    name = title(app, PRIZE, language)
    assert (await ada.says(name)).startswith(name)

    said = await ada.says(follow_up)

    assert name in said
    assert not said.startswith(name), "the deciding sentence comes first"


async def test_the_thread_survives_a_restart(
    app: App, meet: Meet, new_app: Callable[..., App], make_dispatcher
) -> None:
    ada = meet()
    await ada.says("Which events are there in Germany?")
    again = new_app()
    await again.learn()
    ada.line = make_dispatcher(again)

    assert (await ada.says("and in Poland?")).startswith(title(app, GDYNIA, "en"))
    assert "Which events" not in ada.sees()
