"""`collider eval`: a small set from end to end, without the model."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from bot.app.evaluating import run_all, run_set
from bot.cli import app
from bot.domain.answers import Mode
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]

ENTRIES = {
    "T1": ("training", ["online", "free"], "Weaving for beginners", "Learn to weave on a loom."),
    "T2": ("training", ["onsite", "Kranj"], "Pottery evenings", "Clay, wheel, kiln and glaze."),
    "F1": ("funding", ["1500EUR", "2026-03-31"], "Prototype voucher", "Money for a prototype."),
    "E1": ("event", ["2026-05"], "Light festival", "Installations in the streets at night."),
    "C1": ("contact", ["SI"], "Ceramics workshop Ljubljana", "A place that fires your work."),
}
QUESTIONS = (
    ("q0", "en", "weaving for beginners", "question", ["T1"]),
    ("q1", "en", "pottery evenings", "question", ["T2"]),
    ("q2", "sl", "prototype voucher", "question", ["F1"]),
    ("q3", "el", "light festival", "question", ["E1"]),
    ("q4", "hu", "ceramics workshop ljubljana", "question", ["C1", "T2"]),
    ("q5", "en", "prototype voucher please", "question", ["E1"]),
    ("q6", "en", "zzz qqq xxx", "gibberish", []),
    ("q7", "en", "👍👍👍", "smalltalk", []),
    ("q8", "da", "wvwvw", "gibberish", []),
    ("q9", "en", "12345", "gibberish", []),
)


@pytest.fixture(autouse=True)
def a_clean_place(tmp_path, monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("CONTENT_DIR", str(ROOT / "content"))
    monkeypatch.setenv("LOCALES_DIR", str(ROOT / "locales"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def small(tmp_path):
    """Write a set of five entries and ten messages."""
    folder = tmp_path / "sets" / "small"
    folder.mkdir(parents=True)
    content = [
        {
            "id": id_,
            "kind": kind,
            "facts": facts,
            "lang": {"en": {"title": title, "body": body, "aliases": []}},
        }
        for id_, (kind, facts, title, body) in ENTRIES.items()
    ]
    (folder / "content.yaml").write_text(json.dumps(content), "utf-8")  # JSON is YAML
    write(
        folder / "questions.jsonl",
        ({"qid": qid, "user_lang": lang, "text": text} for qid, lang, text, *_ in QUESTIONS),
    )
    write(
        folder / "gold.jsonl",
        (
            {"qid": q, "lang": u, "label": label, "gold": ids, "style": label}
            for q, u, _, label, ids in QUESTIONS
        ),
    )
    (folder / "set.yaml").write_text("today: 2026-01-02\n", "utf-8")
    return folder


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


class Letters:
    """Embeddings that count letters, and remember which passages they read."""

    ready = True
    model_version = "letters/26"

    def __init__(self):
        self.read = []

    async def query(self, text):
        return self._vector(text)

    async def passage(self, text):
        self.read.append(text)
        return self._vector(text)

    def _vector(self, text):
        counts = np.array([text.lower().count(chr(97 + n)) for n in range(26)], np.float32)
        return counts / (np.linalg.norm(counts) or 1)


def collider(*arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def predictions(path):
    return {row["qid"]: row for row in map(json.loads, path.read_text("utf-8").splitlines())}


def test_a_set_is_asked_scored_and_written(small, tmp_path):
    out = tmp_path / "out.jsonl"

    said = collider("eval", "answers", small, "--lexical", "--out", out, "--misses", 10)

    assert said.exit_code == 0, said.output
    found = predictions(out)
    assert set(found) == {qid for qid, *_ in QUESTIONS}
    for qid, right in (("q0", "T1"), ("q1", "T2"), ("q2", "F1"), ("q3", "E1"), ("q4", "C1")):
        assert found[qid]["ids"][0] == right
        assert found[qid]["ms"] > 0
    assert found["q7"]["ids"] == []
    assert found["q7"]["abstained"] is True
    assert "small: 10 messages, lexical, 2026-01-02" in said.output
    refused = sum(
        found[qid]["abstained"] for qid, _, _, label, _ in QUESTIONS if label != "question"
    )
    row = next(line for line in said.output.splitlines() if line.startswith("all")).split()
    assert row[1:3] == ["6+4", "0.833"]
    assert row[7] == f"{refused / 4:.3f}"
    assert "asked   'prototype voucher please'" in said.output
    assert "right   E1 “Light festival”" in said.output


def test_without_gold_there_are_only_predictions(small, tmp_path):
    (small / "gold.jsonl").unlink()

    said = collider("eval", "answers", small, "--lexical", "--out", tmp_path / "out.jsonl")

    assert said.exit_code == 0
    assert len(predictions(tmp_path / "out.jsonl")) == 10
    assert "nothing is scored" in said.output


def test_a_mistake_in_the_set_ends_with_its_place(small):
    path = small / "content.yaml"
    path.write_text(path.read_text("utf-8").replace('"free"', '"cheap"'), "utf-8")

    said = collider("eval", "answers", small, "--lexical")

    assert said.exit_code == 2
    assert "entry T1: the fact 'cheap' is not understood" in said.output


@pytest.mark.torture
def test_the_sets_are_held_to_the_accepted_runs(small, tmp_path):
    """Nothing accepted, then accepted, then equal, then noise, then worse."""
    sets, accepted = small.parent, tmp_path / "accepted"
    (sets / "matching-x").mkdir()
    for name in ("pairs", "profiles", "opportunities"):
        (sets / "matching-x" / f"{name}.jsonl").touch()
    (sets / "unjudged").mkdir()
    run = ("eval", "sets", sets, "--accepted", accepted, "--lexical")

    first = collider(*run)
    assert first.exit_code == 0, first.output
    assert "matching-x: 0 people, 0 opportunities" in first.output
    assert "There is no accepted run yet." in first.output
    assert not accepted.exists()

    assert collider(*run, "--accept").exit_code == 0
    assert [path.name for path in accepted.iterdir()] == ["small-lexical.json"]

    equal = collider(*run)
    assert equal.exit_code == 0, equal.output
    assert "No worse than the accepted run" in equal.output

    gold = small / "gold.jsonl"
    rights = gold.read_text("utf-8")
    gold.write_text(rights.replace('"T1"', '"E1"').replace('"F1"', '"T1"'))
    noise = collider(*run)
    assert noise.exit_code == 0, noise.output

    for id_, other in (("T1", "E1"), ("T2", "E1"), ("F1", "E1"), ("E1", "T2"), ("C1", "F1")):
        rights = rights.replace(f'["{id_}"', f'["~{other}"')
    gold.write_text(rights.replace("~", "").replace(', "T2"', ""))
    worse = collider(*run)
    assert worse.exit_code == 1, worse.output
    assert "WORSE THAN ACCEPTED." in worse.output


def test_a_set_without_a_day_is_not_held_to_anything(small):
    (small / "set.yaml").unlink()

    said = collider("eval", "sets", small.parent, "--lexical")

    assert said.exit_code == 2
    assert "set.yaml is missing" in said.output


def test_a_right_entry_that_is_gone_is_named(small):
    gold = small / "gold.jsonl"
    gold.write_text(gold.read_text("utf-8").replace('["T1"]', '["T9"]'))

    said = collider("eval", "answers", small, "--lexical")

    assert "Nothing has these ids any more: T9." in said.output


def test_another_day_or_mode_is_not_compared(small, tmp_path):
    run = ("eval", "sets", small.parent, "--accepted", tmp_path / "accepted", "--lexical")
    collider(*run, "--accept")
    (small / "set.yaml").write_text("today: 2026-01-03\n", "utf-8")

    said = collider(*run)

    assert said.exit_code == 1
    assert "NOT COMPARABLE" in said.output


async def test_a_model_that_does_not_answer_is_no_pass(small, tmp_path):
    """What was accepted with the model is not compared with what was found lexically."""

    class Silent(Letters):
        async def query(self, text):
            return None

    async def run(model, **options):
        settings, place = Settings(_env_file=None), tmp_path / "accepted"
        runs = run_all(settings, small.parent, place, embeddings=model, **options)
        return [one async for one in runs]

    await run(Letters(), accepting=True)

    ((_, holds),) = await run(Letters())
    ((said, silent_holds),) = await run(Silent())

    assert holds
    assert not silent_holds
    assert "the accepted run was model on 2026-01-02, this one is lexical" in said


async def test_a_second_run_takes_the_vectors_of_the_first(small, tmp_path):
    settings = Settings(_env_file=None)
    first, second = Letters(), Letters()

    once = await run_set(settings, small, embeddings=first, kept=tmp_path / "kept")
    again = await run_set(settings, small, embeddings=second, kept=tmp_path / "kept")

    assert len(first.read) >= len(ENTRIES)
    assert second.read == []
    assert again.answered.mode is Mode.MODEL
    assert [one.ids for one in again.answered.predictions] == [
        one.ids for one in once.answered.predictions
    ]
