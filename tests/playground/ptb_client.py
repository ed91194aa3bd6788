"""python-telegram-bot behind the small interface of `calling`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import telegram
from telegram import error as telegram_errors
from telegram.request import HTTPXRequest

from .calling import Refusal, Rows, Sent, payload
from .library_client import LibraryClient


class PtbClient(LibraryClient):
    """python-telegram-bot, as the delivery uses it."""

    types = telegram
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

    def _upload(self, content: bytes, name: str) -> Any:
        return telegram.InputFile(content, filename=name)

    async def download(self, file_id: str) -> bytes:
        return bytes(await (await self.bot.get_file(file_id)).download_as_bytearray())

    async def updates(self, offset: int = 0, limit: int = 100) -> list[tuple[str, str]]:
        updates = await self.bot.get_updates(offset=offset, limit=limit, timeout=0)
        kinds = ("message", "callback_query", "my_chat_member")
        return [(next(k for k in kinds if getattr(u, k)), payload(u)) for u in updates]

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
            assert wait is None or isinstance(wait, timedelta)  # see the fixture `_timedeltas`
            return Refusal(
                code, error.message, None if wait is None else int(wait.total_seconds())
            )


def _request() -> HTTPXRequest:
    # Reading the certificates of the machine takes long and loopback needs none.
    return HTTPXRequest(httpx_kwargs={"verify": False})
