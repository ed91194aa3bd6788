"""The conversation process: every update is stored first, answered in order, and never lost."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest
from aiogram import Bot
from sqlalchemy import select
from sqlalchemy import update as change

from bot.app.conversation import MOST_ATTEMPTS, Conversation, RetryReplies
from bot.app.nursery import Nursery
from bot.app.services import App
from bot.delivery import Gate
from bot.logs import context
from bot.screens import errors as error_screens
from bot.store.inbox import InboxRow
from tests.builders import rows_of
from tests.people import Person
from tests.wire import Wire, flood, refused, unreachable


class Time:
    """Seconds that pass only while somebody waits."""

    def __init__(self) -> None:
        self.at = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds
        self.slept.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def nursery() -> AsyncIterator[Nursery]:
    async with Nursery() as nursery:
        yield nursery


@pytest.fixture
def start(
    new_app: Callable[..., App], bot: Bot, nursery: Nursery, time: Time
) -> Callable[..., Conversation]:
    """Start the conversation, as often as the process comes back."""
    bot.session.middleware(RetryReplies(Gate(), sleep=time.sleep))

    def new(app: App | None = None) -> Conversation:
        return Conversation(app or new_app(), bot, nursery, timer=time, sleep=time.sleep)

    return new


@pytest.fixture
def conversation(start: Callable[..., Conversation], app: App) -> Conversation:
    return start(app)


@pytest.fixture
def ada(conversation: Conversation, bot: Bot) -> Person:
    return Person(conversation, bot, "Ada", "en", 7_000_000_001)


async def inbox(app: App) -> list[Any]:
    return await rows_of(app.settings.database_url, select(InboxRow).order_by(InboxRow.update_id))


class Later(Nursery):
    """Starts nothing by itself."""

    def spawn(self, work: Coroutine[Any, Any, Any], name: str) -> Any:
        self.work = work


async def test_an_update_is_stored_before_it_is_handled(app: App, bot: Bot, ada: Person) -> None:
    later = Later()
    conversation = Conversation(app, bot, later)

    await conversation.receive([ada.update("/start")])

    (row,) = await inbox(app)
    assert row.payload["message"]["text"] == "/start"
    assert row.finished_at is None
    assert ada.sees() == ""
    await later.work
    assert "Hello, Ada." in ada.sees()


async def test_what_was_said_is_forgotten_once_it_is_answered(app: App, ada: Person) -> None:
    await ada.says("a secret question about qwxz")

    (row,) = await inbox(app)
    assert row.finished_at is not None
    assert row.payload is None


async def test_what_an_earlier_process_left_is_answered_in_order(
    app: App, start: Callable[..., Conversation], ada: Person, bot: Bot
) -> None:
    bob = Person(ada.line, bot, "Bob", "en", 7_000_000_002)
    updates = [
        ada.update("/challenge"),
        ada.update("Our packaging line is so loud that nobody likes to work there."),
        bob.update("/help"),
        ada.update("Box Makers Ltd"),
    ]
    async with app.store.begin() as work:
        await work.inbox.receive({u["update_id"]: u for u in updates}, app.clock())

    conversation = start()
    await conversation.replay()
    await conversation.finish()

    assert "Who should we talk to?" in ada.sees()
    assert "/funding" in bob.sees()
    assert all(row.finished_at for row in await inbox(app))


async def test_an_update_that_was_half_done_is_not_done_twice(
    app: App, start: Callable[..., Conversation], ada: Person
) -> None:
    await ada.says("/challenge")
    await ada.taps("Skip")
    update = ada.update("Box Makers Ltd")
    await ada.line.receive([update])
    await ada.line.finish()
    await unfinish(app, update)  # the process died after its work and before its note

    conversation = start()
    await conversation.replay()
    await conversation.finish()

    assert "Who should we talk to?" in ada.sees()


async def unfinish(app: App, *updates: dict[str, Any]) -> None:
    """Put updates back as if the process had died before it noted their end."""
    async with app.store._engine.begin() as connection:
        for one in updates:
            await connection.execute(
                change(InboxRow)
                .where(InboxRow.update_id == one["update_id"])
                .values(finished_at=None, payload=one)
            )


async def test_a_repeated_update_is_ignored(
    conversation: Conversation, ada: Person, wire: Wire
) -> None:
    update = ada.update("/start")

    await conversation.receive([update, update])
    await conversation.finish()
    await conversation.receive([update])
    await conversation.finish()

    assert len(wire.called("sendMessage")) == 1


async def test_thirty_messages_in_a_second_are_all_answered_in_order_with_one_notice(
    app: App, conversation: Conversation, ada: Person, wire: Wire, time: Time
) -> None:
    await ada.says("/start")
    texts = [f"/start hub-{slug}" for slug in app.knowledge.hubs][:15] * 2
    updates = [ada.update(text) for text in texts]
    seen = len(ada.chat.news)

    await conversation.receive(updates[:10])
    await conversation.receive(updates[10:])
    await conversation.finish()

    notice = error_screens.slow_down(app.languages["en"]).html
    said = [shown.text for shown in ada.chat.news[seen:]]
    assert said.count(notice) == 1
    answers = [text for text in said if text != notice]
    names = [app.knowledge.hubs[t.removeprefix("/start hub-")].named("en") for t in texts]
    assert len(answers) == 30
    assert all(name in answer for name, answer in zip(names, answers, strict=True))


async def test_a_flood_of_one_does_not_hold_up_another(
    conversation: Conversation, ada: Person, bot: Bot, wire: Wire
) -> None:
    bob = Person(conversation, bot, "Bob", "en", 7_000_000_002)
    await conversation.receive([ada.update("/help") for _ in range(30)] + [bob.update("/start")])
    await conversation.finish()

    chats = [int(call.chat_id) for call in wire.called("sendMessage")]
    assert chats.index(bob.id) <= 3


async def test_a_flooding_stranger_is_answered_in_their_language(
    app: App, conversation: Conversation, bot: Bot
) -> None:
    nika = Person(conversation, bot, "Nika", "sl", 7_000_000_003)
    await conversation.receive([nika.update("/help") for _ in range(12)])
    await conversation.finish()

    notice = error_screens.slow_down(app.languages["sl"]).html
    assert notice in [shown.text for shown in nika.chat.news]


async def test_a_bug_is_apologised_for_once_with_a_reference(
    app: App, ada: Person, bugs: list[logging.LogRecord], wire: Wire
) -> None:
    await ada.says("/start")
    update = ada.update("/help")
    wire.fails("sendMessage", refused("a bug of ours"))

    await ada.line.receive([update])
    await ada.line.finish()

    (line,) = bugs
    assert "Sorry, something went wrong" in ada.sees()
    assert line.reference in ada.sees()
    assert all(row.finished_at for row in await inbox(app))


async def test_the_canonical_line_says_how_an_update_ended(
    ada: Person, caplog: pytest.LogCaptureFixture, bugs: list[logging.LogRecord], wire: Wire
) -> None:
    def outcomes() -> list[str]:
        return [record.outcome for record in caplog.records if hasattr(record, "outcome")]

    caplog.set_level(logging.INFO)
    await ada.says("/start")
    await ada.says("/desk")
    wire.fails("sendMessage", refused("a bug of ours"))
    await ada.says("/help")

    assert outcomes() == ["replied", "refused_NotAllowed", "failed"]


async def test_a_log_line_of_a_bug_names_its_update(
    ada: Person, bugs: list[logging.LogRecord], wire: Wire
) -> None:
    class Context(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append({**(context.get() or {}), **vars(record)})

    found: list[dict[str, Any]] = []
    handler = Context(logging.ERROR)
    logging.getLogger("handlers.errors").addHandler(handler)
    wire.fails("sendMessage", refused("a bug of ours"))
    await ada.says("/help")
    logging.getLogger("handlers.errors").removeHandler(handler)

    (line,) = found
    assert line["update"]


async def test_words_and_names_stay_out_of_the_log(
    ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ada.name = "Adalbertine"
    await ada.says("is there money for a quixotic teapot?")
    await ada.says("/challenge")
    await ada.taps("Skip")
    await ada.says("Quixotic Teapots Ltd")

    ours = [r for r in caplog.records if r.name.split(".")[0] in ("bot", "handlers", "collider")]
    written = "\n".join(str(vars(record)) for record in ours)
    for secret in ("Adalbertine", "quixotic", "Quixotic", str(ada.id)):
        assert secret not in written


@pytest.mark.parametrize("failure", [unreachable(), flood(3)], ids=["unreachable", "flood"])
async def test_a_reply_is_sent_again_until_it_arrives(
    app: App, ada: Person, wire: Wire, failure: Any
) -> None:
    wire.fails("sendMessage", failure, failure)

    assert "Hello, Ada." in await ada.says("/start")
    assert len(wire.called("sendMessage")) == 3


async def test_an_update_stays_unfinished_while_telegram_cannot_be_reached(
    app: App, conversation: Conversation, ada: Person, wire: Wire, time: Time
) -> None:
    """The patience of one request ends before the outage does; the update's does not."""
    wire.fails("sendMessage", *[unreachable()] * 12)

    assert "Hello, Ada." in await ada.says("/start")
    assert ada.sees().startswith("Hello"), "nobody apologises for a lost connection"
    assert all(row.finished_at for row in await inbox(app))


async def test_a_tap_whose_answer_was_lost_is_answered_and_done_once(
    app: App, ada: Person, wire: Wire
) -> None:
    await ada.says("/challenge")
    await ada.taps("Skip")
    for text in ("Box Makers Ltd", "Ada", "A quieter line"):
        await ada.says(text)
    await ada.says("Our line is so loud that nobody likes to work near it.")
    await ada.taps("That is enough for now")
    await ada.taps("Send to the hub")
    wire.fails("editMessageText", *[unreachable()] * 7)

    assert "Your challenge is sent" in await ada.taps("Send it as it is")

    async with app.store.read() as work:
        assert len(await work.challenges.waiting(None)) == 1


async def test_an_update_that_kills_the_process_is_given_up(
    app: App,
    start: Callable[..., Conversation],
    ada: Person,
    bugs: list[logging.LogRecord],
    wire: Wire,
) -> None:
    poison, after = ada.update("/start"), ada.update("/help")
    async with app.store.begin() as work:
        await work.inbox.receive({u["update_id"]: u for u in (poison, after)}, app.clock())
    for _ in range(MOST_ATTEMPTS):
        async with app.store.begin() as work:
            await work.inbox.begun(poison["update_id"])  # and then the process died

    conversation = start()
    await conversation.replay()
    await conversation.finish()

    (line,) = bugs
    assert line.getMessage() == "update given up"
    assert "/funding" in ada.sees()
    assert [row.payload for row in await inbox(app)] == [None, None]


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"nonsense": True}},
        {"message": {"from": {"id": 7_000_000_001}, "text": "half \ud800 a character"}},
        {"something_new": {"from": {"id": 7_000_000_001, "is_bot": False, "first_name": "?"}}},
        {},
    ],
    ids=["no message", "half a character", "a new kind", "nothing"],
)
async def test_an_update_that_cannot_be_read_holds_nobody_up(
    app: App,
    conversation: Conversation,
    ada: Person,
    bugs: list[logging.LogRecord],
    wire: Wire,
    update: dict[str, Any],
) -> None:
    await conversation.receive([{"update_id": wire.next_update(), **update}])
    await conversation.finish()

    assert "Hello, Ada." in await ada.says("/start")
    assert all(row.finished_at for row in await inbox(app))


async def test_the_menus_are_announced_in_every_language(
    app: App, conversation: Conversation, wire: Wire
) -> None:
    await conversation.prepare()

    assert set(wire.commands) == {"", *app.languages.offered}
    assert all("desk" not in commands for commands in wire.commands.values())


async def test_menus_that_fail_keep_nobody_waiting(
    conversation: Conversation, ada: Person, wire: Wire
) -> None:
    wire.fails("setMyCommands", refused("no"))

    await conversation.prepare()

    assert "Hello" in await ada.says("/start")


async def test_old_rows_of_the_inbox_are_tidied_and_new_ones_stay(
    app: App, start: Callable[..., Conversation], ada: Person, clock: Any
) -> None:
    await ada.says("/start")
    clock.passes(days=3)
    await ada.says("/help")

    await start().replay()

    assert len(await inbox(app)) == 1
