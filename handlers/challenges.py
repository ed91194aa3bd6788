"""/challenge: what a company submits, and where it is."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import challenges as screens
from bot.services import Services
from handlers.filters import Tap, number_of
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
    is_new = unfinished is not None and unfinished.form == "challenge" and not unfinished.subject
    if mine and not is_new:
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


async def show_one(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show one challenge with everything that was written."""
    shown = await services.challenges.card(person, number_of(action))
    await say(query, screens.card(shown, tr))


async def edit(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Open the form with what was sent: changed answers go to the hub again."""
    step = await services.challenges.edit(person, number_of(action), update_id)
    await enter_form(query, step, tr, state)


async def withdraw(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Ask for the reason, which may be skipped, before a challenge is withdrawn."""
    step = await services.challenges.leave(person, number_of(action), update_id)
    await enter_form(query, step, tr, state)


async def erase(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Ask once before a challenge goes."""
    shown = await services.challenges.card(person, number_of(action))
    await say(query, screens.really_erase(shown, tr))


async def erased(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Remove a challenge with everything about it."""
    await services.challenges.erase(person, number_of(action))
    await say(query, screens.erased(tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="challenges")
    router.message.register(show, Command("challenge"))
    router.callback_query.register(show_in_place, Tap("challenge", "list"))
    router.callback_query.register(new, Tap("challenge", "new"))
    router.callback_query.register(show_one, Tap("challenge", "open"))
    router.callback_query.register(edit, Tap("challenge", "edit"))
    router.callback_query.register(withdraw, Tap("challenge", "withdraw"))
    router.callback_query.register(erase, Tap("challenge", "erase"))
    router.callback_query.register(erased, Tap("challenge", "erased"))
    return router
