"""Who may be in a team: by a link or because it asked them, and what keeps somebody out."""

from hmac import compare_digest
from typing import Final

from bot.clock import Clock
from bot.domain.challenges import Challenge
from bot.domain.eligibility import Code, eligibility
from bot.domain.hubs import Hub
from bot.domain.links import team_signature
from bot.domain.opportunities import Team as Working
from bot.domain.people import Person
from bot.domain.pitches import (
    MOST_MEMBERS,
    NEXT_FREE,
    CreativeTeam,
    PitchState,
    TeamAsk,
    was_public,
)
from bot.domain.refusals import ChallengeClosed, Gone, ProfileNeeded
from bot.domain.shortlists import is_minor
from bot.domain.suggestions import INVITATION_LASTS
from bot.domain.taking_part import AskLapsed, CannotJoin, Joining, LinkWorthless, NotJoined
from bot.i18n import Languages
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.services.opportunities import Opportunities
from bot.store import Unit

_BARRING: Final = frozenset(
    {
        *(Code.COUNTRY, Code.REGION, Code.LANGUAGE, Code.TYPE),
        *(Code.AGE, Code.CONSENT, Code.EXPERIENCE),
    }
)
"""Rules of a challenge that keep somebody out of it, alone or in a team."""


class TeamEntry:
    """The door of teams, inside the transaction of whoever asks."""

    def __init__(
        self,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        choices: Choices,
        opportunities: Opportunities,
        key: bytes,
    ) -> None:
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._choices = choices
        self._opportunities = opportunities
        self._key = key

    async def joining(
        self,
        work: Unit,
        person: Person,
        team: CreativeTeam,
        *,
        signature: str = "",
        ask: TeamAsk | None = None,
    ) -> Joining:
        """Return a team as somebody sees it who could join it."""
        challenge = await self.challenge(work, team.challenge_id)
        barred = await self.barred(work, person, challenge, team)
        own = await work.pitches.alone(challenge.id, person.id)
        skill = ask.skill if ask else None
        tr = self._languages[person.language]
        return Joining(
            challenge=challenge,
            hub=self.hub(challenge),
            team=team,
            names=tuple([(await work.people.get(id_)).name for id_ in team.member_ids]),
            own=own if barred is NotJoined.OWN_PITCH else None,
            signature=signature,
            ask=ask,
            skill=self._choices.label("skills", skill, tr) if skill else "",
            needs_profile=barred is None and await work.profiles.find(person.id) is None,
            is_member=person.id in team.member_ids,
            barred=None if barred is NotJoined.OWN_PITCH else barred,
        )

    async def let_in(self, work: Unit, person: Person, challenge: Challenge) -> None:
        """Raise what keeps somebody from making a team."""
        barred = await self.barred(work, person, challenge)
        if barred is NotJoined.CLOSED:
            raise ChallengeClosed
        if barred is not None:
            raise CannotJoin(barred)
        if await work.profiles.find(person.id) is None:
            raise ProfileNeeded

    async def barred(
        self, work: Unit, person: Person, challenge: Challenge, team: CreativeTeam | None = None
    ) -> NotJoined | None:
        """Return what keeps somebody from a team of a challenge, the plainest reason first."""
        today = self._clock().date()
        if not challenge.is_open(today):
            return NotJoined.CLOSED
        if challenge.person_id == person.id:
            return NotJoined.OWN
        if challenge.team is Working.SOLO:
            return NotJoined.SOLO
        profile = await work.profiles.find(person.id)
        if profile is not None:
            if is_minor(profile, today):
                return NotJoined.MINOR
            opportunity = await self._opportunities.of_challenge(challenge)
            if _BARRING.intersection(eligibility(opportunity, profile, today).codes):
                return NotJoined.RULES
        theirs = await work.creative_teams.of_person(challenge.id, person.id)
        if theirs is not None and (team is None or theirs.id != team.id):
            return NotJoined.OTHER_TEAM
        if team is not None and theirs is None:
            pitch = await work.pitches.of_team(team.id)
            if pitch is not None and pitch.state in {PitchState.CHOSEN, PitchState.DECLINED}:
                return NotJoined.DECIDED
            if len(team.member_ids) >= MOST_MEMBERS:
                return NotJoined.FULL
        own = await work.pitches.alone(challenge.id, person.id)
        if own is None or own.state in NEXT_FREE:
            return None
        return NotJoined.CHOSEN if own.state is PitchState.CHOSEN else NotJoined.OWN_PITCH

    async def of_link(self, work: Unit, team_id: int, signature: str) -> CreativeTeam:
        """Return the team of a link; raise `LinkWorthless`."""
        team = await work.creative_teams.find(team_id)
        number = await work.creative_teams.round_of(team_id)
        if team is None or not compare_digest(self.signature(team_id, number), signature):
            raise LinkWorthless
        return team

    async def of_ask(
        self, work: Unit, person: Person, ask_id: int
    ) -> tuple[TeamAsk, CreativeTeam]:
        """Return what a team asked somebody, as long as it waits for an answer."""
        ask = await work.creative_teams.find_ask(ask_id)
        if ask is None or ask.person_id != person.id:
            raise Gone
        team = await work.creative_teams.find(ask.team_id)
        if team is None:
            raise AskLapsed
        is_late = ask.answer is None and self._clock() - ask.at >= INVITATION_LASTS
        if is_late and person.id not in team.member_ids:
            raise AskLapsed
        return ask, team

    @staticmethod
    async def challenge(work: Unit, challenge_id: int) -> Challenge:
        """Return a challenge that creatives could read once; raise `Gone`."""
        challenge = await work.challenges.find(challenge_id)
        if challenge is None or not was_public(challenge):
            raise Gone
        return challenge

    def signature(self, team_id: int, number: int) -> str:
        """Return what a link into a team is signed with."""
        return team_signature(self._key, team_id, number)

    def hub(self, challenge: Challenge) -> Hub | None:
        """Return the hub that has a challenge."""
        return self._knowledge.hubs.get(challenge.hub or "")
