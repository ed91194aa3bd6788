"""What of an entry is searched: one passage for each language, and the questions noted for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.answers.lexical import Key
from bot.domain.entries import Entry

NAMES: Final = 0.35
"""The share of the names in a passage's vector; .2 to .5 measure the same."""

_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP: Final = re.compile(r"[*_`#>|]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an entry in one language.

    `text` is embedded, `names` are found by likeness, `words` (the text, if empty) by shared
    words. `part` 0 is the entry's text; the others are questions that editors noted.
    """

    entry_id: str
    language: str
    text: str
    names: tuple[str, ...] = ()
    words: str = ""
    part: int = 0

    @property
    def texts(self) -> tuple[tuple[str, float], ...]:
        """Return what is embedded, with the share of each: the text, and its names once more.

        Long bodies drown the name: with a third of the vector made of title and aliases alone,
        R@3 on the development set is .974 instead of .962, and the same on real content.
        """
        if not self.names or self.part:
            return ((self.text, 1.0),)
        return (self.text, 1 - NAMES), (f"{self.names[0]}. {'; '.join(self.names[1:])}", NAMES)

    @property
    def searched(self) -> tuple[str, str]:
        """Return what is found by shared words: the title, which counts twice, and the text."""
        return self.names[0] if self.names else "", self.words or self.text

    @property
    def key(self) -> Key:
        """Return what tells this passage from all others."""
        return self.entry_id, f"{self.language}.{self.part}" if self.part else self.language


def passages_of(entry: Entry) -> Iterator[Passage]:
    """Yield a passage for each language of `entry`, and one for each question noted for it.

    Title, aliases and body stay together: measured, short texts of their own attract every short
    question (`R@1` .84 → .51 with a thousand one-sentence neighbours). The noted questions are
    short, too: they are compared as a channel of their own (`bot/answers/vectors.py`).
    """
    for language, text in entry.text.items():
        parts = (text.title, "; ".join(text.aliases), text.summary, text.body, *text.facts)
        joined = " ".join(f"{part.strip().rstrip('.')}." for part in parts if part.strip())
        plain = _MARKUP.sub("", _LINK.sub(r"\1", joined))
        yield Passage(
            entry_id=entry.id,
            language=language,
            text=plain,
            names=(text.title, *text.aliases),
            words=" ".join((plain, *text.asked)) if text.asked else "",
        )
        for part, question in enumerate(text.asked, 1):
            yield Passage(entry.id, language, question, part=part)
