"""The vectors of all passages, and how near each entry is to a question.

A *channel* is the passages that are compared on equal terms: those of one language, and the
questions that editors noted ("asked", short texts in any language). Texts of the question's own
language, and short texts, are nearer to any question than they deserve; how much is measured
within each question and taken off:

    d_c = (sum over entries with both of (x_i - en_i) + S * P) / (n + S)
    B_i = max(en_i, max over channels of (x_i - d_c))

with x_i the nearness of entry i in channel c (its best passage there), en_i in English, n the
entries that have both. S keeps a channel with few entries near the usual shift P; an entry
without English is scored with its channel's shift.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.answers.lexical import Key
from bot.domain.languages import FALLBACK
from bot.embedding import Vector

SHRINKAGE: Final = 3.0
SHIFT: Final = 0.03
"""The usual advantage of a text in the question's language; 0 to .05 measure the same."""
ASKED: Final = "asked"
"""The channel of the questions that editors noted."""

_NONE: Final = np.float32(-np.inf)


Channels = dict[str, tuple[NDArray[np.intp], NDArray[np.intp]]]
"""The rows of each channel, and the slot of each row's entry."""


class Slots:
    """Gives each entry a number of its own, the same for its vectors and its words."""

    def __init__(self) -> None:
        self._slots: dict[str, int] = {}
        self.ids: list[str] = []
        """The entry of each slot. An entry that is gone keeps its slot, in case it returns."""

    def __len__(self) -> int:
        return len(self.ids)

    def of(self, entry_id: str) -> int:
        """Return the slot of an entry, a new one if it has none."""
        slot = self._slots.setdefault(entry_id, len(self.ids))
        if slot == len(self.ids):
            self.ids.append(entry_id)
        return slot

    def known(self, entry_id: str) -> int | None:
        """Return the slot of an entry; None if no passage of it has come yet."""
        return self._slots.get(entry_id)


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near each entry is, language-centred; -inf for one that has no vector."""

    scores: NDArray[np.float32]
    rows: NDArray[np.intp]
    """Each entry's nearest passage."""


class Vectors:
    """Rows of one growing matrix; a dropped row is zero and used again."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._matrix = np.zeros((0, 0), dtype=np.float32)
        self._rows: dict[Key, int] = {}
        self._owners: list[Key | None] = []
        self._free: list[int] = []
        self._channels: Channels | None = None

    def __len__(self) -> int:
        """Return how many vectors there are."""
        return len(self._rows)

    def put(self, key: Key, vector: Vector) -> None:
        """Add or replace the vector of a passage: the sum of its texts' unit vectors by share."""
        row = self._rows.get(key)
        if row is None:
            row = self._free.pop() if self._free else len(self._owners)
            if row == len(self._owners):
                self._owners.append(None)
            self._owners[row] = key
            self._rows[key] = row
            self._channels = None
        if row >= len(self._matrix):
            grown = np.zeros((max(64, 2 * row), len(vector)), dtype=np.float32)
            grown[: len(self._matrix)] = self._matrix.reshape(-1, len(vector))
            self._matrix = grown
        self._matrix[row] = vector

    def drop(self, key: Key) -> None:
        """Forget a passage."""
        if (row := self._rows.pop(key, None)) is not None:
            self._matrix[row] = 0
            self._owners[row] = None
            self._free.append(row)
            self._channels = None

    def nearness(self, vector: Vector) -> Nearness:
        """Return how near every entry is to a question's vector, by slot."""
        channels = self._channels = self._channels or self._lay_out()
        cosines = self._matrix[: len(self._owners)] @ vector
        english, best_row = self._best(channels, FALLBACK, cosines)
        scores = english.copy()
        for channel in channels:
            if channel == FALLBACK:
                continue
            found, rows = self._best(channels, channel, cosines)
            both = np.isfinite(found) & np.isfinite(english)
            excess = float((found[both] - english[both]).sum()) + SHRINKAGE * SHIFT
            shifted = found - np.float32(excess / (int(both.sum()) + SHRINKAGE))
            nearer = shifted > scores
            scores[nearer] = shifted[nearer]
            best_row[nearer] = rows[nearer]
        return Nearness(scores, best_row)

    def language_of(self, row: int) -> str:
        """Return the language of a row's passage."""
        owner = self._owners[row]
        return owner[1].partition(".")[0] if owner else FALLBACK

    def _lay_out(self) -> Channels:
        rows: dict[str, list[tuple[int, int]]] = {}
        for row, owner in self._owned():
            rows.setdefault(channel_of(owner), []).append((row, self._slots.of(owner[0])))
        return {
            channel: (
                np.array([row for row, _ in pairs], dtype=np.intp),
                np.array([slot for _, slot in pairs], dtype=np.intp),
            )
            for channel, pairs in rows.items()
        }

    def _best(
        self, channels: Channels, channel: str, cosines: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
        """Return each entry's best cosine in a channel, and its row; -inf where it has none."""
        best = np.full(len(self._slots), _NONE, dtype=np.float32)
        row_of = np.zeros(len(self._slots), dtype=np.intp)
        if channel in channels:
            rows, slots = channels[channel]
            order = np.argsort(cosines[rows], kind="stable")  # the last written is the best
            best[slots[order]] = cosines[rows[order]]
            row_of[slots[order]] = rows[order]
        return best, row_of

    def _owned(self) -> Iterator[tuple[int, Key]]:
        return ((row, owner) for row, owner in enumerate(self._owners) if owner is not None)


def channel_of(key: Key) -> str:
    """Return the channel of a passage: its language, or that of noted questions."""
    return ASKED if "." in key[1] else key[1]
