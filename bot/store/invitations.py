"""Invitations of people to challenges. Who adds one holds the challenge and the person first."""

from collections import Counter
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.invitations import Answer, Asked, Invitation
from bot.domain.suggestions import INVITATION_LASTS
from bot.store.challenges import ChallengeRow
from bot.store.creative_teams import CreativeTeams
from bot.store.people import PersonRow
from bot.store.schema import Table, add_new, changed


class InvitationRow(Table):
    """One for each person and challenge: nobody is asked twice."""

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint("answer in ('yes', 'no', 'withdrawn')", name="answer"),
        Index("ix_invitations_person", "person_id", "answer"),
    )

    challenge_id: Mapped[int] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(String(12))


class Invitations:
    """Inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def hold(self, challenge_id: int, person_id: int) -> bool:
        """Let others who would ask the same person, or about the same challenge, wait.

        Both rows, always in this order, so that nobody waits in a circle; what only points to
        them (an interest) goes on. False if one of them is gone. SQLite has one writer anyway.
        """
        challenge = select(ChallengeRow.id).where(ChallengeRow.id == challenge_id)
        person = select(PersonRow.id).where(PersonRow.id == person_id)
        for row in (challenge, person):
            if await self._session.scalar(row.with_for_update(key_share=True)) is None:
                return False
        return True

    async def asked(self, challenge: Challenge, now: datetime) -> Asked:
        """Return how it stands with asking about a challenge."""
        rows = await self._session.scalars(
            select(InvitationRow)
            .where(InvitationRow.challenge_id == challenge.id)
            .order_by(InvitationRow.at, InvitationRow.person_id)
        )
        return Asked(
            at=now,
            is_open=challenge.is_open(now.date()),
            invitations={row.person_id: _as_invitation(row) for row in rows},
            open_of=await self._open(now),
        )

    async def _open(self, now: datetime) -> dict[int, int]:
        """Count the open invitations of everybody who has some, those of teams among them."""
        rows = await self._session.execute(
            select(InvitationRow.person_id, func.count())
            .join(ChallengeRow, ChallengeRow.id == InvitationRow.challenge_id)
            .where(
                InvitationRow.answer.is_(None),
                InvitationRow.at > now - INVITATION_LASTS,
                ChallengeRow.state == ChallengeState.PUBLISHED,
                or_(ChallengeRow.deadline_on.is_(None), ChallengeRow.deadline_on >= now.date()),
            )
            .group_by(InvitationRow.person_id)
        )
        counts = Counter({person_id: int(count) for person_id, count in rows})
        by_teams = CreativeTeams(self._session).open_asks(now - INVITATION_LASTS, now.date())
        counts.update(await by_teams)
        return dict(counts)

    async def add(self, challenge_id: int, person_id: int, by: int, at: datetime) -> bool:
        """Note that somebody is asked; False if they were before."""
        return await add_new(
            self._session,
            InvitationRow,
            challenge_id=challenge_id,
            person_id=person_id,
            invited_by=by,
            at=at,
        )

    async def find(self, challenge_id: int, person_id: int) -> Invitation | None:
        """Return the invitation of a person to a challenge."""
        row = await self._session.scalar(
            select(InvitationRow)
            .where(
                InvitationRow.challenge_id == challenge_id, InvitationRow.person_id == person_id
            )
            .execution_options(populate_existing=True)
        )
        return _as_invitation(row) if row else None

    async def answer(
        self, challenge_id: int, person_id: int, answer: Answer, at: datetime
    ) -> bool:
        """Note an answer; False if there is no invitation, or it has this answer already."""
        done = await self._session.execute(
            update(InvitationRow)
            .where(
                InvitationRow.challenge_id == challenge_id,
                InvitationRow.person_id == person_id,
                or_(InvitationRow.answer.is_(None), InvitationRow.answer != answer),
            )
            .values(answer=answer, answered_at=at)
            .execution_options(synchronize_session=False)
        )
        return changed(done) > 0

    async def end(self, person_id: int, at: datetime) -> None:
        """End what waits for an answer of a person who does not want to be found any more."""
        await self._session.execute(
            update(InvitationRow)
            .where(InvitationRow.person_id == person_id, InvitationRow.answer.is_(None))
            .values(answer=Answer.WITHDRAWN, answered_at=at)
            .execution_options(synchronize_session=False)
        )

    async def count_of(self, person_id: int) -> int:
        """Return how often a person was asked."""
        query = select(func.count()).where(InvitationRow.person_id == person_id)
        return await self._session.scalar(query) or 0


def _as_invitation(row: InvitationRow) -> Invitation:
    return Invitation(
        challenge_id=row.challenge_id,
        person_id=row.person_id,
        invited_by=row.invited_by,
        at=row.at,
        answered_at=row.answered_at,
        answer=Answer(row.answer) if row.answer else None,
    )
