"""Teams for one challenge: who covers what, in which language, and what nobody covers.

Nothing here is a score of a person: a plan tells what is there and what is missing.
"""

from dataclasses import dataclass, field
from typing import Final

ALTERNATIVES: Final = 3
"""How many other teams are shown beside the best."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A need that somebody may cover, though they did not say so: to be asked.

    `near` are skills they named that are near to it. Without any it was read from their own
    words, which is right about every other time: nothing to tell anybody as a fact.
    """

    need: str
    near: tuple[str, ...] = ()
    is_likely: bool = False
    """Whether it counts as covered until they were asked."""


@dataclass(frozen=True, slots=True)
class TeamMember:
    """One person of a team: the needs that they named as a skill, and what may be asked."""

    person_id: int
    covers: tuple[str, ...] = ()
    may_cover: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """People who can work together: all of them at B1 or better in `language`."""

    members: tuple[TeamMember, ...] = ()
    language: str | None = None
    covered: tuple[str, ...] = ()
    """Needs that somebody named as a skill."""
    likely: tuple[str, ...] = ()
    """Needs that nobody named, and somebody likely covers: to be asked."""
    gaps: tuple[str, ...] = ()
    """Needs that nobody covers, always named."""
    lacking: int = 0
    """How many people are missing for the least size that was asked for."""

    @property
    def person_ids(self) -> tuple[int, ...]:
        """Return who is in it."""
        return tuple(member.person_id for member in self.members)


@dataclass(frozen=True, slots=True)
class Swap:
    """What it costs to take one person for another: needs that are no longer covered, or newly."""

    leaves: int
    joins: int
    language: str
    """That of the team afterwards."""
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()

    @property
    def change(self) -> int:
        """Return how many needs more, or less, are covered."""
        return len(self.gained) - len(self.lost)


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """The best team, other ones that do without somebody of it, and what each swap would cost."""

    needs: tuple[str, ...]
    size: tuple[int, int]
    team: Team = field(default_factory=Team)
    alternatives: tuple[Team, ...] = ()
    swaps: tuple[Swap, ...] = ()
    feasible: int = 0
    """How many people could take part in any of the languages."""
