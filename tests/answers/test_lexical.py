"""Words as they are compared, and names found by their likeness."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.lexical import Names, fold

PATIENT = settings(deadline=None)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Łódź", "lodz"),
        ("Đakovo", "dakovo"),
        ("København, Ærø", "kobenhavn aero"),
        ("Straße", "strasse"),
        ("Χρηματοδότησης", "χρηματοδοτησησ"),
        ("ženské   ČASOPISY!", "zenske casopisy"),
        ("3D-tisk", "3d tisk"),
    ],
)
def test_what_is_typed_in_a_hurry_meets_what_was_written(written, typed):
    assert fold(written) == fold(typed)


@PATIENT
@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_of_equal_names_the_readers_language_wins():
    names = Names()
    for language in ("en", "de", "it"):
        names.put(("studio", language), ["Studio Nova"])

    assert names.search("studio nova", "de", 3)[0].language == "de"


def test_an_entry_counts_by_its_best_name():
    names = Names()
    names.put(("grant", "en"), ["Small grants", "funding for makers", "a third and longer name"])

    (found,) = names.search("funding for makers", "en", 3)

    assert (found.entry_id, found.score) == ("grant", 1.0)


def test_dropped_names_are_not_found():
    names = Names()
    names.put(("grant", "en"), ["Small grants"])
    assert names.search("grants", "en", 3)

    names.drop(("grant", "en"))

    assert names.search("grants", "en", 3) == []


def test_names_are_found_among_some_only():
    names = Names()
    for entry in ("a", "b"):
        names.put((entry, "en"), ["Small grants"])

    found = names.search("small grants", "en", 3, {("b", "en")})

    assert [one.entry_id for one in found] == ["b"]


@pytest.mark.parametrize("text", ["", "…", "😀"])
def test_nothing_said_names_nothing(text):
    names = Names()
    names.put(("grant", "en"), ["Small grants", "?!"])

    assert names.search(text, "en", 3) == []
