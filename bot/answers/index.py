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
from bot.answers.packing import Packed, pack
from bot.answers.passages import Passage
from bot.answers.space import Space
from bot.answers.spelling import Vocabulary
from bot.answers.vectors import Nearness, Slots, Vectors
from bot.domain.answers import Scored
from bot.embedding import Embeddings, Vector

_BATCH: Final = 200  # keys asked of the cache at once; SQLite takes 32,766 parameters
_TURN: Final = 10
"""Passages that are put or dropped before others get their turn: about 10 ms."""
PACKED_FROM: Final = 1_000
"""New passages from which on the words of all are packed: one by one, each takes .5 ms."""
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

    def __init__(
        self,
        embeddings: Embeddings,
        calibration: Calibration | None = None,
        packing: Callable[[Sequence[tuple[str, str]]], Packed] = pack,
    ) -> None:
        self._embeddings = embeddings
        self._packing = packing
        self._calibration = calibration
        self.slots = Slots()
        self.words = Grams(self.slots)
        self.vocabulary = Vocabulary()
        self._passages: dict[Key, Passage] = {}
        self._missing: dict[Key, None] = {}  # in the order in which they came
        self._present: NDArray[np.bool_] | None = None
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
        known = self._passages.get(passage.key)
        if known == passage:
            return
        if not passage.part:
            if known is not None:
                self.vocabulary.remove(known.searched[1])
            self.words.put(passage.key, *passage.searched)
            self.vocabulary.add(passage.searched[1])
        self._put(passage)

    def _put(self, passage: Passage) -> None:
        """Do all of `put` but the words."""
        key = passage.key
        known = self._passages.get(key)
        if known == passage:
            return
        self._passages[key] = passage
        self._present = None
        self.slots.of(passage.entry_id)
        self._names.drop(key)
        if passage.names:
            self._names.put(key, passage.names)
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
        self._present = None
        if not passage.part:
            self.vocabulary.remove(passage.searched[1])
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
        async with self._holding:
            kept, packing = await asyncio.to_thread(self._packed, passages)
            for at, key in enumerate([key for key in self._passages if key not in kept], 1):
                self._drop(key)
                if at % _TURN == 0:
                    await asyncio.sleep(0)
            between()
            put = self._put if packing else self.put
            for at, passage in enumerate(kept.values(), 1):
                put(passage)
                if at % _TURN == 0:
                    await asyncio.sleep(0)
            if packing:
                self.words.hold(*packing)
                self.vocabulary.hold(packing[1].words)

    def _packed(
        self, passages: Iterable[Passage]
    ) -> tuple[Mapping[Key, Passage], tuple[list[Key], Packed] | None]:
        """Return passages by key, and their words packed if so many are new that it pays."""
        kept = {passage.key: passage for passage in passages}
        searched = {key: passage.searched for key, passage in kept.items() if not passage.part}
        new = sum(self._passages.get(key) != kept[key] for key in searched)
        if new + self.words.loose < PACKED_FROM:
            return kept, None
        return kept, (list(searched), self._packing(list(searched.values())))

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
        placed = self._placed(batch, keys, known)
        for passage in batch:
            if self._passages.get(passage.key) != passage:
                continue  # changed or removed meanwhile
            if (vector := placed.get(passage.key)) is not None:
                self._place(passage, vector)
                continue
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

    def _placed(
        self, batch: Sequence[Passage], keys: Sequence[str], known: Mapping[str, bytes]
    ) -> dict[Key, Vector]:
        """Return the vectors of passages of which all texts are known: together they are quick."""
        rows: list[bytes] = []
        shares, starts, owners = [], [], []
        remaining = iter(keys)
        for passage in batch:
            own = [(known.get(next(remaining)), share) for _, share in passage.texts]
            if all(packed is not None for packed, _ in own):
                owners.append(passage.key)
                starts.append(len(rows))
                rows += [packed for packed, _ in own if packed is not None]
                shares += [share for _, share in own]
        if len({len(row) for row in rows}) != 1 or len(rows[0]) % _STORED.itemsize:
            return {}  # none, or some were not kept whole: one by one shows which
        vectors = np.frombuffer(b"".join(rows), dtype=_STORED).astype(np.float32)
        vectors = vectors.reshape(len(rows), -1)
        if not (abs(np.linalg.norm(vectors, axis=1) - 1) < _ROUNDING).all():
            return {}
        weights = np.array(shares, dtype=np.float32)[:, None]
        sums = np.add.reduceat(weights * self.space(vectors.shape[1]).place(vectors), starts)
        return dict(zip(owners, sums, strict=True))

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
        present = self._present
        if present is None or len(present) != len(self.slots):
            present = self._present = np.zeros(len(self.slots), dtype=np.bool_)
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
