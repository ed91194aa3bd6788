"""Any text outside a form is a question; /ask too. The taps under an answer are here as well."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import ask as screens
from bot.screens import start as start_screens
from bot.services import Services
from handlers.filters import Tap, number_of
from handlers.start import in_form
from handlers.telegram import say


async def command(
    message: Message,
    command: CommandObject,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Answer `/ask words`, or say how to ask."""
    if not command.args:
        reply = start_screens.how_to_ask(tr)
    else:
        reply = screens.found(await services.asking.ask(person, command.args, update_id), tr)
    await say(message, await in_form(reply, person, tr, services, state))


async def question(
    message: Message, person: Person, tr: Translator, services: Services, update_id: int
) -> None:
    """Answer a question."""
    found = await services.asking.ask(person, message.text or "", update_id)
    await say(message, screens.found(found, tr))


async def turn_page(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show another page of a list."""
    found = await services.asking.page(person, *_inquiry_and_number(action))
    await say(query, screens.found(found, tr))


async def loosen(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Drop a filter of a list, in place."""
    inquiry, _, facet = action.id.partition(".")
    if not inquiry.isdecimal():
        raise Gone
    await say(query, screens.found(await services.asking.loosen(person, int(inquiry), facet), tr))


async def pick(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Open one of the entries that were shown."""
    found = await services.asking.pick(person, *_inquiry_and_number(action))
    await say(query, screens.found(found, tr))


async def again(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show a card of an answer again, with the buttons that it had."""
    found = await services.asking.again(person, *_inquiry_and_number(action))
    await say(query, screens.found(found, tr))


async def none_of_these(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Admit that the answer is not known, and offer a person."""
    found = await services.asking.none_of_these(person, number_of(action))
    await say(query, screens.found(found, tr))


def _inquiry_and_number(action: Action) -> tuple[int, int]:
    """Return what `<inquiry>.<number>` carries; raise `Gone` for anything else: it is forged."""
    inquiry, _, number = action.id.partition(".")
    if not (inquiry.isdecimal() and number.isdecimal()):
        raise Gone
    return int(inquiry), int(number)


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="ask")
    router.message.register(command, Command("ask"))
    router.message.register(question, F.text, ~F.text.startswith("/"))
    router.callback_query.register(turn_page, Tap("ask", "page"))
    router.callback_query.register(loosen, Tap("ask", "loosen"))
    router.callback_query.register(pick, Tap("ask", "pick"))
    router.callback_query.register(again, Tap("ask", "again"))
    router.callback_query.register(none_of_these, Tap("ask", "none"))
    return router
