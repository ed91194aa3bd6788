"""Scores by value, on a set small enough to count by hand."""

from dataclasses import replace
from math import isnan

import pytest

from bot.domain.answers import Answer, Confidence, Hit, Mode, Scored
from bot.domain.understanding import Understood
from bot.evaluation.predictions import (
    Prediction,
    ranking,
    read_predictions,
    write_predictions,
)
from bot.evaluation.reporting import scores as table
from bot.evaluation.scoring import judge, misses, quantile, score, score_by, worst_r3
from bot.evaluation.sets import Gold

GOLD = (
    Gold("q1", "en", "question", frozenset({"A"}), "question", own_language=True),
    Gold("q2", "en", "question", frozenset({"B", "C"}), "slang", own_language=True),
    Gold("q3", "sl", "question", frozenset({"A"}), "typos"),
    Gold("q4", "sl", "question", frozenset({"D"}), "question"),
    Gold("q5", "sl", "question", frozenset({"D"}), "question"),
    Gold("n1", "en", "smalltalk", frozenset(), "smalltalk"),
    Gold("n2", "sl", "insult", frozenset(), "insult"),
    Gold("n3", "sl", "near_domain", frozenset(), "near"),
)
PREDICTIONS = (
    Prediction("q1", ("A", "B"), abstained=False, ms=10, score=0.9),  # right, first
    Prediction("q2", ("A", "D", "C"), abstained=False, ms=20, score=0.6),  # right, third
    Prediction("q3", ("A",), abstained=True, ms=30, score=0.2),  # right, but not shown
    Prediction("q4", ("A", "B", "C", "D"), abstained=False, ms=40, score=0.8),  # fourth: missed
    # q5 has no prediction: missed, and not refused
    Prediction("n1", ("A",), abstained=True, ms=50, score=0.1),
    Prediction("n2", ("A",), abstained=False, ms=60, score=0.7),
    # n3 has no prediction: answered
)
JUDGED = judge(GOLD, PREDICTIONS)


def test_every_share_is_over_what_it_is_about():
    all_ = score(JUDGED)

    assert (all_.questions, all_.others) == (5, 3)
    assert all_.r1 == 2 / 5
    assert all_.r3 == 3 / 5
    assert all_.answered_r3 == 2 / 5
    assert all_.false_rejects == 1 / 5
    assert all_.refused == 1 / 3
    assert all_.r1_of_answered == 1 / 4
    assert (all_.p50_ms, all_.p95_ms) == (40, 60)


def test_groups_are_scored_apart():
    by_language = score_by(JUDGED, lambda gold: gold.language)

    assert list(by_language) == ["en", "sl"]
    assert (by_language["en"].r1, by_language["en"].r3, by_language["en"].refused) == (0.5, 1, 1)
    assert (by_language["sl"].r1, by_language["sl"].r3, by_language["sl"].refused) == (
        1 / 3,
        1 / 3,
        0,
    )
    assert worst_r3(by_language) == ("sl", 1 / 3)


def test_a_share_of_nothing_is_no_number():
    none = score(one for one in JUDGED if one.gold.label == "insult")

    assert isnan(none.r1)
    assert isnan(none.false_rejects)
    assert none.refused == 0


def test_the_worst_mistakes_come_first():
    """What was surely said and wrong, then what was refused and should not have been."""
    found = [one.gold.qid for one in misses(JUDGED, 10)]

    assert found[:2] == ["q4", "n2"]
    assert set(found) == {"q3", "q4", "q5", "n2", "n3"}
    assert found[-1] == "q3"
    assert [one.gold.qid for one in misses(JUDGED, 1)] == ["q4"]


@pytest.mark.parametrize(
    ("values", "share", "value"),
    [([3, 1, 2], 0.5, 2), ([1, 2, 3, 4], 0.5, 3), (range(100), 0.95, 95), ([7], 0.95, 7)],
)
def test_quantiles_are_values_that_occurred(values, share, value):
    assert quantile(list(values), share) == value


def test_the_table_has_a_line_for_each_language_style_and_label():
    lines = list(table(JUDGED))

    begun = [line.split()[0] for line in lines if line]
    assert {"all", "en", "sl", "slang", "typos", "near_domain", "insult"} <= set(begun)
    assert "0.400" in next(line for line in lines if line.startswith("all"))
    assert lines[-1] == "worst language R@3 0.333 (sl)"


def test_what_is_shown_comes_first_and_the_ranking_follows():
    trace = tuple(Scored(f"E{n}", "en", 1 - n / 100, Mode.MODEL) for n in range(20))
    answer = Answer(
        hits=(Hit("E1", "en", 0.99), Hit("E2", "en", 0.98)),
        confidence=Confidence.CONFIDENT,
        mode=Mode.MODEL,
        understood=Understood("?"),
        ms=1,
        trace=trace,
    )

    ids = ranking(("E7", "E1"), answer)
    further = ranking((), replace(answer, trace=trace[:3], ranked=("E2", "E5")))

    assert ids == ("E7", "E1", "E2", "E0", "E3", "E4", "E5", "E6", "E8", "E9")
    assert further == ("E1", "E2", "E0", "E5")


def test_predictions_are_read_as_they_were_written(tmp_path):
    write_predictions(tmp_path / "new" / "out.jsonl", PREDICTIONS)

    assert read_predictions(tmp_path / "new" / "out.jsonl") == PREDICTIONS
