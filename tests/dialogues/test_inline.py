"""Inline mode and deep links: cards to share, and the way back."""

import asyncio

import pytest
from aiogram.methods import AnswerInlineQuery
from aiogram.types import InlineQuery, Update, User

from bot.domain import links
from handlers.inline import Typing


def typed(words: str, language: str = "sl", number: str = "1", telegram_id: int = 990) -> Update:
    asker = User(id=telegram_id, is_bot=False, first_name="Somebody", language_code=language)
    query = InlineQuery(id=number, from_user=asker, query=words, offset="")
    return Update(update_id=int(number), inline_query=query)


@pytest.fixture
def offers(app, bot, wire, monkeypatch):
    """Type words in another chat; return what was offered."""
    monkeypatch.setattr("handlers.inline.PAUSE_S", 0)

    async def offers(words: str, language: str = "sl") -> list:
        answered = []

        async def answer(self, results, **kwargs):
            answered.append((results, kwargs))

        monkeypatch.setattr(InlineQuery, "answer", answer)
        query = typed(words, language).inline_query.as_(bot)
        await Typing(0).offer(query, app.services)
        ((results, kwargs),) = answered
        assert kwargs["is_personal"] is True
        AnswerInlineQuery(inline_query_id="1", results=results)
        return results

    return offers


@pytest.mark.parametrize("language", ["en", "sl", "pl", "da", "de", "el"])
async def test_words_find_cards_in_the_language_of_whoever_types(app, offers, language):
    await app.learn()
    results = await offers("Erasmus for Young Entrepreneurs", language)

    first = next(r for r in results if r.id == "funding-eye")
    tr = app.languages[language if language != "el" else "en"]
    assert first.title == app.knowledge.entries["funding-eye"].in_language(tr.language)[1].title
    (button,) = first.reply_markup.inline_keyboard[0]
    assert button.text == tr("Open in Collider")
    assert button.url.endswith("?start=entry-funding-eye")
    assert 1 <= len(results) <= 10


async def test_the_dispatcher_answers_what_is_typed(dispatcher, bot, monkeypatch):
    answered = []

    async def answer(self, results, **kwargs):
        answered.append(results)

    monkeypatch.setattr(InlineQuery, "answer", answer)
    await dispatcher.feed_update(bot, typed(""))

    assert len(answered) == 1


async def test_next_to_nothing_offers_what_is_on_and_registers_nobody(app, offers):
    results = await offers("")

    assert len(results) <= 10
    async with app.store.read() as work:
        assert await work.people.find(990) is None


async def test_only_the_last_of_what_is_typed_is_answered(app, bot, monkeypatch):
    answered = []

    async def answer(self, results, **kwargs):
        answered.append(self.query)

    monkeypatch.setattr(InlineQuery, "answer", answer)
    typing = Typing(0.05)
    await asyncio.gather(
        *(
            typing.offer(typed(words, number=str(n)).inline_query.as_(bot), app.services)
            for n, words in enumerate(("v", "va", "vav", "vavčer"), 1)
        )
    )
    assert answered == ["vavčer"]


async def test_a_link_opens_the_entry_in_the_readers_language(app, meet):
    person = meet("Zofia", "pl")
    shown = await person.says("/start entry-funding-eye")
    title = app.knowledge.entries["funding-eye"].text["pl"].title
    assert title in shown


@pytest.mark.parametrize(
    "payload", ["entry-", "entry-no-such-entry", "entry-../../x", "entry-%00"]
)
async def test_a_link_to_nothing_is_answered_kindly(meet, payload):
    person = meet()
    said = await person.says(f"/start {payload}")

    assert "Hello, Ada." in said
    is_a_link = links.entry_of(payload) is not None
    gone = "What this link led to is not here any more."
    assert (gone in said) == is_a_link


def test_links_fit_what_telegram_takes(real_content):
    for id_ in real_content.entries:
        link = links.to_entry("collider_bot", id_)
        payload = link.partition("?start=")[2]
        assert len(payload) <= links.PAYLOAD_LENGTH
        assert links.entry_of(payload) == id_
    with pytest.raises(ValueError, match="payload"):
        links.to_entry("collider_bot", "x" * 60)
