"""News of what fits: one row for each person and opportunity, from the match to the message."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    cast,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.alerts import TOLD_IF_FOLLOWED
from bot.domain.changes import EntryChange
from bot.store.alerts import AlertRow, SearchedRow, as_change
from bot.store.entries import ChangeRow
from bot.store.follows import SavedRow, WishesRow
from bot.store.schema import NEVER_REUSED, Table, add_all_new, add_new

KEPT_FOR: Final = timedelta(days=365)
"""How long it is kept who was told of what: so long nobody hears of the same thing again."""


class MatchNewsRow(Table):
    """`due_at` is when to look at a waiting row; `message` is the outbox key that said it."""

    __tablename__ = "match_news"
    __table_args__ = (
        CheckConstraint("state in ('waiting', 'said', 'dropped')", name="state"),
        UniqueConstraint("person_id", "opportunity"),
        Index("ix_match_news_due", "state", "due_at"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    opportunity: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    at: Mapped[datetime]
    due_at: Mapped[datetime]
    message: Mapped[str | None] = mapped_column(String(120))


class MatchedRow(Table):
    """An opportunity, as it was at one mark, that was held against all profiles."""

    __tablename__ = "matched_opportunities"

    opportunity: Mapped[str] = mapped_column(String(60), primary_key=True)
    mark: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that one person is to hear of."""

    id: int
    person_id: int
    opportunity: str
    at: datetime


class MatchNews:
    """News of matches inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def marks(self, opportunities: Collection[str]) -> set[tuple[str, str]]:
        """Return at which marks some opportunities were held against all profiles."""
        query = select(MatchedRow.opportunity, MatchedRow.mark).where(
            MatchedRow.opportunity.in_(opportunities)
        )
        return {(id_, mark) for id_, mark in await self._session.execute(query)}

    async def matched(self, opportunity: str, mark: str, now: datetime) -> bool:
        """Record that an opportunity was held against all; False if another process did."""
        return await add_new(self._session, MatchedRow, opportunity=opportunity, mark=mark, at=now)

    async def changes(
        self, since: datetime, settled_by: datetime, limit: int
    ) -> list[EntryChange]:
        """Return new entries since a moment, once everybody who follows or searches was noted.

        What is older than `settled_by` waits for nobody.
        """
        known = (MatchedRow.opportunity == "entry:" + ChangeRow.entry_id) & (
            MatchedRow.mark == cast(ChangeRow.id, String(32))
        )
        is_noted = ChangeRow.told_at.is_not(None) & SearchedRow.change_id.is_not(None)
        query = (
            select(ChangeRow)
            .outerjoin(SearchedRow, SearchedRow.change_id == ChangeRow.id)
            .outerjoin(MatchedRow, known)
            .where(
                ChangeRow.at > since,
                ChangeRow.change.in_(TOLD_IF_FOLLOWED),
                MatchedRow.opportunity.is_(None),
                or_(is_noted, ChangeRow.at < settled_by),
            )
            .order_by(ChangeRow.id)
            .limit(limit)
        )
        return [as_change(row) for row in (await self._session.scalars(query)).all()]

    async def unwilling(self) -> frozenset[int]:
        """Return who does not want to hear of matches, or of nothing at the moment."""
        query = select(WishesRow.person_id).where(
            or_(WishesRow.match_news.is_(False), WishesRow.paused.is_(True))
        )
        return frozenset((await self._session.scalars(query)).all())

    async def told_of(self, entry_id: str) -> frozenset[int]:
        """Return who saved an entry, or was told of it as an alert or is about to be."""
        saved = select(SavedRow.person_id).where(SavedRow.entry_id == entry_id)
        alerted = select(AlertRow.person_id).where(
            AlertRow.entry_id == entry_id, AlertRow.state != "dropped"
        )
        found = await self._session.scalars(saved.union(alerted))
        return frozenset(found.all())

    async def add(self, opportunity: str, people: Iterable[int], now: datetime) -> int:
        """Note who is to hear of an opportunity; who heard of it before is left as they are."""
        rows = [
            {"person_id": id_, "opportunity": opportunity, "at": now, "due_at": now}
            for id_ in people
        ]
        before = await self._count(opportunity)
        await add_all_new(self._session, MatchNewsRow, rows)
        return await self._count(opportunity) - before

    async def _count(self, opportunity: str) -> int:
        query = select(func.count()).where(MatchNewsRow.opportunity == opportunity)
        return await self._session.scalar(query) or 0

    async def due(self, now: datetime, limit: int) -> list[int]:
        """Return people for whom something is due."""
        query = (
            select(MatchNewsRow.person_id)
            .where(MatchNewsRow.state == "waiting", MatchNewsRow.due_at <= now)
            .group_by(MatchNewsRow.person_id)
            .order_by(func.min(MatchNewsRow.due_at), MatchNewsRow.person_id)
            .limit(limit)
        )
        return list((await self._session.scalars(query)).all())

    async def waiting(self, person_id: int) -> list[Waiting]:
        """Return what waits for a person, the oldest first."""
        query = (
            select(MatchNewsRow)
            .where(MatchNewsRow.person_id == person_id, MatchNewsRow.state == "waiting")
            .order_by(MatchNewsRow.id)
        )
        rows = await self._session.scalars(query)
        return [Waiting(row.id, row.person_id, row.opportunity, row.at) for row in rows]

    async def said(self, ids: Collection[int], message: str) -> None:
        """Record which message says something."""
        await self._settle(ids, state="said", message=message)

    async def drop(self, ids: Collection[int]) -> None:
        """Record that there is nothing to say any more."""
        await self._settle(ids, state="dropped")

    async def wait(self, ids: Collection[int], due_at: datetime) -> None:
        """Let something wait until a moment."""
        await self._settle(ids, due_at=due_at)

    async def look_again(self, person_id: int, now: datetime) -> None:
        """Let all that waits for a person be looked at now: their wishes are others."""
        await self._session.execute(
            update(MatchNewsRow)
            .where(MatchNewsRow.person_id == person_id, MatchNewsRow.state == "waiting")
            .values(due_at=now)
        )

    async def tidy(self, now: datetime) -> None:
        """Forget what was said or dropped long ago."""
        await self._session.execute(
            delete(MatchNewsRow).where(
                MatchNewsRow.state != "waiting", MatchNewsRow.at < now - KEPT_FOR
            )
        )

    async def _settle(self, ids: Collection[int], **values: Any) -> None:
        await self._session.execute(
            update(MatchNewsRow)
            .where(MatchNewsRow.id.in_(ids), MatchNewsRow.state == "waiting")
            .values(**values)
        )
