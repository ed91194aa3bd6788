"""Feeds of hubs: how each stands, when it is fetched again, and what staff see of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from bot.domain.entries import Kind
from bot.domain.hubs import Hub

FIRST_WAIT: Final = timedelta(minutes=15)
LONGEST_WAIT: Final = timedelta(days=1)
GIVEN_UP_AFTER: Final = timedelta(days=14)
"""A feed that fails for so long is paused, and staff are told once."""
JITTER: Final = 0.2
"""Share by which a wait is longer or shorter, so that feeds of one server spread out."""
KINDS: Final = (Kind.EVENT, Kind.TRAINING, Kind.FUNDING)
"""What the items of a feed may become."""


class FeedFormat(StrEnum):
    """What a feed is written in."""

    ICAL = "ical"
    SYNDICATION = "syndication"
    TABLE = "table"


class FeedState(StrEnum):
    """How a feed stands."""

    NEW = "new"
    """Was not fetched yet."""
    WORKING = "working"
    FAILING = "failing"
    """The last attempt failed; it is tried again."""
    PAUSED = "paused"
    """By a person."""
    GIVEN_UP = "given_up"
    """Paused because it failed for two weeks."""


@dataclass(frozen=True, slots=True)
class FeedCounts:
    """What came of the last reading.

    `elsewhere` are items that the knowledge base had already, `refused` ones that make no valid
    entry, `left_out` ones that were more than is read at once.
    """

    items: int = 0
    new: int = 0
    changed: int = 0
    elsewhere: int = 0
    gone: int = 0
    past: int = 0
    broken: int = 0
    refused: int = 0
    left_out: int = 0

    def to_json(self) -> dict[str, int]:
        """Return the counts as a row keeps them."""
        return {name: count for name, count in asdict(self).items() if count}

    @classmethod
    def from_json(cls, said: Mapping[str, int]) -> "FeedCounts":
        """Read what `to_json` wrote."""
        return cls(**said)


@dataclass(frozen=True, slots=True)
class Feed:
    """A source of a hub; None is the network's. `failure` is the name of a reason."""

    id: int
    hub: str | None
    url: str
    format: FeedFormat
    title: str
    language: str
    kind: Kind
    timezone: str
    next_at: datetime
    added_at: datetime
    country: str | None = None
    trusted: bool = False
    paused: bool = False
    etag: str | None = None
    last_modified: str | None = None
    lease_until: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    failure: str | None = None
    last_success_at: datetime | None = None
    counts: FeedCounts = field(default_factory=FeedCounts)

    @property
    def state(self) -> FeedState:
        """Say how it stands."""
        if self.paused:
            return FeedState.GIVEN_UP if self.failing_since else FeedState.PAUSED
        if self.failing_since:
            return FeedState.FAILING
        return FeedState.WORKING if self.last_success_at else FeedState.NEW


@dataclass(frozen=True, slots=True)
class FeedItem:
    """What a feed said of one entry, the last time.

    `item` is the item as JSON. `differs` are fields that a person edited and of which the feed
    says something else since. `gone_at` is set while the feed does not hold it any more, `settled`
    once a person decided what that means.
    """

    entry_id: str
    feed_id: int
    uid: str
    item: Mapping[str, Any]
    differs: Mapping[str, Any] = field(default_factory=dict)
    gone_at: datetime | None = None
    settled: bool = False


def wait_after(failures: int, spread: float, retry_after_s: int | None = None) -> timedelta:
    """Return how long to wait after the n-th failure in a row: 15 minutes, doubled up to a day.

    `spread` is a random number from -1 to 1. What a server asks for is kept, up to a week.
    """
    doubled: timedelta = FIRST_WAIT * int(2 ** min(max(failures - 1, 0), 10))
    wait = min(doubled, LONGEST_WAIT) * (1 + JITTER * spread)
    return max(wait, timedelta(seconds=retry_after_s or 0))


@dataclass(frozen=True, slots=True)
class Glimpse:
    """An item in a preview: its title, and the day that it is about (`2027-03-01`, `2027-03`)."""

    title: str
    day: str | None = None


@dataclass(frozen=True, slots=True)
class FeedPreview:
    """What lies at an address: the format, how many items, and the first of them."""

    format: FeedFormat
    items: tuple[Glimpse, ...]
    total: int
    past: int = 0
    broken: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry of which the feed says something else than the person who edited it.

    `fields` are path, what stands now, and what the feed says.
    """

    entry_id: str
    title: str
    revision: int
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Vanished:
    """An entry that is still ahead and that its feed does not hold any more."""

    entry_id: str
    title: str
    day: str | None = None


@dataclass(frozen=True, slots=True)
class FeedShown:
    """A feed as a staff member sees it; `failure` is the sentence of the reason, a message id."""

    feed: Feed
    hub: Hub | None
    zone: str
    waiting: int = 0
    published: int = 0
    failure: str | None = None
    differences: tuple[Difference, ...] = ()
    vanished: tuple[Vanished, ...] = ()
    may_trust: bool = False

    @property
    def to_decide(self) -> int:
        """Return how many things wait for a person."""
        return self.waiting + len(self.differences) + len(self.vanished)
