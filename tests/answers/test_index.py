"""Passages and their vectors: what is embedded when, and what is found meanwhile."""

import asyncio
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.index import Index, Progress, vector_key
from bot.answers.passages import NAMES, Passage
from bot.embedding import NullEmbedder
from tests.answers.topics import (
    ADVICE,
    ALL,
    GRANT,
    PRINTING,
    PRINTING_SL,
    TEXTS,
    MemoryCache,
    TongueEmbeddings,
    TopicEmbeddings,
    calibration,
    in_languages,
)

PATIENT = settings(deadline=None)

DONE = Progress(len(ALL), len(ALL))


@pytest.fixture
def model():
    return TopicEmbeddings()


@pytest.fixture
def cache():
    return MemoryCache()


@pytest.fixture
def index(model):
    return Index(model)


def near(index, model, text):
    """Return the nearness of the entries that have a vector, nearest first."""
    vector = model.vector(text)
    scores = index.nearness(index.space(len(vector)).place(vector)).scores
    found = {id_: float(scores[n]) for n, id_ in enumerate(index.slots.ids) if scores[n] > -np.inf}
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def nearest(index, model, text):
    """Return the entry that is nearest."""
    return next(iter(near(index, model, text)))


async def test_each_passage_gets_its_vector(model, index, cache):
    await index.refresh(ALL, cache)

    assert index.progress == DONE
    assert index.has_vectors
    assert nearest(index, model, "money") == "grant"
    assert sorted(model.embedded) == sorted(TEXTS)


async def test_names_share_in_the_vector(model, index, cache):
    await index.refresh([Passage("e", "en", "print", ("money",))], cache)

    assert near(index, model, "print")["e"] == pytest.approx(1 - NAMES, abs=1e-3)
    assert near(index, model, "money")["e"] == pytest.approx(NAMES, abs=1e-3)


async def test_a_second_refresh_embeds_nothing(model, index, cache):
    await index.refresh(ALL, cache)
    await index.refresh(ALL, cache)
    await Index(model).refresh(ALL, cache)

    assert len(model.embedded) == len(TEXTS)


async def test_equal_texts_are_embedded_once(model, index, cache):
    await index.refresh([Passage(f"e{n}", "en", "print") for n in range(5)], cache)

    assert model.embedded == ["print"]
    assert index.progress == Progress(5, 5)


async def test_only_a_changed_text_is_embedded(model, index, cache):
    await index.refresh(ALL, cache)
    changed = replace(GRANT, text="Now about people.")

    await index.refresh((PRINTING, PRINTING_SL, changed, ADVICE), cache)

    assert model.embedded[len(TEXTS) :] == ["Now about people."]
    assert nearest(index, model, "people") == "grant"


async def test_changed_names_are_embedded_and_found(model, index, cache):
    await index.refresh(ALL, cache)

    index.put(replace(GRANT, names=("Micro subsidies",)))

    assert index.progress == Progress(3, 4)
    assert index.likeliest("subsidies", "en", 1)[0].entry_id == "grant"
    assert index.likeliest("small grants", "en", 1)[0].score < 0.75
    await index.fill(cache)
    assert model.embedded[len(TEXTS) :] == ["Micro subsidies. "]


async def test_words_that_changed_alone_keep_the_vector(model, index, cache):
    await index.refresh(ALL, cache)

    index.put(replace(GRANT, words=f"{GRANT.text} A subvention."))

    assert index.progress == DONE
    assert "subvention" in index.vocabulary
    assert index.words.scores("subvention")[0][index.slots.of("grant")] > 0


def test_names_that_went_are_not_found_by(index):
    index.put(GRANT)
    index.put(replace(GRANT, names=()))

    assert index.likeliest("small money grants", "en", 1) == []


async def test_another_model_makes_all_vectors_anew(model, index, cache):
    await index.refresh(ALL, cache)
    model.model_version = "topics/2"

    await Index(model).refresh(ALL, cache)

    assert len(model.embedded) == 2 * len(TEXTS)
    assert vector_key("topics/1", "a") != vector_key("topics/2", "a")


async def test_cached_and_fresh_vectors_score_the_same(model, index, cache):
    await index.refresh(ALL, cache)
    again = Index(model)
    await again.refresh(ALL, cache)

    assert near(again, model, "tax money") == near(index, model, "tax money")
    assert len(model.embedded) == len(TEXTS)


async def test_vectors_are_kept_in_half_precision(model, index, cache):
    await index.refresh(ALL, cache)

    assert {len(kept) for kept in cache.kept.values()} == {2 * len(model.vector("print"))}


@pytest.mark.parametrize(
    "damage",
    [b"", b"\x00", b"\xff\xff" * 7, b"\x00\x00" * 7, b"\x00\x7c" * 7, b"\x00\x38"],
    ids=["empty", "odd", "no numbers", "zero", "infinite", "cut"],
)
async def test_a_damaged_cache_is_not_believed(model, index, cache, damage):
    await index.refresh(ALL, cache)
    whole = near(index, model, "money")
    cache.kept = dict.fromkeys(cache.kept, damage)
    again = Index(model)

    await again.refresh(ALL, cache)

    assert len(model.embedded) == 2 * len(TEXTS)
    assert again.progress == DONE
    assert near(again, model, "money") == whole


async def test_removed_entries_are_not_found(model, index, cache):
    await index.refresh(ALL, cache)
    index.remove("grant")
    index.remove("never there")
    await index.refresh((PRINTING, ADVICE), cache)

    assert index.progress == Progress(2, 2)
    assert list(near(index, model, "money")) == ["advice", "printing"]
    assert index.likeliest("small money grants", "en", 5)[0].entry_id != "grant"
    assert not index.known()[index.slots.of("grant")]
    assert "makers" not in index.vocabulary

    index.put(Passage("new", "en", "money"))  # takes a freed row
    await index.fill(cache)

    assert nearest(index, model, "money") == "new"
    assert "grant" not in near(index, model, "money")


async def test_replacing_an_entry_drops_the_languages_it_lost(index, cache):
    await index.refresh(ALL, cache)

    index.replace("printing", [PRINTING])

    assert index.progress == Progress(3, 3)
    assert index.likeliest("Tečaj 3D-print", "sl", 1)[0].language == "en"
    assert "tecaj" not in index.vocabulary


async def test_a_noted_question_leads_to_its_entry(model, index, cache):
    asked = Passage("printing", "en", "who gives me money to print", part=1)
    await index.refresh([*ALL, asked], cache)

    with_it = near(index, model, "print money")

    index.replace("printing", [PRINTING, PRINTING_SL])
    without = near(index, model, "print money")
    assert max(with_it, key=with_it.__getitem__) == "printing"
    assert with_it["printing"] > without["printing"]
    assert with_it["grant"] == without["grant"]


async def test_noted_questions_of_several_languages_shift_together(cache):
    """They are one channel: what is nearer in Slovenian alone is measured with all."""
    model = TongueEmbeddings()
    index = Index(model, calibration(model))
    noted = in_languages(
        Passage("a", "en", "money"),
        Passage("a", "en", "money", part=1),
        Passage("b", "en", "tax"),
        Passage("b", "sl", "tax money", part=1),
    )
    await index.refresh(noted, cache)

    scores = near(index, model, "sl money")

    place = index.space(len(model.vector("en"))).place
    question = place(model.vector("sl money"))
    texts = ("en money", "en tax", "en tax money")
    a, b, b_asked = (question @ place(model.vector(text)) for text in texts)
    shift = (0 + (b_asked - b) + 3 * 0.03) / (2 + 3)
    assert scores == {
        "a": pytest.approx(a, abs=1e-3),
        "b": pytest.approx(max(b, b_asked - shift), abs=1e-3),
    }


async def test_an_index_larger_than_one_batch_is_filled(index, cache):
    many = [Passage(f"e{n}", "en", f"print {n}") for n in range(450)]

    await index.refresh(many, cache)

    assert index.progress == Progress(450, 450)
    assert len(cache.kept) == 450


async def test_what_comes_while_filling_is_taken_along(model, index, cache):
    filling = asyncio.ensure_future(index.refresh(ALL, cache))
    while not model.embedded:  # noqa: ASYNC110 - the fake model gives way after each text
        await asyncio.sleep(0)
    index.put(Passage("late", "en", "people"))
    index.put(Passage("grant", "en", "tax now"))
    index.remove("advice")
    await filling

    assert index.progress == Progress(4, 4)
    assert nearest(index, model, "people") == "late"
    assert nearest(index, model, "tax") == "grant"
    assert "advice" not in near(index, model, "tax")


async def test_others_have_their_turn_while_an_index_is_filled_from_the_cache(model, index, cache):
    many = [Passage(f"e{n}", "en", f"print {n}") for n in range(450)]
    await Index(model).refresh(many, cache)
    for passage in many:
        index.put(passage)
    seen = set()

    async def look():
        while True:
            seen.add(index.progress.done)
            await asyncio.sleep(0)

    looking = asyncio.ensure_future(look())
    await index.fill(cache)
    looking.cancel()

    assert index.progress.done == 450
    assert {200, 400} <= seen


async def test_a_text_that_cannot_be_embedded_does_not_stop_the_others(model, index, cache):
    model.stumbles_on = GRANT.text

    await index.refresh(ALL, cache)

    assert index.progress == Progress(3, 4)
    assert index.likeliest("money", "en", 5, without_vector=True)[0].entry_id == "grant"


async def test_filling_stops_while_the_model_rests_and_goes_on_after(model, index, cache):
    model.ready = False
    await index.refresh(ALL, cache)
    assert index.progress == Progress(0, 4)
    assert not index.has_vectors

    model.ready = True
    await index.fill(cache)
    assert index.progress == DONE


async def test_a_model_that_dies_on_the_way_leaves_what_is_done(model, index, cache):
    class Dies(MemoryCache):
        async def put(self, key, vector):
            await super().put(key, vector)
            model.ready = len(self.kept) < 3

    await index.refresh(ALL, Dies())

    assert index.progress == Progress(1, 4)


async def test_without_a_model_nothing_is_asked_of_the_cache(cache):
    index = Index(NullEmbedder())

    await index.refresh(ALL, cache)

    assert cache.asked == 0
    assert index.progress == Progress(0, 4)
    assert index.known().all()


async def test_only_the_model_that_was_calibrated_is_compared_in_its_space(cache):
    model = TongueEmbeddings()
    index = Index(model, calibration(model))
    assert index.space(13) is index.calibration.bank.space

    model.model_version = "another"

    assert index.calibration is None
    assert len(index.space(13).directions) == 0


async def test_in_the_calibrated_space_a_text_means_the_same_in_every_language(cache):
    """Asked in Slovenian for money, of English on money and Slovenian on something else."""
    passages = in_languages(
        Passage("money", "en", "money"), Passage("tax", "sl", "tax tax people")
    )
    model = TongueEmbeddings()
    raw, calibrated = Index(model), Index(model, calibration(model))
    await raw.refresh(passages, cache)
    await calibrated.refresh(passages, cache)

    before, after = (near(index, model, "sl money") for index in (raw, calibrated))

    assert before["money"] - before["tax"] < 0.1
    assert after["money"] == pytest.approx(1, abs=1e-2)
    assert after["tax"] < 0.6


def test_an_entry_of_noted_questions_alone_is_known(index):
    index.put(Passage("odd", "en", "what is odd", part=1))

    assert index.known().tolist() == [True]


TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)


@PATIENT
@given(st.lists(st.tuples(st.sampled_from("abc"), TEXT, TEXT), max_size=6), TEXT)
def test_whatever_editors_write_comes_and_goes_without_a_trace(passages, question):
    index = Index(NullEmbedder())
    index.put(GRANT)
    words, repaired = index.words.scores(question)[0], index.vocabulary.repaired(question)

    for entry, text, name in passages:
        index.put(Passage(entry, "en", text, (name,)))
    for entry in "abc":
        index.remove(entry)

    assert index.progress == Progress(0, 1)
    assert index.known().sum() == 1
    assert index.vocabulary.repaired(question) == repaired
    assert index.words.scores(question)[0][0] == words[0]
    assert not index.words.scores(question)[0][1:].any()
