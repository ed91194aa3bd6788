"""Teams that creatives make to answer one challenge together, and whom they asked to join."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.challenges import ChallengeState
from bot.domain.pitches import AskAnswer, CreativeTeam, TeamAsk
from bot.store.challenges import ChallengeRow
from bot.store.schema import NEVER_REUSED, Table, add_new, changed


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
    """Inside one unit of work. Who changes members holds the challenge and the person first."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, challenge_id: int, name: str, by: int, at: datetime) -> CreativeTeam:
        """Make a team with its first member."""
        row = TeamRow(challenge_id=challenge_id, name=name, made_by=by, made_at=at, round=0)
        self._session.add(row)
        await self._session.flush()
        await self.join(row.id, by, at)
        return CreativeTeam(row.id, challenge_id, name, by, (by,))

    async def find(self, team_id: int) -> CreativeTeam | None:
        """Return a team by id, with its members in the order in which they came."""
        row = await self._session.get(TeamRow, team_id, populate_existing=True)
        if row is None:
            return None
        members = await self._session.scalars(
            select(MemberRow.person_id)
            .where(MemberRow.team_id == team_id)
            .order_by(MemberRow.joined_at, MemberRow.person_id)
        )
        return CreativeTeam(row.id, row.challenge_id, row.name, row.made_by, tuple(members))

    async def of_person(self, challenge_id: int, person_id: int) -> CreativeTeam | None:
        """Return the team of a challenge in which somebody is."""
        id_ = await self._session.scalar(
            select(TeamRow.id)
            .join(MemberRow, MemberRow.team_id == TeamRow.id)
            .where(TeamRow.challenge_id == challenge_id, MemberRow.person_id == person_id)
            .order_by(TeamRow.id)
        )
        return await self.find(id_) if id_ is not None else None

    async def all_of_person(self, person_id: int) -> list[CreativeTeam]:
        """Return all teams in which somebody is."""
        ids = await self._session.scalars(
            select(MemberRow.team_id)
            .where(MemberRow.person_id == person_id)
            .order_by(MemberRow.team_id)
        )
        found = [await self.find(id_) for id_ in ids.all()]
        return [team for team in found if team is not None]

    async def of_challenge(self, challenge_id: int) -> list[CreativeTeam]:
        """Return the teams of a challenge, the oldest first."""
        ids = await self._session.scalars(
            select(TeamRow.id).where(TeamRow.challenge_id == challenge_id).order_by(TeamRow.id)
        )
        found = [await self.find(id_) for id_ in ids.all()]
        return [team for team in found if team is not None]

    async def join(self, team_id: int, person_id: int, at: datetime) -> bool:
        """Put somebody into a team; False if they are in it."""
        return await add_new(
            self._session, MemberRow, team_id=team_id, person_id=person_id, joined_at=at
        )

    async def leave(self, team_id: int, person_id: int) -> bool:
        """Take somebody out of a team; False if they are not in it."""
        done = await self._session.execute(
            delete(MemberRow).where(MemberRow.team_id == team_id, MemberRow.person_id == person_id)
        )
        return changed(done) == 1

    async def hand_over(self, team_id: int, person_id: int) -> None:
        """Let somebody else look after a team."""
        row = await self._session.get_one(TeamRow, team_id)
        row.made_by = person_id
        await self._session.flush()

    async def dissolve(self, team_id: int) -> None:
        """Remove a team, with its pitch and whom it asked."""
        await self._session.execute(delete(TeamRow).where(TeamRow.id == team_id))

    async def round_of(self, team_id: int) -> int:
        """Return which link of a team works."""
        return await self._session.scalar(select(TeamRow.round).where(TeamRow.id == team_id)) or 0

    async def renew(self, team_id: int) -> int:
        """Make earlier links worthless; return which one works now."""
        row = await self._session.get_one(TeamRow, team_id, populate_existing=True)
        row.round += 1
        await self._session.flush()
        return row.round

    async def ask(self, team_id: int, person_id: int, skill: str | None, at: datetime) -> TeamAsk:
        """Note that somebody is asked to join."""
        row = AskRow(team_id=team_id, person_id=person_id, skill=skill, at=at)
        self._session.add(row)
        await self._session.flush()
        return _as_ask(row)

    async def asks_of_team(self, team_id: int) -> list[TeamAsk]:
        """Return whom a team asked, the first one first."""
        rows = await self._session.scalars(
            select(AskRow).where(AskRow.team_id == team_id).order_by(AskRow.id)
        )
        return [_as_ask(row) for row in rows]

    async def find_ask(self, ask_id: int) -> TeamAsk | None:
        """Return an ask by id."""
        row = await self._session.get(AskRow, ask_id, populate_existing=True)
        return _as_ask(row) if row else None

    async def answer_ask(self, ask_id: int, answer: AskAnswer, at: datetime) -> bool:
        """Note an answer; False if it has this one already."""
        done = await self._session.execute(
            update(AskRow)
            .where(AskRow.id == ask_id, or_(AskRow.answer.is_(None), AskRow.answer != answer))
            .values(answer=answer, answered_at=at)
            .execution_options(synchronize_session=False)
        )
        return changed(done) == 1

    async def end_asks(self, person_id: int, at: datetime) -> None:
        """End what waits for an answer of somebody who does not want to be found any more."""
        await self._session.execute(
            update(AskRow)
            .where(AskRow.person_id == person_id, AskRow.answer.is_(None))
            .values(answer=AskAnswer.NO, answered_at=at)
            .execution_options(synchronize_session=False)
        )

    async def open_asks(self, since: datetime, today: date) -> dict[int, int]:
        """Count, for everybody who was asked since a moment, what they have not answered."""
        rows = await self._session.execute(
            select(AskRow.person_id, func.count())
            .join(TeamRow, TeamRow.id == AskRow.team_id)
            .join(ChallengeRow, ChallengeRow.id == TeamRow.challenge_id)
            .where(
                AskRow.answer.is_(None),
                AskRow.at > since,
                ChallengeRow.state == ChallengeState.PUBLISHED,
                or_(ChallengeRow.deadline_on.is_(None), ChallengeRow.deadline_on >= today),
            )
            .group_by(AskRow.person_id)
        )
        return {person_id: int(count) for person_id, count in rows}


def _as_ask(row: AskRow) -> TeamAsk:
    return TeamAsk(
        id=row.id,
        team_id=row.team_id,
        person_id=row.person_id,
        skill=row.skill,
        at=row.at,
        answered_at=row.answered_at,
        answer=AskAnswer(row.answer) if row.answer else None,
    )
