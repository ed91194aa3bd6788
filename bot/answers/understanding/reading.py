"""A question in any of the twelve languages → what it asks for."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from bot.answers.understanding.dates import Calendar, Said, date_phrases
from bot.answers.understanding.money import read_money
from bot.answers.understanding.phrases import Hit, Phrases, Word, words_of
from bot.answers.understanding.places import CITY, COUNTRY, countries_in, place_phrases
from bot.answers.understanding.tables import hidden, phrases, small_words, table
from bot.answers.understanding.terms import (
    APPLICANT,
    SECTOR,
    SKILL,
    TECHNOLOGY,
    TRANSITION,
    term_phrases,
)
from bot.answers.understanding.tongues import likely_languages
from bot.domain.entries import Kind, Mode, Vocabulary
from bot.domain.understanding import Asks, Facet, Understood

_KIND: Final = "kind"
_COST: Final = "cost"
_MODE: Final = "mode"
_ASKS: Final = "asks"
_SEVERAL: Final = "several"
_FOLLOWS: Final = "follows"

_SETS: Final = {
    _KIND: Facet.KIND,
    COUNTRY: Facet.COUNTRY,
    CITY: Facet.CITY,
    SECTOR: Facet.SECTOR,
    SKILL: Facet.SKILL,
    TECHNOLOGY: Facet.TECHNOLOGY,
    TRANSITION: Facet.TRANSITION,
    APPLICANT: Facet.APPLICANT,
    _COST: Facet.COST,
    _MODE: Facet.MODE,
}
_HEAD: Final = 1
"""Words that may stand before a single "when" or "how": "and when", never "a place where"."""
_ANYWHERE: Final = frozenset({Asks.UNTIL_WHEN, Asks.HOW_MUCH, Asks.WHO})
_LONGEST_FOLLOW_UP: Final = {"long": 6, "short": 4}


_last: "tuple[Vocabulary, Understanding] | None" = None


class Understanding:
    """Reads questions. Made once for a vocabulary; reading keeps nothing."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        cues = table("cues")
        self._phrases = Phrases(
            [
                *phrases(cues["kinds"], _KIND),
                *phrases(cues["cost"], _COST),
                *phrases(cues["mode"], _MODE),
                *phrases(cues["asks"], _ASKS),
                *phrases({"": cues["several"]}, _SEVERAL),
                *hidden(cues["several_hidden"], _SEVERAL),
                *phrases(cues["follows"], _FOLLOWS),
                *place_phrases(),
                *date_phrases(),
                *term_phrases(vocabulary),
            ]
        )
        self._calendar = Calendar()
        small_words()  # read now, so that the first question does not wait for a file

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Understanding":
        """Return the reader for a vocabulary; making one takes a third of a second, so the last
        one is kept."""
        global _last
        if _last is None or _last[0] is not vocabulary:
            _last = vocabulary, cls(vocabulary)
        return _last[1]

    def understand(self, text: str, language: str, today: date) -> Understood:
        """Return what a question asks for, in whichever of the twelve languages it is.

        `text` has been through hygiene. `language` is the person's setting and only decides
        between languages that are equally likely.
        """
        words = words_of(text)
        likely = likely_languages(words, text, language)
        found = self._phrases.find(words, likely)
        hits = [hit for hit in found if hit.topic != COUNTRY] + countries_in(found, words)
        money, (start, end) = read_money(text)
        paid = frozenset(n for n, word in enumerate(words) if start <= word.start < end)
        period, dated = self._calendar.read(_without(text, start, end), words, hits, today, paid)
        said = _said(hits, words)
        modes = said.get(Facet.MODE, {})
        costs = said.get(Facet.COST, {})
        because = {facet: tuple(dict.fromkeys(values.values())) for facet, values in said.items()}
        if period:
            because[Facet.PERIOD] = (_joined(words, dated),)
        if money:
            because[Facet.AMOUNT] = (text[start:end].strip(),)
        covered = (
            dated | paid | {n for h in hits if h.topic in _SETS for n in range(h.first, h.end)}
        )
        asks = _asks(hits, words)
        return Understood(
            text=text,
            kinds=frozenset(map(Kind, said.get(Facet.KIND, {}))),
            period=period,
            countries=frozenset(said.get(Facet.COUNTRY, {})),
            cities=frozenset(said.get(Facet.CITY, {})),
            free=("free" in costs) if len(costs) == 1 else None,
            mode=_mode(modes),
            sectors=frozenset(said.get(Facet.SECTOR, {})),
            skills=frozenset(said.get(Facet.SKILL, {})),
            technologies=frozenset(said.get(Facet.TECHNOLOGY, {})),
            transitions=frozenset(said.get(Facet.TRANSITION, {})),
            applicants=frozenset(said.get(Facet.APPLICANT, {})),
            money=money,
            asks=asks,
            several=any(hit.topic == _SEVERAL for hit in hits),
            follows=_follows(hits, words, likely, language),
            bare=bool(covered or asks) and _is_bare(words, covered, hits),
            because={facet: because[facet] for facet in Facet if facet in because},
        )

    def times(self, text: str, language: str, today: date) -> list[Said]:
        """Return each time that a text says, in order, in whichever language it is."""
        words = words_of(text)
        found = self._phrases.find(words, likely_languages(words, text, language))
        return self._calendar.times(text, words, found, today)


def _said(hits: Iterable[Hit], words: Sequence[Word]) -> dict[Facet, dict[str, str]]:
    """Return the values of each facet with the words that say them."""
    said: dict[Facet, dict[str, str]] = {}
    for hit in sorted(hits, key=lambda hit: hit.first):
        if facet := _SETS.get(hit.topic):
            said.setdefault(facet, {}).setdefault(
                hit.value, _joined(words, range(hit.first, hit.end))
            )
    if len(said.get(Facet.COST, {})) > 1:  # "free or paid" asks for neither
        del said[Facet.COST]
    if said.get(Facet.MODE) and _mode(said[Facet.MODE]) is None:
        del said[Facet.MODE]
    return said


def _joined(words: Sequence[Word], positions: Iterable[int]) -> str:
    return " ".join(words[n].written for n in sorted(positions))


def _without(text: str, start: int, end: int) -> str:
    """Return `text` with a stretch blanked out, so that places stay where they are."""
    return text[:start] + " " * (end - start) + text[end:]


def _mode(modes: Iterable[str]) -> Mode | None:
    """Return the mode that was asked for; "online or on site" asks for none."""
    named = set(modes)
    if "hybrid" in named:
        return Mode.HYBRID
    return Mode(named.pop()) if len(named) == 1 else None


def _asks(hits: Iterable[Hit], words: Sequence[Word]) -> Asks | None:
    """Return the first thing that the question wants to know, at the head of a clause."""
    best: tuple[int, int] | None = None
    asks: Asks | None = None
    for hit in hits:
        if hit.topic != _ASKS:
            continue
        value = Asks(hit.value)
        several_words = hit.end - hit.first > 1
        if not (several_words or value in _ANYWHERE or _at_head(hit, words)):
            continue
        rank = (hit.first, hit.first - hit.end)
        if best is None or rank < best:
            best, asks = rank, value
    return asks


def _at_head(hit: Hit, words: Sequence[Word]) -> bool:
    before = words[: hit.first]
    return (
        words[hit.first].opens
        or (hit.first <= _HEAD and all(word.folded in small_words() for word in before))
        or hit.end == len(words) <= _HEAD + 2
    )


def _follows(
    hits: Iterable[Hit], words: Sequence[Word], likely: frozenset[str], language: str
) -> bool:
    for hit in hits:
        if hit.topic == _FOLLOWS and hit.first == 0 and len(words) > hit.end - hit.first:
            if len(words) > _LONGEST_FOLLOW_UP[hit.value]:
                continue
            # The Slovenian "in" (and) is the English, German, Italian and Dutch "in".
            if words[0].folded != "in" or (hit.value == "long") or likely == {"sl"} == {language}:
                return True
    return False


def _is_bare(words: Sequence[Word], covered: frozenset[int], hits: Iterable[Hit]) -> bool:
    cues = {
        n for h in hits if h.topic in {_ASKS, _SEVERAL, _FOLLOWS} for n in range(h.first, h.end)
    }
    small = small_words()
    return all(
        n in covered or n in cues or word.folded in small or len(word.folded) == 1
        for n, word in enumerate(words)
    )
