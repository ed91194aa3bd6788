"""Items → documents in the shape of a content file."""

import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.domain.entries import Kind
from bot.library.feeds.items import Item, days_through
from bot.library.feeds.mapping import Feed, document, entry_id
from bot.library.feeds.markup import cut, markdown, one_line, plain_text
from bot.library.markdown import plain, to_telegram_html
from bot.library.models import EntryFile

at = datetime.fromisoformat
TODAY = date(2026, 11, 22)
FEED = Feed(
    "kranj-events",
    "BSC Kranj",
    Kind.EVENT,
    "sl",
    country="SI",
    hub="kranj",
    zone="Europe/Ljubljana",
)
ITEM = Item(
    "a@example.org",
    "Uvod v 3D-tisk",
    "Kratek opis.",
    "https://example.org/3d",
    zone="Europe/Ljubljana",
    published=date(2026, 10, 3),
)


def test_an_event_with_an_hour():
    item = replace(
        ITEM,
        starts_at=at("2027-03-01T17:00"),
        ends_at=at("2027-03-01T19:30"),
        city="Kranj",
        place="Knjižnica",
    )
    assert document(item, FEED, TODAY) == {
        "id": entry_id(FEED, "a@example.org"),
        "kind": "event",
        "status": "dated",
        "countries": ["SI"],
        "city": "Kranj",
        "languages": ["sl"],
        "starts_at": "2027-03-01T17:00",
        "ends_at": "2027-03-01T19:30",
        "deadline_zone": "Europe/Ljubljana",
        "hub": "kranj",
        "url": "https://example.org/3d",
        "sources": [{"name": "BSC Kranj", "url": "https://example.org/3d"}],
        "as_of": "2026-10",
        "text": {
            "sl": {
                "title": "Uvod v 3D-tisk",
                "summary": "Kratek opis.",
                "facts": ["Knjižnica"],
            }
        },
    }


def test_whole_days_are_held_and_have_no_zone():
    found = document(replace(ITEM, days=("2027-03-01", "2027-03-02")), FEED, TODAY)
    assert found["held"] == ["2027-03-01", "2027-03-02"]
    assert found["status"] == "dated"
    assert "deadline_zone" not in found


def test_what_has_no_date_is_unchecked_and_nothing_is_ever_checked():
    found = document(ITEM, FEED, TODAY)
    assert found["status"] == "unchecked"
    assert "checked_on" not in found


def test_a_deadline_is_in_the_zone_that_the_row_names():
    item = replace(ITEM, deadline_at=at("2027-03-01T23:59"), zone="Europe/Athens")
    found = document(item, FEED, TODAY)
    assert (found["deadline_at"], found["deadline_zone"]) == ("2027-03-01T23:59", "Europe/Athens")


def test_what_is_cancelled_says_so():
    item = replace(ITEM, starts_at=at("2027-03-01T17:00"), cancelled=True)
    assert document(item, FEED, TODAY)["status"] == "cancelled"


@pytest.mark.parametrize(
    ("published", "as_of"),
    [
        (None, "2026-11"),
        (date(2099, 1, 1), "2026-11"),
        (date(1, 1, 1), "2026-11"),
        (date(2025, 2, 3), "2025-02"),
    ],
)
def test_the_source_speaks_of_when_it_was_published(published, as_of):
    assert document(replace(ITEM, published=published), FEED, TODAY)["as_of"] == as_of


def test_what_a_row_says_goes_before_what_the_feed_says():
    item = replace(
        ITEM, language="en-GB", extra={"kind": "funding", "country": "EL", "mode": "online"}
    )
    found = document(item, FEED, TODAY)
    assert (found["kind"], found["countries"], found["mode"]) == ("funding", ["GR"], "online")
    assert list(found["text"]) == ["en"]
    strange = replace(ITEM, language="klingon", extra={"country": "Atlantis"})
    assert list(document(strange, FEED, TODAY)["text"]) == ["sl"]
    assert document(strange, FEED, TODAY)["countries"] == ["SI"]


def test_an_item_without_an_address_names_the_publisher_without_the_address_of_the_feed():
    found = document(replace(ITEM, url=None), FEED, TODAY)
    assert "url" not in found
    assert found["sources"] == [{"name": "BSC Kranj"}]


def test_long_texts_are_cut_at_words_and_the_body_has_more():
    long = "Prva poved o delavnici. " * 200
    item = replace(ITEM, title="Zelo dolg naslov " * 20, summary=long)
    text = document(item, FEED, TODAY)["text"]["sl"]
    assert len(text["title"]) <= 80
    assert text["title"].endswith("dolg…")
    assert len(text["summary"]) <= 300
    assert re.search(r"\w…$", text["summary"])
    assert 1_400 < len(text["body"]) <= 1_500


def test_without_a_description_the_title_is_what_there_is():
    text = document(replace(ITEM, summary=""), FEED, TODAY)["text"]["sl"]
    assert text == {"title": "Uvod v 3D-tisk", "summary": "Uvod v 3D-tisk"}


def test_ids_stay_and_tell_apart():
    assert entry_id(FEED, "1") == entry_id(replace(FEED, source="Another name"), "1")
    assert entry_id(FEED, "1") != entry_id(FEED, "2")
    assert entry_id(FEED, "1") != entry_id(replace(FEED, slug="another"), "1")
    for slug in ("kranj-events", "ÄŠČ " * 30, "!!!", "", "a" * 100):
        found = entry_id(replace(FEED, slug=slug), "x" * 600)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found)
        assert len(found) <= 40


HOSTILE = "*a* _b_ [c](javascript:alert(1)) `d` <e> # f | ~g~ \\ ](http://x) &lt;b&gt;"


@pytest.mark.parametrize(
    "text", [HOSTILE, "- item\n- [x](y)", "1. one\n2) two", "= x\n=====", "+"]
)
def test_markdown_says_what_the_text_says(text):
    written = markdown(plain_text(text), 1_500)
    assert plain(written).split() == " ".join(plain_text(text).split()).replace("- ", "").split()
    assert "<a" not in to_telegram_html(written)
    item = replace(ITEM, summary=plain_text(text * 40))
    EntryFile.model_validate(document(item, FEED, TODAY))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("a &amp; b &lt; c", "a & b < c"),
        ("x<script>bad()</script><style>p{}</style>y", "xy"),
        ("<iframe src=x>no</iframe>yes", "yes"),
        ("2 < 3 and 4 > 3", "2 < 3 and 4 > 3"),
        ("<img src=x onerror=alert(1)>word", "word"),
        ("plain\nlines\n\n\n\nstay", "plain\nlines\n\nstay"),
        ("zero\u200bwidth \u202eback", "zerowidth back"),
        ("", ""),
    ],
)
def test_markup_becomes_text(markup, text):
    assert plain_text(markup) == text


def test_texts_are_cut_at_the_end_of_a_word():
    assert cut("one two three", 13) == "one two three"
    assert cut("one two three", 12) == "one two…"
    assert cut("x" * 50, 10) == "x" * 9 + "…"
    assert one_line("<p>a</p>\n<p>b</p>", 20) == "a b"


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2027, 3, 1), date(2027, 3, 1), ("2027-03-01",)),
        (date(2027, 3, 31), date(2027, 4, 1), ("2027-03-31", "2027-04-01")),
        (date(2026, 12, 1), date(2027, 2, 1), ("2026-12", "2027-01", "2027-02")),
    ],
)
def test_days_of_what_lasts(first, last, days):
    assert days_through(first, last) == days
    assert len(days_through(first, date(2099, 1, 1))) <= 14
