"""Corrections: what readers say is wrong in an entry, and the questions that they are asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.forms import Field, Form
from bot.domain.messages import N_
from bot.domain.parsing import text_between
from bot.domain.questions import REASON_LENGTH
from bot.domain.refusals import Refusal
from bot.domain.results import Card

VALUE_LENGTH: Final = 800
SOURCE_LENGTH: Final = 300
MOST_A_DAY: Final = 10
"""Corrections that one person may propose within a day."""
NOTICE_EVERY: Final = timedelta(hours=1)
"""Staff are told of new corrections at most this often; what came in between comes together."""


class Wrong(StrEnum):
    """What of an entry is not right."""

    DEADLINE = "deadline"
    PAGE = "page"
    AMOUNT = "amount"
    PLACE = "place"
    OVER = "over"
    """It is over, or does not take place."""
    TEXT = "text"
    OTHER = "other"


class Ruling(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Over(StrEnum):
    """How an entry came to its end, as staff decide."""

    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction that somebody proposed; `person_id` is None once they erased themselves."""

    id: int
    entry_id: str
    wrong: Wrong
    value: str
    created_at: datetime
    language: str
    person_id: int | None = None
    source: str | None = None
    """Where the person read it."""
    ruling: Ruling = Ruling.OPEN
    decided_by: int | None = None
    decided_at: datetime | None = None

    @property
    def said(self) -> str:
        """Return the value as it is compared with what others wrote."""
        return " ".join(self.value.casefold().split()).rstrip(".!")


@dataclass(frozen=True, slots=True)
class Correction:
    """A proposal as staff see it: the entry as it is, and as it would be.

    `after` is None where the value has to be put into the entry by hand.
    """

    proposal: Proposal
    card: Card
    after: Card | None = None
    name: str | None = None
    """The first name of whoever proposed it; None if they are gone."""
    same: int = 0
    """How many others proposed the same."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What became of a correction, for whoever decided, and for whoever proposed it."""

    proposal: Proposal
    card: Card
    """The entry as it is now."""
    before: Card
    told: int = 0
    reason: str | None = None


class RuledBefore(Refusal):
    """A colleague decided on the correction, or whoever proposed it wrote another one."""

    message = N_(
        "This correction waits no more: it was decided or replaced. /desk shows the rest."
    )


class EnoughCorrections(Refusal):
    """More corrections of one person in a day than staff can read."""

    message = N_("Thank you, that is a lot for one day. Let the hub read these first.")


FORM: Final = "correct_"
"""Begins the names of the forms of corrections; what is wrong follows."""
_PROMPTS: Final = {
    Wrong.DEADLINE: N_("What is the right deadline? Write the day, and the hour if you know it."),
    Wrong.PAGE: N_("What is the right address of the page?"),
    Wrong.AMOUNT: N_("How much money is it? Write the sum with its currency."),
    Wrong.PLACE: N_("Where is it? Write the town, or “online”."),
    Wrong.OVER: N_("How do you know that it is over or cancelled? One sentence is enough."),
    Wrong.TEXT: N_("Which words are wrong, and what should they say?"),
    Wrong.OTHER: N_("What is wrong, and what would be right?"),
}


def _form(wrong: Wrong) -> Form:
    shortest = 1 if wrong in {Wrong.DEADLINE, Wrong.AMOUNT, Wrong.PLACE} else 3
    return Form(
        FORM + wrong,
        (
            Field(
                "value",
                _PROMPTS[wrong],
                N_("What is right"),
                text_between(shortest, VALUE_LENGTH),
                hint=N_("Staff of the hub read it, so please leave out private things."),
            ),
            Field(
                "source",
                N_("Where did you read it? An address helps most. You may skip this."),
                N_("Source"),
                text_between(2, SOURCE_LENGTH),
                optional=True,
            ),
        ),
    )


DECLINE: Final = Form(
    "decline_correction",
    (
        Field(
            "reason",
            N_("Why is it not taken over? Whoever proposed it reads this."),
            N_("Reason"),
            text_between(5, REASON_LENGTH),
        ),
    ),
)
FORMS: Final = (*map(_form, Wrong), DECLINE)


def wrong_of(form: str) -> Wrong | None:
    """Return what the form of a correction is about; None for other forms."""
    name = form.removeprefix(FORM)
    return Wrong(name) if form.startswith(FORM) and name in set(Wrong) else None
