"""Conversation state as rows; `conversations.py` shows it to aiogram as its storage."""

from typing import Any

from sqlalchemy import String, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.schema import Table, add_new


class StateRow(Table):
    __tablename__ = "conversations"

    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    state: Mapped[str | None] = mapped_column(String(120))
    data: Mapped[dict[str, Any]]


class States:
    """Conversation states inside one unit of work; an empty one has no row."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, key: str) -> tuple[str | None, dict[str, Any]]:
        """Return state and data."""
        row = await self._session.get(StateRow, key)
        return (row.state, dict(row.data)) if row else (None, {})

    async def get_to_change(self, key: str) -> tuple[str | None, dict[str, Any]]:
        """Return state and data; others who want to change them wait for the end of this unit."""
        if self._session.get_bind().dialect.name != "sqlite":  # where a writer is alone anyway
            # The row may not be there yet, so the lock is on its key.
            lock = func.pg_advisory_xact_lock(func.hashtextextended(key, 0))
            await self._session.execute(select(lock))
        return await self.get(key)

    async def put(self, key: str, state: str | None, data: dict[str, Any]) -> None:
        """Write state and data."""
        if state is None and not data:
            await self._session.execute(delete(StateRow).where(StateRow.key == key))
            return
        if not await add_new(self._session, StateRow, key=key, state=state, data=data):
            await self._session.execute(
                update(StateRow).where(StateRow.key == key).values(state=state, data=data)
            )

    async def forget(self, telegram_id: int) -> None:
        """Remove the conversations of a person."""
        of_person = StateRow.key.like(f"%:{telegram_id}:%")  # both ids of a key end like this
        await self._session.execute(delete(StateRow).where(of_person))
