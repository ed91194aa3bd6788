"""Feeds: addresses whose items become entries, and how each stands."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.schema import NEVER_REUSED, Table


class FeedRow(Table):
    """A source of a hub; `next_at` is when the worker fetches it again."""

    __tablename__ = "feeds"
    __table_args__ = (
        CheckConstraint("format in ('ical', 'syndication', 'table')", name="format"),
        Index("ix_feeds_due", "paused", "next_at"),
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
    last_success_at: Mapped[datetime | None]
    added_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    added_at: Mapped[datetime]
