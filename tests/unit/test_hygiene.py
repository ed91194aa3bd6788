"""Nothing that reaches the model may hurt it, and what people mean must survive the cleaning."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.hygiene import PASSAGE_LIMITS, QUESTION_LIMITS, hygiene, speakable

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=600)
LIGATURE = "\ufdfa"


@given(ANYTHING)
@example(LIGATURE * 1000)
@example("e\u200d\u0301")
@example("\ud83d\ude00")
@example("ſ\u0323\u0307" * 300)
def test_whatever_comes_in_what_goes_out_is_short_normal_and_harmless(text):
    clean = hygiene(text)

    characters, size = QUESTION_LIMITS
    assert len(clean) <= characters
    assert len(clean.encode()) <= size
    assert clean == unicodedata.normalize("NFKC", clean)
    assert LIGATURE not in clean
    assert not {unicodedata.category(char) for char in clean} & {"Cc", "Cf", "Cs", "So", "Sk"}
    assert clean == " ".join(clean.split())


@given(ANYTHING)
def test_cleaning_twice_changes_nothing(text):
    assert hygiene(hygiene(text)) == hygiene(text)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Kje najdem  delavnico\nza 3D-tisk?", "Kje najdem delavnico za 3D-tisk?"),
        ("Wo gibt’s bis 5.000 € Förderung?", "Wo gibt’s bis 5.000 € Förderung?"),
        ("Πού βρίσκω χρηματοδότηση;", "Πού βρίσκω χρηματοδότηση;"),
        ("z\u030censke", "ženske"),
        ("grant🎉🎉money", "grant money"),
        ("work\u00adshop \u200bnear me", "workshop near me"),
        ("Ｆｕｎｄｉｎｇ ﬁrst", "Funding first"),
        ("1️⃣ training 👩🏽\u200d🎨", "1 training"),
        ("z\u0310\u0311\u0312\u0313\u0314a", "z\u0310\u0311a"),
        ("a\x00b", "ab"),
        ("", ""),
        ("   \n\t ", ""),
    ],
)
def test_meaning_survives(raw, clean):
    assert hygiene(raw) == clean


def test_a_cut_never_splits_a_character():
    assert hygiene("ώ" * 400, 400, 701) == "ώ" * 350


def test_staff_texts_may_be_longer():
    assert len(hygiene("word " * 1000, *PASSAGE_LIMITS)) == PASSAGE_LIMITS[0] - 1


def test_a_very_long_message_costs_nothing():
    started = time.perf_counter()
    hygiene(LIGATURE * 100_000)
    hygiene("a\u0301\u0323" * 100_000)
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize("text", ["a", "3D tisk", "ώρα", "Ž", "привет or hello"])
def test_latin_and_greek_letters_are_speakable(text):
    assert speakable(text)


@pytest.mark.parametrize("text", ["", "123", "...", "привет", "مرحبا", "你好", "٣", "\u0301"])
def test_other_texts_are_not(text):
    assert not speakable(text)
