"""Lines typed in a row are one question, and a process that ends in between loses none of them."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from aiogram import Bot
from sqlalchemy import select

from bot.app.conversation import MOST_ATTEMPTS, Conversation
from bot.app.joining import WAIT_S
from bot.app.nursery import Nursery
from bot.app.services import App
from bot.store.inbox import InboxRow
from tests.builders import rows_of
from tests.people import Person
from tests.wire import Wire


class Patience:
    """Who waits, waits until the test lets them go on."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self.begun = asyncio.Event()
        self.over = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        if seconds == WAIT_S:
            self.asked.append(seconds)
            self.begun.set()
            await self.over.wait()


@pytest.fixture
def patience() -> Patience:
    return Patience()


@pytest.fixture
async def nursery() -> AsyncIterator[Nursery]:
    async with Nursery() as nursery:
        yield nursery


@pytest.fixture
def start(
    new_app: Callable[..., App], bot: Bot, nursery: Nursery, patience: Patience
) -> Callable[..., Conversation]:
    """Start the conversation, as often as the process comes back."""

    def new(app: App | None = None) -> Conversation:
        return Conversation(app or new_app(), bot, nursery, sleep=patience.sleep)

    return new


@pytest.fixture
def ada(start: Callable[..., Conversation], app: App, bot: Bot) -> Person:
    return Person(start(app), bot, "Ada", "en", 7_000_000_001)


async def unfinished(app: App) -> list[int]:
    rows = await rows_of(app.settings.database_url, select(InboxRow))
    return [row.update_id for row in rows if row.finished_at is None]


async def sends(person: Person, *texts: str) -> list[int]:
    """Send texts, each when the one before is safe; return their update ids."""
    ids = []
    for text in texts:
        update = person.update(text)
        ids.append(update["update_id"])
        assert isinstance(person.line, Conversation)
        await person.line.receive([update])
    return ids


async def test_lines_in_a_row_get_one_answer_and_end_together(
    app: App, ada: Person, patience: Patience, wire: Wire
) -> None:
    ids = await sends(ada, "hello", "money for")
    await patience.begun.wait()
    assert await unfinished(app) == ids
    assert wire.called("sendMessage") == []

    patience.over.set()
    assert await ada.line._lanes.quiet(5)

    assert len(wire.called("sendMessage")) == 1
    assert await unfinished(app) == []


async def test_a_line_whose_process_ends_while_it_waits_is_answered_by_the_next(
    app: App, ada: Person, patience: Patience, start: Callable[..., Conversation], wire: Wire
) -> None:
    ids = await sends(ada, "hello", "money for")
    await patience.begun.wait()
    # The first process is gone: nobody lets its line go on.

    conversation = start()
    await conversation.replay()
    await conversation.finish()

    assert len(wire.called("sendMessage")) == 1
    assert set(await unfinished(app)).isdisjoint(ids)


async def test_an_orderly_end_does_not_wait_for_the_next_line(
    app: App, ada: Person, patience: Patience, wire: Wire
) -> None:
    await sends(ada, "hello")
    await patience.begun.wait()

    await ada.line.finish()

    assert len(wire.called("sendMessage")) == 1
    assert await unfinished(app) == []
    assert not patience.over.is_set()


async def test_the_answer_of_a_form_never_waits(
    app: App, ada: Person, patience: Patience, wire: Wire
) -> None:
    story = "Our packaging line is so loud that nobody likes to work there."
    await sends(ada, "/challenge", story, "Box Makers Ltd")
    assert await ada.line._lanes.quiet(5)

    assert "Who should we talk to?" in ada.sees()
    assert patience.asked == []

    await sends(ada, "/cancel", "thanks")
    await patience.begun.wait()


async def test_a_command_answers_the_waiting_line_first(
    app: App, ada: Person, patience: Patience, wire: Wire
) -> None:
    await sends(ada, "hello")
    await patience.begun.wait()
    await sends(ada, "/help")
    assert await ada.line._lanes.quiet(5)

    first, second = (shown.text for shown in ada.chat.news)
    assert "/funding" not in first
    assert "/funding" in second
    assert await unfinished(app) == []


async def test_joined_lines_that_kill_the_process_are_given_up_together(
    app: App, ada: Person, start: Callable[..., Conversation], bugs: list[object], wire: Wire
) -> None:
    updates = [ada.update("poison"), ada.update("for all")]
    async with app.store.begin() as work:
        await work.inbox.receive({u["update_id"]: u for u in updates}, app.clock())
    for _ in range(MOST_ATTEMPTS):
        async with app.store.begin() as work:
            await work.inbox.begun(updates[-1]["update_id"])  # and then the process died

    conversation = start()
    await conversation.replay()
    await conversation.finish()

    assert len(bugs) == 1
    assert wire.called("sendMessage") == []
    assert await unfinished(app) == []
