"""What all tests share of the bot: a migrated database to copy, real services on it, and a
dispatcher on the fake wire.

The process that only hands out the tests does without (see `conftest`). The folders `store`,
`delivery`, `playground` and `content` bring their own databases and wires.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from sqlalchemy import create_engine, text

from bot.app.services import App, make_app
from bot.domain.people import StaffRole
from bot.embedding import Embeddings
from bot.i18n import Languages
from bot.library import Library, load
from bot.settings import Settings
from bot.store import Store, maintenance, make_engine
from bot.store.conversations import DatabaseStorage
from handlers.dispatcher import ConversationDispatcher
from handlers.dispatcher import make_dispatcher as on_services
from tests.conftest import FIVE, NOW, ROOT, Clock, Meet, WordsForMeaning, settle
from tests.people import Person
from tests.remembered import remembering
from tests.some_content import some_of
from tests.wire import TOKEN, Wire, make_bot


@pytest.fixture(scope="session", autouse=True)
def _remembering() -> Iterator[None]:
    """Compute once a process what is the same in every test."""
    with remembering():
        yield


@pytest.fixture(scope="session")
def real_content() -> Library:
    """Read the content of the repository once."""
    return load(ROOT / "content", NOW.date())


@pytest.fixture(scope="session")
def some_content(real_content: Library) -> Library:
    """Give a part of it, for tests that are about something else."""
    return some_of(real_content, FIVE)


@pytest.fixture(scope="session")
def real_catalogues() -> Languages:
    """Read the catalogues of the repository once; unfinished ones are offered too."""
    return Languages(ROOT / "locales", FIVE)


@pytest.fixture(scope="session")
def template(some_content: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a migrated database, with the vectors of some content, to copy."""
    file = tmp_path_factory.mktemp("template") / "collider.db"

    async def make() -> None:
        url = f"sqlite+aiosqlite:///{file}"
        await maintenance.upgrade(url)
        store = Store(make_engine(url))
        app = make_app(_settings(url), store, WordsForMeaning(), Clock(), library=some_content)
        await app.learn()
        await store.close()

    # A loop of its own: the loops of the tests come and go, and some have clocks that jump.
    with asyncio.Runner() as runner:
        runner.run(make())
    with create_engine(f"sqlite:///{file}").connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    settle()  # with the content, which is read by now
    return file


def _settings(url: str, **changes: Any) -> Settings:
    given: dict[str, Any] = {
        "bot_token": TOKEN,
        "database_url": url,
        "secret_key": "a key of the tests",
        "content_dir": ROOT / "content",
        "locales_dir": ROOT / "locales",
        "languages": FIVE,
        "admin_ids": (),
    }
    return Settings(_env_file=None, **{**given, **changes})


@pytest.fixture
def settings(template: Path, tmp_path: Path) -> Settings:
    """Give settings with a fresh database; all five languages are offered, finished or not."""
    folder = tmp_path / "var"
    folder.mkdir(mode=0o700)
    shutil.copy(template, folder / "collider.db")
    return _settings(f"sqlite+aiosqlite:///{folder}/collider.db")


@pytest.fixture
async def new_app(
    settings: Settings, clock: Clock, some_content: Library, real_catalogues: Languages
) -> AsyncIterator[Callable[..., App]]:
    """Start the bot's services, as often as the process comes back."""
    stores: list[Store] = []

    def start(
        embeddings: Embeddings | None = None, library: Library | None = None, **changes: Any
    ) -> App:
        stores.append(Store(make_engine(settings.database_url)))
        changed = settings.model_copy(update=changes)
        return make_app(
            changed,
            stores[-1],
            embeddings or WordsForMeaning(),
            clock,
            library=library or some_content,
            languages=None if "languages" in changes else real_catalogues,
        )

    yield start
    for store in stores:
        await store.close()


@pytest.fixture
def app(new_app: Callable[..., App]) -> App:
    return new_app()


@pytest.fixture
def wire() -> Iterator[Wire]:
    """Give a Telegram that is only asked what it knows, and only in the right way."""
    wire = Wire()
    yield wire
    assert not wire.faults


@pytest.fixture
def bot(wire: Wire) -> Bot:
    return make_bot(wire)


@pytest.fixture
def make_dispatcher(new_app: Callable[..., App]) -> Callable[..., ConversationDispatcher]:
    """Start the bot again: the process died and came back, and only the database is the same."""

    def make(app: App | None = None) -> ConversationDispatcher:
        app = app or new_app()
        return on_services(app.services, DatabaseStorage(app.store), app.settings.key())

    return make


@pytest.fixture
def dispatcher(
    app: App, make_dispatcher: Callable[..., ConversationDispatcher]
) -> ConversationDispatcher:
    return make_dispatcher(app)


@pytest.fixture
def meet(dispatcher: ConversationDispatcher, bot: Bot) -> Meet:
    """Meet people: `meet("Ada", "pl-PL")`."""
    ids = itertools.count(7_000_000_001)  # beyond 2^31, as today's are

    def new(name: str = "Ada", language: str | None = "en-GB") -> Person:
        return Person(dispatcher, bot, name, language, next(ids))

    return new


@pytest.fixture
def meet_staff(app: App, meet: Meet) -> Callable[..., Awaitable[Person]]:
    """Meet people who joined the staff by an invitation."""

    async def join(
        name: str = "Maja",
        hub: str | None = "kranj",
        language: str = "en-GB",
        role: StaffRole = StaffRole.FACILITATOR,
    ) -> Person:
        person = meet(name, language)
        await person.says(f"/start {await app.services.people.invite(role, hub)}")
        return person

    return join
