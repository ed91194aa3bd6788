"""Alerts on their way: one row for each person and change, from the change to the message."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.alerts import TOLD_IF_FOLLOWED, Alert
from bot.domain.broadcasts import Delivery
from bot.domain.changes import Change, EntryChange
from bot.store.entries import ChangeRow
from bot.store.follows import WishesRow
from bot.store.outbox import OutboxRow
from bot.store.people import PersonRow
from bot.store.schema import NEVER_REUSED, Table, add_all_new, add_new

KEPT_FOR: Final = timedelta(days=90)
"""How long it is kept what somebody was told; a digest can be paged through so long."""
MISSED_FOR: Final = timedelta(days=30)
"""How long what did not arrive brings somebody a message when they are back."""
_UNREACHED: Final = (Delivery.BLOCKED, Delivery.UNREACHABLE)


class AlertRow(Table):
    """`due_at` is when to look at a waiting alert; NULL while the person is away or has paused.

    `message` is the outbox key of the message that said it.
    """

    __tablename__ = "alerts"
    __table_args__ = (
        CheckConstraint("state in ('waiting', 'said', 'dropped')", name="state"),
        UniqueConstraint("person_id", "change_id"),
        Index("ix_alerts_due", "state", "due_at"),
        Index("ix_alerts_message", "message"),
        Index("ix_alerts_follow", "follow_id"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    change_id: Mapped[int] = mapped_column(ForeignKey("entry_changes.id", ondelete="CASCADE"))
    entry_id: Mapped[str] = mapped_column(String(40))
    follow_id: Mapped[int | None] = mapped_column(ForeignKey("follows.id", ondelete="SET NULL"))
    because: Mapped[str] = mapped_column(String(8))
    """`saved` or `follow`: it stays known when the follow is gone."""
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    due_at: Mapped[datetime | None]
    at: Mapped[datetime]
    message: Mapped[str | None] = mapped_column(String(120))


class SearchedRow(Table):
    """A change that was held against all saved searches."""

    __tablename__ = "searched_changes"

    change_id: Mapped[int] = mapped_column(
        ForeignKey("entry_changes.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime]


class Alerts:
    """Alerts inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self, change: EntryChange, people: Iterable[tuple[int, int | None]], due_at: datetime
    ) -> int:
        """Note who is to hear of a change, each with the follow that it is for, if any.

        Who is to hear of it already stays as they are; return how many people were given.
        `due_at` is when to see what their hour is. It counts from the change, however late it is
        noted.
        """
        rows = [
            {
                "person_id": person_id,
                "change_id": change.id,
                "entry_id": change.entry_id,
                "follow_id": follow_id,
                "because": "saved" if follow_id is None else "follow",
                "due_at": due_at,
                "at": change.at,
            }
            for person_id, follow_id in people
        ]
        await add_all_new(self._session, AlertRow, rows)
        return len(rows)

    async def due(self, now: datetime, limit: int) -> list[int]:
        """Return people for whom an alert is due."""
        query = (
            select(AlertRow.person_id)
            .where(AlertRow.state == "waiting", AlertRow.due_at <= now)
            .group_by(AlertRow.person_id)
            .limit(limit)
        )
        return list((await self._session.scalars(query)).all())

    async def back(self, now: datetime, limit: int) -> list[int]:
        """Return people who are back, and for whom alerts waited or did not arrive meanwhile."""
        resting = WishesRow.paused.is_(True) & or_(
            WishesRow.paused_until.is_(None), WishesRow.paused_until > now
        )
        query = (
            select(AlertRow.person_id)
            .join(PersonRow, PersonRow.id == AlertRow.person_id)
            .outerjoin(WishesRow, WishesRow.person_id == AlertRow.person_id)
            .outerjoin(OutboxRow, OutboxRow.key == AlertRow.message)
            .where(
                PersonRow.asleep_since.is_(None),
                or_(WishesRow.person_id.is_(None), ~resting),
                or_(
                    (AlertRow.state == "waiting") & AlertRow.due_at.is_(None),
                    (AlertRow.state == "said")
                    & (AlertRow.at > now - MISSED_FOR)
                    & OutboxRow.state.in_(_UNREACHED),
                ),
            )
            .group_by(AlertRow.person_id)
            .limit(limit)
        )
        return list((await self._session.scalars(query)).all())

    async def waiting(self, person_id: int) -> list[Alert]:
        """Return what waits for a person, the oldest first."""
        return await self._of(AlertRow.person_id == person_id, AlertRow.state == "waiting")

    async def not_arrived(self, person_id: int) -> list[Alert]:
        """Return what was said to a person who could not be reached."""
        lost = select(OutboxRow.key).where(
            OutboxRow.person_id == person_id, OutboxRow.state.in_(_UNREACHED)
        )
        return await self._of(
            AlertRow.person_id == person_id,
            AlertRow.state == "said",
            AlertRow.message.in_(lost),
        )

    async def said_in(self, person_id: int, message: str) -> list[Alert]:
        """Return what one message to a person said, the oldest first."""
        return await self._of(AlertRow.person_id == person_id, AlertRow.message == message)

    async def said(self, ids: Iterable[int], message: str) -> None:
        """Record which message says alerts."""
        await self._settle(ids, state="said", message=message)

    async def drop(self, ids: Iterable[int]) -> None:
        """Record that alerts have nothing to say any more."""
        await self._settle(ids, state="dropped")

    async def wait(self, ids: Collection[int], due_at: datetime | None) -> None:
        """Let waiting alerts wait until a moment, or until the person is back."""
        await self._session.execute(
            update(AlertRow)
            .where(AlertRow.id.in_(ids), AlertRow.state == "waiting")
            .values(due_at=due_at)
        )

    async def put_back(self, ids: Collection[int], due_at: datetime) -> None:
        """Let alerts wait again that were said in vain."""
        await self._settle(ids, state="waiting", message=None, due_at=due_at)

    async def look_again(self, person_id: int, now: datetime) -> None:
        """Let all that waits for a person be looked at now: their wishes are others."""
        await self._session.execute(
            update(AlertRow)
            .where(AlertRow.person_id == person_id, AlertRow.state == "waiting")
            .values(due_at=now)
        )

    async def forget(
        self, person_id: int, *, entry_id: str | None = None, follow_id: int | None = None
    ) -> None:
        """Drop what waits for a person because of a follow, or about an entry."""
        query = update(AlertRow).where(
            AlertRow.person_id == person_id, AlertRow.state == "waiting"
        )
        if follow_id is not None:
            query = query.where(AlertRow.follow_id == follow_id)
        if entry_id is not None:
            query = query.where(AlertRow.entry_id == entry_id)
        await self._session.execute(query.values(state="dropped"))

    async def to_search(self, since: datetime, limit: int) -> list[EntryChange]:
        """Return what is new and was not held against the saved searches yet."""
        query = (
            select(ChangeRow)
            .outerjoin(SearchedRow, SearchedRow.change_id == ChangeRow.id)
            .where(
                ChangeRow.at > since,
                ChangeRow.change.in_(TOLD_IF_FOLLOWED),
                SearchedRow.change_id.is_(None),
            )
            .order_by(ChangeRow.id)
            .limit(limit)
        )
        return [as_change(row) for row in (await self._session.scalars(query)).all()]

    async def searched(self, change: EntryChange, now: datetime) -> bool:
        """Record that a change was held against all searches; False if another process did."""
        return await add_new(self._session, SearchedRow, change_id=change.id, at=now)

    async def tidy(self, now: datetime) -> None:
        """Forget what was said or dropped long ago."""
        await self._session.execute(
            delete(AlertRow).where(AlertRow.state != "waiting", AlertRow.at < now - KEPT_FOR)
        )

    async def _settle(self, ids: Iterable[int], **values: Any) -> None:
        await self._session.execute(
            update(AlertRow).where(AlertRow.id.in_(list(ids))).values(**values)
        )

    async def _of(self, *conditions: Any) -> list[Alert]:
        query = (
            select(AlertRow, ChangeRow)
            .join(ChangeRow, ChangeRow.id == AlertRow.change_id)
            .where(*conditions)
            .order_by(AlertRow.change_id)
        )
        return [
            Alert(
                id=row.id,
                person_id=row.person_id,
                change=as_change(change),
                at=row.at,
                follow_id=row.follow_id,
                saved=row.because == "saved",
            )
            for row, change in await self._session.execute(query)
        ]


def as_change(row: ChangeRow) -> EntryChange:
    """Return a change as the rules see it."""
    return EntryChange(row.entry_id, Change(row.change), row.at, row.before, row.after, row.id)
