"""Two simpler ways to search: what the answers are measured beside, in the same run.

They stand on their own, so that they stay what they are when the answers change.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from bot.answers.lexical import fold
from bot.domain.entries import EntryText

BEST = 10
Search = Callable[[str], NDArray[np.intp]]
"""Returns the numbers of the best names or texts, best first."""


def fuzzy(texts: Sequence[EntryText]) -> Search:
    """Return a search by RapidFuzz: the likeness of titles and aliases."""
    names = [fold(name) for text in texts for name in (text.title, *text.aliases)]

    def search(text: str) -> NDArray[np.intp]:
        scores = process.cdist([fold(text)], names, scorer=fuzz.token_set_ratio, dtype=np.float32)
        return _best(scores[0])

    return search


def words(texts: Sequence[EntryText], k1: float = 1.2, b: float = 0.6) -> Search:
    """Return a search by BM25 over the first five letters of words, the title doubled."""
    found = [Counter(_beginnings(_joined(text))) for text in texts]
    lengths = np.array([terms.total() for terms in found], dtype=np.float32)
    postings: dict[str, list[tuple[int, int]]] = {}
    for row, terms in enumerate(found):
        for term, count in terms.items():
            postings.setdefault(term, []).append((row, count))
    weighed: dict[str, tuple[NDArray[np.intp], NDArray[np.float32]]] = {}
    for term, pairs in postings.items():
        rows = np.array([row for row, _ in pairs], dtype=np.intp)
        counts = np.array([count for _, count in pairs], dtype=np.float32)
        rarity = log(1 + (len(found) - len(rows) + 0.5) / (len(rows) + 0.5))
        long = 1 - b + b * lengths[rows] / lengths.mean()
        weighed[term] = rows, (rarity * counts * (k1 + 1) / (counts + k1 * long))

    def search(text: str) -> NDArray[np.intp]:
        scores = np.zeros(len(found), dtype=np.float32)
        for term in set(_beginnings(text)):
            if term in weighed:
                rows, weights = weighed[term]
                scores[rows] += weights
        return _best(scores)

    return search


def _joined(text: EntryText) -> str:
    return " ".join((text.title, text.title, *text.aliases, text.summary, text.body))


def _beginnings(text: str) -> list[str]:
    return [word[:5] for word in fold(text).split()]


def _best(scores: NDArray[np.float32]) -> NDArray[np.intp]:
    near = np.argpartition(-scores, min(BEST, len(scores) - 1))[:BEST]
    return near[np.argsort(-scores[near], kind="stable")]
