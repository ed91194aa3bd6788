"""Finding entries by the words of their titles and aliases, when there are no vectors."""

from collections.abc import Collection, Iterable

import numpy as np
from rapidfuzz import fuzz, process

from bot.domain.answers import Mode, Scored
from bot.domain.folding import bare_words

Key = tuple[str, str]
"""An entry and a language."""


def fold(text: str) -> str:
    """Return the bare words of `text`: lower case, no diacritics, no punctuation."""
    return " ".join(bare_words(text))


class Names:
    """The names of all entries, compared with a question word by word."""

    def __init__(self) -> None:
        self._names: dict[Key, tuple[str, ...]] = {}
        self._owners: list[Key] = []
        self._choices: list[str] = []
        self._is_stale = False

    def put(self, key: Key, names: Iterable[str]) -> None:
        """Add or replace the names of an entry in one language."""
        self._names[key] = tuple(folded for name in names if (folded := fold(name)))
        self._is_stale = True

    def drop(self, key: Key) -> None:
        """Forget an entry in one language."""
        self._names.pop(key, None)
        self._is_stale = True

    def search(
        self, text: str, language: str, limit: int, among: Collection[Key] | None = None
    ) -> list[Scored]:
        """Return the likeliest entries, best first; of equals the one in `language`.

        An entry's score, 0 to 1, is that of its best name: joined, long lists of aliases would
        dilute each other (R@1 .451 against .487 on the development set).
        """
        owners, choices = self._all() if among is None else self._of(among)
        folded = fold(text)
        if not folded or not choices:
            return []
        scores = process.cdist([folded], choices, scorer=fuzz.token_set_ratio, dtype=np.float32)[0]
        foreign = np.fromiter((owner[1] != language for owner in owners), dtype=bool)
        best: dict[str, Scored] = {}
        for position in np.lexsort((foreign, -scores)):
            entry_id, owner_language = owners[position]
            if entry_id in best:
                continue
            score = round(float(scores[position]) / 100, 4)
            best[entry_id] = Scored(entry_id, owner_language, score, Mode.LEXICAL)
            if len(best) == limit:
                break
        return list(best.values())

    def _all(self) -> tuple[list[Key], list[str]]:
        """Return the owners of all names, and the names."""
        if self._is_stale:
            self._owners, self._choices = self._of(self._names)
            self._is_stale = False
        return self._owners, self._choices

    def _of(self, keys: Iterable[Key]) -> tuple[list[Key], list[str]]:
        pairs = [(key, name) for key in keys for name in self._names.get(key, ())]
        return [key for key, _ in pairs], [name for _, name in pairs]
