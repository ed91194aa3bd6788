"""What both sides of the playground share: the world, its clocks and its logs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .bell import Bell
from .chats import Chat, World
from .delivered import Delivered, Delivery
from .feed import Feed
from .snapshot import Snapshot
from .updates import Updates

Json = dict[str, Any]

# core.telegram.org/bots/api#photosize: photos have no name.
PHOTO_SIZE = ("file_id", "file_unique_id", "file_size", "width", "height")


@dataclass(slots=True)
class Query:
    """One tap that the bot has not forgotten yet."""

    chat_id: int
    asked_at: float
    answered: bool = False
    text: str = ""
    bell: Bell = field(default_factory=Bell)


@dataclass(slots=True)
class Stage:
    """Everything that the bot's side and the people's side work on."""

    bot: Json
    world: World
    snapshot: Snapshot
    updates: Updates
    feed: Feed
    delivered: Delivered
    now: Callable[[], float]
    files: Path | None
    contents: dict[str, bytes] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)

    def date(self) -> int:
        """Return the time as Telegram writes it."""
        return int(self.now())

    def next_message_id(self) -> int:
        """Return a message id that was never used."""
        number, new_block = self.world.message_ids.take()
        if new_block:
            self.snapshot.save(self.world)
        return number

    def show(self, kind: str, chat: Chat, message: Json) -> None:
        """Put a new or changed message into its chat and on every chat page."""
        chat.keep(message)
        self.snapshot.touch()
        self.feed.publish(kind, person=chat.id, message=message)

    def show_shared(self, message: Json, *chats: Chat) -> None:
        """Show a card of another chat to those who are in it."""
        for chat in chats:
            chat.keep_shared(message)
            self.feed.publish("message", person=chat.id, message=message)
        self.snapshot.touch()

    def show_person(self, chat: Chat) -> None:
        """Tell every chat page that a person came or changed."""
        self.snapshot.touch()
        self.feed.publish("person", person=chat.id, shown=chat.shown())

    def note(self, method: str, chat: Chat, message: Json) -> None:
        """Write a delivery to the log."""
        file = message.get("document") or (message.get("photo") or [{}])[-1]
        self.delivered.record(
            Delivery(
                at=self.now(),
                method=method,
                chat_id=chat.id,
                message_id=message["message_id"],
                text=str(message.get("text", message.get("caption", ""))),
                keyboard=message.get("reply_markup", {}).get("inline_keyboard"),
                file_name=file.get("file_name"),
                file_id=file.get("file_id"),
            )
        )

    def store_file(self, content: bytes, name: str, mime_type: str) -> Json:
        """Keep the bytes of a file; return its record."""
        file_id = "F" + secrets.token_urlsafe(24).replace("-", "x")
        record = {
            "file_id": file_id,
            "file_unique_id": file_id[-12:],
            "file_name": name,
            "mime_type": mime_type,
            "file_size": len(content),
        }
        if self.files is None:
            self.contents[file_id] = content
        else:
            self.files.mkdir(mode=0o700, exist_ok=True)
            (self.files / file_id).write_bytes(content)
        self.world.files[file_id] = record
        self.snapshot.touch()
        return record

    def store_photo(
        self, content: bytes, mime_type: str, width: int = 800, height: int = 600
    ) -> Json:
        """Keep a photo, in one size; return that size as messages carry it."""
        record = self.store_file(content, "photo", mime_type)
        record |= {"width": width, "height": height}
        return {key: record[key] for key in PHOTO_SIZE}

    def content(self, file_id: str) -> bytes | None:
        """Return the bytes of a stored file."""
        if file_id not in self.world.files:
            return None
        if self.files is None:
            return self.contents.get(file_id)
        path = self.files / file_id
        return path.read_bytes() if path.exists() else None
