"""Whole databases to files and back: SQLite's online backup, PostgreSQL's own tools."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import URL

ALEMBIC_TABLE: Final = "alembic_version"
"""A database without it is not ours."""


class MaintenanceError(Exception):
    """The database cannot be maintained like this; the text says what to do instead."""


def copy_out(database: Path, path: Path) -> None:
    """Copy a SQLite database that may be in use into a new file: one moment of it, mode 0600."""
    if not database.exists():
        raise MaintenanceError(f"there is no database {database}")
    partial = _new_private_file(path)
    try:
        with closing(sqlite3.connect(database)) as source, closing(_single(partial)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file, without companions
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)


def copy_in(path: Path, database: Path) -> None:
    """Fill a SQLite database from a backup, in one transaction: whoever reads it sees either.

    The file is never replaced: a process that has it open would go on with the old one, and an
    old write-ahead log beside a new file would corrupt it.
    """
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source:
        try:
            verdict = source.execute("PRAGMA integrity_check").fetchone()[0]
            tables = {row[0] for row in source.execute("SELECT name FROM sqlite_master")}
        except sqlite3.DatabaseError as error:
            raise MaintenanceError(f"{path} is not a SQLite database: {error}") from error
        if verdict != "ok":
            raise MaintenanceError(f"{path} is damaged: {verdict}")
        if ALEMBIC_TABLE not in tables:
            raise MaintenanceError(f"{path} is not a backup of this program")
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        database.touch(mode=0o600)
        with closing(sqlite3.connect(database, timeout=60)) as target:
            source.backup(target)


async def dump(url: URL, path: Path) -> None:
    """Write a PostgreSQL database into a new file of mode 0600, in pg_dump's custom format."""
    partial = _new_private_file(path)
    try:
        await _run(url, "pg_dump", "--format=custom", "--no-owner", f"--file={partial}")
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)


async def load(url: URL, path: Path, tables: set[str]) -> None:
    """Fill a PostgreSQL database from a file of pg_dump, in one transaction.

    `tables` are those that the database has now; none of them may be unknown to the file.
    """
    listing = await _run(None, "pg_restore", "--list", str(path))
    lines = (line.split() for line in listing.splitlines() if not line.startswith(";"))
    # "215; 1259 16389 TABLE public people postgres"
    saved = {words[5] for words in lines if words[3:4] == ["TABLE"] and words[4] != "DATA"}
    if ALEMBIC_TABLE not in saved:
        raise MaintenanceError(f"{path} is not a backup of this program")
    if left_over := tables - saved:
        raise MaintenanceError(
            f"the database has tables that the backup does not know ({', '.join(left_over)}): "
            "restore into an empty database"
        )
    clean = ("--clean", "--if-exists") if tables else ()
    await _run(url, "pg_restore", "--single-transaction", "--no-owner", *clean, str(path))


async def _run(url: URL | None, tool: str, *arguments: str) -> str:
    environment = dict(os.environ)  # noqa: TID251 - handed to the child, not read
    if url is not None:
        arguments = (f"--dbname={_conninfo(url)}", *arguments)
        if url.password:
            environment["PGPASSWORD"] = url.password  # arguments are seen by every process
    try:
        process = await asyncio.create_subprocess_exec(
            tool,
            *arguments,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    except FileNotFoundError as error:
        raise MaintenanceError(
            f"{tool} is not installed here: install the client tools of PostgreSQL, or run "
            f"{tool} where the database runs"
        ) from error
    out, complaint = await process.communicate()
    if process.returncode != 0:
        raise MaintenanceError(f"{tool} failed: {complaint.decode(errors='replace').strip()}")
    return out.decode(errors="replace")


def _conninfo(url: URL) -> str:
    """Return libpq's way of saying where the database is, without the password."""
    parts = {
        "dbname": url.database,
        "host": url.host or url.query.get("host"),
        "port": url.port or url.query.get("port"),
        "user": url.username or url.query.get("user"),
        "sslmode": url.query.get("sslmode") or url.query.get("ssl"),
    }
    quoted = {k: str(v).replace("\\", r"\\").replace("'", r"\'") for k, v in parts.items() if v}
    return " ".join(f"{name}='{value}'" for name, value in quoted.items())


def _new_private_file(path: Path) -> Path:
    if path.exists():
        raise MaintenanceError(f"{path} exists: a backup overwrites nothing, name another file")
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600, exist_ok=False)
    return partial


def _single(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA synchronous=FULL")
    return connection
