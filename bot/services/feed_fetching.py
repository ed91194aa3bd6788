"""The worker's side of feeds: claim one that is due, fetch and read it, write what came of it.

Whatever a server or a file does, the outcome is a row's state: a feed never raises here, never
takes longer than `PATIENCE_S`, and is written in small steps, so that others write in between.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from bot.clock import Clock
from bot.domain.editing import EditedEntry, Origin, Publication
from bot.domain.feeds import GIVEN_UP_AFTER, Feed, FeedFormat, FeedItem, wait_after
from bot.i18n import Languages
from bot.library.feeds.failures import Failed, Reason
from bot.library.feeds.fetching import Fetched, NotModified, Validators, fetch
from bot.library.feeds.isolation import parse_apart
from bot.library.feeds.items import Item, Parsed
from bot.library.feeds.parsing import Format, Hints, format_of
from bot.screens import feeds as screens
from bot.services.content import Knowledge
from bot.services.feed_plans import Plan, Said, Standing, differing, plan
from bot.store import Store, Unit
from bot.store.feeds import key_of

PATIENCE_S: Final = 90.0
"""For one feed with all its redirects and its reading, whatever they say of themselves."""
LEASE_S: Final = 300.0
"""Longer than a feed may take with its writing; a dead worker's feed waits so long."""
STEP: Final = 25
"""Entries written in one transaction: others can write in between."""
MOST_AT_ONCE: Final = 20
"""Feeds that one round of the job fetches, one after the other."""
_LONGEST_ETAG: Final = 255
_LONGEST_DATE: Final = 64

Fetch = Callable[[str, Validators], Awaitable[Fetched | NotModified | Failed]]
"""Gets what lies at an address; tests hand in another policy of addresses."""

log = logging.getLogger(__name__)


async def fetch_publicly(url: str, validators: Validators) -> Fetched | NotModified | Failed:
    """Fetch as production does: public addresses only, by the system's resolver."""
    return await fetch(url, validators=validators)


FORMATS: Final = {
    Format.CALENDAR: FeedFormat.ICAL,
    Format.SYNDICATION: FeedFormat.SYNDICATION,
    Format.CSV: FeedFormat.TABLE,
    Format.XLSX: FeedFormat.TABLE,
}


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file that was read: what to write, and what to remember of the file."""

    plan: Plan
    format: FeedFormat
    validators: Validators


_Outcome = _Reading | NotModified | Failed


class _Lost(Exception):
    """Somebody paused, removed or claimed the feed meanwhile: nothing more is written."""


class FeedFetching:
    """Fetches what is due. Several workers may do it at once."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        every: timedelta,
        get: Fetch = fetch_publicly,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._every = every
        self._get = get

    async def work(self) -> int:
        """Fetch the feeds that are due, one after the other; return how many."""
        done = 0
        while done < MOST_AT_ONCE and await self.fetch_one():
            done += 1
        return done

    async def fetch_one(self) -> bool:
        """Fetch the feed that is due the longest; False if none is."""
        async with self._store.read() as work:
            if not await work.feeds.any_due(self._clock()):
                return False
        async with self._store.begin() as work:
            feed = await work.feeds.claim(self._clock(), LEASE_S)
        if feed is None:
            return False
        outcome = await self._outcome(feed)
        try:
            await self._write(feed, outcome)
        except _Lost:
            log.info("feed was taken away while it was read", extra={"feed": feed.id})
        except Exception:  # without a failure noted, it would be tried for ever
            log.exception("what a feed says could not be written", extra={"feed": feed.id})
            await self._failed(feed, Failed(Reason.DAMAGED))
        return True

    async def _outcome(self, feed: Feed) -> _Outcome:
        """Return what a feed says, whatever happens."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await self._read(feed)
        except TimeoutError:
            return Failed(Reason.TIMED_OUT)
        except Exception:  # a bug of ours harms this feed alone
            log.exception("feed stumbled", extra={"feed": feed.id})
            return Failed(Reason.DAMAGED)

    async def _read(self, feed: Feed) -> _Outcome:
        got = await self._get(feed.url, Validators(feed.etag, feed.last_modified))
        if not isinstance(got, Fetched):
            return got
        parsed = await parse_apart(got.body, hints_of(feed, got, self._clock()))
        if isinstance(parsed, Failed):
            return parsed
        planned = await self._planned(feed, parsed)
        # What was left out of the plan comes next time, and needs the file again.
        whole = planned.counts.left_out == parsed.left_out
        validators = got.validators if whole else Validators()
        return _Reading(planned, FORMATS[format_of(got.body)], validators)

    async def _planned(self, feed: Feed, parsed: Parsed) -> Plan:
        async with self._store.read() as work:
            items, rows = await work.feeds.items(), await work.entries.all()
        known = self._knowledge
        standing = Standing(known.library, known.entries, items, rows)
        return await asyncio.to_thread(plan, feed, parsed, standing, self._clock().date())

    async def _write(self, feed: Feed, outcome: _Outcome) -> None:
        if isinstance(outcome, Failed):
            await self._failed(feed, outcome)
            return
        now = self._clock()
        if isinstance(outcome, _Reading):
            await self._take_in(feed, outcome.plan)
            said: dict[str, Any] = {
                "format": outcome.format,
                "counts": outcome.plan.counts.to_json(),
                "etag": _bounded(outcome.validators.etag, _LONGEST_ETAG),
                "last_modified": _bounded(outcome.validators.last_modified, _LONGEST_DATE),
            }
        else:
            said = {}
        async with self._store.begin() as work:
            await work.feeds.settle(
                feed,
                next_at=now + self._every,
                failures=0,
                failing_since=None,
                last_failure=None,
                last_success_at=now,
                **said,
            )
        log.info("feed read", extra={"feed": feed.id, "news": isinstance(outcome, _Reading)})

    async def _failed(self, feed: Feed, failed: Failed) -> None:
        """Note a failure; who failed for two weeks is paused, and staff are told once."""
        now = self._clock()
        since = feed.failing_since or now
        spread = random.uniform(-1, 1)  # noqa: S311 - spreads load, guards nothing
        wait = wait_after(feed.failures + 1, spread, failed.retry_after_s)
        given_up = now - since >= GIVEN_UP_AFTER
        async with self._store.begin() as work:
            ours = await work.feeds.settle(
                feed,
                next_at=now + wait,
                failures=feed.failures + 1,
                failing_since=since,
                last_failure=failed.reason,
                paused=given_up,
            )
            if ours and given_up:
                await self._tell(work, feed, failed, since)
        log.info("feed failed", extra={"feed": feed.id, "reason": str(failed.reason)})

    async def _tell(self, work: Unit, feed: Feed, failed: Failed, since: datetime) -> None:
        for person in await work.people.staff_of(feed.hub):
            tr = self._languages[person.language]
            notice = screens.given_up(feed, failed.reason.message, tr)
            key = f"feed:{feed.id}:given-up:{since:%Y%m%d%H%M}:{person.id}"
            await work.outbox.add(key, person, notice, self._clock())

    async def _take_in(self, feed: Feed, planned: Plan) -> None:
        """Write entries step by step; a kill in between leaves the rest to the next reading."""
        said: Sequence[Said] = (*planned.new, *planned.changed)
        for start in range(0, len(said), STEP):
            async with self._store.begin() as work:
                await work.hold_content()
                await self._hold(work, feed)
                await work.content_changed()
                revision = await work.content_version()
                for one in said[start : start + STEP]:
                    await self._put(work, feed, one, revision)
        if planned.vanished or planned.returned:
            async with self._store.begin() as work:
                await work.hold_content()
                await self._hold(work, feed)
                for gone_at, ids in (
                    (self._clock(), planned.vanished),
                    (None, planned.returned),
                ):
                    for entry_id in ids:
                        if item := await work.feeds.item(entry_id):
                            await work.feeds.put(replace(item, gone_at=gone_at, settled=False))

    async def _hold(self, work: Unit, feed: Feed) -> None:
        """Make sure that the feed is still ours, and keep it so until the transaction ends."""
        if not await work.feeds.settle(feed, lease_until=feed.lease_until):
            raise _Lost

    async def _put(self, work: Unit, feed: Feed, said: Said, revision: int) -> None:
        now = self._clock()
        row = await work.entries.find(said.entry_id)
        before = await work.feeds.item(said.entry_id)
        differs = {}
        if row is None:
            publication = Publication.PUBLISHED if feed.trusted else Publication.WAITING
            row = EditedEntry(
                *(said.entry_id, Origin.FEED, publication, revision, now, now),
                document=said.document,
                hub=feed.hub,
                feed_id=feed.id,
                uid=key_of(said.item.uid),
            )
            action = "feed_new"
        else:
            differs = differing(row, said.document, before.differs if before else {})
            row = replace(row, document=said.document, changed_at=now, uid=key_of(said.item.uid))
            action = "feed_changed"
        await work.entries.put(row, revision)
        await work.feeds.put(_kept(feed, said.entry_id, said.item, differs))
        await work.audit.add(now, None, action, f"entry:{said.entry_id}", feed=feed.id)


def hints_of(feed: Feed, got: Fetched, now: datetime) -> Hints:
    """Return what is known of a file beside its bytes."""
    return Hints(now, feed.timezone, feed.language, got.content_type, got.url)


def _kept(feed: Feed, entry_id: str, item: Item, differs: dict[str, object]) -> FeedItem:
    return FeedItem(entry_id, feed.id, key_of(item.uid), item.as_json(), differs)


def _bounded(validator: str | None, longest: int) -> str | None:
    """Return a validator that fits its column; a cut one would match nothing."""
    return validator if validator and len(validator) <= longest else None
