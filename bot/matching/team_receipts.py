"""Receipts of teams: what a member brought, what the others had, and what was covered and not.

A line of the ledger is about one person. Of the others it keeps no facts, only what they cover
together, so that it says nothing of somebody who is erased.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.domain.entries import Vocabulary
from bot.domain.people import Profile
from bot.domain.teams import Team
from bot.matching.abilities import LIKELY, Abilities, Ability, likelihood_of_any
from bot.matching.ordering import DIGITS
from bot.matching.receipts import PERSON, Facts, Remembering, named, profile_of

TEAM: Final = "team"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a team covers of its needs, and what nobody does."""

    needs: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def share(self) -> float:
        """Return the share of the needs that is covered, 0 to 1."""
        covered = len(self.needs) - len(self.gaps)
        return round(covered / max(1, len(self.needs)), DIGITS)


def coverage_of(team: Team, needs: Sequence[str]) -> Coverage:
    """Return what a team covers, as it was shown."""
    return Coverage(tuple(needs), team.gaps)


def team_facts(
    team: Team, needs: Sequence[str], profiles: Mapping[int, Profile], vocabulary: Vocabulary
) -> dict[int, dict[str, Any]]:
    """Return for each member what the receipt of their line keeps of the team."""
    abilities = Abilities(vocabulary, needs)
    able = {id_: abilities.of(profiles[id_]) for id_ in team.person_ids}
    return {
        id_: {
            "language": team.language,
            "needs": list(abilities.needs),
            "others": _together([able[other] for other in team.person_ids if other != id_]),
            "gaps": list(team.gaps),
        }
        for id_ in team.person_ids
    }


def _together(able: Sequence[Sequence[Ability]]) -> list[list[Any]]:
    """Return need by need whether one of several names it, and how likely they cover it."""
    return [
        [any(one.is_stated for one in of), likelihood_of_any([one.likelihood for one in of])]
        for of in zip(*able, strict=True)
    ]


def coverage_kept(kept: Facts) -> Coverage | None:
    """Return what was shown; None if it is gone."""
    team = kept.get(TEAM)
    return Coverage(tuple(team["needs"]), tuple(team["gaps"])) if team else None


def coverage_again(kept: Facts, vocabulary: Vocabulary) -> Coverage | None:
    """Compute from kept facts what the team covers by the rules of today; None if they are gone.

    A need that the vocabulary no longer has can not be looked for: it is left out.
    """
    team, person = kept.get(TEAM), kept.get(PERSON)
    if not team or not person:
        return None
    lexicon = Remembering({PERSON: named(person["read"])})
    abilities = Abilities(vocabulary, team["needs"], lexicon)
    own = dict(zip(abilities.needs, abilities.of(profile_of(person)), strict=True))
    others = dict(zip(team["needs"], team["others"], strict=False))  # none, if they were alone
    gaps = []
    for need, one in own.items():
        is_stated, likelihood = others.get(need, (False, 0.0))
        likely = likelihood_of_any((one.likelihood, likelihood))
        if not (one.is_stated or is_stated or likely >= LIKELY):
            gaps.append(need)
    return Coverage(abilities.needs, tuple(gaps))
