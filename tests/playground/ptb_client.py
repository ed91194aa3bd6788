"""python-telegram-bot behind the small interface of `calling`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import telegram
from telegram import error as telegram_errors
from telegram.request import HTTPXRequest

from .calling import Refusal, Rows, Sent, button, payload


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
        return [(next(k for k in kinds if getattr(u, k)), payload(u)) for u in updates]

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
            [[telegram.InlineKeyboardButton(**button(*pair)) for pair in row] for row in rows]
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
