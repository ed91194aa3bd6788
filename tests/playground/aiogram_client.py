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

from .calling import Refusal, Rows, Sent, payload
from .library_client import LibraryClient


class AiogramClient(LibraryClient):
    """aiogram, as the conversation uses it."""

    types = aiogram_types
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

    def _upload(self, content: bytes, name: str) -> Any:
        return aiogram_types.BufferedInputFile(content, name)

    async def download(self, file_id: str) -> bytes:
        found = await self.bot.download(file_id)
        assert found is not None
        content: bytes = found.read()
        return content

    async def updates(self, offset: int = 0, limit: int = 100) -> list[tuple[str, str]]:
        updates = await self.bot.get_updates(offset=offset, limit=limit, timeout=0)
        return [(u.event_type, payload(u)) for u in updates]

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
