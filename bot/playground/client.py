"""Playing a person from a test: says, taps, sees."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .chats import Chat
from .delivered import Delivery
from .offers import Offer
from .refusals import Impossible

if TYPE_CHECKING:
    from .server import Playground

Json = dict[str, Any]
Wanted = str | re.Pattern[str] | None

PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of the bot as the person sees it."""

    message_id: int
    text: str
    buttons: tuple[str, ...]
    edited: bool
    file_name: str | None = None
    content: bytes | None = None


class Person:
    """One person of the playground and how far they have read.

    `sees` reads on from where the last `sees` stopped, so each expectation consumes messages.
    """

    def __init__(self, playground: Playground, chat: Chat) -> None:
        self._playground = playground
        self._chat = chat
        self._read = len(playground.delivered.deliveries)

    @property
    def id(self) -> int:
        """Return the person's Telegram id."""
        return self._chat.id

    @property
    def language(self) -> str:
        """Return the language of the person's Telegram."""
        return self._chat.language

    @property
    def messages(self) -> list[Json]:
        """Return the chat as it stands, oldest first."""
        return list(self._chat.messages.values())

    @property
    def shared(self) -> list[Json]:
        """Return the cards that this person sent to others or got from them, oldest first."""
        return list(self._chat.shared.values())

    @property
    def last(self) -> Seen:
        """Return the newest message of the bot as it stands now."""
        for message in reversed(self.messages):
            if message["from"]["is_bot"]:
                return self._seen(message)
        raise AssertionError(f"{self._chat.first_name} has nothing from the bot")

    @property
    def received(self) -> list[Delivery]:
        """Return everything ever delivered to this person."""
        return self._playground.delivered.to(self.id)

    def says(self, text: str, *, reply_to: int | None = None) -> Json:
        """Send a text, perhaps as a reply to the message with this id."""
        return self._playground.people.says(self._chat, text, reply_to=reply_to)

    def starts(self, payload: str = "") -> Json:
        """Open the chat, perhaps by a deep link."""
        return self._playground.people.starts(self._chat, payload)

    def sends_photo(
        self, content: bytes = b"a photo", caption: str = "", *, album: str = ""
    ) -> Json:
        """Send a photo; those with the same `album` were sent together."""
        return self._playground.people.sends_photo(
            self._chat, content, caption=caption, album=album
        )

    def sends_document(
        self,
        content: bytes,
        name: str,
        mime_type: str = "",
        caption: str = "",
        *,
        album: str = "",
    ) -> Json:
        """Send a file; without a `mime_type`, its name says what it is."""
        return self._playground.people.sends_document(
            self._chat, content, name=name, mime_type=mime_type, caption=caption, album=album
        )

    def forwards(
        self,
        text: str,
        *,
        from_name: str,
        channel: bool = False,
        entities: list[Json] | None = None,
        photo: bytes | None = None,
    ) -> Json:
        """Forward a post to the bot; with a photo, the text is its caption."""
        return self._playground.people.forwards(
            self._chat, text, from_name=from_name, channel=channel, entities=entities, photo=photo
        )

    async def types(
        self, query: str, *, offset: str = "", chat_type: str = "private"
    ) -> Sequence[Offer]:
        """Type `@bot query` in some chat and wait for the cards that the bot offers."""
        offers = await self._playground.inline.types(
            self._chat, query, offset=offset, chat_type=chat_type
        )
        return offers.offers

    def chooses(self, result_id: str, to: int | str | None = None) -> Json:
        """Send an offered card to somebody by id or label, or into the chat with the bot."""
        friend = self._chat if to is None else self._playground.find(to)
        return self._playground.inline.chooses(self._chat, result_id, friend)

    def speaks(self, language: str) -> None:
        """Change the language of the person's Telegram."""
        self._playground.people.speaks(self._chat, language)

    def blocks(self) -> None:
        """Block the bot."""
        self._playground.people.blocks(self._chat)

    def unblocks(self) -> None:
        """Let the bot write again."""
        self._playground.people.unblocks(self._chat)

    def taps(self, label: str = "", *, data: str = "", message_id: int | None = None) -> str:
        """Tap the newest button with this label (or data); return the callback query's id."""
        wanted = {"data": data} if data else {"label": label}
        if message_id is not None:
            return self._playground.people.taps(self._chat, message_id, wanted)
        for message in reversed(self.messages):
            if "reply_markup" in message:
                try:
                    return self._playground.people.taps(self._chat, message["message_id"], wanted)
                except Impossible:
                    continue
        raise AssertionError(f"no button {wanted}; the newest are {self.last.buttons}")

    async def sees(self, wanted: Wanted = None, *, timeout_s: float = PATIENCE_S) -> Seen:
        """Wait for the next message, new or edited, that holds `wanted` (text or pattern)."""
        skipped: list[str] = []
        try:
            async with asyncio.timeout(timeout_s):
                while True:
                    while (delivery := self._next()) is not None:
                        if _holds(delivery.text, wanted):
                            return self._as_seen(delivery)
                        skipped.append(delivery.text)
                    await self._playground.delivered.bell.heard()
        except TimeoutError:
            raise AssertionError(
                f"{self._chat.first_name} waited {timeout_s} s for {wanted!r}, saw {skipped}"
            ) from None

    async def sees_nothing(self, *, for_s: float = 0.3) -> None:
        """Wait and fail if a message comes."""
        await asyncio.sleep(for_s)
        if (delivery := self._next()) is not None:
            raise AssertionError(f"{self._chat.first_name} got {delivery.text!r}")

    async def is_answered(self, query: str, *, timeout_s: float = PATIENCE_S) -> str:
        """Wait until the bot acknowledges a tap; return the words of the toast."""
        tap = self._playground.stage.queries[query]
        await self._until(lambda: tap.answered, tap.bell.heard, timeout_s, "the tap's answer")
        return tap.text

    async def _until(
        self,
        happened: Callable[[], bool],
        wait: Callable[[], Any],
        timeout_s: float,
        what: str,
    ) -> None:
        try:
            async with asyncio.timeout(timeout_s):
                while not happened():
                    await wait()
        except TimeoutError:
            raise AssertionError(f"{self._chat.first_name} waited for {what}") from None

    def _next(self) -> Delivery | None:
        deliveries = self._playground.delivered.deliveries
        while self._read < len(deliveries):
            delivery = deliveries[self._read]
            self._read += 1
            if delivery.chat_id == self.id:
                return delivery
        return None

    def _as_seen(self, delivery: Delivery) -> Seen:
        return Seen(
            message_id=delivery.message_id,
            text=delivery.text,
            buttons=_labels(delivery.keyboard),
            edited=delivery.method.startswith("edit"),
            file_name=delivery.file_name,
            content=self._playground.file(delivery.file_id or ""),
        )

    def _seen(self, message: Json) -> Seen:
        file: Json = message.get("document") or (message.get("photo") or [{}])[-1]
        return Seen(
            message_id=message["message_id"],
            text=str(message.get("text", message.get("caption", ""))),
            buttons=_labels(message.get("reply_markup", {}).get("inline_keyboard")),
            edited="edit_date" in message,
            file_name=file.get("file_name"),
            content=self._playground.file(file.get("file_id", "")),
        )


def _holds(text: str, wanted: Wanted) -> bool:
    if wanted is None:
        return True
    return wanted in text if isinstance(wanted, str) else bool(wanted.search(text))


def _labels(rows: list[list[Json]] | None) -> tuple[str, ...]:
    return tuple(button["text"] for row in rows or [] for button in row)
