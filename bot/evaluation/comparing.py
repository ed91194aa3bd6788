"""A run against the last accepted one: is it worse beyond what chance explains?

Both runs answered the same questions, so only the questions whose outcome changed say anything.
If the runs were equally good, each change would be as likely for the worse as for the better:
the exact sign test (McNemar's test without its approximation) gives how likely so many for the
worse would be.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from math import comb, isnan
from pathlib import Path
from typing import Any, Final

from bot.domain.answers import Mode
from bot.evaluation.scoring import Judged, score
from bot.evaluation.sets import Gold, SetError

BEYOND_NOISE: Final = 0.05
"""One-sided: five for the worse and none for the better is beyond noise, four are not."""


class Metric(StrEnum):
    """What may not get worse. Each is right or wrong for every message it is about."""

    R1 = "R@1"
    R3 = "R@3"
    ANSWERED = "questions answered"
    REFUSED = "others refused"

    def about(self, gold: Gold) -> bool:
        """Say whether the metric is about this message."""
        return gold.deserves_an_answer is (self is not Metric.REFUSED)

    def right(self, judged: Judged) -> bool:
        """Say whether the message went well."""
        return {
            Metric.R1: judged.hit(1),
            Metric.R3: judged.hit(3),
            Metric.ANSWERED: not judged.refused,
            Metric.REFUSED: judged.refused,
        }[self]


Outcomes = Mapping[str, Mapping[Metric, bool]]
"""By question: what went well and what did not."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The run that later ones are held to; it lies in the repository."""

    name: str
    today: date
    mode: Mode
    outcomes: Outcomes
    totals: Mapping[str, float]
    """For readers; comparing takes the outcomes."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one metric, over the messages that both runs answered."""

    metric: Metric
    group: str
    before: float
    after: float
    worse: int
    better: int
    chance: float
    """How likely so many for the worse would be if nothing had got worse."""
    limit: float

    @property
    def is_regression(self) -> bool:
        """Say whether it got worse beyond noise."""
        return self.chance < self.limit


def outcomes(judged: Iterable[Judged]) -> Outcomes:
    """Return what went well and what did not."""
    return {
        one.gold.qid: {metric: metric.right(one) for metric in Metric if metric.about(one.gold)}
        for one in judged
    }


def compare(accepted: Outcomes, judged: Sequence[Judged]) -> tuple[Change, ...]:
    """Return what became of each metric, and of R@3 in each language.

    With one test for each language, one of many would fail by chance: there the limit is divided
    by their number.
    """
    changes = [
        _change(metric, "all", accepted, judged, BEYOND_NOISE)
        for metric in Metric
        if any(metric.about(one.gold) for one in judged)
    ]
    asked = [one for one in judged if one.gold.deserves_an_answer]
    languages = sorted({one.gold.language for one in asked})
    changes += [
        _change(
            Metric.R3,
            language,
            accepted,
            [one for one in asked if one.gold.language == language],
            BEYOND_NOISE / len(languages),
        )
        for language in languages
    ]
    return tuple(changes)


def _change(
    metric: Metric, group: str, accepted: Outcomes, judged: Iterable[Judged], limit: float
) -> Change:
    pairs = [
        (before[metric], metric.right(one))
        for one in judged
        if metric in (before := accepted.get(one.gold.qid, {}))
    ]
    worse = sum(was and not now for was, now in pairs)
    better = sum(now and not was for was, now in pairs)
    return Change(
        metric=metric,
        group=group,
        before=sum(was for was, _ in pairs) / max(1, len(pairs)),
        after=sum(now for _, now in pairs) / max(1, len(pairs)),
        worse=worse,
        better=better,
        chance=sign_test(worse, better),
        limit=limit,
    )


def sign_test(worse: int, better: int) -> float:
    """Return how likely at least `worse` of all changes would be for the worse by chance."""
    changed = worse + better
    return float(sum(comb(changed, k) for k in range(worse, changed + 1)) / 2**changed)


def accept(name: str, today: date, mode: Mode, judged: Sequence[Judged]) -> Accepted:
    """Make a run the one that later ones are held to."""
    totals = {
        field: round(value, 4)
        for field, value in asdict(score(judged)).items()
        if not field.endswith("_ms") and not isnan(value)  # another machine is not a regression
    }
    return Accepted(name, today, mode, outcomes(judged), totals)


def write_accepted(path: Path, accepted: Accepted) -> None:
    """Write an accepted run, one question a line: what changed is read in the difference."""
    head = {
        "set": accepted.name,
        "today": accepted.today.isoformat(),
        "mode": accepted.mode,
        "totals": accepted.totals,
    }
    questions = ",\n".join(
        f"  {json.dumps(qid)}: {json.dumps({m: int(right) for m, right in well.items()})}"
        for qid, well in sorted(accepted.outcomes.items())
    )
    fields = [f' "{name}": {json.dumps(value)}' for name, value in head.items()]
    fields.append(f' "questions": {{\n{questions}\n }}')
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{\n" + ",\n".join(fields) + "\n}\n", "utf-8")


def read_accepted(path: Path) -> Accepted | None:
    """Read an accepted run; None if there is none yet."""
    if not path.is_file():
        return None
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return Accepted(
            name=data["set"],
            today=date.fromisoformat(data["today"]),
            mode=Mode(data["mode"]),
            outcomes={
                qid: {Metric(name): bool(right) for name, right in well.items()}
                for qid, well in data["questions"].items()
            },
            totals=data["totals"],
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise SetError(f"{path}: this is no accepted run: {error!r}") from error
