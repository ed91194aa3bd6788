"""What a company does with its challenges, inside one unit of work."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import String, and_, case, cast, delete, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.broadcasts import Delivery
from bot.domain.challenges import ENDED, WITH_COMPANY, Challenge, ChallengeState
from bot.domain.introductions import INTRODUCED, IntroductionState
from bot.domain.pitches import TEAMED
from bot.domain.reviews import company_key
from bot.store.challenges import ChallengeRow, CompanyRow, written
from bot.store.creative_teams import TeamRow
from bot.store.drafts import DraftRow
from bot.store.introduction_rows import IntroductionRow
from bot.store.outbox import OutboxRow
from bot.store.schema import add_new, changed

_ENDED: Final = f"{INTRODUCED}%:{IntroductionState.ENDED}:%"


class OwnChallenges:
    """Changing, withdrawing and erasing; the companies that a person named."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def rewrite(self, challenge: Challenge) -> bool:
        """Keep what its company wrote anew, and let it wait; False if it is not with them now."""
        done = await self._session.execute(
            update(ChallengeRow)
            .where(ChallengeRow.id == challenge.id, ChallengeRow.state.in_(WITH_COMPANY))
            .values(**written(challenge), state=ChallengeState.SUBMITTED, changes_asked=None)
        )
        return changed(done) == 1

    async def withdraw(self, challenge_id: int, at: datetime) -> bool:
        """Note that its company does not want it any more; False if it had ended."""
        done = await self._session.execute(
            update(ChallengeRow)
            .where(ChallengeRow.id == challenge_id, ChallengeRow.state.not_in(ENDED))
            .values(state=ChallengeState.WITHDRAWN, ended_at=at)
        )
        return changed(done) == 1

    async def erase(self, challenge_id: int, forms: Collection[str]) -> None:
        """Remove a challenge with all its rows, and the drafts of these forms about it."""
        await self._session.execute(
            delete(DraftRow).where(DraftRow.subject == str(challenge_id), DraftRow.form.in_(forms))
        )
        await self._session.execute(delete(ChallengeRow).where(ChallengeRow.id == challenge_id))

    async def forget_messages(
        self, challenge_id: int, prefixes: Collection[str], at: datetime
    ) -> None:
        """Stop what is queued about a challenge and forget what was said about it.

        The rows stay as counts. `prefixes` are what such keys begin with, before its number. What
        its teams and introductions were told goes as well: it holds names and contact data. Only
        that an introduction has ended is still said.
        """
        state = OutboxRow.state
        keys = or_(
            *(OutboxRow.key.startswith(f"{one}{challenge_id}:") for one in prefixes),
            *[
                and_(OutboxRow.key.startswith(f"{kind}{id_}:"), OutboxRow.key.not_like(_ENDED))
                for kind, row in ((TEAMED, TeamRow), (INTRODUCED, IntroductionRow))
                for id_ in await self._session.scalars(
                    select(row.id).where(row.challenge_id == challenge_id)
                )
            ],
        )
        await self._session.execute(
            update(OutboxRow)
            .where(keys)
            .values(
                state=case((state == Delivery.QUEUED, Delivery.STOPPED.value), else_=state),
                finished_at=func.coalesce(OutboxRow.finished_at, at),
                reply={},
                key=literal("erased:").concat(cast(OutboxRow.id, String)),
            )
            .execution_options(synchronize_session=False)
        )

    async def name_company(self, person_id: int, name: str, evidence: str | None) -> None:
        """Keep a company as its person names it; once confirmed, it stays as it was seen."""
        key = company_key(name)
        await add_new(
            self._session,
            CompanyRow,
            person_id=person_id,
            folded=key,
            name=name,
            evidence=evidence,
        )
        same = (CompanyRow.person_id == person_id, CompanyRow.folded == key)
        await self._session.execute(update(CompanyRow).where(*same).values(name=name))
        if evidence:
            await self._session.execute(
                update(CompanyRow)
                .where(*same, CompanyRow.confirmed_at.is_(None))
                .values(evidence=evidence)
            )
