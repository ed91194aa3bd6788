"""Introductions, their keys, and what became of them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.schema import NEVER_REUSED, Table


class IntroductionRow(Table):
    """A request to bring a company and a creative or a team together; one for each pitch."""

    __tablename__ = "introductions"
    __table_args__ = (
        CheckConstraint("state in ('open', 'made', 'ended')", name="state"),
        Index("ix_introductions_open", "state", "expires_at"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), index=True
    )
    pitch_id: Mapped[int] = mapped_column(
        ForeignKey("pitches.id", ondelete="CASCADE"), unique=True
    )
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16))
    ended_by: Mapped[str | None] = mapped_column(String(16))
    settled_at: Mapped[datetime | None]


class KeyRow(Table):
    """One key. That of the facilitator has no person until one of the hub takes it."""

    __tablename__ = "introduction_keys"
    __table_args__ = (
        CheckConstraint("holder in ('company', 'creative', 'facilitator')", name="holder"),
        CheckConstraint("answer in ('yes', 'later', 'no')", name="answer"),
        UniqueConstraint("introduction_id", "holder", "person_id"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    holder: Mapped[str] = mapped_column(String(16))
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    answer: Mapped[str | None] = mapped_column(String(8))
    until_on: Mapped[date | None]
    asked_at: Mapped[datetime | None]
    """When the holder was last asked: at the start, again before it runs out, and at their day."""
    answered_at: Mapped[datetime | None]


class OutcomeRow(Table):
    """What one side said became of an introduction; it outlives both, as a count."""

    __tablename__ = "outcomes"
    __table_args__ = (
        UniqueConstraint("introduction_id", "person_id", "after_days"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int | None] = mapped_column(
        ForeignKey("introductions.id", ondelete="SET NULL")
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    hub: Mapped[str | None] = mapped_column(String(40))
    holder: Mapped[str] = mapped_column(String(16))
    after_days: Mapped[int]
    asked_at: Mapped[datetime]
    outcome: Mapped[str | None] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(String(16))
    answered_at: Mapped[datetime | None]


class Introductions:
    """Inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
