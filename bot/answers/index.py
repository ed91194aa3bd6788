"""The passages that questions are compared with, and their vectors.

An entry is found lexically from the moment it is put, and by meaning as soon as its vector is
there: from the cache, else from the model, one passage at a time in the background.
"""

import asyncio
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol

import numpy as np

from bot.answers.lexical import Key, Names
from bot.answers.passages import Passage
from bot.domain.answers import Mode, Scored
from bot.embedding import Embeddings, Vector

_BATCH: Final = 200  # keys asked of the cache at once; SQLite takes 32,766 parameters
_STORED: Final = np.dtype("<f2")  # half precision moves a cosine by about 0.0001


class VectorCache(Protocol):
    """Keeps vectors between starts, by a key that changes with the text and with the model."""

    async def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Return what is known of `keys`."""

    async def put(self, key: str, vector: bytes) -> None:
        """Keep a vector."""


def vector_key(model_version: str, text: str) -> str:
    """Return the cache key of a passage."""
    return hashlib.sha256(f"{model_version}\n{text}".encode(errors="replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of all passages have a vector."""

    done: int
    total: int


class Index:
    """Passages by entry and language."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._embeddings = embeddings
        self._passages: dict[Key, Passage] = {}
        self._missing: dict[Key, None] = {}  # in the order in which they came
        self._names = Names()
        self._vectors = _Vectors()
        self._filling = asyncio.Lock()

    @property
    def progress(self) -> Progress:
        """How far the vectors are."""
        total = len(self._passages)
        return Progress(total - len(self._missing), total)

    def put(self, passage: Passage) -> None:
        """Add or replace an entry in one language; an unchanged text keeps its vector."""
        key = (passage.entry_id, passage.language)
        known = self._passages.get(key)
        if known == passage:
            return
        self._passages[key] = passage
        self._names.put(key, passage.names)
        if known is None or known.text != passage.text:
            self._vectors.drop(key)
            self._missing[key] = None

    def replace(self, entry_id: str, passages: Iterable[Passage]) -> None:
        """Make an entry consist of exactly `passages`; none of them removes it."""
        kept = {(passage.entry_id, passage.language): passage for passage in passages}
        for key in [key for key in self._passages if key[0] == entry_id and key not in kept]:
            self._drop(key)
        for passage in kept.values():
            self.put(passage)

    def remove(self, entry_id: str) -> None:
        """Forget an entry in all its languages."""
        self.replace(entry_id, ())

    def _drop(self, key: Key) -> None:
        del self._passages[key]
        self._missing.pop(key, None)
        self._names.drop(key)
        self._vectors.drop(key)

    async def refresh(self, passages: Iterable[Passage], cache: VectorCache) -> None:
        """Hold exactly `passages`, at once, then see that each gets its vector."""
        kept = {(passage.entry_id, passage.language): passage for passage in passages}
        for key in [key for key in self._passages if key not in kept]:
            self._drop(key)
        for passage in kept.values():
            self.put(passage)
        await self.fill(cache)

    async def fill(self, cache: VectorCache) -> None:
        """Get the missing vectors; stop when the model rests (call again when it is back).

        What is put meanwhile is taken along; what cannot be embedded is left to be found
        lexically.
        """
        async with self._filling:
            if not (version := self._embeddings.model_version):
                return
            skipped: set[Passage] = set()
            while True:
                missing = (self._passages[key] for key in self._missing)
                batch = list(
                    islice((passage for passage in missing if passage not in skipped), _BATCH)
                )
                if not batch or not await self._fill(batch, version, cache, skipped):
                    return

    async def _fill(
        self, batch: Sequence[Passage], version: str, cache: VectorCache, skipped: set[Passage]
    ) -> bool:
        """Fill one batch; say whether it is worth going on."""
        keys = [vector_key(version, passage.text) for passage in batch]
        known = dict(await cache.get_many(keys))
        in_vain = 0
        for passage, key in zip(batch, keys, strict=True):
            if self._passages.get((passage.entry_id, passage.language)) != passage:
                continue  # changed or removed meanwhile
            vector = _unpack(known.get(key))
            if vector is None:
                fresh = await self._embeddings.passage(passage.text)
                if fresh is None:
                    skipped.add(passage)
                    in_vain = 0 if self._embeddings.ready else in_vain + 1
                    if in_vain > 1:  # once may be a text that ended a child; twice is a rest
                        return False
                    continue
                known[key] = packed = fresh.astype(_STORED).tobytes()
                # The same half-precision vector now as after the next start: equal scores.
                vector = fresh.astype(_STORED).astype(np.float32)
                await cache.put(key, packed)
            self._place(passage, vector)
        await asyncio.sleep(0)
        return True

    def _place(self, passage: Passage, vector: Vector) -> None:
        key = (passage.entry_id, passage.language)
        if (current := self._passages.get(key)) is not None and current.text == passage.text:
            self._vectors.put(key, vector)
            self._missing.pop(key, None)

    def nearest(self, vector: Vector, limit: int) -> list[Scored]:
        """Return the nearest entries, best first; an entry counts by its nearest language."""
        best: dict[str, Scored] = {}
        for (entry_id, language), score in self._vectors.by_nearness(vector):
            if entry_id not in best:
                best[entry_id] = Scored(entry_id, language, round(score, 4), Mode.MODEL)
                if len(best) == limit:
                    break
        return list(best.values())

    def likeliest(
        self, text: str, language: str, limit: int, *, without_vector: bool = False
    ) -> list[Scored]:
        """Return entries by the likeness of their names, best first; all, or the vectorless."""
        if without_vector and not self._missing:
            return []
        among = self._missing.keys() if without_vector else None
        return self._names.search(text, language, limit, among)


def _unpack(data: bytes | None) -> Vector | None:
    """Return a kept vector; `None` if there is none or it was not kept whole."""
    if not data or len(data) % _STORED.itemsize:
        return None
    vector = np.frombuffer(data, dtype=_STORED).astype(np.float32)
    return vector if np.isfinite(vector).all() else None


class _Vectors:
    """Rows of one growing matrix; a dropped row is zero and used again."""

    def __init__(self) -> None:
        self._matrix = np.zeros((0, 0), dtype=np.float32)
        self._rows: dict[Key, int] = {}
        self._owners: list[Key | None] = []
        self._free: list[int] = []

    def put(self, key: Key, vector: Vector) -> None:
        row = self._rows.get(key)
        if row is None:
            row = self._free.pop() if self._free else len(self._owners)
            if row == len(self._owners):
                self._owners.append(None)
            self._owners[row] = key
            self._rows[key] = row
        if row >= len(self._matrix):
            grown = np.zeros((max(64, 2 * row), len(vector)), dtype=np.float32)
            grown[: len(self._matrix)] = self._matrix.reshape(-1, len(vector))
            self._matrix = grown
        self._matrix[row] = vector

    def drop(self, key: Key) -> None:
        if (row := self._rows.pop(key, None)) is not None:
            self._matrix[row] = 0
            self._owners[row] = None
            self._free.append(row)

    def by_nearness(self, vector: Vector) -> Iterable[tuple[Key, float]]:
        used = len(self._owners)
        if not used:
            return
        scores = self._matrix[:used] @ vector
        for row in np.argsort(-scores, kind="stable"):
            if (owner := self._owners[row]) is not None:
                yield owner, float(scores[row])
