"""Pitches: what a creative, alone or with a team, answers to a challenge."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.challenges import Challenge, ChallengeState

PITCH_LENGTH: Final = 1500
MOST_MEMBERS: Final = 8
TEAM_NAME_LENGTH: Final = 60
ANSWERED_WITHIN: Final = timedelta(days=14)
"""After the last day for pitches: what is undecided then is closed, with the reason UNDECIDED."""
OPEN_FOR: Final = timedelta(days=90)
"""How long a challenge without a deadline takes pitches before it is to be decided."""
REMINDED: Final = (3, 1)
"""Days before the deadline on which those hear of it who have not sent their pitch."""
PITCHED: Final = "pitch:"
"""Begins the keys of what staff read of a pitch: `pitch:<challenge>:<person>:<reader>…`."""
ANSWERED: Final = "answer:"
"""Begins the keys of what applicants hear in the end: `answer:<challenge>:<person>…`."""
TEAMED: Final = "team:"
"""Begins the keys of what members read of others: `team:<team>:<person>:<reader>…`."""


class PitchState(StrEnum):
    """SENT → CHOSEN, DECLINED or WITHDRAWN. Who is chosen is asked for an introduction."""

    SENT = "sent"
    CHOSEN = "chosen"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class NotChosen(StrEnum):
    """The reason that everybody gets who is not chosen; the words are on the screens."""

    OTHER_SKILLS = "other_skills"
    OTHER_IDEA = "other_idea"
    """The company looks in another direction."""
    LANGUAGE = "language"
    TIMING = "timing"
    FULL = "full"
    """Enough others were chosen."""
    ENDED = "ended"
    """The company ended the challenge without choosing anybody."""
    UNDECIDED = "undecided"
    """Nobody decided in time, and that is said as it is."""


NEXT_FREE: Final = frozenset({PitchState.DECLINED, PitchState.WITHDRAWN})
"""Whoever has a pitch in one of these may still join a team."""


@dataclass(frozen=True, slots=True)
class Pitch:
    """One answer to a challenge, by a person or by a team: exactly one of the two ids is given.

    `person_id` is who wrote it in either case; None once they are erased.
    """

    id: int
    challenge_id: int
    person_id: int | None
    team_id: int | None
    language: str
    text: str
    link: str | None
    state: PitchState
    sent_at: datetime
    changed_at: datetime | None = None
    reason: NotChosen | None = None
    note: str = ""
    """Words of the facilitator beside the reason."""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CreativeTeam:
    """People who answer one challenge together; `member_ids` in the order in which they came."""

    id: int
    challenge_id: int
    name: str
    made_by: int | None
    member_ids: tuple[int, ...] = ()


class AskAnswer(StrEnum):
    """What somebody said who was asked to join a team."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class TeamAsk:
    """A team asked somebody, whom it does not know by name, to join for a skill."""

    id: int
    team_id: int
    person_id: int
    skill: str | None
    at: datetime
    answered_at: datetime | None = None
    answer: AskAnswer | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """To which version of a challenge's terms somebody who takes part agreed.

    `asked_at` is when they were asked about a newer version that they have not answered yet.
    """

    challenge_id: int
    person_id: int
    version: int
    at: datetime
    asked_at: datetime | None = None


def was_public(challenge: Challenge) -> bool:
    """Say whether creatives could read a challenge once: of others nobody but staff may know."""
    if challenge.state is ChallengeState.WITHDRAWN:
        return challenge.title_en is not None
    return challenge.state in {ChallengeState.PUBLISHED, ChallengeState.CLOSED}


def last_day(challenge: Challenge) -> date:
    """Return the last day for pitches; of a challenge without a deadline, when it is decided."""
    if challenge.deadline_on is not None:
        return challenge.deadline_on
    return (challenge.decided_at or challenge.submitted_at).date() + OPEN_FOR


def answer_day(challenge: Challenge) -> date:
    """Return the day by which everybody who pitched has an answer."""
    return last_day(challenge) + ANSWERED_WITHIN
