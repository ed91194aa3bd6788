"""Alerts: exactly who should hear of a change, once, at their hour; and nobody of a typo."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.alerts import DIGEST_LINES, Frequency, NotForMe, Topic
from bot.domain.broadcasts import Delivery
from bot.domain.refusals import Gone, TooManyFollows, TooManySaved
from bot.services import alerts as own
from bot.services.browsing import Browsing
from tests.builders import PostOffice, a_creative, a_person
from tests.services.alerting import publish, work_on

APRIL, MAY = "2027-04-15T17:00", "2027-05-15T17:00"


@pytest.fixture
def post(app) -> PostOffice:
    return PostOffice(app)


@pytest.fixture
async def ada(app):
    """Somebody who is told at once, and whose clock is UTC."""
    await app.services.content_changes.note()  # what there is today is no news
    ada = await a_person(app)
    await at_once(app, ada)
    return ada


async def at_once(app, person):
    await app.services.alerts.wish(person, frequency=Frequency.AT_ONCE, zone="Atlantic/Reykjavik")


async def another(app, number=2, **fields):
    return await a_person(app, f"Nobody {number}", telegram_id=8_000_000_000 + number, **fields)


class TestWhoHears:
    async def test_a_prolonged_deadline_reaches_exactly_who_saved_it_once(
        self, app, ada, post, clock
    ):
        bea, cel = await another(app, 2), await another(app, 3)
        await at_once(app, cel)
        await publish(app)
        await publish(app, "funding-other")
        await work_on(app)
        await app.services.alerts.save(ada, "funding-sent")
        await app.services.alerts.save(cel, "funding-other")
        clock.passes(minutes=1)

        await publish(app, deadline_at=MAY)
        for _ in range(3):
            await work_on(app)

        (letter,) = await post.letters()
        assert letter.chat_id == ada.telegram_id
        html = letter.reply.html
        assert "A grant for chairs" in html
        before, after = html.split(" → ")
        assert "15 April 2027" in before
        assert "15 May 2027" in after
        assert "because you saved it" in html
        actions = [b.action.pack() for row in letter.reply.rows for b in row if b.action]
        assert "saved:drop:funding-sent" in actions
        assert "alerts:show:" in actions
        assert bea.id

    async def test_a_typo_reaches_nobody(self, app, ada, post, clock):
        await publish(app)
        await app.services.alerts.save(ada, "funding-sent")
        await app.services.alerts.follow(ada, Topic.KIND, "funding")
        clock.passes(minutes=1)

        better = {"en": {"title": "A grant for chairs!", "summary": "Money for chair makers."}}
        await publish(app, text=better, as_of="2027", url="https://example.org/")
        await work_on(app)

        assert await post.letters() == []

    @pytest.mark.parametrize(
        ("topic", "value"),
        [
            (Topic.KIND, "funding"),
            (Topic.SECTOR, "product_design"),
            (Topic.TRANSITION, "green"),
            (Topic.COUNTRY, "SI"),
        ],
    )
    async def test_a_topic(self, app, ada, post, clock, topic, value):
        made = await app.services.alerts.follow(ada, topic, value)
        await app.services.alerts.follow(ada, Topic.COUNTRY, "PL")
        clock.passes(minutes=1)

        await publish(app, transitions=["green"])
        await work_on(app)

        (letter,) = await post.letters(ada.telegram_id)
        assert "because you follow" in letter.reply.html
        actions = [b.action.pack() for row in letter.reply.rows for b in row if b.action]
        assert f"follow:stop:{made.follow.id}" in actions

    async def test_many_follows_are_one_alert(self, app, ada, post, clock):
        for topic, value in ((Topic.KIND, "funding"), (Topic.COUNTRY, "SI")):
            await app.services.alerts.follow(ada, topic, value)
        clock.passes(minutes=1)

        await publish(app)
        for _ in range(2):
            await work_on(app)

        assert len(await post.letters(ada.telegram_id)) == 1

    async def test_what_was_there_before_is_no_news(self, app, ada, post, clock):
        await publish(app)
        clock.passes(minutes=1)
        await app.services.alerts.follow(ada, Topic.KIND, "funding")
        await work_on(app)

        assert await post.letters() == []

    async def test_not_for_me_ends_it(self, app, ada, post, clock):
        await app.services.alerts.follow(ada, Topic.KIND, "funding")
        clock.passes(minutes=1)
        await publish(app, opens_at="2026-12-24T12:00")
        await work_on(app)
        await app.services.alerts.not_for_me(ada, "funding-sent", NotForMe.OTHER)
        clock.passes(days=40)
        await app.services.content_changes.note()
        await work_on(app)

        assert len(await post.letters()) == 1

    async def test_a_follow_that_ended_before_the_digest_says_nothing(self, app, post, clock):
        await app.services.content_changes.note()
        ada = await a_person(app)
        made = await app.services.alerts.follow(ada, Topic.KIND, "funding")
        clock.passes(minutes=1)
        await publish(app)
        await work_on(app)

        await app.services.alerts.unfollow(ada, made.follow.id)
        clock.passes(days=2)
        await work_on(app)

        assert await post.letters() == []

    async def test_two_workers_and_a_kill_say_it_once(self, app, new_app, ada, post, clock):
        other = new_app()
        await publish(app)
        await app.services.alerts.save(ada, "funding-sent")
        clock.passes(minutes=1)
        await publish(app, deadline_at=MAY)
        other.knowledge.take(app.knowledge.prepared())

        await app.services.alerting.spread()
        await other.services.alerting.spread()
        await other.services.alerting.send()
        await app.services.alerting.send()

        assert len(await post.letters()) == 1


@pytest.mark.parametrize("zone", ["Europe/Brussels", "Europe/Athens", "UTC"])
@pytest.mark.parametrize("changed", ["2027-03-28", "2026-10-25"])
async def test_a_daily_digest_comes_once_a_day_when_clocks_change(
    app, post, clock, zone, changed, monkeypatch
):
    """Hour by hour over the day itself, the one before and the one after."""
    monkeypatch.setattr(own, "OFFERED", (*own.OFFERED, "UTC"))
    day = datetime.fromisoformat(changed).replace(tzinfo=UTC)
    clock.at = day - timedelta(days=1, hours=12)
    await app.services.content_changes.note()
    ada = await a_person(app)
    await app.services.alerts.wish(ada, zone=zone)
    await app.services.alerts.follow(ada, Topic.KIND, "funding")
    clock.passes(minutes=1)

    sent = []
    for number in range(84):
        clock.passes(hours=1)
        if clock().hour not in {0, 4, 5, 6, 7, 8, 9, 12, 18}:
            continue  # nothing is different then
        if clock().hour in {0, 7, 12}:
            await publish(app, f"funding-{number}")
        await work_on(app)
        now = len(await post.letters())
        sent += [clock().astimezone(ZoneInfo(zone))] * (now - len(sent))

    assert [moment.date().isoformat() for moment in sent] == [
        (day + timedelta(days=n)).date().isoformat() for n in (-1, 0, 1)
    ]
    assert {moment.hour for moment in sent} == {8}
    assert len({letter.key for letter in await post.letters()}) == 3


class TestWhenTheyHear:
    async def test_an_empty_day_is_silent_and_late_is_not_twice(self, app, post, clock):
        await app.services.content_changes.note()
        ada = await a_person(app)
        await app.services.alerts.follow(ada, Topic.KIND, "funding")
        clock.passes(days=3)
        await work_on(app)
        assert await post.letters() == []

        await publish(app)
        clock.passes(days=9)  # a demo's clock jumps, or a worker was away
        for _ in range(2):
            await work_on(app)
        assert len(await post.letters()) == 1

    async def test_an_hour_that_is_changed_brings_no_second_digest(self, app, post, clock):
        await app.services.content_changes.note()
        ada = await a_person(app)
        await app.services.alerts.follow(ada, Topic.KIND, "funding")
        clock.passes(minutes=1)
        await publish(app, "funding-one")
        clock.at = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
        await work_on(app)
        assert len(await post.letters()) == 1

        await publish(app, "funding-two")
        await app.services.alerts.wish(ada, hour=9)
        clock.passes(hours=2)
        await work_on(app)
        assert len(await post.letters()) == 1
        clock.passes(days=1)
        await work_on(app)
        assert len(await post.letters()) == 2

    async def test_weekly_is_monday(self, app, post, clock):
        await app.services.content_changes.note()
        ada = await a_person(app)
        await app.services.alerts.wish(ada, frequency=Frequency.WEEKLY)
        await app.services.alerts.follow(ada, Topic.KIND, "funding")
        clock.at = datetime(2026, 11, 25, 12, tzinfo=UTC)
        await publish(app)
        for day, hour, minute, letters in ((26, 9, 0, 0), (30, 6, 59, 0), (30, 7, 0, 1)):
            clock.at = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
            await work_on(app)
            assert len(await post.letters()) == letters

    async def test_quiet_hours_hold_what_comes_at_once(self, app, ada, post, clock):
        await app.services.alerts.follow(ada, Topic.KIND, "funding")
        clock.at = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)
        await publish(app)
        await work_on(app)
        assert await post.letters() == []

        clock.at = datetime(2026, 11, 23, 7, 59, tzinfo=UTC)
        await work_on(app)
        assert await post.letters() == []
        clock.passes(minutes=1)
        await work_on(app)
        assert len(await post.letters()) == 1

    async def test_much_at_once_is_one_message_with_the_rest_behind_a_button(
        self, app, ada, post, clock
    ):
        await app.services.alerts.follow(ada, Topic.KIND, "funding")
        clock.passes(minutes=1)
        for number in range(DIGEST_LINES + 3):
            await publish(app, f"funding-{number}")
        await work_on(app)

        (letter,) = await post.letters()
        assert letter.reply.html.count("A grant for chairs") == DIGEST_LINES
        rest = await app.services.alerts.message(ada, letter.key, 1)
        assert len(rest.lines) == 3
        with pytest.raises(Gone):
            await app.services.alerts.message(await another(app), letter.key, 1)

    async def test_a_digest_says_the_same_when_it_is_read_again(self, app, ada, post, clock):
        await app.services.alerts.wish(ada, frequency=Frequency.DAILY)
        for number in range(2):
            await publish(app, f"funding-{number}")
            await app.services.alerts.save(ada, f"funding-{number}")
        clock.passes(minutes=1)
        for deadline in (MAY, "2027-06-15T17:00"):
            for number in range(2):
                await publish(app, f"funding-{number}", deadline_at=deadline)
            clock.passes(minutes=1)
            await work_on(app)
        clock.passes(days=1)
        await work_on(app)

        (letter,) = await post.letters()
        assert letter.reply.html.count("15 April 2027") == 2
        again = await app.services.alerts.message(ada, letter.key, 0)
        assert [line.alert.change.before[:10] for line in again.lines] == ["2027-04-15"] * 2

    async def test_the_zone_is_theirs_else_the_countrys_else_the_hubs(self, app):
        ada = await a_person(app, home_hub="thessaloniki")
        zones = [(await app.services.alerts.overview(ada)).zone]
        await a_creative(app, ada, country="PL")
        zones.append((await app.services.alerts.overview(ada)).zone)
        await app.services.alerts.wish(ada, zone="Europe/Lisbon")
        zones.append((await app.services.alerts.overview(ada)).zone)

        assert zones == ["Europe/Athens", "Europe/Warsaw", "Europe/Lisbon"]
        with pytest.raises(Gone):
            await app.services.alerts.wish(ada, zone="Europe/Atlantis")


class TestAway:
    async def test_what_did_not_arrive_and_cannot_be_made_is_tried_again(
        self, app, ada, post, clock, monkeypatch
    ):
        await app.services.alerts.follow(ada, Topic.KIND, "funding")
        clock.passes(minutes=1)
        await publish(app, "funding-lost")
        await work_on(app)
        await post.settle(Delivery.BLOCKED)
        with monkeypatch.context() as broken:
            broken.setattr(Browsing, "card", lambda *_: 1 / 0)
            await app.services.alerting.send()
        clock.passes(minutes=11)
        for _ in range(2):
            await work_on(app)

        async with app.store.read() as work:
            assert not await work.alerts.waiting(ada.id)
        assert "A grant for chairs" in (await post.letters())[-1].reply.html
        assert len(await post.letters()) == 2

    async def test_a_pause_ends_with_one_message(self, app, ada, post, clock):
        await app.services.alerts.follow(ada, Topic.KIND, "funding")
        await app.services.alerts.pause(ada, week=False)
        clock.passes(minutes=1)
        for number in range(2):
            await publish(app, f"funding-{number}")
        clock.passes(days=30)
        await work_on(app)
        assert await post.letters() == []

        await app.services.alerts.resume(ada)
        for _ in range(2):
            await work_on(app)
        (letter,) = await post.letters()
        assert "While you were away" in letter.reply.html

    async def test_a_week_ends_by_itself(self, app, ada, post, clock):
        await app.services.alerts.follow(ada, Topic.KIND, "funding")
        await app.services.alerts.pause(ada, week=True)
        clock.passes(minutes=1)
        await publish(app)
        await publish(app, "funding-other")
        for _ in range(7):
            await work_on(app)
            assert await post.letters() == []
            clock.passes(days=1)
        for _ in range(2):
            await work_on(app)
        (letter,) = await post.letters()
        assert "While you were away" in letter.reply.html
        assert not (await app.services.alerts.overview(ada)).wishes.paused

    async def test_who_blocked_the_bot_gets_one_message_when_they_return(
        self, app, ada, post, clock
    ):
        await app.services.alerts.follow(ada, Topic.KIND, "funding")
        clock.passes(minutes=1)
        await publish(app, "funding-lost")
        await work_on(app)
        await post.settle(Delivery.BLOCKED)  # this one did not arrive
        await app.services.people.fell_asleep(ada.telegram_id)
        for number in range(12):
            await publish(app, f"funding-{number}")
        for _ in range(2):
            await work_on(app)
        assert len(await post.letters()) == 1

        await app.services.people.meet(ada.telegram_id, ada.name, "en")
        for _ in range(3):
            await work_on(app)
        _, letter = await post.letters()
        assert "While you were away" in letter.reply.html
        assert letter.reply.html.count("A grant for chairs") == DIGEST_LINES
        assert (await app.services.alerts.message(ada, letter.key, 1)).total == 13


class TestLimits:
    async def test_saved(self, app, ada, monkeypatch):
        monkeypatch.setattr(own, "MOST_SAVED", 1)
        first, second = [e.id for e in app.knowledge.entries.values() if e.kind == "event"][:2]
        for _ in range(2):
            await app.services.alerts.save(ada, first)
        with pytest.raises(TooManySaved):
            await app.services.alerts.save(ada, second)

    async def test_follows(self, app, ada, monkeypatch):
        monkeypatch.setattr(own, "MOST_FOLLOWS", 1)
        for _ in range(2):
            await app.services.alerts.follow(ada, Topic.COUNTRY, "SI")
        with pytest.raises(TooManyFollows):
            await app.services.alerts.follow(ada, Topic.COUNTRY, "PL")

    @pytest.mark.parametrize(
        ("topic", "value"), [(Topic.COUNTRY, "XX"), (Topic.SEARCH, "x"), (Topic.KIND, "festival")]
    )
    async def test_what_does_not_exist(self, app, ada, topic, value):
        with pytest.raises(Gone):
            await app.services.alerts.follow(ada, topic, value)
