"""Saving, following and being told, from the first tap to the last; and old or forged buttons."""

import pytest

from bot.app.services import App
from tests.builders import PostOffice, everything_kept
from tests.conftest import Clock, Meet
from tests.services.alerting import publish, work_on

CARD = "entry:open:funding-sent"


@pytest.fixture
async def call(app: App) -> None:
    """Publish a call; what there is today is no news."""
    await app.services.content_changes.note()
    await publish(app)
    await work_on(app)


@pytest.mark.usefixtures("call")
async def test_saved_reminded_prolonged_applied_and_ended(
    app: App, meet: Meet, post: PostOffice, clock: Clock
) -> None:
    ada = meet()
    await ada.says("/alerts")
    assert "Save an opportunity from its card" in ada.sees()

    await ada.taps_data(CARD)
    assert len(ada.sees_buttons()) <= 5
    said = await ada.taps("🔔 Save and remind me")
    assert "Saved: A grant for chairs" in said
    assert "16 March 2027, 1 April 2027 and 13 April 2027" in said

    clock.passes(minutes=1)
    await publish(app, deadline_at="2027-05-15T17:00")
    clock.passes(days=1)
    await work_on(app)
    assert await post.deliver() == 1
    assert "15 April 2027, 17:00 (Brussels) → 15 May 2027, 17:00 (Brussels)" in ada.sees()
    assert "You get this because" in ada.sees()
    assert "No more of this entry" in ada.sees_buttons()

    clock.passes(days=150)
    await work_on(app)
    assert await post.deliver() == 1
    assert "23 days to the deadline" in ada.sees()  # late: it was planned for 30
    assert "no more reminders" in await ada.taps("I have applied")
    assert "A grant for chairs" in await ada.taps("See it")

    await ada.says("/alerts")
    assert "A grant for chairs" in await ada.taps("1 saved entry")
    await ada.taps("1. A grant for chairs")
    assert "no more of this entry" in await ada.taps("Do not watch it any more")
    assert "Save an opportunity" in await ada.taps("My alerts")


@pytest.mark.usefixtures("call")
async def test_a_list_and_a_question_are_followed_and_ended_by_one_tap(
    app: App, meet: Meet, post: PostOffice, clock: Clock
) -> None:
    ada = meet()
    await ada.says("/funding")
    assert "All that is new: Funding and support" in await ada.taps("🔔 Tell me of new ones")
    await ada.says("which funding is there in Slovenia?")
    said = await ada.taps("🔔 Tell me when there is more")
    assert "“which funding is there in Slovenia?”" in said
    assert await ada.again() == said

    await ada.says("/alerts")
    assert "1. All that is new" in await ada.taps("2 topics and searches")
    await ada.taps("1. Stop: Funding and support")
    clock.passes(minutes=1)
    await publish(app, "funding-two")
    clock.passes(days=1)
    await work_on(app)
    assert await post.deliver() == 1
    assert "because you follow: “which funding is there in Slovenia?”" in ada.sees()
    assert "You follow it no more" in await ada.taps("Stop: “which funding is there in")
    assert await ada.taps("Change my alerts")


async def test_topics_are_ticked_and_unticked(meet: Meet) -> None:
    ada = meet()
    await ada.says("/alerts")
    await ada.taps("Follow a topic")
    await ada.taps("A country")
    await ada.taps("Slovenia")
    assert "✓ Slovenia" in ada.sees_buttons()
    await ada.taps("✓ Slovenia")
    assert "Slovenia" in ada.sees_buttons()
    await ada.taps("Other topics")
    await ada.taps("A kind: training, funding, events …")
    await ada.taps("Events")
    assert "✓ Events" in ada.sees_buttons()


async def test_hours_zone_quiet_hours_and_a_pause(meet: Meet) -> None:
    ada = meet()
    await ada.says("/alerts")
    assert "once a day, at 08:00 (Brussels)" in ada.sees()
    await ada.taps("When and how often")
    assert "at once, but not from 21:00 to 08:00 (Brussels)" in await ada.taps("At once")
    await ada.taps("Quiet hours: 21:00–08:00")
    assert "from 22:00 to 07:00" in await ada.taps("22:00–07:00")
    await ada.taps("Once a week, on Monday")
    await ada.taps("Hour: 08:00")
    assert "on Mondays at 18:00 (Brussels)" in await ada.taps("18:00")
    await ada.taps("Time zone: Brussels")
    assert "18:00 (Athens)" in await ada.taps("Athens")
    await ada.taps("My alerts")
    await ada.taps("Pause all")
    assert "until 29 November 2026, 18:00 (Athens)" in await ada.taps("For a week")
    assert "on Mondays" in await ada.taps("Switch on again")
    await ada.taps("Pause all")
    assert "until you switch them on again" in await ada.taps("Until I am back")


@pytest.mark.usefixtures("call")
async def test_not_for_me(meet: Meet) -> None:
    ada = meet()
    await ada.taps_data("saved:save:funding-sent")
    await ada.taps("Not for me")
    assert len([b for b in ada.sees_buttons() if b != "Back"]) == 4
    assert "no more of it" in await ada.taps("Not my subject")
    await ada.says("/alerts")
    assert not any("saved" in label for label in ada.sees_buttons())


FORGED = (
    *("saved:save:funding-gone", "saved:show:funding-sent", "saved:applied:x", "saved:not:x"),
    *("saved:why:funding-sent.because", "saved:why:", "saved:drop:x", "saved:x:funding-sent"),
    *("follow:add:", "follow:add:kind.x", "follow:add:search.x", "follow:search:999"),
    *("follow:on:kind", "follow:on:country.XX.9", "follow:off:x.country.y", "follow:off:9.x.0"),
    *("follow:stop:999", "follow:stop:x", "alerts:terms:search.0", "alerts:terms:x"),
    *("alerts:rest:digest:1:2026-11-22.1", "alerts:rest:", "alerts:hour:24", "alerts:hour:x"),
    *("alerts:zone:Europe/Atlantis", "alerts:zones:99", "alerts:quiet:25.1", "alerts:quiet:x"),
    *("alerts:often:hourly", "alerts:pause:x", "alerts:resume:", "alerts:saved:99"),
)


@pytest.mark.usefixtures("call")
async def test_forged_and_old_buttons_are_answered(meet: Meet) -> None:
    ada = meet()
    for packed in FORGED:
        await ada.taps_data(packed)  # each is acknowledged, and none is a bug


@pytest.mark.usefixtures("call")
async def test_nothing_is_left_of_who_erases_themselves(
    app: App, meet: Meet, clock: Clock
) -> None:
    ada = meet()
    await ada.taps_data("saved:save:funding-sent")
    await ada.taps("Not for me")
    await ada.taps("Another reason")
    await ada.taps_data("saved:save:funding-sent")
    await ada.says("which funding is there in Slovenia?")
    await ada.taps("🔔 Tell me when there is more")
    await ada.taps_data("alerts:hour:9")
    clock.passes(minutes=1)
    await publish(app, deadline_at="2027-05-15T17:00")
    await work_on(app)

    said = await ada.says("/privacy")
    assert "1 saved entry" in said
    assert "1 topic or search that you follow" in said
    await ada.taps("Erase everything about me")
    await ada.taps("Yes, erase everything")

    kept = await everything_kept(app.settings.database_url)
    for table in ("saved_entries", "follows", "dismissed_entries", "alert_wishes", "alerts"):
        assert kept[table] == ""
