"""What happens to every update before and after its handler."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.types import CallbackQuery, TelegramObject, Update, User

from bot.services import Services

log = logging.getLogger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class PersonAndTranslator(BaseMiddleware):
    """Finds or registers the person, with their rights of this moment, and their translator."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Hand `person` and `tr` to everything that follows."""
        if isinstance(event, Update) and event.inline_query is not None:
            return await handler(event, data)  # whoever types in another chat is not registered
        user: User | None = data.get("event_from_user")
        chat = data.get("event_chat")
        if user is None or user.is_bot or (chat is not None and chat.type != "private"):
            return None
        person = await self._services.people.meet(user.id, user.first_name, user.language_code)
        data["person"] = person
        data["outcome"]["locale"] = person.language
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
