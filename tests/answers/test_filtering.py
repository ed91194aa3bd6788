"""Filters: which entries fit all that was asked, and what each filter costs."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.facets import fits
from bot.answers.filtering import filtered, filters_of
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
from bot.library import load

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MAY = Period(date(2027, 5, 1), date(2027, 5, 31))


@pytest.fixture(scope="module")
def library():
    return load(Path(__file__).parents[2] / "content", NOW.date())


@pytest.fixture(scope="module")
def vocabulary(library) -> Vocabulary:
    return library.vocabulary


def an_entry(name: str, **facts) -> Entry:
    """Make a standing training that says nothing else."""
    given: dict = {
        "id": name,
        "kind": Kind.TRAINING,
        "status": Status.STANDING,
        "text": {"en": EntryText(name, "A demo.")},
        "sources": (Source("Demo"),),
        "as_of": "2026",
    }
    return Entry(**given | facts)


def asking(**facets) -> Understood:
    return Understood("demo?", **facets)


def test_an_entry_fits_if_every_facet_does(vocabulary):
    both = an_entry("both", mode=Mode.ONLINE, fee=Fee(0))
    online = an_entry("online", mode=Mode.ONLINE, fee=Fee(20))
    free = an_entry("free", mode=Mode.ONSITE, fee=Fee(0))

    found = filtered([online, both, free], asking(mode=Mode.ONLINE, free=True), NOW, vocabulary)

    assert found.entries == (both,)
    assert found.without == {Facet.COST: 2, Facet.MODE: 2}
    assert found.silent == {}


def test_what_does_not_say_is_counted_apart(vocabulary):
    silent = an_entry("silent", mode=Mode.ONLINE)
    wrong = an_entry("wrong", mode=Mode.ONLINE, fee=Fee(20))

    found = filtered([silent, wrong], asking(mode=Mode.ONLINE, free=True), NOW, vocabulary)

    assert found.entries == ()
    assert found.silent == {Facet.COST: 1}
    assert found.nearly == (silent,)
    assert found.without[Facet.COST] == 2


def test_an_entry_that_misses_two_filters_counts_for_none(vocabulary):
    far = an_entry("far", mode=Mode.ONSITE, fee=Fee(20))

    found = filtered([far], asking(mode=Mode.ONLINE, free=True), NOW, vocabulary)

    assert found.without == {Facet.COST: 0, Facet.MODE: 0}
    assert found.loosening is None


def test_the_filter_whose_loosening_brings_most_is_named(vocabulary):
    entries = [
        an_entry("one", mode=Mode.ONLINE, fee=Fee(20)),
        an_entry("two", mode=Mode.ONLINE, fee=Fee(30)),
        an_entry("three", mode=Mode.ONSITE, fee=Fee(0)),
    ]

    found = filtered(entries, asking(mode=Mode.ONLINE, free=True), NOW, vocabulary)

    assert found.loosening is Facet.COST
    assert found.without[Facet.COST] == 2


def test_the_order_is_kept(vocabulary):
    entries = [an_entry(name) for name in "cab"]

    found = filtered(entries, asking(kinds=frozenset({Kind.TRAINING})), NOW, vocabulary)

    assert [entry.id for entry in found.entries] == ["c", "a", "b"]


def test_the_facets_of_a_subject_are_one_filter(vocabulary):
    """ "3D printing" is a skill and a technology: an entry that has one of them is about it."""
    asked = asking(
        skills=frozenset({"printing"}),
        technologies=frozenset({"3d_printing"}),
        mode=Mode.ONLINE,
    )
    by_skill = an_entry("skill", skills=("printing",), mode=Mode.ONLINE)
    by_technology = an_entry("technology", technologies=("3d_printing",), mode=Mode.ONLINE)
    other = an_entry("other", skills=("weaving",), technologies=("looms",), mode=Mode.ONLINE)
    silent = an_entry("silent", mode=Mode.ONLINE)

    found = filtered([by_skill, by_technology, other, silent], asked, NOW, vocabulary)

    assert filters_of(asked) == ((Facet.MODE,), (Facet.SKILL, Facet.TECHNOLOGY))
    assert found.entries == (by_skill, by_technology)
    assert found.without == {Facet.MODE: 2, Facet.SKILL: 4}
    assert found.silent == {Facet.SKILL: 1}


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"kind": Kind.EVENT}, {"kinds": frozenset({Kind.EVENT})}),
        ({"held": ("2027-05-12",), "kind": Kind.EVENT}, {"period": MAY}),
        ({"countries": ("PL",)}, {"countries": frozenset({"PL"})}),
        ({"city": "Linz"}, {"cities": frozenset({"Linz"})}),
        ({"fee": Fee(0)}, {"free": True}),
        ({"mode": Mode.HYBRID}, {"mode": Mode.ONLINE}),
        ({"sectors": ("games",)}, {"sectors": frozenset({"games"})}),
        ({"skills": ("weaving",)}, {"skills": frozenset({"weaving"})}),
        ({"technologies": ("looms",)}, {"technologies": frozenset({"looms"})}),
        ({"transitions": ("green",)}, {"transitions": frozenset({"green"})}),
        ({"who_may_apply": ("student",)}, {"applicants": frozenset({"student"})}),
        ({"amount": Amount("EUR", maximum=20_000)}, {"money": Money(minimum=10_000)}),
    ],
    ids=lambda value: next(iter(value)),
)
def test_every_facet_is_a_filter(vocabulary, facts, asked):
    fitting = an_entry("fitting", **facts)
    bare = an_entry("bare", kind=Kind.METHOD, countries=("SI",))

    found = filtered([bare, fitting], asking(**asked), NOW, vocabulary)

    assert found.entries == (fitting,)


def test_a_past_date_is_never_coming(vocabulary):
    past = an_entry("past", kind=Kind.EVENT, status=Status.DATED, held=("2026-05-12",))
    asked = asking(period=Period(date(2026, 1, 1), date(2026, 12, 31)))

    assert filtered([past], asked, NOW, vocabulary).entries == ()


_ASKED = st.builds(
    Understood,
    text=st.just("demo?"),
    kinds=st.frozensets(st.sampled_from(list(Kind)), max_size=2),
    period=st.none() | st.just(MAY),
    countries=st.frozensets(st.sampled_from(["PL", "SI", "TR"]), max_size=2),
    cities=st.frozensets(st.sampled_from(["Linz", "Kranj"]), max_size=1),
    free=st.none() | st.booleans(),
    mode=st.none() | st.sampled_from(list(Mode)),
    transitions=st.frozensets(st.sampled_from(["green", "digital"]), max_size=1),
    technologies=st.frozensets(st.sampled_from(["3d_printing", "ai"]), max_size=1),
    applicants=st.frozensets(st.sampled_from(["student", "company"]), max_size=1),
    money=st.none() | st.just(Money(minimum=10_000, currency="EUR")),
)


@settings(max_examples=60, deadline=None)
@given(asked=_ASKED)
def test_counting_agrees_with_asking_each_entry(library, vocabulary, asked):
    """On the real content: dropping a filter finds as many as were promised for it."""
    entries = list(library.entries.values())
    found = filtered(entries, asked, NOW, vocabulary)

    assert list(found.entries) == [e for e in entries if _fits(e, asked, vocabulary)]
    for one in found.filters:
        looser = asked
        for facet in one:
            looser = looser.without(facet)
        assert found.without[one[0]] == len(filtered(entries, looser, NOW, vocabulary).entries)


def _fits(entry: Entry, asked: Understood, vocabulary: Vocabulary) -> bool:
    return all(
        any(fits(entry, asked, facet, NOW, vocabulary) for facet in one)
        for one in filters_of(asked)
    )


def test_entries_that_say_the_same_are_judged_alike_and_others_are_not(vocabulary):
    """What is remembered of one entry must not be told of one that says something else."""
    base = an_entry("base", kind=Kind.EVENT, status=Status.DATED)
    entries = [
        replace(base, id="may", held=("2027-05-12",)),
        replace(base, id="june", held=("2027-06-12",)),
        replace(base, id="may again", held=("2027-05-12",)),
    ]

    found = filtered(entries, asking(period=MAY), NOW, vocabulary)

    assert [entry.id for entry in found.entries] == ["may", "may again"]
