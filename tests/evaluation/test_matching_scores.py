"""Scores of matching: those of the reference scorer, and the floors on the development set."""

import json
from dataclasses import replace
from math import isnan
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.embedding import NullEmbedder
from bot.evaluation.matching_comparing import (
    accept,
    compare,
    read_accepted,
    sign_flips,
    write_accepted,
)
from bot.evaluation.matching_predictions import read_lines, write_lines
from bot.evaluation.matching_scores import Scores, scored
from bot.evaluation.matching_sets import read_matching_set
from bot.evaluation.sets import SetError
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SET = ROOT / "benchmarks" / "sets" / "matching-dev"
REASONS = [("skill", "branding"), ("language", "en"), ("country", "SI"), ("kind", "challenge")]


@pytest.fixture
def settings(monkeypatch) -> Settings:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("CONTENT_DIR", str(ROOT / "content"))
    monkeypatch.setenv("LOCALES_DIR", str(ROOT / "locales"))
    return Settings(_env_file=None)


def by_chance(asked):
    """Yield predictions that know nothing."""
    chance = Random(11)
    people = [one.id for one in asked.originals]
    offers = list(asked.opportunities)

    def item(name, id_):
        told = [{"type": kind, "id": value} for kind, value in chance.sample(REASONS, 2)]
        return {name: id_, "score": 0.5, "shown": chance.random() < 0.7, "reasons": told}

    for id_ in [*people, *asked.raw["variants"]]:
        ranking = [item("opportunity", one) for one in chance.sample(offers, 8)]
        yield {"task": "opps_for_profile", "profile": id_, "ranking": ranking}
    for id_ in offers:
        ranking = [item("profile", one) for one in chance.sample(people, 9)]
        yield {"task": "profiles_for_opp", "opportunity": id_, "ranking": ranking}
    for case in asked.raw["teams"].values():
        members = chance.sample(people, chance.randint(0, case["max_size"] + 1))
        gaps = chance.sample(case["needs"], 1)
        yield {"task": "team", "case": case["id"], "members": members, "gaps": gaps}
    for offer in offers:
        for id_ in people:
            status = chance.choice(["eligible", "needs_info", "ineligible"])
            codes = chance.sample(["R_LANGUAGE", "U_KIND", "I_TRAVEL"], chance.randint(0, 1))
            yield {
                **{"task": "eligibility", "profile": id_, "opportunity": offer},
                **{"status": status, "codes": codes},
            }


def test_chance_scores_as_with_the_reference_scorer(tmp_path):
    asked = read_matching_set(SET)
    write_lines(tmp_path / "chance.jsonl", by_chance(asked))
    scores = scored(asked, read_lines(tmp_path / "chance.jsonl"))
    told = [
        (
            *(round(one.ndcg, 4), round(one.p3, 4), one.violations, round(one.junk3, 4)),
            *(one.shown3, round(one.coverage, 4), round(one.honesty, 4), one.reasons),
        )
        for one in (scores.challenge, scores.other, scores.person)
    ]
    # What score.py of the sets' authors prints for the same file.
    assert told == [
        (0.114, 0.0417, 34, 0.8485, 33, 0.5238, 0.4605, 2.0),
        (0.1036, 0.0741, 51, 0.9062, 32, 0.7647, 0.1071, 2.0),
        (0.0951, 0.0694, 169, 0.9185, 135, 1.0, 0.2669, 2.0),
    ]
    assert isnan(scores.challenge.silence)
    assert (scores.other.silence, scores.person.silence) == (0, 0)
    teams = scores.teams
    assert teams is not None
    assert (teams.cases, round(teams.coverage, 4), teams.infeasible) == (12, 0.0833, 3)
    assert (round(teams.gaps, 4), teams.size) == (0.5472, 1.25)
    assert (scores.pairs, round(scores.status, 4), round(scores.codes, 4)) == (
        1152,
        0.3351,
        0.1536,
    )
    assert (scores.swapped[0], round(scores.swapped[1], 4), scores.swapped[2]) == (9, 0.0992, 0)


def test_the_gold_itself_is_without_fault():
    asked = read_matching_set(SET)
    gold = asked.gold.pairs

    def best(of, other):
        rows = [row for row in gold.values() if row[of[0]] == of[1]]
        able = [row for row in rows if row["eligibility"] != "ineligible"]
        ranked = sorted(able, key=lambda row: -row["grade"])
        return [
            {other: row[other], "shown": row["grade"] > 0, "reasons": row["because"]}
            for row in ranked
        ]

    lines = [
        {
            "task": "opps_for_profile",
            "profile": one.id,
            "ranking": best(("profile", one.id), "opportunity"),
        }
        for one in asked.originals
    ]
    lines += [
        {
            "task": "profiles_for_opp",
            "opportunity": id_,
            "ranking": best(("opportunity", id_), "profile"),
        }
        for id_ in asked.opportunities
    ]
    scores = scored(asked, lines)
    for one in (scores.challenge, scores.other, scores.person):
        assert (one.ndcg, one.p3, one.violations, one.junk3, one.honesty) == (1, 1, 0, 0, 1)


@pytest.fixture(scope="module")
def run_without_a_model(tmp_path_factory):
    import asyncio

    from bot.app.matching_evaluation import run_matching

    kept = tmp_path_factory.mktemp("kept")
    settings = Settings(_env_file=None, content_dir=ROOT / "content", locales_dir=ROOT / "locales")
    return asyncio.run(run_matching(settings, SET, embeddings=NullEmbedder(), kept=kept))


def test_the_floors_hold_without_a_model(run_without_a_model):
    scores = run_without_a_model.scores
    assert scores is not None
    assert scores.challenge.ndcg >= 0.93
    assert scores.other.ndcg >= 0.88
    assert scores.person.ndcg >= 0.89
    assert scores.challenge.junk3 <= 0.05
    assert scores.person.junk3 <= 0.20
    assert scores.person.silence >= 0.6
    for one in (scores.challenge, scores.other, scores.person):
        assert one.violations == 0
        assert one.honesty == 1
        assert one.strong >= 0.9
    assert (scores.pairs, scores.status, scores.codes) == (1152, 1, 1)


def test_a_run_is_held_to_the_accepted_one(run_without_a_model, tmp_path):
    scores: Scores = run_without_a_model.scores
    path = tmp_path / "accepted.json"
    write_accepted(path, accept("matching-dev", run_without_a_model.today, "lexical", scores))
    accepted = read_accepted(path)
    assert accepted is not None
    assert compare(accepted, scores)[1]
    worse = replace(
        scores,
        person=replace(
            scores.person, by_query={q: v / 2 for q, v in scores.person.by_query.items()}
        ),
    )
    lines, holds = compare(accepted, worse)
    assert not holds
    assert any("person → offers" in line and "WORSE" in line for line in lines)
    untrue = replace(scores, challenge=replace(scores.challenge, honesty=0.99))
    assert not compare(accepted, untrue)[1]


def test_little_for_the_worse_is_noise_and_much_is_not():
    assert sign_flips([-0.1, 0.2]) == 1
    assert sign_flips([]) == 1
    assert sign_flips([-0.1, -0.2, 0.05]) > 0.05
    assert sign_flips([-0.1] * 8) < 0.05
    assert sign_flips([-0.00005] * 40) == 1, "written with four digits"


def test_a_set_needs_only_people_and_opportunities(tmp_path, monkeypatch, settings):
    for name in ("profiles.jsonl", "opportunities.jsonl"):
        (tmp_path / name).write_text((SET / name).read_text("utf-8"), "utf-8")
    monkeypatch.setenv("CONTENT_DIR", str(ROOT / "content"))
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "out.jsonl"
    told = CliRunner().invoke(
        app,
        [
            "eval",
            "matching",
            str(tmp_path),
            "--today",
            "2027-01-15",
            "--lexical",
            "--out",
            str(out),
        ],
    )
    assert told.exit_code == 0, told.output
    assert "nothing is scored" in told.output
    tasks = {json.loads(line)["task"] for line in out.read_text("utf-8").splitlines()}
    assert tasks == {"opps_for_profile", "profiles_for_opp", "eligibility"}


def test_a_row_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "profiles.jsonl").write_text('{"id": "P1", "applicant_type": "wizard"}\n', "utf-8")
    (tmp_path / "opportunities.jsonl").write_text("", "utf-8")
    with pytest.raises(SetError, match="wizard"):
        read_matching_set(tmp_path)
