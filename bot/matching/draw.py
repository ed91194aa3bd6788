"""Seats by lot where many fit equally well, and invitations that are spread over people.

A score is not exact to some hundredths. Where at least twice as many people as there are seats
lie within `BAND` of the best of them, lots decide: the order of SHA-256 over the seed and the
number of each person. The seed's own SHA-256 is told before, the seed with the result; then
anybody can replay it:

    printf 'SEED' | sha256sum            # the commitment
    printf 'SEED:PERSON' | sha256sum     # the lot of one person; the smallest lots win
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.draws import Candidate, Draw
from bot.domain.suggestions import MOST_INVITATIONS, MOST_INVITED
from bot.matching.rules import less_for_exposure

BAND: Final = 0.05
"""Scores that are no further apart are taken as equal."""
SCARCE: Final = 2
"""From so many people for each seat on, lots are drawn."""

_DIGITS: Final = 6
NOTHING_OPEN: Final[Mapping[int, int]] = {}
NOBODY_INVITED: Final[Mapping[str, int]] = {}


def new_seed() -> str:
    """Return a seed that nobody can guess."""
    return secrets.token_hex(16)


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


def after_exposure(candidate: Candidate) -> float:
    """Return a score with what having been shown before takes off it."""
    return candidate.score - less_for_exposure(candidate.exposure)


def allocated(
    wanted: Mapping[str, Sequence[Candidate]],
    seats: Mapping[str, int],
    *,
    open_invitations: Mapping[int, int] = NOTHING_OPEN,
    invited: Mapping[str, int] = NOBODY_INVITED,
) -> dict[str, tuple[int, ...]]:
    """Return whom to invite to each of several challenges: the best pair first, within the caps.

    Nobody gets more than `MOST_INVITATIONS` at a time and no challenge more than `MOST_INVITED`,
    those of before included (`open_invitations` by person, `invited` by challenge).
    """
    pairs = sorted(
        (-round(after_exposure(one), _DIGITS), one.exposure, challenge, one.person_id)
        for challenge, candidates in wanted.items()
        for one in _each_once(candidates)
    )
    has = Counter(dict(open_invitations))
    free = {
        challenge: min(seats.get(challenge, 0), MOST_INVITED - invited.get(challenge, 0))
        for challenge in wanted
    }
    chosen: dict[str, list[int]] = {challenge: [] for challenge in wanted}
    for _, _, challenge, person_id in pairs:
        if len(chosen[challenge]) < free[challenge] and has[person_id] < MOST_INVITATIONS:
            chosen[challenge].append(person_id)
            has[person_id] += 1
    return {challenge: tuple(person_ids) for challenge, person_ids in chosen.items()}


def _order(candidate: Candidate) -> tuple[float, float, int]:
    return (-round(candidate.score, _DIGITS), candidate.exposure, candidate.person_id)


def _each_once(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return everybody once, with their best score."""
    best: dict[int, Candidate] = {}
    for one in sorted(candidates, key=_order):
        best.setdefault(one.person_id, one)
    return list(best.values())
