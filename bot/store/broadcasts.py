"""Broadcasts and how their fan-out goes on."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.broadcasts import Audience, Broadcast, BroadcastState, Delivery, Progress
from bot.store.outbox import OutboxRow
from bot.store.schema import NEVER_REUSED, Table


class BroadcastRow(Table):
    """`fanned_out_to` is the last person whose row is queued: a killed fan-out goes on there.

    `recipients` is the count that was confirmed.
    """

    __tablename__ = "broadcasts"
    __table_args__ = (
        CheckConstraint("state in ('confirmed', 'sending', 'done')", name="state"),
        CheckConstraint("audience in ('everyone', 'creatives', 'companies')", name="audience"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int | None] = mapped_column(unique=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    hub: Mapped[str | None] = mapped_column(String(40))
    audience: Mapped[str] = mapped_column(String(16))
    texts: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(16), index=True)
    recipients: Mapped[int]
    confirmed_at: Mapped[datetime]
    last_person_id: Mapped[int]
    """The newest person at confirmation: who came later was not in the count."""
    fanned_out_to: Mapped[int] = mapped_column(default=0)
    progress_chat_id: Mapped[int | None] = mapped_column(BigInteger)
    progress_message_id: Mapped[int | None] = mapped_column(BigInteger)


class Broadcasts:
    """Broadcasts inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, broadcast: Broadcast, draft_id: int, last_person_id: int) -> Broadcast:
        """Keep a confirmed broadcast; its id is given by the database."""
        row = BroadcastRow(
            draft_id=draft_id,
            author_id=broadcast.author_id,
            hub=broadcast.hub,
            audience=broadcast.audience,
            texts=dict(broadcast.texts),
            state=broadcast.state,
            recipients=broadcast.recipients,
            confirmed_at=broadcast.confirmed_at,
            last_person_id=last_person_id,
        )
        self._session.add(row)
        await self._session.flush()
        return _as_broadcast(row)

    async def of_draft(self, draft_id: int) -> Broadcast | None:
        """Return the broadcast that a draft became."""
        row = await self._session.scalar(
            select(BroadcastRow).where(BroadcastRow.draft_id == draft_id)
        )
        return _as_broadcast(row) if row else None

    async def find(self, broadcast_id: int) -> Broadcast | None:
        """Return a broadcast by id."""
        row = await self._session.get(BroadcastRow, broadcast_id)
        return _as_broadcast(row) if row else None

    async def to_fan_out(self) -> tuple[Broadcast, int, int] | None:
        """Return the oldest broadcast that is not wholly in the outbox, the last person done and
        the last person to do. Its row is locked where the database has row locks."""
        row = await self._session.scalar(
            select(BroadcastRow)
            .where(BroadcastRow.state == BroadcastState.CONFIRMED)
            .order_by(BroadcastRow.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        return (_as_broadcast(row), row.fanned_out_to, row.last_person_id) if row else None

    async def fanned_out(self, broadcast_id: int, to: int, *, complete: bool) -> None:
        """Note how far the fan-out is."""
        values: dict[str, Any] = {"fanned_out_to": to}
        if complete:
            values["state"] = BroadcastState.SENDING
        await self._session.execute(
            update(BroadcastRow).where(BroadcastRow.id == broadcast_id).values(**values)
        )

    async def sending(self) -> list[Broadcast]:
        """Return broadcasts that are wholly in the outbox and not yet done."""
        rows = await self._session.scalars(
            select(BroadcastRow)
            .where(BroadcastRow.state == BroadcastState.SENDING)
            .order_by(BroadcastRow.id)
        )
        return [_as_broadcast(row) for row in rows.all()]

    async def finish(self, broadcast_id: int) -> None:
        """Mark a broadcast as done: every row has its outcome."""
        await self._session.execute(
            update(BroadcastRow)
            .where(BroadcastRow.id == broadcast_id)
            .values(state=BroadcastState.DONE)
        )

    async def progress(self, broadcast_id: int) -> Progress:
        """Count the messages of a broadcast by outcome."""
        rows = await self._session.execute(
            select(OutboxRow.state, func.count())
            .where(OutboxRow.broadcast_id == broadcast_id)
            .group_by(OutboxRow.state)
        )
        return Progress({Delivery(state): count for state, count in rows})


def _as_broadcast(row: BroadcastRow) -> Broadcast:
    return Broadcast(
        id=row.id,
        author_id=row.author_id or 0,
        hub=row.hub,
        audience=Audience(row.audience),
        texts=row.texts,
        state=BroadcastState(row.state),
        recipients=row.recipients,
        confirmed_at=row.confirmed_at,
    )
