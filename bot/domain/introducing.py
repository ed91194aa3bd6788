"""What those who hold a key see of an introduction, and why one cannot be opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.challenges import Challenge
from bot.domain.forms import Context, Field, Form, Takes, Value
from bot.domain.hubs import Hub
from bot.domain.introductions import (
    Holder,
    Introduction,
    Key,
    Tally,
    Told,
)
from bot.domain.matching import MatchReason
from bot.domain.messages import N_
from bot.domain.parsing import clean, future_date
from bot.domain.refusals import NotUnderstood, PastDate, Refusal
from bot.domain.results import ProfileShown


class PitchSettled(Refusal):
    """The pitch was taken back, or decided before."""

    message = N_("This pitch waits no more: it was taken back, or somebody decided about it.")


class TermsNotAgreed(Refusal):
    """Somebody who takes part has not agreed to the terms as they are now."""

    message = N_(
        "The terms changed, and not everybody has agreed to the new ones. I have asked them; try "
        "again once they have answered."
    )


class GuardianFirst(Refusal):
    """Somebody who takes part is under age, and no guardian agreed."""

    message = N_(
        "Somebody here is under 18, or may be, and no parent or guardian has agreed yet. Ask for "
        "that first: /profile takes the answer."
    )


@dataclass(frozen=True, slots=True)
class CreativeSeen:
    """One of those who answer, as the reader may see them: without `name` to a company."""

    shown: ProfileShown
    name: str | None = None
    reasons: tuple[MatchReason, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach one of the other side. It is made only of an introduction that is made."""

    name: str
    telegram_id: int
    company: str | None = None
    contact: str | None = None
    reach: str | None = None
    shown: ProfileShown | None = None


@dataclass(frozen=True, slots=True)
class IntroductionSeen:
    """A request as one reader sees it: as the holder of `key`, or as staff of its hub.

    `contacts` is empty unless it is made and the reader is one of the two sides.
    """

    introduction: Introduction
    holder: Holder
    challenge: Challenge
    hub: Hub | None
    today: date
    key: Key | None = None
    pitch: str = ""
    pitch_language: str = ""
    link: str | None = None
    files: int = 0
    """How many files the reader may open."""
    team: str = ""
    creatives: tuple[CreativeSeen, ...] = ()
    contacts: tuple[Contact, ...] = ()
    own_reasons: tuple[MatchReason, ...] = ()
    """Why the challenge fits the reader, who is one of those who answer."""

    @property
    def company(self) -> str | None:
        """Return the company's name, unless the reader may not know it yet."""
        hidden = self.holder is Holder.CREATIVE and self.challenge.anonymous
        return None if hidden else self.challenge.company


@dataclass(frozen=True, slots=True)
class OwnIntroductions:
    """The introductions of which somebody is a side, the latest first, with the titles."""

    seen: tuple[IntroductionSeen, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What somebody is asked, or said, of what became of an introduction."""

    told: Told
    title: str


MOST_OPEN: Final = 10
"""Open requests that are listed at a time."""


@dataclass(frozen=True, slots=True)
class OutcomeLedger:
    """What became of introductions, for staff of their hubs; and which requests are open."""

    tallies: tuple[Tally, ...]
    hubs: Mapping[str, Hub]
    open: tuple[IntroductionSeen, ...]
    """The oldest ones, at most `MOST_OPEN`."""
    more: int = 0
    """How many more are open."""


def _day_ahead(raw: str, context: Context) -> Value:
    """Read a day after today as somebody says it: "in June", "1.6.2027"; its first day counts."""
    try:
        said = context.read("days", clean(raw))
    except PastDate:
        raise
    except NotUnderstood:
        return future_date(raw, context)
    first = said.split()[0] if isinstance(said, str) and said else ""
    day = date.fromisoformat(first[:10] if len(first) > 7 else f"{first}-01")
    if day <= context.today:
        raise PastDate(example=f"31.12.{context.today.year + 1}")
    return day.isoformat()


LATER: Final = Form(
    "later",
    (
        Field(
            "day",
            N_("When may I ask again? Write a date or a month, like “June”."),
            N_("Ask me again"),
            _day_ahead,
            Takes.DATE,
        ),
    ),
)
"""The typed day of "not now"; its subject is the key."""
