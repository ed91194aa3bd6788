"""Reviews: what the staff of a hub see of a challenge, and what became of a decision. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from bot.domain.briefs import Examination
from bot.domain.challenges import Challenge, ChallengeState, Company
from bot.domain.folding import bare_words
from bot.domain.hubs import Hub
from bot.domain.people import Half
from bot.domain.results import ChallengeUnderReview
from bot.domain.terms import Terms, Unfair

COMPANY_LENGTH: Final = 120
TERMS_OF: Final = frozenset({ChallengeState.SUBMITTED, ChallengeState.PUBLISHED})
"""States in which staff may change the terms; in the ones between they wait for somebody else."""


def company_key(name: str) -> str:
    """Return what tells a company from others of the same person: its name as bare words."""
    return (" ".join(bare_words(name)) or name.casefold())[:COMPANY_LENGTH]


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody of staff has opened a challenge since it was last sent."""

    person_id: int
    name: str
    half: Half | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """A challenge with all that staff need to decide; lists are in the reader's words."""

    review: ChallengeUnderReview
    company: Company | None = None
    looks: tuple[Look, ...] = ()
    has_halves: bool = False
    """Whether somebody said of the hub's staff who belongs to which half."""
    changed: tuple[str, ...] = ()
    """The questions whose answers the company changed when it last sent it."""
    examination: Examination | None = None
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: int = 0
    pitches: int = 0

    @property
    def is_company_real(self) -> bool:
        """Say whether somebody of staff saw that there is such a company."""
        return self.company is not None and self.company.confirmed_at is not None

    def has_looked(self, person_id: int) -> bool:
        """Say whether somebody has read it as it is now."""
        return any(look.person_id == person_id for look in self.looks)

    @property
    def objections(self) -> tuple[Unfair, ...]:
        """Return why its terms cannot be published."""
        return self.review.challenge.terms.objections

    @property
    def can_open(self) -> bool:
        """Say whether nothing stands in the way of publishing it."""
        return self.is_company_real and not self.objections


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of taking a publication back: it waits again, or it was too late."""

    review: ChallengeUnderReview
    done: bool


@dataclass(frozen=True, slots=True)
class CompanyToConfirm:
    """The company of a challenge, before somebody says that it is real."""

    review: ChallengeUnderReview
    company: Company | None = None

    @property
    def evidence(self) -> str | None:
        """Return by what one can see it: as the challenge says, else as it was said before."""
        said = self.review.challenge.evidence
        return said or (self.company.evidence if self.company else None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What terms say for those who take part: these, until that day."""

    terms: Terms
    deadline_on: date | None


@dataclass(frozen=True, slots=True)
class TermsChanged:
    """What became of a change of terms. `asked` is how many people were asked again."""

    challenge: Challenge
    hub: Hub | None
    before: Asked
    asked: int = 0
    done: bool = True
    wanted: Asked | None = None
    """What somebody wanted, where that was not fair and nothing changed."""

    @property
    def now(self) -> Asked:
        """Return the terms as they are."""
        return Asked(self.challenge.terms, self.challenge.deadline_on)


@dataclass(frozen=True, slots=True)
class TermsAnswered:
    """Somebody said whether they take part on the changed terms."""

    challenge: Challenge
    agreed: bool
    before: bool = False
    """They had said so before."""
