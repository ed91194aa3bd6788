"""Large and hostile files that are made here: each has an outcome, and none goes on for ever."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.feeds.failures import Failed, Reason
from bot.library.feeds.isolation import parse_apart
from bot.library.feeds.items import MOST_ITEMS
from bot.library.feeds.parsing import LARGEST, Hints, parse

HINTS = Hints(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), "Europe/Ljubljana", "sl")


def calendar(count, *more, start="20270301T100000Z"):
    lines = ["BEGIN:VCALENDAR"]
    for number in range(count):
        lines += ["BEGIN:VEVENT", f"UID:{number}", f"DTSTART:{start}", f"SUMMARY:{number}", *more]
        lines.append("END:VEVENT")
    return "\n".join([*lines, "END:VCALENDAR"])


def rss(items):
    return f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>"


def table(count):
    return "title;start\n" + "".join(f"Row {n};2027-03-01\n" for n in range(count))


def counts(text):
    found = parse(text.encode(), HINTS)
    if isinstance(found, Failed):
        return found.reason
    return len(found.items), found.past, found.broken, found.left_out


@pytest.mark.torture
@pytest.mark.parametrize(
    "text",
    [
        calendar(10_000),
        rss("".join(f"<item><title>{n}</title><guid>{n}</guid></item>" for n in range(10_000))),
    ],
    ids=["calendar", "rss"],
)
def test_of_ten_thousand_items_the_first_are_read(text):
    assert counts(text) == (MOST_ITEMS, 0, 0, 8_000)


def test_of_many_rows_the_first_are_read():
    assert counts(table(10_000)) == (MOST_ITEMS, 0, 0, 2_999)  # rows beyond 5,000 are not counted


@pytest.mark.parametrize("size", [LARGEST + 1, LARGEST * 10])
async def test_a_file_that_is_too_large_is_not_looked_at(size):
    body = b"BEGIN:VCALENDAR\n".ljust(size)
    assert parse(body, HINTS) == Failed(Reason.TOO_LARGE)
    assert await parse_apart(body, HINTS, command=["/nothing"]) == Failed(Reason.TOO_LARGE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (calendar(1, "RRULE:FREQ=DAILY", "EXDATE:" + "20270401T100000Z," * 50_000), (0, 0, 1, 0)),
        (calendar(1, "RRULE:FREQ=DAILY", *["EXDATE:20270401T100000Z"] * 5_000), (0, 0, 1, 0)),
        (calendar(1, "RRULE:FREQ=DAILY", *["EXDATE:20270401T100000Z"] * 500), (1, 0, 0, 0)),
        (calendar(1, "DESCRIPTION:" + "a\\n" * 500_000), (0, 0, 1, 0)),
        (calendar(1, "X" + ';A="b"' * 200_000 + ":c"), (0, 0, 1, 0)),
        (calendar(1, "X-LONG:" + "a\n " * 300_000), (0, 0, 1, 0)),
        (calendar(1, *["X:y"] * 2_100), (0, 0, 1, 0)),
        ("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 100_000, (0, 0, 0, 0)),
        (calendar(2, "RRULE:FREQ=DAILY;COUNT=20000", start="19700101T100000Z"), (0, 2, 0, 0)),
        (calendar(20, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), (20, 0, 0, 0)),
        (rss("<item><title>x</title>" + "<a>" * 100_000), Reason.DAMAGED),
        (rss("<item><title>x</title><description>" + "<!--" * 100_000), (1, 0, 0, 0)),
        (rss("<item><title>x</title><description>" + "<![CDATA[" * 50_000), (1, 0, 0, 0)),
        (rss("<item><title>x</title><description><![CDATA[" + "<p>" * 50_000), (1, 0, 0, 0)),
        ("title" + "," * 500_000, (0, 0, 0, 0)),
        ("title,start\n" + '"' * 500_000, Reason.DAMAGED),
        ("title,text\n" + ("x," + "<!--" * 3_000 + "\n") * 2, (2, 0, 0, 0)),
        ("title,text\n" + ("x," + "<a " * 3_000 + "\n") * 2, (2, 0, 0, 0)),
        (" " * 1_000_000 + "x", Reason.NOT_A_FEED),
    ],
    ids=lambda value: None if isinstance(value, str) else str(value),
)
def test_a_storm_is_bounded(text, expected):
    assert counts(text) == expected


def test_a_zone_of_a_thousand_rules_is_bounded():
    observance = [
        *("BEGIN:STANDARD", "DTSTART:00010101T000000", "RRULE:FREQ=YEARLY;BYDAY=MO"),
        *("TZOFFSETTO:+0100", "END:STANDARD"),
    ]
    zone = "\n".join(["BEGIN:VTIMEZONE", "TZID:Z", *observance * 1_000, "END:VTIMEZONE"])
    events = "".join(
        f"BEGIN:VEVENT\nUID:{year}\nDTSTART;TZID=Z:{year}0301T100000\nSUMMARY:x\nEND:VEVENT\n"
        for year in range(2027, 2127)
    )
    assert counts(f"BEGIN:VCALENDAR\n{zone}\n{events}END:VCALENDAR") == (100, 0, 0, 0)


@settings(deadline=None, max_examples=80)
@given(st.binary(max_size=300), st.sampled_from([b"", b"BEGIN:VCALENDAR\n", b"<rss>", b"title;"]))
def test_any_bytes_have_an_outcome(body, before):
    parse(before + body, HINTS)


@pytest.mark.parametrize("seed", range(4))
def test_a_file_with_wrong_bytes_in_it_has_an_outcome(seed):
    chance = random.Random(seed)
    for text in (calendar(5, "RRULE:FREQ=WEEKLY", "STATUS:CONFIRMED"), rss(""), table(5)):
        for _ in range(25):
            body = bytearray(text.encode())
            for _ in range(chance.randrange(1, 12)):
                body[chance.randrange(len(body))] = chance.randrange(256)
            parse(bytes(body), HINTS)
