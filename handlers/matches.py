"""/matches: what fits a creative, and "interested"."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import matches as screens
from bot.services import Services
from handlers.filters import Tap, number_of
from handlers.start import in_form
from handlers.telegram import say


async def show(
    message: Message, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """Show what fits."""
    reply = screens.shown(await services.matches.for_person(person), tr)
    await say(message, await in_form(reply, person, tr, services, state))


async def show_in_place(
    query: CallbackQuery, person: Person, tr: Translator, services: Services
) -> None:
    """Show what fits, in place."""
    await say(query, screens.shown(await services.matches.for_person(person), tr))


async def open_challenge(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show a challenge, if it is still open."""
    match = await services.matches.challenge(person, number_of(action))
    await say(query, screens.challenge(match, tr))


async def interested(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Note the interest and tell the hub."""
    result = await services.matches.show_interest(person, number_of(action))
    await say(query, screens.interest_noted(result, tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="matches")
    router.message.register(show, Command("matches"))
    router.callback_query.register(show_in_place, Tap("match", "list"))
    router.callback_query.register(open_challenge, Tap("match", "open"))
    router.callback_query.register(interested, Tap("match", "yes"))
    return router
