"""Introductions and their keys."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    and_,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.challenges import ChallengeState
from bot.domain.introductions import (
    REMINDED_BEFORE,
    EndedBy,
    Holder,
    Introduction,
    IntroductionState,
    Key,
    KeyAnswer,
)
from bot.domain.pitches import PitchState
from bot.store.challenges import ChallengeRow
from bot.store.creative_teams import MemberRow
from bot.store.introduction_rows import IntroductionRow, KeyRow
from bot.store.people import PersonRow
from bot.store.pitches import AgreementRow, PitchRow
from bot.store.schema import add_new


class Introductions:
    """Inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, made: Introduction, opened_by: int) -> Introduction | None:
        """Open a request with its keys; None if the pitch has one already."""
        new = await add_new(
            self._session,
            IntroductionRow,
            challenge_id=made.challenge_id,
            pitch_id=made.pitch_id,
            opened_by=opened_by,
            opened_at=made.opened_at,
            expires_at=made.expires_at,
            state=made.state,
        )
        of_pitch = select(IntroductionRow.id).where(IntroductionRow.pitch_id == made.pitch_id)
        id_ = await self._session.scalar(of_pitch)
        if not new or id_ is None:
            return None
        for key in made.keys:
            self._session.add(
                KeyRow(
                    introduction_id=id_,
                    holder=key.holder,
                    person_id=key.person_id,
                    asked_at=key.asked_at,
                )
            )
        await self._session.flush()
        return await self.find(id_)

    async def hold(self, introduction_id: int) -> Introduction | None:
        """Return a request, and let others who would change it wait; SQLite has one writer."""
        query = select(IntroductionRow.id).where(IntroductionRow.id == introduction_id)
        if await self._session.scalar(query.with_for_update()) is None:
            return None
        return await self.find(introduction_id)

    async def find(self, introduction_id: int) -> Introduction | None:
        """Return a request with its keys, and who of their holders cannot be reached now."""
        row = await self._session.scalar(
            select(IntroductionRow)
            .where(IntroductionRow.id == introduction_id)
            .execution_options(populate_existing=True)
        )
        return None if row is None else _as_introduction(row, await self._keys(row))

    async def _keys(self, row: IntroductionRow) -> list[Key]:
        agreed = and_(
            AgreementRow.challenge_id == row.challenge_id,
            AgreementRow.person_id == KeyRow.person_id,
        )
        query = (
            select(KeyRow, PersonRow.asleep_since, AgreementRow.version, ChallengeRow)
            .join(IntroductionRow, IntroductionRow.id == KeyRow.introduction_id)
            .join(ChallengeRow, ChallengeRow.id == IntroductionRow.challenge_id)
            .outerjoin(PersonRow, PersonRow.id == KeyRow.person_id)
            .outerjoin(AgreementRow, agreed)
            .where(KeyRow.introduction_id == row.id)
            .order_by(KeyRow.id)
            .execution_options(populate_existing=True)
        )
        found = await self._session.execute(query)
        return [
            _as_key(key, asleep is not None, (version or 1) >= challenge.terms_version)
            for key, asleep, version, challenge in found
        ]

    async def of_key(self, key_id: int) -> int | None:
        """Return the request that a key belongs to."""
        return await self._session.scalar(
            select(KeyRow.introduction_id).where(KeyRow.id == key_id)
        )

    async def of_pitch(self, pitch_id: int) -> Introduction | None:
        """Return the request about a pitch."""
        id_ = await self._session.scalar(
            select(IntroductionRow.id).where(IntroductionRow.pitch_id == pitch_id)
        )
        return None if id_ is None else await self.find(id_)

    async def save(self, before: Introduction, after: Introduction) -> None:
        """Write what changed; the caller holds the request."""
        if after.expires_at != before.expires_at or after.state is not before.state:
            await self._session.execute(
                update(IntroductionRow)
                .where(IntroductionRow.id == after.id)
                .values(
                    expires_at=after.expires_at,
                    state=after.state,
                    ended_by=after.ended_by,
                    settled_at=after.settled_at,
                )
                .execution_options(synchronize_session=False)
            )
        for key in after.keys:
            if key not in before.keys:
                await self._session.execute(
                    update(KeyRow)
                    .where(KeyRow.id == key.id)
                    .values(
                        person_id=key.person_id,
                        answer=key.answer,
                        until_on=key.until_on,
                        asked_at=key.asked_at,
                        answered_at=key.answered_at,
                    )
                    .execution_options(synchronize_session=False)
                )

    async def of_person(self, person_id: int) -> list[Introduction]:
        """Return the requests of which somebody is one of the two sides, the latest first."""
        mine = exists().where(
            KeyRow.introduction_id == IntroductionRow.id,
            KeyRow.person_id == person_id,
            KeyRow.holder != Holder.FACILITATOR,
        )
        return await self._all(await self._ids(mine, latest=True))

    async def count(self, challenge_id: int) -> int:
        """Return how many requests about a challenge are open or made."""
        live = IntroductionRow.state != IntroductionState.ENDED
        return len(await self._ids(IntroductionRow.challenge_id == challenge_id, live))

    async def open_in(self, hubs: Collection[str] | None) -> list[Introduction]:
        """Return the open requests of `hubs` (None: all), the oldest first."""
        conditions = [IntroductionRow.state == IntroductionState.OPEN]
        if hubs is not None:
            of_hubs = select(ChallengeRow.id).where(ChallengeRow.hub.in_(hubs))
            conditions.append(IntroductionRow.challenge_id.in_(of_hubs))
        return await self._all(await self._ids(*conditions))

    async def open_of(
        self,
        *,
        challenge_id: int | None = None,
        pitch_id: int | None = None,
        person_id: int | None = None,
    ) -> list[int]:
        """Return the open requests about a challenge or a pitch, or of one of the two sides."""
        mine = select(KeyRow.introduction_id).where(
            KeyRow.person_id == person_id, KeyRow.holder != Holder.FACILITATOR
        )
        if challenge_id is not None:
            of = IntroductionRow.challenge_id == challenge_id
        elif pitch_id is not None:
            of = IntroductionRow.pitch_id == pitch_id
        else:
            of = IntroductionRow.id.in_(mine)
        return await self._ids(IntroductionRow.state == IntroductionState.OPEN, of)

    async def to_tend(self, now: datetime) -> list[int]:
        """Return the open requests with which something is to be done: to end, to ask, to make."""
        return await self._ids(
            IntroductionRow.state == IntroductionState.OPEN,
            or_(
                IntroductionRow.expires_at <= now + REMINDED_BEFORE,
                _key(KeyRow.answer == KeyAnswer.LATER, KeyRow.until_on <= now.date()),
                ~_key(or_(KeyRow.answer.is_(None), KeyRow.answer != KeyAnswer.YES)),
                _lost_its_ground(),
            ),
        )

    async def _ids(self, *conditions: ColumnElement[bool], latest: bool = False) -> list[int]:
        id_ = IntroductionRow.id
        query = select(id_).where(*conditions).order_by(id_.desc() if latest else id_)
        return list((await self._session.scalars(query)).all())

    async def _all(self, ids: Iterable[int]) -> list[Introduction]:
        found = [await self.find(id_) for id_ in ids]
        return [one for one in found if one is not None]

    async def has_lost_its_ground(self, introduction_id: int) -> bool:
        """Say whether a side is gone, the pitch is not chosen now, or the challenge is off."""
        found = await self._ids(IntroductionRow.id == introduction_id, _lost_its_ground())
        return bool(found)


def _key(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(KeyRow.introduction_id == IntroductionRow.id, *conditions)


def _lost_its_ground() -> ColumnElement[bool]:
    """Return whether a request is about something that is not there any more."""
    works = (ChallengeState.PUBLISHED, ChallengeState.CLOSED)
    off = select(ChallengeRow.id).where(ChallengeRow.state.not_in(works))
    not_chosen = select(PitchRow.id).where(PitchRow.state != PitchState.CHOSEN)
    left = and_(
        KeyRow.holder == Holder.CREATIVE,
        IntroductionRow.pitch_id.in_(select(PitchRow.id).where(PitchRow.team_id.is_not(None))),
        KeyRow.person_id.not_in(
            select(MemberRow.person_id)
            .join(PitchRow, PitchRow.team_id == MemberRow.team_id)
            .where(PitchRow.id == IntroductionRow.pitch_id)
            .correlate(IntroductionRow)
        ),
    )
    return or_(
        IntroductionRow.challenge_id.in_(off),
        IntroductionRow.pitch_id.in_(not_chosen),
        _key(KeyRow.holder != Holder.FACILITATOR, KeyRow.person_id.is_(None)),
        _key(left),
    )


def _as_key(row: KeyRow, asleep: bool, agreed: bool) -> Key:
    holder = Holder(row.holder)
    gone = row.person_id is None or asleep
    return Key(
        holder=holder,
        person_id=row.person_id,
        answer=KeyAnswer(row.answer) if row.answer else None,
        until_on=row.until_on,
        answered_at=row.answered_at,
        id=row.id,
        asked_at=row.asked_at,
        waits=(holder is not Holder.FACILITATOR and gone)
        or (holder is Holder.CREATIVE and not agreed),
    )


def _as_introduction(row: IntroductionRow, keys: Iterable[Key]) -> Introduction:
    return Introduction(
        id=row.id,
        challenge_id=row.challenge_id,
        pitch_id=row.pitch_id,
        opened_at=row.opened_at,
        expires_at=row.expires_at,
        keys=tuple(keys),
        state=IntroductionState(row.state),
        ended_by=EndedBy(row.ended_by) if row.ended_by else None,
        settled_at=row.settled_at,
    )
