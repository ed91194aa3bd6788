"""Files that people sent along, by the ids that open them at Telegram."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.schema import NEVER_REUSED, Table


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
