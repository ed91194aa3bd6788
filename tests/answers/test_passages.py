"""What of an entry is searched."""

import pytest

from bot.answers.passages import NAMES, Passage, passages_of
from bot.domain.entries import Entry, EntryText, Kind, Source, Status


@pytest.fixture
def entry():
    return Entry(
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
                asked=("How do I print a vase?", "who has a printer"),
            ),
            "sl": EntryText(title="3D-tisk", summary="Za oblikovalce"),
        },
        sources=(Source("A source"),),
        as_of="2024",
    )


def test_a_passage_holds_the_words_of_one_language(entry):
    english, _, _, slovenian = passages_of(entry)

    assert english.key == ("course", "en")
    assert english.names == ("3D printing.", "additive manufacturing", "printer")
    assert english.text == (
        "3D printing. additive manufacturing; printer. For designers. See the plan. Free."
    )
    assert slovenian.key == ("course", "sl")
    assert slovenian.text == "3D-tisk. Za oblikovalce."
    assert slovenian.words == ""


def test_noted_questions_are_parts_that_are_embedded_alone_and_words_of_the_text(entry):
    english, first, second, _ = passages_of(entry)

    assert [first.key, second.key] == [("course", "en.1"), ("course", "en.2")]
    assert first.texts == (("How do I print a vase?", 1.0),)
    assert (second.names, second.words) == ((), "")
    assert english.words == f"{english.text} How do I print a vase? who has a printer"


def test_names_have_a_share_of_the_vector():
    texts = Passage("e", "en", "Title. Other. Body.", ("Title", "Other", "Third")).texts

    assert texts == (("Title. Other. Body.", 1 - NAMES), ("Title. Other; Third", NAMES))
    assert sum(share for _, share in texts) == 1


def test_a_passage_without_names_is_its_text():
    assert Passage("e", "en", "Body.").texts == (("Body.", 1.0),)
