"""The outbox: everything that the bot says without being asked, one row per message.

Services add rows; the delivery worker claims them one by one, right before it sends, and records
what became of each. What may follow what is in docs/delivery.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Double,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

from bot.domain.broadcasts import Delivery, Lane
from bot.domain.people import Person
from bot.domain.replies import Reply
from bot.store.people import PersonRow
from bot.store.schema import Table, add_new, changed

SPACING = timedelta(seconds=1.1)
"""Between two messages to one chat: Telegram asks for about one a second
(core.telegram.org/bots/faq#broadcasting-to-users)."""
MOST_LIVES = 5
"""How many workers may die over one message before it stops going round."""
LONGEST_PAUSE_S = 24 * 3600.0
"""A pace row further ahead was written by a clock that was wrong; it must not silence the bot."""
_REASON = 200


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
        Index("ix_outbox_message", "person_id", "message_id"),
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


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that one worker may send until `lease_until`; `attempts` counts this one."""

    id: int
    chat_id: int
    person_id: int | None
    lane: Lane
    content: Mapping[str, Any]
    attempts: int
    broadcast_id: int | None
    lease_until: datetime

    @property
    def reply(self) -> Reply:
        """Return what to say; raise if the row cannot be read."""
        return Reply.from_json(dict(self.content))


@dataclass(frozen=True, slots=True)
class Standing:
    """How the outbox stands, for `doctor` and the metrics."""

    by_state: Mapping[Delivery, int]
    due: int
    oldest_due_at: datetime | None

    def of(self, state: Delivery) -> int:
        """Return how many rows are in this state."""
        return self.by_state.get(state, 0)


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
        return await add_new(
            self._session,
            OutboxRow,
            key=key,
            lane=lane,
            broadcast_id=broadcast_id,
            person_id=person.id,
            chat_id=person.telegram_id,
            reply=reply.to_json(),
            due_at=at,
            created_at=at,
        )

    async def anything_due(self, now: datetime, besides: int = 0) -> bool:
        """Say whether a row could be claimed, beside some that others are about to claim."""
        moments = {"now": now, "rested": now - SPACING, "besides": besides}
        return await self._session.scalar(_CLAIMABLE, moments) is not None

    async def next_due_at(self) -> datetime | None:
        """Return when the next queued row is due; it may be past."""
        return await self._session.scalar(
            select(func.min(OutboxRow.due_at)).where(OutboxRow.state == Delivery.QUEUED)
        )

    async def claim_one(self, now: datetime, lease_s: float) -> Claimed | None:
        """Mark one due row as being sent, somebody's matter before a broadcast, and return it.

        One statement, so no two workers get the same row. Two that claim in the same instant may
        get two rows of one chat; the workers of one process take turns.
        """
        until = now + timedelta(seconds=lease_s)
        moments = {"now": now, "rested": now - SPACING, "until": until}
        found = (await self._session.execute(_CLAIM, moments)).one_or_none()
        if found is None:
            return None
        return Claimed(
            id=found.id,
            chat_id=found.chat_id,
            person_id=found.person_id,
            lane=Lane(found.lane),
            content=found.reply,
            attempts=found.attempts,
            broadcast_id=found.broadcast_id,
            lease_until=found.lease_until,
        )

    async def sent(
        self, row: Claimed, at: datetime, message_id: int, rest: Reply | None = None
    ) -> bool:
        """Record that a message arrived; the `rest` of a longer reply is queued in its place."""
        if rest is not None:
            return await self._settle(
                row,
                state=Delivery.QUEUED,
                due_at=at + SPACING,
                reply=rest.to_json(),
                attempts=0,
                message_id=message_id,
            )
        facts = {"row": row.id, "at": at, "message": message_id}
        return changed(await self._session.execute(_SENT, facts)) == 1

    async def again(
        self,
        row: Claimed,
        due_at: datetime,
        reason: str,
        *,
        attempted: bool = False,
        chat_id: int | None = None,
    ) -> bool:
        """Queue a row once more; an attempt counts only if the message may have left."""
        return await self._settle(
            row,
            state=Delivery.QUEUED,
            due_at=due_at,
            reason=reason,
            attempts=row.attempts if attempted else row.attempts - 1,
            chat_id=row.chat_id if chat_id is None else chat_id,
        )

    async def unsure(self, row: Claimed, at: datetime, reason: str) -> bool:
        """Record that nobody knows whether the message arrived."""
        return await self._settle(row, state=Delivery.UNSURE, finished_at=at, reason=reason)

    async def drop(self, row: Claimed, at: datetime, becomes: Delivery, reason: str) -> bool:
        """Record that a message will not arrive; who cannot be reached falls asleep with it."""
        ours = await self._settle(row, state=becomes, finished_at=at, reason=reason)
        if becomes in (Delivery.BLOCKED, Delivery.UNREACHABLE):
            await self._session.execute(
                update(PersonRow)
                .where(PersonRow.id == row.person_id, PersonRow.asleep_since.is_(None))
                .values(asleep_since=at)
                .execution_options(synchronize_session=False)
            )
            await self.drop_broadcasts(row.chat_id, at, Delivery.BLOCKED, "asleep")
        return ours

    async def drop_broadcasts(
        self,
        chat_id: int,
        at: datetime,
        becomes: Delivery = Delivery.STOPPED,
        reason: str = "stopped by the person",
    ) -> int:
        """Drop the announcements still queued for a chat; return how many there were."""
        done = await self._session.execute(
            update(OutboxRow)
            .where(
                OutboxRow.chat_id == chat_id,
                OutboxRow.state == Delivery.QUEUED,
                OutboxRow.lane == Lane.BROADCAST,
            )
            .values(state=becomes, finished_at=at, reason=reason)
            .execution_options(synchronize_session=False)
        )
        return changed(done)

    async def forget_words(self, before: datetime) -> None:
        """Forget what was said in messages that ended before a moment; the outcomes stay."""
        await self._session.execute(
            update(OutboxRow)
            .where(OutboxRow.finished_at < before, OutboxRow.chat_id != 0)
            .values(reply={}, chat_id=0)
            .execution_options(synchronize_session=False)
        )

    async def expire_leases(self, now: datetime) -> int:
        """Settle the rows whose worker died: a broadcast is unsure, an alert goes out again.

        An alert over which `MOST_LIVES` workers died is unsure too: it may be what kills them.
        """
        dead = (OutboxRow.state == Delivery.SENDING, OutboxRow.lease_until < now)
        again = (OutboxRow.lane == Lane.PERSONAL, OutboxRow.attempts < MOST_LIVES)
        queued = await self._session.execute(
            update(OutboxRow)
            .where(*dead, *again)
            .values(state=Delivery.QUEUED, due_at=now, lease_until=None, reason="lease ran out")
            .execution_options(synchronize_session=False)
        )
        unsure = await self._session.execute(
            update(OutboxRow)
            .where(*dead)
            .values(
                state=Delivery.UNSURE,
                finished_at=now,
                lease_until=None,
                reason="lease ran out",
            )
            .execution_options(synchronize_session=False)
        )
        return changed(queued) + changed(unsure)

    async def reserve_slot(self, rate: float, now: float) -> float:
        """Take the token's next free moment, in seconds since 1970; all workers share the pace."""
        step = 1 / rate
        return await self._pace(_RESERVE, now=now, latest=now + LONGEST_PAUSE_S, step=step) - step

    async def pause_until(self, epoch: float) -> None:
        """Give no slot to any worker before this moment."""
        await self._pace(_PAUSE, until=epoch)

    async def counts(self, now: datetime) -> Standing:
        """Count rows by state, and what is due and since when."""
        states = await self._session.execute(
            select(OutboxRow.state, func.count()).group_by(OutboxRow.state)
        )
        due, oldest = (
            await self._session.execute(
                select(func.count(), func.min(OutboxRow.due_at)).where(
                    OutboxRow.state == Delivery.QUEUED, OutboxRow.due_at <= now
                )
            )
        ).one()
        return Standing({Delivery(state): count for state, count in states}, due, oldest)

    async def _pace(self, move: Any, **moments: float) -> float:
        moved = await self._session.scalar(move, moments)
        if moved is None:
            await add_new(self._session, DeliveryPaceRow, id=1, next_at=0.0)
            moved = await self._session.scalar(move, moments)
        return float(moved or 0.0)

    async def _settle(self, row: Claimed, **values: Any) -> bool:
        # A row whose lease ran out may be somebody else's by now: only the holder settles it.
        values["reason"] = values.get("reason", "")[:_REASON] or None
        done = await self._session.execute(
            update(OutboxRow)
            .where(
                OutboxRow.id == row.id,
                OutboxRow.state == Delivery.SENDING,
                OutboxRow.lease_until == row.lease_until,
            )
            .values(lease_until=None, **values)
            .execution_options(synchronize_session=False)
        )
        return changed(done) == 1


def _claimable(lane: Lane | None = None) -> Select[int]:
    row, other = aliased(OutboxRow), aliased(OutboxRow)
    chat_rests = exists().where(
        other.chat_id == row.chat_id,
        or_(other.state == Delivery.SENDING, other.finished_at > bindparam("rested")),
    )
    due = row.due_at <= bindparam("now")
    found = select(row.id).where(row.state == Delivery.QUEUED, due, ~chat_rests).limit(1)
    if lane is None:
        return found.offset(bindparam("besides", type_=Integer))
    # SQLite has no row locks and needs none: it has one writer at a time.
    ordered = found.where(row.lane == lane).order_by(row.due_at, row.id)
    return ordered.with_for_update(skip_locked=True)


def _claim() -> Any:
    # One search per lane: each walks the index; ordering by lane would sort all that is due.
    personal = _claimable(Lane.PERSONAL).scalar_subquery()
    broadcast = _claimable(Lane.BROADCAST).scalar_subquery()
    rows = OutboxRow.__table__
    return (
        update(OutboxRow)
        .where(
            OutboxRow.id == func.coalesce(personal, broadcast),
            OutboxRow.state == Delivery.QUEUED,
        )
        .values(
            state=Delivery.SENDING,
            lease_until=bindparam("until"),
            attempts=OutboxRow.attempts + 1,
        )
        .returning(*rows.c)
        .execution_options(synchronize_session=False)
    )


def _sent() -> Any:
    # That it arrived is true whoever holds the row by now, and keeps it from going out again.
    return (
        update(OutboxRow)
        .where(OutboxRow.id == bindparam("row"), OutboxRow.state != Delivery.SENT)
        .values(
            state=Delivery.SENT,
            message_id=bindparam("message"),
            finished_at=bindparam("at"),
            lease_until=None,
            reason=None,
        )
        .execution_options(synchronize_session=False)
    )


def _move_pace(next_at: Any) -> Any:
    return (
        update(DeliveryPaceRow)
        .where(DeliveryPaceRow.id == 1)
        .values(next_at=next_at)
        .returning(DeliveryPaceRow.next_at)
        .execution_options(synchronize_session=False)
    )


def _seconds(name: str) -> Any:
    return bindparam(name, type_=Double)


_NEXT_AT = DeliveryPaceRow.next_at
# Built once: building them took longer than running them.
_CLAIMABLE = _claimable()
_CLAIM = _claim()
_SENT = _sent()
_RESERVE = _move_pace(
    case((_NEXT_AT.between(_seconds("now"), _seconds("latest")), _NEXT_AT), else_=_seconds("now"))
    + _seconds("step")
)
_PAUSE = _move_pace(case((_seconds("until") < _NEXT_AT, _NEXT_AT), else_=_seconds("until")))
