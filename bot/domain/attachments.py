"""Photos and documents that people send along: Telegram keeps the bytes, we keep what opens them.

A file id opens the file for this bot for as long as Telegram has it, whatever its size
(core.telegram.org/bots/api#sending-files); docs/decisions/0025-files-stay-with-telegram.md.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_FILES: Final = 10
"""Files of one challenge or pitch: as many as one album holds
(core.telegram.org/bots/api#sendmediagroup)."""


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
