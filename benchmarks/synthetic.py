"""Content of any size for measuring: words of the real content, directions by chance."""

import random
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bot.answers.passages import Passage, passages_of
from bot.domain.entries import Entry, EntryText, Kind, Source, Status
from bot.embedding import Vector
from bot.library import Library

LANGUAGES = ("en", "pl", "sl", "da", "de")
DIMENSION = 384
"""As the model has it."""
_POOL = 4096
_STORED = np.dtype("<f2")  # as the cache of the index keeps them


class Directions:
    """Embeddings and cache in one: unit vectors by chance, the same for the same text."""

    ready = True

    def __init__(self, model_version: str = f"chance/{DIMENSION}") -> None:
        """`model_version` of the real model: then answers are judged as with it."""
        self.model_version = model_version
        made = np.random.default_rng(2026).normal(size=(_POOL, DIMENSION)).astype(np.float32)
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        self._vectors: list[Vector] = list(made)
        self._packed = [vector.astype(_STORED).tobytes() for vector in self._vectors]

    async def query(self, text: str) -> Vector | None:
        """Return the direction of a question."""
        return self._vectors[_number(text)]

    async def passage(self, text: str) -> Vector | None:
        """Return the direction of a passage."""
        return self._vectors[_number(text)]

    async def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Return a vector for every key: nothing has to be embedded."""
        return {key: self._packed[_number(key)] for key in keys}

    async def put(self, key: str, vector: bytes) -> None:
        """Forget it."""


def _number(text: str) -> int:
    return zlib.crc32(text.encode()) % _POOL


class Writer:
    """Writes entries with the words, and about the lengths, of the real ones."""

    def __init__(self, library: Library) -> None:
        self._chance = random.Random(2026)
        self._library = library
        self._words = {
            language: [
                word
                for entry in library.entries.values()
                if language in entry.text
                for word in f"{entry.text[language].summary} {entry.text[language].body}".split()
            ]
            for language in LANGUAGES
        }

    def library(self, size: int, languages: Sequence[str]) -> Library:
        """Return so many entries, each in all `languages`, with the real vocabulary and hubs."""
        entries = (self.entry(number, languages) for number in range(size))
        return Library(
            {entry.id: entry for entry in entries}, self._library.hubs, self._library.vocabulary
        )

    def entry(self, number: int, languages: Sequence[str]) -> Entry:
        """Return an entry."""
        kinds = tuple(Kind)
        return Entry(
            id=f"entry-{number}",
            kind=kinds[number % len(kinds)],
            status=Status.STANDING,
            text={language: self._text(language) for language in languages},
            sources=(Source("made for measuring"),),
            as_of="2026",
        )

    def _text(self, language: str) -> EntryText:
        words = self._words[language]

        def some(count: int) -> str:
            return " ".join(self._chance.choices(words, k=count))

        return EntryText(some(5), some(20), some(40), aliases=(some(2), some(2)))


def passages(library: Library) -> list[Passage]:
    """Return the passages of all entries."""
    return [passage for entry in library.entries.values() for passage in passages_of(entry)]


CONTENT_SET = Path(__file__).parent / "sets" / "content"
"""Questions about the real content."""
