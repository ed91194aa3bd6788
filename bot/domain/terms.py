"""The terms of a challenge, and whether they are fair to those who answer it. Pure rules.

Nobody is asked to work for nothing: finished work without a fee cannot be published, and a sketch
without pay is small. The work of those who are not chosen stays theirs whatever the terms say.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

ASKED_AGAIN: Final = "terms:"
"""Begins the keys of what is told of changed terms: `terms:<challenge>:<version>:<person>`."""
MOST_UNPAID_HOURS: Final = 4
"""Longest sketch without pay; a rule of the network (docs/decisions/0026-fair-terms.md)."""
MOST_PAID: Final = 100_000_000
"""Whole units of a currency; more is a slip, and a column of 32 bits would not hold much more."""


class Handed(StrEnum):
    """What creatives hand in before anybody is chosen."""

    TALK = "talk"
    """Nothing but a few words and a conversation."""
    SKETCH = "sketch"
    FINISHED = "finished"
    """Work that could be used as it is."""


class Reward(StrEnum):
    """What is paid for it."""

    FEE = "fee"
    """Everybody who is asked to do the work is paid."""
    PRIZE = "prize"
    """Only the chosen get it."""
    NONE = "none"


class Rights(StrEnum):
    """Whose the chosen work is; HeroX asks for the same four before a challenge can open."""

    KEPT = "kept"
    """The creative's; the company may look at it, and agrees with them on any use."""
    LICENSED = "licensed"
    """The creative's; the company may use it for the purpose named here."""
    SHARED = "shared"
    """Both may use and develop it."""
    BOUGHT = "bought"
    """The company's, once it has paid for it."""


class FairLabel(StrEnum):
    """What a creative reads before they write a word."""

    PAID = "paid"
    CHOSEN_PAID = "chosen_paid"
    """A prize: whoever is not chosen gets nothing for what they hand in."""
    TALK_ONLY = "talk_only"
    """Nothing is handed in, nothing is paid before both agree."""
    SMALL_SKETCH = "small_sketch"


class Unfair(StrEnum):
    """Why terms cannot be published as they are."""

    NO_HANDED = "no_handed"
    NO_REWARD = "no_reward"
    NO_RIGHTS = "no_rights"
    NO_AMOUNT = "no_amount"
    NO_HOURS = "no_hours"
    UNPAID_WORK = "unpaid_work"
    """Finished work without a fee for everybody who does it."""
    LONG_SKETCH = "long_sketch"
    """A sketch of more hours than one may ask of somebody who is perhaps never paid for it."""
    RIGHTS_UNPAID = "rights_unpaid"
    """Rights are to be bought, and nothing is paid."""


FIELD_OF: Final = {
    Unfair.NO_HANDED: "handed",
    Unfair.NO_REWARD: "reward",
    Unfair.NO_RIGHTS: "rights",
    Unfair.NO_AMOUNT: "amount",
    Unfair.NO_HOURS: "effort",
    Unfair.UNPAID_WORK: "reward",
    Unfair.LONG_SKETCH: "effort",
    Unfair.RIGHTS_UNPAID: "rights",
}
"""The question of the form that mends each."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked of creatives and what they get. None: not said yet.

    `effort_hours` is what one person or team needs for what they hand in; `amount` is in whole
    units of `currency` (ISO 4217).
    """

    handed: Handed | None = None
    effort_hours: int | None = None
    reward: Reward | None = None
    amount: int | None = None
    currency: str = "EUR"
    rights: Rights | None = None

    @property
    def objections(self) -> tuple[Unfair, ...]:
        """Return why these terms cannot be published; empty if they can."""
        return tuple(why for why, holds in self._checks() if holds)

    def _checks(self) -> tuple[tuple[Unfair, bool], ...]:
        is_work = self.handed in {Handed.SKETCH, Handed.FINISHED}
        is_paid = self.reward in {Reward.FEE, Reward.PRIZE}
        # A prize pays one of many: for all others what they handed in was unpaid.
        is_unpaid = self.reward in {Reward.NONE, Reward.PRIZE}
        is_long = (self.effort_hours or 0) > MOST_UNPAID_HOURS
        return (
            (Unfair.NO_HANDED, self.handed is None),
            (Unfair.NO_REWARD, self.reward is None),
            (Unfair.NO_RIGHTS, self.rights is None),
            (Unfair.NO_AMOUNT, is_paid and not self.amount),
            (Unfair.NO_HOURS, is_work and not self.effort_hours),
            (
                Unfair.UNPAID_WORK,
                self.handed is Handed.FINISHED and is_unpaid,
            ),
            (
                Unfair.LONG_SKETCH,
                self.handed is Handed.SKETCH and is_unpaid and is_long,
            ),
            (
                Unfair.RIGHTS_UNPAID,
                self.rights is Rights.BOUGHT and self.reward is Reward.NONE,
            ),
        )

    @property
    def label(self) -> FairLabel | None:
        """Return what creatives read of them; None as long as they cannot be published."""
        if self.objections:
            return None
        if self.reward is Reward.FEE:
            return FairLabel.PAID
        if self.reward is Reward.PRIZE:
            return FairLabel.CHOSEN_PAID
        return FairLabel.TALK_ONLY if self.handed is Handed.TALK else FairLabel.SMALL_SKETCH

    @property
    def hourly(self) -> float | None:
        """Return the fee for each hour of the expected effort."""
        if self.reward is not Reward.FEE or not self.amount or not self.effort_hours:
            return None
        return self.amount / self.effort_hours


def is_sum(said: str) -> bool:
    """Say whether an answer is a sum that somebody can be promised."""
    _, low, high = sum_of(said)
    return 0 < int(low or high or 0) <= MOST_PAID


def sum_of(said: str) -> tuple[str, str, str]:
    """Return the currency and the bounds of a sum; nothing of one in another form."""
    parts = said.split(":")
    if len(parts) != 3 or not all(not bound or bound.isdecimal() for bound in parts[1:]):
        return "EUR", "", ""
    return parts[0], parts[1], parts[2]
