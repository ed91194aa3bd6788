"""What a company wrote, as the doctor of challenges reads it, and what it may find."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Fault(StrEnum):
    """What makes a brief hard to answer; each becomes a friendly question and blocks nobody."""

    SOLUTION = "solution"
    """It names a solution instead of a problem."""
    NO_MEASURE = "no_measure"
    """Nothing says by what one would see that it worked."""
    NO_OWNER = "no_owner"
    """Nobody in the company has it or decides."""
    VAGUE = "vague"
    WIDE = "wide"
    """Several quite different problems in one."""
    CONFIDENTIAL = "confidential"
    """A telephone number, an account, an e-mail address or a name in a text that all may read."""
    TOO_SOON = "too_soon"
    """The deadline is too near for the effort."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A challenge as it was written, in one language.

    `contact` and `company` are not public; the other texts are.
    """

    language: str
    title: str = ""
    problem: str = ""
    affected: str = ""
    """Who has the problem, and what it costs them."""
    success: str = ""
    tried: str = ""
    company: str = ""
    contact: str = ""
    deadline_on: date | None = None
    effort_hours: int | None = None
    is_company_hidden: bool = False
    """Whether the name of the company is not for everybody."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to ask about: the question of the form that it is about, and the words that led
    to it, if it was words."""

    fault: Fault
    field: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """What the doctor found. In a language whose words it does not know it reads only dates,
    contact data and length, and says so: `whole` is False."""

    findings: tuple[Finding, ...] = ()
    whole: bool = True
