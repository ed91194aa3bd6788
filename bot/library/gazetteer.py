"""Finds the towns that a typed name may mean, in any language and with typos.

The towns are read at first use and shared by all; nothing in them changes afterwards, so that any
thread may ask.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from threading import Lock
from typing import Final

from rapidfuzz import fuzz, process

from bot.domain.entries import Division
from bot.domain.geography import Place, Point, kilometres
from bot.library.towns import Packed, read
from bot.library.vocabulary_search import fold

DEGREE: Final = 10_000
"""Positions are kept in parts of a degree."""
_SAME_KM: Final = 12
"""Towns of one name that are nearer to each other are one town, twice in the data."""
_CLEAR: Final = 25.0
"""What weighs so many times less than the best is not meant by whoever did not say more."""
_SURE: Final = 5.0
"""How many times a town has to outweigh its namesakes to be taken without a question."""
_LEAST_ALIKE: Final = 80.0
_LEAST_SIZE: Final = _LEAST_ALIKE / (200 - _LEAST_ALIKE)
"""How much of the longer of two names the shorter has at least: all that both have counts twice,
out of 100, and no more than the shorter can be in both."""
_SLACK: Final = 4
"""Bytes more or less, because some letters take two."""
_ENDLESS: Final = 3_000
"""More names begin like this than a person would choose from."""
_SPOKEN_IN: Final = {
    **{"sl": ("SI",), "pl": ("PL",), "da": ("DK",), "de": ("DE", "AT", "CH"), "cs": ("CZ",)},
    **{"it": ("IT",), "nl": ("NL", "BE"), "el": ("GR", "CY"), "hr": ("HR", "BA"), "sk": ("SK",)},
    **{"hu": ("HU",)},
}
_OWN_COUNTRY: Final = 10.0
_OWN_LANGUAGE: Final = 3.0
_WHOLE: Final = 1.0
_WORDS: Final = 0.3
_BEGUN: Final = 0.1
"""How much a name counts that is the same, that goes on with another word, or goes on at all."""
_OWN_NAME: Final = 3.0
_SAME_LETTERS: Final = 100.0
_OTHER_SPELLINGS: Final = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))

_lock = Lock()

Weighed = dict[int, float]


def towns() -> Packed:
    """Return all towns; the first who asks waits for the file."""
    with _lock:
        return _read()


@lru_cache(maxsize=1)
def _read() -> Packed:
    return read()


class Gazetteer:
    """The towns of Europe, and the regions that their first-order divisions decide."""

    def __init__(self, divisions: Mapping[str, Division] | None = None) -> None:
        self._divisions = divisions or {}

    def find(
        self, text: str, country: str | None = None, language: str = "en", limit: int = 8
    ) -> list[Place]:
        """Return the towns that a text may mean, best first: the own country's, then the biggest.

        What follows a comma tells namesakes apart: "Neustadt, Sachsen", "Neustadt, DE". One place
        means that it is clear; several, that one should be chosen.
        """
        known = towns()
        whole, _, rest = text[:200].partition(",")
        favours = _favours(country, language)
        found = self._within(known, self._named(known, whole, favours), rest)
        best = max(found.values(), default=0.0)
        order = sorted(found, key=lambda town: (-found[town], town))
        clear = (town for town in order if found[town] * _CLEAR >= best)
        return self._places(known, clear, limit)

    def _named(self, known: Packed, text: str, favours: Mapping[str, float]) -> Weighed:
        """Return the towns of a name by weight: of just that name, else begun, else misspelt."""
        query = _folded(text)
        if len(query) < 2:
            return {}
        found: Weighed = {}
        for spelled in _spellings(query):
            found = _begun(known, spelled, whole=True)
            if found:
                break
        if not found and len(query) > 2:
            found = _begun(known, query, whole=False)
        own = {code for code, favour in favours.items() if favour >= _OWN_COUNTRY}
        if len(query) > 3 and not (found and _are_in(known, found, own)):
            # A typo of a town nearby looks like a town far away: "Kran" for Kranj.
            near = _misspelt(known, query, own) if own else {}
            found = near | found or _misspelt(known, query, ())
        return {
            town: weight
            * max(known.populations[town], 500)
            * favours.get(_country(known, town), 1)
            * _likeness(known.name(town), text, query)
            for town, weight in found.items()
        }

    def _within(self, known: Packed, found: Weighed, rest: str) -> Weighed:
        """Return the towns of what was said behind a comma, if there are any."""
        said = fold(rest)
        if not said:
            return found
        inside = {town: weight for town, weight in found.items() if self._is_in(known, town, said)}
        return inside or found

    def _is_in(self, known: Packed, town: int, said: str) -> bool:
        code = known.division_codes[known.divisions[town]]
        division = self._divisions.get(code)
        return said == fold(code[:2]) or bool(division and fold(division.name).startswith(said))

    def _places(self, known: Packed, order: Iterable[int], limit: int) -> list[Place]:
        places: list[Place] = []
        for town in order:
            place = self._place(known, town)
            if not any(_are_same(place, other) for other in places):
                places.append(place)
            if len(places) == limit:
                break
        return places

    def _place(self, known: Packed, town: int) -> Place:
        code = known.division_codes[known.divisions[town]]
        division = self._divisions.get(code)
        area, regions = (division.name, division.regions) if division else ("", ())
        return Place(known.name(town), code[:2], _point(known, town), area, regions)


def point_of(city: str, countries: Collection[str] = ()) -> Point | None:
    """Return where a city lies that an entry names, if it can only be one; no typos."""
    known = towns()
    found = [
        (weight * max(known.populations[town], 500), town)
        for town, weight in _begun(known, fold(city), whole=True).items()
        if weight == _WHOLE and (not countries or _country(known, town) in countries)
    ]
    if not found:
        return None
    (weight, best), *others = sorted(found, reverse=True)
    point = _point(known, best)
    for other_weight, other in others:
        is_near = kilometres(point, _point(known, other)) < _SAME_KM
        if other_weight * _SURE > weight and not is_near:
            return None
    return point


def _folded(text: str) -> str:
    """Return a name without its postal code: `SI-4000 Kranj` → `kranj`."""
    return fold(re.sub(r"\b(?:[A-Za-z]{1,2}-)?\d[\d ]*\b", " ", text))


def _spellings(query: str) -> Iterator[str]:
    yield query
    plain = query
    for written, meant in _OTHER_SPELLINGS:
        plain = plain.replace(written, meant)
    if plain != query:
        yield plain
    for short, long in (("st ", "sankt "), ("st ", "saint "), ("sv ", "sveti ")):
        if query.startswith(short):
            yield long + query.removeprefix(short)


def _favours(country: str | None, language: str) -> Mapping[str, float]:
    favours = dict.fromkeys(_SPOKEN_IN.get(language, ()), _OWN_LANGUAGE)
    return favours | ({country: _OWN_COUNTRY} if country else {})


def _likeness(name: str, text: str, query: str) -> float:
    """Return how much more a town's own name counts than its other names: "Kolín" is not Köln."""
    if name.casefold() == text.strip().casefold() and not text.isascii():
        return _SAME_LETTERS
    return _OWN_NAME if fold(name).startswith(query) else 1.0


def _begun(known: Packed, query: str, *, whole: bool) -> Weighed:
    """Return the towns with a name that begins like this: with whole words, or in any way."""
    start = query.encode()
    found: Weighed = {}
    for number in range(known.first(start), len(known.key_ends)):
        key = known.key(number)
        if not key.startswith(start) or len(found) > _ENDLESS:
            break
        if key == start:
            weight = _WHOLE
        elif key[len(start) :].startswith(b" "):
            weight = _WORDS
        elif whole:
            continue
        else:
            weight = _BEGUN
        town = known.key_towns[number]
        found[town] = max(weight, found.get(town, 0.0))
    return found


def _misspelt(known: Packed, query: str, countries: Collection[str]) -> Weighed:
    """Return the towns whose names look like this; first those that begin with the same letter."""
    found = _alike(known, query, query[0].encode(), countries)
    return found or (_alike(known, query, b"", countries) if len(query) > 4 else {})


def _alike(known: Packed, query: str, start: bytes, countries: Collection[str]) -> Weighed:
    low, high = known.first(start), known.first(start + b"\xff")
    size = len(query.encode())
    shortest, longest = size * _LEAST_SIZE - _SLACK, size / _LEAST_SIZE + _SLACK
    found: Weighed = {}
    for begin in range(low, high, 20_000):  # in pieces, so that little is in memory at once
        ends = known.key_ends[begin : min(begin + 20_000, high)]
        before = known.key_ends[begin - 1] if begin else 0
        numbers = [
            number
            for number, (start_at, end) in enumerate(pairwise((before, *ends)), begin)
            if shortest <= end - start_at <= longest
            and (not countries or _country(known, known.key_towns[number]) in countries)
        ]
        names = [known.key(number).decode() for number in numbers]
        for _, alike, place in process.extract(
            query, names, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE, limit=20
        ):
            town = known.key_towns[numbers[place]]
            weight = _BEGUN * 10 ** ((alike - 100) / 10)
            found[town] = max(weight, found.get(town, 0.0))
    return found


def _are_in(known: Packed, found: Iterable[int], countries: Collection[str]) -> bool:
    return not countries or any(_country(known, town) in countries for town in found)


def _country(known: Packed, town: int) -> str:
    return known.division_codes[known.divisions[town]][:2]


def _point(known: Packed, town: int) -> Point:
    return Point(known.latitudes[town] / DEGREE, known.longitudes[town] / DEGREE)


def _are_same(one: Place, other: Place) -> bool:
    is_namesake = one.name == other.name and one.country == other.country
    return is_namesake and kilometres(one.point, other.point) < _SAME_KM
