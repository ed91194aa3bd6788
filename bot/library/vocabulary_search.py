"""Finds terms of the vocabulary by what a person types: typos, other words, no diacritics."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.domain.entries import Term
from bot.domain.languages import FALLBACK

_THRESHOLD = 78.0
_OTHER_LANGUAGE = 0.93  # a word that fits in the person's language or English wins over the rest
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ς": "σ"}
)
_SEPARATORS = re.compile(r"[,;\n•]+")


def find_terms(terms: Mapping[str, Term], text: str, language: str, limit: int = 8) -> list[Term]:
    """Return the terms that `text` may mean, best first; several may be listed with commas."""
    names = _names(terms)
    scores: dict[str, float] = {}
    for wanted in _SEPARATORS.split(text[:400]):
        query = fold(wanted)
        if len(query) < 2:
            continue
        for name, alike in names.alike(query).items():
            for id_, of_language in names.owners[name]:
                weight = 1.0 if of_language in {language, FALLBACK} else _OTHER_LANGUAGE
                if weight * alike >= _THRESHOLD:
                    scores[id_] = max(weight * alike, scores.get(id_, 0.0))
    order = {id_: place for place, id_ in enumerate(terms)}
    found = sorted(scores, key=lambda id_: (-scores[id_], order[id_]))
    return [terms[id_] for id_ in found[:limit]]


@lru_cache(maxsize=32_768)
def fold(text: str) -> str:
    """Return `text` in small letters, no diacritics, no marks: `Živé łódki!` → `zive lodki`."""
    small = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    letters = "".join(char for char in small if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", letters))


class _Names:
    """All names of some terms, folded once: skills alone have ten thousand.

    `owners` has, for each name, the terms that bear it and the languages in which they do.
    """

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self.terms = terms
        self.owners: dict[str, list[tuple[str, str]]] = {}
        self._by_word: dict[str, list[str]] = {}
        for id_, term in terms.items():
            for language, words in _words(term):
                self.owners.setdefault(fold(words), []).append((id_, language))
        for name in self.owners:
            for word in dict.fromkeys(name.split()):
                self._by_word.setdefault(word, []).append(name)
        self._sorted, self._sorted_words = sorted(self.owners), sorted(self._by_word)
        long = [name for name in self.owners if len(name) >= 4]
        self._long = {name: name for name in long}
        self._together = {name: name.replace(" ", "") for name in long}
        self._words = {word: word for name in long for word in name.split()}

    def alike(self, query: str) -> dict[str, float]:
        """Return how well names fit a query, up to 100: the same, its beginning, a word, a typo.

        What fits too little to count is left out.
        """
        found = self._typos(query) if len(query) >= 4 else {}
        if len(query) < 3:
            found |= dict.fromkeys(self._by_word.get(query, ()), 90.0)
        else:
            for word in _beginning(query, self._sorted_words):
                found |= dict.fromkeys(self._by_word[word], 90.0)
            for name in self._by_word.get(query.partition(" ")[0], ()):
                if f" {query}" in name:
                    found[name] = max(found.get(name, 0.0), 90.0)
            found |= dict.fromkeys(_beginning(query, self._sorted), 95.0)
        if query in self.owners:
            found[query] = 100.0
        return found

    def _typos(self, query: str) -> dict[str, float]:
        together = query.replace(" ", "")
        found = _best(together, self._together, fuzz.ratio, 1.0)
        if " " in query:
            # The words in another order, or some of them.
            for scorer, weight in ((fuzz.token_sort_ratio, 1.0), (fuzz.token_set_ratio, 0.85)):
                for name, score in _best(query, self._long, scorer, weight).items():
                    found[name] = max(score, found.get(name, 0.0))
            return found
        for word, score in _best(query, self._words, fuzz.ratio, 0.95).items():
            for name in self._by_word[word]:
                found[name] = max(score, found.get(name, 0.0))
        for length in range(5, len(query)):  # `Keramikerin` works with `Keramik`
            for name in self._by_word.get(query[:length], ()):
                found[name] = 85.0
        return {name: score for name, score in found.items() if len(name) >= 4}


def _beginning(query: str, texts: Sequence[str]) -> Iterator[str]:
    """Return those of sorted texts that begin with the query."""
    for place in range(bisect_left(texts, query), len(texts)):
        if not texts[place].startswith(query):
            return
        yield texts[place]


def _best(
    query: str, choices: Mapping[str, str], scorer: Callable[..., float], weight: float
) -> dict[str, float]:
    """Return the names whose weighted score is enough to count."""
    enough = process.extract(
        query, choices, scorer=scorer, score_cutoff=_THRESHOLD / weight, limit=None
    )
    return {name: weight * score for _, score, name in enough}


_known: dict[int, _Names] = {}
_MOST_KNOWN = 16


def _names(terms: Mapping[str, Term]) -> _Names:
    """Return the names of some terms; the lists of a vocabulary stay the same for long."""
    known = _known.get(id(terms))
    if known is None or known.terms is not terms:
        known = _Names(terms)
        while len(_known) >= _MOST_KNOWN:
            _known.pop(next(iter(_known)), None)
        _known[id(terms)] = known
    return known


def _words(term: Term) -> Iterator[tuple[str, str]]:
    yield from term.labels.items()
    for words_by_language in (term.synonyms, term.professions):
        for language, words in words_by_language.items():
            for word in words:
                yield language, word
