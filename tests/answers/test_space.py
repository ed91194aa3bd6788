"""The space of comparison: without language, with less of the average."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.bank import CALIBRATION, Calibration
from bot.answers.space import DIRECTIONS, SHARE, Space

PATIENT = settings(deadline=None)


def collection(languages, texts=12, dimension=40, seed=1):
    """Return texts that mean the same in each language, moved by where each language lies."""
    rng = np.random.default_rng(seed)
    meanings = rng.normal(size=(texts, dimension))
    places = 3 * rng.normal(size=(languages, dimension))
    vectors = (meanings[None] + places[:, None]).reshape(-1, dimension).astype(np.float32)
    return vectors, [f"l{number}" for number in range(languages) for _ in range(texts)]


def means(vectors, languages):
    """Return the mean vector of each language."""
    of = np.array(languages)
    return np.stack([vectors[of == language].mean(axis=0) for language in sorted(set(of))])


@pytest.mark.parametrize("languages", [2, 5, DIRECTIONS + 1])
def test_the_means_of_languages_coincide_after_placing(languages):
    vectors, of = collection(languages)
    assert np.ptp(means(vectors, of), axis=0).max() > 1

    placed = Space.fitted(vectors, of).place(vectors)

    assert np.ptp(means(placed, of), axis=0).max() < 1e-4


def test_what_a_text_means_stays():
    vectors, of = collection(5)
    placed = Space.fitted(vectors, of).place(vectors).reshape(5, 12, -1)

    cosines = placed[0] @ placed[3].T

    assert (cosines.argmax(axis=1) == np.arange(12)).all()
    assert np.allclose(np.diag(cosines), 1, atol=1e-4)


def test_with_one_language_nothing_but_the_average_is_taken_out():
    vectors, of = collection(1)

    space = Space.fitted(vectors, of)

    assert len(space.directions) == 0
    assert np.allclose(space.mean, SHARE * vectors.mean(axis=0), atol=1e-5)


@PATIENT
@given(st.integers(1, 14))
def test_directions_are_orthonormal_and_no_more_than_languages_span(languages):
    space = Space.fitted(*collection(languages))

    count = min(DIRECTIONS, languages - 1)
    assert space.directions.shape == (count, 40)
    assert np.allclose(space.directions @ space.directions.T, np.eye(count), atol=1e-5)
    assert np.allclose(space.directions @ space.mean, 0, atol=1e-4)


def test_in_the_bank_of_the_repository_languages_come_together():
    """How far apart languages are, in spreads of one language: .60 before, .14 after."""
    known = Calibration.read()
    assert known is not None, "run benchmarks.calibrate"
    vectors = np.load(CALIBRATION / "bank.npy").astype(np.float32)
    languages = [message.language for message in known.bank.messages]

    def apart(vectors):
        of = means(vectors, languages)
        spread = np.linalg.norm(vectors - of[np.unique(languages, return_inverse=True)[1]], axis=1)
        return np.linalg.norm(of[:, None] - of, axis=-1).mean() / spread.mean()

    assert apart(known.bank.space.place(vectors)) < apart(vectors) / 3


def test_the_space_of_an_unknown_model_is_its_own():
    vector = np.array([0.6, 0.8, 0], dtype=np.float32)

    space = Space.of_the_model(3)

    assert np.allclose(space.place(vector), vector)
    assert np.allclose(space.place(np.stack([vector, vector])), [vector, vector])


@PATIENT
@given(st.integers(0, 100))
def test_one_text_is_placed_as_among_others_and_has_length_one(seed):
    vectors, of = collection(5, seed=seed)
    space = Space.fitted(vectors, of)

    placed = space.place(vectors)

    assert placed.dtype == np.float32
    assert np.allclose(np.linalg.norm(placed, axis=1), 1, atol=1e-5)
    assert np.allclose(space.place(vectors[7]), placed[7], atol=1e-5)


def test_what_is_nothing_but_language_and_average_does_not_divide_by_zero():
    assert np.array_equal(Space.of_the_model(4).place(np.zeros(4, np.float32)), np.zeros(4))
