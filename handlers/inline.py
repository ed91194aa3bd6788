"""Inline mode: `@bot words` in any chat."""

import asyncio
import logging
from typing import Final

from aiogram import Bot, Router
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.types import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)

from bot.domain.links import to_entry
from bot.domain.results import Card
from bot.i18n import Translator
from bot.screens import inline as screens
from bot.services import Services
from handlers.telegram import keyboard

log = logging.getLogger(__name__)

PAUSE_S: Final = 0.25
"""Every letter is a query; who types on asks again before this."""
SIDE_BY_SIDE: Final = 4
"""Queries that are answered at once: questions in the chats go first."""
CACHE_S: Final = 30
"""How long Telegram may answer for us: what is known changes, and each reads in their language."""


class Typing:
    """Answers the last query of each person; what they typed before is not worth an answer."""

    def __init__(self, pause_s: float = PAUSE_S) -> None:
        self._pause_s = pause_s
        self._at_once = asyncio.Semaphore(SIDE_BY_SIDE)
        self._latest: dict[int, str] = {}

    async def offer(self, query: InlineQuery, services: Services) -> None:
        """Offer cards for what was typed, unless more was typed meanwhile."""
        if query.bot is None or query.from_user.is_bot:
            return
        self._latest[query.from_user.id] = query.id
        try:
            await asyncio.sleep(self._pause_s)
            if self._latest.get(query.from_user.id) == query.id:
                async with self._at_once:
                    await self._answer(query.bot, query, services)
        finally:
            if self._latest.get(query.from_user.id) == query.id:
                del self._latest[query.from_user.id]

    async def _answer(self, bot: Bot, query: InlineQuery, services: Services) -> None:
        user = query.from_user
        person = await services.inline.asker(user.id, user.language_code)
        tr = services.languages[person.language]
        username = (await bot.me()).username or ""
        cards = await services.inline.cards(person, query.query)
        try:
            await query.answer(
                [_article(card, username, tr) for card in cards],
                cache_time=CACHE_S,
                is_personal=True,
                button=InlineQueryResultsButton(
                    text=screens.ask_the_bot(tr), start_parameter="inline"
                ),
            )
        except (TelegramAPIError, ClientDecodeError) as error:  # most often: it was too late
            log.info("inline query not answered", extra={"why": type(error).__name__})


def _article(card: Card, username: str, tr: Translator) -> InlineQueryResultArticle:
    entry = card.entry
    title, description = screens.offered(card, tr)
    reply = screens.shared(card, to_entry(username, entry.id), tr)
    return InlineQueryResultArticle(
        id=entry.id,
        title=title,
        description=description,
        input_message_content=InputTextMessageContent(
            message_text=reply.html,
            parse_mode="HTML",
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
        reply_markup=keyboard(reply.rows),
    )


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="inline")
    router.inline_query.register(Typing().offer)
    return router
