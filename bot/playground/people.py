"""What people do: write, tap, send photos, block the bot, change their language."""

from __future__ import annotations

import re
import secrets
import zlib
from typing import Any

from .chats import Chat, Newcomer, check_language
from .files import LARGEST_DOCUMENT, LARGEST_PHOTO, mime_type_of
from .keyboards import find_button
from .messages import LONGEST_CAPTION, LONGEST_TEXT, QUERIES_KEPT, QUERY_FOR_S, with_entities
from .refusals import Impossible
from .shapes import Mismatch, bot_api
from .stage import Query, Stage
from .text import found_entities, pieces, tidied, utf16_length, without_surrogates

Json = dict[str, Any]

# core.telegram.org/bots/features#deep-linking
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
PHOTO_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})


class People:
    """The people's side of the playground."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, newcomer: Newcomer, *, start: bool = False) -> Chat:
        """Add a person; with `start` they open the chat at once."""
        chat = self._stage.world.add(newcomer)
        self._stage.show_person(chat)
        if start:
            self.starts(chat)
        return chat

    def speaks(self, chat: Chat, language: str) -> None:
        """Change the language of the person's Telegram."""
        check_language(language)
        chat.language = language
        self._stage.show_person(chat)

    def starts(self, chat: Chat, payload: str = "") -> Json:
        """Open the chat by its start button or by a deep link; wakes a blocked bot."""
        if not PAYLOAD.fullmatch(payload):
            raise Impossible("a deep link carries at most 64 characters of A-Z a-z 0-9 _ -")
        if chat.blocked:
            self.unblocks(chat)
        return self.says(chat, f"/start {payload}".strip())

    def says(self, chat: Chat, text: str, *, reply_to: int | None = None) -> Json:
        """Send a text, cut into several messages when it is very long; return the last.

        Only the first of several replies to the message `reply_to`, as in Telegram's apps.
        """
        text = without_surrogates(text).strip()
        if not text:
            raise Impossible("there is nothing to send")
        replied = _replied(chat, reply_to)
        message: Json = {}
        for piece in pieces(text, LONGEST_TEXT):
            message = {**replied, "text": piece}
            entities = found_entities(piece)
            if entities:
                message["entities"] = entities
            message = self.writes(chat, message)
            replied = {}
        return message

    def sends_photo(
        self,
        chat: Chat,
        content: bytes,
        *,
        mime_type: str = "image/jpeg",
        caption: str = "",
        width: int = 800,
        height: int = 600,
        reply_to: int | None = None,
        album: str = "",
    ) -> Json:
        """Send a photo; it has one size. Those with the same `album` were sent together."""
        if mime_type not in PHOTO_TYPES:
            raise Impossible(f"a photo is one of {', '.join(sorted(PHOTO_TYPES))}")
        if not 0 < len(content) <= LARGEST_PHOTO:
            raise Impossible("a photo has at most 10 MB and is not empty")
        self._check_open(chat)
        replied = _replied(chat, reply_to) | _album(album)
        size = self._stage.store_photo(content, mime_type, width, height)
        return self.writes(chat, {**replied, "photo": [size], **_text("caption", caption, [])})

    def sends_document(
        self,
        chat: Chat,
        content: bytes,
        *,
        name: str,
        mime_type: str = "",
        caption: str = "",
        reply_to: int | None = None,
        album: str = "",
    ) -> Json:
        """Send a file; without a `mime_type`, its name says what it is."""
        if not 0 < len(content) <= LARGEST_DOCUMENT:
            raise Impossible("a file has at most 50 MB here and is not empty")
        self._check_open(chat)
        replied = _replied(chat, reply_to) | _album(album)
        file = self._stage.store_file(content, name, mime_type or mime_type_of(name))
        return self.writes(chat, {**replied, "document": file, **_text("caption", caption, [])})

    def forwards(
        self,
        chat: Chat,
        text: str,
        *,
        from_name: str,
        channel: bool = False,
        entities: list[Json] | None = None,
        photo: bytes | None = None,
    ) -> Json:
        """Forward a post of somebody who hides their account, or of a channel."""
        if not from_name.strip():
            raise Impossible("who wrote the post?")
        content = _text("text" if photo is None else "caption", text, entities or [])
        if photo is None and not content:
            raise Impossible("there is nothing to forward")
        if photo is not None:
            content = {"photo": [self._stage.store_photo(photo, "image/jpeg")], **content}
        self._check_open(chat)
        origin = self._origin(from_name.strip(), channel=channel)
        return self.writes(chat, {"forward_origin": origin, **content})

    def shares(self, chat: Chat, content: Json, to: Chat) -> Json:
        """Send a card to another person, past the bot."""
        message = {
            "message_id": self._stage.next_message_id(),
            "from": chat.user(),
            "to": to.user(),
            "date": self._stage.date(),
            **content,
        }
        self._stage.show_shared(message, chat, to)
        return message

    def taps(self, chat: Chat, message_id: int, wanted: Json) -> str:
        """Tap a button that sends data; return the id of the callback query."""
        self._check_open(chat)
        message = chat.messages.get(message_id)
        if message is None:
            raise Impossible(f"{chat.first_name} has no message {message_id}")
        button = find_button(message.get("reply_markup"), wanted)
        if button is None:
            raise Impossible(f"message {message_id} has no such button: {wanted}")
        if "via_bot" in message:
            raise Impossible("buttons of inline cards send nothing in the playground yet")
        if "callback_data" not in button:
            raise Impossible(f"the button “{button['text']}” sends nothing to the bot")
        query_id = str(secrets.randbits(63))
        self._remember(query_id, chat)
        self._stage.updates.push(
            "callback_query",
            {
                "id": query_id,
                "from": chat.user(),
                "message": message,
                "chat_instance": str(chat.id * 7919),
                "data": button["callback_data"],
            },
        )
        return query_id

    def blocks(self, chat: Chat) -> None:
        """Block the bot."""
        if not chat.blocked:
            chat.blocked = True
            self._membership(chat, "member", "kicked")

    def unblocks(self, chat: Chat) -> None:
        """Let the bot write again."""
        if chat.blocked:
            chat.blocked = False
            self._membership(chat, "kicked", "member")

    def _check_open(self, chat: Chat) -> None:
        if chat.blocked:
            raise Impossible(f"{chat.first_name} has blocked the bot")

    def writes(self, chat: Chat, content: Json) -> Json:
        """Put a message into the chat with the bot; `content` is all but sender and time."""
        self._check_open(chat)
        if not chat.started:
            chat.started = True
            self._stage.show_person(chat)
        message = {
            "message_id": self._stage.next_message_id(),
            "from": chat.user(),
            "chat": chat.chat(),
            "date": self._stage.date(),
            **content,
        }
        self._stage.updates.push("message", message)
        self._stage.show("message", chat, message)
        return message

    def _origin(self, name: str, *, channel: bool) -> Json:
        date = self._stage.date()
        if not channel:
            return {"type": "hidden_user", "date": date, "sender_user_name": name}
        # The same channel has the same id each time; ids of channels start with -100.
        number = -1_000_000_000_000 - zlib.crc32(name.encode())
        return {
            "type": "channel",
            "date": date,
            "chat": {"id": number, "type": "channel", "title": name},
            "message_id": self._stage.next_message_id(),
        }

    def _membership(self, chat: Chat, old: str, new: str) -> None:
        self._stage.updates.push(
            "my_chat_member",
            {
                "chat": chat.chat(),
                "from": chat.user(),
                "date": self._stage.date(),
                "old_chat_member": self._member(old),
                "new_chat_member": self._member(new),
            },
        )
        self._stage.show_person(chat)

    def _member(self, status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self._stage.bot, "status": status, **until}

    def _remember(self, query_id: str, chat: Chat) -> None:
        queries = self._stage.queries
        now = self._stage.now()
        queries[query_id] = Query(chat.id, now)
        while len(queries) > QUERIES_KEPT or (
            now - next(iter(queries.values())).asked_at > 2 * QUERY_FOR_S
        ):
            del queries[next(iter(queries))]


def _replied(chat: Chat, reply_to: int | None) -> Json:
    if reply_to is None:
        return {}
    quoted = chat.quoted(reply_to)
    if quoted is None:
        raise Impossible(f"{chat.first_name} has no message {reply_to} to reply to")
    return {"reply_to_message": quoted}


def _album(name: str) -> Json:
    return {"media_group_id": name} if name else {}


def _text(name: str, text: str, entities: list[Json]) -> Json:
    """Return a text or a caption with its entities, those given and those that are found."""
    longest = LONGEST_TEXT if name == "text" else LONGEST_CAPTION
    size = utf16_length(without_surrogates(text))
    for entity in entities:
        try:
            bot_api().check("MessageEntity", entity)
        except Mismatch as mismatch:
            raise Impossible(f"wrong entity: {mismatch}") from mismatch
        if entity["offset"] < 0 or not 0 < entity["length"] <= size - entity["offset"]:
            raise Impossible(f"an entity lies outside of the text: {entity}")
    text, fitted = tidied(text, entities)
    if utf16_length(text) > longest:
        raise Impossible(f"a {name} has at most {longest} characters")
    return with_entities(name, text, fitted)
