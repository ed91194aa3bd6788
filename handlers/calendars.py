"""Dates to take along: the calendar file of an entry."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import calendars as screens
from bot.services import Services
from handlers.filters import Tap
from handlers.telegram import say


async def take(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Hand over the calendar file of an entry."""
    cards, content = services.calendars.of(person, [action.id])
    await say(query, screens.file(cards, content, tr) if cards else screens.nothing(action.id, tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="calendars")
    router.callback_query.register(take, Tap("calendar", "entry"))
    return router
