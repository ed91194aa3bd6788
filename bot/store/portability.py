"""Everything that is kept about one person, table by table, and the end of their messages.

It is read from the schema itself, so that a table that somebody adds tomorrow is part of it.
"""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import String, case, cast, func, literal, or_, select, update
from sqlalchemy import Table as SchemaTable
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.broadcasts import Delivery
from bot.domain.challenges import INTEREST
from bot.domain.introductions import INTRODUCED, Holder
from bot.domain.invitations import INVITED
from bot.domain.people import Person
from bot.domain.pitches import ANSWERED, PITCHED, TEAMED
from bot.domain.terms import ASKED_AGAIN
from bot.store.challenges import ChallengeRow
from bot.store.introduction_rows import IntroductionRow, KeyRow
from bot.store.outbox import OutboxRow
from bot.store.people import PersonRow
from bot.store.schema import Table

ABOUT_THEM: Final = frozenset(
    {"person_id", "actor_id", "author_id", "added_by", "used_by", "made_by"}
)
"""Columns by which a row is about the person, or is what they wrote or did themselves."""
NOT_ABOUT_THEM: Final = frozenset({"decided_by", "confirmed_by", "opened_by", "invited_by"})
"""Columns that name who of staff had to do with somebody else's row: it is not theirs. What they
did is in the audit, which is."""

_OF_BOTH: Final = (INTEREST, INVITED, PITCHED, ANSWERED, ASKED_AGAIN)
"""Begin the keys of messages about a challenge and a person: `<kind><challenge>:<person>:…`."""

_SECRET: Final = frozenset({"token_hash", "lease_until"})
"""Columns that are about the bot and not about the person."""


class Portability:
    """Inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def everything_of(self, person: Person) -> dict[str, list[dict[str, Any]]]:
        """Return the rows that belong to a person, by table, as plain data."""
        kept: dict[str, list[dict[str, Any]]] = {}
        for table in Table.metadata.sorted_tables:
            conditions = [
                column == person.id
                for column in table.columns
                if points_to_people(column) and column.name in ABOUT_THEM
            ]
            if table is PersonRow.__table__:
                conditions.append(table.c.id == person.id)
            if table is OutboxRow.__table__:
                conditions.append(table.c.chat_id == person.telegram_id)
            if not conditions:
                continue
            rows = await self._session.execute(select(table).where(or_(*conditions)))
            if found := [_plain(table, row._mapping) for row in rows]:
                kept[table.name] = found
        return kept

    async def forget_messages(self, person: Person, at: datetime) -> None:
        """Stop what is queued for a person and forget what was said to them, or to staff of them.

        The rows and their outcomes stay as counts; their keys name nobody any more. For erasing
        a person: call it before they are gone.
        """
        own = select(ChallengeRow.id).where(ChallengeRow.person_id == person.id)
        challenges = (await self._session.scalars(own)).all()
        introductions = await self._session.scalars(
            select(IntroductionRow.id).where(
                or_(
                    IntroductionRow.challenge_id.in_(own),
                    IntroductionRow.id.in_(
                        select(KeyRow.introduction_id).where(
                            KeyRow.person_id == person.id, KeyRow.holder != Holder.FACILITATOR
                        )
                    ),
                )
            )
        )
        of_them = [
            OutboxRow.chat_id == person.telegram_id,
            OutboxRow.person_id == person.id,
            *(OutboxRow.key.like(f"{kind}%:{person.id}:%") for kind in (*_OF_BOTH, TEAMED)),
            *(
                OutboxRow.key.startswith(f"{kind}{id_}:")
                for id_ in challenges
                for kind in ("challenge:", *_OF_BOTH)
            ),
            # How to reach somebody stood in what the other side was told.
            *(OutboxRow.key.startswith(f"{INTRODUCED}{id_}:") for id_ in introductions),
        ]
        state = OutboxRow.state
        await self._session.execute(
            update(OutboxRow)
            .where(or_(*of_them))
            .values(
                state=case(
                    (state == Delivery.QUEUED, Delivery.STOPPED.value),
                    (state == Delivery.SENDING, Delivery.UNSURE.value),
                    else_=state,
                ),
                finished_at=func.coalesce(OutboxRow.finished_at, at),
                lease_until=None,
                chat_id=0,
                person_id=None,
                reply={},
                key=literal("erased:").concat(cast(OutboxRow.id, String)),
            )
            .execution_options(synchronize_session=False)
        )


def points_to_people(column: Any) -> bool:
    """Say whether a column names a person."""
    return any(key.target_fullname == "people.id" for key in column.foreign_keys)


def _plain(table: SchemaTable, row: Any) -> dict[str, Any]:
    """Return a row without what is empty or secret; days and moments as ISO 8601."""
    plain = {}
    for column in table.columns:
        value = row[column.name]
        if value is None or isinstance(value, bytes) or column.name in _SECRET:
            continue  # numbers that a model made of words are with the words
        is_time = isinstance(value, datetime | date)
        plain[column.name] = value.isoformat() if is_time else value
    return plain
