"""What nothing else took: unknown commands, photos, buttons of an older version."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.i18n import Translator
from bot.screens import errors as screens
from handlers.telegram import say


async def unknown_command(message: Message, tr: Translator) -> None:
    """Answer a command that does not exist."""
    await say(message, screens.unknown_command(tr))


async def not_text(message: Message, tr: Translator) -> None:
    """Answer a photo, a sticker, a voice message."""
    await say(message, screens.not_text(tr))


async def old_button(query: CallbackQuery, tr: Translator) -> None:
    """Answer a button that nothing belongs to any more."""
    await say(query, screens.old_button(tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="fallback")
    router.message.register(unknown_command, F.text.startswith("/"))
    router.message.register(not_text)
    router.callback_query.register(old_button)
    return router
