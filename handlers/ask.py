"""Any text outside a form is a question; /ask too."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.domain.people import Person
from bot.i18n import Translator
from bot.screens import ask as screens
from bot.screens import start as start_screens
from bot.services import Services
from handlers.start import in_form
from handlers.telegram import say


async def command(
    message: Message,
    command: CommandObject,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
) -> None:
    """Answer `/ask words`, or say how to ask."""
    if not command.args:
        reply = start_screens.how_to_ask(tr)
    else:
        reply = screens.found(await services.asking.ask(person, command.args), tr)
    await say(message, await in_form(reply, person, tr, services, state))


async def question(message: Message, person: Person, tr: Translator, services: Services) -> None:
    """Answer a question."""
    found = await services.asking.ask(person, message.text or "")
    await say(message, screens.found(found, tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="ask")
    router.message.register(command, Command("ask"))
    router.message.register(question, F.text, ~F.text.startswith("/"))
    return router
