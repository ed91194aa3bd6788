"""What is indexed: one passage for each entry and language.

Measured: separate short passages (titles, aliases) attract short questions about other things, so
everything of one language is one text.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.entries import Entry
from bot.library.markdown import plain


@dataclass(frozen=True, slots=True)
class Passage:
    """The words by which an entry is found in one language."""

    entry_id: str
    language: str
    text: str


def passages(entry: Entry) -> list[Passage]:
    """Return one passage for each language of an entry."""
    return [
        Passage(
            entry.id,
            language,
            passage_of(text.title, text.summary, text.body, text.facts, text.aliases),
        )
        for language, text in entry.text.items()
    ]


def passage_of(
    title: str, summary: str, body: str, facts: Iterable[str], aliases: Iterable[str]
) -> str:
    """Return `title. alias; alias. summary body facts` as plain text."""
    sentences = (title, "; ".join(aliases), summary)
    return " ".join(
        [*(_ended(part) for part in sentences if part), *([plain(body)] if body else []), *facts]
    )


def _ended(text: str) -> str:
    return text if text[-1] in ".!?…;" else f"{text}."
