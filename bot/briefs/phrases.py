"""Phrases by the beginnings of their words: Slavic and German words end in many ways.

A phrase is a few words; `word*` stands for all words that begin so, `..` for up to four words that
may stand between. Diacritics and case do not count.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from bot.domain.folding import bare_words

GAP: Final = ".."
_LONGEST_GAP: Final = 4
_LONGEST_STEM: Final = 24
_SENTENCE = re.compile(r"(?<=[.!?;…])\s+|\n+|(?<=\w)\s+[–—]\s+")
_NO_END = re.compile(
    r"(?:(?<!\w)(?:\w|\d{1,2}|npr|sp|ltd|inc|co|tel|tlf|ca|nr|st|itd|oz|tzw|ok|inkl|bzw|kl|hr))\.$",
    re.IGNORECASE,
)
"""What a full stop ends that ends no sentence: a number, a letter, an abbreviation."""
_LONGEST_END: Final = 8
"""Characters in which such an end is seen: a growing sentence is not read again for each part."""
_TWO_LETTERS: Final = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))
"""How German and Danish letters are written where the keyboard has none."""

Span = tuple[int, int]
"""The first word, and the one after the last."""


def words_of(text: str, *, spelled_out: bool = False) -> list[str]:
    """Return the bare words of a text; `spelled_out`: "fuer" and "für" are the same word."""
    words = bare_words(text)
    return [_shortened(word) for word in words] if spelled_out else words


def _shortened(word: str) -> str:
    for long, short in _TWO_LETTERS:
        word = word.replace(long, short)
    return word


def sentences(text: str) -> list[str]:
    """Return the sentences of a text as they stand there."""
    found: list[str] = []
    for part in _SENTENCE.split(text):
        if found and _NO_END.search(found[-1][-_LONGEST_END:]):
            found[-1] = f"{found[-1]} {part}"
        elif part.strip():
            found.append(part.strip())
    return found


class Phrases:
    """A list of phrases to look for."""

    def __init__(self, text: str, *, spelled_out: bool = False) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in text.split(","):
            parts = tuple(_part(part, spelled_out) for part in phrase.split())
            if parts:
                self._by_first.setdefault(parts[0], []).append(parts[1:])
        self._firsts = frozenset(self._by_first)

    def find(self, words: Sequence[str]) -> Iterator[Span]:
        """Yield where phrases stand, at most one a place: the longest."""
        for at, word in enumerate(words):
            known = self._firsts.intersection(_keys(word))
            ends = [
                end
                for first in known
                for rest in self._by_first[first]
                if (end := _match(rest, words, at + 1))
            ]
            if ends:
                yield at, max(ends)

    def count(self, words: Sequence[str]) -> int:
        """Return at how many places a phrase stands."""
        return sum(1 for _ in self.find(words))

    def __contains__(self, words: Sequence[str]) -> bool:
        return next(self.find(words), None) is not None

    def has(self, word: str) -> bool:
        """Say whether one word is a phrase by itself."""
        return any(() in self._by_first.get(first, ()) for first in _keys(word))


@lru_cache(maxsize=4096)
def _keys(word: str) -> tuple[str, ...]:
    return (word, *(word[:length] + "*" for length in range(1, min(len(word), _LONGEST_STEM) + 1)))


def _part(part: str, spelled_out: bool) -> str:
    if part == GAP:
        return GAP
    star = "*" if part.endswith("*") else ""
    bare = "".join(words_of(part, spelled_out=spelled_out))
    return bare + star


def _match(rest: Sequence[str], words: Sequence[str], at: int) -> int:
    """Return where a match of `rest` at a place ends, 0 if there is none."""
    for number, part in enumerate(rest):
        if part == GAP:
            tried = range(at, min(at + _LONGEST_GAP, len(words)) + 1)
            return next((end for go in tried if (end := _match(rest[number + 1 :], words, go))), 0)
        if at >= len(words) or not _is(part, words[at]):
            return 0
        at += 1
    return at


def _is(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
