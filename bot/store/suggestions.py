"""The ledger of suggestions, and the challenges that somebody does not want to see again."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import log2
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.suggestions import Direction, Suggestion
from bot.store.schema import NEVER_REUSED, Table, add_new, changed


class HiddenChallengeRow(Table):
    """A challenge that somebody does not want to see again; entries are `dismissed_entries`."""

    __tablename__ = "hidden_challenges"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    challenge_id: Mapped[int] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    reason: Mapped[str] = mapped_column(String(24))
    at: Mapped[datetime]


class SuggestionRow(Table):
    """One suggestion. Erasing a person leaves the row, as a count, without facts."""

    __tablename__ = "suggestions"
    __table_args__ = (
        CheckConstraint("direction in ('offers', 'shortlist', 'team', 'told')", name="direction"),
        Index("ix_suggestions_person", "person_id", "direction", "at"),
        Index("ix_suggestions_opportunity", "opportunity", "at"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    direction: Mapped[str] = mapped_column(String(16))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    opportunity: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    score: Mapped[float]
    rule_version: Mapped[str] = mapped_column(String(24))
    seed: Mapped[str] = mapped_column(String(64), default="", server_default="")
    facts: Mapped[dict[str, Any] | None]


class Suggestions:
    """Inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, suggestions: Iterable[Suggestion]) -> None:
        """Note what was shown."""
        self._session.add_all(
            SuggestionRow(
                at=one.at,
                direction=one.direction,
                person_id=one.person_id,
                opportunity=one.opportunity,
                position=one.position,
                score=one.score,
                rule_version=one.rule_version,
                seed=one.seed,
                facts=dict(one.facts),
            )
            for one in suggestions
        )
        await self._session.flush()

    async def find(self, suggestion_id: int) -> Suggestion | None:
        """Return one line of the ledger."""
        row = await self._session.get(SuggestionRow, suggestion_id)
        return _as_suggestion(row) if row else None

    async def of_opportunity(
        self,
        opportunity: str,
        direction: Direction | None = None,
        *,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[Suggestion]:
        """Return what was suggested for an opportunity, in one direction or all, latest first."""
        query = select(SuggestionRow).where(SuggestionRow.opportunity == opportunity)
        if direction is not None:
            query = query.where(SuggestionRow.direction == direction)
        rows = await self._session.scalars(
            query.order_by(SuggestionRow.id.desc()).limit(limit).offset(offset)
        )
        return [_as_suggestion(row) for row in rows]

    async def count_of(self, opportunity: str) -> int:
        """Return how many lines there are of an opportunity."""
        query = select(func.count()).where(SuggestionRow.opportunity == opportunity)
        return await self._session.scalar(query) or 0

    async def shown(self, direction: Direction, opportunity: str, since: datetime) -> set[int]:
        """Return the people to whom, or of whom, an opportunity was suggested since a moment."""
        rows = await self._session.scalars(
            select(SuggestionRow.person_id).where(
                SuggestionRow.opportunity == opportunity,
                SuggestionRow.direction == direction,
                SuggestionRow.at >= since,
            )
        )
        return {person_id for person_id in rows if person_id is not None}

    async def shown_to(
        self, person_id: int, direction: Direction, since: datetime
    ) -> frozenset[str]:
        """Return the opportunities that a person was shown since a moment."""
        rows = await self._session.scalars(
            select(SuggestionRow.opportunity).where(
                SuggestionRow.person_id == person_id,
                SuggestionRow.direction == direction,
                SuggestionRow.at >= since,
            )
        )
        return frozenset(rows.all())

    async def exposures(self, since: datetime, besides: str = "") -> dict[int, float]:
        """Return how much each person was shown to staff: the sum of 1 / log2(position + 1).

        Equity of attention (Biega et al., 2018): who stands first is seen most. What was shown
        for the opportunity `besides` does not count, so its list stays as it is while it is read.
        """
        rows = await self._session.execute(
            select(SuggestionRow.person_id, SuggestionRow.position).where(
                SuggestionRow.direction == Direction.SHORTLIST,
                SuggestionRow.at >= since,
                SuggestionRow.opportunity != besides,
            )
        )
        exposed: dict[int, float] = {}
        for person_id, position in rows:
            if person_id is None:
                continue
            exposed[person_id] = exposed.get(person_id, 0.0) + 1 / log2(position + 1)
        return exposed

    async def forget(self, person_id: int) -> None:
        """Take a person out of the ledger; that something was suggested stays, as a count."""
        await self._session.execute(
            update(SuggestionRow)
            .where(SuggestionRow.person_id == person_id)
            .values(person_id=None, facts=None, seed="")
        )

    async def drop_before(self, moment: datetime) -> int:
        """Remove what is too old to be replayed."""
        done = await self._session.execute(delete(SuggestionRow).where(SuggestionRow.at < moment))
        return changed(done)

    async def hide(self, person_id: int, challenge_id: int, reason: str, at: datetime) -> bool:
        """Hide a challenge from a person for ever; False if it was hidden before."""
        return await add_new(
            self._session,
            HiddenChallengeRow,
            person_id=person_id,
            challenge_id=challenge_id,
            reason=reason,
            at=at,
        )

    async def unhide(self, person_id: int, challenge_id: int) -> None:
        """Show a challenge again."""
        await self._session.execute(
            delete(HiddenChallengeRow).where(
                HiddenChallengeRow.person_id == person_id,
                HiddenChallengeRow.challenge_id == challenge_id,
            )
        )

    async def hidden_from(self, person_id: int) -> frozenset[int]:
        """Return the challenges that a person does not want to see."""
        rows = await self._session.scalars(
            select(HiddenChallengeRow.challenge_id).where(
                HiddenChallengeRow.person_id == person_id
            )
        )
        return frozenset(rows.all())

    async def hiders_of(self, challenge_id: int) -> frozenset[int]:
        """Return who does not want to see a challenge."""
        rows = await self._session.scalars(
            select(HiddenChallengeRow.person_id).where(
                HiddenChallengeRow.challenge_id == challenge_id
            )
        )
        return frozenset(rows.all())


def _as_suggestion(row: SuggestionRow) -> Suggestion:
    return Suggestion(
        direction=Direction(row.direction),
        person_id=row.person_id,
        opportunity=row.opportunity,
        position=row.position,
        score=row.score,
        rule_version=row.rule_version,
        at=row.at,
        seed=row.seed,
        facts=row.facts or {},
        id=row.id,
    )
