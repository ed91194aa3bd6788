"""Invitations: staff ask a creative whether a challenge is something for them. Pure rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.domain.suggestions import INVITATION_LASTS, MOST_INVITATIONS, MOST_INVITED

INVITED: Final = "invited:"
"""Begins the keys of messages: `invited:<challenge>:<person>` to whom is asked, with
`:<reader>:<answer>` after it what staff read of the answer."""


class Answer(StrEnum):
    """What became of an invitation. One without an answer may have run out."""

    YES = "yes"
    NO = "no"
    WITHDRAWN = "withdrawn"
    """A yes that was taken back, or somebody who erased their profile before they answered."""


class Obstacle(StrEnum):
    """Why somebody cannot be asked."""

    NOT_OPEN = "not_open"
    GONE = "gone"
    """Their profile is hidden or erased, or they blocked the bot."""
    COMPANY = "company"
    MINOR = "minor"
    RULES = "rules"
    """The rules keep them out: they hid the challenge, said yes already, or may not take part."""
    UNWILLING = "unwilling"
    """They want no messages that they did not ask for."""
    ASKED = "asked"
    NOT_DRAWN = "not_drawn"
    CHALLENGE_FULL = "challenge_full"
    PERSON_FULL = "person_full"


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody was asked about a challenge. `invited_by` is None once that person is erased."""

    challenge_id: int
    person_id: int
    invited_by: int | None
    at: datetime
    answered_at: datetime | None = None
    answer: Answer | None = None

    def has_lapsed(self, now: datetime) -> bool:
        """Say whether it waited too long for an answer."""
        return self.answer is None and now - self.at >= INVITATION_LASTS


@dataclass(frozen=True, slots=True)
class Asked:
    """How it stands with asking people about one challenge at one moment."""

    at: datetime
    is_open: bool
    """Whether it takes people on; only then somebody may be asked about it."""
    invitations: Mapping[int, Invitation] = field(default_factory=dict)
    """By person."""
    open_of: Mapping[int, int] = field(default_factory=dict)
    """Open invitations of people, about any challenge; who has none is missing."""

    def count(self, answer: Answer) -> int:
        """Return how many gave an answer."""
        return sum(one.answer is answer for one in self.invitations.values())

    def is_busy(self, person_id: int) -> bool:
        """Say whether somebody has as many open invitations as one may have."""
        return self.open_of.get(person_id, 0) >= MOST_INVITATIONS

    def obstacle(self, person_id: int) -> Obstacle | None:
        """Return which cap, or what else of asking itself, keeps somebody from being asked."""
        if not self.is_open:
            return Obstacle.NOT_OPEN
        if person_id in self.invitations:
            return Obstacle.ASKED
        if len(self.invitations) >= MOST_INVITED:
            return Obstacle.CHALLENGE_FULL
        return Obstacle.PERSON_FULL if self.is_busy(person_id) else None
