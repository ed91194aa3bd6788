"""What became of introductions, as the two sides say it; the counts outlive both."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, UniqueConstraint, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.introductions import (
    Holder,
    IntroductionState,
    Outcome,
    Tally,
    Told,
    WhyNothing,
)
from bot.store.challenges import ChallengeRow
from bot.store.introduction_rows import IntroductionRow, KeyRow
from bot.store.people import PersonRow
from bot.store.schema import NEVER_REUSED, Table, add_new


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


class Outcomes:
    """Inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def to_ask(
        self, after_days: int, now: datetime, asked_for: timedelta, limit: int
    ) -> list[tuple[int, int, Holder, str | None]]:
        """Return introduction, person, side and hub of those who are due and were not asked.

        Who blocked the bot is asked if they come back while the question still makes sense.
        """
        due = now - timedelta(days=after_days)
        asked = exists().where(
            OutcomeRow.introduction_id == IntroductionRow.id,
            OutcomeRow.person_id == KeyRow.person_id,
            OutcomeRow.after_days == after_days,
        )
        query = (
            select(IntroductionRow.id, KeyRow.person_id, KeyRow.holder, ChallengeRow.hub)
            .join(KeyRow, KeyRow.introduction_id == IntroductionRow.id)
            .join(PersonRow, PersonRow.id == KeyRow.person_id)
            .join(ChallengeRow, ChallengeRow.id == IntroductionRow.challenge_id)
            .where(
                IntroductionRow.state == IntroductionState.MADE,
                IntroductionRow.settled_at <= due,
                IntroductionRow.settled_at > due - asked_for,
                KeyRow.holder != Holder.FACILITATOR,
                PersonRow.asleep_since.is_(None),
                ~asked,
            )
            .order_by(IntroductionRow.id, KeyRow.id)
            .limit(limit)
        )
        rows = await self._session.execute(query)
        return [(id_, person, Holder(holder), hub) for id_, person, holder, hub in rows if person]

    async def add(
        self,
        introduction_id: int,
        person_id: int,
        holder: Holder,
        hub: str | None,
        after_days: int,
        at: datetime,
    ) -> Told | None:
        """Note that somebody is asked; None if they were before."""
        new = await add_new(
            self._session,
            OutcomeRow,
            introduction_id=introduction_id,
            person_id=person_id,
            hub=hub,
            holder=holder,
            after_days=after_days,
            asked_at=at,
        )
        row = await self._session.scalar(
            select(OutcomeRow).where(
                OutcomeRow.introduction_id == introduction_id,
                OutcomeRow.person_id == person_id,
                OutcomeRow.after_days == after_days,
            )
        )
        return _as_told(row) if new and row else None

    async def find(self, outcome_id: int) -> Told | None:
        """Return what somebody was asked, and said."""
        row = await self._session.scalar(
            select(OutcomeRow)
            .where(OutcomeRow.id == outcome_id)
            .execution_options(populate_existing=True)
        )
        return _as_told(row) if row else None

    async def say(
        self, outcome_id: int, outcome: Outcome, reason: WhyNothing | None, at: datetime
    ) -> None:
        """Write what somebody says; the last word counts."""
        await self._session.execute(
            update(OutcomeRow)
            .where(OutcomeRow.id == outcome_id)
            .values(outcome=outcome, reason=reason, answered_at=at)
            .execution_options(synchronize_session=False)
        )

    async def tallies(self, hubs: Collection[str] | None) -> list[Tally]:
        """Count what was said, by hub (None: all hubs) and days."""
        query = select(
            OutcomeRow.hub,
            OutcomeRow.after_days,
            OutcomeRow.outcome,
            OutcomeRow.reason,
            func.count(),
        ).group_by(OutcomeRow.hub, OutcomeRow.after_days, OutcomeRow.outcome, OutcomeRow.reason)
        if hubs is not None:
            query = query.where(OutcomeRow.hub.in_(hubs))
        asked: Counter[tuple[str, int]] = Counter()
        said: dict[tuple[str, int], Counter[Outcome]] = {}
        reasons: dict[tuple[str, int], Counter[WhyNothing]] = {}
        for hub, days, outcome, reason, count in await self._session.execute(query):
            of = (hub or "", days)
            asked[of] += count
            if outcome:
                said.setdefault(of, Counter())[Outcome(outcome)] += count
            if reason:
                reasons.setdefault(of, Counter())[WhyNothing(reason)] += count
        return [
            Tally(
                hub or None, days, count, said.get((hub, days), {}), reasons.get((hub, days), {})
            )
            for (hub, days), count in sorted(asked.items())
        ]


def _as_told(row: OutcomeRow) -> Told:
    return Told(
        id=row.id,
        introduction_id=row.introduction_id,
        person_id=row.person_id,
        hub=row.hub,
        holder=Holder(row.holder),
        after_days=row.after_days,
        asked_at=row.asked_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        reason=WhyNothing(row.reason) if row.reason else None,
    )
