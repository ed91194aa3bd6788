"""The ledger as staff read it: what was shown to whom, and each line computed again."""

from dataclasses import dataclass
from typing import Final

from bot.domain.people import Person
from bot.domain.suggestions import Suggestion

EQUAL: Final = 0.00015
"""Scores are kept with four digits; of the last one, adding up in another order may round."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the ledger, and whose it is if staff may find them still."""

    suggestion: Suggestion
    person: Person | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """One page of what was shown of a challenge or an entry, the latest first.

    `subject` is what buttons call it: the number of a challenge, or the id of an entry.
    """

    subject: str
    title: str
    lines: tuple[LedgerLine, ...]
    number: int = 0
    pages: int = 1
    total: int = 0


@dataclass(frozen=True, slots=True)
class TeamAgain:
    """What a team covers when that is computed again. `gaps` are in the reader's words."""

    needs: int
    covered: int
    gaps: tuple[str, ...] = ()
    same_gaps: bool = True


@dataclass(frozen=True, slots=True)
class Replayed:
    """A line, computed again from the facts that it kept.

    `score` is None if they are gone. `changed` names the facts of the profile that are others
    now; None if there is no profile any more. `team` is there for lines of teams only.
    """

    line: LedgerLine
    subject: str
    score: float | None
    same_rules: bool = True
    changed: tuple[str, ...] | None = ()
    opportunity_changed: bool = False
    team: TeamAgain | None = None

    @property
    def is_same(self) -> bool:
        """Say whether it gives the same."""
        if self.score is None or (self.team is not None and not self.team.same_gaps):
            return False
        return abs(self.score - self.line.suggestion.score) < EQUAL
