"""Which languages a question is likely to be in, by its small words and its letters.

Only for words that mean two things (`leden` is January in Czech and members in Dutch): the
answer speaks the language that the person set, whatever is found here.
"""

from collections.abc import Sequence
from typing import Final

from bot.answers.understanding.phrases import Word
from bot.answers.understanding.tables import languages_of_word, stop_words

_LETTERS: Final = {
    "ł": ("pl",), "ą": ("pl",), "ę": ("pl",), "ż": ("pl",), "ź": ("pl",), "ś": ("pl",),
    "ń": ("pl",), "ć": ("pl", "hr"), "đ": ("hr",), "ř": ("cs",), "ě": ("cs",), "ů": ("cs",),
    "ľ": ("sk",), "ĺ": ("sk",), "ŕ": ("sk",), "ô": ("sk",), "ď": ("cs", "sk"),
    "ť": ("cs", "sk"), "ň": ("cs", "sk"), "ý": ("cs", "sk"), "č": ("sl", "hr", "cs", "sk"),
    "š": ("sl", "hr", "cs", "sk"), "ž": ("sl", "hr", "cs", "sk"), "ő": ("hu",), "ű": ("hu",),
    "ü": ("de", "hu"), "ö": ("de", "hu"), "ä": ("de", "sk"), "ß": ("de",), "ø": ("da",),
    "å": ("da",), "æ": ("da",), "ì": ("it",), "ò": ("it",), "ù": ("it",), "à": ("it",),
    "è": ("it",), "í": ("cs", "sk", "hu"), "á": ("cs", "sk", "hu"), "ú": ("cs", "sk", "hu"),
    "ë": ("nl",), "ï": ("nl",),
}  # fmt: skip
_LETTER: Final = 0.75
_SINGLE: Final = 0.4  # `a`, `i`, `o` are words of many languages


def likely_languages(words: Sequence[Word], text: str, language: str) -> frozenset[str]:
    """Return the likeliest languages; `language`, the person's setting, decides between equals."""
    if any("α" <= word.folded[0] <= "ω" for word in words):
        return frozenset({"el"})
    scores = dict.fromkeys(stop_words(), 0.0)
    for word in words:
        for of_language in languages_of_word().get(word.folded, ()):
            scores[of_language] += 1.0 if len(word.folded) > 1 else _SINGLE
    for letter in set(text.lower()):
        for of_language in _LETTERS.get(letter, ()):
            scores[of_language] += _LETTER
    best = max(scores.values())
    likely = frozenset(name for name, score in scores.items() if score > best - 0.01)
    return frozenset({language}) if language in likely or best == 0 else likely
