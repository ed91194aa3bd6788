"""Without the model: answers by words, as honest as with it."""

import pytest

from bot.answers.asking import Answers
from bot.answers.bank import Calibration
from bot.answers.index import Index
from bot.answers.judging import LEXICAL_FEATURES
from bot.answers.passages import Passage
from bot.domain.answers import Confidence, Mode
from bot.domain.talk import Talk
from bot.embedding import NullEmbedder
from tests.answers.topics import ALL, GRANT, PRINTING, MemoryCache, TopicEmbeddings, calibration


@pytest.fixture
def wordy():
    """Answers without a model."""
    return without_model(*ALL)


def without_model(*passages):
    embeddings = NullEmbedder()
    index = Index(embeddings)
    for passage in passages:
        index.put(passage)
    return Answers(index, embeddings, calibration=calibration(TopicEmbeddings()))


def ids(answer):
    return [hit.entry_id for hit in answer.hits]


async def test_without_a_model_answers_are_lexical(wordy):
    answer = await wordy.ask("3d print course", "en")

    assert ids(answer)[0] == "printing"
    assert answer.mode is Mode.LEXICAL
    assert answer.confidence is Confidence.CONFIDENT
    assert answer.vector is None
    assert {one.by for one in answer.trace} == {Mode.LEXICAL}


async def test_without_a_model_spelling_is_repaired(wordy):
    answer = await wordy.ask("fundign for makres", "en")

    assert ids(answer)[0] == "grant"
    assert answer.trace[0].words == 1
    assert "spelling: funding for makers" in answer.stages


async def test_a_resting_model_is_replaced_by_words():
    model = TopicEmbeddings()
    index = Index(model)
    await index.refresh(ALL, MemoryCache())
    answers = Answers(index, model, calibration=calibration(model))
    model.ready = False

    answer = await answers.ask("TECAJ 3d print", "sl")

    assert answer.mode is Mode.LEXICAL
    assert (answer.hits[0].entry_id, answer.hits[0].language) == ("printing", "sl")


async def test_a_ready_model_without_any_vector_is_replaced_by_words():
    model = TopicEmbeddings()
    index = Index(model)
    index.put(PRINTING)

    answer = await Answers(index, model, calibration=calibration(model)).ask("print course", "en")

    assert answer.mode is Mode.LEXICAL
    assert ids(answer) == ["printing"]


async def test_words_that_name_several_entries_equally_are_no_sure_answer():
    names = ("Design fair", "Design gala")
    answers = without_model(*(Passage(name, "en", name, (name,)) for name in names))

    both = await answers.ask("design", "en")
    one = await answers.ask("design fair", "en")

    assert len(both.hits) == 2
    assert both.trace[0].score == both.trace[1].score
    assert both.certainty >= 0.7
    assert both.confidence is Confidence.UNSURE
    assert one.confidence is Confidence.CONFIDENT


async def test_words_that_name_nothing_find_nothing():
    empty = await without_model().ask("anything at all", "en")
    assert (empty.hits, empty.confidence) == ((), Confidence.NONE)

    unheard = await without_model(GRANT).ask("xyzzy qwrt", "en")
    assert (unheard.hits, unheard.confidence) == ((), Confidence.NONE)


async def test_without_a_model_a_message_of_the_bank_gets_the_reply_of_its_topic(wordy):
    """The message is one of `negatives.yaml`."""
    answer = await wordy.ask("how much does a junior UX designer earn in Vienna", "en")

    assert (answer.confidence, answer.talk) == (Confidence.NONE, Talk.NEAR_DOMAIN)


async def test_evidence_for_calibrating_is_what_the_judge_of_words_reads(wordy):
    ranked, evidence = await wordy.evidence("small money grants", "en")

    assert ranked.ids[0] == "grant"
    assert set(LEXICAL_FEATURES) <= set(evidence)


async def test_the_calibration_of_the_repository_judges_without_a_model():
    known = Calibration.read()
    assert known is not None, "run benchmarks.calibrate"
    index = Index(NullEmbedder(), known)
    for passage in ALL:
        index.put(passage)
    answers = Answers(index, NullEmbedder(), calibration=known)

    asked = await answers.ask("3d print course", "en")
    refused = await answers.ask("is there a pharmacy open in this village", "en")

    assert (ids(asked)[0], asked.confidence) == ("printing", Confidence.CONFIDENT)
    assert refused.certainty < asked.certainty
    assert refused.confidence is Confidence.NONE
