"""The smallest team that covers the most: exactly where there are few to choose from.

A team is worth the needs that it likely covers, less a little for each member: somebody who adds
less than that is not asked. Each row has the likelihoods of one person, need by need.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Final

import numpy as np

from bot.matching.abilities import likelihood_of_any

WORTH_A_MEMBER: Final = 0.05
"""The share of all needs that one member more has to add."""
MOST_TEAMS: Final = 12_000
"""As many teams are compared one by one; where there are more, each next member is the one who
adds most, and then each member is exchanged for whoever would be better."""

_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Row:
    """One person who could be in the team."""

    person_id: int
    likelihoods: tuple[float, ...]
    exposure: float = 0.0

    @property
    def is_useful(self) -> bool:
        """Say whether there is anything they may cover."""
        return any(self.likelihoods)


Worth = tuple[float, float, tuple[int, ...]]
"""What teams are ordered by, the best first: worth (negative), exposure, ids."""


def best_team(rows: Sequence[Row], size: tuple[int, int]) -> tuple[Row, ...]:
    """Return the best team, smaller than asked for if there are not enough useful people."""
    useful = [row for row in rows if row.is_useful]
    least, most = min(size[0], len(useful)), min(size[1], len(useful))
    if not most:
        return ()
    kept = not_dominated(useful, most)
    sizes = range(max(1, least), most + 1)
    if sum(comb(len(kept), count) for count in sizes) <= MOST_TEAMS:
        best = min((_best_of(kept, count) for count in sizes), key=worth)
    else:
        best = _improved(_grown(kept, least, most), kept)
    return tuple(sorted(best, key=lambda row: _missed_least(best, row)))


def worth(team: Sequence[Row]) -> Worth:
    """Return what a team is ordered by: the least is the best."""
    needs = len(team[0].likelihoods)
    covered = sum(
        likelihood_of_any([row.likelihoods[need] for row in team]) for need in range(needs)
    )
    value = covered / needs - WORTH_A_MEMBER * len(team)
    return (
        -round(value, _DIGITS),
        round(sum(row.exposure for row in team), _DIGITS),
        tuple(sorted(row.person_id for row in team)),
    )


def not_dominated(rows: Sequence[Row], most: int) -> list[Row]:
    """Return those who may be in a best team of `most`: fewer than that are better in all needs.

    Of people who cover the same, those come first who were shown less.
    """
    ordered = sorted(rows, key=lambda row: (-sum(row.likelihoods), row.exposure, row.person_id))
    kept: list[Row] = []
    matrix = np.zeros((len(ordered), len(ordered[0].likelihoods)))
    for row in ordered:
        better = (matrix[: len(kept)] >= row.likelihoods).all(axis=1).sum()
        if better < most:
            matrix[len(kept)] = row.likelihoods
            kept.append(row)
    return kept


def _best_of(rows: Sequence[Row], count: int) -> tuple[Row, ...]:
    """Return the best team of so many, of all there are."""
    missed = 1 - np.array([row.likelihoods for row in rows])
    chosen = np.array(list(combinations(range(len(rows)), count)), dtype=np.intp)
    covered = (1 - missed[chosen].prod(axis=1)).sum(axis=1)
    best = np.flatnonzero(covered >= covered.max() - 10.0**-_DIGITS)
    return min((tuple(rows[at] for at in chosen[place]) for place in best), key=worth)


def _grown(rows: Sequence[Row], least: int, most: int) -> tuple[Row, ...]:
    """Add whoever adds most until nobody is worth it."""
    team: tuple[Row, ...] = ()
    while len(team) < most:
        larger = min(((*team, row) for row in rows if row not in team), key=worth)
        if len(team) >= max(1, least) and worth(larger)[0] >= worth(team)[0]:
            break
        team = larger
    return team


def _improved(team: tuple[Row, ...], rows: Sequence[Row]) -> tuple[Row, ...]:
    """Exchange one member at a time as long as that is better."""
    while (better := min(_exchanges(team, rows), key=worth, default=team)) != team:
        if worth(better) >= worth(team):
            break
        team = better
    return team


def _exchanges(team: tuple[Row, ...], rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    for place in range(len(team)):
        rest = team[:place] + team[place + 1 :]
        yield from ((*rest, row) for row in rows if row not in team)


def _missed_least(team: Sequence[Row], row: Row) -> Worth:
    """Order members by how much the team would miss them, the most first."""
    rest = [other for other in team if other is not row]
    left = -worth(rest)[0] if rest else -1.0
    return (left, row.exposure, (row.person_id,))
