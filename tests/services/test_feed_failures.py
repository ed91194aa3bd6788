"""Feeds through the worker: what no feed can do."""

import gzip
from datetime import timedelta
from pathlib import Path

from aiohttp import web
from sqlalchemy.exc import IntegrityError

from bot.domain.feeds import FeedState, wait_after
from bot.library.feeds.failures import Reason
from bot.services.feed_fetching import FeedFetching
from bot.store.entries import Entries
from tests.conftest import NOW
from tests.services.feeding import (
    added,
    calendar,
    event,
    feed_of,
    reads_apart,
    rows,
)

FILES = Path(__file__).parents[1] / "library" / "feeds" / "files"
BOMB = gzip.compress(b"0" * 60_000_000)


HOSTILE = {
    "bomb.xml": "entities",
    "gzip": "too_large",
    "long": "too_large",
    "away": "forbidden_address",
    "round": "too_many_redirects",
    "page": "web_page",
    "login": "needs_login",
    "busy": "busy",
    "error": "server_error",
    "nothing": "not_found",
    "empty": "empty",
    "noise": "not_a_feed",
    "old.xls": "old_excel",
    "cut": None,
    "rules": None,
}


class TestWhatNoFeedCanDo:
    @reads_apart
    async def test_the_worker_survives_all_and_reads_the_next(self, app, work, site):
        away = web.Response(status=302, headers={"Location": "http://169.254.169.254/latest"})
        site.pages = {
            "bomb.xml": (FILES / "billion-laughs.xml").read_bytes(),
            "gzip": web.Response(body=BOMB, headers={"Content-Encoding": "gzip"}),
            "long": web.Response(body=b"x" * 6_000_000),
            "away": away,
            "round": web.Response(status=302, headers={"Location": "/round"}),
            "page": (FILES / "page.html").read_bytes(),
            "login": web.Response(status=401),
            "busy": web.Response(status=429, headers={"Retry-After": "7200"}),
            "error": web.Response(status=500),
            "empty": b"",
            "noise": (FILES / "random.bin").read_bytes(),
            "old.xls": (FILES / "old.xls").read_bytes(),
            "cut": (FILES / "cut-off.ics").read_bytes(),
            "rules": (FILES / "rule-storms.ics").read_bytes(),
            "good": calendar(event("1", "Sejem")),
        }
        hostile = {name: await added(app, site.at(name)) for name in HOSTILE}
        good = await added(app, site.at("good"), next_at=NOW)

        assert await work.work() == len(HOSTILE) + 1

        for name, reason in HOSTILE.items():
            feed = await feed_of(app, hostile[name])
            assert (name, feed.failure) == (name, reason)
            if reason:
                assert feed.state is FeedState.FAILING
                assert NOW + timedelta(minutes=11) < feed.next_at
        busy = await feed_of(app, hostile["busy"])
        assert busy.next_at == NOW + timedelta(hours=2)
        assert (await feed_of(app, good)).state is FeedState.WORKING
        assert "Sejem" in await rows(app)

    async def test_production_goes_to_no_private_address(self, app, clock, site):
        site.pages["a.ics"] = calendar(event("1", "Sejem"))
        feed = await added(app, f"http://127.0.0.1:{site.port}/a.ics")

        await app.services.feed_fetching.work()

        assert site.asked == []
        assert (await feed_of(app, feed)).failure == "forbidden_address"

    async def test_a_bug_of_ours_harms_one_feed_alone(self, app, clock, caplog):
        async def get(url, validators):
            raise RuntimeError("a bug")

        work = FeedFetching(
            *(app.store, clock, app.languages, app.knowledge, timedelta(hours=6), get)
        )
        feed = await added(app, "https://example.org/a.ics")

        assert await work.work() == 1
        assert (await feed_of(app, feed)).failure == "damaged"
        assert "feed stumbled" in caplog.text

    async def test_what_the_database_refuses_is_a_failure_of_the_feed(
        self, app, work, site, monkeypatch
    ):
        site.pages["a.ics"] = calendar(event("1", "Sejem"))
        feed = await added(app, site.at("a.ics"))

        async def refused(self, row, revision):
            raise IntegrityError("INSERT", {}, Exception("unique"))

        monkeypatch.setattr(Entries, "put", refused)
        assert await work.work() == 1

        feed = await feed_of(app, feed)
        assert (feed.failures, feed.failure, feed.lease_until) == (1, Reason.DAMAGED, None)
        assert feed.next_at > NOW

    async def test_waits_double_up_to_a_day(self):
        waits = [wait_after(n, 0).total_seconds() / 60 for n in (1, 2, 3, 8, 40)]

        assert waits == [15, 30, 60, 1440, 1440]
        assert wait_after(1, 1) == timedelta(minutes=18)
        assert wait_after(1, 0, 7200) == timedelta(hours=2)

    async def test_after_two_weeks_it_is_paused_and_staff_are_told_once(
        self, app, work, site, clock, staff
    ):
        maja = await staff()
        feed = await added(app, site.at("nothing"))
        for _ in range(40):
            await work.work()
            clock.passes(hours=20)

        feed = await feed_of(app, feed)
        assert feed.state is FeedState.GIVEN_UP
        asked = len(site.asked)
        clock.passes(days=3)
        await work.work()
        assert len(site.asked) == asked
        async with app.store.read() as unit:
            assert (await unit.outbox.counts(clock())).due == 1
        assert maja.id

    async def test_a_feed_paused_meanwhile_writes_nothing(
        self, app, clock, site, work, staff, feeds, monkeypatch
    ):
        maja = await staff()
        site.pages["a.ics"] = calendar(event("1", "Sejem"))
        feed = await added(app, site.at("a.ics"))
        get = work._get

        async def slowly(url, validators):
            await feeds.pause(maja, feed.id)
            return await get(url, validators)

        monkeypatch.setattr(work, "_get", slowly)
        await work.work()

        assert await rows(app) == {}
        assert (await feed_of(app, feed)).state is FeedState.PAUSED
