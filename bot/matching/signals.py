"""What is compared between people and opportunities, each signal 0 to 1.

Each function takes the columns of people and of opportunities, of which one side has one column:
so one person meets many opportunities, or one opportunity many people, by the same code.
"""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.domain.entries import Mode
from bot.matching.columns import MODES, Array, Offers, People
from bot.matching.rules import (
    HYBRID_FROM,
    MENTIONED,
    NEAR_KM,
    NEUTRAL,
    ONLINE,
    Signal,
    Weights,
)
from bot.matching.terms import FULL

Floats = NDArray[np.float32]

EARTH_KM: Final = 6_371.0
ONLY_COUNTRY: Final = 0.6
"""How local something is that is meant for a whole country."""
_LITTLE: Final = np.float32(1e-6)
"""Nothing is divided by nothing."""
_ORGANISED_ONLINE: Final = MODES[Mode.ONLINE]


def scores(
    people: People, offers: Offers, weights: Weights, meaning: Floats | None = None
) -> tuple[Floats, dict[Signal, Floats]]:
    """Return the weighted sum of signals, and the signals themselves."""
    parts = {
        signal: _meaning(meaning, people, offers)
        if signal is Signal.MEANING
        else SIGNALS[signal](people, offers)
        for signal in weights
    }
    total = np.zeros(_width(people, offers), dtype=np.float32)
    for signal, weight in weights.items():
        total += np.float32(weight) * parts[signal]
    return total, parts


def _width(people: People, offers: Offers) -> int:
    return max(len(people.ids), len(offers.ids))


def _meaning(given: Floats | None, people: People, offers: Offers) -> Floats:
    neutral = np.float32(NEUTRAL[Signal.MEANING])
    if given is None:
        return np.full(_width(people, offers), neutral, dtype=np.float32)
    return np.where(np.isnan(given), neutral, given).astype(np.float32)


def _weighted(people: Array, offers: Array) -> Floats:
    """Return the sum of products over skills; only rows that the one side has are looked at."""
    one, many = (people, offers) if people.shape[1] == 1 else (offers, people)
    rows = np.flatnonzero(one[:, 0])
    shares = one[rows, 0].astype(np.float32) / np.float32(FULL**2)
    total: Floats = shares @ many[rows].astype(np.float32)
    return total


def cover(people: People, offers: Offers) -> Floats:
    """Return how much of what is wanted is there: by stated facts, and with both texts.

    The mean of the two, so that what is stated counts twice; where an opportunity states nothing,
    what its text says. Another wanted skill never makes it less.
    """
    wanted, named = offers["weight"]
    stated = _weighted(people["has"], offers["wants"]) / np.maximum(wanted, _LITTLE)
    read = _weighted(people["reads"], offers["reads"]) / np.maximum(named, _LITTLE)
    found: Floats = np.where(wanted > 0, (stated + read) / 2, read)
    return found


def shared(people: People, offers: Offers) -> Floats:
    """Return the stated terms of both sides as a share of all their terms (Jaccard)."""
    a, b = people["terms"], offers["terms"]
    both = np.bitwise_count(a & b).sum(axis=0, dtype=np.float32)
    either = np.bitwise_count(a | b).sum(axis=0, dtype=np.float32)
    share: Floats = both / np.maximum(either, np.float32(1))
    return share


def _of_list(name: str, signal: Signal) -> Callable[[People, Offers], Floats]:
    neutral = np.float32(NEUTRAL[signal])

    def share(people: People, offers: Offers) -> Floats:
        """Return whether both sides name the same; neutral where one names nothing."""
        mask = people.ground.terms.masks[name]
        a, b = people["terms"] & mask, offers["terms"] & mask
        hit = (a & b).any(axis=0)
        said = a.any(axis=0) & b.any(axis=0)
        return np.where(said, hit.astype(np.float32), neutral)

    return share


def distance(people: People, offers: Offers) -> Floats:
    """Return kilometres, nan where a place is not known."""
    a, b = people["where"], offers["where"]
    # (0, 0, 0) is the column of nobody.
    dot = np.clip(a[0] * b[0] + a[1] * b[1] + a[2] * b[2], -1, 1)
    chord = np.sqrt(np.maximum(2 - 2 * dot, 0))
    km: Floats = (2 * EARTH_KM * np.arcsin(np.minimum(chord / 2, 1))).astype(np.float32)
    return km


def near(people: People, offers: Offers) -> Floats:
    """Return how near an opportunity is."""
    km = distance(people, offers)
    close = np.exp(km / np.float32(-NEAR_KM))
    close = np.where(np.isnan(km), np.float32(NEUTRAL[Signal.NEAR]), close)
    mode = offers.row("mode")
    close = np.where(mode == MODES[Mode.HYBRID], HYBRID_FROM + (1 - HYBRID_FROM) * close, close)
    return np.where(mode == _ORGANISED_ONLINE, np.float32(ONLINE), close).astype(np.float32)


def language(people: People, offers: Offers) -> Floats:
    """Return how well the person takes part in the best of the languages."""
    a, b = people["speaks"], offers["languages"]
    rows = min(a.shape[0], b.shape[0])
    is_one_person = a.shape[1] == 1
    one, many = (a, b) if is_one_person else (b, a)
    found: NDArray[np.uint8] = np.zeros(max(a.shape[1], b.shape[1]), dtype=np.uint8)
    for row in np.flatnonzero(one[:rows, 0]):
        np.maximum(found, one[row, 0] * many[row], out=found)
    neutral = np.float32(NEUTRAL[Signal.LANGUAGE])
    return np.where(offers.row("any_language"), neutral, found.astype(np.float32) / 100)


def kind(people: People, offers: Offers) -> Floats:
    """Return whether this kind was chosen; neutral if none was."""
    chosen = people.row("kinds")
    hit = (chosen & offers.row("kind")) > 0
    neutral = np.float32(NEUTRAL[Signal.KIND])
    return np.where(chosen == 0x80, neutral, hit.astype(np.float32))


def wish(people: People, offers: Offers) -> Floats:
    """Return whether something is taught that the person wishes to learn."""
    wishes = people["wishes"]
    taught = ((wishes & offers["teaches"]) > 0).any(axis=0)
    mentioned = ((wishes & offers["mentions"]) > 0).any(axis=0)
    found: Floats = np.where(taught, np.float32(1), np.float32(MENTIONED) * mentioned)
    return found.astype(np.float32)


def known(people: People, offers: Offers) -> Floats:
    """Return how much of what is taught the person has already; 0 where it is for experts."""
    has, taught = people["terms"] & people.ground.terms.masks["skills"], offers["teaches"]
    both = np.bitwise_count(has & taught).any(axis=0)
    return np.where(offers.row("advanced"), 0, both).astype(np.float32)


def local(people: People, offers: Offers) -> Floats:
    """Return 1 where something is meant for the person's region, .6 for their country alone."""
    has_regions = offers["limited"][1]
    in_region = offers.allowed("regions", people.row("region"))
    in_country = offers.row("few_countries") & offers.allowed("countries", people.row("country"))
    alone = np.where(in_country, np.float32(ONLY_COUNTRY), np.float32(0))
    found: Floats = np.where(has_regions, in_region.astype(np.float32), alone).astype(np.float32)
    return found


def always(people: People, offers: Offers) -> Floats:
    """Return 1."""
    return np.ones(_width(people, offers), dtype=np.float32)


SIGNALS: Final[Mapping[Signal, Callable[[People, Offers], Floats]]] = {
    Signal.COVER: cover,
    Signal.SHARED: shared,
    Signal.NEAR: near,
    Signal.LANGUAGE: language,
    Signal.SECTOR: _of_list("sectors", Signal.SECTOR),
    Signal.TRANSITION: _of_list("transitions", Signal.TRANSITION),
    Signal.TECHNOLOGY: _of_list("technologies", Signal.TECHNOLOGY),
    Signal.KIND: kind,
    Signal.WISH: wish,
    Signal.KNOWN: known,
    Signal.LOCAL: local,
    Signal.OPEN: always,
}
