"""Texts that mean the same are found alike, whatever their language; nothing is embedded twice."""

import hashlib

import numpy as np
import pytest

from bot.domain.opportunities import Opportunity, OpportunityKind
from bot.domain.people import Profile
from bot.embedding import NullEmbedder
from bot.matching.meanings import (
    Meanings,
    Side,
    labels_of,
    text_of_opportunity,
    text_of_person,
    vector_key,
)
from tests.matching.worlds import NOW

DIMENSION = 64
LABELS = {"en": ("glass", "wood", "paper"), "sl": ("steklo", "les", "papir")}
SAME = {"steklo": "glass", "les": "wood", "papir": "paper"}


class Model:
    """Meaning is the set of words; each language adds a direction, as the real model does."""

    ready = True
    model_version = "words/64"

    def __init__(self):
        self.passages, self.queries, self.refused = [], [], set()

    async def passage(self, text):
        self.passages.append(text)
        return self._vector(text, "passage")

    async def query(self, text):
        self.queries.append(text)
        return self._vector(text, "query")

    def _vector(self, text, prefix):
        if text in self.refused:
            return None
        words = text.split()
        vector = 0.3 * _random(prefix) + 2 * _random("all texts")
        for word in words:
            vector += _random(SAME.get(word, word)) / len(words)
            vector += _random("sl" if word in SAME else "en") / len(words)
        return (vector / np.linalg.norm(vector)).astype(np.float32)


def _random(word):
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4])
    vector = np.random.default_rng(seed).normal(size=DIMENSION)
    return vector / np.linalg.norm(vector)


class Cache:
    def __init__(self):
        self.kept = {}

    async def get_many(self, keys):
        return {key: self.kept[key] for key in keys if key in self.kept}

    async def put(self, key, vector):
        self.kept[key] = vector


@pytest.fixture
def model():
    return Model()


@pytest.fixture
def cache():
    return Cache()


@pytest.fixture
async def meanings(model, cache):
    """Give three people and three offers."""
    meanings = Meanings(model, LABELS)
    for number, text in enumerate(("glass", "les", "paper wood"), 1):
        meanings.put(number, Side.PERSON, text, "sl" if text in SAME else "en")
    for number, (text, language) in enumerate(
        (("steklo", "sl"), ("wood", "en"), ("papir", "sl")), 1
    ):
        meanings.put(f"entry:{number}", Side.OPPORTUNITY, text, language)
    await meanings.fill(cache)
    return meanings


OFFERS = ("entry:1", "entry:2", "entry:3")


async def test_the_same_meaning_in_another_language_is_nearest(meanings):
    assert meanings.likeness(1, OFFERS).argmax() == 0
    assert meanings.likeness(2, OFFERS).argmax() == 1
    assert meanings.likeness_of_people("entry:3", (1, 2, 3)).argmax() == 2


async def test_both_directions_say_the_same(meanings):
    there = np.stack([meanings.likeness(person, OFFERS) for person in (1, 2, 3)])
    back = np.stack([meanings.likeness_of_people(offer, (1, 2, 3)) for offer in OFFERS])
    np.testing.assert_allclose(there, back.T, atol=1e-5)
    assert ((there >= 0) & (there <= 1)).all()


async def test_an_offer_is_its_own_nearest_neighbour(meanings):
    for place, offer in enumerate(OFFERS):
        likeness = meanings.neighbours(offer, OFFERS)
        assert likeness.argmax() == place
        assert likeness[place] == 1


async def test_what_is_not_known_is_said_to_be_unknown(meanings):
    assert np.isnan(meanings.likeness(9, OFFERS)).all()
    assert np.isnan(meanings.likeness(1, ("entry:9", "entry:1"))).tolist() == [True, False]
    assert meanings.likeness(1, ()).shape == (0,)


async def test_without_a_model_nothing_is_known(cache):
    meanings = Meanings(NullEmbedder(), LABELS)
    meanings.put(1, Side.PERSON, "glass", "en")
    meanings.put("entry:1", Side.OPPORTUNITY, "glass", "en")
    await meanings.fill(cache)
    assert np.isnan(meanings.likeness(1, ("entry:1",))).all()
    assert meanings.key_of(1) is None


async def test_each_text_is_embedded_once_and_never_again_from_the_cache(meanings, model, cache):
    assert len(model.passages) == len(LABELS["en"]) + len(LABELS["sl"]) + 3 + len(OFFERS)
    before = len(model.passages)
    again = Meanings(model, LABELS)
    again.put(1, Side.PERSON, "glass", "en")
    again.put(2, Side.PERSON, "les", "sl")
    again.put(3, Side.PERSON, "paper wood", "en")
    for number, (text, language) in enumerate(
        (("steklo", "sl"), ("wood", "en"), ("papir", "sl")), 1
    ):
        again.put(f"entry:{number}", Side.OPPORTUNITY, text, language)
    await again.fill(cache)
    assert len(model.passages) == before
    np.testing.assert_array_equal(again.likeness(1, OFFERS), meanings.likeness(1, OFFERS))


async def test_a_text_told_again_keeps_its_vector_and_a_changed_one_does_not(meanings, model):
    before = len(model.passages)
    meanings.put(1, Side.PERSON, "glass", "en")
    assert meanings.missing == 0
    meanings.put(1, Side.PERSON, "wood", "en")
    assert np.isnan(meanings.likeness(1, OFFERS)).all()
    await meanings.fill(Cache())
    assert meanings.likeness(1, OFFERS).argmax() == 1
    assert len(model.passages) == before + 1


async def test_what_people_wrote_is_never_asked_as_a_question(meanings, model):
    """The model's queue remembers questions; a bio would outlive its erasure there."""
    assert "paper wood" in model.passages
    assert "paper wood" not in model.queries


async def test_a_dropped_text_is_gone_and_its_key_can_be_dropped_too(meanings, cache):
    key = meanings.key_of(3)
    assert key in cache.kept
    assert key == vector_key(Model.model_version, Side.PERSON, "paper wood")
    meanings.drop(3)
    meanings.drop(3)
    assert np.isnan(meanings.likeness(3, OFFERS)).all()
    assert np.isnan(meanings.likeness_of_people("entry:1", (1, 3))).tolist() == [False, True]
    assert meanings.key_of(3) is None


async def test_a_text_changed_while_it_was_embedded_keeps_nothing_of_the_old_one(model, cache):
    meanings = Meanings(model, LABELS)
    meanings.put(1, Side.PERSON, "glass", "en")
    real = model.passage

    async def changed_meanwhile(text):
        if text == "glass":
            meanings.put(1, Side.PERSON, "wood", "en")
        return await real(text)

    model.passage = changed_meanwhile
    meanings.put("entry:1", Side.OPPORTUNITY, "steklo", "sl")
    meanings.put("entry:2", Side.OPPORTUNITY, "les", "sl")
    await meanings.fill(cache)
    assert meanings.missing == 0
    assert meanings.likeness(1, ("entry:1", "entry:2")).argmax() == 1


async def test_a_text_that_cannot_be_embedded_is_left_unknown(model, cache):
    model.refused.add("paper")
    meanings = Meanings(model, {"en": ("glass",)})
    meanings.put(1, Side.PERSON, "paper", "en")
    meanings.put(2, Side.PERSON, "glass", "en")
    meanings.put("entry:1", Side.OPPORTUNITY, "glass", "en")
    await meanings.fill(cache)
    assert meanings.missing == 1
    likeness = meanings.likeness_of_people("entry:1", (1, 2))
    assert np.isnan(likeness).tolist() == [True, False]


async def test_a_resting_model_is_left_alone(model, cache):
    model.ready = False
    model.refused.update(f"text {number}" for number in range(9))
    meanings = Meanings(model, {})
    for number in range(9):
        meanings.put(number, Side.PERSON, f"text {number}", "en")
    await meanings.fill(cache)
    assert len(model.passages) == 2
    model.ready, model.refused = True, set()
    await meanings.fill(cache)
    assert meanings.missing == 0


@pytest.mark.parametrize("broken", [b"", b"x", b"\0" * 128, b"\xff" * 128])
async def test_a_damaged_vector_is_made_anew(model, cache, broken):
    cache.kept[vector_key(Model.model_version, Side.PERSON, "glass")] = broken
    meanings = Meanings(model, {})
    meanings.put(1, Side.PERSON, "glass", "en")
    await meanings.fill(cache)
    assert model.passages == ["glass"]
    assert meanings.missing == 0


async def test_many_texts_come_and_go_without_a_trace(model, cache):
    meanings, fresh = Meanings(model, LABELS), Meanings(model, LABELS)
    words = [f"word{number}" for number in range(300)]
    for number, word in enumerate(words):
        meanings.put(number, Side.PERSON, word, "en")
        meanings.put(f"entry:{number}", Side.OPPORTUNITY, f"{word} wood", "en")
    await meanings.fill(cache)
    for number in range(100, 300):
        meanings.drop(number)
    for number in range(250, 300):
        meanings.put(number, Side.PERSON, words[number], "en")
    await meanings.fill(cache)
    for number in [*range(100), *range(250, 300)]:
        fresh.put(number, Side.PERSON, words[number], "en")
    for number, word in enumerate(words):
        fresh.put(f"entry:{number}", Side.OPPORTUNITY, f"{word} wood", "en")
    await fresh.fill(cache)
    offers = [f"entry:{number}" for number in range(300)]
    found, expected = meanings.likeness(260, offers), fresh.likeness(260, offers)
    np.testing.assert_allclose(found, expected, atol=1e-4)
    assert found[260] == found.max()


def test_what_is_embedded_of_a_person_and_of_an_offer(some_content):
    vocabulary = some_content.vocabulary
    profile = Profile(
        1, NOW, NOW, skills=("packaging_design", "nonsense"), sectors=(), bio=" Škatle. "
    )
    skill = vocabulary.skills["packaging_design"].labels["en"]
    assert text_of_person(profile, vocabulary) == f"Škatle. | {skill}"
    assert text_of_person(Profile(1, NOW, NOW), vocabulary) == ""
    offer = Opportunity(
        "entry:1", OpportunityKind.TRAINING, "en", "Boxes", "Fold.", topics=("packaging_design",)
    )
    assert text_of_opportunity(offer, vocabulary) == f"Boxes. Fold. | {skill}"


def test_all_skills_have_a_name_in_all_languages(real_content):
    labels = labels_of(real_content.vocabulary)
    assert len(labels) == 12
    assert {len(words) for words in labels.values()} == {len(real_content.vocabulary.skills)}
