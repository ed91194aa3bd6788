"""Texts as bare words, so that what is typed in a hurry meets what an editor wrote."""

import re
import unicodedata
from typing import Final

_LETTERS: Final = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ς": "σ"}
)
"""Letters without a decomposition, and the Greek final sigma, which is another letter than σ."""
_WORD: Final = re.compile(r"[^\W_]+")


def bare_words(text: str) -> list[str]:
    """Return the words of a text in small letters, without diacritics and punctuation."""
    parts = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    if not parts.isascii():
        parts = "".join([char for char in parts if not unicodedata.combining(char)])
    return _WORD.findall(parts)
