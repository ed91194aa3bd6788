"""Sets of people and opportunities: a folder with all that matching may see, and its gold.

The files are described in `docs/evaluation.md`; each but `profiles.jsonl` and
`opportunities.jsonl` may be missing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from bot.domain.eligibility import Standing
from bot.domain.entries import Mode
from bot.domain.geography import Point
from bot.domain.opportunities import Level, Opportunity, OpportunityKind, Team
from bot.domain.people import ApplicantType, Fluency, Profile, Reach
from bot.evaluation.sets import SetError, rows, set_day

PROFILES_FILE: Final = "profiles.jsonl"
_OPPORTUNITIES_FILE: Final = "opportunities.jsonl"
_VARIANTS_FILE: Final = "gender_variants.jsonl"
_TEAMS_FILE: Final = "team_cases.jsonl"

_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
_MODES: Final = {"onsite": Mode.ONSITE, "hybrid": Mode.HYBRID, "remote": Mode.ONLINE}

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person of a set: the profile, what they did before, their name in the files."""

    id: str
    profile: Profile
    standing: Standing
    language: str
    """Of the interface, in which the bio is written as well."""
    variant_of: str | None = None
    """Of whom this is the same person, written with the other grammatical gender."""


@dataclass(frozen=True, slots=True)
class TeamCase:
    """What a team has to be able to do, and within which limits."""

    id: str
    title: str
    needs: tuple[str, ...]
    size: tuple[int, int]
    languages: tuple[str, ...]
    opportunity: Opportunity
    """The place and the mode, as an opportunity of its own."""


@dataclass(frozen=True, slots=True)
class Gold:
    """What people judged, row by row as in the files; empty where there is nothing to score."""

    pairs: Mapping[tuple[str, str], Row] = field(default_factory=dict)
    """By opportunity and profile."""
    profiles: Mapping[str, Row] = field(default_factory=dict)
    opportunities: Mapping[str, Row] = field(default_factory=dict)
    teams: Mapping[str, Row] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MatchingSet:
    """A folder of people and opportunities. `raw` has the rows as they stand in the files."""

    folder: Path
    people: Mapping[str, Somebody]
    opportunities: Mapping[str, Opportunity]
    cases: tuple[TeamCase, ...]
    gold: Gold
    today: date | None = None
    raw: Mapping[str, Mapping[str, Row]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the name of the folder."""
        return self.folder.resolve().name

    @property
    def originals(self) -> list[Somebody]:
        """Return the people, each once."""
        return [one for one in self.people.values() if one.variant_of is None]


def read_matching_set(folder: Path) -> MatchingSet:
    """Read a folder; raise `SetError` for what cannot be read."""
    raw = {
        name: {_id(at, row): row for at, row in rows(folder / file)}
        for name, file in (("profiles", PROFILES_FILE), ("opportunities", _OPPORTUNITIES_FILE))
    }
    raw["variants"] = _rows_if_there(folder / _VARIANTS_FILE)
    raw["teams"] = _rows_if_there(folder / _TEAMS_FILE)
    try:
        written = [*raw["profiles"].values(), *raw["variants"].values()]
        people = {row["id"]: _somebody(number, row) for number, row in enumerate(written, 1)}
        opportunities = {id_: _opportunity(row) for id_, row in raw["opportunities"].items()}
        cases = tuple(_case(row) for row in raw["teams"].values())
    except (KeyError, TypeError, ValueError) as error:
        raise SetError(f"{folder}: a row cannot be read: {error!r}") from error
    gold = Gold(
        _pairs(folder / "pairs.jsonl"),
        _rows_if_there(folder / "gold_profiles.jsonl"),
        _rows_if_there(folder / "gold_opportunities.jsonl"),
        _rows_if_there(folder / "gold_team_cases.jsonl"),
    )
    return MatchingSet(folder, people, opportunities, cases, gold, set_day(folder), raw)


def _rows_if_there(path: Path) -> dict[str, Row]:
    return {_id(at, row): row for at, row in rows(path)} if path.is_file() else {}


def _pairs(path: Path) -> dict[tuple[str, str], Row]:
    if not path.is_file():
        return {}
    return {(row["opportunity"], row["profile"]): row for _, row in rows(path)}


def _id(at: str, row: Row) -> str:
    value = row.get("id")
    if not isinstance(value, str):
        raise SetError(f"{at}: `id` is missing")
    return value


def _somebody(number: int, row: Row) -> Somebody:
    return Somebody(
        row["id"],
        _profile(number, row),
        Standing(
            frozenset(row.get("applied_to") or ()), frozenset(row.get("hidden_by_user") or ())
        ),
        row.get("ui_lang") or "en",
        row.get("variant_of"),
    )


def _profile(number: int, row: Row) -> Profile:
    kinds, away, travel = row.get("wanted_kinds"), row.get("away"), row.get("travel")
    return Profile(
        number,
        _LONG_AGO,
        _LONG_AGO,
        applicant_type=ApplicantType(row["applicant_type"]) if row.get("applicant_type") else None,
        sectors=_ids(row, "sectors"),
        skills=_ids(row, "skills"),
        country=row.get("country"),
        region=row.get("region"),
        city=row.get("city"),
        point=_point(row),
        travel=Reach(travel) if isinstance(travel, str) else travel,
        languages={code: Fluency(level) for code, level in (row.get("languages") or {}).items()},
        work_mode=Team(row["work_mode"]) if row.get("work_mode") else None,
        experience_years=row.get("experience_years"),
        birth_year=row.get("birth_year"),
        guardian_consent=row.get("guardian_consent"),
        transitions=_ids(row, "transitions"),
        technologies=_ids(row, "technologies"),
        wanted_kinds=None if kinds is None else tuple(map(OpportunityKind, kinds)),
        hours_per_week=row.get("hours_per_week"),
        away=(date.fromisoformat(away[0]), date.fromisoformat(away[1])) if away else None,
        bio=row.get("bio") or "",
    )


def _opportunity(row: Row) -> Opportunity:
    size = row.get("team_size")
    return Opportunity(
        row["id"],
        OpportunityKind(row["kind"]),
        row.get("lang") or "en",
        row.get("title") or "",
        row.get("text") or "",
        wanted_skills=_ids(row, "wanted_skills"),
        topics=_ids(row, "topics"),
        level=Level(row["level"]) if row.get("level") else None,
        sectors=_ids(row, "sectors"),
        transitions=_ids(row, "transitions"),
        technologies=_ids(row, "technologies"),
        countries=frozenset(_ids(row, "eligible_countries")),
        regions=frozenset(_ids(row, "eligible_regions")),
        languages=_ids(row, "languages"),
        applicant_types=frozenset(_ids(row, "applicant_types")),
        min_age=row.get("min_age"),
        max_age=row.get("max_age"),
        min_experience_years=row.get("min_experience_years"),
        team=Team(row.get("team") or Team.EITHER),
        team_size=(size[0], size[1]) if size else None,
        city=row.get("city"),
        point=_point(row),
        mode=_MODES[row["mode"]] if row.get("mode") else None,
        opens_on=_day(row, "opens"),
        deadline_on=_day(row, "deadline"),
        starts_on=_day(row, "starts"),
        ends_on=_day(row, "ends"),
        places=row.get("places"),
        places_left=row.get("places_left"),
        orientation=row.get("orientation"),
    )


def _case(row: Row) -> TeamCase:
    where = Opportunity(
        row["id"],
        OpportunityKind.CHALLENGE,
        "en",
        row.get("title") or "",
        wanted_skills=_ids(row, "needs"),
        languages=_ids(row, "languages"),
        team=Team.TEAM,
        team_size=(row["min_size"], row["max_size"]),
        city=row.get("city"),
        point=_point(row),
        mode=_MODES[row["mode"]],
    )
    size = (row["min_size"], row["max_size"])
    return TeamCase(row["id"], where.title, where.wanted_skills, size, where.languages, where)


def _ids(row: Row, name: str) -> tuple[str, ...]:
    found: Iterable[str] = row.get(name) or ()
    return tuple(found)


def _point(row: Row) -> Point | None:
    if row.get("lat") is None or row.get("lon") is None:
        return None
    return Point(row["lat"], row["lon"])


def _day(row: Row, name: str) -> date | None:
    return date.fromisoformat(row[name]) if row.get(name) else None
