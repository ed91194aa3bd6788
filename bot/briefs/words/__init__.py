"""The words by which briefs are read, one module a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Final

from bot.briefs.phrases import Phrases

LANGUAGES: Final = ("en", "sl", "pl", "da", "de")
"""The languages whose words the doctor knows; in the others it reads dates and contact data."""
_SPELLED_OUT: Final = frozenset({"da", "de"})


@dataclass(frozen=True, slots=True)
class Words:
    """What to look for in one language. Each text is a list of phrases with commas between them,
    as `bot.briefs.phrases` reads them."""

    wants: str
    """Asking for something: "we need", "we are looking for", "design us"."""
    solutions: str
    """Things that are a solution: "app", "website", "logo"."""
    lacks: str
    """Not having one, which hurts nobody: "we do not have", "without a"."""
    hurts: str
    """What goes wrong, and for whom."""
    soft: str
    """Success that nobody can see: "better", "nicer", "everybody is happy"."""
    measures: str
    """Success that one can see without a number: "fewer", "nobody", "half", "instead of"."""
    unsaid: str
    """Success that is left open: "hard to say", "we will see"."""
    numbers: str
    """Small numbers as words."""
    goals: str
    """Begins what success would be: "our goal", "we would be glad if"."""
    nobody: str
    """A contact that is none: "nobody yet", "to be decided", "all of us"."""
    undecided: str
    """A sentence of the brief which says that nobody has it."""
    owns: str
    """A sentence of the brief which says who has it: "is responsible", "will decide"."""
    general: str
    """Words that could stand in any company's brief."""
    stop: str
    """Words that say nothing by themselves."""
    topics: Mapping[str, str]
    """Kinds of problem that different people would solve."""
    more: str
    """Begins another problem: "besides", "on top of that"."""
    many: str
    """Says that there are many: "several problems", "a whole list"."""
    titles: str
    """Stands before a family name: "Mr", "Mrs"."""
    roles: str
    """Who somebody is in a company: "foreman", "our colleague"; may stand before a name."""
    nouns_are_capital: bool = False
    """Whether every noun begins with a capital letter, as in German."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The words of one language, ready to be looked for."""

    language: str
    spelled_out: bool
    nouns_are_capital: bool
    lists: Mapping[str, Phrases]
    topics: Mapping[str, Phrases] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Phrases:
        return self.lists[name]


@cache
def reader(language: str) -> Reader | None:
    """Return the words of a language, None if the doctor does not know it."""
    if language not in LANGUAGES:
        return None
    words: Words = import_module(f"bot.briefs.words.{language}").WORDS
    spelled_out = language in _SPELLED_OUT
    names = [name for name in Words.__slots__ if name not in {"topics", "nouns_are_capital"}]
    return Reader(
        language,
        spelled_out,
        words.nouns_are_capital,
        {name: Phrases(getattr(words, name), spelled_out=spelled_out) for name in names},
        {topic: Phrases(text, spelled_out=spelled_out) for topic, text in words.topics.items()},
    )
