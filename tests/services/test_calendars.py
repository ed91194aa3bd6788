"""Calendar files: the right instant over daylight-saving, whole days, and the same identity."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from bot.domain.calendars import has_dates
from bot.domain.entries import Status
from bot.domain.people import Person
from bot.library.calendars import calendar_file
from bot.screens import calendars as screens
from tests.conftest import NOW
from tests.services.test_content_changes import CALL

READER = Person(id=0, telegram_id=0, name="", language="el")


@pytest.fixture
def card(app):
    def card(**facts):
        base = app.services.browsing.card(READER, "funding-eye")
        return replace(base, entry=replace(CALL, **facts), now=NOW)

    return card


def written(app, *cards) -> list:
    tr = app.languages["en"]
    data = calendar_file(screens.events(cards, tr), NOW, "Collider")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return Calendar.from_ical(data).walk("VEVENT")


@pytest.mark.parametrize("zone", ["Europe/Brussels", "Europe/Athens", "UTC"])
@pytest.mark.parametrize(
    "at", [datetime(2027, 3, 28, 0, 59, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)]
)
def test_a_deadline_is_its_instant_in_its_zone(app, card, zone, at):
    (event,) = written(app, card(deadline_at=at, deadline_zone=zone))

    assert event.decoded("dtend").astimezone(UTC) == at
    assert event.decoded("dtstart").astimezone(UTC) == at - timedelta(hours=1)
    assert event["summary"] == "Deadline: A call"
    assert "The programme" in event["description"]


def test_whole_days_end_after_their_last_and_runs_keep_their_identity(app, card):
    days = ("2026-11-20", "2026-11-21", "2027-05-12", "2027-05-13", "2027-06")
    (event,) = written(app, card(deadline_at=None, opens_at=None, held=days))

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        date(2027, 5, 12),
        date(2027, 5, 14),
    )
    assert event["uid"] == "funding-call.1@collider"


def test_what_one_cannot_register_for_any_more_still_takes_place(app, card):
    over = NOW - timedelta(days=1)
    (event,) = written(app, card(opens_at=None, deadline_at=over, held=("2027-05-12",)))

    assert event.decoded("dtstart") == date(2027, 5, 12)


def test_hours_stand_in_the_zone_of_the_event(app, card):
    starts = datetime(2027, 3, 1, 17, 0, tzinfo=UTC)
    facts = {"starts_at": starts, "ends_at": starts + timedelta(hours=2), "held": ("2027-03-01",)}
    (event,) = written(app, card(deadline_at=None, opens_at=None, **facts))

    assert event.decoded("dtstart") == starts
    assert event.decoded("dtend") == starts + timedelta(hours=2)
    assert event["dtstart"].params["TZID"] == "Europe/Brussels"


def test_the_later_file_replaces_the_earlier_one(app, card):
    tr, cards = app.languages["en"], [card()]
    made = [
        Calendar.from_ical(calendar_file(screens.events(cards, tr), at, "")).walk("VEVENT")[0]
        for at in (NOW, NOW + timedelta(days=1))
    ]

    assert made[0]["uid"] == made[1]["uid"]
    assert made[0]["sequence"] < made[1]["sequence"]


def test_cancelled_is_said_and_what_is_over_is_left_out(app, card):
    (event,) = written(app, card(status=Status.CANCELLED))
    assert event["status"] == "CANCELLED"

    over = card(deadline_at=NOW - timedelta(days=1), held=("2026-01-01",))
    assert written(app, over) == []
    assert not has_dates(over.entry, NOW)


def test_hostile_words_stay_words(app, card):
    text = {"en": replace(CALL.text["en"], title="A\r\nBEGIN:VALARM; x, y\\n", summary="α" * 300)}
    (event,) = written(app, card(text=text))

    assert event["summary"].startswith("Deadline: A")
    assert not event.subcomponents
