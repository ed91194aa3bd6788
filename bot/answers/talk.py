"""What is no question: small talk, danger, mash, and languages that nobody here understands."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from bot.answers.lexical import fold
from bot.domain.hygiene import QUESTION_LIMITS, RAW_LIMIT, hygiene, speakable
from bot.domain.talk import Talk

_WORDS: Final = Path(__file__).parent / "words"
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # reads text only: "no" is a word

_OF_KIND: Final = {
    "near_domain": Talk.NEAR_DOMAIN,
    "out_of_scope": Talk.OUT_OF_SCOPE,
    "insult": Talk.INSULT,
    "injection": Talk.INJECTION,
    "gibberish": Talk.GIBBERISH,
}
_OF_TOPIC: Final = {
    "greetings": Talk.GREETING,
    "good-morning-and-night": Talk.GREETING,
    "are-you-there": Talk.GREETING,
    "how-are-you": Talk.HOW_ARE_YOU,
    "thanks": Talk.THANKS,
    "compliments": Talk.THANKS,
    "goodbye": Talk.GOODBYE,
    "who-are-you": Talk.WHO_ARE_YOU,
    "are-you-a-robot": Talk.WHO_ARE_YOU,
    "who-made-you": Talk.WHO_ARE_YOU,
    "what-can-you-do": Talk.HELP,
    "boredom": Talk.ACKNOWLEDGED,
    "about-myself": Talk.ACKNOWLEDGED,
    "ok-and-fillers": Talk.ACKNOWLEDGED,
    "yes-and-no": Talk.ACKNOWLEDGED,
    "test-words": Talk.ACKNOWLEDGED,
    "laughter": Talk.ACKNOWLEDGED,
    "wrong-chat": Talk.ACKNOWLEDGED,
    "flirting": Talk.ACKNOWLEDGED,
    "complaints-about-the-bot": Talk.COMPLAINT,
    "threats-to-report": Talk.COMPLAINT,
    "emergency-and-police": Talk.EMERGENCY,
    "danger-to-life": Talk.EMERGENCY,
}
"""Topics that deserve another answer than their kind does; of small talk that is every one."""

_FIRST: Final = (
    Talk.EMERGENCY,
    Talk.INSULT,
    Talk.COMPLAINT,
    Talk.WHO_ARE_YOU,
    Talk.THANKS,  # before help: "thank you for the help"
    Talk.HELP,
    Talk.HOW_ARE_YOU,
    Talk.GOODBYE,
    Talk.GREETING,
    Talk.ACKNOWLEDGED,
)
"""Of "hi, thanks, bye" the first of these is answered."""

_MOST_WORDS: Final = 12
"""Whoever writes more than this wants something."""


def talk_of(topic: str, kind: str) -> Talk:
    """Return how a message of a topic of the bank of negatives is answered.

    `topic` decides where it has an answer of its own, else its `kind`; a new topic of small talk
    raises `KeyError` until it is given one here.
    """
    return _OF_TOPIC.get(topic) or _OF_KIND[kind]


_Readings = Mapping[str, Talk]
"""What one phrase says, by the language in which it does."""
_ANY: Final = "any"
"""Where the words stand that are the same everywhere."""


class SmallTalk:
    """Knows small talk by its words, in twelve languages; whole messages only."""

    def __init__(self) -> None:
        self._exact: dict[str, dict[str, Talk]] = {}
        self._stretched: dict[str, dict[str, Talk]] = {}
        self._beside: set[str] = set()
        for name, languages in _read("talk").items():
            for language, phrases in languages.items():
                for phrase in map(fold, phrases):
                    if not phrase:
                        continue
                    if name == "beside":
                        self._beside.add(phrase)
                        continue
                    for known, key in (self._exact, phrase), (self._stretched, _shrunk(phrase)):
                        talks = known.setdefault(key, {})
                        talks[language] = _first(Talk(name), talks.get(language))
        self._longest = max(len(phrase.split()) for phrase in self._exact)

    def spoken(self, text: str, language: str = "") -> Talk | None:
        """Return what kind of talk the whole of `text` is, raw or cleaned; None if it is not.

        One word beyond the talk makes it a question: "hi, is there funding?" is none of ours.
        `language`, the person's, decides words that two languages share: "tak" is Polish for yes
        and Danish for thanks.
        """
        if (other := _by_its_characters(text)) is not None:
            return other
        clean = hygiene(text)
        words = fold(clean).split()
        if 0 < len(words) <= _MOST_WORDS and (phrases := self._cover(words)):
            return _said(phrases, language)
        return Talk.GIBBERISH if _is_mash(clean) else None

    def _cover(self, words: list[str]) -> list[_Readings]:
        """Return the talk that all words together are, in as few phrases as can be, if any."""
        best: list[list[_Readings] | None] = [[]] + [None] * len(words)
        counts = [0] + [len(words) + 1] * len(words)
        for start in range(len(words)):
            if (before := best[start]) is None:
                continue
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                readings = self._readings(words[start:end])
                if readings is not None and counts[start] + 1 < counts[end]:
                    counts[end] = counts[start] + 1
                    best[end] = [*before, readings] if readings else before
        return best[-1] or []

    def _readings(self, words: list[str]) -> _Readings | None:
        """Return what a phrase says in which language; nothing if it only stands beside talk."""
        phrase = " ".join(words)
        if readings := self._exact.get(phrase):
            return readings
        if phrase in self._beside:
            return {}
        if len(words) == 1 and _LAUGHTER.fullmatch(phrase):
            return {_ANY: Talk.ACKNOWLEDGED}
        is_stretched = any(_STRETCHED.search(word) for word in words)
        return self._stretched.get(_shrunk(phrase)) if is_stretched else None


def _said(phrases: list[_Readings], language: str) -> Talk:
    """Return what is answered; words of several languages are read in that of most phrases."""
    languages = Counter(code for readings in phrases for code in readings if code != _ANY)
    order = [language, _ANY, *(code for code, count in languages.most_common() if count > 1)]
    return _first(
        *(
            next((readings[code] for code in order if code in readings), None)
            or _first(*readings.values())
            for readings in phrases
        )
    )


def other_language(text: str) -> bool:
    """Say whether `text` is a question in a language with our letters that is none of ours.

    Its small words decide: at least three of another language, two of which none of ours has,
    and clearly more than any of ours can claim. Norwegian passes as Danish, Bosnian and Serbian
    as Croatian.
    """
    words = set(fold(hygiene(text)).split())
    languages = _small_words()
    ours = max(len(words & small) for small in languages.ours.values())
    return any(
        len(words & small) >= max(_ENOUGH, ours + _MARGIN)
        and len((words & small) - languages.of_ours) >= _MARGIN
        for small in languages.others.values()
    )


_ENOUGH: Final = 3
_MARGIN: Final = 2


class _SmallWords:
    def __init__(self, words: Mapping[str, Any]) -> None:
        self.ours = dict(_folded(words["understood"]))
        self.others = dict(_folded(words["others"]))
        self.of_ours = frozenset().union(*self.ours.values())


@cache
def _small_words() -> _SmallWords:
    return _SmallWords(_read("other_languages"))


def _folded(languages: Mapping[str, list[str]]) -> Iterator[tuple[str, frozenset[str]]]:
    for language, words in languages.items():
        yield language, frozenset(part for word in words for part in fold(word).split())


def _read(name: str) -> dict[str, Any]:
    text = (_WORDS / f"{name}.yaml").read_text("utf-8")
    words: dict[str, Any] = yaml.load(text, _LOADER)  # noqa: S506 - it makes nothing but text
    return words


def _first(*talks: Talk | None) -> Talk:
    return min((talk for talk in talks if talk is not None), key=_FIRST.index)


_STRETCHED: Final = re.compile(r"(.)\1\1|(.)\2$")
"""A letter three times, or twice at the end: "hvalaaa", "heyy", but not "book"."""
_LAUGHTER: Final = re.compile(
    r"(?:(?:ch|[hj])[aeio]){2,}(?:ch|h)?|(?:a+h+){2,}a*|(?:e+h+){2,}e*|a?(?:h+a+){2,}h*"
    r"|(?:χ+[αειο]+){2,}χ*|x+d+|l+o+l+|k{5,}"
)


def _shrunk(phrase: str) -> str:
    return re.sub(r"(\w)\1+", r"\1", phrase)


_NODS: Final = frozenset("👍👌👏🙏💪✌🤝✊💯❤✅✔🎉🙌♥")
_SMILEYS: Final = range(0x1F600, 0x1F650)
_TYPED_SMILEY: Final = re.compile(r"\s*(?:[:;=]-?[)(DPp]+\s*)+")


def _by_its_characters(text: str) -> Talk | None:
    """Return what a text is whose characters alone decide: another script, a smiley."""
    normal = unicodedata.normalize("NFKC", text[:RAW_LIMIT])[: QUESTION_LIMITS[0]]
    letters = [char for char in normal if char.isalpha()]
    if letters:
        foreign = sum(not speakable(char) for char in letters)
        if 2 * foreign > len(letters):
            return Talk.OTHER_LANGUAGE
    elif any(char in _NODS or ord(char) in _SMILEYS for char in normal):
        return Talk.ACKNOWLEDGED
    return Talk.ACKNOWLEDGED if _TYPED_SMILEY.fullmatch(normal) else None


_ROWS: Final = (
    *("qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "qsdfghjklm", "zxcvbnm", "yxcvbnm"),
    *("ερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ"),
)
_RUNS: Final = frozenset(
    row[start:end]
    for forth in _ROWS
    for row in (forth, forth[::-1])
    for start in range(len(row))
    for end in range(start + 3, len(row) + 1)
) - {"wer", "wert", "ert", "tre", "poi"}
"""What a finger drums along a row of keys, without the words among it."""
_LONGEST_ROW: Final = max(map(len, _ROWS))
_VOWELS: Final = frozenset("aeiouyαεηιουω")
_SYLLABIC: Final = frozenset("lr")
"""Czech, Slovak, Croatian and Slovenian make syllables of these: čtvrt, smrt, vlk."""


def _is_mash(clean: str) -> bool:
    """Say whether nothing in a cleaned text is a word, or could be short for one: KMU, B2B."""
    words = re.findall(r"[^\W_]+", clean)
    letters = "".join(words)
    if not any(char.isalpha() for char in letters):
        return True
    if len(letters) == 1:
        return True
    return _is_drummed(fold(letters).replace(" ", "")) or all(map(_is_noise, words))


def _is_drummed(keys: str) -> bool:
    """Say whether keys are runs along the keyboard, or one run again and again."""
    if repeated := re.fullmatch(r"(.{3,5}?)\1+", keys):
        return repeated[1] in _RUNS
    longest = [0] + [-1] * len(keys)
    for end in range(3, len(keys) + 1):
        for start in range(max(0, end - _LONGEST_ROW), end - 2):
            if longest[start] >= 0 and keys[start:end] in _RUNS:
                longest[end] = max(longest[end], longest[start], end - start)
    return longest[-1] >= 4


def _is_noise(word: str) -> bool:
    letters = fold(word)
    if not letters.isalpha() or (word.isupper() and len(word) <= 8 and len(set(letters)) > 1):
        return False
    vowels = sum(char in _VOWELS for char in letters)
    if vowels == 0 and len(letters) >= (9 if _SYLLABIC & set(letters) else 6):
        return True
    if vowels < 0.12 * len(letters) and len(letters) >= 10:
        return True
    return len(letters) >= 4 and re.fullmatch(r"(.)\1+|(.{2,3})\2{2,}", letters) is not None
