"""Corrections that readers propose from a card."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.corrections import Proposal, Ruling, Wrong
from bot.store.schema import NEVER_REUSED, Table, changed

KEPT_FOR: Final = timedelta(days=365)
"""How long words and person of a decided correction are kept; the privacy text says so."""
_OPEN: Final = text("state = 'open'")


class ProposalRow(Table):
    """What somebody says is wrong in an entry, and what became of it."""

    __tablename__ = "entry_proposals"
    __table_args__ = (
        CheckConstraint("state in ('open', 'accepted', 'declined')", name="state"),
        Index("ix_entry_proposals_state", "state", "id"),
        Index("ix_entry_proposals_person", "person_id"),
        Index(
            "ix_entry_proposals_open",
            "person_id",
            "entry_id",
            "field",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    field: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(String(1000))
    """What the person wrote."""
    source: Mapped[str | None] = mapped_column(String(300))
    language: Mapped[str] = mapped_column(String(8), default="en", server_default="en")
    """What the person reads: their dates are written in it."""
    state: Mapped[str] = mapped_column(String(16), default="open")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Proposals:
    """Proposed corrections inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, proposal: Proposal) -> int:
        """Keep a proposal and return its id; an open one on the same thing gives way to it.

        Its row goes: whoever has the old one on screen must not accept another value by it.
        """
        await self._session.execute(
            delete(ProposalRow).where(
                ProposalRow.person_id == proposal.person_id,
                ProposalRow.entry_id == proposal.entry_id,
                ProposalRow.field == proposal.wrong,
                ProposalRow.state == Ruling.OPEN,
            )
        )
        row = ProposalRow(
            entry_id=proposal.entry_id,
            person_id=proposal.person_id,
            field=proposal.wrong,
            value=proposal.value,
            source=proposal.source,
            language=proposal.language,
            created_at=proposal.created_at,
        )
        self._session.add(row)
        await self._session.flush()
        return row.id

    async def find(self, proposal_id: int) -> Proposal | None:
        """Return a proposal; a second decision waits for the first."""
        row = await self._session.get(
            ProposalRow, proposal_id, with_for_update=True, populate_existing=True
        )
        return _proposal(row) if row else None

    async def open(self) -> list[Proposal]:
        """Return all that waits for a decision, the oldest first.

        All of it: what nobody can decide (its entry is gone) must not hide what came later.
        """
        query = select(ProposalRow).where(ProposalRow.state == Ruling.OPEN)
        rows = await self._session.scalars(query.order_by(ProposalRow.id))
        return [_proposal(row) for row in rows]

    async def rule(self, proposal_id: int, ruling: Ruling, by: int, at: datetime) -> bool:
        """Record a decision; False if it was decided before."""
        done = await self._session.execute(
            update(ProposalRow)
            .where(ProposalRow.id == proposal_id, ProposalRow.state == Ruling.OPEN)
            .values(state=ruling, decided_by=by, decided_at=at)
        )
        return changed(done) == 1

    async def count_of(self, person_id: int, since: datetime | None = None) -> int:
        """Return how many corrections a person proposed, or proposed since a moment."""
        query = select(func.count(ProposalRow.id)).where(ProposalRow.person_id == person_id)
        if since is not None:
            query = query.where(ProposalRow.created_at > since)
        return await self._session.scalar(query) or 0

    async def tidy(self, now: datetime) -> int:
        """Forget words and person of what was decided, or asked in vain, before `KEPT_FOR`."""
        await self._session.execute(
            update(ProposalRow)
            .where(ProposalRow.state == Ruling.OPEN, ProposalRow.created_at < now - KEPT_FOR)
            .values(state=Ruling.DECLINED, decided_at=ProposalRow.created_at)
        )
        done = await self._session.execute(
            update(ProposalRow)
            .where(ProposalRow.decided_at < now - KEPT_FOR, ProposalRow.value != "")
            .values(value="", source=None, person_id=None)
        )
        return changed(done)


def _proposal(row: ProposalRow) -> Proposal:
    return Proposal(
        id=row.id,
        entry_id=row.entry_id,
        wrong=Wrong(row.field),
        value=row.value,
        created_at=row.created_at,
        language=row.language,
        person_id=row.person_id,
        source=row.source,
        ruling=Ruling(row.state),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
