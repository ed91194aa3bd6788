"""Lists of entries that staff look at again, and what each of staff was told of."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, UniqueConstraint, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.checklists import Checklist
from bot.store.schema import NEVER_REUSED, Table, add_new, changed


class ChecklistRow(Table):
    """A list of a hub; the network desk's has no hub. Its label is made once: a week, or a day."""

    __tablename__ = "checklists"
    __table_args__ = (UniqueConstraint("hub", "label"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    hub: Mapped[str] = mapped_column(String(40), default="")
    label: Mapped[str] = mapped_column(String(24))
    entry_ids: Mapped[list[str]]
    created_at: Mapped[datetime]


class StaffNoticeRow(Table):
    """What somebody of staff wants to be told of, and was told of."""

    __tablename__ = "staff_notices"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    weekly: Mapped[bool] = mapped_column(default=True)
    """Whether they get the weekly list of what is to be confirmed."""
    corrections_to: Mapped[int] = mapped_column(default=0)
    """The newest correction that they were told of."""
    corrections_at: Mapped[datetime | None]


class Checklists:
    """Lists, and the notices of staff, inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self, hub: str | None, label: str, entry_ids: Sequence[str], at: datetime
    ) -> bool:
        """Make a list, an empty one too; False if there is one with this label."""
        return await add_new(
            self._session,
            ChecklistRow,
            hub=hub or "",
            label=label,
            entry_ids=list(entry_ids),
            created_at=at,
        )

    async def get(self, list_id: int) -> Checklist | None:
        """Return a list; a second one who does something about it waits for the first."""
        row = await self._session.get(ChecklistRow, list_id, with_for_update=True)
        return _checklist(row) if row else None

    async def of_label(self, hub: str | None, label: str) -> Checklist | None:
        """Return the list of a hub with a label."""
        row = await self._session.scalar(
            select(ChecklistRow).where(
                ChecklistRow.hub == (hub or ""), ChecklistRow.label == label
            )
        )
        return _checklist(row) if row else None

    async def latest(self, hub: str | None) -> Checklist | None:
        """Return the newest list of a hub."""
        row = await self._session.scalar(
            select(ChecklistRow)
            .where(ChecklistRow.hub == (hub or ""))
            .order_by(ChecklistRow.id.desc())
            .limit(1)
        )
        return _checklist(row) if row else None

    async def wants_weekly(self, person_id: int) -> bool:
        """Say whether somebody gets the weekly list."""
        row = await self._session.get(StaffNoticeRow, person_id)
        return row is None or row.weekly

    async def set_weekly(self, person_id: int, wanted: bool) -> None:
        """Turn somebody's weekly list on or off."""
        await add_new(self._session, StaffNoticeRow, person_id=person_id)
        await self._session.execute(
            update(StaffNoticeRow)
            .where(StaffNoticeRow.person_id == person_id)
            .values(weekly=wanted)
        )

    async def told_to(self, person_id: int) -> tuple[int, datetime | None]:
        """Return the newest correction that somebody was told of, and when."""
        row = await self._session.get(StaffNoticeRow, person_id)
        return (row.corrections_to, row.corrections_at) if row else (0, None)

    async def claim_corrections(
        self, person_id: int, newest: int, now: datetime, every: timedelta
    ) -> bool:
        """Note that somebody is told now of corrections up to `newest`.

        False if they know of them, or were told of others less than `every` ago: two workers
        cannot both be first.
        """
        await add_new(self._session, StaffNoticeRow, person_id=person_id)
        at = StaffNoticeRow.corrections_at
        done = await self._session.execute(
            update(StaffNoticeRow)
            .where(
                StaffNoticeRow.person_id == person_id,
                StaffNoticeRow.corrections_to < newest,
                or_(at.is_(None), at <= now - every),
            )
            .values(corrections_to=newest, corrections_at=now)
        )
        return changed(done) == 1


def _checklist(row: ChecklistRow) -> Checklist:
    return Checklist(row.id, row.hub or None, row.label, tuple(row.entry_ids), row.created_at)
