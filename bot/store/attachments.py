"""Files that people sent along, by the ids that open them at Telegram."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    String,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.attachments import Attachment, FileKind, SentFile
from bot.store.schema import NEVER_REUSED, Table, changed


class AttachmentRow(Table):
    """A file of a draft, and then of the challenge or the pitch that it became."""

    __tablename__ = "attachments"
    __table_args__ = (
        CheckConstraint("kind in ('photo', 'document')", name="kind"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    draft_id: Mapped[int | None] = mapped_column(
        ForeignKey("drafts.id", ondelete="CASCADE"), index=True
    )
    challenge_id: Mapped[int | None] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), index=True
    )
    pitch_id: Mapped[int | None] = mapped_column(
        ForeignKey("pitches.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(16))
    file_id: Mapped[str] = mapped_column(String(255))
    unique_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[datetime]


class Attachments:
    """Inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, person_id: int, draft_id: int, file: SentFile, at: datetime) -> None:
        """Keep a file with a draft; hold the draft before, so that no file is kept twice."""
        row = AttachmentRow(
            person_id=person_id,
            draft_id=draft_id,
            kind=file.kind,
            file_id=file.file_id,
            unique_id=file.unique_id,
            name=file.name,
            size=file.size,
            at=at,
        )
        self._session.add(row)
        await self._session.flush()

    async def of_draft(
        self, draft_id: int, challenge_id: int | None = None
    ) -> tuple[Attachment, ...]:
        """Return the files of a draft, in the order in which they came.

        A draft that changes a challenge has those of the challenge, too.
        """
        its = AttachmentRow.draft_id == draft_id
        if challenge_id is not None:
            its = or_(its, AttachmentRow.challenge_id == challenge_id)
        return await self._all(its)

    async def of_challenge(self, challenge_id: int) -> tuple[Attachment, ...]:
        """Return the files of a challenge."""
        return await self._all(AttachmentRow.challenge_id == challenge_id)

    async def of_pitch(self, pitch_id: int) -> tuple[Attachment, ...]:
        """Return the files of a pitch."""
        return await self._all(AttachmentRow.pitch_id == pitch_id)

    async def count(self, challenge_id: int) -> int:
        """Return how many files a challenge has."""
        count = await self._session.scalar(
            select(func.count())
            .select_from(AttachmentRow)
            .where(AttachmentRow.challenge_id == challenge_id)
        )
        return count or 0

    async def remove(self, ids: tuple[int, ...]) -> int:
        """Forget files; return how many there were."""
        done = await self._session.execute(delete(AttachmentRow).where(AttachmentRow.id.in_(ids)))
        return changed(done)

    async def adopt(
        self, draft_id: int, *, challenge_id: int | None = None, pitch_id: int | None = None
    ) -> None:
        """Give the files of a draft to what it becomes, in the transaction that makes it.

        A pitch has one file: a new one takes the place of the earlier.
        """
        mine = AttachmentRow.draft_id == draft_id
        if pitch_id is not None and await self._all(mine):
            earlier = delete(AttachmentRow).where(AttachmentRow.pitch_id == pitch_id)
            await self._session.execute(earlier)
        await self._session.execute(
            update(AttachmentRow)
            .where(mine)
            .values(draft_id=None, challenge_id=challenge_id, pitch_id=pitch_id)
        )

    async def _all(self, condition: ColumnElement[bool]) -> tuple[Attachment, ...]:
        rows = await self._session.scalars(
            select(AttachmentRow).where(condition).order_by(AttachmentRow.id)
        )
        return tuple(_as_attachment(row) for row in rows)


def _as_attachment(row: AttachmentRow) -> Attachment:
    return Attachment(
        id=row.id,
        person_id=row.person_id,
        file=SentFile(FileKind(row.kind), row.file_id, row.unique_id, row.name, row.size),
        draft_id=row.draft_id,
        challenge_id=row.challenge_id,
        pitch_id=row.pitch_id,
    )
