"""/privacy: what is kept, announcements on and off, and the way out."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import privacy as screens
from bot.services import Services
from handlers.filters import Tap
from handlers.start import in_form
from handlers.telegram import say


async def show(
    message: Message, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """Say what is kept about the person."""
    reply = screens.privacy(await services.profiles.own_data(person), tr)
    await say(message, await in_form(reply, person, tr, services, state))


async def show_in_place(
    query: CallbackQuery, person: Person, tr: Translator, services: Services
) -> None:
    """Say what is kept, in place."""
    await say(query, screens.privacy(await services.profiles.own_data(person), tr))


async def export(query: CallbackQuery, person: Person, tr: Translator, services: Services) -> None:
    """Hand over everything that is kept, as a file."""
    await say(query, screens.exported(await services.profiles.export(person), tr))


async def announcements(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Turn announcements on or off; the message that brought the button stays as it is."""
    wanted = action.verb == "on"
    await services.people.want_announcements(person, wanted)
    # A new message: editing would take away the announcement that brought the button.
    target = query.message if isinstance(query.message, Message) else query
    await say(target, screens.announcements_set(wanted, tr))


async def erase(query: CallbackQuery, tr: Translator) -> None:
    """Ask once before everything goes."""
    await say(query, screens.really_erase(tr))


async def sure(
    query: CallbackQuery, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """Erase the person and everything that hangs on them."""
    await state.clear()
    await services.profiles.erase(person)
    await say(query, screens.erased(tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="privacy")
    router.message.register(show, Command("privacy"))
    router.callback_query.register(show_in_place, Tap("privacy", "show"))
    router.callback_query.register(export, Tap("privacy", "export"))
    router.callback_query.register(announcements, Tap("news", "on", "off"))
    router.callback_query.register(erase, Tap("privacy", "erase"))
    router.callback_query.register(sure, Tap("privacy", "sure"))
    return router
