"""A creative answers an invitation with no; a yes is the interest of `handlers/matches.py`."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import invitations as screens
from bot.services import Services
from handlers.filters import Tap, number_of
from handlers.telegram import say


async def decline(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Note a no, and tell who asked."""
    result = await services.invitations.decline(person, number_of(action))
    await say(query, screens.declined(result, tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="invitations")
    router.callback_query.register(decline, Tap("invited", "no"))
    return router
