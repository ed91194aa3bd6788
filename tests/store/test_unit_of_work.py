"""One use case, one transaction: all of it or nothing, also under contention."""

import asyncio
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from bot.domain.broadcasts import Audience, BroadcastState, Delivery, Lane
from bot.domain.challenges import ChallengeState
from bot.domain.people import Role, StaffRole
from bot.store import Store, maintenance, make_engine
from bot.store.schema import Table

from .conftest import BIG, NOW


async def test_what_is_done_is_seen_by_others(store, other):
    async with store.begin() as work:
        await work.people.add(BIG, "Ada", "sl", NOW)

    async with other.read() as work:
        ada = await work.people.find(BIG)
    assert ada is not None
    assert (ada.telegram_id, ada.name, ada.language) == (BIG, "Ada", "sl")


async def test_an_exception_undoes_everything(store, other, ada):
    async def fail():
        async with store.begin() as work:
            await work.people.add(2, "Bob", "en", NOW)
            await work.people.change(ada, name="Eve")
            await work.audit.add(NOW, ada.id, "renamed", "person")
            await work.content_changed()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    async with other.read() as work:
        assert await work.people.find(2) is None
        assert (await work.people.get(ada.id)).name == "Ada"
        assert await work.audit.of("person") == []
        assert await work.content_version() == 0


async def test_nothing_is_seen_before_the_end(store, other):
    async with store.begin() as work:
        await work.people.add(1, "Ada", "sl", NOW)
        async with other.read() as meanwhile:
            assert await meanwhile.people.find(1) is None


async def test_a_cancelled_unit_leaves_nothing(store, other):
    inside = asyncio.Event()

    async def slow():
        async with store.begin() as work:
            await work.people.add(1, "Ada", "sl", NOW)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.ensure_future(slow())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    async with other.begin() as work:  # and nobody holds the lock
        assert await work.people.find(1) is None
        await work.people.add(1, "Bob", "sl", NOW)


async def test_twenty_writers_all_succeed(store, other):
    async def write(number, where):
        async with where.begin() as work:
            before = await work.newest_person()  # reads first: the way to "database is locked"
            await work.people.add(number, f"p{number} after {before}", "en", NOW)
            await work.content_changed()

    await asyncio.gather(*(write(i, (store, other)[i % 2]) for i in range(1, 21)))

    async with other.read() as work:
        assert await work.content_version() == 20
        assert len(await work.people.audience("everyone", None)) == 20


async def test_readers_wait_for_no_writer(store, other):
    async with store.begin() as work:
        await work.people.add(1, "Ada", "sl", NOW)
        async with asyncio.timeout(5), other.read() as reader:
            assert await reader.newest_person() == 0


async def test_moments_come_back_aware_and_in_utc(store, other):
    in_tallinn = datetime(2026, 7, 1, 12, 30, 15, 123456, timezone(timedelta(hours=3)))
    async with store.begin() as work:
        await work.audit.add(in_tallinn, None, "looked", "clock")

    async with other.read() as work:
        (at, _, _, _) = (await work.audit.of("clock"))[0]
    assert at == in_tallinn
    assert at.utcoffset() == timedelta(0)
    assert at.tzinfo is UTC
    assert at.microsecond == 123456


async def test_naive_moments_are_refused(store):
    with pytest.raises((ValueError, StatementError), match="naive"):
        async with store.begin() as work:
            await work.audit.add(datetime(2026, 7, 1), None, "looked", "clock")  # noqa: DTZ001


async def test_any_text_that_can_be_sent_can_be_kept(store, other):
    texts = {
        "emoji": "👩‍🎨",
        "greek": "Ελληνικά",
        "half": "\ud83d",
        "nul": "a\x00b",
        "rtl": "\u202e",
    }
    async with store.begin() as work:
        await work.inbox.receive({1: texts}, NOW)

    async with other.read() as work:
        assert await work.inbox.unfinished() == [(1, texts)]


async def test_the_content_version_counts_changes(store, other):
    for expected in (1, 2):
        async with store.begin() as work:
            await work.content_changed()
        async with other.read() as work:
            assert await work.content_version() == expected


async def test_the_audit_tells_who_did_what(store, other):
    async with store.begin() as work:
        ada = await work.people.add(BIG, "Ada", "en", NOW)
        await work.audit.add(NOW, ada.id, "published", "challenge:1", title="Tišja linija")
        await work.audit.add(NOW, None, "closed", "challenge:1")

    async with other.read() as work:
        assert await work.audit.of("challenge:1") == [
            (NOW, ada.id, "published", {"title": "Tišja linija"}),
            (NOW, None, "closed", {}),
        ]


async def test_vectors_are_kept_once(store, other):
    async with store.begin() as work:
        await work.vectors.put("a", b"\x00\x01")
        await work.vectors.put("a", b"other")

    many = [f"key{i}" for i in range(1200)]
    async with other.read() as work:
        assert await work.vectors.get_many(["a", *many]) == {"a": b"\x00\x01"}
        assert await work.vectors.get_many([]) == {}


PERSON = {"telegram_id": 2, "name": "", "language": "en", "announcements": True, "created_at": NOW}
CHALLENGE = {"language": "en", "company": "", "contact": "", "title": "", "problem": ""}
BROADCAST = {"texts": {}, "recipients": 1, "confirmed_at": NOW, "last_person_id": 1}
MESSAGE = {"key": "k", "chat_id": 1, "reply": {}, "due_at": NOW, "created_at": NOW}
CLOSED = [
    ("people", "role", Role, PERSON),
    ("staff", "role", StaffRole, {"person_id": 1, "granted_at": NOW}),
    ("invites", "role", StaffRole, {"token_hash": "h", "created_at": NOW, "expires_at": NOW}),
    ("challenges", "state", ChallengeState, {**CHALLENGE, "skills": [], "submitted_at": NOW}),
    ("broadcasts", "state", BroadcastState, {**BROADCAST, "audience": "everyone"}),
    ("broadcasts", "audience", Audience, {**BROADCAST, "state": "done"}),
    ("outbox", "lane", Lane, {**MESSAGE, "state": "queued"}),
    ("outbox", "state", Delivery, {**MESSAGE, "lane": "personal"}),
]


@pytest.mark.parametrize(("table", "column", "closed", "values"), CLOSED)
async def test_the_database_knows_the_closed_sets(url, ada, table, column, closed, values):
    add = insert(Table.metadata.tables[table])
    if "person_id" in values:
        values = {**values, "person_id": ada.id}

    async def accepts(value):
        engine = make_engine(url)
        try:
            async with engine.connect() as connection:  # undone at its end
                await connection.execute(add.values({**values, column: value}))
        finally:
            await engine.dispose()

    for member in closed:
        await accepts(member)
    with pytest.raises(IntegrityError, match=f"ck_{table}_{column}"):
        await accepts("invented")


async def test_the_database_knows_what_belongs_together(store):
    with pytest.raises(IntegrityError):
        async with store.begin() as work:
            await work.audit.add(NOW, 4711, "haunted", "house")


class TestFile:
    """The SQLite file holds personal data."""

    async def test_only_its_owner_may_read_it(self, tmp_path: Path):
        file = tmp_path / "var" / "collider.db"
        url = f"sqlite+aiosqlite:///{file}"
        await maintenance.upgrade(url)
        store = Store(make_engine(url))
        async with store.begin() as work:
            await work.people.add(1, "Ada", "en", NOW)
            modes = {f.name: stat.S_IMODE(f.stat().st_mode) for f in file.parent.iterdir()}
        await store.close()

        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert modes.keys() >= {"collider.db", "collider.db-wal"}
        assert set(modes.values()) == {0o600}

    async def test_every_connection_has_its_settings(self, tmp_path: Path):
        url = f"sqlite+aiosqlite:///{tmp_path}/collider.db"
        await maintenance.upgrade(url)
        engine = make_engine(url)
        async with engine.connect() as connection:
            settings = {
                name: (await connection.execute(text(f"PRAGMA {name}"))).scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
        await engine.dispose()

        assert settings == {
            "journal_mode": "wal",
            "synchronous": 1,
            "foreign_keys": 1,
            "busy_timeout": 10_000,
        }

    async def test_the_first_connection_waits_for_whoever_else_makes_the_file(
        self, tmp_path: Path
    ):
        # Two processes started at once on a new file; one was told that the database is locked.
        file = tmp_path / "collider.db"
        engine = make_engine(f"sqlite+aiosqlite:///{file}")
        with closing(sqlite3.connect(file, isolation_level=None)) as somebody:
            somebody.execute("BEGIN IMMEDIATE")
            connecting = asyncio.ensure_future(engine.connect().start())
            done, _ = await asyncio.wait([connecting], timeout=0.3)
            somebody.execute("COMMIT")

        connection = await connecting
        mode = (await connection.execute(text("PRAGMA journal_mode"))).scalar()
        await connection.close()
        await engine.dispose()

        assert not done
        assert mode == "wal"

    async def test_nobody_waits_for_ever(self, tmp_path: Path, monkeypatch):
        monkeypatch.setattr("bot.store.engine.BUSY_TIMEOUT_MS", 50)
        file = tmp_path / "collider.db"
        engine = make_engine(f"sqlite+aiosqlite:///{file}")
        with closing(sqlite3.connect(file, isolation_level=None)) as somebody:
            somebody.execute("BEGIN IMMEDIATE")
            with pytest.raises(OperationalError, match="locked"):
                await engine.connect().start()
        await engine.dispose()
