"""The vocabulary as numbers: each skill a row, each stated word a bit, relations a matrix."""

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.domain.entries import Vocabulary
from bot.matching.lexicon import Lexicon
from bot.matching.rules import RELATED

FULL: Final = 200
"""A share of 1, as it is stored in a byte."""

Bytes = NDArray[np.uint8]
Relations = Mapping[str, Mapping[str, float]]


class Terms:
    """One vocabulary, laid out for comparing. Made anew when the vocabulary changes."""

    def __init__(self, vocabulary: Vocabulary, relations: Relations | None = None) -> None:
        self.vocabulary = vocabulary
        self.lexicon = Lexicon.of(vocabulary.skills)
        self.skills = {id_: row for row, id_ in enumerate(vocabulary.skills)}
        self.related = _matrix(self.skills, _relations(vocabulary, relations))
        self._bits: dict[str, dict[str, int]] = {}
        bits = 0
        for name, ids in (
            ("skills", vocabulary.skills),
            ("sectors", vocabulary.sectors),
            ("transitions", vocabulary.transitions),
            ("technologies", vocabulary.technologies),
        ):
            self._bits[name] = {id_: bits + place for place, id_ in enumerate(ids)}
            bits += len(ids)
        self.words = (bits + 63) // 64
        """Words of 64 bits that hold one bit for each term."""
        self.masks = {name: self.mask(**{name: ids})[:, None] for name, ids in self._bits.items()}
        """The bits of each list."""

    def rows(self, skills: Iterable[str]) -> list[int]:
        """Return the rows of skills; one that the vocabulary no longer has is left out."""
        return [self.skills[skill] for skill in skills if skill in self.skills]

    def ids(self, rows: Iterable[int]) -> tuple[str, ...]:
        """Return the skills of rows."""
        names = tuple(self.skills)
        return tuple(names[row] for row in rows)

    def mask(self, **lists: Iterable[str]) -> NDArray[np.uint64]:
        """Return the bits of terms, list by list."""
        mask = [0] * self.words
        for name, ids in lists.items():
            known = self._bits[name]
            for id_ in ids:
                if (bit := known.get(id_)) is not None:
                    mask[bit >> 6] |= 1 << (bit & 63)
        return np.array(mask, dtype=np.uint64)

    def reach(self, skills: Iterable[str], weight: float = 1.0) -> Bytes:
        """Return how near each skill is to the nearest of `skills`, 0 to `FULL`."""
        rows = self.rows(skills)
        if not rows:
            return np.zeros(len(self.skills), dtype=np.uint8)
        nearest = self.related[rows].max(axis=0) * (weight * FULL)
        reached: Bytes = np.rint(nearest).astype(np.uint8)
        return reached

    def marks(self, skills: Iterable[str], weight: float = 1.0) -> Bytes:
        """Return `weight` for each of `skills`, 0 for all others."""
        marked = np.zeros(len(self.skills), dtype=np.uint8)
        marked[self.rows(skills)] = round(weight * FULL)
        return marked


def _relations(vocabulary: Vocabulary, given: Relations | None) -> Relations:
    own: Relations = getattr(vocabulary, "relations", {})
    return own if given is None else given


def _matrix(skills: Mapping[str, int], relations: Relations) -> NDArray[np.float32]:
    matrix = np.eye(len(skills), dtype=np.float32)
    for one, others in relations.items():
        for other, share in others.items():
            if one in skills and other in skills:
                a, b = skills[one], skills[other]
                matrix[a, b] = matrix[b, a] = max(matrix[a, b], RELATED * share)
    # The neighbour of a neighbour is a little near as well: by the product of both steps.
    further: NDArray[np.float32] = np.stack(
        [(row[:, None] * matrix).max(axis=0) for row in matrix]
    )
    return further
