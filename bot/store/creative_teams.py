"""Teams that creatives make to answer one challenge together, and whom they asked to join."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.schema import NEVER_REUSED, Table


class TeamRow(Table):
    """A team for one challenge. Its deep link is signed and carries `round`: another one makes
    earlier links worthless."""

    __tablename__ = "creative_teams"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(120))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
    round: Mapped[int] = mapped_column(default=0, server_default="0")


class MemberRow(Table):
    __tablename__ = "creative_team_members"

    team_id: Mapped[int] = mapped_column(
        ForeignKey("creative_teams.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    joined_at: Mapped[datetime]


class AskRow(Table):
    """Somebody was asked to join, without either side seeing a name."""

    __tablename__ = "team_asks"
    __table_args__ = (
        CheckConstraint("answer in ('yes', 'no')", name="answer"),
        Index("ix_team_asks_person", "person_id", "answer"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(
        ForeignKey("creative_teams.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    skill: Mapped[str | None] = mapped_column(String(40))
    at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(String(8))


class CreativeTeams:
    """Inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
