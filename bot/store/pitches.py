"""Pitches of creatives and teams, and to which terms they agreed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.schema import NEVER_REUSED, Table


class PitchRow(Table):
    """One answer to a challenge, of a person alone or of a team."""

    __tablename__ = "pitches"
    __table_args__ = (
        CheckConstraint("state in ('sent', 'chosen', 'declined', 'withdrawn')", name="state"),
        UniqueConstraint("challenge_id", "person_id"),
        UniqueConstraint("team_id"),
        Index("ix_pitches_challenge", "challenge_id", "state"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int | None] = mapped_column(unique=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    """Who wrote it; with a team, it goes on without them."""
    team_id: Mapped[int | None] = mapped_column(
        ForeignKey("creative_teams.id", ondelete="CASCADE")
    )
    language: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(16))
    sent_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(24))
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))


class AgreementRow(Table):
    """Who takes part in a challenge agreed to a version of its terms."""

    __tablename__ = "agreements"

    challenge_id: Mapped[int] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int]
    at: Mapped[datetime]
    asked_at: Mapped[datetime | None]


class Pitches:
    """Inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
