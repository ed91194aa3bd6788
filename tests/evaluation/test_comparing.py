"""A run is held to the accepted one: worse fails, equal and noise do not."""

import random
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.answers import Mode
from bot.evaluation.comparing import (
    Metric,
    accept,
    compare,
    outcomes,
    read_accepted,
    sign_test,
    write_accepted,
)
from bot.evaluation.predictions import Prediction
from bot.evaluation.scoring import judge
from bot.evaluation.sets import Gold, SetError

LANGUAGES = ("en", "sl", "pl", "da")
GOLD = tuple(
    Gold(f"q{n:03}", LANGUAGES[n % 4], "question", frozenset({"A"}), "question") for n in range(80)
) + tuple(Gold(f"n{n:03}", LANGUAGES[n % 4], "insult", frozenset()) for n in range(40))
TODAY = date(2026, 1, 2)


def predictions(wrong=(), second=(), refused=(), answered=()):
    """All right, except for the ids that are named."""
    return tuple(
        Prediction(
            gold.qid,
            ("X", "Y", "Z", "A")
            if gold.qid in wrong
            else ("X", "A")
            if gold.qid in second
            else ("A",),
            abstained=gold.qid in refused
            or (not gold.deserves_an_answer and gold.qid not in answered),
        )
        for gold in GOLD
    )


def regressions(before, after):
    changes = compare(outcomes(judge(GOLD, before)), judge(GOLD, after))
    return {(change.metric, change.group) for change in changes if change.is_regression}


def test_an_equal_run_holds():
    before = predictions(wrong={"q001", "q002"}, refused={"q003"}, answered={"n001"})

    assert regressions(before, before) == set()


@pytest.mark.parametrize(
    ("worsened", "metric"),
    [
        ({"second": {f"q{n:03}" for n in range(5)}}, Metric.R1),
        ({"refused": {f"q{n:03}" for n in range(5)}}, Metric.ANSWERED),
        ({"answered": {f"n{n:03}" for n in range(5)}}, Metric.REFUSED),
    ],
)
def test_five_for_the_worse_and_none_for_the_better_fail(worsened, metric):
    assert regressions(predictions(), predictions(**worsened)) == {(metric, "all")}


def test_a_wrong_ranking_fails_for_the_first_and_the_first_three():
    wrong = {f"q{n:03}" for n in range(8)}

    assert regressions(predictions(), predictions(wrong=wrong)) == {
        (Metric.R1, "all"),
        (Metric.R3, "all"),
    }


def test_small_noise_holds():
    """Four for the worse, or as many for the better as for the worse, may be chance."""
    four = {f"q{n:03}" for n in range(4)}
    others = {f"q{n:03}" for n in range(20, 24)}

    assert regressions(predictions(), predictions(wrong=four)) == set()
    assert regressions(predictions(wrong=others), predictions(wrong=four)) == set()


def test_what_got_better_weighs_against_what_got_worse():
    before = predictions(wrong={"q040"})
    after = predictions(wrong={f"q{n:03}" for n in range(8)})
    even = predictions(wrong={f"q{n:03}" for n in range(40, 44)})

    assert (Metric.R1, "all") in regressions(before, after)
    assert regressions(even, after) == set()


def test_a_language_that_breaks_is_seen_behind_gains_in_others():
    english = [gold.qid for gold in GOLD if gold.deserves_an_answer and gold.language == "en"]
    slovenian = [gold.qid for gold in GOLD if gold.deserves_an_answer and gold.language == "sl"]

    broken = regressions(predictions(wrong=set(english)), predictions(wrong=set(slovenian)))

    assert broken == {(Metric.R3, "sl")}


def test_a_run_that_is_only_chance_seldom_fails():
    """Of runs that differ by coin flips alone, about one in twenty may fail a metric."""
    coin = random.Random(2026)
    ids = [gold.qid for gold in GOLD if gold.deserves_an_answer]
    failed = 0
    for _ in range(200):
        before, after = set(coin.sample(ids, 20)), set(coin.sample(ids, 20))
        failed += bool(regressions(predictions(second=before), predictions(second=after)))

    assert failed <= 20


def test_only_questions_of_both_runs_count():
    before = judge(GOLD[:40], predictions())
    worse = judge(GOLD, predictions(wrong={f"q{n:03}" for n in range(40, 80)}))

    changes = compare(outcomes(before), worse)

    assert not [change for change in changes if change.worse]


@pytest.mark.parametrize(
    ("worse", "better", "chance"),
    [(0, 0, 1.0), (0, 5, 1.0), (4, 0, 1 / 16), (5, 0, 1 / 32), (7, 1, 9 / 256), (1, 1, 0.75)],
)
def test_the_chance_is_that_of_a_fair_coin(worse, better, chance):
    assert sign_test(worse, better) == chance


def test_an_accepted_run_is_read_as_it_was_written(tmp_path):
    judged = judge(GOLD, predictions(wrong={"q001"}, answered={"n003"}))
    accepted = accept("dev", TODAY, Mode.MODEL, judged)
    write_accepted(tmp_path / "new" / "dev.json", accepted)

    read = read_accepted(tmp_path / "new" / "dev.json")

    assert read == accepted
    assert accepted.totals["r1"] == 79 / 80
    assert not [name for name in accepted.totals if name.endswith("ms")]


def test_each_question_has_a_line_of_its_own_in_an_accepted_run(tmp_path):
    write_accepted(
        tmp_path / "dev.json", accept("dev", TODAY, Mode.MODEL, judge(GOLD, predictions()))
    )

    lines = (tmp_path / "dev.json").read_text("utf-8").splitlines()

    assert sum('"q' in line and '"R@1": 1' in line for line in lines) == 80


def test_no_accepted_run_yet_is_none_and_a_broken_one_is_an_error(tmp_path):
    assert read_accepted(tmp_path / "dev.json") is None
    (tmp_path / "dev.json").write_text('{"set": "dev"}', "utf-8")
    with pytest.raises(SetError, match="no accepted run"):
        read_accepted(tmp_path / "dev.json")


def test_changed_outcomes_are_compared_right_by_right():
    judged = judge(GOLD, predictions())
    accepted = outcomes(judged)
    one = replace(judged[0], prediction=None)

    changes = {(c.metric, c.group): c for c in compare(accepted, [one, *judged[1:]])}

    assert changes[Metric.R1, "all"].worse == 1
    assert changes[Metric.R1, "all"].after == 79 / 80
    assert changes[Metric.R3, "en"].worse == 1
    assert changes[Metric.ANSWERED, "all"].worse == 0
