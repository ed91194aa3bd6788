"""Vectors beside the content: found by text and model, and worth nothing when damaged."""

import numpy as np
import pytest

from bot.answers.bank import Calibration
from bot.answers.index import vector_key
from bot.answers.shipped import FOLDER, Shipped, keys_of, ship
from bot.app.services import passages_of_all

TEXTS = ("One passage.", "Another passage.", "Ένα κείμενο.")


@pytest.fixture
def vectors():
    chance = np.random.default_rng(1)
    rows = chance.normal(size=(3, 8)).astype(np.float16)
    return {vector_key("m/1", t): row.tobytes() for t, row in zip(TEXTS, rows, strict=True)}


def test_what_was_shipped_is_found(tmp_path, vectors):
    assert ship(tmp_path, vectors) == 3
    shipped = Shipped.read(tmp_path)

    assert len(shipped) == 3
    assert shipped.get_many(keys_of("m/1", (*TEXTS, TEXTS[0]))) == vectors


def test_another_text_or_model_is_not(tmp_path, vectors):
    ship(tmp_path, vectors)
    shipped = Shipped.read(tmp_path)

    assert shipped.get_many(keys_of("m/2", TEXTS)) == {}
    assert shipped.get_many(keys_of("m/1", ["One passage"])) == {}


@pytest.mark.parametrize("damaged", ["keys.npy", "vectors.npy"])
def test_nothing_or_half_a_file_is_no_vectors(tmp_path, vectors, damaged):
    assert len(Shipped.read(tmp_path)) == 0
    ship(tmp_path, vectors)
    file = tmp_path / FOLDER / damaged
    file.write_bytes(file.read_bytes()[:90])

    assert len(Shipped.read(tmp_path)) == 0


def test_most_of_the_content_is_shipped_for_the_model_that_was_calibrated(app):
    passages = passages_of_all(app.knowledge.findable)
    texts = [text for passage in passages for text, _ in passage.texts]
    keys = keys_of(Calibration.read().model, texts)

    share = len(app.shipped.get_many(keys)) / len(keys)
    assert share > 0.9, "run `collider content vectors` and commit content/.vectors"
