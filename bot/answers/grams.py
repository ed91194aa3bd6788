"""BM25 over pieces of words: what a question and an entry literally share.

Four letters in a row, with the word's beginning and end marked, stand for it: inflection, compound
words and slips of the finger leave most pieces as they are, and no stemmer knows all twelve
languages. Measured (R@1 / R@3, alone, development set): words by five-letter prefixes .567/.703,
pieces of four .626/.744, of three to five .623/.744; as the small addition to nearness of meaning
prefixes and pieces measure the same, so there is one index for both.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); the idf
with one added, as Lucene has it, is never negative.
"""

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.answers.lexical import Key, fold
from bot.answers.packing import Packed, pieces_of
from bot.answers.vectors import Slots

K1: Final = 1.2
B: Final = 0.6
TITLE: Final = 2
"""How often the words of a title count."""


def pieces(text: str) -> list[str]:
    """Return the pieces of the words of `text`: `kurs` gives `^kur`, `kurs`, `urs$`."""
    return [piece for word in fold(text).split() for piece in pieces_of(word)]


class Grams:
    """The pieces of all passages: most of them packed, the others come and go one at a time.

    The first rows are those of the packed passages. One that is dropped stays in there and is
    passed over until the next packing.
    """

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._rows: dict[Key, int] = {}
        self._free: list[int] = []
        self._terms: dict[Key, Counter[str]] = {}
        self._postings: dict[str, dict[int, int]] = {}
        self._base = Packed.nothing()
        self._is_there = np.ones(0, dtype=np.bool_)
        self._gone = 0
        self._packed: dict[str, tuple[NDArray[np.intp], NDArray[np.float32]]] = {}
        self._used = 0
        self._lengths = np.zeros(64, dtype=np.float32)
        self._slot_of = np.zeros(64, dtype=np.intp)
        self._total = 0

    def __len__(self) -> int:
        """Return how many passages are known."""
        return len(self._rows)

    @property
    def loose(self) -> int:
        """How much would be tidier after a packing: passages beside it, and gaps in it."""
        return len(self._terms) + self._gone

    def hold(self, keys: Sequence[Key], packed: Packed) -> None:
        """Forget all passages and know those that were packed, in the order of `keys`."""
        self._base = packed
        self._is_there = np.ones(len(keys), dtype=np.bool_)
        self._gone = 0
        self._rows = {key: row for row, key in enumerate(keys)}
        self._free, self._terms, self._postings, self._packed = [], {}, {}, {}
        self._used = len(keys)
        self._lengths = np.concatenate([packed.lengths, np.zeros(64, dtype=np.float32)])
        slots = [self._slots.of(entry_id) for entry_id, _ in keys]
        self._slot_of = np.array(slots + [0] * 64, dtype=np.intp)
        self._total = int(packed.lengths.sum(dtype=np.float64))

    def put(self, key: Key, title: str, text: str) -> None:
        """Add or replace a passage; `text` has the title in it."""
        self.drop(key)
        terms = Counter(pieces(" ".join([title] * (TITLE - 1) + [text])))
        row = self._free.pop() if self._free else self._used
        self._used = max(self._used, row + 1)
        if row >= len(self._lengths):
            self._lengths = np.resize(self._lengths, 2 * row)
            self._slot_of = np.resize(self._slot_of, 2 * row)
        self._slot_of[row] = self._slots.of(key[0])
        self._rows[key] = row
        self._terms[key] = terms
        self._lengths[row] = terms.total()
        self._total += terms.total()
        for term, count in terms.items():
            posting = self._postings.get(term)
            if posting is None:
                self._postings[term] = {row: count}
            else:
                posting[row] = count
                if self._packed:
                    self._packed.pop(term, None)

    def drop(self, key: Key) -> None:
        """Forget a passage."""
        if (row := self._rows.pop(key, None)) is None:
            return
        if row < len(self._is_there):
            self._is_there[row] = False
            self._gone += 1
            self._total -= int(self._lengths[row])
            return
        self._free.append(row)
        terms = self._terms.pop(key)
        self._total -= terms.total()
        for term in terms:
            del self._postings[term][row]
            if not self._postings[term]:
                del self._postings[term]
            self._packed.pop(term, None)

    def scores(self, text: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return by slot the BM25 score of an entry's best passage, and the most of `text` that a
        passage of it has (a share, weighted by idf)."""
        found = np.zeros(self._used, dtype=np.float32)
        covered = np.zeros(self._used, dtype=np.float32)
        average = self._total / len(self._rows) if self._rows else 1.0
        asked = 0.0
        for term in dict.fromkeys(pieces(text)):  # no set: sums round alike in every process
            rows, counts = self._having(term)
            having = len(rows)
            weight = log(1 + (len(self._rows) - having + 0.5) / (having + 0.5))
            asked += weight
            if not having:
                continue
            saturation = counts + K1 * (1 - B + B * self._lengths[rows] / average)
            found[rows] += weight * counts * (K1 + 1) / saturation
            covered[rows] += weight
        best = np.zeros(len(self._slots), dtype=np.float32)
        most = np.zeros(len(self._slots), dtype=np.float32)
        np.maximum.at(best, self._slot_of[: self._used], found)
        np.maximum.at(most, self._slot_of[: self._used], covered / asked if asked else covered)
        return best, most

    def _having(self, term: str) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Return the rows that have a term, and how often."""
        rows, counts = self._base.having(term)
        if self._gone and len(rows):
            there = self._is_there[rows]
            rows, counts = rows[there], counts[there]
        if term not in self._postings:
            return rows.astype(np.intp), counts.astype(np.float32)
        if not len(rows):
            return self._pack(term)
        others, often = self._pack(term)
        return np.concatenate([rows, others]), np.concatenate([counts, often]).astype(np.float32)

    def _pack(self, term: str) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        if term not in self._packed:
            posting = self._postings[term]
            self._packed[term] = (
                np.fromiter(posting.keys(), dtype=np.intp, count=len(posting)),
                np.fromiter(posting.values(), dtype=np.float32, count=len(posting)),
            )
        return self._packed[term]
