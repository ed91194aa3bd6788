"""Teams for a challenge, put together by staff of its hub from those whom the rules let in."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Final

from bot.clock import Clock
from bot.domain.people import Person, Profile
from bot.domain.refusals import Gone
from bot.domain.results import ChallengeUnderReview
from bot.domain.shortlists import TeamShown
from bot.domain.suggestions import Direction
from bot.domain.teams import Team, TeamPlan
from bot.i18n import Languages
from bot.matching.team_receipts import coverage_of, team_facts
from bot.matching.teams import Choosing
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.services.ledger import LedgerLines, Shown, add_once_a_day
from bot.services.shortlists import Compared, Shortlists, names_of
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
        lines: LedgerLines,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._choices = choices
        self._shortlists = shortlists
        self._lines = lines

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
        await self._note(compared, plan)
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

    async def _note(self, compared: Compared, plan: TeamPlan) -> None:
        """Note who was shown in a team, once a day for each person.

        The score of a line is the share of the needs that the team covers: nobody has one alone.
        """
        team, profiles, words = plan.team, compared.profiles, compared.terms.vocabulary
        facts = await asyncio.to_thread(team_facts, team, plan.needs, profiles, words)
        share = coverage_of(team, plan.needs).share
        shown = [
            Shown(compared.opportunity, profiles[id_], share, place, {}, team=facts[id_])
            for place, id_ in enumerate(team.person_ids, 1)
        ]
        lines = await self._lines.of(Direction.TEAM, shown, compared.terms)
        async with self._store.begin() as work:
            await add_once_a_day(work, lines)


def _hinted(teams: Iterable[Team]) -> set[str]:
    return {
        near
        for team in teams
        for member in team.members
        for hint in member.may_cover
        for near in hint.near
    }
