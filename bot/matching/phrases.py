"""Phrases as beginnings of words that follow each other."""

from collections.abc import Iterator, Sequence

from bot.domain.folding import bare_words

Phrase = tuple[str, ...]
"""Beginnings of words that follow each other; one that ends in `.` is a whole word."""


def phrases_of(written: str) -> Iterator[Phrase]:
    """Yield phrases that are written with `_` between their words and spaces between them."""
    for phrase in written.split():
        words: list[str] = []
        for part in filter(None, phrase.split("_")):
            words += bare_words(part)
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
