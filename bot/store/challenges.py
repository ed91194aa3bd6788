"""Challenges of companies and the interest of creatives."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    String,
    Text,
    delete,
    func,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.broadcasts import Delivery
from bot.domain.challenges import INTEREST, Challenge, ChallengeState, Orientation
from bot.domain.opportunities import Team
from bot.domain.terms import Handed, Reward, Rights, Terms
from bot.store.outbox import OutboxRow
from bot.store.schema import NEVER_REUSED, Table, add_new, changed


class ChallengeRow(Table):
    __tablename__ = "challenges"
    __table_args__ = (
        CheckConstraint(
            "state in ('submitted', 'changes', 'opening', 'published', 'declined', 'withdrawn', "
            "'closed')",
            name="state",
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int | None] = mapped_column(unique=True)
    """The draft it was made of: a double tap, or a replay, makes one challenge."""
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), index=True
    )
    hub: Mapped[str | None] = mapped_column(String(40), index=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    language: Mapped[str] = mapped_column(String(8))
    company: Mapped[str] = mapped_column(String(120))
    contact: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(200))
    problem: Mapped[str] = mapped_column(Text)
    skills: Mapped[list[str]]
    place: Mapped[str | None] = mapped_column(String(120))
    deadline_on: Mapped[date | None]
    submitted_at: Mapped[datetime]
    title_en: Mapped[str | None] = mapped_column(String(200))
    summary_en: Mapped[str | None] = mapped_column(Text)
    decline_reason: Mapped[str | None] = mapped_column(Text)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    next_step: Mapped[str | None] = mapped_column(Text)
    affected: Mapped[str | None] = mapped_column(Text)
    success: Mapped[str | None] = mapped_column(Text)
    tried: Mapped[str | None] = mapped_column(Text)
    technologies: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    industry: Mapped[str | None] = mapped_column(String(40))
    languages: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    team: Mapped[str] = mapped_column(String(16), default="either", server_default="either")
    orientation: Mapped[str | None] = mapped_column(String(16))
    handed: Mapped[str | None] = mapped_column(String(16))
    effort_hours: Mapped[int | None]
    reward: Mapped[str | None] = mapped_column(String(16))
    amount: Mapped[int | None]
    currency: Mapped[str] = mapped_column(String(3), default="EUR", server_default="EUR")
    rights: Mapped[str | None] = mapped_column(String(16))
    terms_version: Mapped[int] = mapped_column(default=1, server_default="1")
    evidence: Mapped[str | None] = mapped_column(String(200))
    reach: Mapped[str | None] = mapped_column(String(200))
    anonymous: Mapped[bool] = mapped_column(default=True, server_default=true())
    promised_at: Mapped[datetime | None]
    nudged_at: Mapped[datetime | None]
    """When staff were reminded of it; empty again whenever it comes back to them."""
    escalated_at: Mapped[datetime | None]
    opens_at: Mapped[datetime | None]
    changes_asked: Mapped[str | None] = mapped_column(Text)
    ended_at: Mapped[datetime | None]
    """When it was withdrawn or closed."""


class CompanyRow(Table):
    """A company as a person names it, and who of staff saw that it is real."""

    __tablename__ = "companies"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    folded: Mapped[str] = mapped_column(String(120), primary_key=True)
    """Its name without case, accents and punctuation: the same company next time."""
    name: Mapped[str] = mapped_column(String(120))
    evidence: Mapped[str | None] = mapped_column(String(200))
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))


class ReviewerRow(Table):
    """Who of staff has looked at a challenge: both halves of the tandem are to see it."""

    __tablename__ = "challenge_reviewers"

    challenge_id: Mapped[int] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime]


class InterestRow(Table):
    __tablename__ = "interests"

    challenge_id: Mapped[int] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    shown_at: Mapped[datetime]


class Challenges:
    """Challenges inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, challenge: Challenge, draft_id: int | None) -> Challenge:
        """Keep a submitted challenge; its id is given by the database."""
        row = ChallengeRow(
            draft_id=draft_id,
            person_id=challenge.person_id,
            state=challenge.state,
            submitted_at=challenge.submitted_at,
            **written(challenge),
        )
        self._session.add(row)
        await self._session.flush()
        return as_challenge(row)

    async def find(self, challenge_id: int) -> Challenge | None:
        """Return a challenge by id."""
        row = await self._session.get(ChallengeRow, challenge_id)
        return as_challenge(row) if row else None

    async def of_draft(self, draft_id: int) -> Challenge | None:
        """Return the challenge that a draft became."""
        row = await self._session.scalar(
            select(ChallengeRow).where(ChallengeRow.draft_id == draft_id)
        )
        return as_challenge(row) if row else None

    async def of_person(self, person_id: int) -> list[Challenge]:
        """Return what a person submitted, the latest first."""
        rows = await self._session.scalars(
            select(ChallengeRow)
            .where(ChallengeRow.person_id == person_id)
            .order_by(ChallengeRow.id.desc())
        )
        return [as_challenge(row) for row in rows.all()]

    async def waiting(self, hubs: Collection[str] | None) -> list[Challenge]:
        """Return what waits for review in `hubs` (None: everywhere), the oldest first."""
        query = (
            select(ChallengeRow)
            .where(ChallengeRow.state == ChallengeState.SUBMITTED)
            .order_by(ChallengeRow.id)
        )
        if hubs is not None:
            query = query.where(ChallengeRow.hub.in_(hubs))
        return [as_challenge(row) for row in (await self._session.scalars(query)).all()]

    async def published(self) -> list[Challenge]:
        """Return all published challenges, the latest first."""
        rows = await self._session.scalars(
            select(ChallengeRow)
            .where(ChallengeRow.state == ChallengeState.PUBLISHED)
            .order_by(ChallengeRow.decided_at.desc(), ChallengeRow.id.desc())
        )
        return [as_challenge(row) for row in rows.all()]

    async def add_interest(self, challenge_id: int, person_id: int, at: datetime) -> bool:
        """Note an interest; False if it was noted before."""
        return await add_new(
            self._session,
            InterestRow,
            challenge_id=challenge_id,
            person_id=person_id,
            shown_at=at,
        )

    async def interests_of(self, person_id: int) -> frozenset[int]:
        """Return the ids of the challenges that a person is interested in."""
        rows = await self._session.scalars(
            select(InterestRow.challenge_id).where(InterestRow.person_id == person_id)
        )
        return frozenset(rows.all())

    async def interested_at(self, person_id: int) -> list[tuple[Challenge, datetime]]:
        """Return the challenges a person is interested in, and since when; latest first."""
        rows = await self._session.execute(
            select(ChallengeRow, InterestRow.shown_at)
            .join(InterestRow, InterestRow.challenge_id == ChallengeRow.id)
            .where(InterestRow.person_id == person_id)
            .order_by(InterestRow.shown_at.desc(), ChallengeRow.id.desc())
        )
        return [(as_challenge(challenge), at) for challenge, at in rows.all()]

    async def withdraw_interest(self, challenge_id: int, person_id: int) -> datetime | None:
        """Take an interest back; return since when there was one, None if there was none."""
        key = (InterestRow.challenge_id == challenge_id, InterestRow.person_id == person_id)
        since = await self._session.scalar(select(InterestRow.shown_at).where(*key))
        done = await self._session.execute(delete(InterestRow).where(*key))
        return since if changed(done) else None

    async def take_back_notices(
        self, challenge_id: int, person_id: int, at: datetime
    ) -> frozenset[int]:
        """Stop what staff were to read of an interest; return who of them has read it already."""
        notices = OutboxRow.key.like(f"{INTEREST}{challenge_id}:{person_id}:%")
        await self._session.execute(
            update(OutboxRow)
            .where(notices, OutboxRow.state == Delivery.QUEUED)
            .values(state=Delivery.STOPPED, finished_at=at, reply={})
            .execution_options(synchronize_session=False)
        )
        have_it = (Delivery.SENDING, Delivery.SENT, Delivery.UNSURE)
        rows = await self._session.scalars(
            select(OutboxRow.person_id).where(notices, OutboxRow.state.in_(have_it))
        )
        return frozenset(id_ for id_ in rows if id_ is not None)

    async def people_interested_in(self, challenge_id: int) -> list[int]:
        """Return the ids of the people who are interested, the latest first."""
        rows = await self._session.scalars(
            select(InterestRow.person_id)
            .where(InterestRow.challenge_id == challenge_id)
            .order_by(InterestRow.shown_at.desc(), InterestRow.person_id.desc())
        )
        return list(rows.all())

    async def with_interest(self, hubs: Collection[str] | None) -> list[Challenge]:
        """Return published challenges of `hubs` (None: all) that somebody is interested in."""
        query = (
            select(ChallengeRow)
            .where(
                ChallengeRow.state == ChallengeState.PUBLISHED,
                ChallengeRow.id.in_(select(InterestRow.challenge_id)),
            )
            .order_by(ChallengeRow.id.desc())
        )
        if hubs is not None:
            query = query.where(ChallengeRow.hub.in_(hubs))
        return [as_challenge(row) for row in (await self._session.scalars(query)).all()]

    async def interested_in(self, challenge_id: int) -> int:
        """Return how many creatives are interested."""
        count = await self._session.scalar(
            select(func.count())
            .select_from(InterestRow)
            .where(InterestRow.challenge_id == challenge_id)
        )
        return count or 0


def written(challenge: Challenge) -> dict[str, Any]:
    """Return what a company wrote, as columns."""
    terms = challenge.terms
    return {
        "hub": challenge.hub,
        "language": challenge.language,
        "company": challenge.company,
        "contact": challenge.contact,
        "title": challenge.title,
        "problem": challenge.problem,
        "skills": list(challenge.skills),
        "place": challenge.place,
        "deadline_on": challenge.deadline_on,
        "affected": challenge.affected,
        "success": challenge.success,
        "tried": challenge.tried,
        "technologies": list(challenge.technologies),
        "industry": challenge.industry,
        "languages": list(challenge.languages),
        "team": challenge.team,
        "orientation": challenge.orientation,
        "evidence": challenge.evidence,
        "reach": challenge.reach,
        "anonymous": challenge.anonymous,
        "promised_at": challenge.promised_at,
        **terms_as_columns(terms),
    }


def terms_as_columns(terms: Terms) -> dict[str, Any]:
    """Return the terms of a challenge as its columns."""
    return {
        "handed": terms.handed,
        "effort_hours": terms.effort_hours,
        "reward": terms.reward,
        "amount": terms.amount,
        "currency": terms.currency,
        "rights": terms.rights,
    }


def _terms(row: ChallengeRow) -> Terms:
    return Terms(
        handed=Handed(row.handed) if row.handed else None,
        effort_hours=row.effort_hours,
        reward=Reward(row.reward) if row.reward else None,
        amount=row.amount,
        currency=row.currency,
        rights=Rights(row.rights) if row.rights else None,
    )


def as_challenge(row: ChallengeRow) -> Challenge:
    """Return a row as what it says."""
    return Challenge(
        id=row.id,
        person_id=row.person_id or 0,
        hub=row.hub,
        state=ChallengeState(row.state),
        language=row.language,
        company=row.company,
        contact=row.contact,
        title=row.title,
        problem=row.problem,
        skills=tuple(row.skills),
        place=row.place,
        deadline_on=row.deadline_on,
        submitted_at=row.submitted_at,
        title_en=row.title_en,
        summary_en=row.summary_en,
        decline_reason=row.decline_reason,
        decided_at=row.decided_at,
        next_step=row.next_step,
        affected=row.affected,
        success=row.success,
        tried=row.tried,
        technologies=tuple(row.technologies),
        industry=row.industry,
        languages=tuple(row.languages),
        team=Team(row.team),
        orientation=Orientation(row.orientation) if row.orientation else None,
        terms=_terms(row),
        terms_version=row.terms_version,
        evidence=row.evidence,
        reach=row.reach,
        anonymous=row.anonymous,
        promised_at=row.promised_at,
        opens_at=row.opens_at,
        changes_asked=row.changes_asked,
    )
