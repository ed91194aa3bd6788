"""Dialogues: people chat with the bot; what goes wrong inside it fails the test."""

import inspect
import logging
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from bot.app.services import App
from bot.i18n import Translator
from tests.builders import PostOffice
from tests.conftest import Clock, Meet
from tests.people import Person
from tests.wire import Wire

Deliver = Callable[[], Awaitable[int]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each way be gone in one language with the suite, and in the others with the torture."""
    spoken = [
        (item, str(item.callspec.params["language"]))
        for item in items
        if isinstance(item, pytest.Function)
        and Path(__file__).parent in item.path.parents
        and "language" in getattr(getattr(item, "callspec", None), "params", {})
    ]
    languages: dict[tuple[Path, str], set[str]] = {}
    for item, language in spoken:
        languages.setdefault((item.path, item.originalname), set()).add(language)
    for item, language in spoken:
        if language != max(languages[item.path, item.originalname]):
            item.add_marker(pytest.mark.torture)


class _Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record)


@pytest.fixture
def bugs() -> Iterator[list[logging.LogRecord]]:
    """Give the ERROR lines so far; a test that asks for them expects some."""
    handler = _Errors()
    logging.getLogger().addHandler(handler)
    yield handler.lines
    logging.getLogger().removeHandler(handler)


@pytest.fixture(autouse=True)
def _no_bugs(request: pytest.FixtureRequest, bugs: list[logging.LogRecord]) -> Iterator[None]:
    """Fail a test in which the bot had to write an ERROR line, unless it is about that."""
    yield
    if "bugs" not in inspect.signature(request.function).parameters:
        assert not [record.getMessage() for record in bugs]


@pytest.fixture
def post(app: App, wire: Wire) -> PostOffice:
    """Give the post office: what the bot says without being asked."""
    return PostOffice(app, wire)


@pytest.fixture
def polish(app: App) -> Translator:
    return app.languages["pl"]


@pytest.fixture
def slovenian(app: App) -> Translator:
    return app.languages["sl"]


@pytest.fixture
def deliver(app: App, wire: Wire, clock: Clock) -> Deliver:
    """Bring what is queued as the worker does: Telegram's message ids are kept."""

    async def bring() -> int:
        brought = 0
        while True:
            async with app.store.begin() as work:
                row = await work.outbox.claim_one(clock(), 60)
            if row is None:
                return brought
            wire.deliver(row.chat_id, row.reply)
            shown = wire.chats[row.chat_id].news[-1]
            async with app.store.begin() as work:
                await work.outbox.sent(row, clock(), shown.message_id)
            clock.passes(seconds=2)
            brought += 1

    return bring


@pytest.fixture
async def zofia(meet: Meet) -> Person:
    """Meet a Polish creative."""
    zofia = meet("Zofia", "pl")
    await zofia.says("/start")
    return zofia


@pytest.fixture
def opens(app: App, clock: Clock) -> Callable[[], Awaitable[int]]:
    """Let the half minute of a publication pass, and open what is due."""

    async def pass_by() -> int:
        clock.passes(seconds=30)
        return await app.services.reviews.open_due()

    return pass_by
