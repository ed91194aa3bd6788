"""Feeds: addresses whose items become entries, how each stands, and what each said."""

import hashlib
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.editing import Publication
from bot.domain.entries import Kind
from bot.domain.feeds import Feed, FeedCounts, FeedFormat, FeedItem
from bot.domain.refusals import FeedKnown
from bot.store.entries import EntryRow
from bot.store.schema import NEVER_REUSED, Table, add_new, changed

_UID: Final = 255


class FeedRow(Table):
    """A source of a hub; `next_at` is when the worker fetches it again."""

    __tablename__ = "feeds"
    __table_args__ = (
        CheckConstraint("format in ('ical', 'syndication', 'table')", name="format"),
        Index("ix_feeds_due", "paused", "next_at"),
        Index("ix_feeds_url", "url", unique=True),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hub: Mapped[str | None] = mapped_column(String(40))
    url: Mapped[str] = mapped_column(String(1000))
    format: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(16))
    country: Mapped[str | None] = mapped_column(String(2))
    timezone: Mapped[str] = mapped_column(String(64))
    trusted: Mapped[bool] = mapped_column(default=False)
    """Items are published without a facilitator's tap; only an administrator sets it."""
    paused: Mapped[bool] = mapped_column(default=False)
    etag: Mapped[str | None] = mapped_column(String(255))
    last_modified: Mapped[str | None] = mapped_column(String(64))
    next_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    last_failure: Mapped[str | None] = mapped_column(String(40))
    failing_since: Mapped[datetime | None]
    last_success_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any] | None]
    added_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    added_at: Mapped[datetime]


class FeedItemRow(Table):
    """What a feed said of an entry, the last time."""

    __tablename__ = "feed_items"
    __table_args__ = (Index("ix_feed_items_feed", "feed_id"),)

    entry_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("feeds.id", ondelete="CASCADE"))
    uid: Mapped[str] = mapped_column(String(_UID))
    item: Mapped[dict[str, Any]]
    differs: Mapped[dict[str, Any]] = mapped_column(default=dict)
    gone_at: Mapped[datetime | None]
    settled: Mapped[bool] = mapped_column(default=False)


class Feeds:
    """Feeds inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, feed: Feed, added_by: int) -> Feed:
        """Add a feed; its id is given here. Raise `FeedKnown` if its address is one already."""
        new = await add_new(
            *(self._session, FeedRow),
            hub=feed.hub,
            url=feed.url,
            format=feed.format,
            title=feed.title,
            language=feed.language,
            kind=feed.kind,
            country=feed.country,
            timezone=feed.timezone,
            trusted=feed.trusted,
            paused=feed.paused,
            next_at=feed.next_at,
            added_by=added_by,
            added_at=feed.added_at,
        )
        if not new:
            raise FeedKnown
        id_ = await self._session.scalar(select(FeedRow.id).where(FeedRow.url == feed.url))
        return replace(feed, id=id_ or 0)

    async def find(self, feed_id: int) -> Feed | None:
        """Return a feed; a second writer waits for the first."""
        row = await self._session.get(
            FeedRow, feed_id, with_for_update=True, populate_existing=True
        )
        return _feed(row) if row else None

    async def at(self, url: str) -> Feed | None:
        """Return the feed of an address."""
        row = await self._session.scalar(select(FeedRow).where(FeedRow.url == url).limit(1))
        return _feed(row) if row else None

    async def of_hubs(self, hubs: Collection[str] | None) -> list[Feed]:
        """Return the feeds of some hubs by title; None means all feeds there are."""
        query = select(FeedRow).order_by(FeedRow.title, FeedRow.id)
        if hubs is not None:
            query = query.where(FeedRow.hub.in_(hubs))
        return [_feed(row) for row in (await self._session.scalars(query)).all()]

    async def any_due(self, now: datetime) -> bool:
        """Say whether a feed could be claimed."""
        return await self._session.scalar(_due(now)) is not None

    async def claim(self, now: datetime, lease_s: float) -> Feed | None:
        """Take the feed that is due the longest, for as long as the lease lasts.

        One statement, so no two workers get the same one; a dead worker's lease runs out.
        """
        found = await self._session.execute(
            update(FeedRow)
            .where(FeedRow.id == _due(now).with_for_update(skip_locked=True).scalar_subquery())
            .values(lease_until=now + timedelta(seconds=lease_s))
            .returning(FeedRow)
            .execution_options(synchronize_session=False, populate_existing=True)
        )
        row = found.scalar_one_or_none()
        return _feed(row) if row else None

    async def settle(self, claimed: Feed, **values: Any) -> bool:
        """Write what came of a claimed feed; False if somebody else has it, or it is gone.

        Without `lease_until` among the values the claim ends with it.
        """
        done = await self._session.execute(
            update(FeedRow)
            .where(FeedRow.id == claimed.id, FeedRow.lease_until == claimed.lease_until)
            .values(**{"lease_until": None, **values})
            .execution_options(synchronize_session=False)
        )
        return changed(done) == 1

    async def set(self, feed_id: int, **values: Any) -> None:
        """Change what staff decide; a claim that runs is lost."""
        await self._session.execute(
            update(FeedRow)
            .where(FeedRow.id == feed_id)
            .values(lease_until=None, **values)
            .execution_options(synchronize_session=False)
        )

    async def remove(self, feed_id: int) -> int:
        """Remove a feed with its waiting entries; return how many. Published ones stay."""
        waiting = delete(EntryRow).where(
            EntryRow.feed_id == feed_id, EntryRow.publication == Publication.WAITING
        )
        gone = changed(await self._session.execute(waiting))
        await self._session.execute(delete(FeedRow).where(FeedRow.id == feed_id))
        return gone

    async def items(self, feed_id: int | None = None) -> list[FeedItem]:
        """Return what a feed, or every feed, said of its entries."""
        query = select(FeedItemRow).order_by(FeedItemRow.entry_id)
        if feed_id is not None:
            query = query.where(FeedItemRow.feed_id == feed_id)
        return [_item(row) for row in (await self._session.scalars(query)).all()]

    async def item(self, entry_id: str) -> FeedItem | None:
        """Return what a feed said of an entry; a second writer waits for the first."""
        row = await self._session.get(
            FeedItemRow, entry_id, with_for_update=True, populate_existing=True
        )
        return _item(row) if row else None

    async def put(self, item: FeedItem) -> None:
        """Keep what a feed says of an entry."""
        values: dict[str, Any] = {
            "feed_id": item.feed_id,
            "uid": item.uid,
            "item": dict(item.item),
            "differs": dict(item.differs),
            "gone_at": item.gone_at,
            "settled": item.settled,
        }
        if not await add_new(self._session, FeedItemRow, entry_id=item.entry_id, **values):
            await self._session.execute(
                update(FeedItemRow).where(FeedItemRow.entry_id == item.entry_id).values(**values)
            )


def key_of(uid: str) -> str:
    """Return what a feed calls an item as rows keep it: as it is, or a hash if it is too long."""
    return uid if len(uid) <= _UID else hashlib.sha256(uid.encode()).hexdigest()


def _due(now: datetime) -> Any:
    # SQLite has no row locks and needs none: it has one writer at a time.
    return (
        select(FeedRow.id)
        .where(
            FeedRow.paused.is_(False),
            FeedRow.next_at <= now,
            or_(FeedRow.lease_until.is_(None), FeedRow.lease_until < now),
        )
        .order_by(FeedRow.next_at, FeedRow.id)
        .limit(1)
    )


def _feed(row: FeedRow) -> Feed:
    return Feed(
        id=row.id,
        hub=row.hub,
        url=row.url,
        format=FeedFormat(row.format),
        title=row.title,
        language=row.language,
        kind=Kind(row.kind),
        timezone=row.timezone,
        next_at=row.next_at,
        added_at=row.added_at,
        country=row.country,
        trusted=row.trusted,
        paused=row.paused,
        etag=row.etag,
        last_modified=row.last_modified,
        lease_until=row.lease_until,
        failures=row.failures,
        failing_since=row.failing_since,
        failure=row.last_failure,
        last_success_at=row.last_success_at,
        counts=FeedCounts.from_json(row.counts or {}),
    )


def _item(row: FeedItemRow) -> FeedItem:
    return FeedItem(
        entry_id=row.entry_id,
        feed_id=row.feed_id,
        uid=row.uid,
        item=row.item,
        differs=row.differs,
        gone_at=row.gone_at,
        settled=row.settled,
    )
