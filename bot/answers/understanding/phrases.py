"""Finding words and phrases in a question whatever their ending: one pass over its words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.answers.lexical import fold

_WORD = re.compile(r"[^\W_]+")
_ENDING: Final = 5
"""The most letters that an ending may have: `Ljubljan-` and the Hungarian `-ában`."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question: as written, folded, where it stands, and what stands before it."""

    written: str
    folded: str
    start: int
    end: int
    opens: bool
    """Whether a sentence or a clause begins with it."""

    @property
    def is_capital(self) -> bool:
        """Say whether it begins with a capital letter."""
        return self.written[:1].isupper()

    @property
    def is_number(self) -> bool:
        """Say whether it is digits only."""
        return self.folded.isascii() and self.folded.isdigit()


def words_of(text: str) -> list[Word]:
    """Return the words of a question, in order."""
    words: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        folded = _fold(match[0])
        if folded:
            opens = not words or any(mark in ",;:.!?()" for mark in text[end : match.start()])
            words.append(Word(match[0], folded, *match.span(), opens))
            end = match.end()
    return words


@lru_cache(maxsize=8_192)
def _fold(word: str) -> str:
    return fold(word).replace(" ", "")


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a phrase: the letters it has or begins with, and the case it must be in."""

    letters: str
    longest: int
    """The most letters that a matching word has."""
    case: str = ""
    """`^` a capital and not the first word, `_` small letters, `!` capitals throughout, `=` as
    it is written here."""
    written: str = ""

    def fits(self, word: Word, position: int) -> bool:
        if not (word.folded.startswith(self.letters) and len(word.folded) <= self.longest):
            return False
        if self.case == "^":  # the first word of a question has a capital anyway
            return word.is_capital and position > 0
        if self.case == "_":
            return not word.is_capital
        if self.case == "!":
            return word.written.isupper()
        return self.case != "=" or word.written == self.written


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to look for, what it stands for, and the languages it is limited to."""

    parts: tuple[_Part, ...]
    topic: str
    value: str
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that was found, from word `first` up to, without, word `end`."""

    first: int
    end: int
    topic: str
    value: str


def read_phrase(pattern: str, topic: str, value: str) -> Phrase:
    """Read a phrase as the files in `words/` write it.

    `polsk*` takes any ending of up to five letters, `^Nice` only with a capital and not as the
    first word, `_maja` only in small letters, `!AR` only in capitals, `=máji` only with these
    accents, `cs|sk:leto` only if the question is likely to be in one of the languages.
    """
    languages, colon, rest = pattern.rpartition(":")
    parts = tuple(part for token in rest.split() for part in _parts(token))
    return Phrase(parts, topic, value, frozenset(languages.split("|")) if colon else frozenset())


def _parts(token: str) -> Iterable[_Part]:
    case = token[0] if token[0] in "^_!=" else ""
    open_ended = token.endswith("*")
    folded = fold(token.lstrip("^_!=")).split()
    for place, letters in enumerate(folded):
        last = place == len(folded) - 1
        longest = len(letters) + (_ENDING if open_ended and last else 0)
        yield _Part(letters, longest, case, token[1:] if case else "")


def stemmed(name: str, topic: str, value: str, languages: frozenset[str] = frozenset()) -> Phrase:
    """Return a phrase that finds a name of the vocabulary in its inflected forms."""
    return Phrase(tuple(map(_stem, fold(name).split())), topic, value, languages)


_SHORT: Final = 4
_VOWELS: Final = frozenset("aeiouyαεηιουωσ")


def _stem(word: str) -> _Part:
    """Return a word without its last vowels, with room for another ending; a short one whole."""
    if len(word) <= _SHORT or not word.isalpha():
        return _Part(word, len(word))
    stem = word
    while len(stem) > _SHORT and len(word) - len(stem) < 2 and stem[-1] in _VOWELS:
        stem = stem[:-1]
    return _Part(stem, len(stem) + (3 if len(stem) > _SHORT else 2))


class Phrases:
    """Many phrases, found together."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_start: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            if phrase.parts:
                self._by_start.setdefault(phrase.parts[0].letters, []).append(phrase)
        self._lengths = sorted({len(letters) for letters in self._by_start})

    def find(self, words: Sequence[Word], likely: frozenset[str]) -> list[Hit]:
        """Return what is found, without what lies inside a longer find of its topic.

        A find of the topic `block` stands for nothing and hides everything inside it.
        """
        hits: dict[Hit, None] = {}
        for position, word in enumerate(words):
            for length in self._lengths:
                if length > len(word.folded):
                    break
                for phrase in self._by_start.get(word.folded[:length], ()):
                    if _fits(phrase, words, position, likely):
                        end = position + len(phrase.parts)
                        hits[Hit(position, end, phrase.topic, phrase.value)] = None
        return _outermost(list(hits))


BLOCK: Final = "block"


def _fits(phrase: Phrase, words: Sequence[Word], position: int, likely: frozenset[str]) -> bool:
    if phrase.languages and not phrase.languages & likely:
        return False
    if position + len(phrase.parts) > len(words):
        return False
    return all(part.fits(words[position + n], position + n) for n, part in enumerate(phrase.parts))


def _outermost(hits: list[Hit]) -> list[Hit]:
    """Drop what lies inside a longer hit of its topic, or inside a block for its topic."""
    widest: dict[tuple[str, int], tuple[int, int]] = {}
    for hit in hits:
        topic = f"{BLOCK} {hit.value}" if hit.topic == BLOCK else hit.topic
        for n in range(hit.first, hit.end):
            known = widest.get((topic, n))
            if known is None or hit.end - hit.first > known[1] - known[0]:
                widest[topic, n] = (hit.first, hit.end)

    def hidden(hit: Hit) -> bool:
        block = widest.get((f"{BLOCK} {hit.topic}", hit.first))
        if block and block[0] <= hit.first and hit.end <= block[1]:
            return True
        first, end = widest[hit.topic, hit.first]
        return first <= hit.first and hit.end <= end and end - first > hit.end - hit.first

    return [hit for hit in hits if hit.topic != BLOCK and not hidden(hit)]
