"""Introductions with three keys: company, creative and facilitator each say yes, or nobody meets.

A pure machine over keys: whatever the order of yes, "not now", no, expiry and leaving, contact
data is shown to the two sides, and to nobody else, once every key has turned.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

LASTS: Final = timedelta(days=14)
"""How long a request waits for its keys; who says "not now" moves that to their date."""
LONGEST_LATER: Final = timedelta(days=365)
FOLLOW_UPS: Final = (30, 90)
"""Days after an introduction on which both sides are asked what became of it."""


class Holder(StrEnum):
    """Whose key it is. Every member of a team has one of their own."""

    COMPANY = "company"
    CREATIVE = "creative"
    FACILITATOR = "facilitator"


class KeyAnswer(StrEnum):
    """What a holder said."""

    YES = "yes"
    LATER = "later"
    NO = "no"
    """Quiet: the other side hears that it does not come about, not who said so."""


class IntroductionState(StrEnum):
    """OPEN → MADE or ENDED; neither is left again."""

    OPEN = "open"
    MADE = "made"
    ENDED = "ended"


class EndedBy(StrEnum):
    """Why a request ended without an introduction."""

    NO = "no"
    EXPIRED = "expired"
    LEFT = "left"
    """Somebody withdrew, left, blocked the bot or was erased."""
    CLOSED = "closed"
    """The challenge was withdrawn or closed."""


class Outcome(StrEnum):
    """What became of an introduction, as one side says it."""

    CONTRACT = "contract"
    PROTOTYPE = "prototype"
    JOB = "job"
    TALKING = "talking"
    """Still in conversation."""
    NOTHING = "nothing"


class WhyNothing(StrEnum):
    """Why nothing came of it."""

    NO_ANSWER = "no_answer"
    MONEY = "money"
    TIME = "time"
    FIT = "fit"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Key:
    """One of the keys. `person_id` of the facilitator's is None until somebody of the hub takes
    it: any of them may."""

    holder: Holder
    person_id: int | None
    answer: KeyAnswer | None = None
    until_on: date | None = None
    """With LATER: when to ask again."""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Introduction:
    """A request to bring two sides together, about one pitch."""

    id: int
    challenge_id: int
    pitch_id: int
    opened_at: datetime
    expires_at: datetime
    keys: tuple[Key, ...]
    state: IntroductionState = IntroductionState.OPEN
    ended_by: EndedBy | None = None
    settled_at: datetime | None = None

    @property
    def is_made(self) -> bool:
        """Say whether all keys turned: only then anybody sees how to reach anybody."""
        turned = all(key.answer is KeyAnswer.YES for key in self.keys)
        held = {key.holder for key in self.keys} == set(Holder)
        return self.state is IntroductionState.MADE and turned and held

    def key_of(self, holder: Holder, person_id: int) -> Key | None:
        """Return the key that somebody may turn; the facilitator's is anybody's of the hub."""
        for key in self.keys:
            mine = key.person_id == person_id or holder is Holder.FACILITATOR
            if key.holder is holder and mine:
                return key
        return None

    def answered(
        self,
        holder: Holder,
        person_id: int,
        answer: KeyAnswer,
        now: datetime,
        until_on: date | None = None,
    ) -> "Introduction":
        """Return it with an answer; one that is settled, expired or not theirs stays as it is."""
        current = self.at(now)
        mine = current.key_of(holder, person_id)
        if current.state is not IntroductionState.OPEN or mine is None:
            return current
        said = replace(
            mine,
            person_id=person_id,
            answer=answer,
            until_on=until_on if answer is KeyAnswer.LATER else None,
            answered_at=now,
        )
        keys = tuple(said if key is mine else key for key in current.keys)
        return replace(current, keys=keys, expires_at=_expiry(current, keys, now))._settled(now)

    def at(self, now: datetime) -> "Introduction":
        """Return it as it is at a moment: what waited too long has ended."""
        if self.state is IntroductionState.OPEN and now >= self.expires_at:
            return self.ended(EndedBy.EXPIRED, now)
        return self

    def ended(self, why: EndedBy, now: datetime) -> "Introduction":
        """Return it ended, unless it is settled already."""
        if self.state is not IntroductionState.OPEN:
            return self
        return replace(self, state=IntroductionState.ENDED, ended_by=why, settled_at=now)

    def _settled(self, now: datetime) -> "Introduction":
        answers = [key.answer for key in self.keys]
        if KeyAnswer.NO in answers:
            return self.ended(EndedBy.NO, now)
        held = {key.holder for key in self.keys} == set(Holder)
        if held and all(answer is KeyAnswer.YES for answer in answers):
            return replace(self, state=IntroductionState.MADE, settled_at=now)
        return self


def _expiry(introduction: Introduction, keys: Iterable[Key], now: datetime) -> datetime:
    """Return when it runs out: "not now, in June" keeps it until two weeks after that day."""
    days = [key.until_on for key in keys if key.answer is KeyAnswer.LATER and key.until_on]
    latest = max(days, default=None)
    if latest is None:
        return introduction.expires_at
    asked_again = now.replace(hour=0, minute=0, second=0, microsecond=0) + (
        timedelta(days=max(0, (latest - now.date()).days))
    )
    return max(introduction.expires_at, asked_again + LASTS)
