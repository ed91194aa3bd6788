"""/language: which language the bot speaks to a person."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import start as screens
from bot.services import Services
from handlers.commands import show_commands
from handlers.filters import Tap
from handlers.start import in_form
from handlers.telegram import say


async def offer(
    message: Message, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """Offer the languages."""
    reply = screens.languages(services.languages.offered, tr)
    await say(message, await in_form(reply, person, tr, services, state))


async def offer_in_place(query: CallbackQuery, tr: Translator, services: Services) -> None:
    """Offer the languages, in place."""
    await say(query, screens.languages(services.languages.offered, tr))


async def choose(
    query: CallbackQuery, action: Action, person: Person, services: Services, state: FSMContext
) -> None:
    """Set the language; an open form goes on in it."""
    person = await services.people.choose_language(person, action.id)
    tr = services.languages[person.language]
    reply = await in_form(screens.language_set(tr), person, tr, services, state)
    await say(query, reply)
    if query.bot:
        await show_commands(query.bot, person, tr)


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="language")
    router.message.register(offer, Command("language"))
    router.callback_query.register(offer_in_place, Tap("menu", "language"))
    router.callback_query.register(choose, Tap("lang", "set"))
    return router
