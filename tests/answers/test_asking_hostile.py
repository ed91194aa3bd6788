"""Whatever is sent, the engine answers, or says that it cannot."""

import asyncio
import unicodedata
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.answers.asking import Answers
from bot.answers.index import Index
from bot.answers.passages import Passage
from bot.domain.answers import Confidence, Mode
from bot.domain.hygiene import QUESTION_LIMITS, hygiene, speakable
from bot.domain.understanding import Understood
from bot.embedding import NullEmbedder
from tests.answers.topics import ALL, MemoryCache, TopicEmbeddings, calibration

PATIENT = settings(deadline=None, max_examples=100)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)
"""Also halves of surrogate pairs, which Telegram never sends but a JSON may hold."""
HOSTILE = (
    "\ufdfa" * 1000,
    "\x00" * 500,
    "mon\x00ey",
    "\ud800",
    "money \udfff\ud800",
    "\u202eyenom\u202c",
    "\u200f\u200e\u2066money\u2069",
    "m" + "\u0336\u0323\u0301" * 300 + "oney",
    "Z̷̛̪a̶̢͝l̸͎̽g̵̨̈́o̶̘͗ " * 50,
    "a" * 100_000,
    "money " * 20_000,
    "\u0130" * 400,
    "ﷺ money" * 100,
    "{money} %s %(money)s \\ ' \" ; --",
    "👩‍👩‍👧‍👦" * 200,
    "\U000e0001\U000e0041",
    "١٢٣",
    "ﬀ" * 400,
    "ª",
)


class Strict(TopicEmbeddings):
    """A model that ends the test when it is given what may end a real one."""

    async def query(self, text):
        characters, size = QUESTION_LIMITS
        if text:
            assert text == hygiene(text)
            assert len(text) <= characters
            assert len(text.encode()) <= size
            assert unicodedata.is_normalized("NFKC", text)
        return await super().query(text)


def check(answer, text, model):
    """Say what holds for every answer."""
    assert 0 <= answer.certainty <= 1
    assert bool(answer.hits) is (answer.confidence is not Confidence.NONE)
    assert all(np.isfinite(one.score) for one in answer.trace)
    answer.understood.text.encode()
    "\n".join(answer.explain())
    if not speakable(hygiene(text)):
        assert (answer.hits, answer.ranked, answer.vector) == ((), (), None)
        assert answer.talk is not None
        assert model.asked == []


def with_examples(test):
    """Add the hostile texts to what is made up."""
    for text in HOSTILE:
        test = example(text)(test)
    return test


@pytest.fixture(scope="module")
def engine(read):
    """Give answers with a model, a reader of questions, and what is behind them."""

    def understand(text, language, now):
        return read(text, language, now.date())

    model = Strict()
    index = Index(model)
    answers = Answers(index, model, understand=understand, clock=lambda: NOW)
    with asyncio.Runner() as runner:
        runner.run(index.refresh(ALL, MemoryCache()))
    return model, index, answers


@pytest.fixture(scope="module")
def wordy():
    """Give answers without a model, and their index."""
    index = Index(NullEmbedder())
    for passage in ALL:
        index.put(passage)
    return index, Answers(index, NullEmbedder(), calibration=calibration(TopicEmbeddings()))


@with_examples
@PATIENT
@given(ANYTHING)
def test_no_text_breaks_the_engine_or_gets_an_answer_it_did_not_ask_for(engine, text):
    model, index, answers = engine

    async def ask():
        index.put(Passage("odd", "sl", f"{text} money", (text,)))
        await index.fill(MemoryCache())
        model.asked.clear()
        check(await answers.ask(text, "sl"), text, model)
        model.asked.clear()
        check(await answers.ask(text, "sl", earlier=Understood(hygiene(text))), text, model)

    with asyncio.Runner() as runner:
        runner.run(ask())


@with_examples
@PATIENT
@given(ANYTHING)
def test_no_text_breaks_the_engine_without_a_model(wordy, text):
    index, answers = wordy
    index.put(Passage("odd", "sl", text, (text,)))

    with asyncio.Runner() as runner:
        answer = runner.run(answers.ask(text, "sl"))

    check(answer, text, TopicEmbeddings())
    assert answer.mode is Mode.LEXICAL
