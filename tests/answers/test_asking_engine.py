"""From a question to an answer: by meaning, by words, and honestly unsure."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.answers.asking import TALK_COVERED, TALK_NEAR, UNCALIBRATED, Answers
from bot.answers.bank import Calibration
from bot.answers.index import Index
from bot.answers.judging import FEATURES
from bot.answers.passages import Passage
from bot.domain.answers import Confidence, Mode
from bot.domain.entries import Kind
from bot.domain.talk import Talk
from bot.domain.understanding import Understood
from bot.embedding import Embedder, NullEmbedder, State
from tests.answers.topics import (
    ALL,
    GRANT,
    PRINTING,
    MemoryCache,
    TongueEmbeddings,
    TopicEmbeddings,
    calibration,
    in_languages,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def model():
    return TopicEmbeddings()


@pytest.fixture
async def index(model):
    index = Index(model)
    await index.refresh(ALL, MemoryCache())
    return index


@pytest.fixture
def answers(index, model):
    """Answers with a model that nobody calibrated."""
    return Answers(index, model)


@pytest.fixture
async def calibrated():
    """Answers with a model that has the faults of a real one, and was calibrated."""
    model = TongueEmbeddings()
    known = calibration(model)
    index = Index(model, known)
    await index.refresh(in_languages(*ALL), MemoryCache())
    return Answers(index, model, calibration=known)


def ids(answer):
    return [hit.entry_id for hit in answer.hits]


async def test_the_nearest_entry_comes_first(answers):
    answer = await answers.ask("Where is money?", "sl")

    assert ids(answer) == ["grant", "advice", "printing"]
    assert answer.confidence is Confidence.CONFIDENT
    assert answer.mode is Mode.MODEL
    assert answer.understood.text == "Where is money?"
    assert answer.talk is None
    assert answer.ms >= 0
    assert [scored.entry_id for scored in answer.trace] == ["grant", "advice", "printing"]
    assert answer.ranked == ("grant", "advice", "printing")


async def test_the_limit_is_kept(model):
    index = Index(model)
    await index.refresh([Passage(f"e{n}", "en", "print") for n in range(20)], MemoryCache())
    answers = Answers(index, model)

    assert len((await answers.ask("print", "en")).hits) == 3
    assert len((await answers.ask("print", "en", limit=1)).hits) == 1
    assert len((await answers.ask("print", "en")).ranked) == 20


async def test_an_answer_has_the_vector_of_its_question_in_half_precision(answers, model):
    answer = await answers.ask("money", "en")

    assert answer.vector == model.vector("money").astype("<f2").tobytes()


async def test_time_is_that_of_the_timer(index, model):
    ticks = iter([1.0, 1.5])
    answers = Answers(index, model, timer=lambda: next(ticks))

    assert (await answers.ask("money", "en")).ms == 500


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("money", Confidence.CONFIDENT),
        ("print money print tax", Confidence.UNSURE),
        ("people", Confidence.NONE),
    ],
)
async def test_a_model_that_nobody_calibrated_is_judged_by_cosine(answers, text, confidence):
    answer = await answers.ask(text, "en")

    assert answer.confidence is confidence
    assert bool(answer.hits) is (confidence is not Confidence.NONE)
    sure, near = UNCALIBRATED
    assert (answer.certainty >= sure, answer.certainty >= near) == (
        confidence is Confidence.CONFIDENT,
        confidence is not Confidence.NONE,
    )


async def test_certainty_is_no_more_than_one(index, model):
    """Shared words and facets come on top of the cosine, and are no part of it."""
    answers = Answers(
        index,
        model,
        understand=lambda text, language, now: Understood(text, countries=frozenset({"PL"})),
        shares=lambda understood, now: {"grant": 1.0},
    )

    answer = await answers.ask("money", "en")

    assert answer.trace[0].score > 1.05
    assert answer.certainty == pytest.approx(1, abs=1e-3)
    assert answer.certainty <= 1


async def test_another_model_than_the_calibrated_one_falls_back_to_cosines():
    model = TongueEmbeddings()
    known = calibration(model)
    model.model_version = "another/1"
    index = Index(model, known)
    await index.refresh(in_languages(*ALL), MemoryCache())

    answer = await Answers(index, model, calibration=known).ask("en money", "en")

    assert answer.certainty == answer.trace[0].nearness
    assert not any("bank" in line for line in answer.stages)
    _, evidence = await Answers(index, model, calibration=known).evidence("en money", "en")
    assert "above_bank" not in evidence


@pytest.mark.parametrize("language", ["en", "sl", "pl", "da", "de"])
async def test_a_calibrated_model_is_as_sure_in_every_language(calibrated, language):
    answer = await calibrated.ask(f"{language} money", language)

    assert ids(answer)[0] == "grant"
    assert answer.confidence is Confidence.CONFIDENT
    assert 0.9 <= answer.certainty <= 1
    assert answer.talk is None


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("sl weather", Talk.OUT_OF_SCOPE),
        ("da weather weather", Talk.OUT_OF_SCOPE),
        ("pl salary", Talk.NEAR_DOMAIN),
    ],
)
async def test_a_refused_message_near_the_bank_gets_the_reply_of_its_topic(calibrated, text, talk):
    answer = await calibrated.ask(text, "en")

    assert (answer.confidence, answer.hits, answer.talk) == (Confidence.NONE, (), talk)
    assert answer.certainty < 0.1
    assert answer.ranked != ()


async def test_a_refused_message_that_is_near_nothing_is_only_unknown(calibrated):
    """`people` is in no entry and in no message of the bank."""
    answer = await calibrated.ask("de people", "de")

    assert answer.confidence is Confidence.NONE
    assert answer.talk is None


def test_a_reply_of_a_topic_needs_nearness_and_words_need_most_of_the_message():
    assert 0 < TALK_NEAR < TALK_COVERED < 1


async def test_an_answer_explains_every_stage(calibrated):
    answer = await calibrated.ask("en small mony grants", "en")
    head, *lines = answer.explain()

    assert head.startswith(f"{answer.confidence} · model · ")
    assert head.endswith("· 'en small mony grants'")
    assert [line.split(":")[0] for line in lines[:3]] == ["understood", "evidence", "certainty"]
    assert "above_bank " in lines[1]
    assert "best " in lines[1]
    assert "nearest of the bank: " in lines[2]
    assert [line.split()[1:4] for line in lines[3:]] == [
        ["model", one.language, one.entry_id] for one in answer.trace
    ]
    assert all("nearness" in line and "words" in line for line in lines[3:])


async def test_an_explanation_names_repaired_spelling_and_facets(index, model):
    answers = Answers(
        index,
        model,
        understand=lambda text, language, now: Understood(
            text, countries=frozenset({"PL"}), several=True
        ),
    )

    stages = (await answers.ask("mmoney for mackers", "en")).stages

    assert stages[0] == "understood: country from before · several"
    assert stages[1] == "spelling: money for makers"


async def test_spelling_is_repaired_for_words_and_not_for_the_model(index, model):
    answer = await Answers(index, model).ask("fundign for makers", "en")

    assert model.asked == ["fundign for makers"]
    assert next(one for one in answer.trace if one.entry_id == "grant").words == 0.03


SMALL_TALK = [
    ("", Talk.GIBBERISH),
    ("123", Talk.GIBBERISH),
    ("😀😀", Talk.ACKNOWLEDGED),
    ("привет", Talk.OTHER_LANGUAGE),
    ("\ufdfa" * 100, Talk.OTHER_LANGUAGE),
    ("hello!", Talk.GREETING),
    ("thanks", Talk.THANKS),
]


@pytest.mark.parametrize(("text", "talk"), SMALL_TALK)
async def test_small_talk_is_answered_without_the_model(answers, model, text, talk):
    answer = await answers.ask(text, "en")

    assert (answer.hits, answer.ranked, answer.confidence) == ((), (), Confidence.NONE)
    assert (answer.talk, answer.certainty, answer.vector) == (talk, 0, None)
    assert answer.stages == (f"small talk: {talk}",)
    assert model.asked == []


async def test_facets_are_asked_for_by_the_question_the_reader_and_the_day(index, model):
    seen = []

    def understand(text, language, now):
        seen.append((text, language, now))
        return Understood(text, kinds=frozenset({Kind.FUNDING}), countries=frozenset({"PL"}))

    def shares(understood, now):
        seen.append((understood.kinds, understood.countries, now))
        return {"advice": 1.0}

    answers = Answers(index, model, understand=understand, shares=shares, clock=lambda: NOW)
    answer = await answers.ask("  money\u200b ", "sl")

    assert seen == [("money", "sl", NOW), (frozenset(), {"PL"}, NOW)]
    assert answer.understood.kinds == {Kind.FUNDING}
    assert next(one for one in answer.trace if one.entry_id == "advice").facets == 0.08


async def test_facets_that_rank_nothing_are_not_looked_up(index, model):
    def understand(text, language, now):
        return Understood(text, kinds=frozenset({Kind.FUNDING}))

    answers = Answers(index, model, understand=understand, shares=lambda understood, now: 1 / 0)

    assert ids(await answers.ask("money", "en"))[0] == "grant"


async def test_until_its_vector_is_there_an_entry_is_found_by_its_names():
    model = TongueEmbeddings()
    known = calibration(model)
    index = Index(model, known)
    await index.refresh(in_languages(PRINTING, GRANT), MemoryCache())
    index.put(Passage("keramika", "sl", "sl delavnica", ("Delavnica keramike",)))

    answer = await Answers(index, model, calibration=known).ask("sl people keramike", "sl")

    assert answer.trace[0].entry_id == "keramika"
    assert (answer.mode, answer.trace[0].by) == (Mode.MODEL, Mode.LEXICAL)


@pytest.mark.parametrize("mode", Mode)
async def test_removed_entries_are_never_in_an_answer(mode, model):
    embeddings = model if mode is Mode.MODEL else NullEmbedder()
    index = Index(embeddings)
    await index.refresh(ALL, MemoryCache())
    answers = Answers(
        index,
        embeddings,
        understand=lambda text, language, now: Understood(text, countries=frozenset({"PL"})),
        shares=lambda understood, now: {"grant": 1.0},
        calibration=calibration(TopicEmbeddings()),
    )
    assert "grant" in (await answers.ask("small money grants", "en")).ranked

    index.remove("grant")
    answer = await answers.ask("small money grants", "en")

    assert answer.mode is mode
    assert {"grant"}.isdisjoint(
        {*ids(answer), *answer.ranked, *(o.entry_id for o in answer.trace)}
    )
    index.put(GRANT)
    await index.fill(MemoryCache())
    assert (await answers.ask("small money grants", "en")).ranked[0] == "grant"


async def test_a_noted_question_leads_to_its_entry():
    model = TongueEmbeddings()
    known = calibration(model)
    index = Index(model, known)
    answers = Answers(index, model, calibration=known)
    await index.refresh(in_languages(*ALL), MemoryCache())
    before = await answers.ask("sl people", "sl")
    noted = Passage("advice", "en", "people people", part=1)

    await index.refresh(in_languages(*ALL, noted), MemoryCache())
    answer = await answers.ask("sl people", "sl")

    assert before.confidence is not Confidence.CONFIDENT
    assert (ids(answer)[0], answer.confidence) == ("advice", Confidence.CONFIDENT)


async def test_a_question_that_waits_for_the_model_holds_up_nobody(index):
    gate = asyncio.Event()

    class Slow(TopicEmbeddings):
        async def query(self, text):
            if text == "slow money":
                await gate.wait()
            return await super().query(text)

    answers = Answers(index, Slow())
    slow = asyncio.ensure_future(answers.ask("slow money", "en"))
    others = await asyncio.gather(*(answers.ask(text, "en") for text in ("hello", "tax", "print")))

    assert not slow.done()
    assert [other.talk for other in others] == [Talk.GREETING, None, None]
    gate.set()
    assert ids(await slow)[0] == "grant"


async def test_an_entry_that_goes_while_the_model_thinks_is_not_in_the_answer(index):
    class Removes(TopicEmbeddings):
        async def query(self, text):
            index.remove("grant")
            return await super().query(text)

    answer = await Answers(index, Removes()).ask("money", "en")

    assert "grant" not in answer.ranked


async def test_evidence_for_calibrating_is_what_the_judge_reads(calibrated):
    ranked, evidence = await calibrated.evidence("en money", "en")
    assert ranked.ids[0] == "grant"
    assert set(FEATURES) <= set(evidence)


@pytest.mark.model
async def test_questions_in_many_languages_find_the_english_entry():
    embedder = Embedder(lambda work, name: asyncio.get_running_loop().create_task(work, name=name))
    await embedder.start()
    try:
        assert embedder.state is State.READY
        known = Calibration.read()
        assert known is not None
        assert known.model == embedder.model_version
        index = Index(embedder, known)
        answers = Answers(index, embedder, calibration=known)
        texts = {
            "printing": "Introduction to 3D printing. Four evenings for designers and makers.",
            "grant": "Travel grants. Money for artists who go abroad for a residency.",
            "hall": "Coworking space. Desks and a meeting room in the old mill.",
        }
        passages = [
            Passage(key, "en", text, (text.partition(".")[0],)) for key, text in texts.items()
        ]
        await index.refresh(passages, MemoryCache())

        for question, language, expected in [
            ("Where can I learn 3D printing?", "en", "printing"),
            ("Kje se naučim 3D-tiska?", "sl", "printing"),
            ("Szukam dotacji na wyjazd rezydencyjny za granicę", "pl", "grant"),
            ("Gibt es einen Arbeitsplatz zu mieten?", "de", "hall"),
        ]:
            answer = await answers.ask(question, language)
            assert answer.trace[0].entry_id == expected
            assert answer.mode is Mode.MODEL
            assert answer.confidence is not Confidence.NONE
        weather = await answers.ask("kakšno bo jutri vreme v Kranju", "sl")
        assert weather.confidence is Confidence.NONE
        assert weather.talk in {Talk.OUT_OF_SCOPE, Talk.NEAR_DOMAIN}
    finally:
        await embedder.stop()
