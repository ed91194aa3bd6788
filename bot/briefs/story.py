"""One long message of a company → the answers of the challenge form that it surely gives."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Protocol

Value = str | tuple[str, ...]


class Days(Protocol):
    """Days that a text names, and where (`bot.answers.moments.Moment` is one)."""

    @property
    def first(self) -> date: ...

    @property
    def last(self) -> date: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def bound(self) -> str: ...


ReadDays = Callable[[str], Iterable[Days]]
"""Finds the days of a text; `Reading.moments` does, with the words of all languages."""


def read_story(
    text: str, language: str, today: date, days: ReadDays | None = None
) -> Mapping[str, Value]:
    """Return the answers of the challenge form that a message surely gives, by key.

    Texts are the company's own sentences, without contact data, which goes to `reach`. A
    `deadline` is an ISO 8601 day, an `amount` as `Reading` reads fees (`EUR::500`), an `effort` a
    number of hours. Without `days` only dates in digits are read.
    """
    return {}
