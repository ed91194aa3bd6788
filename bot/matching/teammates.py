"""Who could join a team that people have made: the composer, beside members who are there already.

By stated facts alone, as everything that puts people together. Unlike a team that is put together
from nothing, its members stay, whatever they left unsaid.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from bot.domain.entries import Vocabulary
from bot.domain.opportunities import Opportunity
from bot.domain.people import Profile
from bot.domain.taking_part import Proposal
from bot.domain.teams import Hint, Swap
from bot.matching.abilities import LIKELY, NONE, Abilities, Ability, likelihood_of_any
from bot.matching.team_search import Row, Worth, worth
from bot.matching.teams import NEVER_SHOWN, can_join

PROPOSED: Final = 3
"""People who are proposed at a time."""


class Teammates:
    """One team, and what it needs."""

    def __init__(
        self,
        opportunity: Opportunity,
        members: Sequence[Profile],
        needs: Sequence[str],
        vocabulary: Vocabulary,
    ) -> None:
        self._opportunity = opportunity
        self._members = members
        self._abilities = Abilities(vocabulary, needs)
        self.needs = self._abilities.needs
        self._able = [self._abilities.of(profile) for profile in members]

    def named(self) -> frozenset[str]:
        """Return the needs that somebody in the team named as a skill."""
        return frozenset(
            need
            for able in self._able
            for need, one in zip(self.needs, able, strict=True)
            if one.is_stated
        )

    def gaps(self, *others: Sequence[Ability]) -> tuple[str, ...]:
        """Return the needs that nobody covers, with others beside the members."""
        every = [*self._able, *others]
        return tuple(
            need
            for at, need in enumerate(self.needs)
            if likelihood_of_any([able[at].likelihood for able in every]) < LIKELY
        )

    def brings(self, profile: Profile) -> tuple[str, ...]:
        """Return what somebody named as a skill that the team lacks."""
        able = dict(zip(self.needs, self._abilities.of(profile), strict=True))
        return tuple(need for need in self.gaps() if able[need].is_stated)

    def propose(
        self,
        skill: str,
        candidates: Sequence[Profile],
        today: date,
        exposure: Mapping[int, float] = NEVER_SHOWN,
        most: int = PROPOSED,
    ) -> tuple[Proposal, ...]:
        """Return who could join for a skill, best first.

        Who named the skill comes before who may have it; then whoever the team gains most by,
        then who was shown less.
        """
        if skill not in self.needs:
            return ()
        at = self.needs.index(skill)
        rows = [Row(-1 - n, _row(able)) for n, able in enumerate(self._able)]
        found: list[tuple[tuple[bool, float, Worth], Profile, tuple[Ability, ...], str]] = []
        for profile in candidates:
            able = self._abilities.of(profile)
            language = self._shared(profile)
            if able[at] == NONE or language is None:
                continue
            if not can_join(self._opportunity, profile, today):
                continue
            row = Row(profile.person_id, _row(able), exposure.get(profile.person_id, 0.0))
            order = (not able[at].is_stated, -able[at].likelihood, worth([*rows, row]))
            found.append((order, profile, able, language))
        found.sort(key=lambda one: one[0])
        first: tuple[str, ...] | None = None
        made: list[Proposal] = []
        for _, profile, able, language in found[:most]:
            gaps = self.gaps(able)
            swap = None
            if first is None:
                first = gaps
            else:
                swap = Swap(
                    leaves=made[0].person_id,
                    joins=profile.person_id,
                    language=language,
                    lost=tuple(need for need in gaps if need not in first),
                    gained=tuple(need for need in first if need not in gaps),
                )
            made.append(self._proposal(profile, able, gaps, language, swap))
        return tuple(made)

    def _proposal(
        self,
        profile: Profile,
        able: Sequence[Ability],
        gaps: tuple[str, ...],
        language: str | None,
        swap: Swap | None,
    ) -> Proposal:
        pairs = list(zip(self.needs, able, strict=True))
        return Proposal(
            person_id=profile.person_id,
            covers=tuple(need for need, one in pairs if one.is_stated),
            may_cover=tuple(
                Hint(need, one.near, is_likely=one.likelihood >= LIKELY)
                for need, one in pairs
                if one != NONE and not one.is_stated
            ),
            gaps=gaps,
            language=language,
            swap=swap,
        )

    def _shared(self, profile: Profile) -> str | None:
        """Return a language in which they can work with all members who named theirs."""
        speak = [one for one in (*self._members, profile) if one.languages]
        offered = self._opportunity.languages or tuple(sorted(profile.languages))
        for language in offered:
            levels = [one.languages.get(language) for one in speak]
            if profile.languages and all(level is not None and level.works for level in levels):
                return language
        return None


def _row(able: Sequence[Ability]) -> tuple[float, ...]:
    return tuple(one.likelihood for one in able)
