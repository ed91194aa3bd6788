"""Finds terms of the vocabulary by what a person types: typos, other words, no diacritics."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from rapidfuzz import fuzz

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
    scores: dict[str, float] = {}
    for wanted in _SEPARATORS.split(text[:400]):
        query = fold(wanted)
        if len(query) < 2:
            continue
        for id_, term in terms.items():
            score = _score(query, term, language)
            if score >= _THRESHOLD:
                scores[id_] = max(score, scores.get(id_, 0.0))
    order = {id_: place for place, id_ in enumerate(terms)}
    found = sorted(scores, key=lambda id_: (-scores[id_], order[id_]))
    return [terms[id_] for id_ in found[:limit]]


@lru_cache(maxsize=32_768)
def fold(text: str) -> str:
    """Return `text` in small letters, no diacritics, no marks: `Živé łódki!` → `zive lodki`."""
    small = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    letters = "".join(char for char in small if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", letters))


def _score(query: str, term: Term, language: str) -> float:
    best = 0.0
    for of_language, words in _words(term):
        weight = 1.0 if of_language in {language, FALLBACK} else _OTHER_LANGUAGE
        best = max(best, weight * _alike(query, fold(words)))
    return best


def _words(term: Term) -> Iterator[tuple[str, str]]:
    yield from term.labels.items()
    for words_by_language in (term.synonyms, term.professions):
        for language, words in words_by_language.items():
            for word in words:
                yield language, word


def _alike(query: str, words: str) -> float:
    """Return how well a query fits, 0 to 100: the same, its beginning, a word of it, a typo."""
    if query == words:
        return 100.0
    if len(query) < 3:
        return 90.0 if query in words.split() else 0.0
    if words.startswith(query):
        return 95.0
    if any(word.startswith(query) for word in words.split()):
        return 90.0
    if len(query) < 4 or len(words) < 4:
        return 0.0
    together = fuzz.ratio(query.replace(" ", ""), words.replace(" ", ""))
    if " " in query:
        shared = 0.85 * fuzz.token_set_ratio(query, words)
        return max(together, fuzz.token_sort_ratio(query, words), shared)
    if any(len(word) >= 5 and query.startswith(word) for word in words.split()):
        return 85.0  # `Keramikerin` works with `Keramik`
    single = max((fuzz.ratio(query, word) for word in words.split()), default=0.0)
    return max(together, 0.95 * single)
