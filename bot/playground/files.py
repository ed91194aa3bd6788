"""Files on their way through the chats: how large they may be, and of which kind they are."""

from __future__ import annotations

import mimetypes

# core.telegram.org/bots/api#senddocument: bots send files of up to 50 MB.
LARGEST_DOCUMENT = 50 * 1024 * 1024
# core.telegram.org/bots/api#getfile: bots download files of up to 20 MB.
LARGEST_DOWNLOAD = 20 * 1024 * 1024
# core.telegram.org/bots/api#sendphoto; the same limit holds for people here.
LARGEST_PHOTO = 10 * 1024 * 1024

# Only what Python knows by itself: the lists of this machine differ from those of the next.
_KINDS = mimetypes.MimeTypes(filenames=())
_OFFICE = "application/vnd.openxmlformats-officedocument"
for _kind, _ending in (
    ("text/calendar", ".ics"),
    (f"{_OFFICE}.spreadsheetml.sheet", ".xlsx"),
    (f"{_OFFICE}.wordprocessingml.document", ".docx"),
):
    _KINDS.add_type(_kind, _ending)


def mime_type_of(name: str, otherwise: str = "application/octet-stream") -> str:
    """Return the kind of a file by its name, as Telegram finds it for a bot's files."""
    return _KINDS.guess_type(name)[0] or otherwise
