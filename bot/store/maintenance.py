"""Schema and data as a whole: migrate, back up, restore.

Alembic is imported inside the functions: only those who migrate wait for it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import URL, Connection, event, func, inspect, make_url, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import backups
from bot.store.backups import MaintenanceError
from bot.store.engine import make_engine
from bot.store.schema import Table

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = [
    "MaintenanceError",
    "alembic_config",
    "backup",
    "differences",
    "downgrade",
    "draft_revision",
    "is_current",
    "restore",
    "upgrade",
]

log = logging.getLogger(__name__)
T = TypeVar("T")

MIGRATIONS: Final = Path(__file__).parent / "migrations"
LOCK: Final = 0x0C011DE2
"""The number of our advisory lock on PostgreSQL."""
_WAIT_MS: Final = 60_000
"""How long a process waits while another one migrates a SQLite file."""


async def upgrade(url: str, to: str = "head") -> None:
    """Migrate to a revision; nothing happens, and fast, if the database is there already."""
    async with _opened(url) as engine:
        before = await _reading(engine, _revision)
        if to == "head" and before == _newest():
            return
        _check_known(before)
        after = await _migrate(engine, "upgrade", to)
    log.info("database migrated", extra={"revision": after, "before": before})


async def downgrade(url: str, to: str) -> None:
    """Take migrations back to a revision; `base` takes all of them back, and all data."""
    async with _opened(url) as engine:
        before = await _reading(engine, _revision)
        _check_known(before)
        after = await _migrate(engine, "downgrade", to)
    log.info("database migrated", extra={"revision": after, "before": before})


async def is_current(url: str) -> bool:
    """Say whether the schema is the one that this code expects; change nothing."""
    if _is_missing(make_url(url)):
        return False
    async with _opened(url) as engine:
        return await _reading(engine, _revision) == _newest()


async def differences(url: str) -> list[Any]:
    """Return what a migrated database lacks for the tables of the code; empty is good."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    import bot.store.unit  # noqa: F401 - puts all tables into the metadata

    def compare(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Table.metadata))

    async with _opened(url) as engine:
        return await _reading(engine, compare)


async def backup(url: str, path: Path) -> None:
    """Write the whole database into a new file of mode 0600; it may be in use meanwhile."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        await asyncio.to_thread(backups.copy_out, _file(parsed), path)
    else:
        await backups.dump(parsed, path)


async def restore(url: str, path: Path, *, overwrite: bool = False) -> None:
    """Fill the database from a backup, wholly or not at all.

    An existing database is replaced only with `overwrite`. The schema is then the one of the
    backup: `upgrade` brings it to today's.
    """
    parsed = make_url(url)
    if not await asyncio.to_thread(path.is_file):
        raise MaintenanceError(f"there is no file {path}")
    tables: set[str] = set()
    if not _is_missing(parsed):
        async with _opened(url) as engine:
            tables = set(await _reading(engine, lambda c: inspect(c).get_table_names()))
    if tables and not overwrite:
        raise MaintenanceError("there is a database already: say so to overwrite it")
    if parsed.get_backend_name() == "sqlite":
        await asyncio.to_thread(backups.copy_in, path, _file(parsed))
    else:
        await backups.load(parsed, path, tables)


def alembic_config() -> Config:
    """Return Alembic's configuration; we need no alembic.ini."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s")
    config.set_main_option("path_separator", "os")
    return config


async def draft_revision(url: str, name: str) -> Path:
    """Write the next revision from the difference to a migrated database, to be read and edited.

    `name` is its date and subject, `2027_01_31_alerts`, and becomes its id and its file name.
    """
    from alembic import command

    def write(connection: Connection) -> Path:
        config = alembic_config()
        config.attributes["connection"] = connection
        message = name.split("_", 3)[-1].replace("_", " ").capitalize()
        command.revision(config, message, autogenerate=True, rev_id=name)
        return MIGRATIONS / "versions" / f"{name}.py"

    if len(name) > 32:
        raise MaintenanceError("the name of a revision has at most 32 characters")
    async with _opened(url) as engine, engine.begin() as connection:
        return await connection.run_sync(write)


async def _migrate(engine: AsyncEngine, direction: str, to: str) -> str | None:
    from alembic import command

    import bot.store.unit  # noqa: F401 - puts all tables into the metadata

    def run(connection: Connection) -> str | None:
        config = alembic_config()
        config.attributes["connection"] = connection
        getattr(command, direction)(config, to)
        return _revision(connection)

    # Of two processes that start at once the second waits here, and then finds nothing to do.
    async with engine.begin() as connection:  # on SQLite BEGIN IMMEDIATE: the lock
        if engine.dialect.name != "sqlite":
            await connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        return await connection.run_sync(run)


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _for_migrations)
    try:
        yield engine
    finally:
        await engine.dispose()


def _for_migrations(connection: Any, record: object) -> None:
    # Changing a table on SQLite means: copy it, drop it, rename the copy. With references enforced
    # the drop would delete, by cascade, whatever hangs on its rows. env.py checks them at the end.
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute(f"PRAGMA busy_timeout={_WAIT_MS}")


async def _reading(engine: AsyncEngine, read: Callable[[Connection], T]) -> T:
    async with engine.execution_options(reads_only=True).connect() as connection:
        return await connection.run_sync(read)


def _revision(connection: Connection) -> str | None:
    from alembic.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def _newest() -> str | None:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def _check_known(revision: str | None) -> None:
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    if revision is None:
        return
    try:
        ScriptDirectory.from_config(alembic_config()).get_revision(revision)
    except CommandError as error:
        raise MaintenanceError(
            f"the database is at revision {revision}, which this version does not know: "
            "it was made by a newer one; install that, or restore a backup"
        ) from error


def _is_missing(url: URL) -> bool:
    if url.get_backend_name() != "sqlite":
        return False
    file = _file(url)
    return not file.exists() or file.stat().st_size == 0


def _file(url: URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise MaintenanceError("a database in memory has no file")
    return Path(url.database)
