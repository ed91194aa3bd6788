"""What is the same in every test is computed once a process: the results of pure functions.

Each test makes the services, the search index and the dispatcher anew, and many read a content
folder. Most of that time went into reading the same YAML again, into cutting the same texts of the
content into pieces, into the keys of its shipped vectors, into the names of all countries in all
languages, and into aiogram's asking for the signatures of the same functions: a dispatcher has
some thousand.
"""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from aiogram.dispatcher.event import handler

from bot.answers import grams, lexical, spelling
from bot.answers.shipped import FOLDER, Shipped
from bot.library import documents, memory
from bot.library.documents import Document
from bot.services.choices import Choices

TEXTS = 20_000
"""More than the tests of one process ask about the part of the content that they share."""
FILES = 4_000
"""The content, in the changed copies of the tests too."""


@contextmanager
def remembering() -> Iterator[None]:
    """Remember as long as the block lasts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grams, "pieces", lru_cache(TEXTS)(grams.pieces))
        patch.setattr(spelling, "fold", lru_cache(TEXTS)(lexical.fold))
        parsed = _parsed_once()
        patch.setattr(documents, "parsed", parsed)
        patch.setattr(memory, "parsed", parsed)
        patch.setattr(Shipped, "read", _shipped_once())
        patch.setattr(Choices, "_names_in_all_languages", _names_once())
        patch.setattr(handler.CallableObject, "__post_init__", _signature_by_code())
        yield


def _parsed_once() -> Callable[[bytes, str], Document]:
    """Return the reading of YAML, which hands out copies of what it read before.

    What cannot be read is not remembered: it is said anew each time.
    """
    read = documents.parsed

    @lru_cache(FILES)
    def packed(data: bytes, name: str) -> bytes:
        return pickle.dumps(read(data, name))

    def parsed(data: bytes, name: str) -> Document:
        document: Document = pickle.loads(packed(data, name))
        return document

    return parsed


def _shipped_once() -> Any:
    """Return the reading of shipped vectors, which reads a file again once it is another one."""
    read = Shipped.read
    seen: dict[Any, Shipped] = {}

    def once(content_dir: Path) -> Shipped:
        files = [content_dir / FOLDER / f"{name}.npy" for name in ("keys", "vectors")]
        if not all(file.is_file() for file in files):
            return read(content_dir)
        key = tuple((file, file.stat().st_ino, file.stat().st_mtime_ns) for file in files)
        if key not in seen:
            seen[key] = read(content_dir)
        return seen[key]

    return once


def _names_once() -> Any:
    """Return the naming of countries and languages, which asks for each list of names once."""
    look = Choices._names_in_all_languages
    seen: dict[Any, Any] = {}

    def names(self: Choices, name: Callable[..., str], codes: Sequence[str]) -> Any:
        key = (name.__code__, tuple(codes))
        if key not in seen:
            seen[key] = look(self, name, codes)
        return seen[key]

    return names


def _signature_by_code() -> Any:
    """Return aiogram's look at a callback, which looks at each piece of code once.

    Handlers are made anew for each dispatcher, of the same code: their parameters are the same.
    """
    look = handler.CallableObject.__post_init__
    seen: dict[Any, tuple[bool, frozenset[str], bool]] = {}

    def post_init(self: handler.CallableObject) -> None:
        callback = inspect.unwrap(self.callback)
        if not (inspect.isfunction(callback) or inspect.ismethod(callback)):
            look(self)
            return
        key = (callback.__code__, inspect.ismethod(callback))
        if key not in seen:
            look(self)
            seen[key] = (self.awaitable, frozenset(self.params), self.varkw)
        self.awaitable, params, self.varkw = seen[key]
        self.params = set(params)

    return post_init
