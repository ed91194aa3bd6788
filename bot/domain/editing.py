"""What people and feeds did to the knowledge base: it lies over the files of the editors.

An edit is a field and its value: a field of an entry's file (`deadline_at`, `url`) or of one of
its texts (`text.sl.title`). What a person edited is theirs: no file and no feed overwrites it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Origin(StrEnum):
    """Where an entry comes from."""

    FILE = "file"
    CHAT = "chat"
    FEED = "feed"


class Publication(StrEnum):
    """Whether readers see an entry."""

    WAITING = "waiting"
    """Came from a feed or is being written; a facilitator has to publish it."""
    PUBLISHED = "published"
    ARCHIVED = "archived"
    """Taken out by a person; it can be restored, and old buttons say that it is gone."""


@dataclass(frozen=True, slots=True)
class EditedEntry:
    """An entry that is not, or not only, a file.

    `document` has the shape of an entry's file and is None for a file's entry; `edits` lie over
    it, field by field, and None as a value takes the field away.
    """

    id: str
    origin: Origin
    publication: Publication
    revision: int
    created_at: datetime
    changed_at: datetime
    document: Mapping[str, Any] | None = None
    edits: Mapping[str, Any] = field(default_factory=dict)
    hub: str | None = None
    """The hub whose facilitators answer for it; None is the network desk."""
    checked_on: date | None = None
    """The day on which a person of the network confirmed it in the chat."""
    feed_id: int | None = None
    uid: str | None = None
    """What the feed calls it."""
