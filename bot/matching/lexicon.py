"""Skills that a text names, in the words of the vocabulary, in twelve languages.

What is found here ranks and suggests; it is never said to anybody, and never becomes a fact of a
profile: a word may stand in a text for many reasons.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Final

from bot.domain.entries import Term
from bot.domain.folding import bare_words
from bot.domain.languages import FALLBACK, UNDERSTOOD
from bot.matching.cues import CUES
from bot.matching.phrases import Phrase, follows, phrases_of
from bot.matching.wishes import Manner, manner_of

_SENTENCE: Final = re.compile(r"[.!?;\n…|]+|\s[-–—]\s")
_BEGINNING: Final = 3
"""Letters by which words are looked up."""
_SHARED: Final = 0.75
"""Of the longer of two words, how much they must share from the beginning to be the same word."""
_LEAST_SHARED: Final = 5
_WINDOW: Final = 6
"""Words among which those of one name must lie."""
_LONGEST_TEXT: Final = 4_000


@dataclass(frozen=True, slots=True)
class Named:
    """The skills that a text names: as what is done, what is wished for, what is not wanted."""

    done: frozenset[str] = frozenset()
    wished: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()
    hinted: frozenset[str] = frozenset()
    """Skills whose subject is spoken about, as what is done; named ones are not repeated."""
    hoped: frozenset[str] = frozenset()
    """… as what is wished for."""


NOTHING: Final = Named()
_NONE: Final[frozenset[str]] = frozenset()
"""Shared: most lists of most texts are empty, and thousands are kept."""


@dataclass(frozen=True, slots=True)
class _Name:
    skill: str
    words: tuple[str, ...]
    languages: frozenset[str]


@dataclass(slots=True)
class Lexicon:
    """All names of all skills, looked up by the beginning of their longest word."""

    _names: dict[str, list[_Name]] = field(default_factory=dict)
    _cues: dict[str, list[tuple[str, Phrase]]] = field(default_factory=dict)

    @classmethod
    def of(cls, skills: Mapping[str, Term]) -> "Lexicon":
        """Return the lexicon of labels, synonyms and words for people who do it."""
        found: dict[tuple[str, tuple[str, ...]], set[str]] = {}
        for id_, term in skills.items():
            for language, name in _names_of(term):
                if words := tuple(bare_words(name)):
                    found.setdefault((id_, words), set()).add(language)
        lexicon = cls()
        for (id_, words), languages in found.items():
            # Forms of one word share so many letters, and shorter words have no other forms.
            key = max(words, key=len)[:_LEAST_SHARED]
            lexicon._names.setdefault(key, []).append(_Name(id_, words, frozenset(languages)))
        for id_ in skills:
            for phrase in phrases_of(CUES.get(id_, "")):
                lexicon._cues.setdefault(phrase[0].rstrip(".")[:_BEGINNING], []).append(
                    (id_, phrase)
                )
        return lexicon

    def read(self, text: str, languages: Iterable[str] = ()) -> Named:
        """Return the skills that a text names, read in these languages and English.

        Without any of ours it is read in all of them.
        """
        if not text.strip():
            return NOTHING
        spoken = frozenset(languages).intersection(UNDERSTOOD) or frozenset(UNDERSTOOD)
        known = spoken | {FALLBACK}
        named: dict[Manner, set[str]] = {manner: set() for manner in Manner}
        hinted: dict[Manner, set[str]] = {manner: set() for manner in Manner}
        for sentence in _SENTENCE.split(text[:_LONGEST_TEXT]):
            words = bare_words(sentence)
            if not words:
                continue
            manner = manner_of(words)
            named[manner] |= self._in(words, known)
            hinted[manner] |= self._about(words)
        found = (
            named[Manner.DONE],
            named[Manner.WISHED],
            named[Manner.UNWANTED] - named[Manner.DONE],
            hinted[Manner.DONE] - named[Manner.DONE],
            hinted[Manner.WISHED] - named[Manner.WISHED],
        )
        return Named(*(frozenset(one) if one else _NONE for one in found))

    def _about(self, words: list[str]) -> set[str]:
        return {
            skill
            for place, word in enumerate(words)
            for length in range(1, min(_BEGINNING, len(word)) + 1)
            for skill, phrase in self._cues.get(word[:length], ())
            if follows(phrase, words[place : place + len(phrase)])
        }

    def _in(self, words: list[str], known: Collection[str]) -> set[str]:
        found: set[str] = set()
        for beginning in {word[:_LEAST_SHARED] for word in words}:
            for name in self._names.get(beginning, ()):
                if name.skill in found or name.languages.isdisjoint(known):
                    continue
                if _stands_in(name.words, words):
                    found.add(name.skill)
        return found


def _names_of(term: Term) -> Iterable[tuple[str, str]]:
    yield from term.labels.items()
    for names in (term.synonyms, term.professions):
        for language, several in names.items():
            for name in several:
                yield language, name


def _stands_in(name: tuple[str, ...], words: list[str]) -> bool:
    """Say whether all words of a name stand near each other."""
    places = []
    for wanted in name:
        at = [place for place, word in enumerate(words) if is_same_word(wanted, word)]
        if not at:
            return False
        places.append(at)
    return any(
        all(any(abs(place - first) < _WINDOW for place in at) for at in places[1:])
        for first in places[0]
    )


def is_same_word(one: str, other: str) -> bool:
    """Say whether two words begin so alike that they are forms of one."""
    if one[:_LEAST_SHARED] != other[:_LEAST_SHARED]:  # nearly always, so first
        return False
    if one == other:
        return True
    least = max(_LEAST_SHARED, ceil(_SHARED * max(len(one), len(other))))
    return min(len(one), len(other)) >= least and one[:least] == other[:least]
