"""Inline mode: what the bot may offer, what people see of it, and where a chosen card goes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.playground import Impossible, Offer, Playground, inline
from bot.playground.shapes import bot_api

from .conftest import Clock, Wire

LINK = "https://t.me/collider_demo_bot?start=e-culture-moves"
URL_KEY = {"inline_keyboard": [[{"text": "Open", "url": LINK}]]}


def article(number: int = 1, **changes: Any) -> dict[str, Any]:
    """Return a card as the bot offers it."""
    text = f'<b>Card {number}</b>\n<a href="{LINK}">Read on</a>'
    card = {
        "type": "article",
        "id": f"card-{number}",
        "title": f"Card {number}",
        "description": "Open until May",
        "input_message_content": {"message_text": text, "parse_mode": "HTML"},
        "reply_markup": URL_KEY,
    }
    return card | changes


async def asked(wire: Wire, typing: asyncio.Future[Any]) -> dict[str, Any]:
    """Return the inline query of somebody who is typing, once the bot can read it."""
    known = len(wire.playground.world.waiting)
    async with asyncio.timeout(2):
        while len(wire.playground.world.waiting) == known and not typing.done():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    update = wire.playground.world.waiting[-1]
    bot_api().check("Update", update)
    return dict(update["inline_query"])


async def offered(wire: Wire, query: str = "moves", who: int = 1001, **answer: Any) -> list[Offer]:
    """Let a person type and the bot answer; return what the person is offered."""
    typing = asyncio.ensure_future(wire.playground.person(who).types(query))
    number = (await asked(wire, typing))["id"]
    answer = {"results": [article()], "cache_time": 0} | answer
    assert await wire.result("answerInlineQuery", inline_query_id=number, **answer) is True
    return list(await typing)


async def test_bot_says_that_it_has_inline_mode(wire: Wire) -> None:
    assert (await wire.result("getMe"))["supports_inline_queries"] is True


async def test_person_types_over_http_and_is_offered_cards(wire: Wire) -> None:
    button = {"text": "Ask the assistant", "start_parameter": "inline"}
    typing = asyncio.ensure_future(wire.play("people/1001/types", query=" culture moves "))
    query = await asked(wire, typing)
    assert (query["query"], query["offset"], query["chat_type"]) == (
        "culture moves",
        "",
        "private",
    )
    assert (query["from"]["id"], query["from"]["language_code"]) == (1001, "sl")
    answer = {"results": [article(1), article(2)], "next_offset": "2", "button": button}
    await wire.result("answerInlineQuery", inline_query_id=query["id"], is_personal=True, **answer)
    status, body = await typing
    assert (status, body["next_offset"], body["button"]) == (200, "2", button)
    first, second = body["results"]
    assert (first["id"], first["title"], first["description"]) == (
        "card-1",
        "Card 1",
        "Open until May",
    )
    assert second["message"]["text"] == "Card 2\nRead on"


async def test_chosen_card_goes_to_the_other_person_and_past_the_bot(wire: Wire) -> None:
    await offered(wire)
    waiting = len(wire.playground.world.waiting)
    status, card = await wire.play("people/1001/chooses", result_id="card-1", to=1002)
    assert status == 200
    assert len(wire.playground.world.waiting) == waiting
    creative, company = (wire.playground.person(who) for who in (1001, 1002))
    assert creative.shared == company.shared == [card]
    assert (card["from"]["id"], card["to"]["id"]) == (1001, 1002)
    assert card["via_bot"]["username"] == "collider_demo_bot"
    assert card["reply_markup"] == URL_KEY
    assert card["entities"][1]["url"] == LINK
    assert company.messages == []
    code, _ = await wire.refusal("deleteMessage", chat_id=1002, message_id=card["message_id"])
    assert code == 400
    company.starts("e-culture-moves")
    assert wire.playground.world.waiting[-1]["message"]["text"] == "/start e-culture-moves"


async def test_card_chosen_in_the_chat_with_the_bot_reaches_it(wire: Wire) -> None:
    await offered(wire)
    wire.playground.person(1001).chooses("card-1")
    message = wire.playground.world.waiting[-1]["message"]
    bot_api().check("Message", message)
    assert message["via_bot"]["is_bot"]
    assert message["from"]["id"] == 1001


async def test_next_page_adds_to_what_can_be_chosen(wire: Wire) -> None:
    creative = wire.playground.person(1001)
    await offered(wire, next_offset="1")
    typing = asyncio.ensure_future(creative.types("moves", offset="1"))
    query = await asked(wire, typing)
    assert query["offset"] == "1"
    await wire.result("answerInlineQuery", inline_query_id=query["id"], results=[article(2)])
    assert [offer.id for offer in await typing] == ["card-2"]
    assert creative.chooses("card-1", to="Company")["text"].startswith("Card 1")
    with pytest.raises(Impossible, match="was not offered 'card-9'"):
        creative.chooses("card-9", to="Company")


async def test_answers_are_remembered_for_everybody_unless_personal(
    wire: Wire, clock: Clock
) -> None:
    await offered(wire, "shared", cache_time=60)
    await offered(wire, "mine", cache_time=60, is_personal=True)
    waiting = len(wire.playground.world.waiting)
    assert [o.id for o in await wire.playground.person(1002).types("shared")] == ["card-1"]
    assert [o.id for o in await wire.playground.person(1001).types("mine")] == ["card-1"]
    assert len(wire.playground.world.waiting) == waiting
    await offered(wire, "mine", who=1002)
    clock.at += 61
    await offered(wire, "shared")
    assert len(wire.playground.world.waiting) == waiting + 2


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"results": [article(n) for n in range(51)]}, "too many inline query results specified"),
        ({"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
        ({"results": [article(id="")]}, "RESULT_ID_EMPTY"),
        ({"results": [article(id="ž" * 33)]}, "RESULT_ID_INVALID"),
        ({"results": [article(title=" ")]}, "ARTICLE_TITLE_EMPTY"),
        ({"results": [article(colour="red")]}, "InlineQueryResultArticle has no such field"),
        ({"results": [{"type": "article", "id": "1", "title": "x"}]}, "wrong"),
        (
            {"results": [article(input_message_content={"message_text": " "})]},
            "message text is empty",
        ),
        (
            {"results": [article(input_message_content={"message_text": "x" * 4097})]},
            "MESSAGE_TOO_LONG",
        ),
        (
            {
                "results": [
                    article(input_message_content={"message_text": "<b>", "parse_mode": "HTML"})
                ]
            },
            "can't parse entities",
        ),
        (
            {"results": [article(reply_markup={"inline_keyboard": [[{"text": "x"}]]})]},
            "Text buttons are unallowed in the inline keyboard",
        ),
        ({"results": [], "next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ({"results": [], "button": {"text": "x"}}, "can't use empty start_parameter"),
        (
            {"results": [], "button": {"text": "x", "start_parameter": "a b"}},
            "unallowed characters in start_parameter are used",
        ),
        (
            {"results": [], "button": {"text": "x", "start_parameter": "a" * 65}},
            "too long start_parameter specified",
        ),
        ({"results": [], "cached": 1}, 'unknown parameter "cached"'),
    ],
)
async def test_wrong_answers_are_refused(wire: Wire, answer: dict[str, Any], reason: str) -> None:
    code, description = await wire.refusal("answerInlineQuery", inline_query_id="1", **answer)
    assert code == 400
    assert reason in description


async def test_late_and_second_answers_are_refused(wire: Wire, clock: Clock) -> None:
    typing = asyncio.ensure_future(wire.playground.person(1001).types("x"))
    number = (await asked(wire, typing))["id"]
    clock.at += 11
    late = await wire.refusal("answerInlineQuery", inline_query_id=number, results=[])
    assert late[1].startswith("Bad Request: query is too old")
    typing.cancel()
    await offered(wire, "y")
    number = wire.playground.world.waiting[-1]["inline_query"]["id"]
    second = await wire.refusal("answerInlineQuery", inline_query_id=number, results=[])
    assert second == late


async def test_bot_that_asks_for_no_inline_queries_gets_none(wire: Wire) -> None:
    await wire.result("getUpdates", allowed_updates=["message"])
    status, body = await wire.play("people/1001/types", query="x")
    assert (status, body["error"]) == (
        409,
        "the bot asks for no inline queries (allowed_updates)",
    )


async def test_bot_that_does_not_answer_is_not_waited_for_long(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline, "ANSWER_FOR_S", 0.02)
    with pytest.raises(Impossible, match="the bot did not answer within"):
        await playground.person(1001).types("x")


async def test_very_long_query_is_impossible(playground: Playground) -> None:
    with pytest.raises(Impossible, match="at most 256"):
        await playground.person(1001).types("x" * 257)


async def test_shared_cards_survive_a_restart(tmp_path: Path) -> None:
    async with Playground(data=tmp_path) as first:
        creative, company = first.person("Creative"), first.find("Company")
        first.people.shares(first.find("Creative"), {"text": "Card"}, company)
        kept = creative.shared
    async with Playground(data=tmp_path) as second:
        assert second.person("Company").shared == kept != []


async def test_buttons_of_a_card_send_nothing(wire: Wire) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    await offered(wire, results=[article(reply_markup=keyboard)])
    creative = wire.playground.person(1001)
    card = creative.chooses("card-1")
    with pytest.raises(Impossible, match="buttons of inline cards"):
        creative.taps("Yes", message_id=card["message_id"])
