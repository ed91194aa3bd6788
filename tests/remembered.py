"""What is the same in every test is computed once a process: the results of pure functions.

Each test makes the services, the search index and the dispatcher anew. Most of that time went into
cutting the same texts of the content into pieces again, and into aiogram's asking for the
signatures of the same functions: a dispatcher has some thousand.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pytest
from aiogram.dispatcher.event import handler

from bot.answers import grams, spelling

TEXTS = 20_000
"""More than the tests of one process ask about the part of the content that they share."""


@contextmanager
def remembering() -> Iterator[None]:
    """Remember as long as the block lasts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grams, "pieces", lru_cache(TEXTS)(grams.pieces))
        patch.setattr(spelling, "fold", lru_cache(TEXTS)(spelling.fold))
        patch.setattr(handler.CallableObject, "__post_init__", _signature_by_code())
        yield


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
