"""A folder that was read before is read like one that was not: only sooner."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.library import ContentError, Memory, Shelf, check, load, memory, shelf, survey
from bot.library import documents as documents_module

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 1)
CHANGED = "funding/funding-eye.yaml"
FILES = (CHANGED, "method/method-collider-tandem.yaml", "event/event-ddw.yaml")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "content"
    for name in ("hubs", "vocabulary"):
        shutil.copytree(ROOT / "content" / name, folder / name)
    for file in FILES:
        (folder / file).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "content" / file, folder / file)
    return folder


@pytest.fixture
def place(tmp_path):
    return tmp_path / "cache.sqlite"


@pytest.fixture
def parsed(monkeypatch):
    """Note which files are read as YAML."""
    names = []

    def parse(data, name):
        names.append(name)
        return documents_module.parsed(data, name)

    monkeypatch.setattr(memory, "parsed", parse)
    return names


def edit(folder, old, new, name=CHANGED):
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_what_did_not_change_is_the_same_and_not_read_again(folder, parsed):
    kept = Memory()
    first = load(folder, TODAY, memory=kept)
    assert len(parsed) == len(list(folder.rglob("*.yaml")))
    parsed.clear()
    edit(folder, "title: Erasmus", "title: Zeppelins")

    again = load(folder, TODAY, memory=kept)

    assert parsed == [f"content/{CHANGED}"]
    assert again == load(folder, TODAY)
    assert again.entries["event-ddw"] is first.entries["event-ddw"]
    assert again.entries["funding-eye"] != first.entries["funding-eye"]


def test_the_next_process_reads_no_yaml(folder, place, parsed):
    first = load(folder, TODAY, memory=Memory(Shelf(place)))
    parsed.clear()

    assert load(folder, TODAY, memory=Memory(Shelf(place))) == first
    assert survey(folder, TODAY, Memory(Shelf(place)))[0] == {
        "funding": 1,
        "method": 1,
        "event": 1,
    }
    assert parsed == []


def test_an_entry_that_names_what_is_gone_is_a_mistake_though_it_did_not_change(folder, place):
    load(folder, TODAY, memory=(kept := Memory(Shelf(place))))
    edit(folder, "  games:\n", "  gamez:\n", "vocabulary/sectors.yaml")
    (folder / "hubs" / "kranj.yaml").unlink()
    expected = check(folder, TODAY)
    assert expected

    for read in (
        lambda: load(folder, TODAY, memory=kept),
        lambda: load(folder, TODAY, memory=Memory(Shelf(place))),
        lambda: survey(folder, TODAY, Memory(Shelf(place))),
    ):
        with pytest.raises(ContentError) as raised:
            read()
        assert list(raised.value.problems) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [("title: Erasmus", "titel: Erasmus"), ("id: funding-eye", "id: event-ddw"), ("id:", "id: [")],
)
def test_mistakes_have_the_lines_of_the_file(folder, place, old, new):
    load(folder, TODAY, memory=(kept := Memory(Shelf(place))))
    edit(folder, old, new)
    expected = check(folder, TODAY)

    for read in (load, survey):
        with pytest.raises(ContentError) as raised:
            read(folder, TODAY, memory=kept)
        assert list(raised.value.problems) == expected

    shutil.copy(ROOT / "content" / CHANGED, folder / CHANGED)
    assert load(folder, TODAY, memory=kept) == load(folder, TODAY)


def test_one_id_in_two_folders_is_a_mistake_of_both_ways(folder, place):
    survey(folder, TODAY, Memory(Shelf(place)))
    shutil.copy(folder / CHANGED, folder / "event" / "funding-eye.yaml")

    with pytest.raises(ContentError) as raised:
        survey(folder, TODAY, Memory(Shelf(place)))

    assert list(raised.value.problems) == check(folder, TODAY)


def test_a_date_in_the_future_is_one_on_an_earlier_day(folder, place):
    edit(folder, "as_of:", f"checked_on: {TODAY}\nas_of:", "event/event-ddw.yaml")
    survey(folder, TODAY, Memory(Shelf(place)))
    survey(folder, TODAY + timedelta(days=1), Memory(Shelf(place)))

    with pytest.raises(ContentError, match="in the future"):
        survey(folder, TODAY - timedelta(days=1), Memory(Shelf(place)))


@pytest.mark.parametrize(
    "damage",
    [
        lambda place: place.write_bytes(b"no database"),
        lambda place: place.write_bytes(place.read_bytes()[:3000]),
        lambda place: place.write_bytes(b""),
        lambda place: run(place, "UPDATE pages SET data = x'00'"),
        lambda place: run(place, "UPDATE pages SET data = (SELECT max(data) FROM pages)"),
        lambda place: run(place, "UPDATE pages SET data = substr(data, 1, 40)"),
        lambda place: run(place, "UPDATE pages SET data = 'text'"),
        lambda place: run(place, "DROP TABLE pages"),
        lambda place: (run(place, "DROP TABLE pages"), run(place, "CREATE TABLE pages (x)")),
        lambda place: (place.unlink(), place.mkdir()),
    ],
)
def test_a_damaged_shelf_is_an_empty_one(folder, place, damage, caplog):
    first = load(folder, TODAY, memory=Memory(Shelf(place)))

    damage(place)

    assert load(folder, TODAY, memory=Memory(Shelf(place))) == first
    assert survey(folder, TODAY, Memory(Shelf(place)))[1] == len(first.hubs)
    assert load(folder, TODAY, memory=Memory(Shelf(place))) == first


def run(place, statement):
    with closing(sqlite3.connect(place)) as rows, rows:
        rows.execute(statement)


def test_another_version_of_the_reader_reads_all_again(folder, place, parsed, monkeypatch):
    load(folder, TODAY, memory=Memory(Shelf(place)))
    parsed.clear()
    monkeypatch.setattr(shelf, "VERSION", b"another")

    load(folder, TODAY, memory=Memory(Shelf(place)))

    assert len(parsed) == len(list(folder.rglob("*.yaml")))


@pytest.mark.torture
def test_what_is_gone_leaves_the_shelf_in_the_end(folder, place):
    kept = Memory(Shelf(place))
    files = len(list(folder.rglob("*.yaml")))
    for number in range(3 * files):
        edit(folder, "as_of:", f"# {number}\nas_of:")
        load(folder, TODAY, memory=kept)

    assert len(Shelf(place).pages()) <= 2 * files + 1


def test_a_change_within_the_same_tick_is_seen(folder):
    kept = Memory()
    file = folder / CHANGED
    stat = file.stat()
    before = kept.fingerprint(folder)
    edit(folder, "Erasmus", "Evasmus")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    assert kept.fingerprint(folder) != before


def test_the_fingerprint_is_of_names_and_bytes(folder):
    before = Memory().fingerprint(folder)
    assert Memory().fingerprint(folder) == before

    (folder / ".vectors").mkdir()
    (folder / ".vectors" / "keys.npy").write_bytes(b"x")
    assert Memory().fingerprint(folder) == before
    (folder / CHANGED).rename(folder / "funding" / "other.yaml")
    assert Memory().fingerprint(folder) != before
