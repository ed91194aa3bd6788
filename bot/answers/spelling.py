"""Spelling repair: words that no entry has become the nearest word that one has.

Only what is compared by words is repaired. The model reads slips and missing diacritics well, and
inflected words look like slips: repairing before the embedding cost 1.7 points of R@3 on this
project's content (.875 → .858), so it reads what was typed.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answers.lexical import fold

SHORTEST: Final = 5
"""Letters; shorter words have too many neighbours."""
LONG: Final = 8
"""From so many letters on, two slips are forgiven instead of one."""
MOST: Final = 6
"""Words of a question that are looked at: a text in another language has only unknown ones."""


class Vocabulary:
    """The words of all passages, folded: what a typed word may have been meant to be."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._by_letter: dict[str, list[str]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._counts

    def hold(self, words: Mapping[str, int]) -> None:
        """Know exactly these folded words, with the number of passages that have each."""
        self._counts = Counter(words)
        self._by_letter = {}

    def add(self, text: str) -> None:
        """Learn the words of a passage."""
        for word in set(fold(text).split()):
            if word not in self._counts:
                self._by_letter.pop(word[0], None)
            self._counts[word] += 1

    def remove(self, text: str) -> None:
        """Unlearn the words of a passage that was added."""
        for word in set(fold(text).split()):
            self._counts[word] -= 1
            if not self._counts[word]:
                del self._counts[word]
                self._by_letter.pop(word[0], None)

    def repaired(self, text: str) -> str:
        """Return the folded `text` with unknown words replaced by what they are a slip of."""
        words = fold(text).split()
        unknown = [w for w in dict.fromkeys(words) if len(w) >= SHORTEST and w not in self._counts]
        meant = {word: self._nearest(word) or word for word in unknown[:MOST]}
        return " ".join(meant.get(word, word) for word in words)

    def _nearest(self, word: str) -> str | None:
        """Return the known word one or two edits away that begins alike; None if there is none."""
        known = self._alike(word[0])
        slips = 1 if len(word) < LONG else 2
        found = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=1)
        return str(found[0][0]) if found else None

    def _alike(self, letter: str) -> list[str]:
        if letter not in self._by_letter:
            # Sorted, so that of two equally near words every process takes the same.
            self._by_letter[letter] = sorted(
                word for word in self._counts if word[0] == letter and len(word) >= SHORTEST
            )
        return self._by_letter[letter]
