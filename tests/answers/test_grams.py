"""BM25 over pieces of words: by hand, and the same however the passages came."""

from collections import Counter
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.grams import K1, B, Grams, pieces
from bot.answers.lexical import fold
from bot.answers.packing import pack
from bot.answers.vectors import Slots

PATIENT = settings(deadline=None)


def grams_of(passages):
    """Return the grams of {(entry, language): (title, text)}, and their slots."""
    slots = Slots()
    grams = Grams(slots)
    for key, (title, text) in passages.items():
        grams.put(key, title, text)
    return grams, slots


def by_entry(grams, slots, text):
    """Return score and coverage of each entry."""
    scores, covered = grams.scores(text)
    return {id_: (float(scores[n]), float(covered[n])) for n, id_ in enumerate(slots.ids)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kurs", ["^kur", "kurs", "urs$"]),
        ("Łódź", ["^lod", "lodz", "odz$"]),
        ("an", ["^an$"]),
        ("a", ["^a$"]),
        ("3D-tisk!", ["^3d$", "^tis", "tisk", "isk$"]),
        ("", []),
        ("…?!", []),
    ],
)
def test_a_word_is_its_four_letter_pieces(text, expected):
    assert pieces(text) == expected


def test_scores_are_those_of_bm25_reckoned_by_hand():
    """`ab`, `cd` and `ef` are one piece each, so lengths are 3, 1 and 1, and their mean 5/3."""
    grams, slots = grams_of(
        {
            ("twice", "en"): ("", "ab ab cd"),
            ("once", "en"): ("", "ab"),
            ("never", "en"): ("", "ef"),
        }
    )

    found = by_entry(grams, slots, "ab")

    assert (K1, B) == (1.2, 0.6)
    idf = log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    twice = idf * 2 * 2.2 / (2 + 1.2 * (0.4 + 0.6 * 3 / (5 / 3)))
    once = idf * 1 * 2.2 / (1 + 1.2 * (0.4 + 0.6 * 1 / (5 / 3)))
    assert twice == pytest.approx(0.5477, abs=1e-4)
    assert once == pytest.approx(0.5408, abs=1e-4)
    assert found["twice"] == (pytest.approx(twice, abs=1e-6), 1.0)
    assert found["once"] == (pytest.approx(once, abs=1e-6), 1.0)
    assert found["never"] == (0.0, 0.0)


def test_coverage_is_the_share_of_the_question_by_what_is_rare():
    grams, slots = grams_of({("a", "en"): ("", "ab cd"), ("b", "en"): ("", "ab")})

    covered = by_entry(grams, slots, "ab cd xy")

    common, rare, unheard = (log(1 + (2 - n + 0.5) / (n + 0.5)) for n in (2, 1, 0))
    total = common + rare + unheard
    assert covered["a"][1] == pytest.approx((common + rare) / total, abs=1e-6)
    assert covered["b"][1] == pytest.approx(common / total, abs=1e-6)


def test_the_words_of_a_title_count_twice():
    plain, slots = grams_of({("e", "en"): ("", "ab ab cd"), ("f", "en"): ("", "xy")})
    titled, others = grams_of({("e", "en"): ("ab", "ab cd"), ("f", "en"): ("", "xy")})

    assert by_entry(titled, others, "ab") == by_entry(plain, slots, "ab")


def test_an_entry_counts_by_its_best_passage():
    grams, slots = grams_of(
        {("e", "en"): ("", "nothing of it"), ("e", "sl"): ("", "tisk"), ("f", "en"): ("", "print")}
    )

    found = by_entry(grams, slots, "tisk")

    assert found["e"][1] == 1.0
    assert found["f"] == (0.0, 0.0)


def test_inflected_and_mistyped_words_keep_most_of_their_pieces():
    grams, slots = grams_of(
        {("e", "sl"): ("", "delavnica za oblikovalce"), ("f", "sl"): ("", "razpis za podjetja")}
    )

    for typed in ("oblikovalka", "oblikovalcem", "oblikovlce"):
        found = by_entry(grams, slots, typed)
        assert found["e"][0] > 0
        assert found["f"][0] == 0


def test_what_is_dropped_is_not_found_and_its_row_is_used_again():
    grams, slots = grams_of({("old", "en"): ("", "ab"), ("kept", "en"): ("", "cd")})

    grams.drop(("old", "en"))
    grams.drop(("old", "en"))
    grams.put(("new", "en"), "", "ef")

    assert len(grams) == 2
    assert by_entry(grams, slots, "ab") == dict.fromkeys(("old", "kept", "new"), (0.0, 0.0))
    assert by_entry(grams, slots, "ef")["new"][0] > 0
    assert by_entry(grams, slots, "ef")["old"] == (0.0, 0.0)


def test_nothing_is_found_in_nothing():
    grams, slots = grams_of({})
    assert by_entry(grams, slots, "ab") == {}

    grams, slots = grams_of({("empty", "en"): ("", "…")})
    assert by_entry(grams, slots, "ab") == {"empty": (0.0, 0.0)}
    assert by_entry(grams, slots, "") == {"empty": (0.0, 0.0)}


WORDS = st.lists(
    st.sampled_from(["kurs", "kursi", "tisk", "druk", "ab", "cd", "tečaj", "3d"]), max_size=6
)
TEXTS = WORDS.map(" ".join)
KEYS = st.tuples(st.sampled_from("abc"), st.sampled_from(["en", "sl"]))
STEPS = st.lists(st.tuples(KEYS, st.none() | st.tuples(TEXTS, TEXTS)), max_size=30)


@PATIENT
@given(STEPS, TEXTS, st.integers(0, 80))
def test_passages_that_came_and_went_score_as_if_built_from_scratch(steps, question, before):
    """Some rows are in the way first, so that the arrays have grown; the packed postings of a
    first search are in the way of the second."""
    first = {(f"first{n}", "en"): ("kurs", f"kurs {n}") for n in range(before)}
    grams, slots = grams_of(first)
    there = dict(first)
    for key, passage in steps:
        if passage is None:
            grams.drop(key)
            there.pop(key, None)
        else:
            grams.put(key, *passage)
            there[key] = passage
        grams.scores(question)
    anew, their_slots = grams_of(there)

    found = by_entry(grams, slots, question)
    expected = by_entry(anew, their_slots, question)

    assert len(grams) == len(anew)
    assert {id_: found[id_] for id_ in expected} == expected
    assert not any(np.any(found[id_]) for id_ in found.keys() - expected.keys())
    assert all(0 <= covered <= 1.0001 for _, covered in found.values())


@PATIENT
@given(
    st.lists(st.tuples(TEXTS, TEXTS), max_size=8),
    st.lists(st.integers(0, 7), max_size=4),
    TEXTS,
)
def test_packed_passages_score_as_those_that_came_one_by_one(texts, dropped, question):
    keys = [(f"entry-{number // 2}", ("en", "sl")[number % 2]) for number in range(len(texts))]
    texts = [(title, f"{title} {text}") for title, text in texts]
    single, _ = grams_of(dict(zip(keys, texts, strict=True)))
    packed = Grams(Slots())
    packed.hold(keys, pack(texts))
    assert (len(packed), packed.loose) == (len(keys), 0)
    assert_alike(packed, single, question)

    for number in dropped:
        if number < len(keys):
            for grams in (single, packed):
                grams.drop(keys[number])
                if number % 2:
                    grams.put(keys[number], *texts[-number])
    assert len(packed) == len(single)
    assert_alike(packed, single, question)


def assert_alike(one, other, question):
    for ours, theirs in zip(one.scores(question), other.scores(question), strict=True):
        np.testing.assert_array_equal(ours, theirs)


@PATIENT
@given(st.lists(st.text(max_size=40), max_size=5))
def test_packing_counts_the_words_that_folding_gives(texts):
    packed = pack([("", text) for text in texts])

    assert dict(packed.words) == Counter(
        word for text in texts for word in set(fold(text).split())
    )
    assert packed.lengths.tolist() == [len(pieces(text)) for text in texts]
