"""Answers of the challenge form, and the challenge that they are."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.challenge_answers import (
    challenge_of,
    changed,
    company_of,
    filled,
    fitting,
    is_same,
    rebased,
    to_change,
    told,
)
from bot.domain.challenge_form import CHALLENGE, LIMITS, STORY, TAKEN, answers_of, terms_of
from bot.domain.challenges import Challenge, Orientation
from bot.domain.forms import REVIEW, Draft
from bot.domain.opportunities import Team
from bot.domain.terms import Handed, Reward, Rights, Terms
from tests.builders import a_challenge

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOW.date()


def a_draft(**answers: Any) -> Draft:
    return Draft(1, 2, CHALLENGE.name, REVIEW, answers)


TEXTS = st.text("abcdef ąß", min_size=1, max_size=30).map(str.strip).filter(bool)
MAYBE = st.none() | TEXTS
IDS = st.lists(st.sampled_from(["one", "two", "three"]), unique=True).map(tuple)
TERMS = st.builds(
    Terms,
    handed=st.none() | st.sampled_from([Handed.SKETCH, Handed.FINISHED]),
    effort_hours=st.none() | st.integers(1, 400),
    reward=st.sampled_from([Reward.FEE, Reward.PRIZE]),
    amount=st.none() | st.integers(1, 100_000),
    currency=st.just("EUR"),
    rights=st.none() | st.sampled_from(Rights),
)
CHALLENGES = st.builds(
    Challenge,
    id=st.just(7),
    person_id=st.just(2),
    hub=st.none() | st.just("kranj"),
    state=st.just(a_challenge().state),
    language=st.just("pl"),
    company=TEXTS,
    contact=TEXTS,
    title=TEXTS,
    problem=TEXTS,
    skills=IDS,
    place=MAYBE,
    deadline_on=st.none() | st.dates(date(2026, 12, 1), date(2030, 1, 1)),
    submitted_at=st.just(NOW),
    affected=MAYBE,
    success=MAYBE,
    tried=MAYBE,
    technologies=IDS,
    industry=MAYBE,
    languages=st.just(()) | st.just(("pl", "en")),
    team=st.sampled_from(Team),
    orientation=st.none() | st.sampled_from(Orientation),
    terms=TERMS,
    evidence=MAYBE,
    reach=MAYBE,
    anonymous=st.booleans(),
)


@given(CHALLENGES)
def test_a_challenge_as_answers_is_the_same_challenge(challenge: Challenge) -> None:
    made = challenge_of(a_draft(**answers_of(challenge)), 2, "pl", NOW, 7)
    currency = made.terms.currency if challenge.terms.amount else challenge.terms.currency

    assert replace(made, state=challenge.state) == replace(
        challenge, terms=replace(challenge.terms, currency=currency)
    )
    assert changed(challenge, made) == ()


@given(CHALLENGES, CHALLENGES, CHALLENGES)
def test_what_the_company_did_not_touch_follows_what_staff_changed(
    base: Challenge, theirs: Challenge, mine: Challenge
) -> None:
    begun, wanted, now = to_change(base), answers_of(mine), answers_of(theirs)
    touched = {"title", "place", "tried", "skills"}
    answers = {key: value for key, value in begun.items() if key not in touched}
    answers |= {key: value for key, value in wanted.items() if key in touched}

    merged = rebased(a_draft(**answers), theirs).answers

    for field in CHALLENGE.fields:
        key = field.key
        is_mine = answers.get(key) != begun.get(key)
        assert merged.get(key) == (answers if is_mine else now).get(key), key
    again = rebased(a_draft(**merged), theirs)
    assert again.answers == merged


def test_names_of_what_changed() -> None:
    before = a_challenge()

    terms = replace(before.terms, reward=Reward.FEE, amount=9)

    now = replace(before, title="Another", terms=terms)

    assert changed(before, now) == ("title", "reward", "amount")


@pytest.mark.parametrize(
    ("answers", "terms"),
    [
        ({}, Terms()),
        ({"handed": "talk", "effort": "8"}, Terms(Handed.TALK)),  # a talk takes no hours of work
        ({"amount": "EUR::500"}, Terms()),  # nothing is paid: no sum
        (
            {"reward": "fee", "amount": "PLN:500:800"},
            Terms(reward=Reward.FEE, amount=500, currency="PLN"),
        ),
        ({"reward": "prize", "amount": "EUR::800"}, Terms(reward=Reward.PRIZE, amount=800)),
        ({"reward": "prize", "amount": "broken"}, Terms(reward=Reward.PRIZE)),
    ],
)
def test_terms_are_what_was_said(answers: dict[str, str], terms: Terms) -> None:
    assert terms_of(a_draft(**answers)) == terms


def test_only_what_the_form_would_take_is_taken_from_a_story() -> None:
    read = {
        "problem": "It is too loud. " * 200,
        "deadline": "2020-01-01",
        "effort": "0",
        "amount": "much",
        "reward": "gold",
        "team": "team",
        "skills": ("felt",),
        "unknown": "x",
        "title": " \x00 ",
    }

    answers = fitting(read, TODAY)

    assert set(answers) == {"problem", "team"}
    assert len(str(answers["problem"])) <= LIMITS["problem"]
    assert str(answers["problem"]).endswith(".")
    good = {"deadline": "2027-01-01", "effort": "8", "amount": "EUR::500", "reward": "fee"}
    assert fitting(good, TODAY) == good
    assert fitting({"amount": "EUR::0"}, TODAY) == {}
    assert fitting({"amount": "EUR::1000000000000"}, TODAY) == {}


def test_a_story_fills_holes_and_what_was_taken_before_and_nothing_else() -> None:
    draft = a_draft(company="Last time Ltd", contact="Ada", title="Typed", story="all of it")
    draft = replace(draft, answers={**draft.answers, TAKEN: ("company", "contact")})

    now = told(draft, {"company": "Box Makers", "title": "Read", "problem": "Loud."})

    assert now.answers == {
        "company": "Box Makers",
        "contact": "Ada",
        "title": "Typed",
        "problem": "Loud.",
        TAKEN: ("company", "contact", "problem"),
    }
    assert STORY not in now.answers


def test_a_company_brings_its_facts_where_there_are_holes() -> None:
    known = company_of(a_challenge(reach="a@example.com", industry="food"))

    now = filled(a_draft(contact="Ada"), known)

    assert now.answers["contact"] == "Ada"
    assert now.answers["reach"] == "a@example.com"
    assert now.many(TAKEN) == ("company", "industry", "evidence", "reach")
    assert filled(now, known) == now


def test_a_company_is_the_same_whatever_the_case_and_the_dots() -> None:
    assert is_same("Fabryka Pudełek sp. z o.o.", "FABRYKA PUDELEK SP Z O O")
    assert not is_same("Box Makers", "Lid Makers")
