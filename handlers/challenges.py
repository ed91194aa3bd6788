"""/challenge: what a company submits, and where it is."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.i18n import Translator
from bot.screens import challenges as screens
from bot.services import Services
from handlers.filters import Tap
from handlers.forms import enter_form
from handlers.start import in_form
from handlers.telegram import say


async def show(
    message: Message,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """List what the person submitted; who has submitted nothing starts with the form at once."""
    mine = await services.challenges.mine(person)
    unfinished = await services.forms.unfinished(person)
    if mine and (unfinished is None or unfinished.form != "challenge"):
        await say(message, await in_form(screens.mine(mine, tr), person, tr, services, state))
        return
    known = await services.challenges.known(person)
    step = await services.forms.open(person, "challenge", known, update_id=update_id)
    await enter_form(message, step, tr, state)


async def show_in_place(
    query: CallbackQuery, person: Person, tr: Translator, services: Services
) -> None:
    """List what the person submitted, in place."""
    await say(query, screens.mine(await services.challenges.mine(person), tr))


async def new(
    query: CallbackQuery,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Open the form, or go on with the draft that lies there."""
    known = await services.challenges.known(person)
    step = await services.forms.open(person, "challenge", known, update_id=update_id)
    await enter_form(query, step, tr, state)


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="challenges")
    router.message.register(show, Command("challenge"))
    router.callback_query.register(show_in_place, Tap("challenge", "list"))
    router.callback_query.register(new, Tap("challenge", "new"))
    return router
