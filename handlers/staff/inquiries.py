"""The desk of open questions: reading them, and answering everybody who asked at once."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import gaps as screens
from bot.services import Services
from handlers.filters import Tap, number_of
from handlers.forms import enter_form
from handlers.telegram import say


def place_of(action: Action) -> tuple[int, int]:
    """Return the question that a button is about, and the last one that was on screen."""
    first, _, last = action.id.partition(".")
    if not last.isdecimal() or len(last) > 9:
        raise Gone
    return number_of(Action(action.kind, action.verb, first)), int(last)


async def show(query: CallbackQuery, person: Person, tr: Translator, services: Services) -> None:
    """List the questions without an answer, in place."""
    await say(query, screens.waiting(await services.gaps.waiting(person), tr))


async def open_gap(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show all that was asked about one thing."""
    await say(query, screens.opened(await services.gaps.gap(person, number_of(action)), tr))


async def find(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Offer the entries that answer it today."""
    result = await services.gaps.entries_for(person, *place_of(action))
    await say(query, screens.entries(result, tr))


async def close_with(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Tell everybody who asked which entry answers it now."""
    place, _, entry = action.id.rpartition(".")
    first, last = place_of(Action(action.kind, action.verb, place))
    result = await services.gaps.close_with(person, first, last, entry)
    await say(query, screens.closed(result, tr))


async def set_aside(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Close it without telling anybody."""
    result = await services.gaps.set_aside(person, *place_of(action))
    await say(query, screens.aside(result, tr))


async def write(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Open the form of an answer to everybody who asked."""
    first, last = place_of(action)
    await services.gaps.gap(person, first, last)
    step = await services.forms.open(
        person, "answer", subject=f"{first}.{last}", update_id=update_id
    )
    await enter_form(query, step, tr, state)


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="gaps")
    router.callback_query.register(show, Tap("gap", "list"))
    router.callback_query.register(open_gap, Tap("gap", "open"))
    router.callback_query.register(find, Tap("gap", "find"))
    router.callback_query.register(close_with, Tap("gap", "with"))
    router.callback_query.register(set_aside, Tap("gap", "aside"))
    router.callback_query.register(write, Tap("gap", "answer"))
    return router
