"""Challenges: what a company asks for, from submission to publication."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

INTEREST: Final = "interest:"
"""Begins the keys of what staff read of an interest: `interest:<challenge>:<person>:<reader>…`."""


class ChallengeState(StrEnum):
    """Where a challenge stands: SUBMITTED → PUBLISHED or DECLINED; PUBLISHED → CLOSED."""

    SUBMITTED = "submitted"
    PUBLISHED = "published"
    DECLINED = "declined"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Challenge:
    """A company's problem. The company's own words keep their language.

    `title_en` and `summary_en` are written or confirmed by the facilitator at review; readers of
    other languages than `language` see those. Company and contact are shown to staff only.
    """

    id: int
    person_id: int
    hub: str | None
    state: ChallengeState
    language: str
    company: str
    contact: str
    title: str
    problem: str
    skills: tuple[str, ...]
    place: str | None
    deadline_on: date | None
    submitted_at: datetime
    title_en: str | None = None
    summary_en: str | None = None
    decline_reason: str | None = None
    decided_at: datetime | None = None

    def is_open(self, today: date) -> bool:
        """Say whether creatives may still show interest; the deadline day itself counts."""
        in_time = self.deadline_on is None or self.deadline_on >= today
        return self.state is ChallengeState.PUBLISHED and in_time

    def words_for(self, language: str) -> tuple[str, str, str]:
        """Return language, title and description for a reader of `language`."""
        if language == self.language or not (self.title_en and self.summary_en):
            return self.language, self.title, self.problem
        return "en", self.title_en, self.summary_en


@dataclass(frozen=True, slots=True)
class Interest:
    """A creative would like to work on a challenge; the facilitator of its hub is told."""

    challenge_id: int
    person_id: int
    shown_at: datetime
