"""The doctor of challenges on briefs of which somebody wrote down what is wrong in them."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.briefs import examine
from bot.domain.briefs import Brief, Examination, Fault
from bot.evaluation.sets import SetError, rows


@dataclass(frozen=True, slots=True)
class Judged:
    """A brief, what was planted in it, and what the doctor said."""

    id: str
    language: str
    planted: frozenset[Fault]
    examination: Examination

    @property
    def found(self) -> frozenset[Fault]:
        """Return the faults that the doctor found."""
        return frozenset(finding.fault for finding in self.examination.findings)

    @property
    def is_good(self) -> bool:
        """Say whether nothing was planted."""
        return not self.planted


def run_briefs(folder: Path, today: date) -> list[Judged]:
    """Read `<language>.jsonl` of a folder and let the doctor read each brief as on `today`.

    Raises `SetError` for what cannot be read.
    """
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise SetError(f"{folder}: there are no briefs: <language>.jsonl")
    return [_judged(at, row, file.stem, today) for file in files for at, row in rows(file)]


def _judged(at: str, row: Mapping[str, Any], language: str, today: date) -> Judged:
    try:
        planted = frozenset(Fault(code) for code in row["faults"])
        deadline = date.fromisoformat(row["deadline"]) if row.get("deadline") else None
        texts: dict[str, Any] = {key: row.get(key) or "" for key in _TEXTS}
        brief = Brief(
            language,
            **texts,
            deadline_on=deadline,
            effort_hours=row.get("effort_hours"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SetError(f"{at}: {error!r}") from error
    return Judged(str(row.get("id", at)), language, planted, examine(brief, today))


_TEXTS = ("title", "problem", "affected", "success", "tried", "contact")


def report(judged: Sequence[Judged], misses: int = 0) -> Iterator[str]:
    """Yield the table: found of planted by fault and language, and false alarms."""
    languages = sorted({one.language for one in judged})
    yield "".join([f"{'found/planted':14}", *(f"{name:>9}" for name in [*languages, "all"])])
    for fault in Fault:
        cells = [
            _share([one for one in judged if one.language == name], fault) for name in languages
        ]
        yield "".join([f"{fault:14}", *(f"{cell:>9}" for cell in [*cells, _share(judged, fault)])])
    parts = [[one for one in judged if one.language == name] for name in languages]
    yield _row("all faults", [*map(_share, parts), _share(judged)])
    yield _row("good alarmed", [*map(_alarmed, parts), _alarmed(judged)])
    yield _row("beside planted", [*map(_beside, parts), _beside(judged)])
    planted = sum(len(one.planted) for one in judged)
    found = sum(len(one.planted & one.found) for one in judged)
    good = [one for one in judged if one.is_good]
    alarmed = sum(1 for one in good if one.found)
    said = Counter(fault for one in good for fault in one.found)
    yield (
        f"planted faults found: {_percent(found, planted)}; good briefs with an alarm: "
        f"{_percent(alarmed, len(good))}; alarms per good brief: "
        f"{sum(said.values()) / max(1, len(good)):.2f}"
    )
    yield from _misses(judged, misses)


def _misses(judged: Sequence[Judged], most: int) -> Iterator[str]:
    wrong = [one for one in judged if one.planted - one.found or (one.is_good and one.found)]
    for one in wrong[:most]:
        missed = ", ".join(sorted(one.planted - one.found)) or "-"
        more = ", ".join(sorted(one.found - one.planted)) or "-"
        yield f"{one.id}: missed {missed}; found besides {more}"


def as_lines(judged: Sequence[Judged]) -> str:
    """Return what was said of each brief, one JSON object a line."""
    return "".join(
        json.dumps(
            {"id": one.id, "planted": sorted(one.planted), "found": sorted(one.found)},
            ensure_ascii=False,
        )
        + "\n"
        for one in judged
    )


def _row(name: str, cells: Sequence[str]) -> str:
    return "".join([f"{name:14}", *(f"{cell:>9}" for cell in cells)])


def _share(judged: Sequence[Judged], fault: Fault | None = None) -> str:
    faults = [fault] if fault else list(Fault)
    planted = sum(1 for one in judged for code in faults if code in one.planted)
    found = sum(1 for one in judged for code in faults if code in one.planted & one.found)
    return f"{found}/{planted}"


def _alarmed(judged: Sequence[Judged]) -> str:
    good = [one for one in judged if one.is_good]
    return f"{sum(1 for one in good if one.found)}/{len(good)}"


def _beside(judged: Sequence[Judged]) -> str:
    """Return how many briefs with planted faults got a finding that nobody planted."""
    bad = [one for one in judged if not one.is_good]
    return f"{sum(1 for one in bad if one.found - one.planted)}/{len(bad)}"


def _percent(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / max(1, whole):.1f} %)"
