"""A run of matching against the last accepted one: is it worse beyond what chance explains?

Both runs ranked for the same queries, so the differences query by query say how sure a change
is: the sign-flip test asks how often the mean difference would be so much for the worse if each
query's difference were as likely to go the other way.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from pathlib import Path
from random import Random
from typing import Any, Final

from bot.evaluation.comparing import BEYOND_NOISE
from bot.evaluation.matching_scores import Scores
from bot.evaluation.sets import SetError

FLIPS: Final = 2_000
ROUNDING: Final = 1e-4
"""Accepted figures are written with four digits."""
EXACT: Final = ("violations", "untrue reasons", "wrong codes", "infeasible teams")
"""What may not get worse at all."""

Rankings = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Accepted:
    """The run that later ones are held to; it lies in the repository."""

    name: str
    today: date
    mode: str
    totals: Mapping[str, float]
    rankings: Rankings
    """By direction: nDCG@5 of each query."""


def accept(name: str, today: date, mode: str, scores: Scores) -> Accepted:
    """Make a run the one that later ones are held to."""
    return Accepted(name, today, mode, totals(scores), rankings(scores))


def rankings(scores: Scores) -> Rankings:
    """Return nDCG@5 by direction and query."""
    return {
        "challenge → people": scores.challenge.by_query,
        "other offers → people": scores.other.by_query,
        "person → offers": scores.person.by_query,
    }


def totals(scores: Scores) -> dict[str, float]:
    """Return what a reader wants to see, and what may not get worse."""
    ranked = (scores.challenge, scores.other, scores.person)
    told = {
        "nDCG@5 challenge → people": scores.challenge.ndcg,
        "nDCG@5 other offers → people": scores.other.ndcg,
        "nDCG@5 person → offers": scores.person.ndcg,
        "junk@3 challenge → people": scores.challenge.junk3,
        "junk@3 person → offers": scores.person.junk3,
        "silence person → offers": scores.person.silence,
        "same first five, other gender": scores.swapped[2],
        "violations": float(sum(one.violations for one in ranked)),
        "untrue reasons": sum(1 - one.honesty for one in ranked if not isnan(one.honesty)),
        "wrong codes": 1 - scores.codes,
    }
    if scores.teams:
        told["team coverage"] = scores.teams.coverage
        told["gap honesty"] = scores.teams.gaps
        told["infeasible teams"] = float(scores.teams.infeasible)
    return {name: round(value, 4) for name, value in told.items() if not isnan(value)}


def compare(accepted: Accepted, scores: Scores) -> tuple[list[str], bool]:
    """Return what became of each direction and total, and whether the run holds."""
    lines = [f"{'since the accepted run':30}{'before':>9}{'after':>9}{'p':>9}"]
    holds = True
    for name, now in rankings(scores).items():
        before = accepted.rankings.get(name, {})
        both = [(before[query], value) for query, value in now.items() if query in before]
        chance = sign_flips([new - old for old, new in both])
        is_worse = chance < BEYOND_NOISE
        holds = holds and not is_worse
        old, new = (sum(column) / max(1, len(both)) for column in zip(*both, strict=True))
        said = " WORSE" if is_worse else ""
        lines.append(f"{name:30}{old:>9.3f}{new:>9.3f}{chance:>9.3f}{said}")
    for name, value in totals(scores).items():
        was = accepted.totals.get(name)
        if was is None or value == was:
            continue
        is_worse = name in EXACT and value > was
        holds = holds and not is_worse
        lines.append(f"{name:30}{was:>9.3f}{value:>9.3f}{'':9}{' WORSE' if is_worse else ''}")
    lines.append("No worse than the accepted run, beyond noise." if holds else "WORSE.")
    return lines, holds


def sign_flips(differences: Sequence[float]) -> float:
    """Return how likely a mean difference so much for the worse would be by chance."""
    told = [one for one in differences if abs(one) > ROUNDING]
    if sum(told) >= 0:
        return 1.0
    chance = Random(7)  # noqa: S311 - a test of figures, the same in each run
    seen = sum(
        sum(one * chance.choice((-1, 1)) for one in told) <= sum(told) + 1e-12
        for _ in range(FLIPS)
    )
    return (seen + 1) / (FLIPS + 1)


def write_accepted(path: Path, accepted: Accepted) -> None:
    """Write an accepted run, one query a line."""
    told = {
        "set": accepted.name,
        "today": accepted.today.isoformat(),
        "mode": accepted.mode,
        "totals": accepted.totals,
        "rankings": {
            name: {query: round(value, 4) for query, value in sorted(found.items())}
            for name, found in accepted.rankings.items()
        },
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def read_accepted(path: Path) -> Accepted | None:
    """Read an accepted run; None if there is none yet."""
    if not path.is_file():
        return None
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return Accepted(
            data["set"],
            date.fromisoformat(data["today"]),
            data["mode"],
            data["totals"],
            data["rankings"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SetError(f"{path}: this is no accepted run: {error!r}") from error
