"""Photos and documents that people send along: Telegram keeps the bytes, we keep what opens them.

A file id opens the file for this bot for as long as Telegram has it, whatever its size
(core.telegram.org/bots/api#sending-files); docs/decisions/0025-files-stay-with-telegram.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.messages import N_
from bot.domain.refusals import NotUnderstood

MOST_FILES: Final = 10
"""Files of one challenge or pitch: as many as one album holds
(core.telegram.org/bots/api#sendmediagroup)."""

TAKEN_BY: Final[Mapping[str, int]] = {"challenge": MOST_FILES, "pitch": 1}
"""The forms that take files, and how many."""


class TooManyFiles(NotUnderstood):
    """More files than go along."""

    message = N_("At most {limit} files go along. Take one away first: tap “Files”.")


class NoFileOfOurs(NotUnderstood):
    """Voice, video, a sticker: something that is neither a photo nor a document."""

    message = N_("Here I take photos and documents, and text. Anything else I cannot keep.")


class FileKind(StrEnum):
    """How Telegram knows a file: its id opens it as this and as nothing else."""

    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it came: `unique_id` is the same whenever the same file is sent."""

    kind: FileKind
    file_id: str
    unique_id: str
    name: str = ""
    size: int | None = None
    """Bytes, if Telegram said."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a draft, and then to the challenge or the pitch that it becomes."""

    id: int
    person_id: int
    file: SentFile
    draft_id: int | None = None
    challenge_id: int | None = None
    pitch_id: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What goes along with a draft by now, and how many files may."""

    draft_id: int
    form: str
    files: tuple[Attachment, ...]
    replaced: bool = False
    """The last one took the place of another: only one goes along."""


@dataclass(frozen=True, slots=True)
class OpenedFiles:
    """Files that somebody may see, and whose: the title of a challenge, as they read it."""

    title: str
    files: tuple[Attachment, ...]
    of_pitch: bool = False
