"""Introductions with three keys: company, creative and facilitator each say yes, or nobody meets.

A pure machine over keys: whatever the order of yes, "not now", no, expiry and leaving, contact
data is shown to the two sides, and to nobody else, once every key has turned.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

LASTS: Final = timedelta(days=14)
"""How long a request waits for its keys; who says "not now" moves that to their date."""
REMINDED_BEFORE: Final = timedelta(days=3)
"""How long before the end those who have not answered are asked again, once."""
LONGEST_LATER: Final = timedelta(days=365)
"""How far "not now" may move a request, from the day on which it was opened."""
FOLLOW_UPS: Final = (30, 90)
"""Days after an introduction on which both sides are asked what became of it."""
ASKED_FOR: Final = {30: timedelta(days=30), 90: timedelta(days=60)}
"""How long after its day a follow-up is still asked, if the bot or the person was away."""
INTRODUCED: Final = "intro:"
"""Begins the keys of all messages about an introduction: `intro:<id>:…`."""


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
    """Somebody withdrew, left the team or was erased."""
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
    id: int = 0
    asked_at: datetime | None = None
    waits: bool = False
    """Whether the holder cannot be reached, or has not agreed to the terms as they are now: their
    yes stands, and opens nothing before that ends."""

    def is_due(self, today: date) -> bool:
        """Say whether the holder owes an answer: never gave one, or their day has come."""
        if self.answer is KeyAnswer.LATER:
            return self.until_on is None or self.until_on <= today
        return self.answer is None


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
        return self.state is IntroductionState.MADE and self._all_turned

    @property
    def _all_turned(self) -> bool:
        turned = all(key.answer is KeyAnswer.YES for key in self.keys)
        return turned and {key.holder for key in self.keys} == set(Holder)

    def may_reach(self, person_id: int) -> bool:
        """Say whether somebody sees how to reach the other side: one of the two, once made."""
        return self.is_made and any(
            key.person_id == person_id and key.holder is not Holder.FACILITATOR
            for key in self.keys
        )

    def key_of(self, holder: Holder, person_id: int) -> Key | None:
        """Return the key that somebody may turn; the facilitator's is anybody's of the hub."""
        for key in self.keys:
            mine = key.person_id == person_id or holder is Holder.FACILITATOR
            if key.holder is holder and mine:
                return key
        return None

    def side_of(self, person_id: int) -> Holder | None:
        """Return which of the two sides somebody is; None for everybody else."""
        sides = (key for key in self.keys if key.holder is not Holder.FACILITATOR)
        return next((key.holder for key in sides if key.person_id == person_id), None)

    def asks_again(self, key: Key, now: datetime) -> bool:
        """Say whether a holder is asked again now: at their day, and once before the end."""
        if not key.is_due(now.date()):
            return False
        asked = key.asked_at or self.opened_at
        at_their_day = key.until_on is not None and asked.date() < key.until_on
        return at_their_day or asked < self.expires_at - REMINDED_BEFORE <= now

    def answered(
        self,
        holder: Holder,
        person_id: int,
        answer: KeyAnswer,
        now: datetime,
        until_on: date | None = None,
    ) -> "Introduction":
        """Return it with an answer; one that is settled, expired or not theirs stays as it is.

        An earlier answer may be changed until the last key has turned: yes to "not now" or no.
        """
        current = self.at(now)
        mine = current.key_of(holder, person_id)
        if current.state is not IntroductionState.OPEN or mine is None:
            return current
        said = replace(
            mine,
            person_id=person_id,
            answer=answer,
            until_on=current.until(until_on, now) if answer is KeyAnswer.LATER else None,
            answered_at=now,
        )
        keys = tuple(said if key is mine else key for key in current.keys)
        return replace(current, keys=keys, expires_at=_expiry(current, keys)).settled(now)

    def until(self, day: date | None, now: datetime) -> date:
        """Return the day on which "not now" ends: after today, and not for ever."""
        wanted = day or (now + LASTS).date()
        latest = max((self.opened_at + LONGEST_LATER).date(), now.date() + timedelta(days=1))
        return min(max(wanted, now.date() + timedelta(days=1)), latest)

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

    def settled(self, now: datetime) -> "Introduction":
        """Return it made or ended if the keys say so; a key that waits holds it open."""
        current = self.at(now)
        if current.state is not IntroductionState.OPEN:
            return current
        if any(key.answer is KeyAnswer.NO for key in current.keys):
            return current.ended(EndedBy.NO, now)
        if current._all_turned and not any(key.waits for key in current.keys):
            return replace(current, state=IntroductionState.MADE, settled_at=now)
        return current


def _expiry(introduction: Introduction, keys: Iterable[Key]) -> datetime:
    """Return when it runs out: "not now, in June" keeps it until two weeks after that day."""
    days = [key.until_on for key in keys if key.answer is KeyAnswer.LATER and key.until_on]
    if not days:
        return introduction.expires_at
    asked_again = datetime.combine(max(days), time(), UTC)
    return max(introduction.expires_at, asked_again + LASTS)


@dataclass(frozen=True, slots=True)
class Told:
    """What one side said became of an introduction, or was asked and has not said yet."""

    id: int
    introduction_id: int | None
    person_id: int | None
    hub: str | None
    holder: Holder
    after_days: int
    asked_at: datetime
    outcome: Outcome | None = None
    reason: WhyNothing | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sides were asked after so many days, and what they said; of one hub."""

    hub: str | None
    after_days: int
    asked: int
    said: Mapping[Outcome, int]
    reasons: Mapping[WhyNothing, int]
