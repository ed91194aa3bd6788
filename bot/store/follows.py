"""What people save and follow, what they do not want to hear of, and how they want to be told."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    delete,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.alerts import Follow, Frequency, NotForMe, Saved, Topic, Wishes
from bot.domain.understanding import Understood
from bot.store.schema import NEVER_REUSED, Table, add_new, changed


class SavedRow(Table):
    """An entry that somebody saved, and when its next reminder is to be looked at."""

    __tablename__ = "saved_entries"
    __table_args__ = (
        Index("ix_saved_entries_entry", "entry_id"),
        Index("ix_saved_entries_remind", "remind_at"),
    )

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    entry_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    saved_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    remind_at: Mapped[datetime | None]
    planned_at: Mapped[datetime | None]
    targets: Mapped[str] = mapped_column(String(120), default="")


class DismissedRow(Table):
    """An entry that somebody does not want to hear of."""

    __tablename__ = "dismissed_entries"
    __table_args__ = (Index("ix_dismissed_entries_entry", "entry_id"),)

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    entry_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    reason: Mapped[str] = mapped_column(String(24))
    at: Mapped[datetime]


class FollowRow(Table):
    """A topic or a search that somebody follows; the words of a search are masked."""

    __tablename__ = "follows"
    __table_args__ = (
        CheckConstraint(
            "topic in ('kind', 'sector', 'transition', 'country', 'search')", name="topic"
        ),
        UniqueConstraint("person_id", "topic", "value"),
        Index("ix_follows_topic", "topic", "value"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    topic: Mapped[str] = mapped_column(String(16))
    value: Mapped[str] = mapped_column(String(64))
    """An id; of a search, what tells its words and filters from another's."""
    text: Mapped[str] = mapped_column(String(1000), default="")
    understood: Mapped[dict[str, Any] | None]
    language: Mapped[str] = mapped_column(String(8))
    since: Mapped[datetime]


class WishesRow(Table):
    """How somebody wants to be told; who never said has no row."""

    __tablename__ = "alert_wishes"
    __table_args__ = (
        CheckConstraint("frequency in ('at_once', 'daily', 'weekly')", name="frequency"),
    )

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    frequency: Mapped[str] = mapped_column(String(16))
    hour: Mapped[int]
    zone: Mapped[str | None] = mapped_column(String(64))
    quiet_from: Mapped[int]
    quiet_to: Mapped[int]
    paused: Mapped[bool]
    paused_until: Mapped[datetime | None]
    match_news: Mapped[bool] = mapped_column(default=True, server_default=true())


class Follows:
    """Inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def save(self, saved: Saved) -> bool:
        """Save an entry for a person; False if it was saved before."""
        return await add_new(
            self._session,
            SavedRow,
            person_id=saved.person_id,
            entry_id=saved.entry_id,
            saved_at=saved.at,
            remind_at=saved.remind_at,
            planned_at=saved.planned_at,
            targets=saved.targets,
        )

    async def saved(self, person_id: int) -> list[Saved]:
        """Return what a person saved, the latest first."""
        query = (
            select(SavedRow)
            .where(SavedRow.person_id == person_id)
            .order_by(SavedRow.saved_at.desc(), SavedRow.entry_id)
        )
        return [_saved(row) for row in (await self._session.scalars(query)).all()]

    async def find_saved(self, person_id: int, entry_id: str) -> Saved | None:
        """Return one saved entry of a person, as it is in the database now."""
        row = await self._session.get(SavedRow, (person_id, entry_id), populate_existing=True)
        return _saved(row) if row else None

    async def savers(self, entry_id: str, before: datetime) -> list[int]:
        """Return who saved an entry before a moment."""
        query = (
            select(SavedRow.person_id)
            .where(SavedRow.entry_id == entry_id, SavedRow.saved_at < before)
            .order_by(SavedRow.person_id)
        )
        return list((await self._session.scalars(query)).all())

    async def change_saved(self, person_id: int, entry_id: str, **values: Any) -> bool:
        """Change applied_at, remind_at, planned_at or targets; False if it is not saved."""
        done = await self._session.execute(
            update(SavedRow)
            .where(SavedRow.person_id == person_id, SavedRow.entry_id == entry_id)
            .values(**values)
        )
        return changed(done) == 1

    async def look_again(self, person_id: int, now: datetime) -> None:
        """Let all reminders of a person be looked at anew: their hours are others."""
        await self._session.execute(
            update(SavedRow)
            .where(SavedRow.person_id == person_id, SavedRow.applied_at.is_(None))
            .values(remind_at=now)
        )

    async def planned(self) -> list[tuple[str, str]]:
        """Return the entries that are saved, each with every plan that somebody has of it."""
        query = select(SavedRow.entry_id, SavedRow.targets).distinct()
        return [(entry_id, targets) for entry_id, targets in await self._session.execute(query)]

    async def plan_anew(self, entry_id: str, targets: str, now: datetime) -> int:
        """Let reminders be planned from other dates; what is past by now is not said."""
        done = await self._session.execute(
            update(SavedRow)
            .where(SavedRow.entry_id == entry_id, SavedRow.targets != targets)
            .values(targets=targets, planned_at=now, remind_at=now)
        )
        return changed(done)

    async def to_remind(self, now: datetime, limit: int) -> list[Saved]:
        """Return what is to be looked at for reminders, the longest due first."""
        query = (
            select(SavedRow)
            .where(SavedRow.remind_at <= now)
            .order_by(SavedRow.remind_at, SavedRow.person_id)
            .limit(limit)
        )
        return [_saved(row) for row in (await self._session.scalars(query)).all()]

    async def unsave(self, person_id: int, entry_id: str) -> bool:
        """Forget that an entry was saved; False if it was not."""
        done = await self._session.execute(
            delete(SavedRow).where(SavedRow.person_id == person_id, SavedRow.entry_id == entry_id)
        )
        return changed(done) == 1

    async def dismiss(self, person_id: int, entry_id: str, reason: NotForMe, at: datetime) -> None:
        """Note that a person does not want to hear of an entry; the last reason holds."""
        key = {"person_id": person_id, "entry_id": entry_id}
        if not await add_new(self._session, DismissedRow, **key, reason=reason, at=at):
            await self._session.execute(
                update(DismissedRow).filter_by(**key).values(reason=reason, at=at)
            )

    async def allow(self, person_id: int, entry_id: str) -> None:
        """Take back that a person does not want to hear of an entry."""
        await self._session.execute(
            delete(DismissedRow).where(
                DismissedRow.person_id == person_id, DismissedRow.entry_id == entry_id
            )
        )

    async def dismissed(self, person_id: int) -> frozenset[str]:
        """Return the entries that a person does not want to hear of."""
        query = select(DismissedRow.entry_id).where(DismissedRow.person_id == person_id)
        return frozenset((await self._session.scalars(query)).all())

    async def dismissed_by(self, entry_id: str) -> frozenset[int]:
        """Return who does not want to hear of an entry."""
        query = select(DismissedRow.person_id).where(DismissedRow.entry_id == entry_id)
        return frozenset((await self._session.scalars(query)).all())

    async def follow(self, follow: Follow) -> bool:
        """Follow something; False if the person did already."""
        return await add_new(
            self._session,
            FollowRow,
            person_id=follow.person_id,
            topic=follow.topic,
            value=follow.value,
            text=follow.text[:1000],
            understood=follow.understood.to_json() if follow.understood else None,
            language=follow.language,
            since=follow.since,
        )

    async def follows(self, person_id: int) -> list[Follow]:
        """Return what a person follows, in the order in which they began."""
        query = select(FollowRow).where(FollowRow.person_id == person_id).order_by(FollowRow.id)
        return [_follow(row) for row in (await self._session.scalars(query)).all()]

    async def follows_by_id(self, ids: Collection[int]) -> dict[int, Follow]:
        """Return some follows by id."""
        query = select(FollowRow).where(FollowRow.id.in_(ids))
        return {row.id: _follow(row) for row in (await self._session.scalars(query)).all()}

    async def followers(
        self, values: Mapping[Topic, Collection[str] | None], before: datetime
    ) -> list[tuple[int, int]]:
        """Return who followed one of some topics before a moment, with the id of the follow.

        None instead of values means any of that topic. Each person comes once.
        """
        matching = [
            (FollowRow.topic == topic) & (true() if some is None else FollowRow.value.in_(some))
            for topic, some in values.items()
        ]
        query = (
            select(FollowRow.person_id, func.min(FollowRow.id))
            .where(or_(*matching), FollowRow.since < before)
            .group_by(FollowRow.person_id)
        )
        return [(person_id, id_) for person_id, id_ in await self._session.execute(query)]

    async def searches(self, after: int, limit: int) -> list[Follow]:
        """Return searches by ascending id, a batch after `after`."""
        query = (
            select(FollowRow)
            .where(FollowRow.topic == Topic.SEARCH, FollowRow.id > after)
            .order_by(FollowRow.id)
            .limit(limit)
        )
        return [_follow(row) for row in (await self._session.scalars(query)).all()]

    async def unfollow(self, person_id: int, follow_id: int) -> bool:
        """Stop following something; False if the person does not."""
        done = await self._session.execute(
            delete(FollowRow).where(FollowRow.id == follow_id, FollowRow.person_id == person_id)
        )
        return changed(done) == 1

    async def counts(self, person_id: int) -> tuple[int, int]:
        """Return how many entries a person saved, and how many things they follow."""
        saved = select(func.count()).select_from(SavedRow).where(SavedRow.person_id == person_id)
        follows = (
            select(func.count()).select_from(FollowRow).where(FollowRow.person_id == person_id)
        )
        return (await self._session.scalar(saved)) or 0, (await self._session.scalar(follows)) or 0

    async def wishes(self, person_id: int) -> Wishes:
        """Return how a person wants to be told."""
        row = await self._session.get(WishesRow, person_id, populate_existing=True)
        if row is None:
            return Wishes(person_id)
        known: dict[str, Any] = {one.name: getattr(row, one.name) for one in fields(Wishes)}
        return Wishes(**{**known, "frequency": Frequency(row.frequency)})

    async def wish(self, wishes: Wishes) -> None:
        """Keep how a person wants to be told."""
        values: dict[str, Any] = {one.name: getattr(wishes, one.name) for one in fields(Wishes)}
        if not await add_new(self._session, WishesRow, **values):
            await self._session.execute(
                update(WishesRow).where(WishesRow.person_id == wishes.person_id).values(**values)
            )


def _saved(row: SavedRow) -> Saved:
    return Saved(
        person_id=row.person_id,
        entry_id=row.entry_id,
        at=row.saved_at,
        applied_at=row.applied_at,
        remind_at=row.remind_at,
        planned_at=row.planned_at,
        targets=row.targets,
    )


def _follow(row: FollowRow) -> Follow:
    understood = row.understood
    return Follow(
        id=row.id,
        person_id=row.person_id,
        topic=Topic(row.topic),
        value=row.value,
        since=row.since,
        text=row.text,
        language=row.language,
        understood=None if understood is None else Understood.from_json(understood, row.text),
    )
