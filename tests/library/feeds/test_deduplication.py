"""New, changed, the same, somebody else's, gone."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.library.feeds.deduplication import Changed, Comparison, Known, deduplicate, normal_address
from bot.library.feeds.items import Item

at = datetime.fromisoformat
TODAY = date(2026, 11, 22)
ITEM = Item(
    "1",
    "Open day",
    url="https://example.org/open-day",
    starts_at=at("2027-03-01T17:00"),
)
KNOWN = Known("kranj-1", ITEM, "kranj")


def compare(items, known=(KNOWN,), today=TODAY):
    return deduplicate(items, known, "kranj", today)


def test_what_nobody_knows_is_new():
    assert compare([ITEM], []) == Comparison(new=(ITEM,))


def test_what_says_the_same_is_the_same():
    again = replace(ITEM, published=date(2026, 11, 20))
    assert compare([again]) == Comparison(same=("kranj-1",))


def test_what_changed_is_said_by_field():
    moved = replace(ITEM, starts_at=at("2027-03-02T17:00"), title="Open day, moved")
    changed = Changed("kranj-1", moved, ("title", "starts_at"))
    assert compare([moved]) == Comparison(changed=(changed,))


def test_a_cancellation_is_a_change_of_what_is_known_and_nothing_otherwise():
    off = replace(ITEM, cancelled=True)
    assert compare([off]).changed == (Changed("kranj-1", off, ("cancelled",)),)
    assert compare([off], []) == Comparison()


@pytest.mark.parametrize(
    "other",
    [
        replace(ITEM, uid="2", url="http://www.example.org/open-day/?utm_source=x#top", title="X"),
        replace(ITEM, uid="2", url=None, title="OPEN  day!"),
        replace(ITEM, uid="2", url=None, starts_at=None, days=("2027-03-01",)),
    ],
    ids=["address", "title-and-day", "day"],
)
def test_a_new_uid_does_not_make_a_new_thing(other):
    found = compare([other])
    assert not found.new
    assert [change.entry_id for change in found.changed] == ["kranj-1"]


@pytest.mark.parametrize(
    "other",
    [
        replace(ITEM, uid="2", url=None, starts_at=at("2027-04-01T00:00")),
        replace(ITEM, uid="2", url="https://example.org/open-day?id=7", title="Another"),
        Item("2", "Open day"),
    ],
    ids=["another-day", "another-page", "no-day"],
)
def test_what_only_looks_alike_is_new(other):
    assert compare([other]).new == (other,)


def test_a_page_that_all_events_share_tells_none_apart():
    items = [
        replace(ITEM, uid="7", title="Talk", starts_at=at("2027-05-01T00:00")),
        replace(ITEM, uid="8", title="Walk", starts_at=at("2027-06-01T00:00")),
    ]
    assert compare(items).new == tuple(items)
    front = replace(ITEM, uid="9", url="https://example.org/", title="Front", days=("2027-07-01",))
    assert compare([front], [replace(KNOWN, item=replace(ITEM, url="https://example.org"))]).new


def test_what_another_feed_or_a_file_brought_is_left_alone():
    theirs = Known("szczecin-4", replace(ITEM, uid="x", title="Other words"), "szczecin")
    assert compare([ITEM], [theirs]) == Comparison(elsewhere=(("szczecin-4", ITEM),))
    same_uid = Known("szczecin-5", Item("1", "Quite another"), "szczecin")
    assert compare([ITEM], [same_uid]).new == (ITEM,)


def test_what_a_feed_does_not_hold_any_more_is_gone():
    theirs = Known("szczecin-4", Item("x", "Theirs"), "szczecin")
    assert compare([], [KNOWN, theirs]) == Comparison(gone=("kranj-1",))


def test_of_repetitions_the_last_counts():
    last = replace(ITEM, title="Last")
    found = compare([ITEM, last], [])
    assert found.new == (last,)
    assert found.repeated == 1


def test_two_items_never_become_one_entry():
    twin = replace(ITEM, uid="2", url=None)
    found = compare([ITEM, twin])
    assert found.same == ("kranj-1",)
    assert found.new == (twin,)


SERIES = replace(
    ITEM, starts_at=None, days=("2026-11-16", "2026-11-23", "2026-11-30"), repeats=True
)


@pytest.mark.parametrize(
    ("days", "quiet"),
    [
        (("2026-11-23", "2026-11-30", "2026-12-07"), True),
        (("2026-11-23", "2026-12-01", "2026-12-07"), False),
        (("2026-11-30", "2026-12-07"), False),
        (("2026-11-24", "2026-11-30"), False),
    ],
)
def test_a_series_that_goes_on_is_no_news(days, quiet):
    after = replace(SERIES, days=days)
    found = compare([after], [replace(KNOWN, item=SERIES)])
    change = (Changed("kranj-1", after, ("days",)),)
    assert (found.moved_on, found.changed) == ((change, ()) if quiet else ((), change))


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://www.Example.org/A/?b=2&a=1&fbclid=x", "example.org/A?a=1&b=2"),
        ("http://example.org/A#part", "example.org/A?"),
        ("https://example.org", None),
        ("https://example.org/?p=12", "example.org?p=12"),
        (None, None),
    ],
)
def test_addresses_are_compared_by_what_they_lead_to(url, normal):
    assert normal_address(url) == normal


def test_an_item_from_another_world_does_no_harm():
    odd = Item("z", "", url="https://[::1/x")
    assert compare([odd], []).new == (odd,)
