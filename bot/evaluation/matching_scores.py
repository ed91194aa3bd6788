"""Scores of matching. The definitions are those of docs/evaluation.md.

Only what is shown counts for silence, junk, exposure, recall and reasons; the whole ranking for
nDCG and precision; and an ineligible pair is a violation wherever it stands.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import asin, cos, log2, nan, radians, sin, sqrt
from typing import Any, Final

from bot.evaluation.matching_sets import MatchingSet, Row

OFFERS: Final = "opps_for_profile"
PEOPLE: Final = "profiles_for_opp"
TEAM: Final = "team"
ELIGIBILITY: Final = "eligibility"
"""The tasks, as a file of predictions names them."""

BEST: Final = 5
_LEVELS: Final = {"A1": 1, "A2": 2, "B1": 3, "B2": 4, "C1": 5, "C2": 6, "N": 7}

Predictions = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """How good the rankings of one direction are; shares from 0 to 1, nan of nothing."""

    ndcg: float
    """nDCG@5 over the queries for which anything fits."""
    p3: float
    """Of what could be good (grade ≥ 2) among the first three, how much is."""
    violations: int
    junk3: float
    """Of what is shown among the first three, how much is of no use (grade 0)."""
    shown3: int
    silence: float
    """Of the queries for which nothing fits, how many are met with silence."""
    honesty: float
    """Of all reasons given, how many are true."""
    reasons: float
    """Reasons for each one shown."""
    coverage: float
    """Of those who are well suited (grade ≥ 2) somewhere, how many are shown somewhere."""
    by_query: Mapping[str, float] = field(default_factory=dict)
    """nDCG@5 of each."""
    strong: float = nan
    """Of what is called a strong match, how much is of grade ≥ 2."""
    strong_count: int = 0


@dataclass(frozen=True, slots=True)
class Teams:
    """How good the teams are."""

    cases: int
    coverage: float
    """Needs covered, as a share of what the best possible team covers."""
    full: float
    """Teams that cover all that is possible."""
    infeasible: int
    gaps: float
    """F1 of the gaps that were named against the true ones."""
    size: float


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of one run."""

    challenge: Ranked
    """Challenge → people."""
    other: Ranked
    """Trainings, funding and events → people."""
    person: Ranked
    """Person → opportunities."""
    teams: Teams | None
    pairs: int
    """How many pairs were judged for eligibility."""
    status: float
    """Of them, those with the right state."""
    codes: float
    """… with exactly the right codes."""
    swapped: tuple[int, float, float]
    """People written with both grammatical genders: how many, RBO, same first five."""


def scored(asked: MatchingSet, predictions: Predictions) -> Scores:
    """Score all tasks."""
    has_teams = any(row["task"] == TEAM for row in predictions) and asked.gold.teams
    return Scores(
        ranked(asked, predictions, PEOPLE, ("challenge",)),
        ranked(asked, predictions, PEOPLE, ("training", "funding", "event")),
        ranked(asked, predictions, OFFERS),
        teams(asked, predictions) if has_teams else None,
        *eligible(asked, predictions),
        swapped(predictions),
    )


def ranked(
    asked: MatchingSet, predictions: Predictions, task: str, kinds: Collection[str] = ()
) -> Ranked:
    """Score the rankings of one task; of `kinds` alone if any are given."""
    me, other = ("profile", "opportunity") if task == OFFERS else ("opportunity", "profile")
    queries = list(asked.raw["profiles"] if task == OFFERS else asked.raw["opportunities"])
    if kinds:
        queries = [q for q in queries if asked.raw["opportunities"][q]["kind"] in kinds]
    given = {row[me]: row["ranking"] for row in predictions if row["task"] == task}
    by_query: dict[str, float] = {}
    counts: Counter[str] = Counter()
    p3, silent, seen = [], [], set()
    for query in queries:
        ranking = given.get(query, [])[:BEST]
        pairs = [
            _pair(asked, (query, one[other]) if task == PEOPLE else (one[other], query))
            for one in ranking
        ]
        grades = [0 if row["eligibility"] == "ineligible" else row["grade"] for row in pairs]
        shown = [
            (one, row, grade)
            for one, row, grade in zip(ranking, pairs, grades, strict=True)
            if one.get("shown", True)
        ]
        counts["violations"] += sum(row["eligibility"] == "ineligible" for row in pairs)
        counts["shown"] += min(3, len(shown))
        counts["junk"] += sum(grade == 0 for *_, grade in shown[:3])
        counts["strong"] += sum(bool(one.get("strong")) for one, *_ in shown)
        counts["strong_good"] += sum(bool(one.get("strong")) and g >= 2 for one, _, g in shown)
        seen |= {one[other] for one, *_ in shown}
        for one, row, _ in shown:
            told = one.get("reasons", ())
            counts["shown_all"] += 1
            counts["told"] += len(told)
            counts["true"] += sum(is_true(asked, row, reason) for reason in told)
        possible = sorted((row["grade"] for row in _candidates(asked, me, query)), reverse=True)
        if not any(possible):
            silent.append(not shown)
            continue
        by_query[query] = _dcg(grades) / _dcg(possible[:BEST])
        if good := sum(grade >= 2 for grade in possible):
            p3.append(sum(grade >= 2 for grade in grades[:3]) / min(3, good))
    deserving = {
        row[other]
        for row in asked.gold.pairs.values()
        if row["grade"] >= 2 and row["eligibility"] != "ineligible" and row[me] in set(queries)
    }
    return Ranked(
        ndcg=_mean(by_query.values()),
        p3=_mean(p3),
        violations=counts["violations"],
        junk3=_share(counts["junk"], counts["shown"]) if counts["shown"] else 0.0,
        shown3=counts["shown"],
        silence=_mean(silent),
        honesty=_share(counts["true"], counts["told"]),
        reasons=_share(counts["told"], counts["shown_all"]),
        coverage=_share(len(seen & deserving), len(deserving)),
        by_query=by_query,
        strong=_share(counts["strong_good"], counts["strong"]),
        strong_count=counts["strong"],
    )


def _pair(asked: MatchingSet, key: tuple[str, str]) -> Row:
    return asked.gold.pairs[key]


def _candidates(asked: MatchingSet, me: str, query: str) -> list[Row]:
    return [
        row
        for row in asked.gold.pairs.values()
        if row[me] == query and row["eligibility"] != "ineligible"
    ]


def _dcg(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def is_true(asked: MatchingSet, pair: Row, reason: Mapping[str, Any]) -> bool:
    """Say whether a reason is a fact of both sides."""
    kind, value = reason.get("type"), reason.get("id")
    person = asked.raw["profiles"][pair["profile"]]
    offer = asked.raw["opportunities"][pair["opportunity"]]
    is_able = asked.gold.profiles[pair["profile"]]["skills"].get(value, 0) >= 1
    needs = asked.gold.opportunities[pair["opportunity"]]
    shared = {"transition": "transitions", "technology": "technologies", "sector": "sectors"}
    match kind:
        case "skill":
            return is_able and value in needs["must"] + needs["nice"] + needs["teaches"]
        case "related_skill":
            return bool(is_able)
        case "wants":
            return value in asked.gold.profiles[pair["profile"]]["wants"]
        case "language":
            level = _LEVELS[person["languages"].get(value, "A1")]
            return value in offer["languages"] and level >= _LEVELS["B1"]
        case "transition" | "technology" | "sector":
            return value in offer[shared[kind]] and value in person[shared[kind]]
        case "kind":
            wanted = person["wanted_kinds"]
            return value == offer["kind"] and (wanted is None or value in wanted)
        case "country" | "region":
            return bool(value == person[kind])
        case "city":
            return value in (person["city"], offer["city"])
        case _:
            return kind in {"distance_km", "remote", "deadline"}


def eligible(asked: MatchingSet, predictions: Predictions) -> tuple[int, float, float]:
    """Return how many pairs were judged, and the shares of right states and of exact codes."""
    rows = [
        (row, gold)
        for row in predictions
        if row["task"] == ELIGIBILITY
        and (gold := asked.gold.pairs.get((row["opportunity"], row["profile"])))
    ]
    right = sum(row["status"] == gold["eligibility"] for row, gold in rows)
    exact = sum(set(row["codes"]) == set(gold["codes"]) for row, gold in rows)
    return len(rows), _share(right, len(rows)), _share(exact, len(rows))


def swapped(predictions: Predictions) -> tuple[int, float, float]:
    """Return, of the people written twice: how many, RBO, and the share with the same top 5.

    RBO is rank-biased overlap (Webber, Moffat and Zobel 2010), p = .8, cut at ten.
    """
    rankings = {
        row["profile"]: [one["opportunity"] for one in row["ranking"]]
        for row in predictions
        if row["task"] == OFFERS
    }
    pairs = [
        (rankings[name[:-1]], ranking)
        for name, ranking in rankings.items()
        if name.endswith("G") and name[:-1] in rankings
    ]
    same = _mean([one[:BEST] == other[:BEST] for one, other in pairs])
    return len(pairs), _mean([_overlap(one, other) for one, other in pairs]), same


def _overlap(one: Sequence[str], other: Sequence[str], p: float = 0.8, cut: int = 10) -> float:
    longest = max(len(one), len(other))
    total = weights = 0.0
    for depth in range(1, cut + 1):
        shared = len(set(one[:depth]) & set(other[:depth])) / max(1, min(depth, longest))
        total += p ** (depth - 1) * shared
        weights += p ** (depth - 1)
    return total / weights


def teams(asked: MatchingSet, predictions: Predictions) -> Teams:
    """Score teams; those who may not be in one bring nothing."""
    given = {row["case"]: row for row in predictions if row["task"] == TEAM}
    coverage, f1, sizes = [], [], []
    infeasible = 0
    for id_, gold in asked.gold.teams.items():
        case = asked.raw["teams"][id_]
        row = given.get(id_, {})
        members = list(row.get("members", ()))
        if len(members) > case["max_size"] or len(set(members)) != len(members):
            infeasible += 1
            members = members[: case["max_size"]]
        able = {
            language: [m for m in members if _feasible(asked.raw["profiles"][m], case, language)]
            for language in case["languages"]
        }
        infeasible += bool(members) and not any(len(who) == len(members) for who in able.values())
        covered = max(_covered(asked, case["needs"], who) for who in able.values())
        best = gold["gold_best_coverage"]
        coverage.append(min(1.0, covered / best) if best else float(not members))
        gap = {need for need in case["needs"] if not _covered(asked, [need], members)}
        named = set(row.get("gaps", ()))
        f1.append(1.0 if gap == named else 2 * len(gap & named) / (len(gap) + len(named)))
        sizes.append(len(members))
    full = _mean([share >= 0.999 for share in coverage])
    return Teams(len(sizes), _mean(coverage), full, infeasible, _mean(f1), _mean(sizes))


def _covered(asked: MatchingSet, needs: Sequence[str], members: Iterable[str]) -> float:
    skills = [asked.gold.profiles[member]["skills"] for member in members]
    return sum(any(has.get(need, 0) >= 2 for has in skills) for need in needs) / len(needs)


def _feasible(person: Row, case: Row, language: str) -> bool:
    """Say whether somebody may be in a team, by the scorer's own reading of the contract."""
    if person["applicant_type"] in ("pupil", None) or person["work_mode"] == "solo":
        return False
    if _LEVELS[person["languages"].get(language, "A1")] < _LEVELS["B1"]:
        return False
    travel = person["travel"]
    if case["mode"] == "remote" or (case["mode"] == "hybrid" and travel != "remote"):
        return True
    if travel in ("remote", None):
        return False
    if travel == "anywhere":
        return True
    return person["lat"] is not None and _kilometres(person, case) <= travel


def _kilometres(one: Row, other: Row) -> float:
    north, other_north = radians(one["lat"]), radians(other["lat"])
    half_east = radians(other["lon"] - one["lon"]) / 2
    across = sin((other_north - north) / 2) ** 2
    across += cos(north) * cos(other_north) * sin(half_east) ** 2
    return 12_742 * asin(sqrt(across))


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else nan


def _share(part: float, whole: float) -> float:
    return part / whole if whole else nan
