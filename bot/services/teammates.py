"""A team looks for somebody with a skill: three people are proposed, without names, and asked.

Whoever is asked hears of it outside of their quiet hours, at most a few times at once, and not at
all if they want no such messages. A no is quiet. Those who look for a team see, the other way
round, which teams lack what they have.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.clock import Clock
from bot.domain.challenges import Challenge
from bot.domain.eligibility import Standing
from bot.domain.invitations import Answer
from bot.domain.matching import Scored
from bot.domain.opportunities import Opportunity
from bot.domain.people import Person, Profile
from bot.domain.pitches import MOST_MEMBERS, TEAMED, CreativeTeam, PitchState
from bot.domain.refusals import ChallengeClosed, Gone, ProfileNeeded
from bot.domain.shortlists import is_minor
from bot.domain.suggestions import (
    EXPOSURE_WINDOW,
    MOST_INVITED,
    Direction,
)
from bot.domain.taking_part import (
    Needs,
    NoTeam,
    Proposal,
    SeekingTeam,
    SeekingTeams,
    TeamAsked,
    TeamCard,
    Teammate,
)
from bot.domain.taking_part import Teammates as Proposed
from bot.domain.teams import Team, TeamMember
from bot.i18n import Languages
from bot.matching.columns import People
from bot.matching.shortlist import shortlist
from bot.matching.team_receipts import coverage_of, team_facts
from bot.matching.teammates import Teammates as Composer
from bot.matching.terms import Terms
from bot.screens import team_notices as notices
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.services.creative_teams import CreativeTeams
from bot.services.hours import LocalHours
from bot.services.ledger import LedgerLines, Shown, add_once_a_day
from bot.services.opportunities import Opportunities
from bot.services.profiles import Profiles
from bot.services.roster import Roster
from bot.store import Store, Unit

MOST_CANDIDATES: Final = 300
"""People among whom is looked: those who fit best, each alone."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Everybody who could be asked at this moment, best first, and what they were compared by."""

    opportunity: Opportunity
    scored: Sequence[Scored]
    profiles: Mapping[int, Profile]
    exposure: Mapping[int, float]
    terms: Terms


class Teammates:
    """Use cases of members who look for somebody, and of those who look for a team."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        choices: Choices,
        profiles: Profiles,
        opportunities: Opportunities,
        roster: Roster,
        hours: LocalHours,
        lines: LedgerLines,
        teams: CreativeTeams,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._choices = choices
        self._profiles = profiles
        self._opportunities = opportunities
        self._roster = roster
        self._hours = hours
        self._lines = lines
        self._teams = teams

    async def needs(self, person: Person, team_id: int) -> Needs:
        """Return the wanted skills of the challenge, those that nobody in the team has first."""
        card, members = await self._seeking(person, team_id)
        composer = await self._composer(card.challenge, members)
        named = composer.named()
        tr = self._languages[person.language]
        skills = [
            (number, self._choices.label("skills", skill, tr), skill in named)
            for number, skill in enumerate(card.challenge.skills)
        ]
        return Needs(card, tuple(sorted(skills, key=lambda one: one[2])))

    async def people(self, person: Person, team_id: int, number: int) -> Proposed:
        """Propose up to three people for a skill, and note in the ledger who was shown."""
        card, members = await self._seeking(person, team_id)
        skill = self._skill(card.challenge, number)
        label = self._choices.label("skills", skill, self._languages[person.language])
        if len(card.asks) >= MOST_INVITED:
            return Proposed(card, number, label, full=True)
        found = await self._found(card.challenge, card.team)
        proposals = await self._proposals(card.challenge, members, skill, found)
        await self._note(card.challenge, members, proposals, found)
        scored = {one.person_id: one for one in found.scored}
        async with self._store.read() as work:
            shown = [
                await self._described(work, person, card.challenge, one, scored[one.person_id])
                for one in proposals
            ]
        return Proposed(card, number, label, tuple(shown))

    async def ask(self, person: Person, team_id: int, person_id: int, number: int) -> TeamAsked:
        """Ask somebody to join, once, if they are among those who may be asked now."""
        card, _ = await self._seeking(person, team_id)
        skill = self._skill(card.challenge, number)
        before = next((one for one in card.asks if one.person_id == person_id), None)
        if before is not None:
            return TeamAsked(card, asked=True, before=True, answer=before.answer)
        found = await self._found(card.challenge, card.team)
        possible = {one.person_id for one in found.scored}
        now = self._clock()
        async with self._store.begin() as work:
            await work.invitations.hold(card.challenge.id, person_id)
            asks = await work.creative_teams.asks_of_team(team_id)
            theirs = await work.creative_teams.of_person(card.challenge.id, person_id)
            is_free = not any(one.person_id == person_id for one in asks) and theirs is None
            invitations = await work.invitations.asked(card.challenge, now)
            if (
                not is_free
                or person_id not in possible
                or len(asks) >= MOST_INVITED
                or invitations.is_busy(person_id)
            ):
                return TeamAsked(card, asked=False)
            asked = await work.people.get(person_id)
            ask = await work.creative_teams.ask(team_id, person_id, skill, now)
            _, hours = await self._hours.of(work, asked)
            tr = self._languages[asked.language]
            notice = notices.asked_to_join(
                card.challenge,
                card.hub,
                ask,
                tuple(card.names.values()),
                card.team.name,
                self._choices.label("skills", skill, tr),
                tr,
            )
            key = f"{TEAMED}{team_id}:{person_id}:{person_id}:ask:{ask.id}"
            await work.outbox.add(key, asked, notice, hours.awake(now))
        return TeamAsked(await self._teams.card(person, team_id), asked=True)

    async def seeking(self, person: Person, challenge_id: int) -> SeekingTeams:
        """Return the teams of a challenge that lack what somebody has."""
        async with self._store.read() as work:
            challenge = await work.challenges.find(challenge_id)
            if challenge is None or not challenge.is_open(self._clock().date()):
                raise ChallengeClosed
            profile = await work.profiles.find(person.id)
            if profile is None:
                raise ProfileNeeded
            teams = []
            for team in await work.creative_teams.of_challenge(challenge_id):
                pitch = await work.pitches.of_team(team.id)
                decided = {PitchState.CHOSEN, PitchState.DECLINED}
                is_decided = pitch is not None and pitch.state in decided
                if person.id in team.member_ids or is_decided:
                    continue
                if len(team.member_ids) < MOST_MEMBERS:
                    found = [await work.profiles.find(id_) for id_ in team.member_ids]
                    teams.append((team, [one for one in found if one is not None]))
        tr = self._languages[person.language]
        seen = []
        for team, members in teams:
            composer = await self._composer(challenge, members)
            brings = composer.brings(profile)
            if brings:
                lacks = self._choices.labels("skills", brings, tr)
                seen.append(SeekingTeam(team, lacks))
        return SeekingTeams(challenge, tuple(seen))

    async def ask_to(self, person: Person, team_id: int) -> int | None:
        """Return the ask by which a team wants somebody already; a no can become a yes."""
        async with self._store.read() as work:
            asks = await work.creative_teams.asks_of_team(team_id)
        return next((one.id for one in asks if one.person_id == person.id), None)

    async def offer_self(self, person: Person, team_id: int) -> SeekingTeams:
        """Tell who looks after a team that somebody would like to join, without a name; once."""
        async with self._store.read() as work:
            team = await work.creative_teams.find(team_id)
        if team is None:
            raise NoTeam
        result = await self.seeking(person, team.challenge_id)
        wanted = next((one for one in result.teams if one.team.id == team_id), None)
        if wanted is None or team.made_by is None:
            raise Gone
        async with self._store.begin() as work:
            profile = await work.profiles.find(person.id)
            maker = await work.people.get(team.made_by)
            tr = self._languages[maker.language]
            shown = self._profiles.described(person, profile, maker.language)
            brought = await self._brought(work, result.challenge, team, profile)
            number = result.challenge.skills.index(brought[0]) if brought else 0
            brings = self._choices.labels("skills", brought, tr)
            notice = notices.somebody_for_you(
                result.challenge, team, person.id, number, brings, shown, tr
            )
            _, hours = await self._hours.of(work, maker)
            key = f"{TEAMED}{team_id}:{person.id}:{maker.id}:offer"
            await work.outbox.add(key, maker, notice, hours.awake(self._clock()))
        return SeekingTeams(result.challenge, (wanted,))

    async def _brought(
        self, work: Unit, challenge: Challenge, team: CreativeTeam, profile: Profile | None
    ) -> tuple[str, ...]:
        found = [await work.profiles.find(id_) for id_ in team.member_ids]
        composer = await self._composer(challenge, [one for one in found if one is not None])
        return composer.brings(profile) if profile else ()

    async def _seeking(self, person: Person, team_id: int) -> tuple[TeamCard, list[Profile]]:
        """Return a team that may take somebody on, to a member of it."""
        card = await self._teams.card(person, team_id)
        decided = card.pitch is not None and card.pitch.state is not PitchState.SENT
        if not card.is_open or decided:
            raise ChallengeClosed
        async with self._store.read() as work:
            found = [await work.profiles.find(id_) for id_ in card.team.member_ids]
        return card, [one for one in found if one is not None]

    @staticmethod
    def _skill(challenge: Challenge, number: int) -> str:
        if number >= len(challenge.skills):
            raise Gone
        return challenge.skills[number]

    async def _composer(self, challenge: Challenge, members: Sequence[Profile]) -> Composer:
        opportunity = await self._opportunities.of_challenge(challenge)
        words = self._knowledge.vocabulary
        return await asyncio.to_thread(Composer, opportunity, members, challenge.skills, words)

    async def _found(self, challenge: Challenge, team: CreativeTeam) -> _Found:
        """Return everybody who may be asked now: the rules let them in, and they are willing."""
        now = self._clock()
        opportunity = await self._opportunities.of_challenge(challenge)
        async with self._store.read() as work:
            exposure = await work.suggestions.exposures(now - EXPOSURE_WINDOW, opportunity.id)
            hiders = await work.suggestions.hiders_of(challenge.id)
            barred = await self._taken(work, challenge, team)
        own = frozenset({opportunity.id})
        standings = {id_: Standing(hidden=own) for id_ in hiders}
        today = now.date()

        def compare(people: People, profiles: Mapping[int, Profile]) -> _Found:
            scored = shortlist(
                opportunity,
                people,
                profiles,
                today,
                standings=standings,
                exposure=exposure,
                limit=None,
            )
            free = [
                one
                for one in scored
                if one.person_id not in barred and not is_minor(profiles[one.person_id], today)
            ]
            terms = people.ground.terms
            return _Found(opportunity, free[:MOST_CANDIDATES], profiles, exposure, terms)

        return await self._roster.compare(compare)

    async def _taken(self, work: Unit, challenge: Challenge, team: CreativeTeam) -> frozenset[int]:
        """Return whom nobody asks: with a team or a pitch, asked before, at a cap, unwilling."""
        teams = await work.creative_teams.of_challenge(challenge.id)
        taken = {challenge.person_id, *(id_ for one in teams for id_ in one.member_ids)}
        taken |= {one.person_id or 0 for one in await work.pitches.of_challenge(challenge.id)}
        taken |= {one.person_id for one in await work.creative_teams.asks_of_team(team.id)}
        asked = await work.invitations.asked(challenge, self._clock())
        taken |= {id_ for id_, one in asked.invitations.items() if one.answer is Answer.NO}
        taken |= {id_ for id_ in asked.open_of if asked.is_busy(id_)}
        return frozenset(taken) | await work.match_news.unwilling()

    async def _proposals(
        self, challenge: Challenge, members: Sequence[Profile], skill: str, found: _Found
    ) -> tuple[Proposal, ...]:
        composer = await self._composer(challenge, members)
        candidates = [found.profiles[one.person_id] for one in found.scored]
        today = self._clock().date()
        return await asyncio.to_thread(composer.propose, skill, candidates, today, found.exposure)

    async def _described(
        self,
        work: Unit,
        reader: Person,
        challenge: Challenge,
        one: Proposal,
        scored: Scored,
    ) -> Teammate:
        """Return somebody without a name: town, languages, what fits, what would be missing."""
        tr = self._languages[reader.language]
        profile = await work.profiles.find(one.person_id)
        person = await work.people.get(one.person_id)
        shown = self._profiles.described(person, profile, reader.language)
        offer = self._opportunities.offer(
            reader, scored.opportunity_id, {challenge.id: challenge}, scored
        )

        def words(ids: Sequence[str]) -> tuple[str, ...]:
            return self._choices.labels("skills", tuple(ids), tr)

        return Teammate(
            person_id=one.person_id,
            place=shown.place or "",
            languages=shown.languages,
            covers=words(one.covers),
            ask_about=words([hint.need for hint in one.may_cover]),
            reasons=offer.reasons if offer else (),
            gaps=words(one.gaps),
            lost=words(one.swap.lost) if one.swap else (),
            gained=words(one.swap.gained) if one.swap else (),
        )

    async def _note(
        self,
        challenge: Challenge,
        members: Sequence[Profile],
        proposals: Sequence[Proposal],
        found: _Found,
    ) -> None:
        """Note who was shown, once a day: being shown counts against being shown again."""
        if not proposals:
            return
        profiles = {one.person_id: one for one in members}
        shown = []
        for place, one in enumerate(proposals, 1):
            ids = (*profiles, one.person_id)
            team = Team(
                tuple(TeamMember(id_) for id_ in ids), language=one.language, gaps=one.gaps
            )
            everybody = {**profiles, one.person_id: found.profiles[one.person_id]}
            facts = await asyncio.to_thread(
                team_facts, team, challenge.skills, everybody, self._knowledge.vocabulary
            )
            share = coverage_of(team, challenge.skills).share
            profile = found.profiles[one.person_id]
            shown.append(
                Shown(found.opportunity, profile, share, place, {}, team=facts[one.person_id])
            )
        lines = await self._lines.of(Direction.TEAM, shown, found.terms)
        async with self._store.begin() as work:
            await add_once_a_day(work, lines)
