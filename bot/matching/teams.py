"""People who together can do what a challenge needs, in one language that all of them speak.

By stated facts alone: nothing learned puts people together (tests/test_architecture.py).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.domain.eligibility import eligibility
from bot.domain.entries import Vocabulary
from bot.domain.opportunities import Opportunity, OpportunityKind
from bot.domain.opportunities import Team as Working
from bot.domain.people import ApplicantType, Profile
from bot.domain.teams import ALTERNATIVES, Hint, Swap, Team, TeamMember, TeamPlan
from bot.matching.abilities import LIKELY, NONE, Abilities, Ability, likelihood_of_any
from bot.matching.team_search import Row, best_team, worth

USUAL_SIZE: Final = (2, 4)
"""Where a challenge does not say how many."""
SWAPS: Final = 3
"""How many people may be offered for each member."""

MOST_SEARCHES: Final = 10
"""How many times another team is looked for, about."""

NEVER_SHOWN: Final[Mapping[int, float]] = {}


def teams(
    opportunity: Opportunity,
    candidates: Sequence[Profile],
    vocabulary: Vocabulary,
    today: date,
    *,
    needs: Sequence[str] = (),
    size: tuple[int, int] | None = None,
    exposure: Mapping[int, float] = NEVER_SHOWN,
) -> TeamPlan:
    """Return the best team for a challenge, others, and the price of swaps.

    `needs` are skills, by default those that the challenge wants. Of teams that cover the same,
    the one whose people were shown less comes first, then the one with the smaller numbers.
    Candidates are those whom `eligibility` does not refuse: here it is only asked who can work in
    a team at that place, and of full age.
    """
    return Choosing(
        opportunity, candidates, vocabulary, today, needs=needs, size=size, exposure=exposure
    ).plan()


class Choosing:
    """One choice of a team: who could be in it, and what they can do."""

    def __init__(
        self,
        opportunity: Opportunity,
        candidates: Sequence[Profile],
        vocabulary: Vocabulary,
        today: date,
        *,
        needs: Sequence[str] = (),
        size: tuple[int, int] | None = None,
        exposure: Mapping[int, float] = NEVER_SHOWN,
    ) -> None:
        self._size = size or opportunity.team_size or USUAL_SIZE
        abilities = Abilities(vocabulary, needs or opportunity.wanted_skills)
        self.needs = abilities.needs
        self._people = {
            profile.person_id: profile
            for profile in sorted(candidates, key=lambda profile: profile.person_id)
            if can_join(opportunity, profile, today)
        }
        self._abilities = {id_: abilities.of(profile) for id_, profile in self._people.items()}
        self._rows = {
            id_: Row(id_, tuple(one.likelihood for one in able), exposure.get(id_, 0.0))
            for id_, able in self._abilities.items()
        }
        self._of_language = {
            language: [row for id_, row in self._rows.items() if self._speaks(id_, language)]
            for language in opportunity.languages or self._spoken()
        }

    def plan(self, person_ids: Sequence[int] = ()) -> TeamPlan:
        """Return the best team, or that of these people, with all that is shown beside it.

        People who cannot work together are no team: then it is the best one.
        """
        team = (self.team_of(person_ids) if person_ids else None) or self.best()
        feasible = {row.person_id for rows in self._of_language.values() for row in rows}
        return TeamPlan(
            needs=self.needs,
            size=self._size,
            team=team,
            alternatives=self._alternatives(team),
            swaps=tuple(self._swaps(team)),
            feasible=len(feasible),
        )

    def best(self, without: Collection[int] = ()) -> Team:
        """Return the best team in any language, without some people."""
        found = [
            (best, language)
            for language, rows in self._of_language.items()
            if (best := self._best_in(rows, without))
        ]
        if not found:
            return self._team((), None)
        # Of languages that are equally good, the one that the challenge names first.
        best, language = min(found, key=lambda one: self._order(one[0]))
        return self._team([row.person_id for row in best], language)

    def team_of(self, person_ids: Sequence[int]) -> Team | None:
        """Return the team of exactly these people; None if they cannot work together."""
        for language in self._of_language:
            if all(id_ in self._people and self._speaks(id_, language) for id_ in person_ids):
                return self._team(person_ids, language)
        return None

    def swap(self, team: Team, leaves: int, joins: int) -> Swap | None:
        """Return what it would cost to take one person for another; None if it cannot be."""
        after = self.team_of([joins if id_ == leaves else id_ for id_ in team.person_ids])
        if after is None or after.language is None or joins in team.person_ids:
            return None
        before, now = {*team.covered, *team.likely}, {*after.covered, *after.likely}
        return Swap(
            leaves,
            joins,
            after.language,
            lost=tuple(need for need in self.needs if need in before - now),
            gained=tuple(need for need in self.needs if need in now - before),
        )

    def _best_in(self, rows: Sequence[Row], without: Collection[int]) -> tuple[Row, ...]:
        return best_team([row for row in rows if row.person_id not in without], self._size)

    def _order(self, team: Sequence[Row]) -> tuple[int, float, float]:
        value, exposure, _ = worth(team)
        return (max(0, self._size[0] - len(team)), value, exposure)

    def _alternatives(self, team: Team) -> tuple[Team, ...]:
        """Return the best teams that do without somebody: what to do if that person says no."""
        known = [frozenset(team.person_ids)]
        banned: list[tuple[int, ...]] = [(id_,) for id_ in team.person_ids]
        others: list[Team] = []
        for without in banned:
            other = self.best(without)
            if not other.members:
                continue
            if len(banned) < MOST_SEARCHES:
                banned += [(*without, id_) for id_ in other.person_ids]
            people = frozenset(other.person_ids)
            if any(people <= before for before in known):
                continue  # the same team with somebody missing is no other team
            known.append(people)
            others.append(other)
        others.sort(key=lambda one: self._order([self._rows[id_] for id_ in one.person_ids]))
        return tuple(others[:ALTERNATIVES])

    def _swaps(self, team: Team) -> Iterator[Swap]:
        """Yield for each member the people who would cost the least in their place."""
        for leaves in team.person_ids:
            rest = [self._rows[id_] for id_ in team.person_ids if id_ != leaves]
            instead = sorted(
                (
                    row
                    for id_, row in self._rows.items()
                    if row.is_useful and id_ not in team.person_ids
                ),
                key=lambda row: worth([*rest, row]),
            )
            swaps = (self.swap(team, leaves, row.person_id) for row in instead)
            for number, swap in enumerate(swap for swap in swaps if swap is not None):
                if number == SWAPS:
                    break
                yield swap

    def _team(self, person_ids: Sequence[int], language: str | None) -> Team:
        members = tuple(self._member(id_) for id_ in person_ids)
        covered = {need for member in members for need in member.covers}
        likely = {need for need in self.needs if self._likelihood(person_ids, need) >= LIKELY}
        return Team(
            members,
            language,
            covered=tuple(need for need in self.needs if need in covered),
            likely=tuple(need for need in self.needs if need in likely - covered),
            gaps=tuple(need for need in self.needs if need not in likely | covered),
            lacking=max(0, self._size[0] - len(members)),
        )

    def _likelihood(self, person_ids: Sequence[int], need: str) -> float:
        """Return how likely at least one of them covers a need."""
        return likelihood_of_any([self._ability(id_, need).likelihood for id_ in person_ids])

    def _member(self, id_: int) -> TeamMember:
        able = dict(zip(self.needs, self._abilities[id_], strict=True))
        return TeamMember(
            id_,
            covers=tuple(need for need, one in able.items() if one.is_stated),
            may_cover=tuple(
                Hint(need, one.near, is_likely=one.likelihood >= LIKELY)
                for need, one in able.items()
                if one != NONE and not one.is_stated
            ),
        )

    def _ability(self, id_: int, need: str) -> Ability:
        return self._abilities[id_][self.needs.index(need)]

    def _speaks(self, id_: int, language: str) -> bool:
        fluency = self._people[id_].languages.get(language)
        return fluency is not None and fluency.works

    def _spoken(self) -> list[str]:
        """Return the languages of all, where a challenge names none."""
        return sorted({code for profile in self._people.values() for code in profile.languages})


def can_join(opportunity: Opportunity, profile: Profile, today: date) -> bool:
    """Say whether somebody can be in a team there: of full age, not alone only, able to come.

    Somebody of whom a fact is missing that would decide it is not put into a team.
    """
    if profile.paused or profile.applicant_type in {None, ApplicantType.PUPIL}:
        return False
    place = Opportunity(
        opportunity.id,
        OpportunityKind.CHALLENGE,
        opportunity.language,
        opportunity.title,
        languages=opportunity.languages,
        team=Working.TEAM,
        point=opportunity.point,
        mode=opportunity.mode,
    )
    # Whether they look for challenges at all was asked before.
    return not eligibility(place, replace(profile, wanted_kinds=None), today).codes
