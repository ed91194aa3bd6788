"""The audit table: who of the staff did what, and when."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.schema import Table


class AuditRow(Table):
    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(64))
    detail: Mapped[dict[str, Any]]


class Audit:
    """The audit inside one unit of work: an action and its record are one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self, at: datetime, actor_id: int | None, action: str, subject: str, **detail: Any
    ) -> None:
        """Record an action."""
        self._session.add(
            AuditRow(at=at, actor_id=actor_id, action=action, subject=subject, detail=detail)
        )
        await self._session.flush()

    async def of(self, subject: str) -> list[tuple[datetime, int | None, str, dict[str, Any]]]:
        """Return what happened to a subject, the oldest first."""
        rows = await self._session.scalars(
            select(AuditRow).where(AuditRow.subject == subject).order_by(AuditRow.id)
        )
        return [(row.at, row.actor_id, row.action, row.detail) for row in rows.all()]
