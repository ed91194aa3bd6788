"""Thousands of passages at once as arrays: what `Grams` makes of them one by one takes ten times
as long and as much memory. The sums are the same ones, so are the scores.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.answers.lexical import fold

LETTERS: Final = 4
_CHUNK: Final = 1_000
"""Texts at a time: some ten thousand pieces fit into the cache of a processor, millions do not."""


Numbers = NDArray[np.int64]


def pieces_of(word: str) -> list[str]:
    """Return the pieces of a folded word: `kurs` gives `^kur`, `kurs`, `urs$`."""
    marked = f"^{word}$"
    return [marked[at : at + LETTERS] for at in range(max(1, len(marked) - LETTERS + 1))]


@dataclass(frozen=True, slots=True)
class Packed:
    """The pieces of many texts: for each piece the rows that have it, and how often."""

    terms: Mapping[str, int]
    starts: NDArray[np.intp]
    """Where the rows of each term begin; one more than there are terms."""
    rows: NDArray[np.int32]
    counts: NDArray[np.uint16]
    lengths: NDArray[np.float32]
    """The number of pieces of each row."""
    words: Mapping[str, int]
    """In how many texts each folded word is."""

    @classmethod
    def nothing(cls) -> Packed:
        """Return what holds no text."""
        return pack(())

    def having(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.uint16]]:
        """Return the rows that have a term, and how often."""
        number = self.terms.get(term)
        if number is None:
            return self.rows[:0], self.counts[:0]
        part = slice(self.starts[number], self.starts[number + 1])
        return self.rows[part], self.counts[part]


class _Lists:
    """Lists of numbers one after another, each found by its place."""

    def __init__(self) -> None:
        self._flat = array("i")
        self._starts = array("q", [0])

    def __len__(self) -> int:
        return len(self._starts) - 1

    def add(self, numbers: Sequence[int]) -> None:
        self._flat.extend(numbers)
        self._starts.append(len(self._flat))

    def of(self, places: Numbers) -> tuple[Numbers, Numbers]:
        """Return the lists at `places`, joined, and from which of them each number is."""
        # Copies: an array that numpy looks into could not grow any more.
        flat = np.array(self._flat, dtype=np.int64)
        starts = np.array(self._starts, dtype=np.int64)
        begins = starts[places]
        sizes = starts[places + 1] - begins
        owners = np.repeat(np.arange(len(places)), sizes)
        skipped = np.concatenate([[0], np.cumsum(sizes)[:-1]]) if len(sizes) else sizes
        return flat[np.arange(len(owners)) + (begins - skipped)[owners]], owners


class _Typed(dict[str, int]):
    """Numbers for what stands between two spaces, with its words and their pieces.

    Folding is what takes long, and most of what people write was seen before.
    """

    def __init__(self) -> None:
        self.terms: dict[str, int] = {}
        self.words: dict[str, int] = {}
        self.words_of = _Lists()
        self.pieces_of = _Lists()

    def __missing__(self, typed: str) -> int:
        words = fold(typed).split()
        pieces = [piece for word in words for piece in pieces_of(word)]
        self.words_of.add([self.words.setdefault(word, len(self.words)) for word in words])
        self.pieces_of.add([self.terms.setdefault(piece, len(self.terms)) for piece in pieces])
        self[typed] = number = len(self)
        return number


def pack(texts: Sequence[tuple[str, str]]) -> Packed:
    """Pack texts: of each what counts twice, its title, and all of it. Any thread may do it."""
    known = _Typed()
    parts = [_chunk(known, texts[n : n + _CHUNK], n) for n in range(0, len(texts), _CHUNK)]
    terms = np.concatenate([np.zeros(0, np.int32), *(part.terms for part in parts)])
    rows = np.concatenate([np.zeros(0, np.int32), *(part.rows for part in parts)])
    counts = np.concatenate([np.zeros(0, np.uint16), *(part.counts for part in parts)])
    held = np.zeros(len(known.words), dtype=np.int64)
    for part in parts:
        held[: len(part.held)] += part.held
    order = np.argsort(terms, kind="stable")
    sizes = np.bincount(terms, minlength=len(known.terms))
    return Packed(
        terms=known.terms,
        starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.intp),
        rows=rows[order],
        counts=counts[order],
        lengths=np.bincount(rows, counts, minlength=len(texts)).astype(np.float32),
        words=dict(zip(known.words, held.tolist(), strict=True)),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of the texts: their pieces by term and row, and in how many of them each word is."""

    terms: NDArray[np.int32]
    rows: NDArray[np.int32]
    counts: NDArray[np.uint16]
    held: Numbers


def _chunk(known: _Typed, texts: Sequence[tuple[str, str]], first: int) -> _Part:
    typed, sizes = array("i"), []
    for title, text in texts:
        before = len(typed)
        typed.extend(map(known.__getitem__, text.split()))
        typed.extend(map(known.__getitem__, title.split()))
        sizes.append(len(typed) - before)
    rows = np.repeat(np.arange(len(texts)), sizes)
    numbers = np.array(typed, dtype=np.int64)
    words, owners = known.words_of.of(numbers)
    own = np.unique(words * len(texts) + rows[owners]) // len(texts)
    pieces, owners = known.pieces_of.of(numbers)
    keys, counts = np.unique(pieces * len(texts) + rows[owners], return_counts=True)
    return _Part(
        terms=(keys // len(texts)).astype(np.int32),
        rows=(keys % len(texts) + first).astype(np.int32),
        counts=counts.astype(np.uint16),
        held=np.bincount(own, minlength=len(known.words)),
    )
