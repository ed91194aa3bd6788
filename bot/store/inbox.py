"""The inbox: every update is a row before Telegram is told that it arrived."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Index, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.schema import Table, add_new

KEPT_FOR = timedelta(days=2)
"""How long a handled update is remembered: Telegram repeats one for at most 24 hours
(core.telegram.org/bots/api#getting-updates). Its words are forgotten at once."""


class InboxRow(Table):
    __tablename__ = "inbox"
    __table_args__ = (Index("ix_inbox_unfinished", "finished_at", "update_id"),)

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    payload: Mapped[dict[str, Any] | None]
    received_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)


class Inbox:
    """Updates inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def receive(self, updates: dict[int, dict[str, Any]], at: datetime) -> list[int]:
        """Store updates; return the ids that are new, in order."""
        return [
            i
            for i in sorted(updates)
            if await add_new(
                self._session, InboxRow, update_id=i, payload=updates[i], received_at=at
            )
        ]

    async def unfinished(self) -> list[tuple[int, dict[str, Any]]]:
        """Return updates that were received and not handled, in order: for the start."""
        rows = await self._session.scalars(
            select(InboxRow).where(InboxRow.finished_at.is_(None)).order_by(InboxRow.update_id)
        )
        return [(row.update_id, row.payload or {}) for row in rows.all()]

    async def begun(self, update_id: int) -> int:
        """Count one more attempt at an update; return how many there were before."""
        row = await self._session.get_one(InboxRow, update_id)
        row.failures += 1
        await self._session.flush()
        return row.failures - 1

    async def finish(self, update_id: int, at: datetime) -> None:
        """Mark an update as handled and forget what it said."""
        await self._session.execute(
            update(InboxRow)
            .where(InboxRow.update_id == update_id)
            .values(finished_at=at, payload=None)
        )

    async def tidy(self, now: datetime) -> None:
        """Forget updates that cannot come again."""
        await self._session.execute(delete(InboxRow).where(InboxRow.finished_at < now - KEPT_FOR))
