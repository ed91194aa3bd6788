"""The tables of introductions and their keys; what reads and writes them is in `introductions`."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
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
