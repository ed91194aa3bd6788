"""How likely somebody really can do what a team needs, by what they said of themselves.

Of skills that people named all were true on the development set; one that only their text names,
or that is near to one they named, is true far less often. Shares are in docs/matching-teams.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.entries import Vocabulary
from bot.domain.people import Profile
from bot.matching.lexicon import Lexicon

STATED: Final = 0.97
"""For a skill that the person named."""
READ: Final = 0.3
"""For a skill that their own words name, and nothing else speaks for."""
NEAR: Final = 0.6
"""What the relation of a named skill to the needed one is multiplied by."""
LIKELY: Final = 0.5
"""From where on a need counts as covered."""


@dataclass(frozen=True, slots=True)
class Ability:
    """What speaks for one person and one need."""

    likelihood: float = 0.0
    is_stated: bool = False
    near: tuple[str, ...] = ()


NONE: Final = Ability()


class Abilities:
    """Reads profiles for one list of needs: only the names of these are looked for in texts."""

    def __init__(self, vocabulary: Vocabulary, needs: Sequence[str]) -> None:
        self.needs = tuple(dict.fromkeys(need for need in needs if need in vocabulary.skills))
        self._near = {need: _relations(vocabulary, need) for need in self.needs}
        self._lexicons = {need: Lexicon.of({need: vocabulary.skills[need]}) for need in self.needs}

    def of(self, profile: Profile) -> tuple[Ability, ...]:
        """Return what speaks for a person, need by need."""
        return tuple(self._ability(profile, need) for need in self.needs)

    def _ability(self, profile: Profile, need: str) -> Ability:
        if need in profile.skills:
            return Ability(STATED, is_stated=True)
        relations = self._near[need]
        near = sorted(
            (skill for skill in profile.skills if skill in relations),
            key=lambda skill: (-relations[skill], skill),
        )
        by_relation = NEAR * relations[near[0]] if near else 0.0
        read = need in self._lexicons[need].read(profile.bio, profile.languages).done
        # Either alone says little. Both together are independent signs of the same thing.
        odds = _odds(by_relation) if near else _UNKNOWN_ODDS
        if read:
            odds *= _odds(READ) / _UNKNOWN_ODDS
        elif not near:
            return NONE
        return Ability(odds / (1 + odds), near=tuple(near))


_UNKNOWN_ODDS: Final = 0.05


def _odds(share: float) -> float:
    return share / (1 - share)


def _relations(vocabulary: Vocabulary, need: str) -> Mapping[str, float]:
    """Return how far other skills stand in for one: relations count both ways."""
    found = dict(vocabulary.relations.get(need, {}))
    for skill, others in vocabulary.relations.items():
        if need in others:
            found[skill] = max(others[need], found.get(skill, 0.0))
    return found
