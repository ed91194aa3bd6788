"""Two clients of the Bot API, each a real library over real HTTP, behind one small interface."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import aiogram
import telegram
from aiogram import exceptions as aiogram_errors
from aiogram import types as aiogram_types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import SendMessage
from telegram import error as telegram_errors
from telegram.request import HTTPXRequest

# A keyboard in neutral form: rows of (text, callback data or link).
Rows = Sequence[Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Refusal:
    """The call was refused."""

    code: int
    text: str
    retry_after: int | None = None


@dataclass(frozen=True)
class Sent:
    """The message that the Bot API handed back."""

    chat_id: int
    text: str
    entities: tuple[tuple[str, int, int], ...] = ()
    buttons: tuple[str, ...] = ()
    file_name: str | None = None


class Client(Protocol):
    """What both libraries can do."""

    async def me(self) -> tuple[str, bool]: ...
    async def send(
        self,
        chat_id: int,
        text: str,
        *,
        html: bool = False,
        rows: Rows | None = None,
        reply_to: int | None = None,
        extra: dict[str, Any] | None = None,
    ) -> Sent: ...
    async def edit(
        self, chat_id: int, message_id: int, text: str, *, html: bool = False
    ) -> Sent: ...
    async def edit_rows(self, chat_id: int, message_id: int, rows: Rows | None) -> Sent: ...
    async def delete(self, chat_id: int, message_id: int) -> bool: ...
    async def document(
        self,
        chat_id: int,
        content: bytes,
        name: str,
        caption: str,
        *,
        html: bool = False,
        rows: Rows | None = None,
    ) -> Sent: ...
    async def download(self, file_id: str) -> bytes: ...
    async def offer(self, query_id: str, cards: dict[str, str]) -> bool: ...
    async def answer(self, query_id: str, text: str) -> bool: ...
    async def typing(self, chat_id: int) -> bool: ...
    async def chat(self, chat_id: int) -> tuple[int, str]: ...
    async def set_commands(self, commands: dict[str, str], language: str) -> bool: ...
    async def commands(self, language: str) -> dict[str, str]: ...
    async def delete_commands(self, language: str) -> bool: ...
    async def describe(self, text: str, language: str) -> str: ...
    async def rename(self, name: str) -> str: ...
    async def updates(self, offset: int = 0, limit: int = 100) -> list[tuple[str, str]]: ...
    async def webhook(self, url: str, secret: str) -> str: ...
    async def no_webhook(self) -> str: ...
    async def menu_button(self) -> bool: ...
    async def ban(self, chat_id: int) -> bool: ...
    async def close(self) -> None: ...
    async def outcome(self, act: Callable[[Any], Awaitable[Any]]) -> Any: ...


class AiogramClient:
    """aiogram, as the conversation uses it."""

    CODES = (
        (aiogram_errors.TelegramRetryAfter, 429),
        (aiogram_errors.TelegramForbiddenError, 403),
        (aiogram_errors.TelegramConflictError, 409),
        (aiogram_errors.TelegramUnauthorizedError, 401),
        (aiogram_errors.TelegramNotFound, 404),
        (aiogram_errors.TelegramBadRequest, 400),
    )

    def __init__(self, url: str, token: str) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        self.bot = aiogram.Bot(token, session=session)

    async def me(self) -> tuple[str, bool]:
        me = await self.bot.get_me()
        return str(me.username), me.is_bot

    async def send(
        self,
        chat_id: int,
        text: str,
        *,
        html: bool = False,
        rows: Rows | None = None,
        reply_to: int | None = None,
        extra: dict[str, Any] | None = None,
    ) -> Sent:
        reply = None if reply_to is None else aiogram_types.ReplyParameters(message_id=reply_to)
        return self._sent(
            await self.bot(
                SendMessage(
                    chat_id=chat_id,
                    text=text,
                    parse_mode="HTML" if html else None,
                    reply_markup=self._keyboard(rows),
                    reply_parameters=reply,
                    **(extra or {}),
                )
            )
        )

    async def edit(self, chat_id: int, message_id: int, text: str, *, html: bool = False) -> Sent:
        return self._sent(
            await self.bot.edit_message_text(
                text,
                chat_id=chat_id,
                message_id=message_id,
                parse_mode="HTML" if html else None,
            )
        )

    async def edit_rows(self, chat_id: int, message_id: int, rows: Rows | None) -> Sent:
        return self._sent(
            await self.bot.edit_message_reply_markup(
                chat_id=chat_id, message_id=message_id, reply_markup=self._keyboard(rows)
            )
        )

    async def delete(self, chat_id: int, message_id: int) -> bool:
        return await self.bot.delete_message(chat_id, message_id)

    async def document(
        self,
        chat_id: int,
        content: bytes,
        name: str,
        caption: str,
        *,
        html: bool = False,
        rows: Rows | None = None,
    ) -> Sent:
        return self._sent(
            await self.bot.send_document(
                chat_id,
                aiogram_types.BufferedInputFile(content, name),
                caption=caption,
                parse_mode="HTML" if html else None,
                reply_markup=self._keyboard(rows),
            )
        )

    async def download(self, file_id: str) -> bytes:
        found = await self.bot.download(file_id)
        assert found is not None
        return found.read()

    async def offer(self, query_id: str, cards: dict[str, str]) -> bool:
        return await self.bot.answer_inline_query(
            query_id,
            [
                aiogram_types.InlineQueryResultArticle(
                    id=id_,
                    title=id_,
                    input_message_content=aiogram_types.InputTextMessageContent(
                        message_text=text, parse_mode="HTML"
                    ),
                    reply_markup=self._keyboard([[("Open", "https://t.me/x?start=y")]]),
                )
                for id_, text in cards.items()
            ],
            cache_time=0,
            is_personal=True,
            next_offset="",
            button=aiogram_types.InlineQueryResultsButton(text="Ask", start_parameter="inline"),
        )

    async def answer(self, query_id: str, text: str) -> bool:
        return await self.bot.answer_callback_query(query_id, text)

    async def typing(self, chat_id: int) -> bool:
        return await self.bot.send_chat_action(chat_id, "typing")

    async def chat(self, chat_id: int) -> tuple[int, str]:
        chat = await self.bot.get_chat(chat_id)
        return chat.id, str(chat.first_name)

    async def set_commands(self, commands: dict[str, str], language: str) -> bool:
        return await self.bot.set_my_commands(
            [aiogram_types.BotCommand(command=c, description=d) for c, d in commands.items()],
            scope=aiogram_types.BotCommandScopeAllPrivateChats(),
            language_code=language,
        )

    async def commands(self, language: str) -> dict[str, str]:
        found = await self.bot.get_my_commands(
            scope=aiogram_types.BotCommandScopeAllPrivateChats(), language_code=language
        )
        return {command.command: command.description for command in found}

    async def delete_commands(self, language: str) -> bool:
        return await self.bot.delete_my_commands(
            scope=aiogram_types.BotCommandScopeAllPrivateChats(), language_code=language
        )

    async def describe(self, text: str, language: str) -> str:
        await self.bot.set_my_short_description("short", language_code=language)
        await self.bot.set_my_description(text, language_code=language)
        return (await self.bot.get_my_description(language)).description

    async def rename(self, name: str) -> str:
        await self.bot.set_my_name(name)
        return (await self.bot.get_my_name()).name

    async def updates(self, offset: int = 0, limit: int = 100) -> list[tuple[str, str]]:
        updates = await self.bot.get_updates(offset=offset, limit=limit, timeout=0)
        return [(u.event_type, _payload(u)) for u in updates]

    async def webhook(self, url: str, secret: str) -> str:
        await self.bot.set_webhook(url, secret_token=secret)
        return (await self.bot.get_webhook_info()).url

    async def no_webhook(self) -> str:
        await self.bot.delete_webhook(drop_pending_updates=True)
        return (await self.bot.get_webhook_info()).url

    async def menu_button(self) -> bool:
        return await self.bot.set_chat_menu_button(menu_button=aiogram_types.MenuButtonCommands())

    async def ban(self, chat_id: int) -> bool:
        return await self.bot.ban_chat_member(chat_id, 1)

    async def close(self) -> None:
        # aiogram waits a quarter of a second for TLS to end; loopback has none.
        session = self.bot.session
        assert isinstance(session, AiohttpSession)
        if session._session is not None:
            await session._session.close()

    async def outcome(self, act: Callable[[Any], Awaitable[Any]]) -> Any:
        try:
            return await act(self)
        except aiogram_errors.TelegramAPIError as error:
            code = next((c for kind, c in self.CODES if isinstance(error, kind)), 0)
            return Refusal(code, error.message, getattr(error, "retry_after", None))

    @staticmethod
    def _keyboard(rows: Rows | None) -> aiogram_types.InlineKeyboardMarkup | None:
        if rows is None:
            return None
        return aiogram_types.InlineKeyboardMarkup(
            inline_keyboard=[
                [aiogram_types.InlineKeyboardButton(**_button(*pair)) for pair in row]
                for row in rows
            ]
        )

    @staticmethod
    def _sent(message: Any) -> Sent:
        entities = message.entities or ()
        markup = message.reply_markup
        return Sent(
            message.chat.id,
            message.text or message.caption or "",
            tuple((e.type, e.offset, e.length) for e in entities),
            tuple(b.text for row in (markup.inline_keyboard if markup else ()) for b in row),
            message.document.file_name if message.document else None,
        )


class PtbClient:
    """python-telegram-bot, as the delivery uses it."""

    CODES = (
        (telegram_errors.RetryAfter, 429),
        (telegram_errors.Forbidden, 403),
        (telegram_errors.Conflict, 409),
        (telegram_errors.InvalidToken, 401),
        (telegram_errors.BadRequest, 400),
    )

    def __init__(self, url: str, token: str) -> None:
        self.bot = telegram.Bot(
            token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=_request(),
            get_updates_request=_request(),
        )

    async def me(self) -> tuple[str, bool]:
        me = await self.bot.get_me()
        return str(me.username), me.is_bot

    async def send(
        self,
        chat_id: int,
        text: str,
        *,
        html: bool = False,
        rows: Rows | None = None,
        reply_to: int | None = None,
        extra: dict[str, Any] | None = None,
    ) -> Sent:
        reply = None if reply_to is None else telegram.ReplyParameters(message_id=reply_to)
        return self._sent(
            await self.bot.send_message(
                chat_id,
                text,
                parse_mode="HTML" if html else None,
                reply_markup=self._keyboard(rows),
                reply_parameters=reply,
                api_kwargs=extra,
            )
        )

    async def edit(self, chat_id: int, message_id: int, text: str, *, html: bool = False) -> Sent:
        return self._sent(
            await self.bot.edit_message_text(
                text,
                chat_id=chat_id,
                message_id=message_id,
                parse_mode="HTML" if html else None,
            )
        )

    async def edit_rows(self, chat_id: int, message_id: int, rows: Rows | None) -> Sent:
        return self._sent(
            await self.bot.edit_message_reply_markup(
                chat_id=chat_id, message_id=message_id, reply_markup=self._keyboard(rows)
            )
        )

    async def delete(self, chat_id: int, message_id: int) -> bool:
        return await self.bot.delete_message(chat_id, message_id)

    async def document(
        self,
        chat_id: int,
        content: bytes,
        name: str,
        caption: str,
        *,
        html: bool = False,
        rows: Rows | None = None,
    ) -> Sent:
        return self._sent(
            await self.bot.send_document(
                chat_id,
                content,
                filename=name,
                caption=caption,
                parse_mode="HTML" if html else None,
                reply_markup=self._keyboard(rows),
            )
        )

    async def download(self, file_id: str) -> bytes:
        return bytes(await (await self.bot.get_file(file_id)).download_as_bytearray())

    async def offer(self, query_id: str, cards: dict[str, str]) -> bool:
        return await self.bot.answer_inline_query(
            query_id,
            [
                telegram.InlineQueryResultArticle(
                    id=id_,
                    title=id_,
                    input_message_content=telegram.InputTextMessageContent(text, "HTML"),
                    reply_markup=self._keyboard([[("Open", "https://t.me/x?start=y")]]),
                )
                for id_, text in cards.items()
            ],
            cache_time=0,
            is_personal=True,
            next_offset="",
            button=telegram.InlineQueryResultsButton("Ask", start_parameter="inline"),
        )

    async def answer(self, query_id: str, text: str) -> bool:
        return await self.bot.answer_callback_query(query_id, text)

    async def typing(self, chat_id: int) -> bool:
        return await self.bot.send_chat_action(chat_id, "typing")

    async def chat(self, chat_id: int) -> tuple[int, str]:
        chat = await self.bot.get_chat(chat_id)
        return chat.id, str(chat.first_name)

    async def set_commands(self, commands: dict[str, str], language: str) -> bool:
        return await self.bot.set_my_commands(
            list(commands.items()),
            scope=telegram.BotCommandScopeAllPrivateChats(),
            language_code=language,
        )

    async def commands(self, language: str) -> dict[str, str]:
        found = await self.bot.get_my_commands(
            scope=telegram.BotCommandScopeAllPrivateChats(), language_code=language
        )
        return {command.command: command.description for command in found}

    async def delete_commands(self, language: str) -> bool:
        return await self.bot.delete_my_commands(
            scope=telegram.BotCommandScopeAllPrivateChats(), language_code=language
        )

    async def describe(self, text: str, language: str) -> str:
        await self.bot.set_my_short_description("short", language_code=language)
        await self.bot.set_my_description(text, language_code=language)
        return (await self.bot.get_my_description(language)).description

    async def rename(self, name: str) -> str:
        await self.bot.set_my_name(name)
        return (await self.bot.get_my_name()).name

    async def updates(self, offset: int = 0, limit: int = 100) -> list[tuple[str, str]]:
        updates = await self.bot.get_updates(offset=offset, limit=limit, timeout=0)
        kinds = ("message", "callback_query", "my_chat_member")
        return [(next(k for k in kinds if getattr(u, k)), _payload(u)) for u in updates]

    async def webhook(self, url: str, secret: str) -> str:
        await self.bot.set_webhook(url, secret_token=secret)
        return (await self.bot.get_webhook_info()).url

    async def no_webhook(self) -> str:
        await self.bot.delete_webhook(drop_pending_updates=True)
        return (await self.bot.get_webhook_info()).url

    async def menu_button(self) -> bool:
        return await self.bot.set_chat_menu_button(menu_button=telegram.MenuButtonCommands())

    async def ban(self, chat_id: int) -> bool:
        return await self.bot.ban_chat_member(chat_id, 1)

    async def close(self) -> None:
        await self.bot.shutdown()
        # `shutdown` of a bot that was never initialised closes nothing.
        for request in self.bot._request:
            await request.shutdown()

    async def outcome(self, act: Callable[[Any], Awaitable[Any]]) -> Any:
        try:
            return await act(self)
        except telegram_errors.TelegramError as error:
            code = next((c for kind, c in self.CODES if isinstance(error, kind)), 0)
            wait = error._retry_after if isinstance(error, telegram_errors.RetryAfter) else None
            return Refusal(code, error.message, wait and int(wait.total_seconds()))

    @staticmethod
    def _keyboard(rows: Rows | None) -> telegram.InlineKeyboardMarkup | None:
        if rows is None:
            return None
        return telegram.InlineKeyboardMarkup(
            [[telegram.InlineKeyboardButton(**_button(*pair)) for pair in row] for row in rows]
        )

    @staticmethod
    def _sent(message: Any) -> Sent:
        markup = message.reply_markup
        return Sent(
            message.chat.id,
            message.text or message.caption or "",
            tuple((str(e.type), e.offset, e.length) for e in message.entities),
            tuple(b.text for row in (markup.inline_keyboard if markup else ()) for b in row),
            message.document.file_name if message.document else None,
        )


def _request() -> HTTPXRequest:
    # Reading the certificates of the machine takes long and loopback needs none.
    return HTTPXRequest(httpx_kwargs={"verify": False})


def _button(text: str, target: str) -> dict[str, Any]:
    return {"text": text, "url" if ":/" in target else "callback_data": target}


def _payload(update: Any) -> str:
    if update.message:
        return str(update.message.text)
    if update.callback_query:
        return str(update.callback_query.data)
    return str(update.my_chat_member.new_chat_member.status)


CLIENTS: dict[str, Callable[[str, str], Client]] = {
    "aiogram": AiogramClient,
    "ptb": PtbClient,
}
