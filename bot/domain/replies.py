"""What the bot says, free of any Telegram library.

A `Reply` crosses the seam between the conversation (aiogram) and delivery (python-telegram-bot):
each side has one small adapter that makes a keyboard of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Final

CALLBACK_BYTES: Final = 64
"""Most bytes that a button may carry (core.telegram.org/bots/api#inlinekeyboardbutton)."""
TEXT_LENGTH: Final = 4096
"""Most characters in a message, after its entities are parsed (…/bots/api#sendmessage)."""
LABEL_LENGTH: Final = 40
"""Longest button label that a phone shows whole; ours, checked in the catalogues."""

_PART = re.compile(r"[A-Za-z0-9_.\-]*")
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

    With a `file`, the text is its caption.
    """

    html: str
    rows: Rows = ()
    then: Reply | None = None
    file: File | None = None

    def and_then(self, reply: Reply) -> Reply:
        """Return this reply followed by another message."""
        return replace(self, then=reply if self.then is None else self.then.and_then(reply))

    def messages(self) -> list[Reply]:
        """Return the messages in order, each without its follower."""
        first = replace(self, then=None)
        return [first, *(self.then.messages() if self.then else [])]

    def to_json(self) -> dict[str, Any]:
        """Return plain data for an outbox row; `from_json` reads it back.

        Files answer a tap at once and never wait in the outbox: raise `ValueError` for one.
        """
        if self.file is not None:
            raise ValueError("a file in the outbox")
        data: dict[str, Any] = {"html": self.html}
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
        return cls(data["html"], rows, then)


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
