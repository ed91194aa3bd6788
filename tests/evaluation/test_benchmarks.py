"""The benchmarks run; what they measure is for people to judge."""

import pytest

from benchmarks import matching
from benchmarks.load import embedding, load, three
from benchmarks.peers import fuzzy, words
from benchmarks.scaling import cost
from benchmarks.synthetic import CONTENT_SET, Directions, Writer, passages
from bot.app.nursery import Nursery
from bot.domain.entries import EntryText
from bot.evaluation.sets import read_set
from bot.matching.columns import Ground
from bot.matching.terms import Terms


@pytest.fixture(scope="module")
def questions():
    return read_set(CONTENT_SET).questions[:5]


async def test_every_size_is_measured(settings, real_content, questions):
    writer = Writer(real_content)

    measured = await cost(settings, writer, 12, ("en", "sl"), questions, Directions())

    assert (measured.entries, measured.languages, measured.passages) == (12, 2, 24)
    assert min(measured.build_s, measured.query_ms, measured.fuzzy_ms, measured.words_ms) > 0


async def test_many_questions_are_asked_at_once(app, questions):
    async with Nursery() as nursery:
        measured = await load(app, nursery, questions, at_once=7, rounds=3)

    assert len(measured.alone) == 7
    assert len(measured.together) == 21
    assert set(measured.memory) == {1, 2, 3}
    assert three(measured.together).count(" / ") == 2


async def test_embedding_is_measured_text_by_text(app, real_content, questions):
    texts = [passage.text for passage in passages(real_content)][:3]

    measured = await embedding(app, texts, questions)

    assert measured.passages == 3
    assert measured.characters == sorted(map(len, texts))[1]


def test_the_simple_searches_find_what_is_named():
    texts = [
        EntryText("Weaving for beginners", "", "Learn to weave.", aliases=("loom course",)),
        EntryText("Light festival", "", "Streets at night.", aliases=("lumiere",)),
        EntryText("Pottery evenings", "", "Clay and kiln.", aliases=("ceramics",)),
    ]

    assert fuzzy(texts)("the light festival")[0] == 2  # two names each: the title comes first
    assert fuzzy(texts)("loom course")[0] == 1
    assert words(texts)("when is the festival")[0] == 1
    assert words(texts)("clay")[0] == 2


async def test_directions_are_unit_vectors_that_stay_with_their_text():
    one, other = Directions(), Directions()

    vector = await one.query("Kje je denar?")

    assert abs(float(vector @ vector) - 1) < 1e-5
    assert (vector == await other.query("Kje je denar?")).all()
    assert float(vector @ await one.query("Wo ist das Geld?")) < 0.9


def test_matching_is_measured_in_both_directions(real_content):
    ground = Ground(Terms(real_content.vocabulary))

    for measured in (matching.one_person(ground, 40), matching.one_challenge(ground, 60)):
        assert min(measured.query_ms, measured.jaccard_ms, measured.mib) > 0
        assert measured.slowest_ms >= measured.query_ms
