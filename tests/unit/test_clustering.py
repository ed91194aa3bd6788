"""Questions that mean the same stand together, whatever their language."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.clustering import clusters

SIZE = 64


def vector(meaning, language="en"):
    """Return a direction as the model makes it: a meaning, and a good deal of language."""
    mean = np.random.default_rng(1000 + sum(map(ord, language))).standard_normal(SIZE)
    said = np.random.default_rng(meaning).standard_normal(SIZE)
    mixed = said + 1.5 * mean
    return (mixed / np.linalg.norm(mixed)).astype("<f2").tobytes()


def test_without_vectors_each_question_stands_alone():
    assert clusters([None, None, None], ["en", "en", "pl"]) == [[0], [1], [2]]


def test_no_questions_are_no_clusters():
    assert clusters([], []) == []


def test_two_that_are_plainly_alike_are_joined_however_few_there_are():
    assert clusters([vector(1), vector(2), vector(1)], ["en", "en", "en"]) == [[0, 2], [1]]


def test_meaning_counts_more_than_language():
    languages = ["en", "pl", "sl", "da"]
    asked = [(meaning, code) for meaning in range(8) for code in languages]

    found = clusters([vector(*one) for one in asked], [code for _, code in asked])

    assert found == [[4 * n, 4 * n + 1, 4 * n + 2, 4 * n + 3] for n in range(8)]


def test_earlier_questions_tell_what_a_language_is_like():
    """Six questions are too few to know; with those of the log beside them they are not."""
    asked = [(meaning, code) for meaning in (50, 51, 52) for code in ("en", "pl")]
    vectors, languages = [vector(*one) for one in asked], [code for _, code in asked]
    log = [(code, vector(n, code)) for n in range(100, 140) for code in ("en", "pl")]

    assert clusters(vectors, languages) == [[0], [1], [2], [3], [4], [5]]
    assert clusters(vectors, languages, log) == [[0, 1], [2, 3], [4, 5]]


def test_a_vector_of_another_model_stands_alone():
    odd = np.ones(32, "<f2").tobytes()
    assert clusters([vector(1), odd, vector(1)], ["en"] * 3, [("en", odd)]) == [[0, 2], [1]]


def test_a_vector_of_nothing_breaks_nothing():
    nothing = np.zeros(SIZE, "<f2").tobytes()
    assert clusters([nothing] * 25, ["en"] * 25) == [[n] for n in range(25)]


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["en", "pl", "sl"])), max_size=30))
def test_every_question_is_in_one_cluster(asked):
    vectors = [None if meaning == 0 else vector(meaning, code) for meaning, code in asked]

    found = clusters(vectors, [code for _, code in asked])

    assert sorted(i for group in found for i in group) == list(range(len(asked)))


@pytest.mark.parametrize("count", [2, 30])
def test_the_same_question_many_times_is_one(count):
    vectors = [vector(3)] * count + [vector(n) for n in range(60, 90)]

    assert clusters(vectors, ["en"] * len(vectors))[0] == list(range(count))
