"""Texts as bare words, and beginnings of words that follow each other."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

_LETTERS: Final = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ς": "σ"}
)
_WORD: Final = re.compile(r"[^\W_]+")

Phrase = tuple[str, ...]
"""Beginnings of words that follow each other; one that ends in `.` is a whole word."""


def fold(text: str) -> list[str]:
    """Return the bare words of a text: small letters without marks."""
    parts = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    if not parts.isascii():
        parts = "".join([char for char in parts if not unicodedata.combining(char)])
    return _WORD.findall(parts)


def phrases_of(written: str) -> Iterator[Phrase]:
    """Yield phrases that are written with `_` between their words and spaces between them."""
    for phrase in written.split():
        words: list[str] = []
        for part in filter(None, phrase.split("_")):
            words += fold(part)
            if words and part.endswith("."):
                words[-1] += "."
        if words:
            yield tuple(words)


def follows(phrase: Phrase, words: Sequence[str]) -> bool:
    """Say whether words begin as a phrase does."""
    if len(words) < len(phrase):
        return False
    return all(
        word == wanted[:-1] if wanted.endswith(".") else word.startswith(wanted)
        for wanted, word in zip(phrase, words, strict=False)
    )
