"""“Just tell me”: what one long message surely says, and what it does not."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from bot.answers.moments import moments
from bot.briefs import read_story
from bot.briefs.words import LANGUAGES
from bot.domain.languages import UNDERSTOOD
from bot.library import load
from bot.services.content import Knowledge

TODAY = date(2027, 1, 15)
STORIES = Path(__file__).parent / "stories"
PUBLIC = ("title", "problem", "affected", "success", "tried")


@cache
def knowledge():
    return Knowledge(load(Path(__file__).resolve().parents[2] / "content", TODAY))


def read(text, language):
    now = datetime(2027, 1, 15, 9, tzinfo=UTC)
    return read_story(
        text,
        language,
        TODAY,
        lambda words: moments(words, knowledge().times(words, language, now)),
    )


def stories():
    for path in sorted(STORIES.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            yield pytest.param(path.stem, json.loads(line), id=f"{path.stem}-{number:02}")


@pytest.mark.parametrize(("language", "story"), list(stories()))
def test_a_story_says_what_it_says(language, story):
    answers = read(story["text"], language)
    assert {key: answers.get(key) for key in story["has"]} == story["has"]
    assert not set(story.get("not", ())) & set(answers)
    for hidden in story.get("hidden", ()):
        assert not [key for key in PUBLIC if hidden in answers.get(key, "")]


@pytest.mark.parametrize(("language", "story"), list(stories()))
def test_every_public_sentence_is_the_companys_own(language, story):
    answers = read(story["text"], language)
    for key in PUBLIC:
        for part in answers.get(key, "").split("…"):
            for words in part.replace("\n", " ").split(". "):
                assert words.strip(" .") in story["text"].replace("\n", " ")


def test_there_are_stories_in_every_language_that_is_known():
    assert {path.stem for path in STORIES.glob("*.jsonl")} == set(LANGUAGES)
    assert sum(1 for _ in stories()) == 10 * len(LANGUAGES)


@pytest.mark.parametrize("language", [one for one in UNDERSTOOD if one not in LANGUAGES])
def test_in_another_language_all_is_the_problem_without_who_it_is_from(language):
    text = "Xyz abc Novak s.r.o. abc abc abc abc abc. Abc +420 601 123 456, a@novak.example abc."
    answers = read(text, language)
    assert set(answers) <= {"company", "problem", "reach", "title"}
    assert answers["company"] == "Novak s.r.o."
    assert "a@novak.example" in answers["reach"]
    assert "601" not in answers["problem"]
    assert "ovak" not in answers["problem"]


@dataclass(frozen=True)
class Day:
    first: date
    last: date
    start: int = 0
    end: int = 1
    bound: str = ""


@pytest.mark.parametrize(
    ("days", "deadline"),
    [
        ([Day(date(2027, 3, 1), date(2027, 3, 31))], "2027-03-31"),
        ([Day(date(2027, 3, 1), date(2027, 3, 31), bound="before")], "2027-03-01"),
        ([Day(date(2026, 3, 1), date(2026, 3, 1))], None),
        ([], None),
        ([Day(date(2027, 3, 1), date(2027, 3, 1)), Day(date(2027, 4, 1), date(2027, 4, 1))], None),
    ],
)
def test_only_one_day_ahead_is_a_deadline(days, deadline):
    answers = read_story(
        "The line stops every hour. The deadline is then.", "en", TODAY, lambda _: days
    )
    assert answers.get("deadline") == deadline


def test_a_month_of_which_only_a_part_is_meant_is_no_deadline():
    assert "deadline" not in read("The line stops. Ideas by mid March, please.", "en")


@pytest.mark.parametrize(
    "text",
    ["", " ", "…", "\n\n", "." * 4000, "a" * 4000, "Ltd. " * 500, "€ " * 900, "+386 40 123 456"],
)
@pytest.mark.parametrize("language", [*LANGUAGES, "el"])
def test_any_text_can_be_told(text, language):
    answers = read(text, language)
    assert "123 456" not in answers.get("problem", "")
    assert all(isinstance(value, str) and value for value in answers.values())


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "My name is Wilmer Oakley and our bakery throws 40 loaves away a day.", "Oakley"),
        ("de", "Ich heiße Wilma Brandt und wir werfen jeden Tag 40 Brote weg.", "Brandt"),
        ("da", "Jeg hedder Bodil Krag og vores bageri smider 40 brød ud hver dag.", "Krag"),
        ("pl", "Nazywam się Wilma Brzęk. Piekarnia wyrzuca codziennie 40 chlebów.", "Brzęk"),
        ("sl", "Moje ime je Vanja Breznik. Pekarna vsak dan zavrže 40 hlebcev.", "Breznik"),
    ],
)
def test_a_rare_name_leaves_the_public_texts(language, text, name):
    found = read_story(text, language, TODAY)

    assert name in found["contact"]
    assert not any(name in str(value) for key, value in found.items() if key != "contact")
    assert "…" not in found["problem"]
