"""Dates, times, headers and words as people write them into tables."""

from datetime import date, datetime, time

import pytest

from bot.library.feeds import cells
from bot.library.feeds.cells import BadCell

LJUBLJANA = "Europe/Ljubljana"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027-03-01", (date(2027, 3, 1), None)),
        ("2027-03-01 17:00", (date(2027, 3, 1), time(17))),
        ("2027-03-01T17:00:30", (date(2027, 3, 1), time(17))),
        ("2027-03-01T23:30:00Z", (date(2027, 3, 2), time(0, 30))),
        ("2027-07-01T10:00+03:00", (date(2027, 7, 1), time(9))),
        ("1.3.2027", (date(2027, 3, 1), None)),
        ("1. 3. 2027 ob 17.30", (date(2027, 3, 1), time(17, 30))),
        ("01.03.2027, 17:30 Uhr", (date(2027, 3, 1), time(17, 30))),
        ("01/03/2027", (date(2027, 3, 1), None)),
        ("1-3-2027 kl. 9.00", (date(2027, 3, 1), time(9))),
    ],
)
def test_days_and_times(text, expected):
    assert cells.moment(text, LJUBLJANA) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("soon", "", "2027", "03/14/2027", "30.2.2027", "1.3.27", "2027-03-01 25:00"),
        *("1.3/2027", "0001-01-01", "9999-01-01", "2027-03-01T10:00+99:00", "1" * 500),
    ],
)
def test_what_is_no_day(text):
    with pytest.raises(BadCell):
        cells.moment(text, LJUBLJANA)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17:00", time(17)),
        ("17.30 Uhr", time(17, 30)),
        ("9", time(9)),
        ("9h", time(9)),
        (" ", None),
    ],
)
def test_times_of_day(text, expected):
    assert cells.clock_time(text) == expected


@pytest.mark.parametrize("text", ["noon", "25:00", "17:99", "-1"])
def test_what_is_no_time(text):
    with pytest.raises(BadCell):
        cells.clock_time(text)


def test_numbers_that_are_days_in_a_sheet():
    assert cells.from_excel(46447) == datetime.fromisoformat("2027-03-01T00:00")
    assert cells.from_excel(46447.75) == datetime.fromisoformat("2027-03-01T18:00")
    for number in (1, -5, 1e12, float("inf"), float("nan")):
        with pytest.raises(BadCell):
            cells.from_excel(number)


def test_no_two_columns_have_one_name():
    for lists in (cells.HEADERS, cells.KINDS, cells.MODES):
        words = [
            (cells.fold(word), name) for name, said in lists.items() for word in said.split(",")
        ]
        assert len({word for word, _ in words}) == len(set(words))


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Rok prijave", "sl", "deadline"),
        (" TYTUŁ ", "pl", "title"),
        ("Kraj", "sl", "city"),
        ("Kraj", "pl", "country"),
        ("Ansøgningsfrist", "da", "deadline"),
        ("Beginn", "de", "start"),
        ("Opombe", "sl", None),
        ("", "sl", None),
    ],
)
def test_headers_in_five_languages(text, language, name):
    assert cells.header(text, language) == name


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|'/c calc'!A0", "@SUM(A1)", "+cmd|x", " =HYPERLINK()"]
)
def test_formulas_are_no_texts(text):
    assert cells.without_formula(text) == ""


@pytest.mark.parametrize("text", ["-50 % popust", "+386 1 234", "@home", "a = b"])
def test_texts_that_begin_like_formulas_stay(text):
    assert cells.without_formula(text) == text
