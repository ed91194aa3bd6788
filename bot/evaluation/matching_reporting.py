"""Scores of matching as a table for a terminal."""

from collections.abc import Iterator
from math import isnan

from bot.evaluation.matching_scores import Ranked, Scores

_COLUMNS = ("nDCG@5", "P@3", "junk@3", "silence", "reached", "honesty", "strong")


def report(scores: Scores) -> Iterator[str]:
    """Yield the table, and what is not a ranking below it."""
    yield "".join([f"{'':28}", f"{'queries':>8}", *(f"{title:>9}" for title in _COLUMNS)])
    yield _row("challenge → people", scores.challenge)
    yield _row("other offers → people", scores.other)
    yield _row("person → offers", scores.person)
    violations = sum(one.violations for one in (scores.challenge, scores.other, scores.person))
    yield f"violations of eligibility: {violations}"
    yield (
        f"eligibility: {scores.pairs} pairs, state {_share(scores.status)}, "
        f"codes {_share(scores.codes)}"
    )
    if scores.teams:
        teams = scores.teams
        yield (
            f"teams: {teams.cases}, coverage of possible {_share(teams.coverage)}, "
            f"full {_share(teams.full)}, infeasible {teams.infeasible}, "
            f"gap honesty {_share(teams.gaps)}, mean size {teams.size:.1f}"
        )
    count, overlap, same = scores.swapped
    if count:
        yield (
            f"other grammatical gender: {count} people, RBO {_share(overlap)}, "
            f"same first five {_share(same)} (person → offers)"
        )


def _row(name: str, one: Ranked) -> str:
    values = (one.ndcg, one.p3, one.junk3, one.silence, one.coverage, one.honesty, one.strong)
    cells = "".join(f"{_share(value):>9}" for value in values)
    return f"{name:28}{len(one.by_query):>8}{cells} of {one.strong_count}"


def _share(value: float) -> str:
    return "-" if isnan(value) else f"{value:.3f}"
