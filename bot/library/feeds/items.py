"""What a feed says, item by item, before it becomes an entry."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

MOST_ITEMS: Final = 2_000
"""Items of one feed that are read; the rest is counted."""
LONGEST_TEXT: Final = 3_000
"""Characters of a description that are kept, with the marks of its markup gone."""
LONGEST_LINE: Final = 300
MOST_DAYS: Final = 12
_MOST_MONTHS: Final = 14
_MOMENTS: Final = ("starts_at", "ends_at", "deadline_at")


@dataclass(frozen=True, slots=True)
class Item:
    """One event, post or row.

    Moments are local time in `zone`, without a zone of their own. `days` are whole days
    (`2027-03-01`), or months (`2027-03`) of what lasts longer, for what has no hour or happens
    several times. Texts are plain; paragraphs are parted by an empty line.
    """

    uid: str
    title: str
    summary: str = ""
    url: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    days: tuple[str, ...] = ()
    deadline_at: datetime | None = None
    zone: str | None = None
    city: str | None = None
    place: str | None = None
    language: str | None = None
    published: date | None = None
    cancelled: bool = False
    repeats: bool = False
    """Whether `days` are the next ones of a series, which move on as time goes by."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """What only tables say: kind, mode, country, short."""

    @property
    def day(self) -> str | None:
        """Return the first day it is about: the start, else the deadline."""
        if self.starts_at:
            return self.starts_at.date().isoformat()
        if self.days:
            return self.days[0]
        return self.deadline_at.date().isoformat() if self.deadline_at else None

    def as_json(self) -> dict[str, Any]:
        """Return the item as JSON can hold it."""
        said = asdict(self)
        for name in (*_MOMENTS, "published"):
            said[name] = said[name].isoformat() if said[name] else None
        return said


def item_from(said: Mapping[str, Any]) -> Item:
    """Return the item of `Item.as_json`."""
    values = dict(said)
    for name in _MOMENTS:
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    values["published"] = date.fromisoformat(values["published"]) if values["published"] else None
    values["days"] = tuple(values["days"])
    return Item(**values)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read of a file, and what was not."""

    items: tuple[Item, ...]
    past: int = 0
    """Items that are over."""
    broken: int = 0
    """Items without a title, or with a date that cannot be read."""
    left_out: int = 0
    """Items beyond the first `MOST_ITEMS`."""
    broken_at: tuple[int, ...] = ()
    """Which ones are broken, counted from 1 (rows of tables as they are numbered there)."""


def days_through(first: date, last: date) -> tuple[str, ...]:
    """Return each day from `first` to `last`, or each month if that would be many."""
    length = (last - first).days + 1
    if length <= MOST_DAYS:
        return tuple((first + timedelta(days=n)).isoformat() for n in range(max(length, 1)))
    months = [f"{first:%Y-%m}"]
    year, month = first.year, first.month
    while (year, month) < (last.year, last.month) and len(months) < _MOST_MONTHS:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        months.append(f"{year:04}-{month:02}")
    return tuple(months)
