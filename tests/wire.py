"""The fake wire: Telegram below aiogram's client, for the conversation.

It answers the methods that the conversation calls as Telegram does, keeps what each chat shows,
and fails on any other method. The rules for texts and keyboards are those of the playground.
"""

from __future__ import annotations

import itertools
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteWebhook,
    EditMessageText,
    GetMe,
    SendDocument,
    SendMessage,
    SendPhoto,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile, Message, User

from bot.domain.attachments import FileKind
from bot.domain.replies import Reply
from bot.playground.keyboards import inline_keyboard
from bot.playground.markup import parse_html
from bot.playground.messages import LONGEST_CAPTION, LONGEST_TEXT, NOT_MODIFIED
from bot.playground.refusals import Refused
from bot.playground.text import utf16_length
from handlers.telegram import keyboard

TOKEN = "4242424242:AAfake-token-that-nobody-may-ever-log"
BOT_ID = 4242424242

Failure = Callable[[TelegramMethod[Any]], Exception]


def flood(seconds: int) -> Failure:
    """Ask to wait."""
    return lambda method: TelegramRetryAfter(method, "Too Many Requests", seconds)


def blocked() -> Failure:
    """Refuse, because the person blocked the bot."""
    return lambda method: TelegramForbiddenError(method, "Forbidden: bot was blocked by the user")


def unreachable() -> Failure:
    """Break the connection."""
    return lambda method: TelegramNetworkError(method, "broken on purpose")


def refused(description: str) -> Failure:
    """Refuse with a description."""
    return lambda method: TelegramBadRequest(method, f"Bad Request: {description}")


@dataclass
class Shown:
    """A message of the bot as a chat shows it now."""

    message_id: int
    html: str
    text: str
    keyboard: dict[str, Any] | None
    photo: str | None = None
    """The id of a photo, or of a document: what its text is the caption of."""
    document: str | None = None

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """Return the buttons, row by row."""
        return [
            button for row in (self.keyboard or {}).get("inline_keyboard", []) for button in row
        ]

    @property
    def labels(self) -> list[str]:
        """Return what the buttons say."""
        return [button["text"] for button in self.buttons]


@dataclass
class Chat:
    """What one person sees; `news` is everything that appeared or changed, in order."""

    messages: dict[int, Shown] = field(default_factory=dict)
    news: list[Shown] = field(default_factory=list)

    def show(self, message: Shown) -> None:
        """Show a new or changed message."""
        self.messages[message.message_id] = message
        self.news.append(message)


class Wire(BaseSession):
    """Telegram, to which every call is remembered in order."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[TelegramMethod[Any]] = []
        self.chats: dict[int, Chat] = defaultdict(Chat)
        self.acknowledged: list[str] = []
        self.commands: dict[str, list[str]] = {}
        self.faults: list[str] = []
        self.lost_files: set[str] = set()
        self._failures: dict[str, deque[Failure]] = defaultdict(deque)
        self._message_ids = itertools.count(1)
        self._updates = itertools.count(900_000_001)

    def next_update(self) -> int:
        """Return the id of the next update; all people share them."""
        return next(self._updates)

    def fails(self, method: str, *failures: Failure) -> None:
        """Let the next calls of a method fail, one after the other."""
        self._failures[method].extend(failures)

    def called(self, method: str) -> list[TelegramMethod[Any]]:
        """Return the calls of one method, also those that failed."""
        return [call for call in self.calls if call.__api_method__ == method]

    def deliver(self, chat_id: int, reply: Reply) -> None:
        """Show what the delivery worker would have brought."""
        for message in reply.messages():
            markup = keyboard(message.rows)
            plain = markup and markup.model_dump(exclude_none=True)
            if message.sent is None:
                shown = self._read(message.html, plain)
            else:
                is_photo = message.sent.kind is FileKind.PHOTO
                shown = self._with_file(message.html, plain, message.sent.file_id, is_photo)
            self.chats[chat_id].show(shown)

    async def make_request(
        self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None
    ) -> Any:
        """Answer as Telegram does; a method that nobody expects fails the test."""
        self.calls.append(method)
        if failures := self._failures[method.__api_method__]:
            raise failures.popleft()(method)
        try:
            return self._answer(bot, method)
        except Refused as error:
            raise TelegramBadRequest(method, error.description) from error
        except AssertionError as error:  # the error router would swallow it
            self.faults.append(str(error))
            raise

    def _answer(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        match method:
            case SendMessage():
                return self._send(bot, method)
            case SendPhoto() | SendDocument():
                return self._send_file(bot, method)
            case EditMessageText():
                return self._edit(bot, method)
            case AnswerCallbackQuery():
                self.acknowledged.append(method.callback_query_id)
                return True
            case SetMyCommands():
                scope = method.scope.model_dump(exclude_none=True) if method.scope else {}
                place = f"{scope.get('chat_id', '')}{method.language_code or ''}"
                self.commands[place] = [command.command for command in method.commands]
                return True
            case DeleteWebhook():
                return True
            case GetMe():
                return User(id=BOT_ID, is_bot=True, first_name="Collider", username="collider_bot")
            case _:
                raise AssertionError(f"nobody answers {method.__api_method__} here")

    def _send(self, bot: Bot, method: SendMessage) -> Message:
        chat_id = int(method.chat_id)
        assert method.parse_mode == "HTML", "all our texts are HTML"
        shown = self._read(method.text, _plain(method.reply_markup))
        self.chats[chat_id].show(shown)
        return as_message(bot, chat_id, shown)

    def _edit(self, bot: Bot, method: EditMessageText) -> Message:
        chat_id = int(method.chat_id or 0)
        assert method.parse_mode == "HTML", "all our texts are HTML"
        before = self.chats[chat_id].messages.get(method.message_id or 0)
        if before is None:
            raise TelegramBadRequest(method, "Bad Request: message to edit not found")
        if before.photo or before.document:
            raise refused("there is no text in the message to edit")(method)
        shown = self._read(method.text, _plain(method.reply_markup), before.message_id)
        if (shown.html, shown.keyboard) == (before.html, before.keyboard):
            raise TelegramBadRequest(method, f"Bad Request: {NOT_MODIFIED}")
        self.chats[chat_id].show(shown)
        return as_message(bot, chat_id, shown)

    def _send_file(self, bot: Bot, method: SendPhoto | SendDocument) -> Message:
        chat_id = int(method.chat_id)
        is_photo = isinstance(method, SendPhoto)
        file = method.photo if isinstance(method, SendPhoto) else method.document
        file_id = file.filename if isinstance(file, BufferedInputFile) else str(file)
        if file_id in self.lost_files:
            raise refused("wrong file identifier/HTTP URL specified")(method)
        shown = self._with_file(
            method.caption or "", _plain(method.reply_markup), file_id, is_photo
        )
        self.chats[chat_id].show(shown)
        return as_message(bot, chat_id, shown)

    def _with_file(
        self, html: str, markup: dict[str, Any] | None, file_id: str, is_photo: bool
    ) -> Shown:
        text, _ = parse_html(html)
        assert utf16_length(text) <= LONGEST_CAPTION, "message caption is too long"
        photo, document = (file_id, None) if is_photo else (None, file_id)
        return Shown(next(self._message_ids), html, text, inline_keyboard(markup), photo, document)

    def _read(self, html: str, markup: dict[str, Any] | None, message_id: int = 0) -> Shown:
        text, _ = parse_html(html)
        assert text.strip(), "message text is empty"
        assert utf16_length(text) <= LONGEST_TEXT, "message is too long"
        buttons = inline_keyboard(markup)
        return Shown(message_id or next(self._message_ids), html, text, buttons)

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """Fail: nobody downloads anything."""
        raise AssertionError("nobody downloads files here")
        yield b""

    async def close(self) -> None:
        """Do nothing: there is no connection."""


def make_bot(wire: Wire) -> Bot:
    """Return aiogram's bot on the fake wire."""
    return Bot(TOKEN, session=wire)


def as_payload(chat_id: int, shown: Shown) -> dict[str, Any]:
    """Return a message of the bot as Telegram's JSON."""
    payload: dict[str, Any] = {
        "message_id": shown.message_id,
        "date": 1_795_000_000,
        "chat": {"id": chat_id, "type": "private", "first_name": "?"},
        "from": {"id": BOT_ID, "is_bot": True, "first_name": "Collider"},
    }
    if shown.photo:
        payload["photo"] = [_a_size(shown.photo)]
    if shown.document:
        payload["document"] = {"file_id": shown.document, "file_unique_id": shown.document}
    if shown.text:
        payload["caption" if shown.photo or shown.document else "text"] = shown.text
    if shown.keyboard:
        payload["reply_markup"] = shown.keyboard
    return payload


def as_message(bot: Bot, chat_id: int, shown: Shown) -> Message:
    """Return a message of the bot as aiogram's object."""
    return Message.model_validate(as_payload(chat_id, shown), context={"bot": bot})


def _a_size(file_id: str) -> dict[str, Any]:
    return {"file_id": file_id, "file_unique_id": file_id, "width": 1, "height": 1}


def _plain(markup: Any) -> dict[str, Any] | None:
    return markup.model_dump(exclude_none=True) if markup is not None else None
