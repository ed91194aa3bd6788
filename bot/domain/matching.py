"""What a comparison of one person with one opportunity comes to: a score and what is said of it.

Everything that is said is a fact that both sides stated, never a guess.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.eligibility import Eligibility


class Because(StrEnum):
    """What a reason is about; `MatchReason.value` is an id of that list, or a number."""

    SKILL = "skill"
    """Named by the person, and wanted or taught."""
    RELATED_SKILL = "related_skill"
    """Named by the person, and near to one that is wanted: `of` says which."""
    SECTOR = "sector"
    TRANSITION = "transition"
    TECHNOLOGY = "technology"
    LANGUAGE = "language"
    KIND = "kind"
    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    DISTANCE = "distance_km"
    REMOTE = "remote"


class But(StrEnum):
    """What speaks against it, honestly, though it is offered."""

    SKILLS_MISSING = "skills_missing"
    """Wanted, and not named by the person."""
    FAR = "far"
    LANGUAGE_WEAK = "language_weak"
    OTHER_LEVEL = "other_level"
    """A training for beginners in what the person names as a skill."""
    COUNTRY_UNSURE = "country_unsure"
    """The country is not on the list of who may apply, which may be incomplete."""
    NOTHING_SHARED = "nothing_shared"
    """Near by meaning only: no field of both sides is the same."""


@dataclass(frozen=True, slots=True)
class MatchReason:
    """One fact that both sides stated."""

    because: Because
    value: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class CounterPoint:
    """One fact that speaks against it."""

    but: But
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """One person and one opportunity, compared. `parts` are the signals, each 0 to 1.

    `is_shown` says that the score is above the threshold of its direction, `is_strong` above that
    of what may be called a strong match.
    """

    opportunity_id: str
    person_id: int
    score: float
    eligibility: Eligibility
    reasons: tuple[MatchReason, ...] = ()
    counter_point: CounterPoint | None = None
    parts: Mapping[str, float] = field(default_factory=dict)
    is_shown: bool = False
    is_strong: bool = False
