"""A question that goes on from another: "and in Poland?"."""

import pytest

from bot.answers.asking import Answers
from bot.answers.index import Index
from bot.domain.answers import Confidence
from bot.domain.talk import Talk
from bot.domain.understanding import Understood
from tests.answers.topics import ALL, MemoryCache, TopicEmbeddings


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
    return Answers(index, model)


def ids(answer):
    return [hit.entry_id for hit in answer.hits]


EARLIER = Understood("where is money", countries=frozenset({"SI"}), several=True)


async def test_a_bare_follow_up_asks_the_earlier_question_with_other_facets(index, model):
    answers = Answers(
        index,
        model,
        understand=lambda text, language, now: Understood(
            text, countries=frozenset({"PL"}), bare=True, follows=True
        ),
    )

    answer = await answers.ask("and in Poland?", "en", earlier=EARLIER)

    assert model.asked == ["where is money"]
    assert answer.understood.text == "where is money"
    assert answer.understood.countries == {"PL"}
    assert answer.understood.several
    assert answer.understood.follows
    assert ids(answer)[0] == "grant"


async def test_a_follow_up_with_words_adds_them(answers, model):
    answer = await answers.ask("and tax?", "en", earlier=EARLIER)

    assert model.asked == ["where is money and tax?"]
    assert answer.understood.countries == {"SI"}
    assert ids(answer)[0] == "advice"


async def test_a_follow_up_is_no_small_talk(answers):
    """ "Ja" after a question is more than a nod: whoever says what goes on decides that."""
    assert (await answers.ask("ok", "en")).talk is Talk.ACKNOWLEDGED

    answer = await answers.ask("ok", "en", earlier=EARLIER)

    assert answer.talk is None
    assert ids(answer)[0] == "grant"


async def test_a_follow_up_that_says_nothing_readable_is_not_answered(answers):
    answer = await answers.ask("😀", "en", earlier=EARLIER)

    assert (answer.hits, answer.confidence, answer.talk) == (
        (),
        Confidence.NONE,
        Talk.GIBBERISH,
    )
