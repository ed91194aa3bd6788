"""Entries are held to what a question asks for, one by one and by the thousand."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.facets import FacetTable, fits, share
from bot.domain.entries import (
    Amount,
    Entry,
    EntryText,
    Fee,
    Kind,
    Mode,
    Source,
    Status,
    Vocabulary,
)
from bot.domain.understanding import Facet, Money, Period, Understood

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
WORDS = Vocabulary(
    {}, {}, {}, {}, {},
    country_groups={
        "EU27": frozenset({"PL", "SI"}),
        "CLUB": frozenset({"PL", "NO"}),
        "WORLD": frozenset(),
    },
    partial_groups=frozenset({"CLUB"}),
)  # fmt: skip


def an_entry(**changes: Any) -> Entry:
    given: dict[str, Any] = {
        "id": "demo",
        "kind": Kind.EVENT,
        "status": Status.RECURRING,
        "text": {"en": EntryText("Demo", "A demo entry.")},
        "sources": (Source("demo"),),
        "as_of": "2026",
    }
    return Entry(**{**given, **changes})


def days(first: str, last: str) -> Understood:
    return Understood(
        "?",
        period=Period(datetime.fromisoformat(first).date(), datetime.fromisoformat(last).date()),
    )


MAY = days("2027-05-01", "2027-05-31")
AUTUMN = days("2026-09-01", "2026-11-30")


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T15:00+00:00")


@pytest.mark.parametrize(
    ("entry", "asked", "expected"),
    [
        (an_entry(usual_months=(5,)), MAY, True),
        (an_entry(usual_months=(6,)), MAY, False),
        (an_entry(usual_months=(10,)), AUTUMN, False),  # this year's October is over
        (an_entry(usual_months=(11,)), AUTUMN, True),
        (an_entry(held=("2027-05-12",)), MAY, True),
        (an_entry(held=("2027-05",)), MAY, True),
        (an_entry(held=("2027-06-01",)), MAY, False),
        (an_entry(held=("2026-11-12",)), AUTUMN, None),  # over; it recurs, nobody knows when
        (an_entry(held=("2026-11-12",), status=Status.DATED), AUTUMN, False),
        (an_entry(), MAY, None),
        (an_entry(status=Status.ENDED, held=("2027-05-12",)), MAY, False),
        (an_entry(status=Status.ROUND_CLOSED, usual_months=(5,)), MAY, False),
        (an_entry(status=Status.STANDING, mode=Mode.ONLINE), MAY, True),
        (an_entry(status=Status.STANDING, mode=Mode.ONSITE), MAY, None),
        (an_entry(status=Status.STANDING), MAY, None),
        (
            an_entry(kind=Kind.FUNDING, status=Status.DATED, deadline_at=at("2027-05-20")),
            MAY,
            True,
        ),
        (
            an_entry(kind=Kind.FUNDING, status=Status.DATED, deadline_at=at("2027-09-01")),
            MAY,
            True,
        ),
        (
            an_entry(kind=Kind.FUNDING, status=Status.DATED, deadline_at=at("2027-04-30")),
            MAY,
            False,
        ),
        (
            an_entry(
                kind=Kind.FUNDING,
                status=Status.DATED,
                opens_at=at("2027-06-10"),
                deadline_at=at("2027-09-01"),
            ),
            MAY,
            False,
        ),
        (an_entry(status=Status.DATED, deadline_at=at("2027-09-01")), MAY, False),
        (an_entry(status=Status.DATED, opens_at=at("2027-05-03")), MAY, True),
        (an_entry(status=Status.DATED, deadline_at=at("2026-11-20")), AUTUMN, False),
        (an_entry(usual_months=(5,)), days("2026-05-01", "2026-05-31"), False),
    ],
)
def test_a_period_fits_what_is_still_to_come_in_it(
    entry: Entry, asked: Understood, expected: bool | None
) -> None:
    assert fits(entry, asked, Facet.PERIOD, NOW, WORDS) is expected


@pytest.mark.parametrize(
    ("entry", "facet", "asked", "expected"),
    [
        (an_entry(), Facet.COUNTRY, {"countries": frozenset({"PL"})}, True),
        (an_entry(countries=("EU27",)), Facet.COUNTRY, {"countries": frozenset({"PL"})}, True),
        (an_entry(countries=("EU27",)), Facet.COUNTRY, {"countries": frozenset({"NO"})}, False),
        (an_entry(countries=("CLUB",)), Facet.COUNTRY, {"countries": frozenset({"SI"})}, None),
        (an_entry(countries=("WORLD",)), Facet.COUNTRY, {"countries": frozenset({"SI"})}, True),
        (an_entry(city="Kraków"), Facet.CITY, {"cities": frozenset({"Kraków"})}, True),
        (an_entry(city="Krakow"), Facet.CITY, {"cities": frozenset({"Kraków"})}, True),
        (an_entry(city="Venezia"), Facet.CITY, {"cities": frozenset({"Venice"})}, True),
        (an_entry(city="Linz"), Facet.CITY, {"cities": frozenset({"Graz"})}, False),
        (an_entry(), Facet.CITY, {"cities": frozenset({"Graz"})}, None),
        (an_entry(fee=Fee(0)), Facet.COST, {"free": True}, True),
        (an_entry(fee=Fee(90)), Facet.COST, {"free": True}, False),
        (an_entry(fee=Fee(90)), Facet.COST, {"free": False}, True),
        (an_entry(), Facet.COST, {"free": True}, None),
        (an_entry(mode=Mode.HYBRID), Facet.MODE, {"mode": Mode.ONLINE}, True),
        (an_entry(mode=Mode.ONLINE), Facet.MODE, {"mode": Mode.HYBRID}, False),
        (an_entry(), Facet.MODE, {"mode": Mode.ONLINE}, None),
        (an_entry(amount=Amount("EUR", 1000, 5000)), Facet.AMOUNT, {"money": Money(4000)}, True),
        (an_entry(amount=Amount("EUR", 1000, 5000)), Facet.AMOUNT, {"money": Money(6000)}, False),
        (an_entry(amount=Amount("EUR", 1000)), Facet.AMOUNT, {"money": Money(None, 500)}, False),
        (
            an_entry(amount=Amount("EUR", 1000, 5000)),
            Facet.AMOUNT,
            {"money": Money(4000, None, "PLN")},
            None,
        ),
        (an_entry(fee=Fee(40)), Facet.AMOUNT, {"money": Money(None, 50)}, True),
        (an_entry(fee=Fee(40, per="hour")), Facet.AMOUNT, {"money": Money(None, 50)}, None),
        (an_entry(), Facet.AMOUNT, {"money": Money(None, 50)}, None),
        (an_entry(), Facet.APPLICANT, {"applicants": frozenset({"company"})}, None),
        (
            an_entry(who_may_apply=("company",)),
            Facet.APPLICANT,
            {"applicants": frozenset({"company", "student"})},
            True,
        ),
        (
            an_entry(who_may_apply=("company",)),
            Facet.APPLICANT,
            {"applicants": frozenset({"student"})},
            False,
        ),
        (an_entry(), Facet.KIND, {"kinds": frozenset({Kind.EVENT})}, True),
        (an_entry(), Facet.KIND, {"kinds": frozenset({Kind.GUIDE})}, False),
        (an_entry(skills=("ux",)), Facet.SKILL, {"skills": frozenset({"ux"})}, True),
        (an_entry(skills=("ux",)), Facet.SKILL, {}, True),
    ],
)
def test_a_facet_fits_or_does_not_or_is_not_said(
    entry: Entry, facet: Facet, asked: dict[str, Any], expected: bool | None
) -> None:
    assert fits(entry, Understood("?", **asked), facet, NOW, WORDS) is expected


def test_the_share_counts_what_is_unknown_as_not_matched() -> None:
    asked = Understood("?", kinds=frozenset({Kind.EVENT}), free=True, mode=Mode.ONLINE)
    assert share(an_entry(mode=Mode.ONLINE), asked, NOW, WORDS) == pytest.approx(2 / 3)
    assert share(an_entry(), Understood("?"), NOW, WORDS) == 0


def test_facets_read_from_the_same_words_count_once() -> None:
    words = {Facet.SKILL: ("3D printing",), Facet.TECHNOLOGY: ("3D printing",)}
    asked = Understood(
        "?", skills=frozenset({"printing"}), technologies=frozenset({"additive"}), because=words
    )
    assert share(an_entry(technologies=("additive",)), asked, NOW, WORDS) == 1


SOME = st.sampled_from
HELD = SOME(["2026-11-12", "2026-11", "2026-12-01", "2027-05", "2027-05-12", "2028-01", "soon"])
DAYS = st.integers(0, 365).map(lambda n: datetime(2026, 9, 1, 15, tzinfo=UTC) + timedelta(days=n))
ENTRIES = st.builds(
    an_entry,
    kind=SOME(list(Kind)),
    status=SOME(list(Status)),
    countries=SOME([(), ("PL",), ("EU27",), ("CLUB",), ("WORLD", "SI")]),
    city=SOME([None, "Graz", "Kraków", "Krakow"]),
    mode=SOME([None, *Mode]),
    skills=SOME([(), ("ux",), ("pr",)]),
    fee=SOME([None, Fee(0), Fee(50), Fee(50, per="hour")]),
    amount=SOME([None, Amount("EUR", 100, 1000), Amount("PLN", None, 5), Amount("EUR")]),
    held=st.lists(HELD, max_size=2).map(tuple),
    usual_months=SOME([(), (5,), (11, 12)]),
    opens_at=st.none() | DAYS,
    deadline_at=st.none() | DAYS,
)
QUESTIONS = st.builds(
    lambda start, length, **rest: Understood(
        "?", period=start and Period(start.date(), (start + timedelta(days=length)).date()), **rest
    ),
    start=st.none() | DAYS,
    length=st.integers(0, 400),
    kinds=SOME([frozenset(), frozenset({Kind.FUNDING, Kind.EVENT})]),
    countries=SOME([frozenset(), frozenset({"PL"}), frozenset({"NO"})]),
    cities=SOME([frozenset(), frozenset({"Kraków"})]),
    free=SOME([None, True, False]),
    mode=SOME([None, Mode.ONLINE]),
    skills=SOME([frozenset(), frozenset({"ux"})]),
    money=SOME([None, Money(500), Money(None, 50, "EUR")]),
)


@settings(max_examples=200, deadline=None)
@given(entries=st.lists(ENTRIES, max_size=12), asked=QUESTIONS)
def test_the_table_gives_each_entry_the_share_that_it_has_alone(
    entries: list[Entry], asked: Understood
) -> None:
    alone = [share(entry, asked, NOW, WORDS) for entry in entries]
    assert FacetTable(entries, WORDS).shares(asked, NOW).tolist() == pytest.approx(alone)
