"""The passages that questions are compared with, and their vectors.

An entry is found lexically from the moment it is put, and by meaning as soon as its vector is
there: from the cache, else from the model, one passage at a time in the background.
"""

import asyncio
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.answers.bank import Calibration
from bot.answers.grams import Grams
from bot.answers.lexical import Key, Names
from bot.answers.passages import Passage
from bot.answers.space import Space
from bot.answers.spelling import Vocabulary
from bot.answers.vectors import Nearness, Slots, Vectors
from bot.domain.answers import Scored
from bot.embedding import Embeddings, Vector

_BATCH: Final = 200  # keys asked of the cache at once; SQLite takes 32,766 parameters
_TURN: Final = 10
"""Passages that are put or dropped before others get their turn: about 10 ms."""
_STORED: Final = np.dtype("<f2")  # half precision moves a cosine by about 0.0001
_ROUNDING: Final = 0.01  # far more than half precision takes from the length of a unit vector


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

    def __init__(self, embeddings: Embeddings, calibration: Calibration | None = None) -> None:
        self._embeddings = embeddings
        self._calibration = calibration
        self.slots = Slots()
        self.words = Grams(self.slots)
        self.vocabulary = Vocabulary()
        self._passages: dict[Key, Passage] = {}
        self._missing: dict[Key, None] = {}  # in the order in which they came
        self._names = Names()
        self._vectors = Vectors(self.slots)
        self._holding = asyncio.Lock()
        self._filling = asyncio.Lock()

    @property
    def progress(self) -> Progress:
        """How far the vectors are."""
        total = len(self._passages)
        return Progress(total - len(self._missing), total)

    @property
    def calibration(self) -> Calibration | None:
        """What was measured for the model that made the vectors; None for another model."""
        known = self._calibration
        return known if known and known.model == self._embeddings.model_version else None

    def put(self, passage: Passage) -> None:
        """Add or replace a passage; an unchanged text keeps its vector."""
        key = passage.key
        known = self._passages.get(key)
        if known == passage:
            return
        if known is not None and not known.part:
            self.vocabulary.remove(known.words or known.text)
        self._passages[key] = passage
        self.slots.of(passage.entry_id)
        self._names.drop(key)
        if passage.names:
            self._names.put(key, passage.names)
        if not passage.part:
            title = passage.names[0] if passage.names else ""
            self.words.put(key, title, passage.words or passage.text)
            self.vocabulary.add(passage.words or passage.text)
        if known is None or known.texts != passage.texts:
            self._vectors.drop(key)
            self._missing[key] = None

    def replace(self, entry_id: str, passages: Iterable[Passage]) -> None:
        """Make an entry consist of exactly `passages`; none of them removes it."""
        kept = {passage.key: passage for passage in passages}
        for key in [key for key in self._passages if key[0] == entry_id and key not in kept]:
            self._drop(key)
        for passage in kept.values():
            self.put(passage)

    def remove(self, entry_id: str) -> None:
        """Forget an entry in all its languages."""
        self.replace(entry_id, ())

    def _drop(self, key: Key) -> None:
        passage = self._passages.pop(key)
        if not passage.part:
            self.vocabulary.remove(passage.words or passage.text)
        self._missing.pop(key, None)
        self._names.drop(key)
        self.words.drop(key)
        self._vectors.drop(key)

    async def refresh(self, passages: Iterable[Passage], cache: VectorCache) -> None:
        """Hold exactly `passages`, then see that each gets its vector."""
        await self.hold(passages)
        await self.fill(cache)

    async def hold(
        self, passages: Iterable[Passage], between: Callable[[], None] = lambda: None
    ) -> None:
        """Hold exactly `passages`: by words when it returns, by meaning once `fill` was there.

        Questions are answered meanwhile. `between` is called when nothing is found any more that
        is gone, and nothing yet that is new: the moment to change what the entries are read from.
        """
        kept = {passage.key: passage for passage in passages}
        async with self._holding:
            for at, key in enumerate([key for key in self._passages if key not in kept], 1):
                self._drop(key)
                if at % _TURN == 0:
                    await asyncio.sleep(0)
            between()
            for at, passage in enumerate(kept.values(), 1):
                self.put(passage)
                if at % _TURN == 0:
                    await asyncio.sleep(0)

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
        keys = [vector_key(version, text) for passage in batch for text, _ in passage.texts]
        known = dict(await cache.get_many(keys))
        in_vain = 0
        for passage in batch:
            if self._passages.get(passage.key) != passage:
                continue  # changed or removed meanwhile
            vectors = []
            for text, share in passage.texts:
                vector = await self._vector(text, version, known, cache)
                if vector is None:
                    break
                vectors.append(share * self.space(len(vector)).place(vector))
            else:
                in_vain = 0
                self._place(passage, np.sum(vectors, axis=0))
                continue
            skipped.add(passage)
            in_vain = 0 if self._embeddings.ready else in_vain + 1
            if in_vain > 1:  # once may be a text that ended a child; twice is a rest
                return False
        await asyncio.sleep(0)
        return True

    async def _vector(
        self, text: str, version: str, known: dict[str, bytes], cache: VectorCache
    ) -> Vector | None:
        """Return the vector of a text: what is `known`, else the model's, which is kept."""
        key = vector_key(version, text)
        vector = _unpack(known.get(key))
        if vector is None:
            fresh = await self._embeddings.passage(text)
            if fresh is None:
                return None
            known[key] = packed = fresh.astype(_STORED).tobytes()
            # The same half-precision vector now as after the next start: equal scores.
            vector = fresh.astype(_STORED).astype(np.float32)
            await cache.put(key, packed)
        return vector

    def _place(self, passage: Passage, vector: Vector) -> None:
        key = passage.key
        if (current := self._passages.get(key)) is not None and current.texts == passage.texts:
            self._vectors.put(key, vector)
            self._missing.pop(key, None)

    def space(self, dimension: int) -> Space:
        """Return the space in which vectors of this model are compared."""
        known = self.calibration
        return known.bank.space if known else Space.of_the_model(dimension)

    @property
    def has_vectors(self) -> bool:
        """Say whether anything can be found by meaning."""
        return len(self._vectors) > 0

    def nearness(self, placed: Vector) -> Nearness:
        """Return how near every entry is to a placed question, by slot."""
        return self._vectors.nearness(placed)

    def known(self) -> NDArray[np.bool_]:
        """Say of each slot whether its entry is there: those that are gone keep their slot."""
        present = np.zeros(len(self.slots), dtype=np.bool_)
        present[[self.slots.of(entry_id) for entry_id, _ in self._passages]] = True
        return present

    def language_of(self, row: int) -> str:
        """Return the language of a passage that `nearness` named."""
        return self._vectors.language_of(row)

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
    # A part of a unit vector is shorter than 1; of one that is not finite, this is false.
    return vector if abs(float(np.linalg.norm(vector)) - 1) < _ROUNDING else None
