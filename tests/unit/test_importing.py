"""`collider content import` and `content new`: differences first, then files or waiting rows."""

import shutil
import sqlite3

import pytest
import yaml
from typer.testing import CliRunner

from bot.cli import app
from bot.domain.entries import Kind
from bot.library.writing import TODO, skeleton
from bot.settings import Settings
from tests.conftest import NOW, ROOT

HEAD = "title;start;place;url;summary\n"
WOOD = "Delavnica lesa;12.03.2087 17:00;Kranj;https://example.org/les;Spoznaj les\n"
CLAY = "Sejem keramike;13.4.2087;Ljubljana;https://example.org/sejem;Keramika\n"
OPTIONS = ("--hub", "kranj", "--language", "sl")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Give an empty content folder with the real hubs and vocabulary."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for folder in ("hubs", "vocabulary"):
        shutil.copytree(ROOT / "content" / folder, tmp_path / "content" / folder)
    monkeypatch.setenv("CONTENT_DIR", str(tmp_path / "content"))
    monkeypatch.setenv("LOCALES_DIR", str(ROOT / "locales"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def collider(*arguments, said=None):
    return CliRunner().invoke(app, ["content", *map(str, arguments)], input=said)


def test_differences_are_shown_and_nothing_is_written_without_being_told(place):
    (place / "e.csv").write_text(HEAD + WOOD + ";14.4.2087;;;x\n", "utf-8")

    shown = collider("import", "e.csv", *OPTIONS)

    assert shown.exit_code == 1
    assert "Delavnica lesa" in shown.output
    assert "refused  row 3: no title, or a date that cannot be read. Give it" in shown.output
    assert "1 new, 0 changed, 0 the same, 0 known already, 1 refused." in shown.output
    assert "Nothing was written" in shown.output
    assert not (place / "content" / "event").exists()


def test_files_are_written_compared_and_changed_field_by_field(place):
    (place / "e.csv").write_text(HEAD + WOOD + CLAY, "utf-8")
    refused = collider("import", "e.csv", *OPTIONS, "--write", "content", said="n\n")
    assert "Nothing was written." in refused.output
    assert collider("import", "e.csv", *OPTIONS, "--write", "content", said="y\n").exit_code == 0
    files = sorted((place / "content" / "event").iterdir())
    assert len(files) == 2
    file = next(one for one in files if "keramike" in one.read_text("utf-8"))
    written = yaml.safe_load(file.read_text("utf-8"))
    assert written["held"] == ["2087-04-13"]
    written["text"]["en"] = {"title": "By hand", "summary": "What an editor wrote."}
    file.write_text(yaml.safe_dump(written, allow_unicode=True), "utf-8")

    (place / "e.csv").write_text(HEAD + WOOD + CLAY.replace("13.4.", "15.4."), "utf-8")
    shown = collider("import", "e.csv", *OPTIONS, "--write", "content", "--yes")

    assert "0 new, 1 changed, 1 the same, 0 known already, 0 refused." in shown.output
    assert "held: 2087-04-13 → 2087-04-15" in shown.output
    now = yaml.safe_load(file.read_text("utf-8"))
    assert (now["held"], now["text"]["en"]["title"]) == (["2087-04-15"], "By hand")


def test_rows_wait_in_the_database_once(place):
    (place / "e.csv").write_text(HEAD + WOOD + CLAY, "utf-8")
    (place / "other.csv").write_text(HEAD + WOOD, "utf-8")

    assert collider("import", "e.csv", *OPTIONS, "--wait", "--yes").exit_code == 0
    again = collider("import", "e.csv", *OPTIONS, "--wait", "--yes")
    other = collider("import", "other.csv", *OPTIONS, "--wait", "--yes")

    assert "0 new, 0 changed, 2 the same" in again.output
    assert "0 new, 0 changed, 0 the same, 1 known already" in other.output
    with sqlite3.connect(place / "var" / "collider.db") as database:
        found = database.execute("select publication, hub from entries").fetchall()
    assert found == [("waiting", "kranj")] * 2


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (("nowhere.csv",), 2, "No such file"),
        (("e.csv", "--hub", "nowhere"), 2, "There is no hub nowhere"),
        (("e.csv", "--kind", "party"), 2, "--kind is one of"),
        (("e.csv", "--wait", "--write", "x"), 2, "exclude each other"),
        (("e.csv", "--format", "xlsx"), 2, "is csv, not xlsx"),
        (("bomb.xml",), 1, "XML entities"),
        (("http://127.0.0.1/x.ics",), 1, "private network"),
    ],
)
def test_what_cannot_be_imported_is_said(place, given, code, said):
    (place / "e.csv").write_text(HEAD + WOOD, "utf-8")
    files = ROOT / "tests" / "library" / "feeds" / "files"
    shutil.copy(files / "billion-laughs.xml", place / "bomb.xml")

    shown = collider("import", *given)

    assert (shown.exit_code, said in shown.output) == (code, True), shown.output


@pytest.mark.parametrize("kind", Kind)
def test_a_skeleton_that_was_filled_in_has_no_mistake(place, kind):
    assert collider("new", kind, "kranj-new-thing").exit_code == 0
    file = place / "content" / kind / "kranj-new-thing.yaml"
    text = file.read_text("utf-8")
    words = "a plain sentence with enough words to be found by what it says"
    for number in range(text.count(f'"{TODO}"')):
        text = text.replace(f'"{TODO}"', f'"{words} {number}"', 1)
    file.write_text(text, "utf-8")

    checked = collider("check")

    assert checked.exit_code == 0, checked.output


def test_a_skeleton_overwrites_nothing_and_takes_no_odd_id(place):
    assert collider("new", "event", "kranj-fair").exit_code == 0
    again = collider("new", "guide", "kranj-fair")
    assert (again.exit_code, "is there already" in again.output) == (2, True)
    assert collider("new", "event", "../x").exit_code == 2
    assert collider("new", "party", "x").exit_code == 2
    assert "who_may_apply" not in skeleton(Kind.GUIDE, "x", NOW.date())
