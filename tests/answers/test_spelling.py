"""Unknown words become what they are a slip of; known and short ones stay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.lexical import fold
from bot.answers.spelling import LONG, MOST, SHORTEST, Vocabulary

PATIENT = settings(deadline=None)


def vocabulary(*texts):
    known = Vocabulary()
    for text in texts:
        known.add(text)
    return known


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("exibition", "exhibition"),
        ("exhibtiion", "exhibition"),  # two neighbours swapped are one slip
        ("vuocher", "voucher"),
        ("delavnca", "delavnica"),
    ],
)
def test_a_slip_becomes_the_word_that_was_meant(typed, meant):
    known = vocabulary("An exhibition, a voucher", "Delavnica")
    assert known.repaired(f"When is the {typed}?") == f"when is the {meant}"


def test_known_words_stay_even_beside_a_near_one():
    known = vocabulary("courses course")
    assert known.repaired("course courses") == "course courses"
    assert "course" in known
    assert "coursee" not in known


def test_short_words_stay():
    known = vocabulary("grant tisk")
    assert SHORTEST == 5
    assert known.repaired("tist gran") == "tist gran"
    assert known.repaired("grent") == "grant"


def test_the_first_letter_is_kept():
    assert vocabulary("voucher").repaired("boucher") == "boucher"


def test_long_words_may_have_two_slips_and_others_one():
    known = vocabulary("funding exhibition")
    assert known.repaired("fnudign") == "fnudign"
    assert known.repaired("fundign") == "funding"
    assert len("exibitoin") >= LONG
    assert known.repaired("exibitoin") == "exhibition"
    assert known.repaired("exibitoins") == "exibitoins"


def test_no_more_than_six_unknown_words_are_looked_at():
    words = ["alphabet", "balloons", "calendar", "december", "elephant", "festival", "gardener"]
    slips = [word[:-2] + word[-1] for word in words]
    known = vocabulary(" ".join(words))

    assert MOST == 6
    assert known.repaired(" ".join(slips)).split() == [*words[:6], slips[6]]
    assert known.repaired(" ".join([slips[0]] * 9 + [slips[6]])).split()[-1] == words[6]


def test_a_removed_text_is_forgotten():
    known = vocabulary("exhibition one", "exhibition two")

    known.remove("exhibition one")
    assert known.repaired("exibition") == "exhibition"
    assert "one" not in known

    known.remove("exhibition two")
    assert known.repaired("exibition") == "exibition"


def test_a_new_text_is_known_after_its_letter_was_looked_up():
    known = vocabulary("earlier")
    assert known.repaired("exibition") == "exibition"

    known.add("exhibition")

    assert known.repaired("exibition") == "exhibition"


@PATIENT
@given(st.permutations(["grants", "grands", "grains", "giants"]))
def test_of_equally_near_words_the_order_of_learning_decides_nothing(words):
    assert vocabulary(*words).repaired("granns") == vocabulary(*sorted(words)).repaired("granns")


@PATIENT
@given(st.lists(st.text(max_size=30), max_size=8), st.text())
def test_what_was_learnt_and_unlearnt_leaves_nothing(texts, question):
    known = vocabulary("exhibition voucher", *texts)
    for text in texts:
        known.remove(text)

    assert known.repaired(question) == vocabulary("exhibition voucher").repaired(question)


@PATIENT
@given(st.text())
def test_with_nothing_known_nothing_but_folding_happens(text):
    assert vocabulary().repaired(text) == fold(text)


@PATIENT
@given(
    st.lists(st.text("abcde", min_size=1, max_size=9), max_size=20), st.text("abcde ", max_size=60)
)
def test_repair_keeps_the_number_of_words_and_each_first_letter(known, question):
    repaired = vocabulary(*known).repaired(question).split()

    assert [word[0] for word in repaired] == [word[0] for word in question.split()]
