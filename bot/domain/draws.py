"""Seats that are drawn by lot among people who fit equally well, so that anybody can replay it."""

from dataclasses import dataclass
from typing import Final

BAND: Final = 0.05
"""Scores that are no further apart are taken as equal."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could have a seat. `exposure` is how much they were shown before."""

    person_id: int
    score: float
    exposure: float = 0.0


@dataclass(frozen=True, slots=True)
class Draw:
    """Who has a seat, and among whom lots were drawn for how many of the seats.

    `certain` were seated by their score alone. `band` are all who took part in the lots, in the
    order of these, the seated first; it is empty where no lots were needed.
    """

    seats: int
    commitment: str
    """The SHA-256 of the seed: told before, so that nobody can choose another seed afterwards."""
    certain: tuple[int, ...] = ()
    band: tuple[int, ...] = ()
    drawn_seats: int = 0

    @property
    def seated(self) -> tuple[int, ...]:
        """Return everybody who has a seat."""
        return self.certain + self.band[: self.drawn_seats]

    @property
    def is_by_lot(self) -> bool:
        """Say whether lots were drawn."""
        return self.drawn_seats > 0
