"""The worker's process: delivery of the outbox and the jobs that fill and close broadcasts."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.app.services import App
from bot.delivery import Gate, Job, Worker
from bot.domain.suggestions import KEPT

FAN_OUT_EVERY_S = 0.3
CLOSE_EVERY_S = 1.0
NOTE_EVERY_S = 2.0
TELL_STAFF_EVERY_S = 5.0
WEEKLY_EVERY_S = 20.0
FEEDS_EVERY_S = 5.0
ALERT_EVERY_S = 2.0
"""Also how soon a demo's clock that jumped is noticed."""
TIDY_EVERY_S = 3600.0
CONFIRM_EVERY_S = 20.0
FILL_EVERY_S = 60.0
OPEN_EVERY_S = 2.0
PROMISES_EVERY_S = 60.0
PITCHES_EVERY_S = 60.0
INTRODUCE_EVERY_S = 20.0
FOLLOW_UP_EVERY_S = 60.0
WORDS_KEPT_FOR = timedelta(days=30)
"""How long the words of a delivered message stay, for questions about it (docs/privacy.md)."""


def make_worker(
    app: App, *, wake: asyncio.Event | None = None, gate: Gate | None = None
) -> Worker:
    """Return a worker of an app; every job is a use case."""
    token = app.settings.bot_token
    if token is None:
        raise ValueError("BOT_TOKEN is not set")
    return Worker(
        app.store,
        app.clock,
        token.get_secret_value(),
        app.settings.telegram_api_base,
        app.settings.broadcast_rate,
        jobs=(
            Job("fan out broadcasts", FAN_OUT_EVERY_S, app.services.broadcasts.fan_out),
            Job("close broadcasts", CLOSE_EVERY_S, app.services.broadcasts.close_finished),
            Job("note changes of entries", NOTE_EVERY_S, _note(app)),
            Job("spread alerts", ALERT_EVERY_S, app.services.alerting.spread),
            Job("send alerts", ALERT_EVERY_S, app.services.alerting.send),
            Job("send reminders", ALERT_EVERY_S, app.services.reminders.send),
            Job("ask whether profiles are right", CONFIRM_EVERY_S, app.services.confirming.ask),
            Job("close challenges", PITCHES_EVERY_S, app.services.endings.close_due),
            Job("remind of pitches", PITCHES_EVERY_S, app.services.endings.remind),
            Job("fetch feeds", FEEDS_EVERY_S, app.services.feed_fetching.work),
            Job("open challenges", OPEN_EVERY_S, app.services.reviews.open_due),
            Job("remind of reviews", PROMISES_EVERY_S, app.services.review_reminders.remind),
            Job("tell staff of corrections", TELL_STAFF_EVERY_S, app.services.corrections.notify),
            Job("send weekly lists", WEEKLY_EVERY_S, app.services.freshness.send_weekly),
            Job("tend introductions", INTRODUCE_EVERY_S, app.services.introductions.tend),
            Job("ask what became of them", FOLLOW_UP_EVERY_S, app.services.follow_ups.ask),
            Job("tidy inbox, outbox and inquiries", TIDY_EVERY_S, _tidy(app)),
        ),
        wake=wake,
        gate=gate,
    )


def _note(app: App) -> Callable[[], Awaitable[None]]:
    async def note() -> None:
        await app.services.content_changes.note()

    return note


def _tidy(app: App) -> Callable[[], Awaitable[None]]:
    async def tidy() -> None:
        async with app.store.begin() as work:
            now = app.clock()
            await work.inbox.tidy(now)
            await work.outbox.forget_words(now - WORDS_KEPT_FOR)
            await work.inquiries.tidy(now)
            await work.proposals.tidy(now)
            await work.drafts.tidy(now)
            await work.profiles.end_away(now.date())
            await work.alerts.tidy(now)
            await work.match_news.tidy(now)
            await work.suggestions.drop_before(now - KEPT)
        await app.store.sweep()

    return tidy
