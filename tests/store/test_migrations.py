"""The tables and how they came to be: every step can be taken, taken back, and taken again."""

import asyncio
import importlib
import logging
import pkgutil
import shutil
import sqlite3
import subprocess
import sys

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import func, inspect, make_url, select, text
from sqlalchemy.exc import IntegrityError

import bot.store
from bot.domain.people import StaffRole
from bot.store import maintenance, make_engine
from bot.store.maintenance import MaintenanceError
from bot.store.schema import Table

from .conftest import NOW

REVISIONS = [
    script.revision
    for script in reversed(
        list(ScriptDirectory.from_config(maintenance.alembic_config()).walk_revisions())
    )
]


@pytest.fixture
def url(own_url):
    """Tests of this module change more than rows."""
    return own_url


async def tables_of(url: str) -> set[str]:
    engine = make_engine(url)
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda c: inspect(c).get_table_names())
    await engine.dispose()
    return set(names)


async def run(url: str, command: str) -> list:
    engine = make_engine(url)
    async with engine.begin() as connection:
        result = await connection.execute(text(command))
        rows = list(result) if result.returns_rows else []
    await engine.dispose()
    return rows


async def test_every_step_can_be_taken_back_and_taken_again(empty_url):
    for position, revision in enumerate(REVISIONS):
        before = REVISIONS[position - 1] if position else "base"

        await maintenance.upgrade(empty_url, revision)
        there = await tables_of(empty_url)
        await maintenance.downgrade(empty_url, before)
        await maintenance.upgrade(empty_url, revision)

        assert await tables_of(empty_url) == there


async def test_all_the_way_back_leaves_nothing(empty_url):
    await maintenance.upgrade(empty_url)
    await maintenance.downgrade(empty_url, "base")

    assert await tables_of(empty_url) == {"alembic_version"}


async def test_the_migrations_make_what_the_code_expects(url):
    assert await maintenance.differences(url) == []


async def test_a_difference_is_found(url):
    await run(url, "DROP INDEX ix_outbox_due")

    assert "ix_outbox_due" in str(await maintenance.differences(url))


async def test_tables_with_one_row_have_it(url):
    assert await run(url, "SELECT id, next_at FROM delivery_pace") == [(1, 0)]
    assert await run(url, "SELECT id, version FROM content_version") == [(1, 0)]


async def test_is_current_before_and_after(empty_url):
    assert not await maintenance.is_current(empty_url)
    await maintenance.upgrade(empty_url)
    assert await maintenance.is_current(empty_url)


async def test_asking_does_not_make_the_file(tmp_path):
    file = tmp_path / "var" / "collider.db"

    assert not await maintenance.is_current(f"sqlite+aiosqlite:///{file}")
    assert not file.parent.exists()


async def test_two_that_start_at_once_migrate_once(empty_url, caplog):
    caplog.set_level(logging.INFO)

    await asyncio.gather(*(maintenance.upgrade(empty_url) for _ in range(4)))

    assert await maintenance.is_current(empty_url)
    assert await run(empty_url, "SELECT count(*) FROM delivery_pace") == [(1,)]


async def test_processes_that_start_at_once_migrate_once(empty_url):
    program = "import asyncio, sys; from bot.store import maintenance; " + (
        "asyncio.run(maintenance.upgrade(sys.argv[1]))"
    )
    command = [sys.executable, "-W", "error", "-c", program, empty_url]
    starting = [
        await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
        for _ in range(3)
    ]
    complaints = [(await process.communicate())[1] for process in starting]

    assert complaints == [b"", b"", b""]
    assert await maintenance.is_current(empty_url)


async def test_nothing_to_do_waits_for_nobody(url, database):
    engine = make_engine(url)
    async with engine.begin() as somebody:  # on SQLite: the only writer
        if database == "postgresql":
            lock = select(func.pg_advisory_xact_lock(maintenance.LOCK))
            await somebody.execute(lock)
        async with asyncio.timeout(30):
            await maintenance.upgrade(url)
    await engine.dispose()


async def test_a_database_of_a_newer_version_is_refused_with_a_remedy(url):
    await run(url, "UPDATE alembic_version SET version_num = '2999_01_01_future'")

    assert not await maintenance.is_current(url)
    with pytest.raises(MaintenanceError, match="made by a newer one"):
        await maintenance.upgrade(url)


async def test_a_migration_that_fails_leaves_the_schema_as_it_was(empty_url):
    await run(empty_url, "CREATE TABLE vectors (id INTEGER PRIMARY KEY)")

    with pytest.raises(Exception, match="vectors"):
        await maintenance.upgrade(empty_url)

    assert await tables_of(empty_url) <= {"vectors", "alembic_version"}


async def test_alembic_leaves_our_logs_alone(empty_url, caplog):
    caplog.set_level(logging.INFO)
    handlers = list(logging.getLogger().handlers)
    ours = logging.getLogger("bot.anything")

    await maintenance.upgrade(empty_url)

    assert logging.getLogger().handlers == handlers
    assert not ours.disabled
    said = [r for r in caplog.records if r.name.startswith(("alembic.runtime.m", "bot"))]
    assert [r.message for r in said if r.name.startswith("bot")] == ["database migrated"]


def test_alembic_is_imported_only_by_those_who_migrate():
    program = "import sys, bot.store.maintenance; print('alembic' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert done.stdout.strip() == "False"


def test_every_table_is_known_to_the_migrations():
    for module in pkgutil.iter_modules(bot.store.__path__, "bot.store."):
        if module.name != "bot.store.conversations":  # aiogram takes seconds, and has no tables
            importlib.import_module(module.name)
    program = (
        "import bot.store.unit; from bot.store.schema import Table; "
        "print(*sorted(Table.metadata.tables))"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert done.stdout.split() == sorted(Table.metadata.tables)


async def test_ids_that_others_speak_of_are_never_given_again(url, database):
    if database != "sqlite":
        pytest.skip("PostgreSQL's sequences only go up")
    with sqlite3.connect(make_url(url).database) as connection:
        made = {
            name: sql
            for name, sql in connection.execute("SELECT name, sql FROM sqlite_master")
            if sql
        }
    connection.close()

    for table in Table.metadata.sorted_tables:
        wanted = table.dialect_options["sqlite"]["autoincrement"]
        assert ("AUTOINCREMENT" in made[table.name]) == wanted, table.name


NEXT = '''"""A column more, and a rule, for which SQLite copies the table."""

import sqlalchemy as sa
from alembic import op

revision = "2999_01_01_next"
down_revision = "{last}"


def upgrade():
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("note", sa.String(20), server_default="new"))
        people.create_check_constraint("short", "length(name) < {longest}")


def downgrade():
    with op.batch_alter_table("people") as people:
        people.drop_constraint(op.f("ck_people_short"), type_="check")
        people.drop_column("note")
'''


@pytest.fixture
def next_step(tmp_path, monkeypatch):
    """Make a version of the program that has one more migration."""

    def make(longest):
        folder = shutil.copytree(maintenance.MIGRATIONS, tmp_path / "migrations")
        step = NEXT.format(last=REVISIONS[-1], longest=longest)
        (folder / "versions" / "2999_01_01_next.py").write_text(step)
        monkeypatch.setattr(maintenance, "MIGRATIONS", folder)

    return make


async def test_copying_a_table_on_sqlite_keeps_what_hangs_on_it(url, store, ada, next_step):
    async with store.begin() as work:
        await work.drafts.add(ada.id, "challenge", "title", {"title": "x"}, NOW)
        await work.people.grant(ada.id, StaffRole.FACILITATOR, "kranj", NOW)
    await store.close()
    next_step(longest=99)

    await maintenance.upgrade(url)
    assert await run(url, "SELECT name, note FROM people") == [("Ada", "new")]
    assert await run(url, "SELECT count(*) FROM drafts") == [(1,)]
    await maintenance.downgrade(url, REVISIONS[-1])

    assert await run(url, "SELECT count(*) FROM drafts") == [(1,)]
    assert await run(url, "SELECT count(*) FROM staff") == [(1,)]
    assert await maintenance.differences(url) == []


async def test_a_step_that_fails_half_way_is_undone(url, store, ada, next_step):
    await store.close()
    next_step(longest=1)

    with pytest.raises(IntegrityError):
        await maintenance.upgrade(url)

    assert await run(url, "SELECT name FROM people") == [("Ada",)]
    assert await maintenance.differences(url) == []
    assert await run(url, "SELECT version_num FROM alembic_version") == [(REVISIONS[-1],)]


async def test_the_next_revision_is_drafted_from_the_difference(url, tmp_path, monkeypatch):
    folder = shutil.copytree(maintenance.MIGRATIONS, tmp_path / "migrations")
    monkeypatch.setattr(maintenance, "MIGRATIONS", folder)
    await run(url, "DROP INDEX ix_outbox_due")

    drafted = await maintenance.draft_revision(url, "2999_01_01_due_index")

    written = drafted.read_text()
    assert written.startswith('"""Due index."""')
    assert "ix_outbox_due" in written
    await maintenance.upgrade(url)
    assert await maintenance.differences(url) == []
    await maintenance.downgrade(url, REVISIONS[-1])
    assert "ix_outbox_due" in str(await maintenance.differences(url))
