"""Feeds through the worker: what they bring, what people keep, and who may say so."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.editing import Publication
from bot.domain.entries import Status
from bot.domain.feeds import FeedState
from bot.domain.people import StaffRole
from bot.domain.refusals import Gone, NotAllowed, Outdated
from bot.library.feeds.deduplication import normal_address
from tests.conftest import NOW
from tests.services.feeding import added, calendar, event, feed_of, known, publish, rows

FILES = Path(__file__).parents[1] / "library" / "feeds" / "files"


class TestWhatAFeedBrings:
    async def test_new_items_wait_and_readers_do_not_see_them(self, app, work, site):
        site.pages["a.ics"] = calendar(event("1", "Sejem oblikovanja"), event("2", "Delavnica"))
        feed = await added(app, site.at("a.ics"))

        assert await work.work() == 1

        found = await rows(app)
        assert set(found) == {"Sejem oblikovanja", "Delavnica"}
        assert {row.publication for row in found.values()} == {Publication.WAITING}
        await known(app)
        assert not set(app.knowledge.entries) & {row.id for row in found.values()}
        feed = await feed_of(app, feed)
        assert (feed.state, feed.counts.new, feed.next_at) == (
            *(FeedState.WORKING, 2),
            NOW + timedelta(hours=6),
        )

    async def test_what_a_trusted_feed_brings_is_published(self, app, work, site):
        site.pages["a.ics"] = calendar(event("1", "Sejem oblikovanja"))
        await added(app, site.at("a.ics"), trusted=True)

        await work.work()

        await known(app)
        (row,) = (await rows(app)).values()
        entry = app.knowledge.entries[row.id]
        assert (entry.hub, entry.held, entry.status) == ("kranj", ("2027-03-01",), Status.DATED)
        assert entry.checked_on is None

    async def test_the_address_of_a_feed_is_no_source_of_its_entries(
        self, app, work, site, staff, feeds
    ):
        maja = await staff()
        site.pages["private-abc/a.ics"] = calendar(event("1", "Sejem"))
        feed = await added(app, site.at("private-abc/a.ics"))
        await work.work()

        (row,) = (await rows(app)).values()
        assert row.document["sources"] == [{"name": "Test events"}]
        await feeds.remove(maja, feed.id)
        async with app.store.read() as unit:
            (said,) = await unit.audit.of(f"feed:{feed.id}")
        assert said[3] == {"host": "feeds.test", "waiting": 1}

    async def test_the_second_reading_asks_whether_it_changed(self, app, work, site, clock):
        site.pages["a.ics"] = calendar(event("1", "Sejem oblikovanja"))
        feed = await added(app, site.at("a.ics"))
        await work.work()
        before = await rows(app)

        clock.passes(hours=6)
        await work.work()

        assert site.asked[1][1] is not None
        assert await rows(app) == before
        assert (await feed_of(app, feed)).counts.new == 1

    async def test_people_win_and_see_what_the_feed_says(
        self, app, work, site, clock, feeds, staff
    ):
        maja = await staff()
        site.pages["a.ics"] = calendar(event("1", "Sejem"), event("2", "Delavnica"))
        feed = await added(app, site.at("a.ics"))
        await work.work()
        row = await publish(app, (await rows(app))["Sejem"], held=["2027-03-02"])

        clock.passes(hours=6)
        site.pages["a.ics"] = calendar(
            event("1", "Sejem", "20270309", location="Kranj"), event("2", "Delavnica")
        )
        await work.work()

        await known(app)
        assert app.knowledge.entries[row.id].held == ("2027-03-02",)
        (one,) = (await feeds.show(maja, feed.id)).differences
        assert one.fields == (("held", "2027-03-02", "2027-03-09"),)
        with pytest.raises(Outdated):
            await feeds.take_theirs(maja, row.id, one.revision - 1)
        assert (await feeds.take_theirs(maja, row.id, one.revision)).differences == ()
        await known(app)
        assert app.knowledge.entries[row.id].held == ("2027-03-09",)

    async def test_ours_can_be_kept(self, app, work, site, clock, feeds, staff):
        maja = await staff()
        site.pages["a.ics"] = calendar(event("1", "Sejem"))
        feed = await added(app, site.at("a.ics"))
        await work.work()
        row = await publish(app, (await rows(app))["Sejem"], held=["2027-03-02"])
        clock.passes(hours=6)
        site.pages["a.ics"] = calendar(event("1", "Sejem", "20270309"))
        await work.work()
        (one,) = (await feeds.show(maja, feed.id)).differences

        assert (await feeds.keep_ours(maja, row.id, one.revision)).differences == ()
        await known(app)
        assert app.knowledge.entries[row.id].held == ("2027-03-02",)

    async def test_cancelled_is_said_and_gone_is_asked(self, app, work, site, clock, feeds, staff):
        maja = await staff()
        site.pages["a.ics"] = calendar(event("1", "Sejem"), event("2", "Delavnica"))
        feed = await added(app, site.at("a.ics"), trusted=True)
        await work.work()

        clock.passes(hours=6)
        site.pages["a.ics"] = calendar(event("1", "Sejem", status="CANCELLED"))
        await work.work()

        await known(app)
        found = await rows(app)
        assert app.knowledge.entries[found["Sejem"].id].status is Status.CANCELLED
        (gone,) = (await feeds.show(maja, feed.id)).vanished
        assert (gone.entry_id, gone.day) == (found["Delavnica"].id, "2027-03-01")
        assert gone.entry_id in app.knowledge.entries
        shown = await feeds.archive_vanished(maja, gone.entry_id)
        assert shown.vanished == ()
        await known(app)
        assert gone.entry_id not in app.knowledge.entries

        clock.passes(hours=6)
        site.pages["a.ics"] = calendar(event("2", "Delavnica", "20270302"))
        await work.work()
        assert (await rows(app))["Delavnica"].publication is Publication.ARCHIVED

    async def test_what_comes_back_is_asked_no_more(self, app, work, site, clock, feeds, staff):
        maja = await staff()
        both = calendar(event("1", "Sejem"), event("2", "Delavnica"))
        site.pages["a.ics"] = both
        feed = await added(app, site.at("a.ics"))
        for page in (both, calendar(event("1", "Sejem")), both):
            site.pages["a.ics"] = page
            await work.work()
            clock.passes(hours=6)

        assert (await feeds.show(maja, feed.id)).vanished == ()

    async def test_one_event_of_two_feeds_is_one_entry(self, app, work, site):
        site.pages["a.ics"] = calendar(
            event("1", "Sejem", url="https://example.org/sejem?utm_x=1")
        )
        site.pages["b.ics"] = calendar(
            event("x", "Drugo ime", url="https://www.example.org/sejem/"),
            event("y", "SEJEM"),
        )
        await added(app, site.at("a.ics"))
        second = await added(app, site.at("b.ics"), next_at=NOW + timedelta(seconds=-1) * 0)

        await work.work()

        assert len(await rows(app)) in {1, 2}
        assert (await feed_of(app, second)).counts.elsewhere >= 1

    async def test_what_a_file_says_already_is_not_brought_again(self, app, work, site):
        entries = app.knowledge.entries.values()
        times = Counter(normal_address(entry.url) for entry in entries)
        entry = next(e for e in entries if e.url and times[normal_address(e.url)] == 1)
        site.pages["a.ics"] = calendar(event("1", "Other words", url=entry.url))
        feed = await added(app, site.at("a.ics"))

        await work.work()

        assert await rows(app) == {}
        assert (await feed_of(app, feed)).counts.elsewhere == 1

    async def test_a_kill_between_two_steps_loses_and_repeats_nothing(
        self, app, work, site, monkeypatch
    ):
        site.pages["a.ics"] = calendar(*(event(str(n), f"Dan {n}") for n in range(60)))
        await added(app, site.at("a.ics"))
        put, calls = work._put, []

        async def dies(*given):
            calls.append(given)
            if len(calls) == 30:
                raise KeyboardInterrupt
            await put(*given)

        monkeypatch.setattr(work, "_put", dies)
        with pytest.raises(KeyboardInterrupt):
            await work.work()
        assert len(await rows(app)) == 25
        monkeypatch.setattr(work, "_put", put)
        work._clock.passes(minutes=6)

        await work.work()

        assert len(await rows(app)) == 60


class TestRights:
    async def test_each_to_their_hubs(self, app, feeds, staff, site):
        maja, other = await staff(), await staff("Lukas", "stuttgart")
        admin = await staff("Zoe", None, StaffRole.ADMINISTRATOR)
        feed = await added(app, site.at("a.ics"))

        assert [shown.feed.id for shown in await feeds.list(maja)] == [feed.id]
        assert await feeds.list(other) == ()
        assert len(await feeds.list(admin)) == 1
        for act in (feeds.pause, feeds.resume, feeds.fetch_now, feeds.remove, feeds.show):
            with pytest.raises(NotAllowed):
                await act(other, feed.id)
        with pytest.raises(NotAllowed):
            await feeds.trust(maja, feed.id, trusted=True)
        assert (await feeds.trust(admin, feed.id, trusted=True)).feed.trusted

    async def test_removing_throws_away_what_waits(self, app, feeds, staff, work, site):
        maja = await staff()
        site.pages["a.ics"] = calendar(event("1", "Sejem"), event("2", "Delavnica"))
        feed = await added(app, site.at("a.ics"))
        await work.work()
        kept = await publish(app, (await rows(app))["Sejem"])

        assert (await feeds.remove(maja, feed.id)).waiting == 1

        assert [row.id for row in (await rows(app)).values()] == [kept.id]
        with pytest.raises(Gone):
            await feeds.show(maja, feed.id)
