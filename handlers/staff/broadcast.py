"""/broadcast: compose, preview with the exact count, confirm, report."""

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.refusals import Outdated
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import broadcasts as screens
from bot.services import Services
from handlers.filters import Tap, number_of
from handlers.forms import enter_form
from handlers.telegram import say


async def compose(
    message: Message,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Open the composer, or go on with the announcement that lies there."""
    services.broadcasts.hub_of(person)
    step = await services.forms.open(person, "broadcast", update_id=update_id)
    await enter_form(message, step, tr, state)


async def edit(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
) -> None:
    """Go back from the preview to the composer."""
    await enter_form(query, await services.forms.show(person, number_of(action)), tr, state)


async def send(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
) -> None:
    """Confirm what was previewed: from here on it is sent, whatever happens to this process."""
    draft_id, _, previewed = action.id.partition(".")
    number = number_of(replace(action, id=draft_id))
    try:
        report = await services.broadcasts.confirm(person, number, previewed)
    except Outdated:
        draft = await services.forms.get(person, number)
        preview = await services.broadcasts.preview(person, draft)
        await say(query, screens.preview(preview, services.languages, tr, changed=True))
        return
    await state.clear()
    await say(query, screens.started(report, tr))


async def report(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show how far an announcement is."""
    result = await services.broadcasts.report(person, number_of(action))
    await say(query, screens.report(result, tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="broadcast")
    router.message.register(compose, Command("broadcast"))
    router.callback_query.register(edit, Tap("broadcast", "edit"))
    router.callback_query.register(send, Tap("broadcast", "send"))
    router.callback_query.register(report, Tap("broadcast", "report"))
    return router
