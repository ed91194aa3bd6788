"""The dispatcher: safe defaults, and a count of updates in flight for an orderly shutdown."""

import asyncio
import logging
import time
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.dispatcher.middlewares.user_context import UserContextMiddleware
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.types import Update

from bot.logs import context, person_hash
from bot.services import Services
from handlers import routers
from handlers.middlewares import AlwaysAcknowledge, PersonAndTranslator

log = logging.getLogger("collider.updates")


class ConversationDispatcher(Dispatcher):
    """aiogram's dispatcher that knows how many updates it is handling.

    aiogram's own shutdown does not wait for running handlers; ours waits for `idle` before the
    database closes.
    """

    def __init__(self, *, key: bytes, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._key = key
        self._in_flight = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def in_flight(self) -> int:
        """Return how many updates are being handled."""
        return self._in_flight

    async def feed_update(self, bot: Bot, update: Update, **kwargs: Any) -> Any:
        """Handle one update: counted, and with its fields in every log line.

        Around the whole dispatcher, because a middleware ends before the error router decides.
        """
        self._in_flight += 1
        self._idle.clear()
        user = UserContextMiddleware.resolve_event_context(update).user
        token = context.set(
            {
                "update": update.update_id,
                "person": person_hash(self._key, user.id) if user else None,
                "kind": update.event_type,
            }
        )
        started = time.perf_counter()
        outcome: dict[str, str] = {"is": "replied"}
        try:
            return await super().feed_update(bot, update, outcome=outcome, **kwargs)
        finally:
            log.info(
                "update handled",
                extra={
                    "outcome": outcome["is"],
                    "ms": round((time.perf_counter() - started) * 1000, 1),
                    "locale": outcome.get("locale"),
                },
            )
            context.reset(token)
            self._in_flight -= 1
            if not self._in_flight:
                self._idle.set()

    async def idle(self, patience_s: float = 10) -> bool:
        """Wait until nothing is in flight; False if that takes longer than `patience_s`."""
        try:
            await asyncio.wait_for(self._idle.wait(), patience_s)
        except TimeoutError:
            return False
        return True


def make_dispatcher(
    services: Services, storage: BaseStorage, key: bytes
) -> ConversationDispatcher:
    """Return a dispatcher with our middlewares and routers, in the order that is specified."""
    dispatcher = ConversationDispatcher(
        key=key, storage=storage, events_isolation=SimpleEventIsolation(), services=services
    )
    dispatcher.update.outer_middleware(PersonAndTranslator(services))
    dispatcher.callback_query.outer_middleware(AlwaysAcknowledge())
    dispatcher.include_routers(*routers())
    return dispatcher
