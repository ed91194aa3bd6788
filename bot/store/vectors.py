"""Vectors of passages, kept by what was embedded and by which model."""

from collections.abc import Sequence

from sqlalchemy import LargeBinary, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.schema import Table, add_new, changed

_BATCH = 500


class VectorRow(Table):
    __tablename__ = "vectors"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class Vectors:
    """Cached vectors inside one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the vectors that are known."""
        found: dict[str, bytes] = {}
        for start in range(0, len(keys), _BATCH):
            rows = await self._session.execute(
                select(VectorRow.key, VectorRow.vector).where(
                    VectorRow.key.in_(keys[start : start + _BATCH])
                )
            )
            found.update((key, vector) for key, vector in rows)
        return found

    async def drop(self, keys: Sequence[str]) -> int:
        """Forget vectors: those of a person's words go with the words; return how many went."""
        done = await self._session.execute(delete(VectorRow).where(VectorRow.key.in_(keys)))
        return changed(done)

    async def put(self, key: str, vector: bytes) -> None:
        """Keep a vector; a second time changes nothing."""
        await add_new(self._session, VectorRow, key=key, vector=vector)
