"""Pitches of creatives and teams, and to which terms they agreed."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    delete,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.challenges import ChallengeState
from bot.domain.introductions import IntroductionState
from bot.domain.pitches import Agreement, NotChosen, Pitch, PitchState
from bot.store.attachments import AttachmentRow
from bot.store.challenges import ChallengeRow, InterestRow
from bot.store.creative_teams import MemberRow, TeamRow
from bot.store.drafts import DraftRow
from bot.store.introduction_rows import IntroductionRow
from bot.store.outbox import OutboxRow
from bot.store.schema import NEVER_REUSED, Table, add_new, changed

_ALONE = text("team_id IS NULL")


class PitchRow(Table):
    """One answer to a challenge, of a person alone or of a team."""

    __tablename__ = "pitches"
    __table_args__ = (
        CheckConstraint("state in ('sent', 'chosen', 'declined', 'withdrawn')", name="state"),
        UniqueConstraint("team_id"),
        Index("ix_pitches_challenge", "challenge_id", "state"),
        # Who wrote for a team may have one of their own that they withdrew.
        Index(
            "uq_pitches_alone",
            "challenge_id",
            "person_id",
            unique=True,
            sqlite_where=_ALONE,
            postgresql_where=_ALONE,
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int | None] = mapped_column(unique=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    """Who wrote it; with a team, it goes on without them."""
    team_id: Mapped[int | None] = mapped_column(
        ForeignKey("creative_teams.id", ondelete="CASCADE")
    )
    language: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(16))
    sent_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(24))
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))


class AgreementRow(Table):
    """Who takes part in a challenge agreed to a version of its terms."""

    __tablename__ = "agreements"

    challenge_id: Mapped[int] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int]
    at: Mapped[datetime]
    asked_at: Mapped[datetime | None]


class Pitches:
    """Inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, pitch_id: int) -> Pitch | None:
        """Return a pitch by id."""
        row = await self._session.get(PitchRow, pitch_id, populate_existing=True)
        return _as_pitch(row) if row else None

    async def of_draft(self, draft_id: int) -> Pitch | None:
        """Return the pitch that a draft was sent as, or changed last."""
        return await self._one(PitchRow.draft_id == draft_id)

    async def alone(self, challenge_id: int, person_id: int) -> Pitch | None:
        """Return what somebody wrote alone, withdrawn or not."""
        return await self._one(
            PitchRow.challenge_id == challenge_id,
            PitchRow.person_id == person_id,
            PitchRow.team_id.is_(None),
        )

    async def of_team(self, team_id: int) -> Pitch | None:
        """Return what a team wrote, withdrawn or not."""
        return await self._one(PitchRow.team_id == team_id)

    async def of_challenge(self, challenge_id: int) -> list[Pitch]:
        """Return all pitches but those withdrawn, in the order in which they came."""
        rows = await self._session.scalars(
            select(PitchRow)
            .where(PitchRow.challenge_id == challenge_id, PitchRow.state != PitchState.WITHDRAWN)
            .order_by(PitchRow.sent_at, PitchRow.id)
            .execution_options(populate_existing=True)
        )
        return [_as_pitch(row) for row in rows]

    async def count(self, challenge_id: int) -> int:
        """Return how many pitches there are, without those withdrawn."""
        found = await self._session.scalar(
            select(func.count())
            .select_from(PitchRow)
            .where(PitchRow.challenge_id == challenge_id, PitchRow.state != PitchState.WITHDRAWN)
        )
        return found or 0

    async def send(self, pitch: Pitch, draft_id: int) -> Pitch:
        """Keep a pitch as it was sent: a new one, or new words in the place of the earlier ones.

        A withdrawn one is sent anew, and comes last again.
        """
        known = (
            await self.of_team(pitch.team_id)
            if pitch.team_id is not None
            else await self.alone(pitch.challenge_id, pitch.person_id or 0)
        )
        if known is None:
            row = PitchRow(
                draft_id=draft_id,
                challenge_id=pitch.challenge_id,
                person_id=pitch.person_id,
                team_id=pitch.team_id,
                language=pitch.language,
                text=pitch.text,
                link=pitch.link,
                state=PitchState.SENT,
                sent_at=pitch.sent_at,
                note="",
            )
            self._session.add(row)
            await self._session.flush()
            return _as_pitch(row)
        row = await self._session.get_one(PitchRow, known.id)
        is_anew = known.state is PitchState.WITHDRAWN
        row.draft_id = draft_id
        row.person_id = pitch.person_id
        row.language, row.text, row.link = pitch.language, pitch.text, pitch.link
        row.state = PitchState.SENT
        row.changed_at = None if is_anew else pitch.sent_at
        row.sent_at = pitch.sent_at if is_anew else row.sent_at
        await self._session.flush()
        return _as_pitch(row)

    async def withdraw(self, pitch_id: int, at: datetime) -> bool:
        """Take a pitch back; False if it is decided, or was taken back before."""
        return await self._settle(pitch_id, state=PitchState.WITHDRAWN, decided_at=at)

    async def choose(self, pitch_id: int, by: int, at: datetime) -> bool:
        """Choose a pitch; False if it is decided or withdrawn."""
        return await self._settle(pitch_id, state=PitchState.CHOSEN, decided_at=at, decided_by=by)

    async def decline(
        self, pitch_id: int, reason: NotChosen, note: str, by: int | None, at: datetime
    ) -> bool:
        """Decline a pitch with its reason; False if it is decided or withdrawn."""
        return await self._settle(
            pitch_id,
            state=PitchState.DECLINED,
            reason=reason,
            note=note,
            decided_at=at,
            decided_by=by,
        )

    async def _settle(self, pitch_id: int, **values: object) -> bool:
        done = await self._session.execute(
            update(PitchRow)
            .where(PitchRow.id == pitch_id, PitchRow.state == PitchState.SENT)
            .values(**values)
            .execution_options(synchronize_session=False)
        )
        return changed(done) == 1

    async def without_writer(self, team_id: int) -> None:
        """Keep the pitch of a team without its writer, who left."""
        await self._session.execute(
            update(PitchRow)
            .where(PitchRow.team_id == team_id)
            .values(person_id=None)
            .execution_options(synchronize_session=False)
        )

    async def forget_writer(self, person_id: int) -> None:
        """Keep what somebody wrote for a team without them, before they are gone."""
        await self._session.execute(
            update(PitchRow)
            .where(PitchRow.person_id == person_id, PitchRow.team_id.is_not(None))
            .values(person_id=None)
            .execution_options(synchronize_session=False)
        )

    async def files_of(self, pitch_id: int) -> int:
        """Return how many files belong to a pitch."""
        found = await self._session.scalar(
            select(func.count())
            .select_from(AttachmentRow)
            .where(AttachmentRow.pitch_id == pitch_id)
        )
        return found or 0

    async def introduction_of(self, pitch_id: int) -> IntroductionState | None:
        """Return how the introduction stands that a pitch led to."""
        found = await self._session.scalar(
            select(IntroductionRow.state).where(IntroductionRow.pitch_id == pitch_id)
        )
        return IntroductionState(found) if found else None

    async def agree(self, challenge_id: int, person_id: int, version: int, at: datetime) -> None:
        """Note to which version of the terms somebody agreed."""
        new = await add_new(
            self._session,
            AgreementRow,
            challenge_id=challenge_id,
            person_id=person_id,
            version=version,
            at=at,
        )
        if not new:
            await self._session.execute(
                update(AgreementRow)
                .where(
                    AgreementRow.challenge_id == challenge_id,
                    AgreementRow.person_id == person_id,
                    AgreementRow.version < version,
                )
                .values(version=version, at=at, asked_at=None)
                .execution_options(synchronize_session=False)
            )

    async def agreement(self, challenge_id: int, person_id: int) -> Agreement | None:
        """Return to which version of the terms somebody agreed."""
        row = await self._session.get(
            AgreementRow, (challenge_id, person_id), populate_existing=True
        )
        if row is None:
            return None
        return Agreement(row.challenge_id, row.person_id, row.version, row.at, row.asked_at)

    async def applicants(self, challenge_id: int) -> list[int]:
        """Return everybody who takes part: interested, in a team, or with a pitch of their own."""
        interested = select(InterestRow.person_id).where(InterestRow.challenge_id == challenge_id)
        in_teams = (
            select(MemberRow.person_id)
            .join(TeamRow, TeamRow.id == MemberRow.team_id)
            .where(TeamRow.challenge_id == challenge_id)
        )
        pitched = select(PitchRow.person_id).where(
            PitchRow.challenge_id == challenge_id,
            PitchRow.team_id.is_(None),
            PitchRow.person_id.is_not(None),
            PitchRow.state != PitchState.WITHDRAWN,
        )
        rows = await self._session.scalars(interested.union(in_teams, pitched))
        return sorted(id_ for id_ in rows if id_ is not None)

    async def without(self, challenge_id: int) -> dict[int, datetime]:
        """Return who takes part and has sent nothing yet, alone or in a team, and since when."""
        sent = (PitchRow.challenge_id == challenge_id, PitchRow.state != PitchState.WITHDRAWN)
        alone = select(PitchRow.person_id).where(
            *sent, PitchRow.team_id.is_(None), PitchRow.person_id.is_not(None)
        )
        in_team = (
            select(MemberRow.person_id)
            .join(PitchRow, PitchRow.team_id == MemberRow.team_id)
            .where(*sent)
        )
        rows = await self._session.execute(
            select(InterestRow.person_id, InterestRow.shown_at)
            .where(
                InterestRow.challenge_id == challenge_id,
                InterestRow.person_id.not_in(alone),
                InterestRow.person_id.not_in(in_team),
            )
            .order_by(InterestRow.person_id)
        )
        return {row.person_id: row.shown_at for row in rows}

    async def told(self, prefix: str) -> frozenset[str]:
        """Return the keys of messages that begin like this: what has been said already."""
        rows = await self._session.scalars(
            select(OutboxRow.key).where(OutboxRow.key.startswith(prefix, autoescape=True))
        )
        return frozenset(rows)

    async def drop_drafts(self, challenge_id: int, forms: Collection[str]) -> None:
        """Throw away what was begun for a challenge that has ended."""
        await self._session.execute(
            delete(DraftRow).where(
                DraftRow.form.in_(forms),
                DraftRow.subject == str(challenge_id),
                DraftRow.submitted_at.is_(None),
            )
        )

    async def published_until(self, day: date, decided_before: datetime) -> list[int]:
        """Return the published challenges whose deadline was before a day.

        Of those without one, those that were published before a moment.
        """
        rows = await self._session.scalars(
            select(ChallengeRow.id)
            .where(
                ChallengeRow.state == ChallengeState.PUBLISHED,
                or_(
                    ChallengeRow.deadline_on < day,
                    ChallengeRow.deadline_on.is_(None)
                    & (ChallengeRow.decided_at < decided_before),
                ),
            )
            .order_by(ChallengeRow.id)
        )
        return list(rows)

    async def published_with_deadline(self, first: date, last: date) -> list[int]:
        """Return the published challenges whose deadline lies within some days."""
        rows = await self._session.scalars(
            select(ChallengeRow.id)
            .where(
                ChallengeRow.state == ChallengeState.PUBLISHED,
                ChallengeRow.deadline_on.between(first, last),
            )
            .order_by(ChallengeRow.id)
        )
        return list(rows)

    async def close(self, challenge_id: int, at: datetime) -> bool:
        """Close a published challenge; False if somebody ended it before."""
        done = await self._session.execute(
            update(ChallengeRow)
            .where(ChallengeRow.id == challenge_id, ChallengeRow.state == ChallengeState.PUBLISHED)
            .values(state=ChallengeState.CLOSED, ended_at=at)
            .execution_options(synchronize_session=False)
        )
        return changed(done) == 1

    async def _one(self, *conditions: object) -> Pitch | None:
        row = await self._session.scalar(
            select(PitchRow)
            .where(*conditions)  # type: ignore[arg-type]
            .execution_options(populate_existing=True)
        )
        return _as_pitch(row) if row else None


def _as_pitch(row: PitchRow) -> Pitch:
    return Pitch(
        id=row.id,
        challenge_id=row.challenge_id,
        person_id=row.person_id,
        team_id=row.team_id,
        language=row.language,
        text=row.text,
        link=row.link,
        state=PitchState(row.state),
        sent_at=row.sent_at,
        changed_at=row.changed_at,
        reason=NotChosen(row.reason) if row.reason else None,
        note=row.note,
        decided_at=row.decided_at,
    )
