"""/desk: what waits for staff."""

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.replies import Reply
from bot.domain.results import Desk
from bot.i18n import Translator
from bot.screens import desk as screens
from bot.screens import drafting as entry_screens
from bot.services import Services
from handlers.filters import Tap
from handlers.start import in_form
from handlers.telegram import say


async def show(
    message: Message, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """List what waits."""
    reply = await _waiting(person, tr, services)
    await say(message, await in_form(reply, person, tr, services, state))


async def show_in_place(
    query: CallbackQuery, person: Person, tr: Translator, services: Services
) -> None:
    """List what waits, in place."""
    await say(query, await _waiting(person, tr, services))


async def _waiting(person: Person, tr: Translator, services: Services) -> Reply:
    """Return what waits for a staff member; entries come last, and only if there are some."""
    reply = screens.waiting(await _desk(person, services), tr)
    entries = await services.editing.waiting(person)
    return reply.and_then(entry_screens.waiting(entries, tr)) if entries.entries else reply


async def _desk(person: Person, services: Services) -> Desk:
    desk = await services.gaps.desk(person)
    return replace(
        desk,
        corrections=await services.corrections.count(person),
        to_confirm=await services.freshness.count(person),
    )


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="desk")
    router.message.register(show, Command("desk", "review"))
    router.callback_query.register(show_in_place, Tap("desk", "list"))
    return router
