"""The database engine: SQLite for one hub, PostgreSQL when the network grows."""

import json
import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY_TIMEOUT_MS: Final = 10_000
_SWITCHES: Final = 100
"""How often a connection asks for write-ahead logging while others keep it from that."""


def make_engine(url: str) -> AsyncEngine:
    """Return an engine for `url`; a SQLite file is made with mode 0600 in a 0700 folder."""
    parsed = make_url(url)
    engine = create_async_engine(
        parsed,
        json_serializer=_to_json,
        # Errors would otherwise quote what people wrote, and errors go to the log.
        hide_parameters=True,
        pool_pre_ping=parsed.get_backend_name() != "sqlite",
    )
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            _make_private(Path(parsed.database))
        event.listen(engine.sync_engine, "connect", _on_connect)
        event.listen(engine.sync_engine, "begin", _on_begin)
    return engine


def _to_json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which anybody may send: keep it escaped
        return json.dumps(value, separators=(",", ":"))
    return text


def _make_private(file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)


def _on_connect(connection: Any, record: object) -> None:
    # The driver's own transaction control opens transactions too late; we say BEGIN ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    _switch_to_wal(cursor)
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    # What is forgotten is overwritten; some builds of SQLite only take it off the list.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _switch_to_wal(cursor: Any) -> None:
    # The first connection of a new file changes its journal, for which SQLite turns a lock to read
    # into a lock to write; it fails at once if somebody else is writing (mostly: changing the
    # journal too), whatever the timeout. The start of a transaction does wait, so whoever comes
    # second waits there, and then finds the journal changed, or the way free.
    for _ in range(_SWITCHES):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                raise
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("ROLLBACK")
    raise TimeoutError("others keep this database from write-ahead logging")


def _is_busy(error: sqlite3.OperationalError) -> bool:
    # The lower byte of an extended code is the code itself.
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _on_begin(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once under contention ("database is
    # locked", whatever the timeout), so writers take the lock at their start and wait for it.
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
