"""Suggestions: what was proposed to whom, and the receipt from which it can be replayed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from math import log1p
from typing import Any, Final

EXPOSURE_WINDOW: Final = timedelta(days=90)
"""How long being shown counts against being shown again."""
EXPOSURE: Final = 0.05
"""How much of a score being shown costs, times the logarithm of how often."""
MOST_INVITATIONS: Final = 2
"""Open invitations of one person at a time."""
MOST_INVITED: Final = 8
"""People invited to one challenge, whatever they answered."""
INVITATION_LASTS: Final = timedelta(days=14)
"""How long an invitation waits for an answer; then it is open no more."""
KEPT: Final = timedelta(days=365)
"""How long a receipt is kept."""


def less_for_exposure(exposure: float) -> float:
    """Return what having been shown before takes off a score."""
    return EXPOSURE * log1p(max(0.0, exposure))


class Direction(StrEnum):
    """Who was shown what."""

    OFFERS = "offers"
    """Opportunities to a person who looked."""
    SHORTLIST = "shortlist"
    """People to staff, for a challenge."""
    TEAM = "team"
    TOLD = "told"
    """A new opportunity to a person who had not asked."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the ledger. `position` counts from 1.

    `facts` are those that the rules used, as they were then: with `rule_version` and `seed` they
    give the same score again, whatever was changed meanwhile.
    """

    direction: Direction
    person_id: int | None
    opportunity: str
    position: int
    score: float
    rule_version: str
    at: datetime
    seed: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
