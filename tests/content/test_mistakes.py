"""Each kind of mistake gives one message with its file, its line and what to do."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.library import ContentError, check, load
from tests.content.mistakes_of_entries import CALL, OF_ENTRIES
from tests.content.mistakes_of_lists import KRANJ, OF_LISTS

TODAY = date(2026, 3, 1)

Change = Callable[[str, str, str], int]

MISTAKES = OF_ENTRIES | OF_LISTS


def test_the_copy_has_no_mistake(content: Path) -> None:
    assert check(content, TODAY) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_once_with_its_place_and_remedy(
    name: str, content: Path, change: Change
) -> None:
    place, old, new, below, message, remedy = MISTAKES[name]
    line = change(place, old, new)

    problems = check(content, TODAY)

    assert len(problems) == 1, [str(problem) for problem in problems]
    (problem,) = problems
    assert problem.file == f"content/{place}"
    assert message in problem.message
    assert remedy in problem.remedy
    assert problem.remedy
    if below is not None:
        assert problem.line == line + below
    assert str(problem) == f"content/{place}:{problem.line}: {problem.message} — {problem.remedy}"


def test_load_lists_every_problem(content: Path, change: Change) -> None:
    change(CALL, "[games]", "[gams]")
    change(KRANJ, "[SI042]", "[PL42]")

    with pytest.raises(ContentError) as caught:
        load(content)

    assert [problem.file for problem in caught.value.problems] == [
        f"content/{CALL}",
        f"content/{KRANJ}",
    ]
    assert "gams" in str(caught.value)


def test_a_short_text_is_told(content: Path, change: Change) -> None:
    change(
        CALL,
        "Studios of up to ten people may ask for money to try a new idea with a factory.",
        "Money.",
    )
    change(
        CALL,
        "    body: |\n      Apply with **one page** and a [budget](https://example.org/budget).\n",
        "",
    )
    change(CALL, "    facts: [Answers come within a month.]\n", "")

    (problem,) = check(content, TODAY)

    assert "`text.en` has 15 words" in problem.message


def test_two_entries_do_not_share_an_id(content: Path) -> None:
    (content / "event").mkdir()
    text = (content / CALL).read_text(encoding="utf-8").replace("kind: funding", "kind: event")
    (content / "event" / "funding-test-call.yaml").write_text(text, encoding="utf-8")

    (problem,) = check(content, TODAY)

    assert "is also in content/funding/funding-test-call.yaml" in problem.message


def test_a_folder_that_nobody_reads_is_told(content: Path) -> None:
    (content / "trainings").mkdir()
    (content / "funding" / "call.yml").write_text("", encoding="utf-8")

    problems = check(content, TODAY)

    assert [problem.remedy for problem in problems] == [
        "Rename it to call.yaml.",
        "Did you mean `training`?",
    ]


def test_a_missing_vocabulary_gives_one_message(content: Path) -> None:
    (content / "vocabulary" / "skills.yaml").unlink()

    (problem,) = check(content, TODAY)

    assert problem.file == "content/vocabulary/skills.yaml"


def test_an_empty_or_foreign_file_is_told(content: Path) -> None:
    (content / CALL).write_bytes("title: ž".encode("cp1250"))
    (content / "funding" / "funding-empty.yaml").write_text("", encoding="utf-8")

    messages = [problem.message for problem in check(content, TODAY)]

    assert messages == ["the file has no fields", "the file is not UTF-8"]


def test_a_value_that_contains_itself_is_told(content: Path, change: Change) -> None:
    change(CALL, "sectors: [games]", "sectors: &loop [games, *loop]")

    (problem,) = check(content, TODAY)

    assert "contains itself" in problem.message
