"""/profile: the short profile of a creative."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.i18n import Translator
from bot.screens import profile as screens
from bot.services import Services
from handlers.filters import Tap
from handlers.forms import enter_form
from handlers.start import in_form
from handlers.telegram import say


async def show(
    message: Message, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """Show the profile, or offer to make one."""
    reply = screens.shown(await services.profiles.show(person), tr)
    await say(message, await in_form(reply, person, tr, services, state))


async def show_in_place(
    query: CallbackQuery, person: Person, tr: Translator, services: Services
) -> None:
    """Show the profile, in place."""
    await say(query, screens.shown(await services.profiles.show(person), tr))


async def edit(
    query: CallbackQuery,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Open the form, with the profile as it stands."""
    known = await services.profiles.known(person)
    step = await services.forms.open(person, "profile", known, update_id=update_id)
    await enter_form(query, step, tr, state)


async def erase(query: CallbackQuery, tr: Translator) -> None:
    """Ask once before the profile goes."""
    await say(query, screens.really_erase_profile(tr))


async def erased(query: CallbackQuery, person: Person, tr: Translator, services: Services) -> None:
    """Remove the profile."""
    await services.profiles.erase_profile(person)
    await say(query, screens.erased_profile(tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="profile")
    router.message.register(show, Command("profile"))
    router.callback_query.register(show_in_place, Tap("profile", "show"))
    router.callback_query.register(edit, Tap("profile", "edit"))
    router.callback_query.register(erase, Tap("profile", "erase"))
    router.callback_query.register(erased, Tap("profile", "erased"))
    return router
