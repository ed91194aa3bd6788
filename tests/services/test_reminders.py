"""Reminders: once, at the person's hour; applied stops them, other dates plan them anew."""

from datetime import UTC, datetime

import pytest

from bot.domain.alerts import Frequency
from tests.builders import PostOffice, a_person
from tests.services.alerting import publish, work_on

HEAD = "A grant for chairs"


@pytest.fixture
def post(app) -> PostOffice:
    return PostOffice(app)


@pytest.fixture
async def ada(app):
    """Somebody in Brussels who saved a call with a deadline on 15 April 2027, 17:00."""
    await app.services.content_changes.note()
    ada = await a_person(app)
    await app.services.alerts.wish(ada, frequency=Frequency.AT_ONCE)
    await publish(app)
    await app.services.alerts.save(ada, "funding-sent")
    return ada


async def reminded(app, post, clock, days):
    """Let days pass, one at a time, and return on which of them a reminder came."""
    seen, moments = len(await reminders(post)), []
    for _ in range(days):
        clock.passes(days=1)
        await work_on(app)
        if len(found := await reminders(post)) > seen:
            seen = len(found)
            moments.append(clock().date().isoformat())
    return moments


async def reminders(post):
    return [one for one in await post.letters() if one.key.startswith("reminder:")]


async def test_thirty_fourteen_and_two_days_before(app, post, clock, ada):
    clock.at = datetime(2027, 3, 10, 12, tzinfo=UTC)
    assert await reminded(app, post, clock, 40) == ["2027-03-16", "2027-04-01", "2027-04-13"]
    (first, *_) = await reminders(post)
    assert "30 days to the deadline" in first.reply.html
    assert "15 April 2027, 17:00" in first.reply.html
    assert "because you saved it" in first.reply.html


async def test_applied_stops_them_and_changes_still_come(app, post, clock, ada):
    saved = await app.services.alerts.applied(ada, "funding-sent")
    assert saved.ahead == ()
    clock.at = datetime(2027, 4, 1, 12, tzinfo=UTC)
    await work_on(app)
    assert await post.letters() == []

    await publish(app, deadline_at="2027-05-15T17:00")
    await work_on(app)
    assert len(await post.letters()) == 1

    again = await app.services.alerts.applied(ada, "funding-sent", yes=False)
    assert [one.days for one in again.ahead] == [30, 14, 2]


async def test_saved_late_only_what_is_ahead(app, post, clock, ada):
    await app.services.alerts.unsave(ada, "funding-sent")
    clock.at = datetime(2027, 4, 8, 12, tzinfo=UTC)
    shown = await app.services.alerts.save(ada, "funding-sent")
    assert [one.days for one in shown.ahead] == [2]
    await work_on(app)
    assert await post.letters() == []


async def test_a_prolonged_deadline_plans_anew(app, post, clock, ada):
    clock.at = datetime(2027, 4, 10, 12, tzinfo=UTC)
    await work_on(app)  # 30 and 14 days are past: of them, the worker only says the latest
    assert [one.key.rsplit(":", 1)[1] for one in await reminders(post)] == ["14"]

    await publish(app, deadline_at="2027-04-30T17:00")  # in 20 days: 30 is past and is not said
    await work_on(app)
    assert len(await reminders(post)) == 1
    assert await reminded(app, post, clock, 25) == ["2027-04-16", "2027-04-28"]


async def test_nothing_comes_of_what_is_cancelled_or_gone(app, post, clock, ada):
    await publish(app, status="cancelled", deadline_at=None)
    clock.at = datetime(2027, 4, 1, 12, tzinfo=UTC)
    await work_on(app)
    assert await reminders(post) == []


async def test_in_a_pause_nothing_and_afterwards_what_is_ahead(app, post, clock, ada):
    await app.services.alerts.pause(ada, week=False)
    clock.at = datetime(2027, 4, 2, 12, tzinfo=UTC)
    await work_on(app)
    await app.services.alerts.resume(ada)
    await work_on(app)
    assert await reminders(post) == []
    clock.at = datetime(2027, 4, 13, 6, 0, tzinfo=UTC)
    await work_on(app)
    (letter,) = await reminders(post)
    assert "2 days" in letter.reply.html


async def test_two_workers_remind_once(app, new_app, post, clock, ada):
    other = new_app()
    other.knowledge.take(app.knowledge.prepared())
    clock.at = datetime(2027, 4, 1, 12, tzinfo=UTC)
    for one in (app, other, app):
        await one.services.reminders.send()

    assert len(await reminders(post)) == 1


async def test_an_event_reminds_before_it_begins(app, post, clock, ada):
    await publish(
        app,
        "event-sent",
        kind="event",
        deadline_at=None,
        starts_at="2026-12-10T18:00",
        deadline_zone="Europe/Ljubljana",
    )
    await app.services.alerts.save(ada, "event-sent")
    assert await reminded(app, post, clock, 20) == ["2026-12-07", "2026-12-09"]
    assert "It begins in 1 day" in (await reminders(post))[-1].reply.html
