"""Inquiries: the log of questions, masked, and what became of each.

Texts and the link to the person are kept for `KEPT_FOR` and forgotten when a person erases
themselves; what is left is a count: when, which hub, which language, what came of it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    and_,
    case,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.answers import Confidence
from bot.domain.broadcasts import Delivery
from bot.domain.gaps import PREFIX, Thread
from bot.domain.inquiries import Inquiry, InquiryState
from bot.domain.masking import masked
from bot.domain.talk import Talk
from bot.domain.understanding import Understood
from bot.store.outbox import OutboxRow
from bot.store.schema import NEVER_REUSED, Table, changed

KEPT_FOR: Final = timedelta(days=365)
"""How long words and person of a question are kept; the privacy text says so."""
REPEATED_FOR: Final = timedelta(days=2)
"""How long an update may come again, as in the inbox."""
_BATCH: Final = 500
_FORGOTTEN: Final[dict[str, Any]] = {
    "text": "",
    "understood": {},
    "vector": None,
    "person_id": None,
}


class InquiryRow(Table):
    """A question. One without a person has been forgotten and only counts."""

    __tablename__ = "inquiries"
    __table_args__ = (
        CheckConstraint(
            "state in ('answered', 'unanswered', 'handed_over', 'replied', 'closed')",
            name="state",
        ),
        CheckConstraint("confidence in ('confident', 'unsure', 'none')", name="confidence"),
        Index("ix_inquiries_person", "person_id", "at"),
        Index("ix_inquiries_state", "state", "at"),
        Index("ix_inquiries_thumb", "thumb"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    hub: Mapped[str | None] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    understood: Mapped[dict[str, Any]]
    shown: Mapped[list[str]]
    confidence: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    talk: Mapped[str | None] = mapped_column(String(24))
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The question's direction, half precision: for finding who asked the same."""
    at: Mapped[datetime]
    thumb: Mapped[bool | None]
    reason: Mapped[str | None] = mapped_column(String(24))
    picked: Mapped[str | None] = mapped_column(String(120))
    update_id: Mapped[int | None] = mapped_column(BigInteger)
    """The update it came by: one that is handled again is the same question."""


@dataclass(frozen=True, slots=True)
class Open:
    """A question that waits for somebody, with its direction if it has one."""

    inquiry: Inquiry
    vector: bytes | None


class Inquiries:
    """Questions inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self,
        *,
        person_id: int,
        hub: str | None,
        language: str,
        text: str,
        understood: Understood,
        shown: Sequence[str],
        confidence: Confidence,
        state: InquiryState,
        talk: Talk | None,
        vector: bytes | None,
        at: datetime,
        update_id: int | None = None,
    ) -> int:
        """Keep a question and return its id. The text is masked here, whoever calls.

        An update that is handled again (`update_id`) keeps its question, with the answer that is
        given now.
        """
        if (before := await self._of_update(person_id, update_id, at)) is not None:
            await self.change(
                before,
                text=masked(text),
                understood=understood,
                shown=shown,
                confidence=confidence,
                state=state,
                talk=talk,
                vector=vector,
            )
            return before
        row = InquiryRow(
            person_id=person_id,
            hub=hub,
            language=language,
            text=masked(text),
            understood=understood.to_json(),
            shown=list(shown),
            confidence=confidence,
            state=state,
            talk=talk,
            vector=vector,
            at=at,
            update_id=update_id,
        )
        self._session.add(row)
        await self._session.flush()
        return row.id

    async def _of_update(self, person_id: int, update_id: int | None, now: datetime) -> int | None:
        """Return the question that a person's update has asked already.

        Telegram begins anew with its numbers after a quiet week, so only the latest count.
        """
        if not update_id:
            return None
        found: int | None = await self._session.scalar(
            select(InquiryRow.id)
            .where(
                InquiryRow.person_id == person_id,
                InquiryRow.at >= now - REPEATED_FOR,
                InquiryRow.update_id == update_id,
            )
            .limit(1)
        )
        return found

    async def get(self, inquiry_id: int) -> Inquiry:
        """Return a question by id; raise `LookupError` if there is none."""
        row = await self._session.get(InquiryRow, inquiry_id, populate_existing=True)
        if row is None:
            raise LookupError(f"no inquiry {inquiry_id}")
        return _as_inquiry(row)

    async def latest(
        self, person_id: int, since: datetime, before: int | None = None
    ) -> Inquiry | None:
        """Return what a person asked last, if it was not before `since`.

        What they asked by the update `before` is left out: it is being handled again.
        """
        query = (
            select(InquiryRow)
            .where(InquiryRow.person_id == person_id, InquiryRow.at >= since)
            .order_by(InquiryRow.at.desc(), InquiryRow.id.desc())
            .limit(1)
        )
        if before:
            query = query.where(InquiryRow.update_id.is_distinct_from(before))
        row = await self._session.scalar(query)
        return _as_inquiry(row) if row else None

    async def change(self, inquiry_id: int, **fields: Any) -> None:
        """Change fields of a question: understood, state, thumb, reason, picked, shown, hub."""
        if isinstance(fields.get("understood"), Understood):
            fields["understood"] = fields["understood"].to_json()
        if "shown" in fields:
            fields["shown"] = list(fields["shown"])
        await self._session.execute(
            update(InquiryRow).where(InquiryRow.id == inquiry_id).values(**fields)
        )

    async def settle(
        self, inquiry_id: int, becomes: InquiryState, *, since: Collection[InquiryState]
    ) -> bool:
        """Move a question on if it still is in one of the states `since`; say whether it was."""
        done = await self._session.execute(
            update(InquiryRow)
            .where(InquiryRow.id == inquiry_id, InquiryRow.state.in_(since))
            .values(state=becomes)
        )
        return changed(done) == 1

    async def open(
        self, hubs: Collection[str] | None, since: datetime, limit: int = 400
    ) -> list[Open]:
        """Return what waits for somebody in `hubs` (None: everywhere), the oldest first.

        That is: without an answer, handed over and not replied to, or answered in vain (thumb
        down). At most the `limit` latest.
        """
        waits = InquiryRow.state.in_((InquiryState.UNANSWERED, InquiryState.HANDED_OVER))
        in_vain = and_(InquiryRow.thumb.is_(False), InquiryRow.state == InquiryState.ANSWERED)
        query = (
            select(InquiryRow)
            .where(or_(waits, in_vain), InquiryRow.at >= since, InquiryRow.person_id.is_not(None))
            .order_by(InquiryRow.at.desc(), InquiryRow.id.desc())
            .limit(limit)
        )
        if hubs is not None:
            query = query.where(InquiryRow.hub.in_(hubs))
        rows = (await self._session.scalars(query)).all()
        return [Open(_as_inquiry(row), row.vector) for row in reversed(rows)]

    async def labelled(self) -> list[Inquiry]:
        """Return what people said something good of, the oldest first: picked or helpful.

        What was forgotten has no words left and is left out.
        """
        query = (
            select(InquiryRow)
            .where(
                or_(InquiryRow.picked.is_not(None), InquiryRow.thumb.is_(True)),
                InquiryRow.text != "",
            )
            .order_by(InquiryRow.id)
        )
        return [_as_inquiry(row) for row in await self._session.scalars(query)]

    async def shown_since(self, since: datetime, limit: int = 5000) -> list[list[str]]:
        """Return which entries the latest questions since a moment were answered with."""
        query = select(InquiryRow.shown).where(InquiryRow.at >= since)
        rows = await self._session.scalars(query.order_by(InquiryRow.at.desc()).limit(limit))
        return list(rows)

    async def directions(self, since: datetime, limit: int = 1000) -> list[tuple[str, bytes]]:
        """Return languages and vectors of answered questions: what the languages have in common.

        Those that wait are not among them; at most the `limit` latest.
        """
        rows = await self._session.execute(
            select(InquiryRow.language, InquiryRow.vector)
            .where(
                InquiryRow.at >= since,
                InquiryRow.vector.is_not(None),
                InquiryRow.talk.is_(None),
                InquiryRow.state.not_in((InquiryState.UNANSWERED, InquiryState.HANDED_OVER)),
                or_(InquiryRow.thumb.is_(None), InquiryRow.thumb.is_(True)),
            )
            .order_by(InquiryRow.at.desc(), InquiryRow.id.desc())
            .limit(limit)
        )
        return [(language, vector) for language, vector in rows if vector]

    async def thread_of(self, reader_id: int, message_id: int) -> Thread | None:
        """Return what a delivered message was about, if it was about a question."""
        key = await self._session.scalar(
            select(OutboxRow.key)
            .where(
                OutboxRow.person_id == reader_id,
                OutboxRow.message_id == message_id,
                OutboxRow.key.startswith(PREFIX),
            )
            .order_by(OutboxRow.id.desc())
            .limit(1)
        )
        return Thread.parse(key) if key else None

    async def count_of(self, person_id: int) -> int:
        """Return how many questions of a person are kept."""
        count = await self._session.scalar(
            select(func.count()).select_from(InquiryRow).where(InquiryRow.person_id == person_id)
        )
        return count or 0

    async def forget(self, person_id: int, at: datetime) -> int:
        """Forget all questions of a person and what staff were told of them; say how many."""
        asked = select(InquiryRow.id).where(InquiryRow.person_id == person_id)
        ids = frozenset((await self._session.scalars(asked)).all())
        if not ids:
            return 0
        said = await self._session.execute(
            select(OutboxRow.id, OutboxRow.key).where(OutboxRow.key.startswith(PREFIX))
        )
        theirs = [row for row, key in said if (t := Thread.parse(key)) and t.inquiry_id in ids]
        for start in range(0, len(theirs), _BATCH):
            await self._session.execute(
                update(OutboxRow)
                .where(OutboxRow.id.in_(theirs[start : start + _BATCH]))
                .values(
                    state=case(
                        (OutboxRow.state == Delivery.QUEUED, Delivery.STOPPED.value),
                        else_=OutboxRow.state,
                    ),
                    finished_at=func.coalesce(OutboxRow.finished_at, at),
                    reply={},
                )
                .execution_options(synchronize_session=False)
            )
        await self._session.execute(
            update(InquiryRow).where(InquiryRow.person_id == person_id).values(**_FORGOTTEN)
        )
        return len(ids)

    async def tidy(self, now: datetime) -> int:
        """Forget words and person of what was asked longer ago than `KEPT_FOR`."""
        done = await self._session.execute(
            update(InquiryRow)
            .where(InquiryRow.at < now - KEPT_FOR, InquiryRow.person_id.is_not(None))
            .values(**_FORGOTTEN)
        )
        return changed(done)


def _as_inquiry(row: InquiryRow) -> Inquiry:
    return Inquiry(
        id=row.id,
        person_id=row.person_id,
        hub=row.hub,
        language=row.language,
        text=row.text,
        understood=Understood.from_json(row.understood, row.text),
        shown=tuple(row.shown),
        confidence=Confidence(row.confidence),
        state=InquiryState(row.state),
        at=row.at,
        talk=Talk(row.talk) if row.talk else None,
        thumb=row.thumb,
        reason=row.reason,
        picked=row.picked,
    )
