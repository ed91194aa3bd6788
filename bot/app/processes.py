"""The processes an operator runs: `run` (everything in one), `web`, `worker`."""

from __future__ import annotations

import asyncio
import gc
import ipaddress
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

from bot.app.content_watch import ContentWatch
from bot.app.health import health, is_uncalibrated
from bot.app.nursery import Nursery
from bot.app.services import App, open_app
from bot.app.signals import stop_on_signals
from bot.app.worker import FILL_EVERY_S, make_worker
from bot.clock import Clock, demo_now, utc_now
from bot.delivery import Gate
from bot.settings import Settings

if TYPE_CHECKING:  # aiogram takes seconds and 130 MiB, and the worker needs nothing of it
    from bot.app.conversation import Conversation

log = logging.getLogger(__name__)


async def run(settings: Settings) -> None:
    """Poll, answer and deliver in one process until a signal comes. Never run two of it."""
    stop, clock = stop_on_signals(), clock_of(settings)
    async with (
        Nursery() as nursery,
        open_app(settings, nursery, clock=clock, meanwhile=_import_conversation) as app,
    ):
        from bot.app.conversation import Conversation, make_bot

        gate, wake = Gate(), asyncio.Event()
        bot = make_bot(_token(settings), settings.telegram_api_base, gate)
        conversation = Conversation(app, bot, nursery, wake)
        await _learn(app, nursery)
        await conversation.replay()
        polling = nursery.spawn(conversation.poll(), "poll")
        nursery.spawn(conversation.prepare(), "menus")
        delivering = nursery.spawn(make_worker(app, wake=wake, gate=gate).run(stop), "deliver")
        log.info("running", extra={"mode": "polling", "languages": len(app.languages.offered)})
        await stop.wait()
        polling.cancel()
        await conversation.finish()
        await asyncio.wait([delivering], timeout=10)
        await bot.session.close()
    log.info("stopped")


def _import_conversation() -> None:
    """Import aiogram: it takes as long as the model takes to start."""
    import bot.app.conversation  # noqa: F401


async def worker(settings: Settings) -> None:
    """Deliver the outbox until a signal comes. Several may run on PostgreSQL."""
    from bot.embedding import NullEmbedder

    stop = stop_on_signals()
    async with Nursery() as nursery, open_app(settings, nursery, embeddings=NullEmbedder()) as app:
        gc.freeze()
        nursery.spawn(ContentWatch(app, nursery, embeds=False).run(), "watch content")
        log.info("running", extra={"mode": "worker"})
        await make_worker(app).run(stop)
    log.info("stopped")


async def serve(settings: Settings) -> None:
    """Take updates by webhook until a signal comes; delivery is the worker's."""
    if settings.public_url is None or settings.webhook_secret is None:
        raise ValueError("webhook mode needs PUBLIC_URL and WEBHOOK_SECRET")
    stop = stop_on_signals()
    async with (
        Nursery() as nursery,
        open_app(settings, nursery, meanwhile=_import_conversation) as app,
    ):
        from bot.app.conversation import ALLOWED, Conversation, make_bot

        bot = make_bot(_token(settings), settings.telegram_api_base)
        conversation = Conversation(app, bot, nursery)
        watch = await _learn(app, nursery)
        await conversation.replay()
        runner = web.AppRunner(web_app(app, conversation, watch), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, settings.host, settings.port).start()
        await bot.set_webhook(
            settings.public_url.rstrip("/") + WEBHOOK_PATH,
            secret_token=settings.webhook_secret.get_secret_value(),
            allowed_updates=list(ALLOWED),
        )
        nursery.spawn(conversation.prepare(), "menus")
        log.info("running", extra={"mode": "webhook", "port": settings.port})
        await stop.wait()
        await runner.cleanup()
        await conversation.finish()
        await bot.session.close()
    log.info("stopped")


WEBHOOK_PATH = "/telegram"
MATCH_EVERY_S = 2.0
"""How often what is new is held against saved searches and profiles, and is said."""


def web_app(app: App, conversation: Conversation, watch: ContentWatch) -> web.Application:
    """Return the web server: the webhook, and what a platform asks of a process."""
    secret = app.settings.webhook_secret

    async def telegram(request: web.Request) -> web.Response:
        said = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if secret is None or not _same(said, secret.get_secret_value()):
            return web.Response(status=403)
        await conversation.receive([await request.json()])
        return web.Response()

    async def healthz(request: web.Request) -> web.Response:
        return web.json_response(health(app, watch))

    async def readyz(request: web.Request) -> web.Response:
        async with app.store.read() as work:
            await work.content_version()
        return web.json_response({"ok": True})

    async def metrics(request: web.Request) -> web.Response:
        async with app.store.read() as work:
            unfinished = len(await work.inbox.unfinished())
            outbox = await work.outbox.counts(app.clock())
        lines = [
            f"collider_updates_in_flight {conversation.dispatcher.in_flight}",
            f"collider_inbox_unfinished {unfinished}",
            *(f'collider_outbox{{state="{s}"}} {n}' for s, n in sorted(outbox.by_state.items())),
        ]
        return web.Response(text="\n".join(lines) + "\n")

    server = web.Application(client_max_size=2**20)
    server.add_routes(
        [
            web.post(WEBHOOK_PATH, telegram),
            web.get("/healthz", healthz),
            web.get("/readyz", readyz),
            web.get("/metrics", metrics),
        ]
    )
    return server


def _same(one: str, other: str) -> bool:
    import hmac

    return hmac.compare_digest(one.encode(), other.encode())


def clock_of(settings: Settings) -> Clock:
    """Return the clock of `run`: the real one, except where no real Telegram can be."""
    if settings.demo_clock is None:
        return utc_now
    if not _on_this_machine(settings.telegram_api_base):
        log.error("DEMO_CLOCK is for `collider try` only: the real clock is used")
        return utc_now
    log.warning("the clock is a demo's: it can be moved forwards")
    return demo_now(settings.demo_clock)


def _on_this_machine(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _token(settings: Settings) -> str:
    if settings.bot_token is None:
        raise ValueError("BOT_TOKEN is not set")
    return settings.bot_token.get_secret_value()


async def _learn(app: App, nursery: Nursery) -> ContentWatch:
    """Learn the words of the content, then in the background its meaning and what changes.

    Whoever wrote meanwhile waits for a moment rather than hear that nothing is known.
    """
    if is_uncalibrated(app):
        log.warning(
            "the thresholds were not measured with this model; answers go by plain cosines",
            extra={"model": app.embeddings.model_version, "remedy": "collider doctor"},
        )
    watch = ContentWatch(app, nursery)
    await app.learn_words()
    gc.freeze()  # it stays: looking through it for garbage would stop everybody for half a second
    nursery.spawn(app.fill_everything(), "learn")
    nursery.spawn(_every(FILL_EVERY_S, app.fill_everything), "fill gaps")
    nursery.spawn(watch.run(), "watch content")
    nursery.spawn(_every(MATCH_EVERY_S, app.services.searches.match), "match searches")
    nursery.spawn(_every(MATCH_EVERY_S, app.services.match_news.match), "match what is new")
    nursery.spawn(_every(MATCH_EVERY_S, app.services.match_news.send), "tell what fits")
    return watch


async def _every(seconds: float, work: Callable[[], Awaitable[object]]) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await work()
        except Exception:  # the database may be away for a moment: the next time it is there
            log.exception("did not work this time", extra={"task": _name()})


def _name() -> str:
    task = asyncio.current_task()
    return task.get_name() if task else ""
