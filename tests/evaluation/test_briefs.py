"""Briefs with planted faults: what is read, how it is counted, and the command."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.domain.briefs import Fault
from bot.evaluation.briefs import as_lines, report, run_briefs
from bot.evaluation.sets import SetError

TODAY = date(2027, 1, 15)
SETS = Path(__file__).resolve().parents[2] / "benchmarks" / "sets"
GOOD = {
    "id": "a",
    "title": "Wet cartons",
    "problem": "Cartons get wet in the yard and the labels come off before 8 in the morning.",
    "affected": None,
    "success": "No label comes off in a month",
    "tried": None,
    "contact": "Shift leader",
    "deadline": "2027-05-01",
    "effort_hours": 8,
    "faults": [],
}


@pytest.fixture
def folder(tmp_path):
    """Write briefs into `en.jsonl` and return their folder."""

    def write(*changes):
        lines = (json.dumps({**GOOD, **change}) for change in changes)
        (tmp_path / "en.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        return tmp_path

    return write


def test_what_is_found_is_counted_against_what_was_planted(folder):
    judged = run_briefs(
        folder(
            {},
            {"id": "b", "contact": None, "faults": ["no_owner"]},
            {"id": "c", "faults": ["wide"]},
            {"id": "d", "contact": None},
        ),
        TODAY,
    )
    said = "\n".join(report(judged, misses=5))
    assert [sorted(one.found) for one in judged] == [
        [],
        [Fault.NO_OWNER],
        [],
        [Fault.NO_OWNER],
    ]
    assert "1 of 2 (50.0 %)" in said
    assert "good briefs with an alarm: 1 of 2 (50.0 %)" in said
    assert "c: missed wide; found besides -" in said
    assert "d: missed -; found besides no_owner" in said
    assert json.loads(as_lines(judged).splitlines()[1]) == {
        "id": "b",
        "planted": ["no_owner"],
        "found": ["no_owner"],
    }


@pytest.mark.parametrize("change", [{"faults": ["dull"]}, {"deadline": "soon"}, {"faults": None}])
def test_a_brief_that_cannot_be_read_is_named(folder, change):
    with pytest.raises(SetError, match=r"en\.jsonl"):
        run_briefs(folder(change), TODAY)


def test_a_folder_without_briefs_is_said(tmp_path):
    with pytest.raises(SetError, match="no briefs"):
        run_briefs(tmp_path, TODAY)


def test_the_command_prints_the_table_and_writes_what_was_found(folder, tmp_path):
    out = tmp_path / "found.jsonl"
    done = CliRunner().invoke(
        app, ["eval", "briefs", str(folder({})), "--today", "2027-01-15", "--out", str(out)]
    )
    assert done.exit_code == 0, done.output
    assert "found/planted" in done.output
    assert out.read_text("utf-8").count("\n") == 1


def test_the_command_says_what_is_wrong(tmp_path):
    assert CliRunner().invoke(app, ["eval", "briefs", str(tmp_path)]).exit_code == 2


@pytest.mark.parametrize("name", ["briefs", "briefs-2", "briefs-3", "briefs-4"])
def test_the_doctor_is_as_good_as_promised(name):
    """At least 80 % of what was planted, at most 10 % of the good briefs alarmed."""
    judged = run_briefs(SETS / name, TODAY)
    planted = sum(len(one.planted) for one in judged)
    found = sum(len(one.planted & one.found) for one in judged)
    good = [one for one in judged if one.is_good]
    assert found >= 0.8 * planted
    assert sum(1 for one in good if one.found) <= 0.1 * len(good)
