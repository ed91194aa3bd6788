"""Corrections that readers propose from a card."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.schema import NEVER_REUSED, Table


class ProposalRow(Table):
    """What somebody says is wrong in an entry, and what became of it."""

    __tablename__ = "entry_proposals"
    __table_args__ = (
        CheckConstraint("state in ('open', 'accepted', 'declined')", name="state"),
        Index("ix_entry_proposals_state", "state", "id"),
        Index("ix_entry_proposals_person", "person_id"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    field: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(String(1000))
    """What the person wrote."""
    state: Mapped[str] = mapped_column(String(16), default="open")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
