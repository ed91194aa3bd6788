"""The doctor of challenges: each fault, good briefs that look faulty, hostile texts, speed."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.briefs import examine
from bot.briefs.words import LANGUAGES
from bot.domain.briefs import Brief, Fault
from bot.domain.languages import UNDERSTOOD

TODAY = date(2027, 1, 15)
DEV = Path(__file__).parent / "dev"
GOOD = Brief(
    "en",
    "Glue joints open in winter",
    "Between December and March about 6 % of our oak chairs come back: the joint is open.",
    "Our dealers and two carpenters",
    "Fewer than 1 % come back in the next winter",
    "Another glue",
    "Oak Ltd.",
    "Head of production",
    date(2027, 3, 15),
    20,
)


def rows():
    for path in sorted(DEV.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield pytest.param(path.stem, row, id=row["id"])


def brief_of(language, row):
    texts = ("title", "problem", "affected", "success", "tried", "contact")
    return Brief(
        language,
        **{key: row[key] or "" for key in texts},
        deadline_on=date.fromisoformat(row["deadline"]) if row["deadline"] else None,
        effort_hours=row["effort_hours"],
    )


def found(brief, today=TODAY):
    return [finding.fault for finding in examine(brief, today).findings]


@pytest.mark.parametrize(("language", "row"), list(rows()))
def test_a_brief_gets_the_questions_that_it_needs_and_no_others(language, row):
    assert sorted(found(brief_of(language, row))) == sorted(row["faults"])


def test_a_good_brief_is_not_asked_about():
    assert found(GOOD) == []


@pytest.mark.parametrize("contact", ["", " ", "?", "-", "tbd", "nobody yet", "all of us"])
def test_nobody_is_no_owner(contact):
    assert found(replace(GOOD, contact=contact)) == [Fault.NO_OWNER]


@pytest.mark.parametrize("contact", ["Ana", "the foreman", "J. Novak, quality", "CEO"])
def test_a_name_or_a_role_is_an_owner(contact):
    assert found(replace(GOOD, contact=contact)) == []


@pytest.mark.parametrize(
    "said",
    [
        "Call 07700 900123.",
        "Write to jo@oak.example.",
        "Account: GB29 NWBK 6016 1331 9268 19.",
        "Ask Mr Blackwood.",
        "Our foreman Kevin has seen it.",
        "Susan Miller has the photos.",
    ],
)
def test_what_is_not_for_everybody_is_asked_about_and_quoted(said):
    (finding,) = examine(replace(GOOD, problem=f"{GOOD.problem} {said}"), TODAY).findings
    assert (finding.fault, finding.field) == (Fault.CONFIDENTIAL, "problem")
    assert finding.words
    assert finding.words in said


@pytest.mark.parametrize(
    "said",
    [
        "Order no. 40023917 was the worst.",
        "It follows EN 13501-1 and ISO 9001:2015.",
        "The frame is called PX-4000.",
        "It cost 12 500 EUR by 12.03.2026.",
        "We deliver to Köln and Maribor since 1987.",
        "The hall is 40 x 120 m, open 6:00-22:00.",
    ],
)
def test_codes_places_sums_and_standards_are_not_confidential(said):
    assert found(replace(GOOD, problem=f"{GOOD.problem} {said}")) == []


def test_the_name_of_the_contact_is_private_in_any_case_of_it():
    problem = "Stroj se vsako uro ustavi, ker ostružki zamašijo trak; za podatke prosite Zvezdano."
    brief = replace(
        GOOD, language="sl", problem=problem, contact="gospa Zvezdana Kos, tehnologija"
    )
    assert Fault.CONFIDENTIAL in found(brief)


@pytest.mark.parametrize(
    ("deadline", "hours", "soon"),
    [
        (date(2027, 1, 22), 80, True),
        (date(2027, 1, 14), None, True),
        (date(2027, 1, 20), None, True),  # three working days: the hub has hardly read it
        (date(2027, 1, 21), 4, False),
        (date(2027, 1, 21), 5, True),
        (date(2027, 2, 3), 40, False),  # 13 working days, less three, four hours each
        (date(2027, 2, 3), 41, True),
        (date(9999, 12, 31), 400, False),
        (None, 1000, False),
    ],
)
def test_time_is_arithmetic(deadline, hours, soon):
    brief = replace(GOOD, deadline_on=deadline, effort_hours=hours)
    assert (Fault.TOO_SOON in found(brief)) == soon


@pytest.mark.parametrize("language", [*UNDERSTOOD, "xx", ""])
def test_dates_contact_data_and_length_are_read_in_every_language(language):
    brief = Brief(
        language, "x", "a@b.example", contact="", deadline_on=TODAY, effort_hours=8, success="x"
    )
    examination = examine(brief, TODAY)
    faults = {finding.fault for finding in examination.findings}
    assert {Fault.CONFIDENTIAL, Fault.TOO_SOON, Fault.VAGUE, Fault.NO_OWNER} <= faults
    assert examination.whole == (language in LANGUAGES)


@pytest.mark.parametrize("language", [one for one in UNDERSTOOD if one not in LANGUAGES])
def test_words_of_other_languages_are_not_judged(language):
    brief = replace(GOOD, language=language, success="", problem=GOOD.problem * 2)
    examination = examine(brief, TODAY)
    assert (examination.findings, examination.whole) == ((), False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\u202eabc\u0000",
        "😀" * 500,
        "." * 4000,
        "a" * 4000,
        "we need " * 500,
        "also, besides; on top of that. " * 120,
        "1234567890 " * 300,
        "Mr " * 1000,
        "Ana Novak " * 300,
        "@" * 3000,
        "[e-mail] [phone]",
        "(((((" * 500,
        "ß" * 2000,
    ],
)
@pytest.mark.parametrize("language", [*LANGUAGES, "el"])
def test_any_text_is_read_and_each_fault_said_once(text, language):
    brief = Brief(language, text, text, text, text, text, text, text)
    examination = examine(brief, TODAY)
    assert len({one.fault for one in examination.findings}) == len(examination.findings)
