"""What is the same in every test is computed once a process: the results of pure functions.

Each test makes the services, the search index and the dispatcher anew, and many read a content
folder. Most of that time went into reading the same YAML again, into cutting the same texts of the
content into pieces, and into aiogram's asking for the signatures of the same functions: a
dispatcher has some thousand.
"""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pytest
from aiogram.dispatcher.event import handler

from bot.answers import grams, lexical, spelling
from bot.library import documents, memory
from bot.library.documents import Document

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
