"""The words that questions are read by: the files in `bot/answers/words/`."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from bot.answers.lexical import fold
from bot.answers.understanding.phrases import BLOCK, Phrase, read_phrase

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FOLDER: Final = Path(__file__).parents[1] / "words"


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a file of words; everything in it is text, also `no` and `10`."""
    text = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, _LOADER)  # noqa: S506 - text only
    return loaded


def listed(text: str) -> list[str]:
    """Return what is listed with commas."""
    return [item for part in text.split(",") if (item := part.strip())]


def phrases(values: Mapping[str, str], topic: str) -> Iterable[Phrase]:
    """Read the phrases of each value; `hidden` are those in which the words mean another thing."""
    for value, patterns in values.items():
        if value == "hidden":
            yield from hidden(patterns, topic)
        else:
            yield from (read_phrase(pattern, topic, value) for pattern in listed(patterns))


def hidden(patterns: str, topic: str) -> Iterable[Phrase]:
    """Read phrases inside which nothing of a topic is found."""
    return (read_phrase(pattern, BLOCK, topic) for pattern in listed(patterns))


@cache
def stop_words() -> Mapping[str, frozenset[str]]:
    """Return the small words of each language, folded."""
    return {
        language: frozenset(part for word in listed(words) for part in fold(word).split())
        for language, words in table("stop").items()
    }


@cache
def small_words() -> frozenset[str]:
    """Return the small words of all languages."""
    return frozenset().union(*stop_words().values())


@cache
def languages_of_word() -> Mapping[str, tuple[str, ...]]:
    """Return for each small word the languages that have it."""
    languages: dict[str, tuple[str, ...]] = {}
    for language, words in stop_words().items():
        for word in words:
            languages[word] = (*languages.get(word, ()), language)
    return languages
