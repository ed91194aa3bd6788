"""Backups: of a moment, while others write; restoring does all or nothing."""

import asyncio
import shutil
import sqlite3
import stat
from contextlib import closing

import pytest
from sqlalchemy import make_url, text

from bot.store import maintenance, make_engine
from bot.store.backups import MaintenanceError

from .conftest import NOW


@pytest.fixture
def url(own_url):
    """Tests of this module change more than rows."""
    return own_url


@pytest.fixture(autouse=True)
def _tools(database):
    if database == "postgresql" and not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not installed")


async def names(store):
    async with store.read() as work:
        return [person.name for person in await work.people.audience("everyone", None)]


async def register(store, *telegram_ids):
    async with store.begin() as work:
        for telegram_id in telegram_ids:
            await work.people.add(telegram_id, f"p{telegram_id}", "en", NOW)


async def test_what_was_saved_comes_back(store, url, tmp_path, make_store):
    await register(store, 1, 2)
    await maintenance.backup(url, tmp_path / "saved")
    await register(store, 3)
    await store.close()

    await maintenance.restore(url, tmp_path / "saved", overwrite=True)

    assert await names(make_store()) == ["p1", "p2"]
    assert await maintenance.is_current(url)


async def test_a_backup_fills_an_empty_database(store, url, empty_url, tmp_path):
    await register(store, 1)
    await maintenance.backup(url, tmp_path / "saved")

    await maintenance.restore(empty_url, tmp_path / "saved")

    assert await maintenance.is_current(empty_url)
    assert await maintenance.differences(empty_url) == []
    if empty_url.startswith("sqlite"):
        file = make_url(empty_url).database
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("SELECT name FROM people").fetchall() == [("p1",)]


async def test_only_its_owner_reads_a_backup(url, tmp_path):
    await maintenance.backup(url, tmp_path / "saved")

    assert stat.S_IMODE((tmp_path / "saved").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.glob("saved*")] == ["saved"]


async def test_a_backup_while_others_write_is_of_one_moment(store, url, tmp_path, make_store):
    stop, written = asyncio.Event(), asyncio.Semaphore(0)

    async def write():
        number = 0
        while not stop.is_set():
            number += 2
            await register(store, number, number + 1)  # always two at once
            written.release()
        return number

    writing = asyncio.ensure_future(write())
    sizes = []
    for attempt in range(3):
        await written.acquire()
        await maintenance.backup(url, tmp_path / f"saved{attempt}")
    stop.set()
    assert await writing > 0
    await store.close()

    for attempt in range(3):
        await maintenance.restore(url, tmp_path / f"saved{attempt}", overwrite=True)
        restored = make_store()
        sizes.append(len(await names(restored)))
        await restored.close()
    assert all(size % 2 == 0 for size in sizes)
    assert sizes == sorted(sizes)
    assert sizes[0] >= 2


async def test_a_backup_overwrites_nothing(url, tmp_path):
    file = tmp_path / "precious"
    file.write_text("precious")

    with pytest.raises(MaintenanceError, match="overwrites nothing"):
        await maintenance.backup(url, file)
    assert file.read_text() == "precious"


async def test_restoring_over_a_database_must_be_asked_for(store, url, tmp_path):
    await register(store, 1)
    await maintenance.backup(url, tmp_path / "saved")

    with pytest.raises(MaintenanceError, match="a database already"):
        await maintenance.restore(url, tmp_path / "saved")
    assert await names(store) == ["p1"]


async def test_a_file_that_is_no_backup_is_refused(store, url, tmp_path):
    await register(store, 1)
    (tmp_path / "shopping").write_text("bread and cheese " * 500)
    sqlite3.connect(tmp_path / "other.db").close()

    for name in ("shopping", "other.db", "missing"):
        with pytest.raises(MaintenanceError):
            await maintenance.restore(url, tmp_path / name, overwrite=True)
    assert await names(store) == ["p1"]


async def test_a_damaged_backup_is_refused(store, url, tmp_path):
    await register(store, *range(1, 200))
    await maintenance.backup(url, tmp_path / "saved")
    whole = (tmp_path / "saved").read_bytes()
    (tmp_path / "half").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(MaintenanceError):
        await maintenance.restore(url, tmp_path / "half", overwrite=True)
    assert len(await names(store)) == 199


async def test_tables_that_a_backup_does_not_know_are_not_left_beside_it(url, tmp_path, database):
    await maintenance.backup(url, tmp_path / "saved")
    await _execute(url, "CREATE TABLE newer (id INTEGER PRIMARY KEY)")

    if database == "postgresql":
        with pytest.raises(MaintenanceError, match="newer"):
            await maintenance.restore(url, tmp_path / "saved", overwrite=True)
    else:
        await maintenance.restore(url, tmp_path / "saved", overwrite=True)
        await _execute(url, "CREATE TABLE newer (id INTEGER PRIMARY KEY)")


async def test_without_the_tools_of_postgresql_the_remedy_is_named(url, database, monkeypatch):
    if database != "postgresql":
        pytest.skip("SQLite needs no tools")
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(MaintenanceError, match="pg_dump is not installed"):
        await maintenance.backup(url, maintenance.MIGRATIONS / "never")


async def test_a_database_in_memory_has_no_file(tmp_path):
    with pytest.raises(MaintenanceError):
        await maintenance.backup("sqlite+aiosqlite://", tmp_path / "saved")


async def test_there_is_no_backup_of_nothing(tmp_path):
    with pytest.raises(MaintenanceError, match="no database"):
        await maintenance.backup(f"sqlite+aiosqlite:///{tmp_path}/none.db", tmp_path / "saved")
    assert list(tmp_path.iterdir()) == []


async def _execute(url, command):
    engine = make_engine(url)
    async with engine.begin() as connection:
        await connection.execute(text(command))
    await engine.dispose()
