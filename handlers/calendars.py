"""Dates to take along: the calendar file of an entry, or of all that a person saved."""

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


async def take_all(
    query: CallbackQuery, person: Person, tr: Translator, services: Services
) -> None:
    """Hand over one calendar file of everything that a person saved."""
    ids = await services.alerts.saved_ids(person)
    cards, content = services.calendars.of_those_left(person, ids)
    await say(query, screens.file(cards, content, tr) if cards else screens.nothing_saved(tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="calendars")
    router.callback_query.register(take, Tap("calendar", "entry"))
    router.callback_query.register(take_all, Tap("calendar", "saved"))
    return router
