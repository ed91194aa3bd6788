"""Seats by lot where many fit equally well.

A score is not exact to some hundredths. Where at least twice as many people as there are seats
lie within `BAND` of the best of them, lots decide: the order of SHA-256 over the seed and the
number of each person. The seed's own SHA-256 is told before, the seed with the result; then
anybody can replay it:

    printf 'SEED' | sha256sum            # the commitment
    printf 'SEED:PERSON' | sha256sum     # the lot of one person; the smallest lots win
"""

import hashlib
from collections.abc import Sequence
from typing import Final

from bot.domain.draws import BAND, Candidate, Draw

SCARCE: Final = 2
"""From so many people for each seat on, lots are drawn."""

_DIGITS: Final = 6


def commitment(seed: str) -> str:
    """Return what is told of a seed before the draw."""
    return hashlib.sha256(seed.encode()).hexdigest()


def lot(seed: str, person_id: int) -> str:
    """Return the lot of a person: the smallest ones win."""
    return hashlib.sha256(f"{seed}:{person_id}".encode()).hexdigest()


def drawn(candidates: Sequence[Candidate], seats: int, seed: str) -> Draw:
    """Return who has a seat. The same seed and the same people give the same, in any order.

    From the top down, everybody within `BAND` of the best one left is taken as equal. If all of
    them can be seated they are, and it goes on below. Else lots decide if places are scarce, and
    the scores if they are not: nobody has a seat whom somebody without one exceeds by more than
    `BAND`.
    """
    left = sorted(_each_once(candidates), key=_order)
    certain: list[int] = []
    while left and len(certain) < seats:
        free = seats - len(certain)
        lowest = round(left[0].score - BAND, _DIGITS)
        band = [one for one in left if round(one.score, _DIGITS) >= lowest]
        if len(band) > free and len(band) >= SCARCE * free:
            lots = sorted(
                (one.person_id for one in band), key=lambda person_id: lot(seed, person_id)
            )
            return Draw(seats, commitment(seed), tuple(certain), tuple(lots), free)
        certain += [one.person_id for one in band[:free]]
        left = left[len(band) :]
    return Draw(seats, commitment(seed), tuple(certain))


def _order(candidate: Candidate) -> tuple[float, float, int]:
    return (-round(candidate.score, _DIGITS), candidate.exposure, candidate.person_id)


def _each_once(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return everybody once, with their best score."""
    best: dict[int, Candidate] = {}
    for one in sorted(candidates, key=_order):
        best.setdefault(one.person_id, one)
    return list(best.values())
