"""The knowledge base as the services see it: entries, hubs, vocabulary, cached vectors."""

from collections.abc import Mapping, Sequence

from bot.domain.entries import Entry, Vocabulary
from bot.domain.hubs import Hub
from bot.library import Library
from bot.store import Store


class Knowledge:
    """What the network knows, in memory; read at start from the content folder."""

    def __init__(self, library: Library) -> None:
        self.entries: Mapping[str, Entry] = library.entries
        self.hubs: Mapping[str, Hub] = library.hubs
        self.vocabulary: Vocabulary = library.vocabulary


class VectorCache:
    """Vectors of passages in the database, for the answers' index."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the vectors that are known."""
        async with self._store.read() as work:
            return await work.vectors.get_many(keys)

    async def put(self, key: str, vector: bytes) -> None:
        """Keep a vector."""
        async with self._store.begin() as work:
            await work.vectors.put(key, vector)
