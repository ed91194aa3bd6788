"""What happens to every update before and after its handler."""

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.types import CallbackQuery, TelegramObject, Update, User

from bot.logs import context, person_hash
from bot.services import Services

log = logging.getLogger("collider.updates")

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class LogContext(BaseMiddleware):
    """Binds the update to every log line, and writes the one canonical line at its end."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Run the handler inside a log context."""
        user: User | None = data.get("event_from_user")
        update = event if isinstance(event, Update) else None
        token = context.set(
            {
                "update": update.update_id if update else None,
                "person": person_hash(self._key, user.id) if user else None,
                "kind": update.event_type if update else None,
            }
        )
        started = time.perf_counter()
        data["outcome"] = outcome = {"is": "replied"}
        try:
            return await handler(event, data)
        finally:
            ms = round((time.perf_counter() - started) * 1000, 1)
            log.info(
                "update handled",
                extra={
                    "outcome": outcome["is"],
                    "ms": ms,
                    "locale": getattr(data.get("person"), "language", None),
                },
            )
            context.reset(token)


class PersonAndTranslator(BaseMiddleware):
    """Finds or registers the person, with their rights of this moment, and their translator."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Hand `person` and `tr` to everything that follows."""
        user: User | None = data.get("event_from_user")
        chat = data.get("event_chat")
        if user is None or user.is_bot or (chat is not None and chat.type != "private"):
            return None
        person = await self._services.people.meet(user.id, user.first_name, user.language_code)
        data["person"] = person
        data["tr"] = self._services.languages[person.language]
        data["update_id"] = event.update_id if isinstance(event, Update) else 0
        return await handler(event, data)


class AlwaysAcknowledge(BaseMiddleware):
    """Acknowledges every tap, also when its handler forgot or failed; old ones quietly."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Run the handler, then stop the button's spinner."""
        try:
            return await handler(event, data)
        finally:
            if isinstance(event, CallbackQuery):
                try:
                    await event.answer()
                except (TelegramAPIError, ClientDecodeError):
                    # A tap older than some minutes cannot be acknowledged any more.
                    log.debug("tap not acknowledged")
