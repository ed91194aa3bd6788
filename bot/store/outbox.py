"""The outbox: everything that the bot says without being asked, one row per message."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.broadcasts import Delivery, Lane
from bot.domain.people import Person
from bot.domain.replies import Reply
from bot.store.schema import Table


class OutboxRow(Table):
    """A message on its way. `key` is unique: queueing the same thing twice adds one row."""

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint(
            "state in ('queued', 'sending', 'sent', 'unsure', 'dropped_blocked', "
            "'dropped_unreachable', 'dropped_rejected', 'dropped_stopped')",
            name="state",
        ),
        CheckConstraint("lane in ('personal', 'broadcast')", name="lane"),
        Index("ix_outbox_due", "state", "lane", "due_at", "id"),
        Index("ix_outbox_broadcast", "broadcast_id", "state"),
        Index("ix_outbox_chat", "chat_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    lane: Mapped[str] = mapped_column(String(16))
    broadcast_id: Mapped[int | None] = mapped_column(
        ForeignKey("broadcasts.id", ondelete="CASCADE")
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    reply: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(24), default=Delivery.QUEUED)
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class DeliveryPaceRow(Table):
    """One row: when the token's next message may leave. All workers share it."""

    __tablename__ = "delivery_pace"

    id: Mapped[int] = mapped_column(primary_key=True)
    next_at: Mapped[float] = mapped_column(default=0.0)


class Outbox:
    """The outbox inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self,
        key: str,
        person: Person,
        reply: Reply,
        at: datetime,
        *,
        lane: Lane = Lane.PERSONAL,
        broadcast_id: int | None = None,
    ) -> bool:
        """Queue a reply for a person; False if something with this key was queued before."""
        known = await self._session.scalar(select(OutboxRow.id).where(OutboxRow.key == key))
        if known is not None:
            return False
        self._session.add(
            OutboxRow(
                key=key,
                lane=lane,
                broadcast_id=broadcast_id,
                person_id=person.id,
                chat_id=person.telegram_id,
                reply=reply.to_json(),
                due_at=at,
                created_at=at,
            )
        )
        await self._session.flush()
        return True
