"""What the screens of alerts show, and what a message of alerts says."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.alerts import Alert, Follow, Saved, Topic, Wishes
from bot.domain.reminders import Reminder
from bot.domain.results import Card


@dataclass(frozen=True, slots=True)
class Followed:
    """What somebody follows; `label` is the reader's word for a term of the vocabulary."""

    follow: Follow
    label: str = ""


@dataclass(frozen=True, slots=True)
class SavedEntry:
    """A saved entry as its reader sees it, and the reminders that are ahead."""

    card: Card
    saved: Saved
    ahead: tuple[Reminder, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One page of what somebody saved. `total` counts all pages."""

    entries: tuple[SavedEntry, ...]
    number: int = 0
    pages: int = 1
    total: int = 0


@dataclass(frozen=True, slots=True)
class FollowsPage:
    """One page of what somebody follows."""

    follows: tuple[Followed, ...]
    number: int = 0
    pages: int = 1
    total: int = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """One page of what can be followed of a topic: values, labels, and the follow if there is."""

    topic: Topic
    terms: tuple[tuple[str, str, int | None], ...]
    number: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything about the alerts of a person. `zone` is what their hours are in."""

    wishes: Wishes
    zone: str
    now: datetime
    saved: int = 0
    follows: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert, the entry as it is now, and why it came: a follow, or that it was saved."""

    alert: Alert
    card: Card
    followed: Followed | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """Alerts that are said together: one page of them. `key` names the message for its pages.

    `missed` says that they waited while the person was away.
    """

    lines: tuple[AlertLine, ...]
    key: str = ""
    number: int = 0
    pages: int = 1
    total: int = 0
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Reminded:
    """A reminder about a saved entry, and how many days are `left` as it is said."""

    card: Card
    reminder: Reminder
    left: int
