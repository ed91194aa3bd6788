"""A reader says that something on a card is wrong; the form does the rest."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.corrections import FORM, Wrong
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import corrections as screens
from bot.services import Services
from handlers.filters import Tap
from handlers.forms import enter_form
from handlers.telegram import say


async def ask_what(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Ask what of an entry is wrong."""
    result = await services.corrections.to_correct(person, action.id)
    await say(query, screens.what_is_wrong(result, tr))


async def open_form(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Ask what is right."""
    wrong, _, entry_id = action.id.partition(".")
    if wrong not in set(Wrong):
        raise Gone
    await services.corrections.to_correct(person, entry_id)
    step = await services.forms.open(person, FORM + wrong, subject=entry_id, update_id=update_id)
    await enter_form(query, step, tr, state)


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="corrections")
    router.callback_query.register(ask_what, Tap("fix", "ask"))
    router.callback_query.register(open_form, Tap("fix", "what"))
    return router
