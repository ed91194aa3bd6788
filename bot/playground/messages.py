"""The bot's messages: sending, editing, deleting, files, taps answered, the typing sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .chats import Chat
from .files import LARGEST_DOCUMENT, LARGEST_DOWNLOAD, LARGEST_PHOTO, mime_type_of
from .keyboards import inline_keyboard
from .markup import parse_html
from .refusals import Refused, bad_request, forbidden
from .shapes import Upload
from .stage import PHOTO_SIZE, Stage
from .text import tidied, utf16_length

Json = dict[str, Any]

# core.telegram.org/bots/api#sendmessage and #senddocument. The reference says characters;
# the playground counts UTF-16 units as entities do, so what passes here passes everywhere.
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
# core.telegram.org/bots/api#answercallbackquery
LONGEST_TOAST = 200
# core.telegram.org/bots/api#deletemessage
DELETABLE_FOR_S = 48 * 3600
# Not in the reference: bots that answer a tap later than about this are told it is too old.
QUERY_FOR_S = 60.0
QUERIES_KEPT = 2000
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


class Messages:
    """The methods of the Bot API that reach a person."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def send_message(self, call: Json) -> Json:
        """Deliver a text."""
        chat = self._reachable(call["chat_id"])
        text, entities = formatted(call, "text")
        if not text:
            raise bad_request("message text is empty")
        if utf16_length(text) > LONGEST_TEXT:
            raise bad_request("message is too long")
        return self._deliver("sendMessage", chat, call, with_entities("text", text, entities))

    def send_photo(self, call: Json) -> Json:
        """Deliver a photo, new or known by its id."""
        return self._send_file("sendPhoto", call, lambda: {"photo": [self._photo(call["photo"])]})

    def send_document(self, call: Json) -> Json:
        """Deliver a file, new or known by its id."""
        return self._send_file(
            "sendDocument", call, lambda: {"document": self._document(call["document"])}
        )

    def edit_text(self, call: Json) -> Json:
        """Change the text and the keyboard of a message of the bot."""
        chat, message = self._editable(call)
        if "text" not in message:
            raise bad_request("there is no text in the message to edit")
        text, entities = formatted(call, "text")
        if not text:
            raise bad_request("message text is empty")
        if utf16_length(text) > LONGEST_TEXT:
            raise bad_request("message is too long")
        kept = {k: v for k, v in message.items() if k not in ("text", "entities", "reply_markup")}
        changed = {**kept, **with_entities("text", text, entities)}
        return self._change("editMessageText", chat, message, changed, call)

    def edit_keyboard(self, call: Json) -> Json:
        """Change or remove the keyboard of a message of the bot."""
        chat, message = self._editable(call)
        changed = {key: value for key, value in message.items() if key != "reply_markup"}
        return self._change("editMessageReplyMarkup", chat, message, changed, call)

    def delete(self, call: Json) -> bool:
        """Take a message out of the chat."""
        chat = self._known(call["chat_id"])
        message = chat.messages.get(call["message_id"])
        if message is None:
            raise bad_request("message to delete not found")
        if self._stage.now() - message["date"] > DELETABLE_FOR_S:
            raise bad_request("message can't be deleted for everyone")
        del chat.messages[message["message_id"]]
        self._stage.snapshot.touch()
        self._stage.feed.publish("deleted", person=chat.id, message_id=message["message_id"])
        return True

    def answer_tap(self, call: Json) -> bool:
        """Answer a callback query; a second answer changes nothing."""
        query = self._stage.queries.get(call["callback_query_id"])
        if query is None or self._stage.now() - query.asked_at > QUERY_FOR_S:
            raise bad_request(TOO_OLD)
        text = call.get("text", "")
        if utf16_length(text) > LONGEST_TOAST:
            raise bad_request("MESSAGE_TOO_LONG")
        if not query.answered:
            query.answered = True
            query.text = text
            query.bell.ring()
            self._stage.feed.publish(
                "answered",
                person=query.chat_id,
                query=call["callback_query_id"],
                text=text,
                alert=call.get("show_alert", False),
                url=call.get("url"),
            )
        return True

    def chat_action(self, call: Json) -> bool:
        """Show that the bot is doing something."""
        chat = self._reachable(call["chat_id"])
        if call["action"] not in ACTIONS:
            raise bad_request("wrong parameter action in request")
        self._stage.feed.publish("action", person=chat.id, action=call["action"])
        return True

    def get_chat(self, call: Json) -> Json:
        """Return Telegram's `ChatFullInfo` of a person who wrote at least once."""
        chat = self._known(call["chat_id"])
        if not chat.started:
            raise bad_request("chat not found")
        return {
            **chat.chat(),
            "accent_color_id": chat.id % 7,
            "max_reaction_count": 11,
            "accepted_gift_types": {
                "unlimited_gifts": False,
                "limited_gifts": False,
                "unique_gifts": False,
                "premium_subscription": False,
                "gifts_from_channels": False,
            },
        }

    def get_file(self, call: Json) -> Json:
        """Return where the bytes of a file can be fetched."""
        record = self._stage.world.files.get(call["file_id"])
        if record is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if record["file_size"] > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        kept = {k: record[k] for k in ("file_id", "file_unique_id", "file_size")}
        return {**kept, "file_path": f"files/{record['file_id']}"}

    def _known(self, chat_id: object) -> Chat:
        number = chat_id if isinstance(chat_id, int) else 0
        chat = self._stage.world.people.get(number)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def _reachable(self, chat_id: object) -> Chat:
        chat = self._known(chat_id)
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def _deliver(self, method: str, chat: Chat, call: Json, content: Json) -> Json:
        markup = inline_keyboard(call.get("reply_markup"))
        replied = self._replied_to(chat, call)
        message: Json = {
            "message_id": self._stage.next_message_id(),
            "from": self._stage.bot,
            "chat": chat.chat(),
            "date": self._stage.date(),
            **replied,
            **content,
        }
        if call.get("protect_content"):
            message["has_protected_content"] = True
        if markup is not None:
            message["reply_markup"] = markup
        self._stage.show("message", chat, message)
        self._stage.note(method, chat, message)
        return message

    def _send_file(self, method: str, call: Json, file: Callable[[], Json]) -> Json:
        chat = self._reachable(call["chat_id"])
        text, entities = formatted(call, "caption")
        if utf16_length(text) > LONGEST_CAPTION:
            raise bad_request("message caption is too long")
        content = {**file(), **with_entities("caption", text, entities)}
        return self._deliver(method, chat, call, content)

    def _replied_to(self, chat: Chat, call: Json) -> Json:
        reply = call.get("reply_parameters")
        if reply is None:
            return {}
        quoted = chat.quoted(reply["message_id"])
        if quoted is None:
            if reply.get("allow_sending_without_reply"):
                return {}
            raise bad_request("message to be replied not found")
        return {"reply_to_message": quoted}

    def _editable(self, call: Json) -> tuple[Chat, Json]:
        if "inline_message_id" in call:
            raise bad_request("inline messages are not supported by the playground yet")
        if "message_id" not in call or "chat_id" not in call:
            raise bad_request("message identifier is not specified")
        chat = self._known(call["chat_id"])
        message = chat.messages.get(call["message_id"])
        if message is None:
            raise bad_request("message to edit not found")
        if not message["from"]["is_bot"]:
            raise bad_request("message can't be edited")
        return chat, message

    def _change(self, method: str, chat: Chat, old: Json, new: Json, call: Json) -> Json:
        markup = inline_keyboard(call.get("reply_markup"))
        if markup is not None:
            new = {**new, "reply_markup": markup}
        same = ("text", "entities", "caption", "reply_markup")
        if all(old.get(key) == new.get(key) for key in same):
            raise bad_request(NOT_MODIFIED)
        new["edit_date"] = self._stage.date()
        self._stage.show("edited", chat, new)
        self._stage.note(method, chat, new)
        return new

    def _photo(self, given: Upload | str) -> Json:
        if isinstance(given, str):
            record = self._known_file(given)
            if "width" not in record:
                raise bad_request("can't use file of type Document as Photo")
            return {key: record[key] for key in PHOTO_SIZE}
        if not given.content:
            raise bad_request("file must be non-empty")
        if len(given.content) > LARGEST_PHOTO:
            raise bad_request("file is too big")
        return self._stage.store_photo(given.content, mime_type_of(given.name, given.mime_type))

    def _document(self, given: Upload | str) -> Json:
        if isinstance(given, str):
            record = self._known_file(given)
            if "width" in record:
                raise bad_request("can't use file of type Photo as Document")
            return record
        if not given.content:
            raise bad_request("file must be non-empty")
        if len(given.content) > LARGEST_DOCUMENT:
            raise Refused(413, "Request Entity Too Large")
        kind = mime_type_of(given.name, given.mime_type)
        return self._stage.store_file(given.content, given.name, kind)

    def _known_file(self, file_id: str) -> Json:
        record: Json | None = self._stage.world.files.get(file_id)
        if record is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return record


def formatted(call: Json, name: str) -> tuple[str, list[Json]]:
    """Return the text of a call and its entities, from `parse_mode` or given as a list."""
    source: str = call.get(name, "")
    mode = call.get("parse_mode", "")
    given = call.get("entities" if name == "text" else "caption_entities")
    if mode and mode.lower() == "html":
        return tidied(*parse_html(source))
    if mode and mode.lower() in ("markdown", "markdownv2"):
        raise bad_request("the playground reads parse_mode HTML only")
    if mode:
        raise bad_request("unsupported parse_mode")
    return tidied(source, given or [])


def with_entities(name: str, text: str, entities: list[Json]) -> Json:
    """Return a text or a caption and its entities as parts of a message."""
    content: Json = {name: text} if text else {}
    if entities:
        content["entities" if name == "text" else "caption_entities"] = entities
    return content
