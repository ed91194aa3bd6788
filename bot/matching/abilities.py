"""How likely somebody really can do what a team needs, by what they said of themselves.

The shares are those of the development set: how often a skill was really there (level 2 or 3 of
3) that was named, or that something else spoke for. docs/matching-teams.md has the counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.entries import Vocabulary
from bot.domain.people import Profile
from bot.matching.lexicon import Lexicon

STATED: Final = 0.97
"""For a skill that the person named."""
BOTH: Final = 0.75
"""For one that their own words speak of, with a skill or a technology named that is near to it."""
READ: Final = 0.3
"""For one that only their own words speak of."""
LIKELY: Final = 0.5
"""From where on a need counts as covered."""

OF_TECHNOLOGY: Final[Mapping[str, tuple[str, ...]]] = {
    "additive": ("3d_printing",),
    "ai": ("ai_tools",),
    "biomaterials": ("material_research",),
    "data_viz": ("infographics", "data_science"),
    "eco_materials": ("material_research", "circular_design"),
    "iot": ("iot_electronics",),
    "robotics": ("iot_electronics",),
    "sensors": ("iot_electronics",),
    "smart_textiles": ("textile_design", "iot_electronics"),
    "xr": ("xr",),
}
"""Skills that a technology is near to. It is named as an interest: alone it says too little."""


@dataclass(frozen=True, slots=True)
class Ability:
    """What speaks for one person and one need."""

    likelihood: float = 0.0
    is_stated: bool = False
    near: tuple[str, ...] = ()


NONE: Final = Ability()


class Abilities:
    """Reads profiles for one list of needs: only the names of these are looked for in texts."""

    def __init__(
        self, vocabulary: Vocabulary, needs: Sequence[str], lexicon: Lexicon | None = None
    ) -> None:
        self.needs = tuple(dict.fromkeys(need for need in needs if need in vocabulary.skills))
        self._near = {need: _relations(vocabulary, need) for need in self.needs}
        self._lexicon = lexicon or Lexicon.of(
            {need: vocabulary.skills[need] for need in self.needs}
        )

    def of(self, profile: Profile) -> tuple[Ability, ...]:
        """Return what speaks for a person, need by need."""
        named = self._lexicon.read(profile.bio, profile.languages)
        read = named.done | named.hinted
        return tuple(self._ability(profile, need, is_read=need in read) for need in self.needs)

    def _ability(self, profile: Profile, need: str, *, is_read: bool) -> Ability:
        if need in profile.skills:
            return Ability(STATED, is_stated=True)
        relations = self._near[need]
        near = tuple(
            sorted(
                (skill for skill in profile.skills if skill in relations),
                key=lambda skill: (-relations[skill], skill),
            )
        )
        if is_read:
            used = any(need in OF_TECHNOLOGY.get(one, ()) for one in profile.technologies)
            return Ability(BOTH if near or used else READ, near=near)
        # Near skills alone were right in one case of five: worth asking a member about, but no
        # reason to take somebody into a team (docs/matching-teams.md).
        return Ability(near=near) if near else NONE


def likelihood_of_any(likelihoods: Sequence[float]) -> float:
    """Return how likely at least one of several people can do it."""
    missed = 1.0
    for likelihood in likelihoods:
        missed *= 1 - likelihood
    return 1 - missed


def _relations(vocabulary: Vocabulary, need: str) -> Mapping[str, float]:
    """Return how far other skills stand in for one: relations count both ways."""
    found = dict(vocabulary.relations.get(need, {}))
    for skill, others in vocabulary.relations.items():
        if need in others:
            found[skill] = max(others[need], found.get(skill, 0.0))
    return found
