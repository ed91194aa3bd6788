"""Corrections of readers: staff of the hub decide on them."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.corrections import DECLINE, Over
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import corrections as screens
from bot.services import Services
from handlers.filters import Tap, number_of
from handlers.forms import enter_form
from handlers.telegram import say


async def show(query: CallbackQuery, person: Person, tr: Translator, services: Services) -> None:
    """List what waits, in place."""
    await say(query, screens.waiting(await services.corrections.waiting(person), tr))


async def open_one(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show a correction with what it would change."""
    result = await services.corrections.get(person, number_of(action))
    await say(query, screens.correction(result, tr))


async def accept(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Take a correction over."""
    number, _, over = action.id.partition(".")
    if over and over not in set(Over):
        raise Gone
    result = await services.corrections.accept(
        person,
        number_of(Action(action.kind, action.verb, number)),
        Over(over) if over else None,
    )
    await say(query, screens.ruled(result, tr))


async def decline(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Ask for the reason; whoever proposed it reads it."""
    proposal = await services.corrections.to_decline(person, number_of(action))
    step = await services.forms.open(
        person, DECLINE.name, subject=str(proposal.id), update_id=update_id
    )
    await enter_form(query, step, tr, state)


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="staff corrections")
    router.callback_query.register(show, Tap("fix", "list"))
    router.callback_query.register(open_one, Tap("fix", "open"))
    router.callback_query.register(accept, Tap("fix", "yes"))
    router.callback_query.register(decline, Tap("fix", "no"))
    return router
