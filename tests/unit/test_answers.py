"""From a question to ranked entries: by meaning, by words, and honestly unsure."""

import asyncio
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.asking import THRESHOLDS, Answers
from bot.answers.index import Index, Progress
from bot.answers.lexical import Names, fold
from bot.answers.passages import Passage, passages_of
from bot.domain.answers import Confidence, Mode
from bot.domain.entries import Entry, EntryText, Kind, Source, Status
from bot.embedding import Embedder, NullEmbedder, State

TOPICS = ("print", "money", "people", "tax")


class TopicEmbeddings:
    """A model that knows a few topics: a text points where its topics are."""

    def __init__(self) -> None:
        self.ready = True
        self.model_version = "topics/1"
        self.embedded: list[str] = []
        self.stumbles_on = ""

    async def query(self, text):
        return self._vector(text) if self.ready else None

    async def passage(self, text):
        await asyncio.sleep(0)
        if not self.ready or text == self.stumbles_on:
            return None
        self.embedded.append(text)
        return self._vector(text)

    def _vector(self, text):
        counts = [text.lower().count(topic) for topic in TOPICS]
        vector = np.array([*counts, 0 if any(counts) else 1], dtype=np.float32)
        return vector / np.linalg.norm(vector)


class MemoryCache:
    """A vector cache for one test."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.asked = 0

    async def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        self.asked += len(keys)
        return {key: self.kept[key] for key in keys if key in self.kept}

    async def put(self, key: str, vector: bytes) -> None:
        self.kept[key] = vector


PRINTING = Passage("printing", "en", "A course on print.", ("3D printing course",))
PRINTING_SL = Passage("printing", "sl", "Tečaj: print.", ("Tečaj 3D-tiska",))
GRANT = Passage("grant", "en", "Some money.", ("Small grants", "funding for makers"))
ADVICE = Passage("advice", "en", "On tax and money.", ("Tax advice",))
ALL = (PRINTING, PRINTING_SL, GRANT, ADVICE)


@pytest.fixture
def model():
    return TopicEmbeddings()


@pytest.fixture
def cache():
    return MemoryCache()


@pytest.fixture
def index(model):
    return Index(model)


@pytest.fixture
def answers(index, model):
    return Answers(index, model)


def ids(answer):
    return [hit.entry_id for hit in answer.hits]


async def test_the_nearest_entry_comes_first(answers, index, cache):
    await index.refresh(ALL, cache)

    answer = await answers.ask("Where is money?", "sl")

    assert ids(answer) == ["grant"]
    assert answer.confidence is Confidence.CONFIDENT
    assert answer.mode is Mode.MODEL
    assert answer.understood.text == "Where is money?"
    assert answer.ms >= 0
    assert [scored.entry_id for scored in answer.trace][:2] == ["grant", "advice"]


async def test_an_entry_counts_once_by_its_nearest_language(answers, index, cache):
    await index.refresh(ALL, cache)

    answer = await answers.ask("print", "en")

    assert [scored.entry_id for scored in answer.trace].count("printing") == 1


async def test_what_is_near_but_not_near_enough_is_only_offered(answers, index, cache):
    await index.refresh([Passage("both", "en", "print print print money money", ())], cache)

    answer = await answers.ask("print", "en")

    assert ids(answer) == ["both"]
    assert answer.confidence is Confidence.UNSURE


@pytest.mark.parametrize("text", ["", "😀😀", "123", "привет", "\ufdfa" * 100, "people"])
async def test_nothing_near_or_nothing_to_ask_is_said(answers, index, cache, text):
    await index.refresh(ALL, cache)

    answer = await answers.ask(text, "en")

    assert answer.hits == ()
    assert answer.confidence is Confidence.NONE


async def test_the_limit_is_kept(answers, index, cache):
    await index.refresh([Passage(f"e{n}", "en", "print", ()) for n in range(20)], cache)

    assert len((await answers.ask("print", "en")).hits) == 3
    assert len((await answers.ask("print", "en", limit=1)).hits) == 1


async def test_an_answer_explains_itself(answers, index, cache):
    await index.refresh(ALL, cache)

    lines = (await answers.ask("money", "en")).explain()

    assert lines[0].startswith("confident · model · ")
    assert lines[1].split()[:4] == ["1.0000", "model", "en", "grant"]


async def test_a_second_refresh_embeds_nothing(model, index, cache):
    await index.refresh(ALL, cache)
    await index.refresh(ALL, cache)
    await Index(model).refresh(ALL, cache)

    assert len(model.embedded) == len(ALL)


async def test_only_a_changed_text_is_embedded(model, index, cache, answers):
    await index.refresh(ALL, cache)
    changed = Passage("grant", "en", "Now about people.", GRANT.names)

    await index.refresh((PRINTING, PRINTING_SL, changed, ADVICE), cache)

    assert model.embedded[len(ALL) :] == ["Now about people."]
    assert ids(await answers.ask("people", "en")) == ["grant"]
    assert "grant" not in ids(await answers.ask("money", "en"))


async def test_changed_names_keep_the_vector(model, index, cache):
    await index.refresh(ALL, cache)

    index.put(Passage("grant", "en", GRANT.text, ("Micro subsidies",)))

    assert index.progress == Progress(4, 4)
    assert index.likeliest("subsidies", "en", 1)[0].entry_id == "grant"
    assert index.likeliest("small grants", "en", 1)[0].score < 0.75


async def test_another_model_makes_all_vectors_anew(model, index, cache):
    await index.refresh(ALL, cache)
    model.model_version = "topics/2"

    await Index(model).refresh(ALL, cache)

    assert len(model.embedded) == 2 * len(ALL)


async def test_cached_and_fresh_vectors_score_the_same(model, index, cache):
    await index.refresh(ALL, cache)
    again = Index(model)
    await again.refresh(ALL, cache)
    question = await model.query("tax money")

    assert again.nearest(question, 5) == index.nearest(question, 5)


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\xff\xff" * 5])
async def test_a_damaged_cache_is_not_believed(model, index, cache, damage):
    await index.refresh(ALL, cache)
    cache.kept = dict.fromkeys(cache.kept, damage)
    again = Index(model)

    await again.refresh(ALL, cache)

    assert len(model.embedded) == 2 * len(ALL)
    assert again.progress == Progress(4, 4)


async def test_removed_entries_are_not_found(model, index, cache, answers):
    await index.refresh(ALL, cache)
    index.remove("grant")
    index.remove("never there")
    await index.refresh((PRINTING, ADVICE), cache)

    answer = await answers.ask("money", "en")

    assert "grant" not in [scored.entry_id for scored in answer.trace]
    assert index.progress == Progress(2, 2)
    index.put(Passage("new", "en", "money", ()))  # takes the freed row
    await index.fill(cache)
    assert ids(await answers.ask("money", "en"))[0] == "new"


async def test_replacing_an_entry_drops_the_languages_it_lost(index, cache):
    await index.refresh(ALL, cache)

    index.replace("printing", [PRINTING])

    assert index.progress == Progress(3, 3)
    assert index.likeliest("Tečaj 3D-tiska", "sl", 1)[0].language == "en"


async def test_an_index_larger_than_one_batch_is_filled(index, cache):
    many = [Passage(f"e{n}", "en", f"print {n}", ()) for n in range(450)]

    await index.refresh(many, cache)

    assert index.progress == Progress(450, 450)
    assert len(cache.kept) == 450


async def test_until_its_vector_is_there_an_entry_is_found_by_its_names(index, cache, answers):
    await index.refresh((PRINTING, GRANT), cache)
    index.put(ADVICE)

    answer = await answers.ask("tax advice", "en")

    assert ids(answer) == ["advice"]
    assert answer.mode is Mode.MODEL
    assert answer.trace[0].by is Mode.LEXICAL
    assert answer.trace[0].score == THRESHOLDS[Mode.MODEL].confident
    assert index.progress == Progress(2, 3)


async def test_what_comes_while_filling_is_taken_along(model, index, cache):
    filling = asyncio.ensure_future(index.refresh(ALL, cache))
    while not model.embedded:  # noqa: ASYNC110 - the fake model gives way after each text
        await asyncio.sleep(0)
    index.put(Passage("late", "en", "people", ()))
    index.put(Passage("grant", "en", "tax now", ()))
    index.remove("advice")
    await filling

    assert index.progress == Progress(4, 4)
    assert index.nearest(await model.query("people"), 1)[0].entry_id == "late"
    assert index.nearest(await model.query("tax"), 1)[0].entry_id == "grant"


async def test_a_text_that_cannot_be_embedded_does_not_stop_the_others(model, index, cache):
    model.stumbles_on = GRANT.text

    await index.refresh(ALL, cache)

    assert index.progress == Progress(3, 4)


async def test_filling_stops_while_the_model_rests_and_goes_on_after(model, index, cache):
    model.ready = False
    await index.refresh(ALL, cache)
    assert index.progress == Progress(0, 4)

    model.ready = True
    await index.fill(cache)
    assert index.progress == Progress(4, 4)


async def test_without_a_model_answers_are_lexical(cache):
    index = Index(NullEmbedder())
    answers = Answers(index, NullEmbedder())
    await index.refresh(ALL, cache)

    answer = await answers.ask("3d printing course please", "en")

    assert ids(answer)[0] == "printing"
    assert answer.mode is Mode.LEXICAL
    assert answer.confidence is Confidence.CONFIDENT
    assert cache.asked == 0


async def test_a_resting_model_is_replaced_by_words(model, index, cache, answers):
    await index.refresh(ALL, cache)
    model.ready = False

    answer = await answers.ask("TECAJ 3d tiska", "sl")

    assert answer.mode is Mode.LEXICAL
    assert (answer.hits[0].entry_id, answer.hits[0].language) == ("printing", "sl")


async def test_words_that_name_several_entries_equally_are_no_sure_answer():
    index = Index(NullEmbedder())
    for name in ("Design fair", "Design school"):
        index.put(Passage(name, "en", name, (name,)))

    answer = await Answers(index, NullEmbedder()).ask("design", "en")

    assert len(answer.hits) == 2
    assert answer.confidence is Confidence.UNSURE


async def test_words_that_name_nothing_find_nothing(index):
    answer = await Answers(index, NullEmbedder()).ask("anything at all", "en")
    assert (answer.hits, answer.confidence) == ((), Confidence.NONE)

    index.put(GRANT)
    answer = await Answers(index, NullEmbedder()).ask("xyzzy qwrt", "en")
    assert (answer.hits, answer.confidence) == ((), Confidence.NONE)


def test_of_equal_names_the_readers_language_wins():
    names = Names()
    for language in ("en", "de", "it"):
        names.put(("studio", language), ["Studio Nova"])

    assert names.search("studio nova", "de", 3)[0].language == "de"


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Łódź", "lodz"),
        ("Đakovo", "dakovo"),
        ("København, Ærø", "kobenhavn aero"),
        ("Straße", "strasse"),
        ("Χρηματοδότησης", "χρηματοδοτησησ"),
        ("ženské   ČASOPISY!", "zenske casopisy"),
        ("3D-tisk", "3d tisk"),
    ],
)
def test_what_is_typed_in_a_hurry_meets_what_was_written(written, typed):
    assert fold(written) == fold(typed)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_a_passage_holds_the_words_of_one_language():
    entry = Entry(
        id="course",
        kind=Kind.TRAINING,
        status=Status.STANDING,
        text={
            "en": EntryText(
                title="3D printing.",
                summary="For **designers**.",
                body="See [the plan](https://example.org/plan).",
                facts=("Free",),
                aliases=("additive manufacturing", "printer"),
            ),
            "sl": EntryText(title="3D-tisk", summary="Za oblikovalce"),
        },
        sources=(Source("A source"),),
        as_of="2024",
    )

    english, slovenian = passages_of(entry)

    assert (english.entry_id, english.language) == ("course", "en")
    assert english.names == ("3D printing.", "additive manufacturing", "printer")
    assert english.text == (
        "3D printing. additive manufacturing; printer. For designers. See the plan. Free."
    )
    assert slovenian.text == "3D-tisk. Za oblikovalce."


@pytest.mark.model
async def test_questions_in_many_languages_find_the_english_entry(cache):
    embedder = Embedder(lambda work, name: asyncio.get_running_loop().create_task(work, name=name))
    await embedder.start()
    try:
        assert embedder.state is State.READY
        index = Index(embedder)
        answers = Answers(index, embedder)
        texts = {
            "printing": "Introduction to 3D printing. Four evenings for designers and makers.",
            "grant": "Travel grants. Money for artists who go abroad for a residency.",
            "hall": "Coworking space. Desks and a meeting room in the old mill.",
        }
        await index.refresh([Passage(key, "en", text) for key, text in texts.items()], cache)

        for question, language, expected in [
            ("Where can I learn 3D printing?", "en", "printing"),
            ("Kje se naučim 3D-tiska?", "sl", "printing"),
            ("Szukam dotacji na wyjazd rezydencyjny za granicę", "pl", "grant"),
            ("Gibt es einen Arbeitsplatz zu mieten?", "de", "hall"),
        ]:
            answer = await answers.ask(question, language)
            assert answer.trace[0].entry_id == expected
            assert answer.mode is Mode.MODEL
    finally:
        await embedder.stop()
