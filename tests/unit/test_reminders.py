"""Reminders are planned backwards, by the work of the call."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.alerts import Alert, condensed, single_source
from bot.domain.changes import Change, EntryChange
from bot.domain.entries import Effort, Entry, EntryText, Kind, Source, Status
from bot.domain.reminders import What, due, planned, targets
from bot.domain.schedule import Hours

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HOURS = Hours("Europe/Brussels")
CALL = Entry(
    id="funding-call",
    kind=Kind.FUNDING,
    status=Status.DATED,
    text={"en": EntryText("A call", "With a deadline.")},
    sources=(Source("The programme"),),
    as_of="2026",
    deadline_at=datetime(2027, 4, 15, 15, tzinfo=UTC),
)


def days(entry, now=NOW):
    return [(one.what.value, one.days) for one in planned(entry, HOURS, now)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"effort": Effort.WEEKS}, (30, 14, 2)),
        ({"effort": Effort.DAYS}, (14, 2)),
        ({"effort": Effort.HOURS}, (3, 1)),
        ({"kind": Kind.FUNDING}, (30, 14, 2)),
        ({"kind": Kind.TRAINING}, (14, 2)),
        ({"kind": Kind.EVENT}, (3, 1)),
    ],
)
def test_the_more_work_the_earlier(facts, expected):
    assert days(replace(CALL, **facts)) == [("deadline", n) for n in expected]


def test_at_their_hour_of_the_local_day():
    (first, *_) = planned(CALL, HOURS, NOW)

    assert first.at == datetime(2027, 3, 16, 7, tzinfo=UTC)  # 08:00 before the clocks change
    assert planned(CALL, HOURS, NOW)[-1].at == datetime(2027, 4, 13, 6, tzinfo=UTC)


def test_it_begins_though_registration_is_over():
    closed = replace(CALL, deadline_at=NOW - timedelta(days=1), held=("2026-12-10",))

    assert days(closed) == [("start", 3), ("start", 1)]
    assert days(replace(closed, status=Status.ENDED)) == []


def test_before_it_begins():
    event = replace(
        CALL, kind=Kind.EVENT, deadline_at=None, held=("2026-12-10", "2026-12-11", "2027-02")
    )
    assert days(event) == [("start", 3), ("start", 1)]
    begun = datetime(2026, 12, 10, 12, tzinfo=UTC)
    assert days(event, begun) == []
    starts = replace(event, starts_at=datetime(2026, 12, 10, 17, tzinfo=UTC))
    assert {one.target for one in planned(starts, HOURS, NOW)} == {"2026-12-10T17:00:00+00:00"}


@pytest.mark.parametrize("over", [{"status": Status.CANCELLED}, {"status": Status.ENDED}])
def test_what_is_over_reminds_of_nothing(over):
    assert days(replace(CALL, **over)) == []
    assert days(CALL, CALL.deadline_at + timedelta(hours=1)) == []


def test_only_the_latest_that_is_due_and_nothing_from_before_it_was_saved():
    late = datetime(2027, 4, 10, 12, tzinfo=UTC)

    said, ahead = due(CALL, HOURS, late, NOW)
    assert [(one.what, one.days) for one in said] == [(What.DEADLINE, 14)]
    assert ahead == datetime(2027, 4, 13, 6, tzinfo=UTC)
    said, ahead = due(CALL, HOURS, late, late - timedelta(hours=1))
    assert said == []
    assert ahead == datetime(2027, 4, 13, 6, tzinfo=UTC)


def test_other_dates_are_another_plan_and_other_words_are_not():
    later = replace(CALL, deadline_at=CALL.deadline_at + timedelta(days=9))
    better = replace(CALL, text={"en": EntryText("The call", "Better words.")})

    assert targets(later) != targets(CALL)
    assert targets(better) == targets(CALL)


def alert(number, change, before=None, after=None, entry="funding-call", **facts):
    made = EntryChange(entry, change, NOW, before, after, number)
    return Alert(number, 1, made, NOW, **{"saved": True, **facts})


class TestWhatWaitedTogether:
    a, b, c = (f"2027-0{n}-01T12:00:00+00:00" for n in (3, 4, 5))

    def test_moved_twice_is_moved_once(self):
        moves = [alert(1, Change.PROLONGED, self.b, self.c)]
        moves.append(alert(2, Change.DEADLINE_EARLIER, self.c, self.a))
        (one,) = condensed(moves)

        assert one.change.change is Change.DEADLINE_EARLIER
        assert (one.change.before, one.change.after, one.id) == (self.b, self.a, 2)

    def test_moved_back_is_not_moved(self):
        there = alert(1, Change.PROLONGED, self.a, self.b)
        back = alert(2, Change.DEADLINE_EARLIER, self.b, self.a)

        assert condensed([there, back]) == []

    def test_cancelled_is_all_that_is_left_to_say(self):
        moved, gone = alert(1, Change.PROLONGED, self.a, self.b), alert(2, Change.CANCELLED)

        assert condensed([moved, gone]) == [gone]

    def test_new_and_open_is_one_piece_of_news(self):
        new, opened = alert(1, Change.APPEARED), alert(2, Change.OPENED)
        other = alert(3, Change.APPEARED, entry="event-other")

        assert condensed([other, opened, new]) == [opened, other]

    def test_one_source(self):
        saved, another = alert(1, Change.CLOSED), alert(2, Change.CLOSED, entry="event-other")
        follows = [alert(n, Change.APPEARED, saved=False, follow_id=7) for n in (3, 4)]

        assert single_source([saved, saved]) == saved
        assert single_source([saved, another]) is None
        assert single_source(follows) == follows[0]
        assert single_source([*follows, saved]) is None


def test_a_day_is_a_day_of_the_zone():
    assert HOURS.day(datetime(2027, 4, 14, 23, tzinfo=UTC)) == date(2027, 4, 15)
