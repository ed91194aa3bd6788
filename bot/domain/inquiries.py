"""Inquiries: questions as they are kept, and what became of each."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.answers import Confidence
from bot.domain.talk import Talk
from bot.domain.understanding import Understood

THREAD: Final = timedelta(minutes=15)
"""How long a follow-up ("and in Poland?") is read as one: then a person has begun anew."""


class InquiryState(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    """From content, or kindly as small talk."""
    UNANSWERED = "unanswered"
    """The assistant did not know, and nobody was asked."""
    HANDED_OVER = "handed_over"
    """A person of the network was asked and has not replied."""
    REPLIED = "replied"
    """A person of the network replied."""
    CLOSED = "closed"
    """Staff closed the gap (an entry answers now) or set it aside."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question as it is kept: masked, with what was understood and shown.

    `thumb` is what the person thought of the answer; `picked` the entry they chose of several.
    """

    id: int
    person_id: int | None
    hub: str | None
    language: str
    text: str
    understood: Understood
    shown: tuple[str, ...]
    confidence: Confidence
    state: InquiryState
    at: datetime
    talk: Talk | None = None
    thumb: bool | None = None
    reason: str | None = None
    picked: str | None = None
