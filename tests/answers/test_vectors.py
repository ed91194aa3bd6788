"""How near entries are: centred by language, with rows that come and go."""

from math import inf, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.vectors import SHIFT, SHRINKAGE, Slots, Vectors, channel_of

PATIENT = settings(deadline=None)

QUESTION = np.array([1, 0], dtype=np.float32)


def at(cosine):
    """Return the unit vector with this cosine to the question."""
    return np.array([cosine, sqrt(1 - cosine * cosine)], dtype=np.float32)


def nearness_of(texts):
    """Return the nearness by entry of texts: {(entry, language): cosine}."""
    slots = Slots()
    vectors = Vectors(slots)
    for key, cosine in texts.items():
        vectors.put(key, at(cosine))
    return by_entry(slots, vectors)


def by_entry(slots, vectors):
    """Return the nearness of each entry that there is, or was."""
    scores = vectors.nearness(QUESTION).scores
    return {id_: float(scores[slots.of(id_)]) for id_ in slots.ids}


def by_hand(texts):
    """Return what the docstring of the module says, written as plainly as can be."""
    ids = {entry for entry, _ in texts}

    def best(entry, channel):
        cosines = [c for key, c in texts.items() if key[0] == entry and channel_of(key) == channel]
        return max(cosines, default=-inf)

    scores = {entry: best(entry, "en") for entry in ids}
    for channel in {channel_of(key) for key in texts} - {"en"}:
        both = [e for e in ids if -inf not in (best(e, "en"), best(e, channel))]
        excess = sum(best(e, channel) - best(e, "en") for e in both)
        shift = (excess + SHRINKAGE * SHIFT) / (len(both) + SHRINKAGE)
        scores = {e: max(score, best(e, channel) - shift) for e, score in scores.items()}
    return scores


def test_an_entry_without_english_is_scored_with_the_mean_shift_of_its_language():
    scores = nearness_of(
        {
            ("both", "en"): 0.50,
            ("both", "sl"): 0.60,
            ("other", "en"): 0.40,
            ("other", "sl"): 0.52,
            ("slovenian", "sl"): 0.58,
        }
    )

    shift = (0.10 + 0.12 + 3 * 0.03) / (2 + 3)
    assert scores["slovenian"] == pytest.approx(0.58 - shift, abs=1e-6)
    assert scores["both"] == pytest.approx(0.60 - shift, abs=1e-6)
    assert scores["other"] == pytest.approx(0.52 - shift, abs=1e-6)


def test_a_language_of_one_entry_has_the_usual_shift():
    assert nearness_of({("only", "da"): 0.5}) == {"only": pytest.approx(0.5 - SHIFT)}


def test_a_text_in_the_language_of_the_question_has_no_bonus():
    """Ten entries are .10 nearer in the question's language; one that is only in English wins."""
    texts = {(f"e{n}", "en"): 0.30 + n / 100 for n in range(10)}
    texts |= {(f"e{n}", "sl"): 0.40 + n / 100 for n in range(10)}
    texts["english", "en"] = 0.42

    scores = nearness_of(texts)

    assert max(texts, key=texts.__getitem__) == ("e9", "sl")
    assert max(scores, key=scores.__getitem__) == "english"


def test_english_is_never_worse_for_a_poor_translation():
    scores = nearness_of({("e", "en"): 0.7, ("e", "pl"): 0.1, ("f", "en"): 0.2, ("f", "pl"): 0.2})
    assert scores["e"] == pytest.approx(0.7)


def test_noted_questions_of_all_languages_are_one_channel_and_lead_to_their_entry():
    texts = {
        ("asked", "en"): 0.40,
        ("asked", "en.1"): 0.70,
        ("asked", "sl.1"): 0.90,
        ("plain", "en"): 0.45,
        ("plain", "de.2"): 0.65,
    }
    slots = Slots()
    vectors = Vectors(slots)
    for key, cosine in texts.items():
        vectors.put(key, at(cosine))

    nearness = vectors.nearness(QUESTION)

    shift = (0.90 - 0.40 + 0.65 - 0.45 + 3 * 0.03) / (2 + 3)
    assert nearness.scores == pytest.approx([0.90 - shift, 0.65 - shift], abs=1e-6)
    assert vectors.language_of(int(nearness.rows[slots.of("asked")])) == "sl"
    assert {channel_of(("asked", "en.1")), channel_of(("plain", "de.2"))} == {"asked"}
    assert channel_of(("asked", "sl")) == "sl"


def test_a_dropped_row_is_used_again_and_never_found():
    slots = Slots()
    vectors = Vectors(slots)
    vectors.put(("old", "en"), at(0.9))
    vectors.put(("kept", "en"), at(0.2))
    assert by_entry(slots, vectors)["old"] == pytest.approx(0.9)

    vectors.drop(("old", "en"))
    vectors.drop(("old", "en"))
    vectors.drop(("never", "en"))

    assert len(vectors) == 1
    assert by_entry(slots, vectors) == {"old": -inf, "kept": pytest.approx(0.2)}
    vectors.put(("new", "sl"), at(0.6))
    nearness = vectors.nearness(QUESTION)
    assert int(nearness.rows[slots.of("new")]) == 0
    assert vectors.language_of(0) == "sl"
    assert nearness.scores[slots.of("old")] == -inf


def test_an_entry_that_returns_has_its_slot_and_no_vector():
    slots = Slots()
    vectors = Vectors(slots)
    vectors.put(("gone", "en"), at(0.9))
    vectors.put(("kept", "en"), at(0.2))
    vectors.nearness(QUESTION)
    vectors.drop(("gone", "en"))

    assert slots.of("gone") == slots.known("gone") == 0
    assert slots.known("unheard of") is None
    assert len(slots) == 2
    assert by_entry(slots, vectors)["gone"] == -inf


def test_an_entry_that_has_no_vector_yet_is_not_near():
    slots = Slots()
    vectors = Vectors(slots)
    vectors.put(("here", "en"), at(0.9))
    vectors.nearness(QUESTION)
    slots.of("waiting")

    assert by_entry(slots, vectors) == {"here": pytest.approx(0.9), "waiting": -inf}


def test_a_vector_that_is_put_again_is_replaced():
    slots = Slots()
    vectors = Vectors(slots)
    vectors.put(("e", "en"), at(0.9))
    vectors.put(("e", "en"), at(0.3))

    assert len(vectors) == 1
    assert by_entry(slots, vectors) == {"e": pytest.approx(0.3)}


KEYS = st.tuples(st.sampled_from("abcd"), st.sampled_from(["en", "sl", "de", "en.1", "sl.1"]))
STEPS = st.lists(st.tuples(KEYS, st.none() | st.integers(-99, 99)), min_size=1, max_size=40)


@PATIENT
@given(STEPS, st.integers(0, 150))
def test_whatever_came_and_went_entries_are_as_near_as_the_formula_says(steps, before):
    """Some rows are in the way first, so that the matrix has grown."""
    slots = Slots()
    vectors = Vectors(slots)
    there = {(f"first{n}", "en"): 0.5 for n in range(before)} | {("first", "en"): 0.5}
    for key, cosine in there.items():
        vectors.put(key, at(cosine))
    for key, percent in steps:
        if percent is None:
            vectors.drop(key)
            there.pop(key, None)
        else:
            vectors.put(key, at(percent / 100))
            there[key] = percent / 100

    scores = by_entry(slots, vectors)

    expected = by_hand(there)
    assert len(vectors) == len(there)
    assert {id_ for id_, score in scores.items() if score > -inf} == set(expected)
    for entry, score in expected.items():
        assert scores[entry] == pytest.approx(score, abs=1e-5)
