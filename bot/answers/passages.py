"""What of an entry is searched: one passage for each language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.domain.entries import Entry

_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP: Final = re.compile(r"[*_`#>|]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """An entry's words in one language: `text` is embedded, `names` are found lexically."""

    entry_id: str
    language: str
    text: str
    names: tuple[str, ...] = ()


def passages_of(entry: Entry) -> Iterator[Passage]:
    """Yield a passage for each language of `entry`.

    Title, aliases and body stay together: measured, short texts of their own attract every short
    question (`R@1` .84 → .51 with a thousand one-sentence neighbours).
    """
    for language, text in entry.text.items():
        parts = (text.title, "; ".join(text.aliases), text.summary, text.body, *text.facts)
        joined = " ".join(f"{part.strip().rstrip('.')}." for part in parts if part.strip())
        yield Passage(
            entry_id=entry.id,
            language=language,
            text=_MARKUP.sub("", _LINK.sub(r"\1", joined)),
            names=(text.title, *text.aliases),
        )
