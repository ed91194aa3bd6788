"""Packed words are kept for the next start, for exactly the texts they are of."""

import numpy as np
import pytest

from bot.answers import pack_cache
from bot.answers.grams import Grams
from bot.answers.pack_cache import PackCache
from bot.answers.packing import pack
from bot.answers.vectors import Slots

TEXTS = [("Tečaj tiska", "Tečaj tiska za vse"), ("", "3D-tisk, druk"), ("…", "")]
KEYS = [("a", "sl"), ("b", "pl"), ("c", "en")]


@pytest.fixture
def place(tmp_path):
    return tmp_path / "words.npz"


@pytest.fixture
def packings(monkeypatch):
    """Note how many texts are packed, each time."""
    counts = []

    def counted(texts):
        counts.append(len(texts))
        return pack(texts)

    monkeypatch.setattr(pack_cache, "pack", counted)
    return counts


def scores(packed, text="tisk za vse"):
    grams = Grams(Slots())
    grams.hold(KEYS, packed)
    return [found.tolist() for found in grams.scores(text)]


def test_the_next_process_packs_nothing_and_finds_the_same(place, packings):
    first = PackCache(place).pack(TEXTS)
    again = PackCache(place).pack(TEXTS)

    assert packings == [3]
    assert scores(again) == scores(first) == scores(pack(TEXTS))
    assert (again.terms, again.words) == (first.terms, first.words)
    assert list(again.words) == list(first.words)
    np.testing.assert_array_equal(again.lengths, first.lengths)


@pytest.mark.parametrize(
    "other",
    [
        TEXTS[:2],
        TEXTS[::-1],
        [("Tečaj", " tiskaTečaj tiska za vse"), *TEXTS[1:]],
        [("Tecaj tiska", "Tečaj tiska za vse"), *TEXTS[1:]],
        [],
    ],
)
def test_other_texts_are_packed_anew(place, packings, other):
    PackCache(place).pack(TEXTS)

    assert PackCache(place).pack(other).lengths.tolist() == pack(other).lengths.tolist()
    assert packings == [3, len(other)]


def test_another_version_of_the_code_packs_anew(place, packings, monkeypatch):
    PackCache(place).pack(TEXTS)
    monkeypatch.setattr(pack_cache, "VERSION", b"another")

    PackCache(place).pack(TEXTS)

    assert packings == [3, 3]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"nothing of it",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-30],
        lambda data: data.replace(b"tisk", b"tosk"),
        lambda data: data.replace(b"rows.npy", b"rews.npy"),
    ],
)
def test_a_damaged_file_is_none(place, packings, damage):
    first = PackCache(place).pack(TEXTS)
    data = place.read_bytes()
    assert damage(data) != data
    place.write_bytes(damage(data))

    assert scores(PackCache(place).pack(TEXTS)) == scores(first)
    assert packings == [3, 3]
    PackCache(place).pack(TEXTS)
    assert packings == [3, 3]


def test_a_folder_that_cannot_be_written_costs_nothing_else(tmp_path, packings):
    place = tmp_path / "missing" / "words.npz"

    assert scores(PackCache(place).pack(TEXTS)) == scores(pack(TEXTS))
