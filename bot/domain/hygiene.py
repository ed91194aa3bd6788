"""Texts as a model may read them: no raw text of a person ever reaches one."""

import re
import unicodedata
from typing import Final

RAW_LIMIT: Final = 4_096
"""Characters of a raw text that are looked at: a Telegram message has no more."""
QUESTION_LIMITS: Final = (400, 700)
"""Characters and UTF-8 bytes of a question; 400 characters take 75 ms, 4,096 take 1.3 s."""
PASSAGE_LIMITS: Final = (2_000, 4_000)
"""Characters and UTF-8 bytes of a passage, which nobody waits for."""
HYGIENE: Final = "h1"
"""Part of the model version: raise it when `hygiene` changes, so that vectors are made anew."""

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Me"})
_BLANK = frozenset({"Zs", "Zl", "Zp", "So", "Sk"})
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_MARKS_IN_A_ROW = 2  # after NFKC our languages need none; more is decoration ("zalgo")


def hygiene(
    text: str, limit: int = QUESTION_LIMITS[0], max_bytes: int = QUESTION_LIMITS[1]
) -> str:
    """Return `text` as the model may read it: NFKC, no controls, emoji or symbols, capped.

    NFKC comes first, because the model's tokeniser overflows its buffer when it does it itself
    (one U+FDFA becomes 18 characters); so the caps come before and after. Idempotent.
    """
    normal = unicodedata.normalize("NFKC", text[:RAW_LIMIT])[:RAW_LIMIT]
    kept: list[str] = []
    marks = 0
    for char in _VARIATION.sub("", normal):
        category = unicodedata.category(char)
        marks = marks + 1 if category == "Mn" else 0
        if char.isspace() or category in _BLANK or (category == "Sm" and not char.isascii()):
            kept.append(" ")
        elif category not in _DROPPED and marks <= _MARKS_IN_A_ROW:
            kept.append(char)
    # What stood between two characters is gone: they may compose now.
    clean = " ".join(unicodedata.normalize("NFKC", "".join(kept)).split())[:limit]
    return clean.encode()[:max_bytes].decode(errors="ignore").rstrip()


def speakable(text: str) -> bool:
    """Say whether there is a letter that one of our languages could have written."""
    return any(
        char.isalpha() and unicodedata.name(char, "").startswith(("LATIN ", "GREEK "))
        for char in text
    )
