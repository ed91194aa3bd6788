"""Broadcasts: an announcement of a hub to its people, and what became of each message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.languages import FALLBACK


class Audience(StrEnum):
    """Who gets a broadcast, in plain rules; always people who did not turn announcements off."""

    EVERYONE = "everyone"
    CREATIVES = "creatives"
    COMPANIES = "companies"


class BroadcastState(StrEnum):
    """CONFIRMED → SENDING (every row is in the outbox) → DONE."""

    CONFIRMED = "confirmed"
    SENDING = "sending"
    DONE = "done"


class Delivery(StrEnum):
    """What became of one outbox row; the table is in docs/delivery.md."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    BLOCKED = "dropped_blocked"
    UNREACHABLE = "dropped_unreachable"
    REJECTED = "dropped_rejected"
    STOPPED = "dropped_stopped"


FINAL = frozenset(set(Delivery) - {Delivery.QUEUED, Delivery.SENDING})
"""Outcomes that do not change any more."""


class Lane(StrEnum):
    """Who goes first when the pace is limited."""

    PERSONAL = "personal"
    """Somebody's matter: a decision on their challenge, an interest, a reply."""
    BROADCAST = "broadcast"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """An announcement: `texts` is plain text by language; `hub` None speaks for the network."""

    id: int
    author_id: int
    hub: str | None
    audience: Audience
    texts: Mapping[str, str]
    state: BroadcastState
    recipients: int
    confirmed_at: datetime

    def text_for(self, language: str) -> tuple[str, str]:
        """Return a reader's text and its language: theirs, English, or the first there is."""
        for candidate in (language, FALLBACK, *self.texts):
            if candidate in self.texts:
                return candidate, self.texts[candidate]
        raise LookupError(f"broadcast {self.id} has no text")


@dataclass(frozen=True, slots=True)
class Progress:
    """How a broadcast stands, by outcome."""

    counts: Mapping[Delivery, int]

    @property
    def total(self) -> int:
        """Return how many messages there are."""
        return sum(self.counts.values())

    @property
    def left(self) -> int:
        """Return how many have no final outcome yet."""
        return sum(n for outcome, n in self.counts.items() if outcome not in FINAL)

    def of(self, outcome: Delivery) -> int:
        """Return how many ended as `outcome`."""
        return self.counts.get(outcome, 0)
