"""The conversation process: updates come in, are stored, and are handled in order."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType
from aiogram.types import Update

from bot.app.joining import Joining
from bot.app.lanes import Lanes
from bot.app.nursery import Nursery
from bot.app.received import Received
from bot.app.services import App
from bot.delivery import Gate
from bot.screens import errors as error_screens
from bot.store.conversations import DatabaseStorage
from handlers.commands import announce_commands
from handlers.dispatcher import ConversationDispatcher, make_dispatcher
from handlers.telegram import keyboard

log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[None]]

POLL_S: Final = 25
"""How long Telegram may hold a poll open; at most 50 (core.telegram.org/bots/api#getupdates)."""
ALLOWED: Final = ("message", "callback_query", "my_chat_member", "inline_query")
RETRIES: Final = (0.3, 1.0, 3.0, 8.0)
NO_ANSWER: Final = (TelegramNetworkError, TelegramServerError, ClientDecodeError)
"""Telegram could not be reached, or something in front of it answered with a page."""
OUTAGE: Final = (8.0, 15.0, *[30.0] * 60)
"""Pauses of an update whose reply cannot leave; after half an hour it waits for the next start."""
MOST_ATTEMPTS: Final = 5
"""An update that failed, or took the process down, this often is given up with an ERROR line."""


class RawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """`getUpdates` as it comes: an update that aiogram cannot read must not end the polling."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = POLL_S
    allowed_updates: list[str] = list(ALLOWED)  # noqa: RUF012 - a field of a pydantic model


class RetryReplies(BaseRequestMiddleware):
    """Sends the conversation's own requests again when Telegram asks to wait or does not answer.

    A person may then see a reply twice, which is better than not at all. A flood concerns the
    token, not the sender: the gate is shared with delivery where both share a process.
    """

    def __init__(self, gate: Gate, sleep: Sleep = asyncio.sleep) -> None:
        self._gate = gate
        self._sleep = sleep

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the request, patiently; polling has its own patience."""
        for pause in () if isinstance(method, RawUpdates) else RETRIES:
            await self._sleep(max(0.0, self._gate.resume_at - time.time()))
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as flood:
                log.warning("asked to wait", extra={"seconds": flood.retry_after})
                now = time.time()
                self._gate.close_until(now + flood.retry_after, now)
            except NO_ANSWER as error:
                log.warning("request failed", extra={"why": type(error).__name__})
                await self._sleep(pause)
        return await make_request(bot, method)


def make_bot(token: str, api_base: str, gate: Gate | None = None) -> Bot:
    """Return aiogram's bot for a Bot API server."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_base.rstrip("/")))
    session.middleware(RetryReplies(gate or Gate()))
    return Bot(token, session=session, default=DefaultBotProperties())


class Conversation:
    """Receives updates and feeds them to the dispatcher, each stored before it is confirmed."""

    def __init__(
        self,
        app: App,
        bot: Bot,
        nursery: Nursery,
        wake: asyncio.Event | None = None,
        *,
        timer: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._sleep = sleep
        self._app = app
        self._bot = bot
        self._nursery = nursery
        self._wake = wake or asyncio.Event()
        self.dispatcher: ConversationDispatcher = make_dispatcher(
            app.services, DatabaseStorage(app.store), app.settings.key()
        )
        self._joining = Joining(nursery, self._in_form, timer=timer, sleep=sleep)
        self._lanes: Lanes[Received] = Lanes(
            nursery,
            self._handle,
            self._flooded,
            gather=self._joining.gather,
            timer=timer,
            sleep=sleep,
        )
        self.polled_at: float | None = None

    async def replay(self) -> None:
        """Take up what an earlier process received and did not finish."""
        async with self._app.store.begin() as work:
            await work.inbox.tidy(self._app.clock())
            unfinished = await work.inbox.unfinished()
        for update_id, payload in unfinished:
            received = Received(update_id, payload, again=True)
            self._lanes.put(received.person, received)
        if unfinished:
            log.info("replaying", extra={"updates": len(unfinished)})

    async def receive(self, payloads: Sequence[dict[str, Any]]) -> None:
        """Store updates, then queue those that are new; returns once they are safe.

        What is typed inline is answered now or never: after some seconds nobody waits for it.
        """
        for payload in payloads:
            if "inline_query" in payload:
                self._nursery.spawn(self._offer(payload), "inline query")
        by_id = {
            int(payload["update_id"]): payload
            for payload in payloads
            if "inline_query" not in payload
        }
        if not by_id:
            return
        async with self._app.store.begin() as work:
            new = await work.inbox.receive(by_id, self._app.clock())
        for update_id in new:
            received = Received(update_id, by_id[update_id])
            self._lanes.put(received.person, received)

    async def prepare(self) -> None:
        """Tell Telegram the menus; polling needs the webhook gone, with nothing dropped."""
        try:
            await announce_commands(self._bot, self._app.languages)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("menus not announced", extra={"why": str(error)})

    async def poll(self) -> None:
        """Poll for ever. An update is confirmed by the next poll, so after it is stored."""
        offset: int | None = None
        webhook_gone = False
        while True:
            try:
                if not webhook_gone:
                    webhook_gone = await self._bot.delete_webhook(drop_pending_updates=False)
                updates = await self._bot(RawUpdates(offset=offset), request_timeout=POLL_S + 10)
            except TelegramConflictError:
                log.error("another process polls with this token; waiting for it to end")
                await asyncio.sleep(3)
            except TelegramUnauthorizedError:
                log.error("Telegram does not know this token; see BOT_TOKEN")
                await asyncio.sleep(30)
            except TelegramRetryAfter as flood:
                await asyncio.sleep(flood.retry_after)
            except (TelegramAPIError, ClientDecodeError) as error:
                log.warning("poll failed", extra={"why": type(error).__name__})
                await asyncio.sleep(1)
            else:
                self.polled_at = asyncio.get_running_loop().time()
                if updates:
                    await self.receive(updates)
                    offset = int(updates[-1]["update_id"]) + 1

    async def finish(self, patience_s: float = 7) -> None:
        """Wait for what is being handled; the rest stays in the inbox for the next start.

        A line that waits for the next one waits no longer.
        """
        self._joining.hurry()
        if not await self._lanes.quiet(patience_s):
            log.warning("stopping with updates unfinished: they are replayed at the next start")
        await self.dispatcher.idle(1)

    async def _in_form(self, received: Received) -> bool:
        """Say whether a person's next words, alone with the bot, are the answer of a form."""
        chat = person = received.person
        return (
            await self.dispatcher.fsm.get_context(self._bot, chat, person).get_state() is not None
        )

    async def _handle(self, received: Received) -> None:
        store, clock = self._app.store, self._app.clock
        attempt = 0
        if received.again:
            async with store.begin() as work:
                attempt = max([await work.inbox.begun(id_) for id_ in received.update_ids])
        if attempt >= MOST_ATTEMPTS:
            log.error("update given up", extra={"update": received.update_id})
        elif not await self._feed(received):
            return
        async with store.begin() as work:
            for update_id in received.update_ids:
                await work.inbox.finish(update_id, clock())
        self._wake.set()  # whoever delivers in this process need not wait to look

    async def _feed(self, received: Received) -> bool:
        """Handle an update; False if its reply could not leave and it stays in the inbox."""
        for pause in OUTAGE:
            try:
                update = Update.model_validate(received.payload, context={"bot": self._bot})
                await self.dispatcher.feed_update(self._bot, update)
            except NO_ANSWER:
                log.warning("reply not delivered yet", extra={"update": received.update_id})
                await self._sleep(pause)
            except Exception:  # whatever it is, this person's next update must be served
                log.exception("update failed outside its handler")
                return True
            else:
                return True
        return False

    async def _offer(self, payload: dict[str, Any]) -> None:
        """Handle an inline query."""
        try:
            update = Update.model_validate(payload, context={"bot": self._bot})
            await self.dispatcher.feed_update(self._bot, update)
        except Exception:
            log.exception("inline query failed")

    async def _flooded(self, received: Received) -> None:
        """Say once that everything is answered, one after the other."""
        sender, is_private = received.sender
        if not is_private:
            return
        person = await self._app.services.people.meet(
            received.person, str(sender.get("first_name", "")), sender.get("language_code")
        )
        reply = error_screens.slow_down(self._app.languages[person.language])
        try:
            await self._bot.send_message(
                received.person, reply.html, parse_mode="HTML", reply_markup=keyboard(reply.rows)
            )
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("notice not delivered", extra={"why": type(error).__name__})
