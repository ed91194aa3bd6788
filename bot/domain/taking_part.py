"""Taking part in a challenge, as each side sees it: results of the use cases, in plain facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from bot.domain.challenges import Challenge
from bot.domain.hubs import Hub
from bot.domain.introductions import IntroductionState
from bot.domain.matching import MatchReason
from bot.domain.messages import N_
from bot.domain.pitches import AskAnswer, CreativeTeam, Pitch, TeamAsk
from bot.domain.refusals import Refusal
from bot.domain.results import InterestedPerson
from bot.domain.teams import Hint, Swap

PITCHES_A_PAGE: Final = 5


class NothingSent(Refusal):
    """There is no pitch to look at or to take back."""

    message = N_("You have no pitch for this challenge. /matches shows what you said yes to.")


class Decided(Refusal):
    """Somebody decided on a pitch, or it was taken back, before this tap."""

    message = N_("This pitch is decided already, or it was taken back.")


class LinkWorthless(Refusal):
    """The link into a team was replaced, or is none of ours."""

    message = N_("This link into a team works no more. Ask the team for a new one.")


class AskLapsed(Refusal):
    """Somebody answers a team too late, or what they were asked is answered."""

    message = N_("The team does not wait for this answer any more. /matches shows what is open.")


class NoTeam(Refusal):
    """The team is gone, or the person is not in it."""

    message = N_("You are not in this team any more. /matches shows what you said yes to.")


class CannotJoin(Refusal):
    """Something keeps a person from being in a team; its message says what."""

    def __init__(self, why: "NotJoined") -> None:
        super().__init__()
        self.why = why
        self.message = why.message


class NotJoined(StrEnum):
    """Why somebody cannot make or join a team."""

    CLOSED = "closed"
    OWN = "own"
    SOLO = "solo"
    MINOR = "minor"
    RULES = "rules"
    OTHER_TEAM = "other_team"
    FULL = "full"
    DECIDED = "decided"
    CHOSEN = "chosen"
    """Their own pitch was chosen."""
    OWN_PITCH = "own_pitch"

    @property
    def message(self) -> str:
        """Return it in words: a marked message id."""
        return _NOT_JOINED[self]


_NOT_JOINED: Mapping[NotJoined, str] = {
    NotJoined.CLOSED: N_("This challenge is closed. /matches shows what is open."),
    NotJoined.OWN: N_("This is the challenge of your own company."),
    NotJoined.SOLO: N_("This challenge is for one person at a time: there are no teams for it."),
    NotJoined.MINOR: N_("In a team everybody is of age. You can send a pitch of your own."),
    NotJoined.RULES: N_("By your profile you may not take part in it. “Am I eligible?” says why."),
    NotJoined.OTHER_TEAM: N_("You are in another team for this challenge. Leave that one first."),
    NotJoined.FULL: N_("The team is full."),
    NotJoined.DECIDED: N_("The pitch of this team is decided: it takes nobody on any more."),
    NotJoined.OWN_PITCH: N_(
        "You sent a pitch of your own. Take it back first, or keep it and do without a team."
    ),
    NotJoined.CHOSEN: N_("Your own pitch was chosen, so you need no team for it."),
}


@dataclass(frozen=True, slots=True)
class OwnPitch:
    """A pitch as its writer, or a member of its team, sees it. None: nothing was sent yet."""

    challenge: Challenge
    hub: Hub | None
    pitch: Pitch | None = None
    team: CreativeTeam | None = None
    is_open: bool = True
    files: int = 0
    introduction: IntroductionState | None = None
    answer_on: date | None = None
    """The day by which there is an answer."""
    is_new: bool = True
    """Whether it was sent for the first time, and not changed."""
    staff_told: int = 0


@dataclass(frozen=True, slots=True)
class PitchForStaff:
    """A pitch as staff of the hub see it: names and facts, and no way to reach anybody."""

    challenge: Challenge
    hub: Hub | None
    pitch: Pitch
    people: tuple[InterestedPerson, ...]
    """Who wrote it, or the members of the team."""
    team: CreativeTeam | None = None
    agreed: bool = True
    """Whether all of them agreed to the terms of today."""
    may_be_minor: bool = False
    files: int = 0
    introduction: IntroductionState | None = None
    told_before: bool = False
    """Whether this decision was taken before: a second tap."""


@dataclass(frozen=True, slots=True)
class PitchList:
    """One page of the pitches of a challenge, in the order in which they came."""

    challenge: Challenge
    hub: Hub | None
    pitches: tuple[PitchForStaff, ...]
    number: int = 0
    pages: int = 1
    total: int = 0
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class Closed:
    """A challenge was ended by staff, and how many people got their answer."""

    challenge: Challenge
    told: int


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team as a member sees it. Names are first names, by person."""

    challenge: Challenge
    hub: Hub | None
    team: CreativeTeam
    me: int
    names: Mapping[int, str] = field(default_factory=dict)
    pitch: Pitch | None = None
    is_open: bool = True
    payload: str = ""
    """What a link into the team carries."""
    asks: tuple[TeamAsk, ...] = ()

    @property
    def is_maker(self) -> bool:
        """Say whether the reader looks after the team."""
        return self.team.made_by == self.me


@dataclass(frozen=True, slots=True)
class Joining:
    """A team that somebody is invited into, before they say yes.

    `own` is the pitch of their own that would be taken back. `signature` is of the link,
    `ask` the ask by which they came; one of the two is there.
    """

    challenge: Challenge
    hub: Hub | None
    team: CreativeTeam
    names: tuple[str, ...]
    own: Pitch | None = None
    signature: str = ""
    ask: TeamAsk | None = None
    skill: str = ""
    needs_profile: bool = False
    is_member: bool = False
    barred: NotJoined | None = None
    changed: bool = False
    """Whether the terms are others than those that were on screen."""


@dataclass(frozen=True, slots=True)
class NoTeamYet:
    """A challenge for which somebody is in no team: what they could do.

    `own` is the pitch of their own that a team would take the place of.
    """

    challenge: Challenge
    own: Pitch | None = None
    barred: NotJoined | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody left a team, or was taken out of it."""

    challenge: Challenge
    team: CreativeTeam
    dissolved: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """What a team may look for: wanted skills with their number, those that nobody has first."""

    card: TeamCard
    skills: tuple[tuple[int, str, bool], ...]
    """The number of the skill, its name, and whether somebody in the team has it."""


@dataclass(frozen=True, slots=True)
class Teammate:
    """Somebody whom a team could ask, without a name: facts and reasons, in the reader's words."""

    person_id: int
    place: str = ""
    languages: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    ask_about: tuple[str, ...] = ()
    reasons: tuple[MatchReason, ...] = ()
    gaps: tuple[str, ...] = ()
    """What is still missing once they have joined."""
    lost: tuple[str, ...] = ()
    """What the team would lack, with them in the place of the first one."""
    gained: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Teammates:
    """Up to three people whom a team could ask for one skill."""

    card: TeamCard
    number: int
    """The number of the skill."""
    skill: str
    people: tuple[Teammate, ...] = ()
    full: bool = False
    """Whether the team asked as many people as it may."""


@dataclass(frozen=True, slots=True)
class SeekingTeam:
    """A team that lacks what somebody has."""

    team: CreativeTeam
    lacks: tuple[str, ...]
    """What the reader would bring, in their words."""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeekingTeams:
    """Teams of a challenge that look for what somebody has."""

    challenge: Challenge
    teams: tuple[SeekingTeam, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamAsked:
    """What became of asking somebody to join."""

    card: TeamCard
    asked: bool
    before: bool = False
    answer: AskAnswer | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the composer says of one person beside a team: what they cover, and what is missing."""

    person_id: int
    covers: tuple[str, ...]
    may_cover: tuple[Hint, ...]
    gaps: tuple[str, ...]
    language: str | None
    swap: Swap | None = None
    """What it costs to take them instead of the first one."""
