"""What the bot says, free of any Telegram library.

A `Reply` crosses the seam between the conversation (aiogram) and delivery (python-telegram-bot):
each side has one small adapter that makes a keyboard of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import Any, Final

from bot.domain.attachments import FileKind, SentFile

CALLBACK_BYTES: Final = 64
"""Most bytes that a button may carry (core.telegram.org/bots/api#inlinekeyboardbutton)."""
TEXT_LENGTH: Final = 4096
"""Most characters in a message, after its entities are parsed (…/bots/api#sendmessage)."""
CAPTION_LENGTH: Final = 1024
"""Most characters under a file, after its entities are parsed (…/bots/api#senddocument)."""
LABEL_LENGTH: Final = 40
"""Longest button label that a phone shows whole; ours, checked in the catalogues."""

_PART = re.compile(r"[A-Za-z0-9_.\-]*")
_TAG = re.compile(r"<[^>]*>")
_NO_ROW_OF_OURS = re.compile(r"\d{10}")
"""Begins an id beyond what a database counts its rows with: it would refuse to look for one."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does: an identity, never a copy of the world. Packs to `kind:verb:id`."""

    kind: str
    verb: str
    id: str = ""

    def pack(self) -> str:
        """Return the callback data; raise `ValueError` if it is unreadable or too long."""
        if not (self.kind and self.verb and _PART.fullmatch(self.kind + self.verb)):
            raise ValueError(f"not an action: {self!r}")
        packed = f"{self.kind}:{self.verb}:{self.id}"
        if len(packed.encode()) > CALLBACK_BYTES:
            raise ValueError(f"action over {CALLBACK_BYTES} bytes: {packed!r}")
        return packed

    @classmethod
    def parse(cls, packed: str) -> Action | None:
        """Read callback data; None if it is not ours (anybody may forge it)."""
        kind, _, rest = packed.partition(":")
        verb, colon, id_ = rest.partition(":")
        if not (kind and verb and colon and _PART.fullmatch(kind + verb)):
            return None
        if _NO_ROW_OF_OURS.match(id_):
            return None
        return cls(kind, verb, id_)


@dataclass(frozen=True, slots=True)
class Button:
    """A labelled button: an action of ours, an address to open, or words to share."""

    label: str
    action: Action | None = None
    url: str | None = None
    share: str | None = None
    """Opens the list of the person's chats, to send there what inline mode finds for it."""


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file that a person asked for; at most 50 MB (core.telegram.org/bots/api#senddocument)."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """One message in Telegram HTML with rows of buttons, and perhaps a second one after it.

    With a `file`, or one that somebody `sent` to the bot before, the text is its caption; `lost`
    is said below the text when Telegram does not open what was sent any more.
    """

    html: str
    rows: Rows = ()
    then: Reply | None = None
    file: File | None = None
    sent: SentFile | None = None
    lost: str = ""

    def and_then(self, reply: Reply) -> Reply:
        """Return this reply followed by another message."""
        return replace(self, then=reply if self.then is None else self.then.and_then(reply))

    @property
    def has_file(self) -> bool:
        """Say whether it is a file, and its text a caption."""
        return self.file is not None or self.sent is not None

    def split(self) -> tuple[Reply, Reply | None]:
        """Return the first message, and what comes after it.

        A text that is too long for a caption follows its file as a message of its own.
        """
        if not self.has_file or _length(self.html) <= CAPTION_LENGTH:
            return replace(self, then=None), self.then
        text = Reply(self.html, self.rows, self.then)
        return replace(self, html="", rows=(), then=None), text

    def messages(self) -> list[Reply]:
        """Return the messages in order, each without its follower."""
        first, rest = self.split()
        return [first, *(rest.messages() if rest else [])]

    def without_file(self) -> Reply:
        """Return what is said in place of a file that Telegram does not open any more."""
        said = "\n\n".join(part for part in (self.html, self.lost) if part)
        return Reply(said, self.rows, self.then)

    def to_json(self) -> dict[str, Any]:
        """Return plain data for an outbox row; `from_json` reads it back.

        The bytes of a file answer a tap at once and never wait in the outbox: raise `ValueError`
        for them. What somebody sent is known by an id, and waits like a text.
        """
        if self.file is not None:
            raise ValueError("the bytes of a file in the outbox")
        data: dict[str, Any] = {"html": self.html}
        if self.sent:
            data["sent"] = _file_to_json(self.sent)
        if self.lost:
            data["lost"] = self.lost
        if self.rows:
            data["rows"] = [[_button_to_json(button) for button in row] for row in self.rows]
        if self.then:
            data["then"] = self.then.to_json()
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reply:
        """Read what `to_json` wrote."""
        rows = tuple(
            tuple(_button_from_json(button) for button in row) for row in data.get("rows", ())
        )
        then = cls.from_json(data["then"]) if data.get("then") else None
        sent = _file_from_json(data["sent"]) if data.get("sent") else None
        return cls(data["html"], rows, then, sent=sent, lost=data.get("lost", ""))


def _length(html: str) -> int:
    """Return how long a text is without its tags, in the UTF-16 units that Telegram counts."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le", "surrogatepass")) // 2


def _file_to_json(file: SentFile) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": file.kind.value,
        "file_id": file.file_id,
        "unique_id": file.unique_id,
    }
    if file.name:
        data["name"] = file.name
    if file.size is not None:
        data["size"] = file.size
    return data


def _file_from_json(data: dict[str, Any]) -> SentFile:
    return SentFile(
        FileKind(data["kind"]),
        data["file_id"],
        data["unique_id"],
        data.get("name", ""),
        data.get("size"),
    )


def _button_to_json(button: Button) -> dict[str, str]:
    if button.action:
        return {"label": button.label, "action": button.action.pack()}
    if button.share is not None:
        return {"label": button.label, "share": button.share}
    return {"label": button.label, "url": button.url or ""}


def _button_from_json(data: dict[str, str]) -> Button:
    if "action" in data:
        return Button(data["label"], action=Action.parse(data["action"]))
    if "share" in data:
        return Button(data["label"], share=data["share"])
    return Button(data["label"], url=data["url"])
