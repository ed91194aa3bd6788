"""The same calls through aiogram and through python-telegram-bot have the same outcomes.

Both libraries are used as they come, over real HTTP; each row of the table runs once with each.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bot.playground import Fault, Playground

from .clients import CLIENTS, Client, Refusal, Sent

CREATIVE, BLOCKER, SILENT, NOBODY = 1001, 1002, 1003, 4004
MENU = {"ask": "Vprašaj", "help": "Pomoč"}
HOOK = "https://127.0.0.1:9/hook"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass
class Scene:
    """A creative who chats, a company that blocked the bot, a facilitator who never wrote."""

    playground: Playground
    message_id: int
    own_id: int
    query_id: str


@dataclass(frozen=True)
class Call:
    """One call and what must come of it, whoever makes it."""

    name: str
    act: Callable[[Client, Scene], Awaitable[Any]]
    outcome: Any


def refused(reason: str, code: int = 400) -> Refusal:
    """Return a refusal as both libraries tell it, without Telegram's prefix."""
    return Refusal(code, reason)


def flood(client: Client, scene: Scene) -> Awaitable[Sent]:
    scene.playground.faults.add(Fault("flood", times=1, retry_after=7))
    return client.send(CREATIVE, "too soon")


async def twice(client: Client, scene: Scene) -> list[bool]:
    return [await client.answer(scene.query_id, text) for text in ("once", "twice")]


def photo_of(scene: Scene) -> str:
    """Return the id of a photo that somebody sent."""
    sent = scene.playground.person("Facilitator").sends_photo(b"pixels")
    return str(sent["photo"][-1]["file_id"])


def plan_of(scene: Scene) -> str:
    """Return the id of a document that somebody sent."""
    sent = scene.playground.person("Facilitator").sends_document(b"%PDF", "plan.pdf")
    return str(sent["document"]["file_id"])


async def with_webhook(client: Client, scene: Scene) -> object:
    await client.webhook(HOOK, "s3cret")
    return await client.updates()


async def renewed_menu(client: Client, scene: Scene) -> dict[str, str]:
    await client.set_commands(MENU, "sl")
    return await client.commands("sl")


async def emptied_menu(client: Client, scene: Scene) -> dict[str, str]:
    await client.set_commands(MENU, "sl")
    await client.delete_commands("sl")
    return await client.commands("sl")


async def offered(client: Client, scene: Scene) -> tuple[bool, list[tuple[str, object]]]:
    typing = asyncio.ensure_future(scene.playground.person(CREATIVE).types("call"))
    await asyncio.sleep(0)
    query_id = scene.playground.world.waiting[-1]["inline_query"]["id"]
    done = await client.offer(query_id, {"1": "<b>One</b>", "2": "Two"})
    return done, [(offer.id, offer.message["text"]) for offer in await typing]


CALLS = [
    Call("who am I", lambda c, s: c.me(), ("collider_demo_bot", True)),
    Call("plain text", lambda c, s: c.send(CREATIVE, "Hello"), Sent(CREATIVE, "Hello")),
    Call(
        "formatted text counts UTF-16",
        lambda c, s: c.send(CREATIVE, "🎨 <b>Ob&amp;rt</b> <i>x</i>", html=True),
        Sent(CREATIVE, "🎨 Ob&rt x", (("bold", 3, 5), ("italic", 9, 1))),
    ),
    Call(
        "a keyboard",
        lambda c, s: c.send(CREATIVE, "?", rows=[[("Yes", "a:yes"), ("Site", "https://x.eu")]]),
        Sent(CREATIVE, "?", buttons=("Yes", "Site")),
    ),
    Call(
        "a reply",
        lambda c, s: c.send(CREATIVE, "re", reply_to=s.message_id),
        Sent(CREATIVE, "re"),
    ),
    Call(
        "the longest text", lambda c, s: c.send(CREATIVE, "x" * 4096), Sent(CREATIVE, "x" * 4096)
    ),
    Call(
        "a text too long",
        lambda c, s: c.send(CREATIVE, "x" * 4097),
        refused("message is too long"),
    ),
    Call("an empty text", lambda c, s: c.send(CREATIVE, ""), refused("message text is empty")),
    Call(
        "tags without words",
        lambda c, s: c.send(CREATIVE, "<b> </b>", html=True),
        refused("message text is empty"),
    ),
    Call(
        "an unknown tag",
        lambda c, s: c.send(CREATIVE, "é<p>x</p>", html=True),
        refused('can\'t parse entities: Unsupported start tag "p" at byte offset 2'),
    ),
    Call(
        "a tag left open",
        lambda c, s: c.send(CREATIVE, "<b>x", html=True),
        refused("can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    ),
    Call(
        "a button without an action's room",
        lambda c, s: c.send(CREATIVE, "?", rows=[[("Yes", "ž" * 33)]]),
        refused("BUTTON_DATA_INVALID"),
    ),
    Call(
        "a hundred and one buttons",
        lambda c, s: c.send(CREATIVE, "?", rows=[[("x", "x")]] * 101),
        refused("reply markup is too long"),
    ),
    Call(
        "a button with a wrong link",
        lambda c, s: c.send(CREATIVE, "?", rows=[[("x", "ftp://x.eu")]]),
        refused("inline keyboard button URL 'ftp://x.eu' is invalid: Wrong HTTP URL"),
    ),
    Call("nobody there", lambda c, s: c.send(NOBODY, "x"), refused("chat not found")),
    Call(
        "somebody who blocked the bot",
        lambda c, s: c.send(BLOCKER, "x"),
        refused("Forbidden: bot was blocked by the user", 403),
    ),
    Call(
        "somebody who never wrote",
        lambda c, s: c.send(SILENT, "x"),
        refused("Forbidden: bot can't initiate conversation with a user", 403),
    ),
    Call("too many messages", flood, Refusal(429, "flood", 7)),
    Call(
        "a parameter that does not exist",
        lambda c, s: c.send(CREATIVE, "x", extra={"colour": "red"}),
        refused(
            'unknown parameter "colour" of sendMessage (Bot API 10.1;'
            " Telegram would ignore it, the playground does not)"
        ),
    ),
    Call(
        "an edit",
        lambda c, s: c.edit(CREATIVE, s.message_id, "<u>new</u>", html=True),
        Sent(CREATIVE, "new", (("underline", 0, 3),)),
    ),
    Call(
        "an edit that changes nothing",
        lambda c, s: c.edit_rows(CREATIVE, s.message_id, [[("Tap", "tap:1")]]),
        refused(NOT_MODIFIED),
    ),
    Call(
        "an edit of no message",
        lambda c, s: c.edit(CREATIVE, 999_999, "x"),
        refused("message to edit not found"),
    ),
    Call(
        "an edit of a person's message",
        lambda c, s: c.edit(CREATIVE, s.own_id, "x"),
        refused("message can't be edited"),
    ),
    Call(
        "a new keyboard",
        lambda c, s: c.edit_rows(CREATIVE, s.message_id, [[("Go on", "go:1")]]),
        Sent(CREATIVE, "Choose", buttons=("Go on",)),
    ),
    Call(
        "a keyboard removed",
        lambda c, s: c.edit_rows(CREATIVE, s.message_id, None),
        Sent(CREATIVE, "Choose"),
    ),
    Call("a deletion", lambda c, s: c.delete(CREATIVE, s.message_id), True),
    Call(
        "a deletion of no message",
        lambda c, s: c.delete(CREATIVE, 999_999),
        refused("message to delete not found"),
    ),
    Call(
        "a file",
        lambda c, s: c.document(CREATIVE, b"a;b\n1;2\n", "report.csv", "Čas & kraj"),
        Sent(CREATIVE, "Čas & kraj", file_name="report.csv"),
    ),
    Call(
        "a photo",
        lambda c, s: c.photo(CREATIVE, b"pixels", "Čas & kraj"),
        Sent(CREATIVE, "Čas & kraj", photos=1),
    ),
    Call(
        "a photo known by its id",
        lambda c, s: c.photo(CREATIVE, photo_of(s), "Again"),
        Sent(CREATIVE, "Again", photos=1),
    ),
    Call(
        "a document known by its id",
        lambda c, s: c.known(CREATIVE, plan_of(s), "Again"),
        Sent(CREATIVE, "Again", file_name="plan.pdf"),
    ),
    Call(
        "a photo as a document",
        lambda c, s: c.known(CREATIVE, photo_of(s), ""),
        refused("can't use file of type Photo as Document"),
    ),
    Call(
        "a document as a photo",
        lambda c, s: c.photo(CREATIVE, plan_of(s), ""),
        refused("can't use file of type Document as Photo"),
    ),
    Call(
        "a file of another bot",
        lambda c, s: c.known(CREATIVE, "BQACAgQAAx0", ""),
        refused("wrong file identifier/HTTP URL specified"),
    ),
    Call(
        "a caption too long",
        lambda c, s: c.photo(CREATIVE, photo_of(s), "x" * 1025),
        refused("message caption is too long"),
    ),
    Call(
        "a photo to somebody who blocked the bot",
        lambda c, s: c.photo(BLOCKER, photo_of(s), ""),
        refused("Forbidden: bot was blocked by the user", 403),
    ),
    Call("the bytes of a photo", lambda c, s: c.download(photo_of(s)), b"pixels"),
    Call("the bytes of a document", lambda c, s: c.download(plan_of(s)), b"%PDF"),
    Call("a tap answered", lambda c, s: c.answer(s.query_id, "Saved"), True),
    Call("a tap answered twice", twice, [True, True]),
    Call("a tap nobody made", lambda c, s: c.answer("123", "x"), refused(TOO_OLD)),
    Call("cards offered", offered, (True, [("1", "One"), ("2", "Two")])),
    Call("cards nobody asked for", lambda c, s: c.offer("123", {}), refused(TOO_OLD)),
    Call("the typing sign", lambda c, s: c.typing(CREATIVE), True),
    Call("a person's chat", lambda c, s: c.chat(CREATIVE), (CREATIVE, "Demo creative")),
    Call("an unknown chat", lambda c, s: c.chat(NOBODY), refused("chat not found")),
    Call("commands in a language", renewed_menu, MENU),
    Call("commands removed", emptied_menu, {}),
    Call(
        "a command in capitals",
        lambda c, s: c.set_commands({"Ask": "x"}, ""),
        refused("BOT_COMMAND_INVALID"),
    ),
    Call("a description", lambda c, s: c.describe("O mreži", "sl"), "O mreži"),
    Call("a name", lambda c, s: c.rename("Collider 2"), "Collider 2"),
    Call("the menu button", lambda c, s: c.menu_button(), True),
    Call(
        "all updates",
        lambda c, s: c.updates(),
        [("message", "/start"), ("callback_query", "tap:1")],
    ),
    Call("the first update", lambda c, s: c.updates(limit=1), [("message", "/start")]),
    Call("the last update", lambda c, s: c.updates(offset=-1), [("callback_query", "tap:1")]),
    Call("a webhook set", lambda c, s: c.webhook(HOOK, "s3cret"), HOOK),
    Call("a webhook removed", lambda c, s: c.no_webhook(), ""),
    Call(
        "polling with a webhook set",
        with_webhook,
        refused(
            "Conflict: can't use getUpdates method while webhook is active;"
            " use deleteWebhook to delete the webhook first",
            409,
        ),
    ),
    Call(
        "a method for later",
        lambda c, s: c.ban(CREATIVE),
        refused("method banChatMember is not supported by the playground yet"),
    ),
]


@pytest.fixture
async def scene(playground: Playground) -> Scene:
    creative, company = playground.person("Creative"), playground.person("Company")
    own = creative.says("/start")
    company.says("/start")
    company.blocks()
    sent = await CLIENTS["ptb"](playground.url, playground.token).outcome(
        lambda c: _prepared(c, CREATIVE)
    )
    assert sent == Sent(CREATIVE, "Choose", buttons=("Tap",))
    query_id = creative.taps("Tap")
    waiting = playground.world.waiting
    waiting[:] = [u for u in waiting if 1002 not in _senders(u)]
    return Scene(playground, creative.last.message_id, own["message_id"], query_id)


async def _prepared(client: Client, chat_id: int) -> Sent:
    try:
        return await client.send(chat_id, "Choose", rows=[[("Tap", "tap:1")]])
    finally:
        await client.close()


def _senders(update: dict[str, Any]) -> set[int]:
    return {part["from"]["id"] for part in update.values() if isinstance(part, dict)}


@pytest.fixture(params=sorted(CLIENTS))
async def client(request: pytest.FixtureRequest, playground: Playground) -> AsyncIterator[Client]:
    client = CLIENTS[request.param](playground.url, playground.token)
    yield client
    await client.close()


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
async def test_outcome_is_the_same_for_both_libraries(
    call: Call, client: Client, scene: Scene
) -> None:
    outcome = await client.outcome(lambda c: call.act(c, scene))
    if isinstance(call.outcome, Refusal):
        assert isinstance(outcome, Refusal), outcome
        assert (outcome.code, outcome.retry_after) == (
            call.outcome.code,
            call.outcome.retry_after,
        )
        assert call.outcome.text.lower() in outcome.text.lower()
    else:
        assert outcome == call.outcome


@pytest.mark.parametrize("library", sorted(CLIENTS))
async def test_wrong_token_is_unauthorized(library: str, playground: Playground) -> None:
    client = CLIENTS[library](playground.url, "4242424242:another-token")
    try:
        outcome = await client.outcome(lambda c: c.me())
    finally:
        await client.close()
    assert isinstance(outcome, Refusal)
    assert outcome.code == 401


def test_table_has_at_least_thirty_calls() -> None:
    assert len({call.name for call in CALLS}) >= 30
