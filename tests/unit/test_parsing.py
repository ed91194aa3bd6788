"""What people type: anything; what is kept: readable, and what it says."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.forms import Context
from bot.domain.parsing import (
    YES,
    clean,
    consent,
    future_date,
    kilometres_of,
    many_of,
    one_of,
    text_between,
    years_of,
)
from bot.domain.refusals import (
    ConsentNeeded,
    Empty,
    NoDate,
    NoNumber,
    NoSuchChoice,
    NotUnderstood,
    PastDate,
    TooLong,
    TooShort,
)

TODAY = date(2026, 11, 22)
LISTS = {
    "skills": {"felt": "felt", "wood": "wood", "les": "wood", "glass": "glass"},
    "consent": {"yes": "yes", "da": "yes", "tak": "yes"},
}


def find(choices: str, text: str) -> list[str]:
    term = LISTS[choices].get(text.strip().casefold())
    return [term] if term else []


CONTEXT = Context(TODAY, "en", find)
PATIENT = settings(deadline=None)
HOSTILE = st.text(st.characters(codec=None), max_size=60)
"""Any code points, half surrogate pairs and NUL included."""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Quiet line \n", "Quiet line"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
        ("name\tplace", "name place"),
        ("one\u2028two\u2029three\vfour", "one\ntwo\nthree\nfour"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("next\x85line", "next\nline"),
        ("half \ud83d pair", "half  pair"),
        ("pay \u202egnp.exe\u202c now", "pay gnp.exe now"),
        ("\u2066isolated\u2069 \u200fmarks\u200e", "isolated marks"),
        ("soft\u00adhyphen, zero\u200bwidth, \ufeffmark", "softhyphen, zerowidth, mark"),
        ("private \ue000 use", "private  use"),
        ("Tis\u030cja linija", "Tišja linija"),
        ("👩‍🎨 and 🏳️‍🌈 and 👍🏽 and 1️⃣", "👩‍🎨 and 🏳️‍🌈 and 👍🏽 and 1️⃣"),
        ("Žluťoučký Ελληνικά Łódź ő", "Žluťoučký Ελληνικά Łódź ő"),
        ("", ""),
    ],
)
def test_what_is_kept_of_a_text(typed, kept):
    assert clean(typed) == kept


@PATIENT
@given(HOSTILE)
@example("\u202e\u0301\ud800\x00\r\r\r\r")
@example("\n \n\x85\n")
def test_whatever_is_typed_can_be_stored_and_shown(typed):
    kept = clean(typed)

    kept.encode()
    assert kept == kept.strip()
    assert "\n\n\n" not in kept
    assert clean(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not any(
        unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI"}
        or (unicodedata.category(c) in {"Cc", "Cs"} and c != "\n")
        for c in kept
    )


@PATIENT
@given(st.text(st.characters(categories=["L", "N"], codec="utf-8"), max_size=60))
def test_letters_are_never_lost(typed):
    assert clean(typed) == unicodedata.normalize("NFC", typed)


@PATIENT
@given(HOSTILE)
def test_parsers_accept_or_refuse_and_never_break(typed):
    for parse in (
        text_between(2, 20),
        future_date,
        one_of("skills"),
        many_of("skills"),
        consent,
    ):
        try:
            value = parse(typed, CONTEXT)
        except NotUnderstood:
            continue
        assert value
        assert all(clean(part) == part for part in ([value] if isinstance(value, str) else value))


class TestText:
    parse = staticmethod(text_between(5, 10))

    @pytest.mark.parametrize("text", ["12345", "1234567890", "  12345  ", "žžžžž", "👍 ok!!"])
    def test_of_the_right_length_is_taken(self, text):
        assert self.parse(text, CONTEXT) == text.strip()

    def test_too_long_says_by_how_much(self):
        with pytest.raises(TooLong) as refused:
            self.parse("12345678901", CONTEXT)
        assert refused.value.params == {"limit": 10, "length": 11}

    def test_too_short_says_how_much_it_takes(self):
        with pytest.raises(TooShort) as refused:
            self.parse("1234", CONTEXT)
        assert refused.value.params == {"limit": 5}

    @pytest.mark.parametrize(
        "text",
        ["", "   ", "\n\n", "……………", "👍👍👍👍👍👍", "\u200b" * 6, "\u202e" * 6, "\x00" * 6],
    )
    def test_without_a_word_is_refused(self, text):
        with pytest.raises(Empty):
            self.parse(text, CONTEXT)

    def test_spaces_around_do_not_make_it_too_long(self):
        assert self.parse(" " * 50 + "12345" + "\n" * 50, CONTEXT) == "12345"


class TestDate:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("31.12.2027", "2027-12-31"),
            ("1.2.2027", "2027-02-01"),
            ("01. 02. 2027", "2027-02-01"),
            ("1/2/2027", "2027-02-01"),
            ("1-2-2027", "2027-02-01"),
            ("1. 2. 2027.", "2027-02-01"),
            ("2027-02-01", "2027-02-01"),
            ("2027/2/1", "2027-02-01"),
            ("2027.02.01.", "2027-02-01"),
            ("2027-02-01T10:00", "2027-02-01"),
            ("until 15.3.2027, please", "2027-03-15"),
            ("29.2.2028", "2028-02-29"),
            ("23.11.2026", "2026-11-23"),
            ("\u200e31.12.2027\u200f", "2027-12-31"),
        ],
    )
    def test_is_read_day_first_or_year_first(self, typed, day):
        assert future_date(typed, CONTEXT) == day

    @pytest.mark.parametrize(
        "typed",
        [
            "soon",
            "",
            "31.12.",
            "31.12.27",
            "12/31/2027",
            "31.4.2027",
            "29.2.2027",
            "0.1.2027",
            "1.0.2027",
            "0000-01-01",
            "2027-13-01",
            "2027",
            "31.12.20277",
            "131.12.2027",
            "12027-01-01",
            "2027-01-011",
            "99999999999",
            "👍",
        ],
    )
    def test_that_does_not_exist_is_refused_with_an_example(self, typed):
        with pytest.raises(NoDate) as refused:
            future_date(typed, CONTEXT)
        assert refused.value.params["example"]

    @pytest.mark.parametrize("typed", ["22.11.2026", "21.11.2026", "1.1.1999", "0001-01-01"])
    def test_today_and_before_are_past(self, typed):
        with pytest.raises(PastDate) as refused:
            future_date(typed, CONTEXT)
        assert future_date(refused.value.params["example"], CONTEXT) == "2027-12-31"

    @pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 12, 30), date(2026, 12, 31)])
    def test_the_example_is_one_that_works(self, today):
        context = Context(today, "en", find)
        with pytest.raises(NoDate) as refused:
            future_date("soon", context)

        assert future_date(refused.value.params["example"], context)

    @PATIENT
    @given(st.dates(TODAY + timedelta(days=1), date(9999, 12, 31)))
    def test_every_way_of_writing_a_day_means_the_same(self, day):
        ways = (
            day.isoformat(),
            f"{day.day}.{day.month}.{day.year:04}",
            f"{day.day:02}. {day.month:02}. {day.year:04}",
            f"{day.day:02}/{day.month:02}/{day.year:04}",
            f"{day.year:04}.{day.month}.{day.day}.",
        )
        assert {future_date(way, CONTEXT) for way in ways} == {day.isoformat()}


class TestLists:
    def test_one_is_found_in_any_case(self):
        assert one_of("skills")("  WOOD ", CONTEXT) == "wood"

    def test_many_are_found_once_each_in_order(self):
        assert many_of("skills")("glass, wood;les\nfelt / glass", CONTEXT) == (
            "glass",
            "wood",
            "felt",
        )

    def test_what_is_not_in_the_list_is_left_out(self):
        assert many_of("skills")("glass, plutonium", CONTEXT) == ("glass",)

    @pytest.mark.parametrize("typed", ["", ",;,", "plutonium", "👍"])
    def test_nothing_of_the_list_is_refused(self, typed):
        for parse in (one_of("skills"), many_of("skills")):
            with pytest.raises(NoSuchChoice):
                parse(typed, CONTEXT)


class TestConsent:
    @pytest.mark.parametrize("typed", ["yes", " Da\n", "TAK"])
    def test_is_a_plain_yes(self, typed):
        assert consent(typed, CONTEXT) == YES

    @pytest.mark.parametrize("typed", ["", "no", "yes but", "maybe", "👍", "why?"])
    def test_anything_else_is_not(self, typed):
        with pytest.raises(ConsentNeeded):
            consent(typed, CONTEXT)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("60", "60"),
        ("about 60 km", "60"),
        ("do 1.500 km", "1500"),
        ("80 miles", "128"),
        ("80 mil", "128"),
        ("10 Meilen", "16"),
        ("60 minutes", None),
        ("2 hours", None),
        ("2 uri", None),
        ("-50 km", None),
        ("− 50", None),
        ("20000 miles", None),
        ("9" * 200, None),
    ],
)
def test_a_way_is_kept_in_kilometres_or_asked_for_again(text: str, kept: str | None) -> None:
    parse = kilometres_of("skills")
    if kept is None:
        with pytest.raises(NoNumber):
            parse(text, CONTEXT)
    else:
        assert parse(text, CONTEXT) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [("7 let", "7"), ("6 months", "0"), ("18 Monate", "1"), ("30 mesecev", "2"), ("-3", None)],
)
def test_months_of_experience_are_no_years(text: str, kept: str | None) -> None:
    parse = years_of("skills")
    if kept is None:
        with pytest.raises(NoNumber):
            parse(text, CONTEXT)
    else:
        assert parse(text, CONTEXT) == kept
