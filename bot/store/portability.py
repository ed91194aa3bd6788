"""Everything that is kept about one person, table by table, and the end of their messages.

It is read from the schema itself, so that a table that somebody adds tomorrow is part of it.
"""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import String, case, cast, func, literal, or_, select, update
from sqlalchemy import Table as SchemaTable
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.broadcasts import Delivery
from bot.domain.invitations import INVITED
from bot.domain.people import Person
from bot.store.challenges import ChallengeRow
from bot.store.outbox import OutboxRow
from bot.store.people import PersonRow
from bot.store.schema import Table

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
                column == person.id for column in table.columns if _points_to_people(column)
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
        challenges = await self._session.scalars(
            select(ChallengeRow.id).where(ChallengeRow.person_id == person.id)
        )
        of_them = [
            OutboxRow.chat_id == person.telegram_id,
            OutboxRow.person_id == person.id,
            OutboxRow.key.like(f"interest:%:{person.id}:%"),
            OutboxRow.key.like(f"{INVITED}%:{person.id}:%"),
            *(
                OutboxRow.key.startswith(f"{kind}{id_}:")
                for id_ in challenges
                for kind in ("challenge:", INVITED)
            ),
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


def _points_to_people(column: Any) -> bool:
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
