"""The order of the entries for a question, and the evidence for how sure that is."""

from datetime import date

import numpy as np
import pytest

from bot.answers.bank import Near
from bot.answers.index import Index
from bot.answers.judging import FEATURES, LEXICAL_FEATURES
from bot.answers.passages import Passage
from bot.answers.ranking import (
    FACETS,
    FACETS_OF_WORDS,
    LISTED,
    NOTHING,
    RANKING,
    TRACED,
    WORDS,
    against,
    by_meaning,
    by_words,
    ranked_by,
)
from bot.domain.answers import Mode
from bot.domain.entries import Kind
from bot.domain.talk import Talk
from bot.domain.understanding import Facet, Money, Period, Understood
from bot.embedding import NullEmbedder
from tests.answers.topics import ALL, GRANT, MemoryCache, TopicEmbeddings

NONE: dict[str, float] = {}
EVIDENCE = ("best", "above_mean", "above_second", "covered", "length")


@pytest.fixture
def model():
    return TopicEmbeddings()


@pytest.fixture
async def index(model):
    index = Index(model)
    await index.refresh(ALL, MemoryCache())
    return index


@pytest.fixture
def wordy():
    """Give an index that has no vectors."""
    index = Index(NullEmbedder())
    for passage in ALL:
        index.put(passage)
    return index


def ids(ranked):
    return [one.entry_id for one in ranked.scored]


async def test_a_score_is_the_sum_of_meaning_words_and_facets(index, model):
    ranked = by_meaning(index, model.vector("money"), "money", "en", {"advice": 0.5})

    assert ids(ranked) == list(ranked.ids) == ["grant", "advice", "printing"]
    first, second, third = ranked.scored
    assert (first.words, first.facets) == (pytest.approx(WORDS, abs=0.002), 0)
    assert first.nearness == pytest.approx(1, abs=1e-3)
    assert second.facets == FACETS / 2
    assert second.words == pytest.approx(WORDS, abs=0.002)
    assert (third.nearness, third.words, third.facets) == (0, 0, 0)
    for one in ranked.scored:
        parts = one.nearness + one.words + one.facets
        assert one.score == pytest.approx(parts, abs=2e-4)
        assert one.by is Mode.MODEL


async def test_of_two_as_near_the_facets_decide(model):
    index = Index(model)
    twins = [Passage("first", "en", "money"), Passage("second", "en", "money")]
    await index.refresh(twins, MemoryCache())

    def ranked(shares):
        return by_meaning(index, model.vector("money"), "money", "en", shares)

    assert ids(ranked(NONE)) == ["first", "second"]
    assert ids(ranked({"second": 0.5})) == ["second", "first"]


async def test_of_two_as_near_the_words_decide(model):
    index = Index(model)
    twins = [Passage("first", "en", "money here"), Passage("second", "en", "money there")]
    await index.refresh(twins, MemoryCache())

    assert ids(by_meaning(index, model.vector("money"), "there", "en", NONE))[0] == "second"


async def test_words_do_not_outweigh_meaning(index, model):
    ranked = by_meaning(index, model.vector("tax"), "small money grants for makers", "en", NONE)

    assert ids(ranked)[0] == "advice"


async def test_an_entry_counts_once_by_its_nearest_passage(index, model):
    ranked = by_meaning(index, model.vector("print"), "tečaj", "sl", NONE)

    assert ids(ranked).count("printing") == 1


@pytest.mark.parametrize("kind", ["meaning", "words"])
async def test_what_an_index_does_not_have_is_ranked_nowhere(index, model, kind):
    """Facets are read of the entries that there are now; the index may be a moment behind."""
    index.remove("grant")
    shares = {"grant": 1.0, "unheard of": 1.0, "advice": 0.1}

    if kind == "meaning":
        ranked = by_meaning(index, model.vector("money"), "small money grants", "en", shares)
    else:
        ranked = by_words(index, "small money grants", "en", shares)

    assert ranked.ids[0] == "advice"
    assert {"grant", "unheard of"}.isdisjoint({*ids(ranked), *ranked.ids})


async def test_an_entry_that_waits_for_its_vector_counts_by_its_names(index, model):
    index.put(Passage("new", "sl", "Nekaj novega.", ("Delavnica keramike", "keramika")))

    ranked = by_meaning(index, model.vector("people"), "delavnica keramike", "en", NONE)

    assert ids(ranked)[0] == "new"
    first = ranked.scored[0]
    assert (first.by, first.language) == (Mode.LEXICAL, "sl")
    assert first.nearness == pytest.approx(0.55)
    unlike = by_meaning(index, model.vector("money"), "xyz", "en", NONE)
    waiting = next(one for one in unlike.scored if one.entry_id == "new")
    assert 0.25 <= waiting.nearness < 0.55
    assert unlike.ids[0] == "grant"


async def test_an_entry_that_waits_in_one_language_is_found_by_its_vector_in_another(index, model):
    index.put(Passage("grant", "sl", "Nekaj.", ("Nič",)))

    first = by_meaning(index, model.vector("money"), "money", "en", NONE).scored[0]

    assert (first.entry_id, first.by, first.language) == ("grant", Mode.MODEL, "en")


async def test_the_evidence_is_of_all_entries(index, model):
    ranked = by_meaning(index, model.vector("money"), "Where is money?", "en", NONE)

    scores = [one.score for one in ranked.scored]
    evidence = {name: ranked.evidence[name] for name in EVIDENCE}
    assert evidence == {
        "best": scores[0],
        "above_mean": pytest.approx(scores[0] - np.mean(scores), abs=1e-3),
        "above_second": pytest.approx(scores[0] - scores[1]),
        "covered": pytest.approx(float(index.words.scores("Where is money?")[1].max())),
        "length": 3.0,
    }


async def test_one_entry_stands_out_by_nothing(model):
    index = Index(model)
    await index.refresh([GRANT], MemoryCache())

    evidence = by_meaning(index, model.vector("money"), "w " * 20, "sl", NONE).evidence

    assert (evidence["above_second"], evidence["above_mean"]) == (0, pytest.approx(0, abs=1e-4))
    assert evidence["length"] == 8


async def test_evidence_against_the_bank_is_what_the_judge_of_meaning_reads(index, model):
    ranked = by_meaning(index, model.vector("money"), "money", "en", NONE)
    near = Near(0.6, 0.5, mean=0.2, deviation=0.1, topic="weather", talk=Talk.OUT_OF_SCOPE)

    evidence = against(ranked.evidence, 0.7, near)

    best = evidence["best"]
    assert evidence["bank_covered"] == 0.7
    assert evidence["covered_above_bank"] == pytest.approx(evidence["covered"] - 0.7)
    assert evidence["above_bank"] == pytest.approx(best - 0.6)
    assert evidence["above_bank_three"] == pytest.approx(best - 0.5)
    assert evidence["bank_z"] == pytest.approx((best - 0.2) / 0.1)
    assert set(FEATURES) <= set(evidence)


async def test_no_more_than_is_asked_for_is_traced_and_listed(model):
    index = Index(model)
    many = [Passage(f"e{n}", "en", "money") for n in range(LISTED + 30)]
    await index.refresh(many, MemoryCache())

    meaning = by_meaning(index, model.vector("money"), "money", "en", NONE)
    words = by_words(index, "money", "en", NONE)

    for ranked in (meaning, words):
        assert (len(ranked.scored), len(ranked.ids)) == (TRACED, LISTED)
        assert ranked.ids[:3] == ("e0", "e1", "e2")


async def test_an_index_that_was_emptied_ranks_nothing(index, model):
    await index.refresh((), MemoryCache())

    assert by_words(index, "money", "en", NONE).ids == ()
    index.put(Passage("nameless", "en", "money"))
    assert by_meaning(index, model.vector("money"), "money", "en", {"grant": 1.0}) == NOTHING


def test_without_vectors_words_and_facets_rank(wordy):
    ranked = by_words(wordy, "small money grants", "en", {"advice": 1.0})

    assert ids(ranked)[:2] == ["grant", "advice"]
    first, second, *_ = ranked.scored
    assert (first.score, first.words, first.facets) == (1, 1, 0)
    assert second.facets == pytest.approx(FACETS_OF_WORDS)
    assert second.score == pytest.approx(second.words + second.facets, abs=2e-4)
    assert {one.by for one in ranked.scored} == {Mode.LEXICAL}


def test_without_vectors_a_facet_alone_is_enough(wordy):
    assert ids(by_words(wordy, "xyzzy", "en", {"printing": 0.5})) == ["printing"]


def test_without_vectors_what_shares_nothing_is_left_out(wordy):
    ranked = by_words(wordy, "xyzzy qwrt", "en", NONE)

    assert ranked.ids == ()
    assert ranked.evidence == dict.fromkeys(LEXICAL_FEATURES, 0.0)


def test_the_evidence_of_words_is_what_their_judge_reads_beside_the_bank(wordy):
    evidence = by_words(wordy, "small money grants", "en", NONE).evidence

    assert set(LEXICAL_FEATURES) <= set(against(evidence, 0.1))
    assert evidence["covered"] == evidence["covered_first"] == pytest.approx(1)
    assert evidence["likeness"] == 1
    assert evidence["length"] == 3
    assert evidence["above_second"] > 0.3


def test_without_vectors_the_language_is_that_of_the_likeliest_name(wordy):
    def language(text, reader):
        return by_words(wordy, text, reader, NONE).scored[0].language

    assert language("tecaj 3d print", "sl") == "sl"
    assert language("small money grants", "sl") == "en"


def test_only_some_facets_move_entries_up():
    asked = Understood(
        "text",
        kinds=frozenset({Kind.TRAINING}),
        period=Period(date(2026, 5, 1), date(2026, 5, 31)),
        countries=frozenset({"PL"}),
        sectors=frozenset({"craft"}),
        skills=frozenset({"sewing"}),
        free=True,
        money=Money(100),
    )

    assert set(ranked_by(asked).facets()) == {Facet.PERIOD, Facet.COUNTRY, Facet.COST}
    assert set(ranked_by(asked).facets()) <= RANKING
    assert ranked_by(asked).text == "text"
