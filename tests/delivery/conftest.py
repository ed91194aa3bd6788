"""Delivery's tests: a real database, a fake wire, and time that jumps."""

import asyncio
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, select, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from telegram.request import HTTPXRequest

from bot.delivery import End, Worker
from bot.domain.broadcasts import Lane
from bot.domain.people import Person
from bot.domain.replies import Reply
from bot.store import make_engine
from bot.store.outbox import OutboxRow
from bot.store.schema import Table
from tests.delivery.virtual_time import StillStore, VirtualLoop, held, now
from tests.delivery.wire import TOKEN, FakeTelegram

RATE = 25.0


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Run the tests of this folder on the clock that jumps."""
    return {"virtual": VirtualLoop}


@pytest.fixture
def database_kind() -> str:
    """Name the database; tests of SQL ask for both, with `database_urls`."""
    return "sqlite"


async def _with_tables(url: str) -> None:
    engine = make_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(Table.metadata.create_all)
    await engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a SQLite file with all tables, to copy."""
    file = tmp_path_factory.mktemp("template") / "collider.db"
    # A loop of its own: the clock of the tests' loops would jump meanwhile.
    with asyncio.Runner() as runner:
        runner.run(_with_tables(f"sqlite+aiosqlite:///{file}"))
    with create_engine(f"sqlite:///{file}").connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    return file


@pytest.fixture(scope="session")
def server() -> str:
    """Give the address of the PostgreSQL server, if there is one."""
    address = os.environ.get("TEST_POSTGRES_URL")
    if not address:
        pytest.skip("TEST_POSTGRES_URL is not set: no PostgreSQL server to test on")
    return address


@pytest.fixture(scope="session")
def postgresql_template(server: str) -> Iterator[str]:
    """Make a PostgreSQL database with all tables, to copy; give its name."""
    name = f"collider_test_{uuid.uuid4().hex}"
    with asyncio.Runner() as runner:
        runner.run(_on_server(server, f'CREATE DATABASE "{name}" TEMPLATE template0'))
        runner.run(_with_tables(_address(server, name)))
    yield name
    with asyncio.Runner() as runner:
        runner.run(_on_server(server, f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.fixture
def template(database_kind: str, request: pytest.FixtureRequest) -> Path | str:
    """Give the database to copy: a file, or the name of one on the server."""
    return request.getfixturevalue(f"{database_kind}_template")


@pytest.fixture
async def database_url(
    template: Path | str, request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[str]:
    """Give a database of the test's own, with all tables."""
    if isinstance(template, Path):
        folder = tmp_path / "var"
        folder.mkdir(mode=0o700)
        shutil.copy(template, folder / "collider.db")
        yield f"sqlite+aiosqlite:///{folder}/collider.db"
        return
    server: str = request.getfixturevalue("server")
    name = f"collider_test_{uuid.uuid4().hex}"
    with held():
        await _on_server(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield _address(server, name)
    with held():
        await _on_server(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _address(server: str, database: str) -> str:
    return make_url(server).set(database=database).render_as_string(hide_password=False)


async def _on_server(url: str, command: str) -> None:
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(command))
    await engine.dispose()


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """Give the engine, to look at what is really in the tables."""
    engine = make_engine(database_url)
    yield engine
    with held():
        await engine.dispose()


@pytest.fixture
async def make_store(
    engine: AsyncEngine, database_url: str
) -> AsyncIterator[Callable[[], StillStore]]:
    """Open stores on the same database: other processes, as it were."""
    opened: list[StillStore] = []

    def make() -> StillStore:
        opened.append(StillStore(make_engine(database_url)))
        return opened[-1]

    yield make
    with held():
        for store in opened:
            await store.close()


@pytest.fixture
def store(make_store: Callable[[], StillStore]) -> StillStore:
    """Give the store under test."""
    return make_store()


class Rows:
    """Queues messages, and tells what became of them."""

    def __init__(self, store: StillStore, engine: AsyncEngine) -> None:
        self._store = store
        self._engine = engine

    async def person(self, telegram_id: int) -> Person:
        """Register a person."""
        async with self._store.begin() as work:
            return await work.people.add(telegram_id, "Demo person", "en", now())

    async def is_asleep(self, telegram_id: int) -> bool:
        """Say whether a person sleeps."""
        async with self._store.read() as work:
            person = await work.people.find(telegram_id)
            assert person is not None
            return person.asleep

    async def queue(
        self, person: Person, key: str, lane: Lane = Lane.PERSONAL, reply: Reply | None = None
    ) -> None:
        """Queue a message whose text is its key."""
        async with self._store.begin() as work:
            assert await work.outbox.add(key, person, reply or Reply(key), now(), lane=lane)

    async def crowd(self, size: int, lane: Lane = Lane.BROADCAST) -> None:
        """Queue a message to each of many people, numbered from 1000."""
        async with self._store.begin() as work:
            for number in range(1000, 1000 + size):
                person = await work.people.add(number, "Demo person", "en", now())
                await work.outbox.add(f"to-{number}", person, Reply("hello"), now(), lane=lane)

    async def get(self, key: str) -> Any:
        """Return a row as it is in the database."""
        with held():
            async with self._engine.connect() as connection:
                found = await connection.execute(select(OutboxRow).where(OutboxRow.key == key))
                return found.one()

    async def states(self) -> dict[str, int]:
        """Count rows by state."""
        async with self._store.read() as work:
            standing = await work.outbox.counts(now())
        return {state.value: count for state, count in standing.by_state.items()}


@pytest.fixture
def rows(store: StillStore, engine: AsyncEngine) -> Rows:
    """Give the rows."""
    return Rows(store, engine)


@pytest.fixture
def telegram() -> AsyncIterator[FakeTelegram]:
    """Give a fake Telegram that was asked nothing but to deliver messages."""
    fake = FakeTelegram()
    yield fake
    assert not fake.unknown


MakeWorker = Callable[..., Worker]


@pytest.fixture
def make_worker(store: StillStore, telegram: FakeTelegram) -> MakeWorker:
    """Make workers on the fake wire."""

    def make(**options: Any) -> Worker:
        client = {"transport": telegram, "trust_env": False}
        given = {
            "store": store,
            "clock": now,
            "token": TOKEN,
            "api_base": "http://telegram.test",
            "rate": RATE,
            "request": HTTPXRequest(httpx_kwargs=client),
        } | options
        return Worker(
            given.pop("store"),
            given.pop("clock"),
            given.pop("token"),
            given.pop("api_base"),
            given.pop("rate"),
            **given,
        )

    return make


@pytest.fixture
def work_for(make_worker: MakeWorker) -> Callable[..., Awaitable[End]]:
    """Let a worker, or several, work for so many seconds."""

    async def work(seconds: float, *workers: Worker) -> End:
        async with working(*(workers or (make_worker(),))) as ends:
            await asyncio.sleep(seconds)
        return ends[0].result()

    return work


@asynccontextmanager
async def working(*workers: Worker) -> AsyncIterator[list[asyncio.Task[End]]]:
    """Let workers work until the block ends, and then stop as they are asked to."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(worker.run(stop)) for worker in workers]
        yield tasks
        stop.set()
