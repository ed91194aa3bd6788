"""What staff do with challenges, inside one unit of work."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.challenges import Challenge, ChallengeState, Company
from bot.domain.reviews import company_key
from bot.domain.terms import Terms
from bot.store.challenges import (
    ChallengeRow,
    CompanyRow,
    ReviewerRow,
    as_challenge,
    terms_as_columns,
)
from bot.store.pitches import AgreementRow
from bot.store.schema import add_new, changed


class Reviews:
    """Decisions, who has looked, which companies are real, and who agreed to which terms."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def hold(self, challenge_id: int) -> None:
        """Wait until nobody else changes a challenge; whoever decides about it holds it first."""
        await self._session.get(
            ChallengeRow, challenge_id, with_for_update=True, populate_existing=True
        )

    async def look(self, challenge_id: int, person_id: int, at: datetime) -> bool:
        """Note that somebody of staff opened a challenge; False if they had before."""
        return await add_new(
            self._session, ReviewerRow, challenge_id=challenge_id, person_id=person_id, at=at
        )

    async def looks(self, challenge_id: int) -> dict[int, datetime]:
        """Return who has looked at a challenge since it was last sent, the first one first."""
        rows = await self._session.scalars(
            select(ReviewerRow)
            .where(ReviewerRow.challenge_id == challenge_id)
            .order_by(ReviewerRow.at, ReviewerRow.person_id)
        )
        return {row.person_id: row.at for row in rows.all()}

    async def begin_anew(self, challenge_id: int) -> None:
        """Let it wait as if it were new: nobody has looked at it, nobody was reminded."""
        await self._session.execute(
            delete(ReviewerRow).where(ReviewerRow.challenge_id == challenge_id)
        )
        await self._change(challenge_id, nudged_at=None, escalated_at=None)

    async def company(self, person_id: int, name: str) -> Company | None:
        """Return a company as its person named it."""
        row = await self._session.get(CompanyRow, (person_id, company_key(name)))
        if row is None:
            return None
        return Company(row.person_id, row.name, row.evidence, row.confirmed_at, row.confirmed_by)

    async def confirm_company(
        self, person_id: int, name: str, evidence: str, by: int, at: datetime
    ) -> bool:
        """Note that a company is real; False if somebody noted it before."""
        key = company_key(name)
        await add_new(self._session, CompanyRow, person_id=person_id, folded=key, name=name)
        done = await self._session.execute(
            update(CompanyRow)
            .where(
                CompanyRow.person_id == person_id,
                CompanyRow.folded == key,
                CompanyRow.confirmed_at.is_(None),
            )
            .values(evidence=evidence, confirmed_by=by, confirmed_at=at)
        )
        return changed(done) == 1

    async def open(
        self,
        challenge_id: int,
        title_en: str,
        summary_en: str,
        by: int,
        at: datetime,
        opens_at: datetime,
    ) -> bool:
        """Publish a submitted challenge, as of `opens_at`; False if somebody decided before."""
        return await self._decide(
            challenge_id,
            state=ChallengeState.OPENING,
            title_en=title_en,
            summary_en=summary_en,
            decided_by=by,
            decided_at=at,
            opens_at=opens_at,
        )

    async def take_back(self, challenge_id: int, now: datetime) -> bool:
        """Let it wait again; False if it is open by now, or was taken back before."""
        done = await self._session.execute(
            update(ChallengeRow)
            .where(
                ChallengeRow.id == challenge_id,
                ChallengeRow.state == ChallengeState.OPENING,
                ChallengeRow.opens_at > now,
            )
            .values(
                state=ChallengeState.SUBMITTED, decided_by=None, decided_at=None, opens_at=None
            )
        )
        return changed(done) == 1

    async def to_open(self, now: datetime) -> list[Challenge]:
        """Return what can be taken back no more, the first one first."""
        return await self._found(
            ChallengeRow.state == ChallengeState.OPENING, ChallengeRow.opens_at <= now
        )

    async def publish(self, challenge_id: int, now: datetime) -> bool:
        """Let everybody read it; False if it was taken back, or is open already."""
        done = await self._session.execute(
            update(ChallengeRow)
            .where(
                ChallengeRow.id == challenge_id,
                ChallengeRow.state == ChallengeState.OPENING,
                ChallengeRow.opens_at <= now,
            )
            .values(state=ChallengeState.PUBLISHED)
        )
        return changed(done) == 1

    async def decider(self, challenge_id: int) -> int | None:
        """Return who of staff decided about it."""
        return await self._session.scalar(
            select(ChallengeRow.decided_by).where(ChallengeRow.id == challenge_id)
        )

    async def decline(
        self, challenge_id: int, reason: str, next_step: str, by: int, at: datetime
    ) -> bool:
        """Decline a submitted challenge; False if somebody decided before."""
        return await self._decide(
            challenge_id,
            state=ChallengeState.DECLINED,
            decline_reason=reason,
            next_step=next_step,
            decided_by=by,
            decided_at=at,
        )

    async def ask_for_changes(self, challenge_id: int, wanted: str) -> bool:
        """Hand it back to the company; False if somebody decided before."""
        return await self._decide(challenge_id, state=ChallengeState.CHANGES, changes_asked=wanted)

    async def to_remind(self, now: datetime) -> list[tuple[Challenge, bool]]:
        """Return what waits with a promise, and whether staff were reminded of it already.

        Of what was escalated nobody is reminded again.
        """
        rows = await self._session.scalars(
            select(ChallengeRow)
            .where(
                ChallengeRow.state == ChallengeState.SUBMITTED,
                ChallengeRow.promised_at.is_not(None),
                ChallengeRow.escalated_at.is_(None),
                or_(ChallengeRow.nudged_at.is_(None), ChallengeRow.promised_at <= now),
            )
            .order_by(ChallengeRow.id)
        )
        return [(as_challenge(row), row.nudged_at is not None) for row in rows.all()]

    async def nudged(self, challenge_id: int, at: datetime) -> bool:
        """Note that staff were reminded; False if they were before, or it waits no more."""
        return await self._note_once(challenge_id, ChallengeRow.nudged_at, nudged_at=at)

    async def escalated(self, challenge_id: int, at: datetime, promised_at: datetime) -> bool:
        """Note that more people were told, and the new promise; False if they were before."""
        return await self._note_once(
            *(challenge_id, ChallengeRow.escalated_at),
            escalated_at=at,
            promised_at=promised_at,
        )

    async def change_terms(
        self, challenge: Challenge, terms: Terms, deadline_on: date | None, version: int
    ) -> bool:
        """Write other terms, if they still are those of `challenge`; False if they moved on."""
        done = await self._session.execute(
            update(ChallengeRow)
            .where(
                ChallengeRow.id == challenge.id,
                ChallengeRow.state == challenge.state,
                ChallengeRow.terms_version == challenge.terms_version,
            )
            .values(**terms_as_columns(terms), deadline_on=deadline_on, terms_version=version)
        )
        return changed(done) == 1

    async def ask_to_agree(
        self, challenge_id: int, person_id: int, before: int, at: datetime
    ) -> None:
        """Note that somebody was asked about newer terms; who never said so agreed to `before`."""
        key = {"challenge_id": challenge_id, "person_id": person_id}
        await add_new(self._session, AgreementRow, **key, version=before, at=at)
        await self._session.execute(
            update(AgreementRow)
            .where(AgreementRow.challenge_id == challenge_id, AgreementRow.person_id == person_id)
            .values(asked_at=at)
        )

    async def _note_once(self, challenge_id: int, empty: Any, **values: object) -> bool:
        done = await self._session.execute(
            update(ChallengeRow)
            .where(
                ChallengeRow.id == challenge_id,
                ChallengeRow.state == ChallengeState.SUBMITTED,
                empty.is_(None),
            )
            .values(**values)
        )
        return changed(done) == 1

    async def _decide(self, challenge_id: int, **values: object) -> bool:
        done = await self._session.execute(
            update(ChallengeRow)
            .where(ChallengeRow.id == challenge_id, ChallengeRow.state == ChallengeState.SUBMITTED)
            .values(**values)
        )
        return changed(done) == 1

    async def _change(self, challenge_id: int, **values: object) -> None:
        await self._session.execute(
            update(ChallengeRow).where(ChallengeRow.id == challenge_id).values(**values)
        )

    async def _found(self, *which: ColumnElement[bool]) -> list[Challenge]:
        rows = await self._session.scalars(
            select(ChallengeRow).where(*which).order_by(ChallengeRow.id)
        )
        return [as_challenge(row) for row in rows.all()]
