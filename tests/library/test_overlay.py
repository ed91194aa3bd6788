"""An edit that does not fit (any more) is left out, and only that edit."""

import pytest

from bot.domain.editing import EditedEntry, Origin, Publication
from bot.domain.entries import Partners
from bot.domain.geography import Point, kilometres
from bot.domain.opportunities import Team
from bot.library import overlay
from bot.library.fields import edits_for, is_edited
from tests.conftest import NOW

SENT = {
    "id": "event-open-studio",
    "kind": "event",
    "status": "dated",
    "starts_at": "2027-03-01T18:00",
    "ends_at": "2027-03-02T20:00",
    "deadline_zone": "Europe/Ljubljana",
    "sources": [{"name": "The hub"}],
    "as_of": "2026",
    "text": {"sl": {"title": "Odprti atelje", "summary": "Pridi pogledat."}},
}


def edited(entry_id: str, **changes) -> EditedEntry:
    given = {"origin": Origin.FILE, "publication": Publication.PUBLISHED, "revision": 1}
    return EditedEntry(id=entry_id, created_at=NOW, changed_at=NOW, **given | changes)


def test_only_the_edit_that_does_not_fit_is_left_out(some_content):
    edits = {"deadline_at": "2027-01-01T12:00", "url": "https://example.org"}
    row = edited("funding-eye", edits=edits)

    assert overlay(some_content, [row]).library.entries["funding-eye"].url == (
        "https://example.org"
    )


@pytest.mark.parametrize(
    "edits",
    [
        {"ends_at": "2027-02-01T18:00"},  # the feed begins later by now
        {"text.sl.summary": "word " * 200},
        {"kind": "festival", "text": {}},
    ],
)
def test_what_a_feed_brought_stays_without_edits_that_do_not_fit(some_content, edits):
    row = edited("event-open-studio", origin=Origin.FEED, document=SENT, edits=edits)
    result = overlay(some_content, [row])

    assert result.library.entries["event-open-studio"].text["sl"].title
    assert result.problems


def test_an_edit_says_who_may_apply(some_content):
    edits = {
        "regions": ["SI04"],
        "min_age": 18,
        "team": "either",
        "team_size": [1, 5],
        "partners": {"organisations": 3, "countries": 2},
        "city": "Kranj",
    }
    entry = overlay(some_content, [edited("funding-eye", edits=edits)]).library.entries[
        "funding-eye"
    ]

    assert (entry.regions, entry.min_age, entry.team) == (("SI04",), 18, Team.EITHER)
    assert entry.team_size == (1, 5)
    assert entry.partners == Partners(organisations=3, countries=2)
    assert entry.point is not None
    assert kilometres(entry.point, Point(46.24, 14.36)) < 2


def test_a_given_position_counts_more_than_the_town_until_the_town_changes():
    document = {**SENT, "city": "Kranj", "lat": 45.1, "lon": 14.2}

    edits = edits_for("place", "Linz", document, "Europe/Ljubljana")

    assert {"city": "Linz", "lat": None, "lon": None}.items() <= edits.items()
    assert "lat" not in edits_for("place", "Linz", SENT, "Europe/Ljubljana")
    assert is_edited(edits, "place")


def test_a_given_position_is_the_position(some_content):
    row = edited("funding-eye", edits={"city": "Kranj", "lat": 45.1, "lon": 14.2})

    entry = overlay(some_content, [row]).library.entries["funding-eye"]

    assert entry.point == Point(45.1, 14.2)
