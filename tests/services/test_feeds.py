"""Feeds through the worker: what they bring, what people keep, and what no feed can do."""

import gzip
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy.exc import IntegrityError

from bot.app.services import App
from bot.domain.editing import EditedEntry, Origin, Publication
from bot.domain.entries import Kind, Status
from bot.domain.feeds import Feed, FeedFormat, FeedState, wait_after
from bot.domain.people import StaffRole
from bot.domain.refusals import Gone, NotAllowed, Outdated
from bot.library.feeds.deduplication import normal_address
from bot.library.feeds.failures import Reason
from bot.library.feeds.fetching import Limits, fetch
from bot.library.feeds.parsing import parse
from bot.services import feed_fetching
from bot.services.content import read_edits
from bot.services.feed_fetching import FeedFetching
from bot.services.feeds import Feeds
from bot.store.entries import Entries
from tests.conftest import NOW

FILES = Path(__file__).parents[1] / "library" / "feeds" / "files"
SAID = ("Location", "Retry-After", "Content-Encoding")
BOMB = gzip.compress(b"0" * 60_000_000)


def event(uid: str, title: str, day: str = "20270301", **more: str) -> str:
    lines = (f"{name.upper()}:{value}" for name, value in more.items())
    return "\r\n".join(
        (
            *("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART;VALUE=DATE:{day}"),
            *lines,
            "END:VEVENT",
        )
    )


def calendar(*events: str) -> bytes:
    return "\r\n".join(
        ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *events, "END:VCALENDAR", "")
    ).encode()


def reads_apart(test):
    """Mark a test in which files are read by a child process, as in production."""
    test.reads_apart = True
    return test


class Site:
    """A web server on loopback whose pages are what a test puts there."""

    def __init__(self) -> None:
        self.pages: dict[str, web.Response | bytes] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.port = 0

    def at(self, path: str) -> str:
        return f"http://feeds.test:{self.port}/{path}"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path.lstrip("/")
        asked = request.headers.get("If-None-Match")
        self.asked.append((path, asked))
        page = self.pages.get(path)
        if page is None:
            return web.Response(status=404)
        if isinstance(page, web.Response):
            kept = {k: v for k, v in page.headers.items() if k in SAID}
            return web.Response(status=page.status, body=page.body, headers=kept)
        etag = f'"{hash(page)}"'
        if asked == etag:
            return web.Response(status=304)
        return web.Response(body=page, headers={"ETag": etag})


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    server = web.Application()
    server.router.add_route("*", "/{path:.*}", site.answer)
    runner = web.AppRunner(server)
    await runner.setup()
    listening = web.TCPSite(runner, "127.0.0.1", 0)
    await listening.start()
    site.port = runner.addresses[0][1]
    yield site
    await runner.cleanup()


@pytest.fixture
def work(app: App, clock, site: Site, request, monkeypatch) -> FeedFetching:
    """Give the worker's use case with a policy that allows one port of loopback."""

    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    async def get(url, validators):
        return await fetch(
            url,
            resolve=resolve,
            allows=lambda address, port: (address, port) == ("127.0.0.1", site.port),
            limits=Limits(total_s=3.0),
            validators=validators,
        )

    if not hasattr(request.function, "reads_apart"):  # a child for each reading takes its time

        async def here(body, hints):
            return parse(body, hints)

        monkeypatch.setattr(feed_fetching, "parse_apart", here)
    every = timedelta(hours=6)
    return FeedFetching(app.store, clock, app.languages, app.knowledge, every, get)


@pytest.fixture
def feeds(app: App, clock, work: FeedFetching) -> Feeds:
    return Feeds(
        *(app.store, clock, app.languages, app.knowledge, "Europe/Brussels"), get=work._get
    )


@pytest.fixture
def staff(app: App, meet_staff):
    """Return staff as the services see them."""

    async def joined(name="Maja", hub="kranj", role=StaffRole.FACILITATOR):
        person = await meet_staff(name, hub, role=role)
        async with app.store.read() as unit:
            return await unit.people.find(person.id)

    return joined


async def added(app: App, url: str, **changes) -> Feed:
    given = {
        "id": 0,
        "hub": "kranj",
        "url": url,
        "format": FeedFormat.ICAL,
        "title": "Test events",
        "language": "sl",
        "kind": Kind.EVENT,
        "country": "SI",
        "timezone": "Europe/Ljubljana",
        "next_at": NOW,
        "added_at": NOW,
    }
    async with app.store.begin() as work:
        people = await work.people.add(8_000_000_000 + hash(url) % 10**6, "X", "en", NOW)
        return await work.feeds.add(Feed(**given | changes), people.id)


async def rows(app: App) -> dict[str, EditedEntry]:
    """Return what feeds brought, by title."""
    async with app.store.read() as work:
        found = [row for row in await work.entries.all() if row.origin is Origin.FEED]
    return {row.document["text"]["sl"]["title"]: row for row in found}


async def feed_of(app: App, feed: Feed) -> Feed:
    async with app.store.read() as work:
        found = await work.feeds.find(feed.id)
    assert found is not None
    return found


async def publish(app: App, row: EditedEntry, **edits) -> EditedEntry:
    async with app.store.begin() as work:
        await work.content_changed()
        revision = await work.content_version()
        changed = replace(row, publication=Publication.PUBLISHED, edits={**row.edits, **edits})
        await work.entries.put(changed, revision)
    return changed


async def known(app: App) -> None:
    """Take up what the database says, as the watch does."""
    app.knowledge.take(app.knowledge.prepared(edits=await read_edits(app.store, NOW)))


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
