"""Sets of questions: what is read, and how a mistake in them is said."""

import json
from datetime import UTC, date, datetime
from operator import attrgetter
from pathlib import Path

import pytest

from bot.domain.entries import Amount, Fee, Kind, Mode, State, Status
from bot.evaluation.content import read_content
from bot.evaluation.sets import (
    Gold,
    Question,
    SetError,
    folders_in,
    has_gold,
    needs_day,
    read_set,
    write_set,
)

SETS = Path(__file__).resolve().parents[2] / "benchmarks" / "sets"
TODAY = date(2026, 1, 2)
CITIES = {"Linz": "AT"}


@pytest.fixture
def content(tmp_path):
    """Write entries, each with the given kind and facts, and read them."""

    def write(*entries, **changes):
        data = [
            {
                "id": f"X{number}",
                "kind": kind,
                "facts": list(facts),
                "lang": {"en": {"title": "A title", "body": "A body.", "aliases": ["a name"]}},
                **changes,
            }
            for number, (kind, *facts) in enumerate(entries, 1)
        ]
        path = tmp_path / "content.yaml"
        # Written by hand: what a dump would quote is what the reader has to cope with.
        path.write_text("".join(f"- {_flow(entry)}\n" for entry in data), "utf-8")
        return list(read_content(path, CITIES, TODAY).values())

    return write


def _flow(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value)


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        ("training", Kind.TRAINING),
        ("funding", Kind.FUNDING),
        ("event", Kind.EVENT),
        ("method", Kind.METHOD),
        ("contact", Kind.ORGANISATION),
        ("howto", Kind.GUIDE),
    ],
)
def test_each_kind_has_its_counterpart(content, kind, ours):
    assert content([kind])[0].kind is ours


def test_words_become_fields(content):
    online, onsite, monthly, paced, everywhere = content(
        ["training", "online", "free"],
        ["training", "onsite", "60EUR"],
        ["event", "hybrid", "monthly"],
        ["training", "self-paced"],
        ["funding", "EU"],
    )

    assert (online.mode, online.fee) == (Mode.ONLINE, Fee(0))
    assert (onsite.mode, onsite.fee) == (Mode.ONSITE, Fee(60))
    assert (monthly.mode, monthly.status) == (Mode.HYBRID, Status.RECURRING)
    assert monthly.usual_months == tuple(range(1, 13))
    assert paced.status is Status.STANDING
    assert everywhere.countries == ()


def test_an_amount_is_given_by_funding_and_taken_by_everything_else(content):
    funding, guide, event = content(
        ["funding", "1500EUR"], ["howto", "40EUR/h"], ["event", "120PLN"]
    )

    assert (funding.amount, funding.fee) == (Amount("EUR", maximum=1500), None)
    assert guide.fee == Fee(40, "EUR", "hour")
    assert event.fee == Fee(120, "PLN")


def test_a_day_is_the_deadline_of_funding_until_its_last_minute_in_brussels(content):
    (funding,) = content(["funding", "2026-03-31"])

    assert funding.deadline_at == datetime(2026, 3, 31, 21, 59, tzinfo=UTC)
    assert funding.deadline_zone == "Europe/Brussels"
    assert funding.held == ()
    assert funding.state_on(datetime(2026, 3, 31, 21, 0, tzinfo=UTC)) is State.OPEN
    assert funding.state_on(datetime(2026, 3, 31, 22, 0, tzinfo=UTC)) is State.CLOSED


def test_other_dates_are_when_it_takes_place(content):
    month, event, twice, series = content(
        ["funding", "2026-05"],
        ["event", "2026-05-12"],
        ["training", "2026-02", "2026-05"],
        ["event", "monthly", "2026-02"],
    )

    assert (month.held, month.deadline_at) == (("2026-05",), None)
    assert (event.held, event.status) == (("2026-05-12",), Status.DATED)
    assert twice.held == ("2026-02", "2026-05")
    assert (series.held, series.status) == (("2026-02",), Status.RECURRING)


def test_places_are_cities_and_countries(content):
    known, unknown, country, norway = content(
        ["event", "Linz"],
        ["event", "Bielsko-Biała"],
        ["contact", "SI"],
        ["contact", "NO"],
    )

    assert (known.city, known.countries) == ("Linz", ("AT",))
    assert (unknown.city, unknown.countries) == ("Bielsko-Biała", ())
    assert (country.city, country.countries) == (None, ("SI",))
    assert norway.countries == ("NO",)


def test_the_body_is_not_doubled_by_a_summary(content):
    (text,) = content(["method"])[0].text.values()

    assert (text.title, text.summary, text.body) == ("A title", "", "A body.")
    assert text.aliases == ("a name",)


@pytest.mark.parametrize("fact", ["weekly", "60", "2026", "2026-13", "60EUR/day", "A1"])
def test_an_unknown_fact_is_an_error_with_its_place(content, fact):
    with pytest.raises(SetError, match=r"content\.yaml: entry X2: the fact '.+' is not"):
        content(["event", "free"], ["event", fact])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "party"}, "the kind 'party' is none of training"),
        ({"colour": "red"}, "nothing reads colour"),
        ({"lang": {}}, "no text in any language"),
        ({"lang": {"xx": {"title": "T", "body": "B"}}}, "the language 'xx' is none of"),
        ({"lang": {"en": {"title": "T"}}}, "the text in en needs a title and a body"),
        ({"lang": {"en": {"title": "T", "body": "B", "tip": "C"}}}, "en: nothing reads tip"),
        ({"id": "X1"}, "entry X1 is there twice"),
    ],
)
def test_a_mistake_in_an_entry_is_named(content, changes, said):
    with pytest.raises(SetError, match=said):
        content(["event"], ["event"], **changes)


def test_a_day_that_does_not_exist_is_an_error(content):
    with pytest.raises(SetError, match="entry X1: there is no day 2026-02-31"):
        content(["funding", "2026-02-31"])


def test_a_set_is_read_as_it_was_written(tmp_path):
    questions = [Question("a", "sl", "Kje je denar?"), Question("b", "da", "hej")]
    gold = [
        Gold("a", "sl", "question", frozenset({"F1", "F2"}), "question", own_language=True),
        Gold("b", "da", "smalltalk", frozenset()),
    ]
    write_set(tmp_path / "kept", questions, gold, TODAY)

    read = read_set(tmp_path / "kept")

    assert read.questions == tuple(questions)
    assert read.gold == tuple(gold)
    assert read.today == TODAY
    assert read.name == "kept"
    assert read.content is None


def test_a_set_without_gold_or_day_can_be_asked(tmp_path):
    row = json.dumps({"qid": "a", "user_lang": "sl", "text": "Kje?"})
    (tmp_path / "questions.jsonl").write_text(f"{row}\n\n", "utf-8")

    read = read_set(tmp_path)

    assert [one.qid for one in read.questions] == ["a"]
    assert read.gold == ()
    assert read.today is None


ASKED = {"qid": "a", "user_lang": "sl", "text": "?"}
JUDGED = {"qid": "a", "lang": "sl", "label": "question", "gold": ["F1"], "style": "question"}


@pytest.mark.parametrize(
    ("questions", "gold", "said"),
    [
        ([{"qid": "a", "text": "?"}], [], r"questions\.jsonl:1: `user_lang` is missing"),
        ([ASKED, ASKED], [], r"questions\.jsonl: `a` is there twice"),
        ([ASKED], [JUDGED, JUDGED], r"gold\.jsonl: `a` is there twice"),
        ([ASKED], [JUDGED | {"qid": "b"}], r"gold\.jsonl: nobody asked `b`"),
        ([ASKED], [JUDGED | {"gold": "F1"}], r"gold\.jsonl:1: `gold` should be a list"),
        ([ASKED], [JUDGED | {"gold": []}], r"gold\.jsonl:1: a question has ids"),
        ([ASKED], [JUDGED | {"label": "insult"}], r"gold\.jsonl:1: a question has ids"),
        ([["a"]], [], r"questions\.jsonl:1: there should be an object"),
    ],
)
def test_a_mistake_in_a_set_is_named(tmp_path, questions, gold, said):
    for name, rows in (("questions.jsonl", questions), ("gold.jsonl", gold)):
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")

    with pytest.raises(SetError, match=said):
        read_set(tmp_path)


@pytest.mark.parametrize(
    "folder", [path for path in folders_in(SETS) if has_gold(path)], ids=attrgetter("name")
)
def test_the_sets_of_the_project_fit_their_content(folder, real_content):
    """Every right entry exists, and the day is given: what was accepted can be asked again."""
    asked = read_set(folder)
    entries = read_content(asked.content, {}, TODAY) if asked.content else real_content.entries

    assert {id_ for one in asked.gold for id_ in one.ids} <= set(entries)
    assert {one.qid for one in asked.gold} == {one.qid for one in asked.questions}
    assert needs_day(asked)


def test_what_is_no_set_is_said(tmp_path):
    with pytest.raises(SetError, match=r"questions\.jsonl: cannot be read"):
        read_set(tmp_path)
    (tmp_path / "questions.jsonl").write_text("{", "utf-8")
    with pytest.raises(SetError, match=r"questions\.jsonl:1: this is not JSON"):
        read_set(tmp_path)
    (tmp_path / "questions.jsonl").write_text("", "utf-8")
    (tmp_path / "set.yaml").write_text("today: soon\n", "utf-8")
    with pytest.raises(SetError, match=r"set\.yaml: write `today:"):
        read_set(tmp_path)
