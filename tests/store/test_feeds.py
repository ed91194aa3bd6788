"""Feeds as rows: one worker at a time fetches one, and a removed one takes what waits along."""

import asyncio
from datetime import timedelta

from bot.domain.editing import EditedEntry, Origin, Publication
from bot.domain.entries import Kind
from bot.domain.feeds import Feed, FeedCounts, FeedFormat, FeedItem, FeedState
from bot.domain.refusals import FeedKnown

from .conftest import NOW


def a_feed(**changes) -> Feed:
    given = {
        "id": 0,
        "hub": "kranj",
        "url": "https://example.org/events.ics",
        "format": FeedFormat.ICAL,
        "title": "Events of Kranj",
        "language": "sl",
        "kind": Kind.EVENT,
        "timezone": "Europe/Ljubljana",
        "next_at": NOW,
        "added_at": NOW,
    }
    return Feed(**given | changes)


async def test_a_feed_is_claimed_by_one_worker_until_its_lease_ends(store, other, ada):
    async with store.begin() as work:
        feed = await work.feeds.add(a_feed(), ada.id)
        await work.feeds.add(a_feed(url="https://example.org/b", paused=True), ada.id)

    async with store.begin() as work:
        mine = await work.feeds.claim(NOW, 60)
    async with other.begin() as work:
        assert await work.feeds.claim(NOW, 60) is None
    assert mine is not None
    assert mine.id == feed.id

    async with other.begin() as work:
        theirs = await work.feeds.claim(NOW + timedelta(seconds=61), 60)
    assert theirs is not None
    async with store.begin() as work:
        assert not await work.feeds.settle(mine, failures=7)
    async with other.begin() as work:
        counts = FeedCounts(items=3, new=2).to_json()
        later = NOW + timedelta(hours=6)
        assert await work.feeds.settle(theirs, next_at=later, counts=counts, last_success_at=NOW)
    async with store.read() as work:
        kept = await work.feeds.find(feed.id)
        assert kept is not None
        assert (kept.failures, kept.counts) == (0, FeedCounts(items=3, new=2))
        assert kept.state is FeedState.WORKING
        assert not await work.feeds.any_due(NOW + timedelta(hours=5))


async def test_an_address_is_one_feed_also_when_two_add_it_at_once(store, other, ada):
    async def add(to) -> None:
        async with to.begin() as work:
            await work.feeds.add(a_feed(), ada.id)

    came = await asyncio.gather(add(store), add(other), return_exceptions=True)

    assert {type(one) for one in came} == {FeedKnown, type(None)}
    async with store.read() as work:
        assert len(await work.feeds.of_hubs(None)) == 1


async def test_two_workers_take_two_feeds(store, other, ada):
    async with store.begin() as work:
        await work.feeds.add(a_feed(), ada.id)
        await work.feeds.add(a_feed(url="https://example.org/b"), ada.id)

    async with store.begin() as work:
        first = await work.feeds.claim(NOW, 60)
    async with other.begin() as work:
        second = await work.feeds.claim(NOW, 60)
    assert first is not None
    assert second is not None
    assert first.id != second.id


async def test_a_removed_feed_takes_what_waits_and_leaves_what_is_published(store, ada):
    async with store.begin() as work:
        feed = await work.feeds.add(a_feed(), ada.id)
        for name, publication in (
            ("waits", Publication.WAITING),
            ("stands", Publication.PUBLISHED),
        ):
            entry = EditedEntry(
                *(name, Origin.FEED, publication, 1, NOW, NOW),
                document={"id": name},
                feed_id=feed.id,
                uid=name,
            )
            await work.entries.put(entry, 1)
            await work.feeds.put(FeedItem(name, feed.id, name, {"title": name}))

    async with store.begin() as work:
        assert await work.feeds.remove(feed.id) == 1
    async with store.read() as work:
        (left,) = await work.entries.all()
        assert (left.id, left.feed_id) == ("stands", None)
        assert await work.feeds.items() == []


async def test_what_a_feed_says_is_replaced(store, ada):
    async with store.begin() as work:
        feed = await work.feeds.add(a_feed(), ada.id)
        await work.feeds.put(FeedItem("one", feed.id, "u", {"title": "One"}))
        said = FeedItem("one", feed.id, "u2", {"title": "Two"}, {"url": None}, NOW, settled=True)
        await work.feeds.put(said)
    async with store.read() as work:
        assert await work.feeds.items(feed.id) == [said]
        assert await work.feeds.item("two") is None
