"""Drafts: unfinished forms as rows."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, ForeignKey, Index, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.drafting import NEW, OFFERED
from bot.domain.forms import Draft, Value
from bot.store.schema import NEVER_REUSED, Table, changed

OFFERS_KEPT: Final = timedelta(days=7)
"""How long a post waits for a tap; it holds what somebody forwarded, names and all."""


class DraftRow(Table):
    """A form in the making; once submitted it stays, as the key of its result."""

    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_open", "person_id", "submitted_at"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    form: Mapped[str] = mapped_column(String(32))
    step: Mapped[str] = mapped_column(String(40))
    answers: Mapped[dict[str, Any]]
    editing: Mapped[bool] = mapped_column(default=False)
    subject: Mapped[str | None] = mapped_column(String(64))
    applied_update: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]


class Drafts:
    """Drafts inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self,
        person_id: int,
        form: str,
        step: str,
        answers: dict[str, Value],
        at: datetime,
        subject: str | None = None,
    ) -> Draft:
        """Begin a draft."""
        row = DraftRow(
            person_id=person_id,
            form=form,
            step=step,
            answers=_plain(answers),
            subject=subject,
            created_at=at,
            updated_at=at,
        )
        self._session.add(row)
        await self._session.flush()
        return _as_draft(row)

    async def find(self, draft_id: int, person_id: int) -> Draft | None:
        """Return an unfinished draft, only to its owner; a second tap waits for the first."""
        row = await self._session.get(
            DraftRow, draft_id, with_for_update=True, populate_existing=True
        )
        if row is None or row.person_id != person_id or row.submitted_at is not None:
            return None
        return _as_draft(row)

    async def was_submitted(self, draft_id: int, person_id: int) -> bool:
        """Say whether the draft has been submitted before: a second tap, or a replay."""
        row = await self._session.get(DraftRow, draft_id)
        return row is not None and row.person_id == person_id and row.submitted_at is not None

    async def submitted(self, draft_id: int, person_id: int) -> Draft | None:
        """Return a submitted draft, only to its owner; its answers are gone."""
        row = await self._session.get(DraftRow, draft_id)
        if row is None or row.person_id != person_id or row.submitted_at is None:
            return None
        return _as_draft(row)

    async def open_of(self, person_id: int) -> list[Draft]:
        """Return the unfinished drafts of a person, the latest first."""
        rows = await self._session.scalars(
            select(DraftRow)
            .where(DraftRow.person_id == person_id, DraftRow.submitted_at.is_(None))
            .order_by(DraftRow.updated_at.desc(), DraftRow.id.desc())
        )
        return [_as_draft(row) for row in rows.all()]

    async def save(self, draft: Draft, at: datetime) -> None:
        """Write a changed draft."""
        row = await self._session.get_one(DraftRow, draft.id)
        row.step = draft.step
        row.answers = _plain(draft.answers)
        row.editing = draft.editing
        row.applied_update = draft.applied_update
        row.updated_at = at
        await self._session.flush()

    async def submit(self, draft_id: int, at: datetime) -> None:
        """Mark a draft as done; its answers now live in its result, so they go."""
        row = await self._session.get_one(DraftRow, draft_id)
        row.submitted_at = at
        row.answers = {}
        await self._session.flush()

    async def discard(self, draft_id: int) -> None:
        """Throw a draft away."""
        await self._session.execute(delete(DraftRow).where(DraftRow.id == draft_id))

    async def tidy(self, now: datetime) -> int:
        """Throw away posts that were offered to become an entry longer ago than `OFFERS_KEPT`."""
        done = await self._session.execute(
            delete(DraftRow).where(
                DraftRow.form == NEW,
                DraftRow.step == OFFERED,
                DraftRow.submitted_at.is_(None),
                DraftRow.updated_at < now - OFFERS_KEPT,
            )
        )
        return changed(done)


def _plain(answers: Any) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in answers.items()}


def _as_draft(row: DraftRow) -> Draft:
    answers: dict[str, Value] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in row.answers.items()
    }
    return Draft(
        id=row.id,
        person_id=row.person_id,
        form=row.form,
        step=row.step,
        answers=answers,
        editing=row.editing,
        subject=row.subject,
        applied_update=row.applied_update,
    )
