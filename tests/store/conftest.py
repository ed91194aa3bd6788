"""The store's tests run on both databases, each test with a fresh one of its own."""

import os
import shutil
import uuid
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import delete, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.people import Person
from bot.store import Store, maintenance, make_engine
from bot.store.schema import Table

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BIG = 7_999_999_999
"""A Telegram id: they passed 2^31 years ago."""
BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


class Server:
    """A PostgreSQL server on which databases come and go."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)

    async def create(self, template: str = "template0") -> str:
        """Make a database and return its URL."""
        name = f"collider_test_{uuid.uuid4().hex}"
        await self._do(f'CREATE DATABASE "{name}" TEMPLATE "{make_url(template).database}"')
        return self._url.set(database=name).render_as_string(hide_password=False)

    async def drop(self, url: str) -> None:
        """Remove a database, whoever is connected."""
        await self._do(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')

    async def _do(self, command: str) -> None:
        engine = create_async_engine(self._url, isolation_level="AUTOCOMMIT")
        try:
            async with engine.connect() as connection:
                await connection.execute(text(command))
        finally:
            await engine.dispose()


async def empty(url: str) -> None:
    """Remove all rows but those that every database has, and whoever is still connected."""
    engine = make_engine(url)
    async with engine.begin() as connection:
        mine = text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await connection.execute(mine)
        for table in reversed(Table.metadata.sorted_tables):
            if table.name not in ("content_version", "delivery_pace"):
                await connection.execute(delete(table))
        await connection.execute(text("UPDATE content_version SET version = 0"))
        await connection.execute(text("UPDATE delivery_pace SET next_at = 0"))
    await engine.dispose()


@pytest.fixture(scope="session")
def server() -> Server:
    """Give the PostgreSQL server of TEST_POSTGRES_URL; where CI runs it must be there."""
    url = os.environ.get("TEST_POSTGRES_URL")
    if url:
        return Server(url)
    if os.environ.get("CI"):
        pytest.fail("CI needs a PostgreSQL server: set TEST_POSTGRES_URL")
    pytest.skip("TEST_POSTGRES_URL is not set: no PostgreSQL server to test on")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("template") / "template.db"
    await maintenance.upgrade(f"sqlite+aiosqlite:///{file}")
    return file


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def migrated_postgresql(server: Server) -> AsyncIterator[str]:
    """Give a migrated PostgreSQL database to copy."""
    url = await server.create("postgresql:///template0")
    await maintenance.upgrade(url)
    yield url
    await server.drop(url)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_postgresql(server: Server, migrated_postgresql: str) -> AsyncIterator[str]:
    """Give a migrated PostgreSQL database whose rows come and go."""
    url = await server.create(migrated_postgresql)
    yield url
    await server.drop(url)


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest) -> str:
    """Name the kind of database."""
    return request.param


@pytest.fixture
async def empty_url(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[str]:
    """Give a database without any table."""
    if database == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/var/collider.db"
        return
    server: Server = request.getfixturevalue("server")
    url = await server.create("postgresql:///template0")
    yield url
    await server.drop(url)


@pytest.fixture
def template(database: str, request: pytest.FixtureRequest) -> Path | str:
    """Give the migrated database to copy."""
    return request.getfixturevalue(f"migrated_{database}")


@pytest.fixture
async def own_url(
    template: Path | str, request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[str]:
    """Give a database with today's tables that a test may change as it likes."""
    if isinstance(template, Path):
        yield f"sqlite+aiosqlite:///{shutil.copy(template, tmp_path / 'collider.db')}"
        return
    server: Server = request.getfixturevalue("server")
    made = await server.create(template)
    yield made
    await server.drop(made)


@pytest.fixture
async def emptied_postgresql(shared_postgresql: str) -> str:
    """Give the shared database without any rows."""
    await empty(shared_postgresql)
    return shared_postgresql


@pytest.fixture
def url(database: str, request: pytest.FixtureRequest) -> str:
    """Give a database with today's tables and nothing in them.

    On PostgreSQL it is one for all, emptied before each test: making one takes 0.3 s.
    """
    fixture = "own_url" if database == "sqlite" else "emptied_postgresql"
    return request.getfixturevalue(fixture)


@pytest.fixture
async def make_store(url: str) -> AsyncIterator[Callable[[], Store]]:
    """Open further stores on the same database: other processes, as it were."""
    opened: list[Store] = []

    def make() -> Store:
        opened.append(Store(make_engine(url)))
        return opened[-1]

    yield make
    for store in opened:
        await store.close()


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    """Give the store under test."""
    return make_store()


@pytest.fixture
def other(make_store: Callable[[], Store]) -> Store:
    """Give a second store: what it sees is really in the database."""
    return make_store()


@pytest.fixture
async def ada(store: Store) -> Person:
    """Register Ada."""
    async with store.begin() as work:
        return await work.people.add(BIG, "Ada", "sl", NOW)


@pytest.fixture
async def bob(store: Store) -> Person:
    """Register Bob, after Ada if a test asks for both in this order."""
    async with store.begin() as work:
        return await work.people.add(BIG + 1, "Bob", "en", NOW)
