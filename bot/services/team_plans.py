"""Teams for a challenge, put together by staff of its hub from those whom the rules let in."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Final

from bot.clock import Clock
from bot.domain.people import Person, Profile
from bot.domain.refusals import Gone
from bot.domain.results import ChallengeUnderReview
from bot.domain.shortlists import TeamShown
from bot.domain.suggestions import Direction, Suggestion
from bot.domain.teams import Team, TeamPlan
from bot.i18n import Languages
from bot.matching.rules import RULE_VERSION
from bot.matching.teams import Choosing
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.services.shortlists import Compared, Shortlists, morning_of, names_of
from bot.store import Store

MOST_CANDIDATES: Final = 300
"""People among whom a team is looked for: those who fit best, each alone."""
MOST_MEMBERS: Final = 4


class TeamPlans:
    """The use case of staff; each look is allowed anew."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        choices: Choices,
        shortlists: Shortlists,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._choices = choices
        self._shortlists = shortlists

    async def team(
        self, staff: Person, challenge_id: int, person_ids: Sequence[int] = ()
    ) -> TeamShown:
        """Return the best team, or the one that staff put together; raise `Gone`, `NotAllowed`.

        A swap is the same with other people. Who went away since cannot be in it.
        """
        if len(person_ids) > MOST_MEMBERS or len(set(person_ids)) != len(person_ids):
            raise Gone
        review, compared = await self._shortlists.compare(staff, challenge_id)
        plan, is_best = await asyncio.to_thread(self._plan, compared, tuple(person_ids))
        if person_ids and set(plan.team.person_ids) != set(person_ids):
            raise Gone
        shown = await self._described(staff, review, plan, is_best=is_best)
        await self._note(compared, plan.team)
        return shown

    def _plan(self, compared: Compared, person_ids: tuple[int, ...]) -> tuple[TeamPlan, bool]:
        ids = compared.possible[:MOST_CANDIDATES]
        wanted = [one for one in person_ids if one in compared.possible]
        candidates: list[Profile] = [
            compared.profiles[id_] for id_ in dict.fromkeys((*ids, *wanted))
        ]
        choosing = Choosing(
            compared.opportunity,
            candidates,
            self._knowledge.vocabulary,
            self._clock().date(),
            exposure=compared.exposure,
        )
        if not person_ids:
            return choosing.plan(), True
        return choosing.plan(person_ids), set(choosing.best().person_ids) == set(person_ids)

    async def _described(
        self, staff: Person, review: ChallengeUnderReview, plan: TeamPlan, *, is_best: bool
    ) -> TeamShown:
        tr = self._languages[staff.language]
        teams = (plan.team, *plan.alternatives)
        ids = {id_ for team in teams for id_ in team.person_ids}
        ids |= {swap.joins for swap in plan.swaps}
        async with self._store.read() as work:
            names = await names_of(work, sorted(ids))
        skills = {*plan.needs, *_hinted(teams)}
        words = {id_: self._choices.label("skills", id_, tr) for id_ in skills}
        words |= {team.language: tr.name_of(team.language) for team in teams if team.language}
        return TeamShown(review, plan, names, words, is_best)

    async def _note(self, compared: Compared, team: Team) -> None:
        """Note who was shown in a team, once a day for each person."""
        now, id_ = self._clock(), compared.opportunity.id
        scores = {one.person_id: one.score for one in compared.listed}
        async with self._store.begin() as work:
            before = await work.suggestions.shown(Direction.TEAM, id_, morning_of(now))
            await work.suggestions.add(
                Suggestion(
                    direction=Direction.TEAM,
                    person_id=member.person_id,
                    opportunity=id_,
                    position=place,
                    score=scores.get(member.person_id, 0.0),
                    rule_version=RULE_VERSION,
                    at=now,
                    facts={"covers": list(member.covers), "language": team.language},
                )
                for place, member in enumerate(team.members, 1)
                if member.person_id not in before
            )


def _hinted(teams: Iterable[Team]) -> set[str]:
    return {
        near
        for team in teams
        for member in team.members
        for hint in member.may_cover
        for near in hint.near
    }
