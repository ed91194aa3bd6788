"""Countries and cities of a question, and when an adjective means the language instead."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from bot.answers.lexical import fold
from bot.answers.understanding.phrases import Hit, Phrase, Word
from bot.answers.understanding.tables import hidden, listed, phrases, table

COUNTRY: Final = "country"
CITY: Final = "city"
_ADJECTIVE: Final = "adjective"
_BEFORE: Final = "language before"
_BESIDE: Final = "language beside"


def place_phrases() -> Iterable[Phrase]:
    """Return the phrases for places."""
    places = table("places")
    for code, names in places["countries"].items():
        yield from phrases({code: names["names"]}, COUNTRY)
        yield from phrases({code: names["adjectives"]}, _ADJECTIVE)
    for topic in (COUNTRY, _ADJECTIVE):
        yield from hidden(places["hidden"], topic)
    yield from phrases({"": places["language_before"]}, _BEFORE)
    yield from phrases({"": places["language_beside"]}, _BESIDE)
    for cities in table("cities").values():
        yield from phrases(cities, CITY)


@cache
def _cities() -> dict[str, str]:
    """Return the folded names of each known city with its own, folded: padua → padova."""
    return {
        fold(name): fold(city)
        for cities in table("cities").values()
        for city, names in cities.items()
        for name in (city, *listed(names))
        if name.isalpha() or name == city
    }


def canonical_city(name: str) -> str:
    """Return the folded name under which a city is found: an entry may say Venezia or Venice."""
    folded = fold(name)
    return _cities().get(folded, folded)


def countries_in(hits: Sequence[Hit], words: Sequence[Word]) -> list[Hit]:
    """Return the finds that are countries: names, and adjectives that mean no language."""
    before = {hit.end for hit in hits if hit.topic == _BEFORE}
    beside = {n for hit in hits if hit.topic == _BESIDE for n in (hit.first - 1, hit.end)}
    cities = [hit for hit in hits if hit.topic == CITY]
    names = [hit for hit in hits if hit.topic == COUNTRY]
    named = {(hit.first, hit.end) for hit in names}
    found = []
    for hit in [*names, *(h for h in hits if h.topic == _ADJECTIVE)]:
        in_city = any(c.first <= hit.first and hit.end <= c.end for c in cities)
        is_adjective = hit.topic == _ADJECTIVE
        says_language = hit.first in before or hit.first in beside or hit.end - 1 in beside
        if in_city or (is_adjective and ((hit.first, hit.end) in named or says_language)):
            continue
        if not is_adjective and _also_adjective(hit, hits) and says_language:
            continue
        found.append(Hit(hit.first, hit.end, COUNTRY, hit.value))
    return found


def _also_adjective(name: Hit, hits: Sequence[Hit]) -> bool:
    """Say whether the same word is an adjective too, like the Croatian `poljska`."""
    return any(h.topic == _ADJECTIVE and (h.first, h.end) == (name.first, name.end) for h in hits)
