"""What staff see of the entries they look after: results of use cases, for the screens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from bot.domain.editing import Publication
from bot.domain.forms import Draft
from bot.domain.results import Card


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of an entry with its value in the reader's words; `language` for its texts."""

    key: str
    label: str
    said: str
    edited: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody of the staff did to an entry: `changes` are label, before, after."""

    at: datetime
    who: str | None
    action: str
    changes: tuple[tuple[str, str, str], ...] = ()

    @property
    def by_feed(self) -> bool:
        """Say whether a feed did it, or an import, and nobody of the staff."""
        return self.who is None and self.action in {"feed_new", "feed_changed", "import"}


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as those see it who look after it. `card` is None if it does not fit any more."""

    entry_id: str
    title: str
    card: Card | None
    publication: Publication
    fields: tuple[ShownField, ...]
    texts: tuple[ShownField, ...]
    may_edit: bool
    cancelled: bool = False
    can_be_cancelled: bool = False
    owner: str | None = None
    zone: str = ""
    from_file: bool = True
    feed: int | None = None
    problem: str | None = None
    """The label of the field that does not fit."""


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """What saving would change: label, before, after; `meanwhile` if others changed it, too."""

    draft: Draft
    view: EntryView
    card: Card | None
    changes: tuple[tuple[str, str, str], ...]
    revision: int
    meanwhile: Event | None = None
    is_outdated: bool = False

    @property
    def fingerprint(self) -> str:
        """Return what tells this preview from any other: the button that saves carries it."""
        return fingerprint(self.revision, self.changes)


@dataclass(frozen=True, slots=True)
class NewPreview:
    """A new entry as readers of `language` would see it."""

    draft: Draft
    card: Card
    language: str
    written: tuple[str, ...]
    """The languages that it has a text in."""
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ContentDesk:
    """What /content begins with."""

    waiting: int
    hub: str | None
    misfits: tuple[tuple[str, str], ...] = ()
    """Id and title of entries of which something does not fit the rules (any more)."""


@dataclass(frozen=True, slots=True)
class FoundEntries:
    """Entries that search words of staff found."""

    words: str
    entries: tuple[tuple[str, str, Publication], ...]
    """Id, title, and whether readers see it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Entries that wait for a facilitator, those of one feed together."""

    entries: tuple[tuple[str, str], ...]
    """Id and title."""
    feeds: Mapping[int, int] = field(default_factory=dict)
    """How many of each feed."""
    marks: Mapping[int, str] = field(default_factory=dict)
    """A fingerprint of which ones of each feed were shown: one tap publishes these only."""


def fingerprint(*facts: object) -> str:
    """Return a short mark of what was shown."""
    return sha256(repr(facts).encode("utf-8", "replace")).hexdigest()[:12]


def mark_of(ids: Iterable[str]) -> str:
    """Return a short mark of which entries were shown."""
    return fingerprint(*sorted(ids))
