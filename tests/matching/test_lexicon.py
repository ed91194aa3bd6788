"""Texts in twelve languages name skills, wish for them, or do without them."""

import pytest

from bot.domain.folding import bare_words
from bot.matching.cues import CUES
from bot.matching.lexicon import NOTHING
from bot.matching.ordering import best_first
from bot.matching.phrases import follows, phrases_of
from bot.matching.wishes import Manner, manner_of
from tests.matching.worlds import a_ground


def read(text, *languages):
    return a_ground().terms.lexicon.read(text, languages)


@pytest.mark.parametrize(
    ("language", "text", "skill"),
    [
        ("en", "I am a ceramicist with a kiln", "ceramics_glass"),
        ("pl", "Zajmuję się projektowaniem graficznym", "graphic_design"),
        ("sl", "Ukvarjam se z grafičnim oblikovanjem", "graphic_design"),
        ("da", "Jeg arbejder med grafisk design", "graphic_design"),
        ("de", "Ich mache Illustrationen und Animation", "illustration"),
        ("cs", "Dělám ilustrace", "illustration"),
        ("it", "Mi occupo di illustrazione", "illustration"),
        ("nl", "Ik maak illustraties", "illustration"),
        ("el", "Ασχολούμαι με φωτογραφία", "photography"),
        ("hr", "Bavim se ilustracijom", "illustration"),
        ("sk", "Venujem sa fotografii", "photography"),
        ("hu", "fotográfiával foglalkozom", "photography"),
    ],
)
def test_a_skill_is_found_in_the_forms_of_its_language(language, text, skill):
    found = read(text, language)
    assert skill in found.done | found.hinted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I want to learn illustration"),
        ("pl", "chcę się nauczyć: ilustracja"),
        ("sl", "rada bi se naučila ilustracijo"),
        ("da", "vil gerne lære mere om illustration"),
        ("de", "ich möchte Illustration lernen"),
        ("cs", "chtěla bych se naučit ilustraci"),
        ("it", "vorrei imparare l'illustrazione"),
        ("nl", "ik zou graag illustratie leren"),
        ("el", "θέλω να μάθω εικονογράφηση"),
        ("hr", "želim naučiti ilustraciju"),
        ("sk", "chcel by som sa naučiť ilustráciu"),
        ("hu", "szeretnék illusztrációt tanulni"),
    ],
)
def test_what_is_wished_for_is_no_proof_of_a_skill(language, text):
    found = read(text, language)
    assert "illustration" not in found.done | found.hinted
    assert "illustration" in found.wished | found.hoped


def test_what_is_not_wanted_any_more_is_not_done():
    found = read("I build furniture. No more photography please!", "en")
    assert "photography" in found.unwanted
    assert "photography" not in found.done | found.hinted


def test_words_without_letters_and_long_texts_are_no_mistake():
    assert read("") == NOTHING
    assert read("👍 … 123 ///", "en").done == frozenset()
    assert read("illustration " * 100_000, "en").done == {"illustration"}


def test_languages_that_nobody_of_us_speaks_leave_all_of_ours():
    assert "illustration" in read("illustrator", "xx").done


def test_a_name_needs_all_its_words_near_each_other():
    far = "graphic " + "word " * 20 + "design"
    assert "graphic_design" not in read(far, "en").done


def test_every_cue_is_of_a_skill_and_can_be_met():
    skills = set(a_ground().terms.skills)
    assert set(CUES) <= skills
    for skill, written in CUES.items():
        phrases = list(phrases_of(written))
        assert len(phrases) == len(set(phrases)), skill
        for phrase in phrases:
            words = [word.rstrip(".") for word in phrase]
            assert follows(phrase, words)
            assert all(bare_words(word) == [word] for word in words), (skill, phrase)
            assert len("".join(words)) >= 2


def test_manners_are_told_apart():
    assert manner_of(bare_words("We make films")) is Manner.DONE
    assert manner_of(bare_words("Interested in films")) is Manner.WISHED
    assert manner_of(bare_words("Nechci svatby")) is Manner.UNWANTED


def test_best_first_is_the_whole_order_whatever_is_taken_at_once():
    import numpy as np

    chance = np.random.default_rng(1)
    scores = np.round(chance.random(500), 2).astype(np.float32)
    slots = np.flatnonzero(chance.random(500) < 0.8)
    whole = sorted((int(slot) for slot in slots), key=lambda s: (-round(float(scores[s]), 4), -s))
    for at_once in (1, 7, 128, 1_000):
        assert list(best_first(scores, slots, lambda slot: -slot, at_once)) == whole
