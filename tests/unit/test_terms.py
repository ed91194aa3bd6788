"""Fair terms: every combination has a label or a reason why it has none, and never both."""

from itertools import product

import pytest

from bot.domain.terms import (
    FIELD_OF,
    MOST_UNPAID_HOURS,
    FairLabel,
    Handed,
    Reward,
    Rights,
    Terms,
    Unfair,
)

HOURS = (None, 0, 1, MOST_UNPAID_HOURS, MOST_UNPAID_HOURS + 1, 400)
AMOUNTS = (None, 0, 1, 5000)
EVERY = [
    Terms(handed, hours, reward, amount, rights=rights)
    for handed, reward, rights, hours, amount in product(
        (*Handed, None), (*Reward, None), (*Rights, None), HOURS, AMOUNTS
    )
]


def test_all_combinations_are_looked_at():
    assert len(EVERY) == 4 * 4 * 5 * len(HOURS) * len(AMOUNTS)


def test_every_combination_has_a_label_or_objections_and_never_both():
    assert all((terms.label is None) == bool(terms.objections) for terms in EVERY)


def test_every_objection_and_every_label_can_come_up():
    assert {why for terms in EVERY for why in terms.objections} == set(Unfair)
    assert {terms.label for terms in EVERY} == {*FairLabel, None}


def test_every_objection_has_a_question_that_mends_it():
    assert set(FIELD_OF) == set(Unfair)


def test_nobody_works_for_nothing():
    for terms in EVERY:
        if terms.label is None or terms.reward is Reward.FEE:
            continue
        assert terms.handed is not Handed.FINISHED
        if terms.handed is Handed.SKETCH:
            assert 0 < (terms.effort_hours or 0) <= MOST_UNPAID_HOURS


def test_rights_are_not_bought_for_nothing():
    bought = [terms for terms in EVERY if terms.rights is Rights.BOUGHT and terms.label]
    assert bought
    assert all(terms.amount for terms in bought)


def test_paid_work_says_how_much():
    assert all(terms.amount for terms in EVERY if terms.label is FairLabel.PAID)


@pytest.mark.parametrize(
    ("terms", "hourly"),
    [
        (Terms(Handed.FINISHED, 40, Reward.FEE, 1200, rights=Rights.BOUGHT), 30),
        (Terms(Handed.SKETCH, 4, Reward.PRIZE, 1200, rights=Rights.KEPT), None),
        (Terms(Handed.TALK, None, Reward.FEE, 1200, rights=Rights.KEPT), None),
    ],
)
def test_a_fee_is_known_by_the_hour_where_the_effort_is(terms, hourly):
    assert terms.hourly == hourly
