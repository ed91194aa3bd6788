"""Vectors of texts of one kind, small and quick to compare: one byte a number."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
TextId = int | str

_STEPS: Final = 127
_AT_ONCE: Final = 512
"""Rows that are unpacked together: they fit into the cache of a small processor."""


class TextRows:
    """One growing matrix of bytes; a dropped row is zero and used again.

    Rows are kept as the model made them and compared about a centre, which is moved as texts come
    and go. With a row x of a language with offset c (mean and shift) and a placed vector v,
    cos = (x . v - c . v) / |x - c|; the lengths are worked out when the centre moves.
    """

    def __init__(self) -> None:
        self._packed = np.zeros((0, 0), dtype=np.int8)
        self._scales = np.zeros(0, dtype=np.float32)
        self._languages = np.zeros(0, dtype=np.int32)
        self._lengths: Floats = np.zeros(0, dtype=np.float32)
        self._number_of: dict[str, int] = {"": 0}
        self._offsets: Floats = np.zeros((1, 0), dtype=np.float32)
        self._row_of: dict[TextId, int] = {}
        self._free: list[int] = []
        self._changes = 0
        self.total: NDArray[np.float64] = np.zeros(0)
        """The sum of all vectors."""
        self.centred_at: int | None = None
        """How many texts there were when the centre was moved; None if it must be now."""

    def __len__(self) -> int:
        return len(self._row_of)

    @property
    def drift(self) -> float:
        """The share of texts that came or went since the centre was moved."""
        return self._changes / max(1, self.centred_at or 0)

    def put(self, id_: TextId, vector: Floats, language: str) -> None:
        """Add or replace the vector of a text."""
        self.drop(id_)
        if not self._row_of and len(vector) != self._packed.shape[1]:
            self._start_anew(len(vector))
        row = self._free.pop() if self._free else len(self._row_of)
        if row >= len(self._packed):
            self._grow(max(64, 2 * row))
        scale = float(np.abs(vector).max()) / _STEPS or 1.0
        self._packed[row] = np.rint(vector / scale)
        self._scales[row] = scale
        self._languages[row] = self._number(language)
        self._row_of[id_] = row
        self.total = self.total + self._raw(row)
        self._changes += 1
        self._measure(row, row + 1)

    def drop(self, id_: TextId) -> None:
        """Forget a text."""
        if (row := self._row_of.pop(id_, None)) is None:
            return
        self.total = self.total - self._raw(row)
        self._packed[row] = 0
        self._free.append(row)
        self._changes += 1

    def centre(self, mean: Floats, shifts: Mapping[str, Floats]) -> None:
        """Move the centre: the mean of these texts, and what each language adds to it."""
        for language in shifts:
            self._number(language)
        dimension = self._packed.shape[1]
        self._offsets = np.zeros((len(self._number_of), dimension), dtype=np.float32)
        if dimension:
            self._offsets += mean
            for language, shift in shifts.items():
                self._offsets[self._number_of[language]] += shift
        for start in range(0, len(self._packed), _AT_ONCE):
            self._measure(start, min(start + _AT_ONCE, len(self._packed)))
        self.centred_at = len(self)
        self._changes = 0

    def placed(self, id_: TextId) -> Floats | None:
        """Return the unit vector of a text about the centre; None if it is not known."""
        row = self._row_of.get(id_)
        if row is None or self._lengths[row] <= 0:
            return None
        moved = self._raw(row) - self._offset(row)
        placed: Floats = moved / self._lengths[row]
        return placed

    def cosines(self, placed: Floats, ids: Sequence[TextId]) -> Floats:
        """Return the cosine of each text with a placed vector; NaN where there is no text."""
        rows = np.fromiter((self._row_of.get(id_, -1) for id_ in ids), np.intp, len(ids))
        found = np.full(len(ids), np.nan, dtype=np.float32)
        if not len(self) or len(placed) != self._packed.shape[1]:
            return found
        offsets = self._offsets @ placed
        for start in range(0, len(ids), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            near = self._packed[part].astype(np.float32) @ placed * self._scales[part]
            lengths = self._lengths[part]
            near = (near - offsets[self._languages[part]]) / np.maximum(lengths, 1e-9)
            near[(part < 0) | (lengths <= 0)] = np.nan
            found[start : start + _AT_ONCE] = near
        return found

    def _start_anew(self, dimension: int) -> None:
        """Begin with vectors of a model of another size."""
        self._packed = np.zeros((0, dimension), dtype=np.int8)
        self._scales = self._lengths = np.zeros(0, dtype=np.float32)
        self._languages = np.zeros(0, dtype=np.int32)
        self._offsets = np.zeros((len(self._number_of), dimension), dtype=np.float32)
        self.total = np.zeros(dimension)
        self._free = []
        self.centred_at = None

    def _grow(self, rows: int) -> None:
        more = rows - len(self._packed)
        self._packed = np.pad(self._packed, ((0, more), (0, 0)))
        self._scales = np.pad(self._scales, (0, more))
        self._languages = np.pad(self._languages, (0, more))
        self._lengths = np.pad(self._lengths, (0, more))

    def _number(self, language: str) -> int:
        number = self._number_of.setdefault(language, len(self._number_of))
        if number >= len(self._offsets):
            # Until the centre is moved again, a new language has what an unknown one has.
            self._offsets = np.vstack([self._offsets, self._offsets[:1]])
        return number

    def _raw(self, row: int) -> Floats:
        raw: Floats = self._packed[row].astype(np.float32) * self._scales[row]
        return raw

    def _offset(self, row: int) -> Floats:
        offset: Floats = self._offsets[self._languages[row]]
        return offset

    def _measure(self, start: int, end: int) -> None:
        """Work out the lengths of rows about the centre."""
        raw = self._packed[start:end].astype(np.float32) * self._scales[start:end, None]
        about = raw - self._offsets[self._languages[start:end]]
        self._lengths[start:end] = np.linalg.norm(about, axis=1)
