"""aiogram behind the small interface of `calling`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import aiogram
from aiogram import exceptions as aiogram_errors
from aiogram import types as aiogram_types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import SendMessage

from .calling import Refusal, Rows, Sent, button, payload


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
        return [(u.event_type, payload(u)) for u in updates]

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
                [aiogram_types.InlineKeyboardButton(**button(*pair)) for pair in row]
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
