"""Lists and cards: /training /funding /events /methods /people, entries and hubs."""

from dataclasses import replace
from typing import Final

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.entries import Kind
from bot.domain.origins import opened
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import browse as screens
from bot.services import Services
from handlers.filters import Tap
from handlers.start import in_form
from handlers.telegram import say

LISTS: Final = {
    "training": Kind.TRAINING,
    "funding": Kind.FUNDING,
    "events": Kind.EVENT,
    "methods": Kind.METHOD,
}


async def list_command(
    message: Message,
    command: CommandObject,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
) -> None:
    """Show the first page of a list."""
    page = services.browsing.page(person, LISTS[command.command.lower()])
    await say(message, await in_form(screens.page(page, tr), person, tr, services, state))


async def people_command(
    message: Message, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """Show the hubs."""
    reply = screens.hubs(services.browsing.hubs(), tr)
    await say(message, await in_form(reply, person, tr, services, state))


async def turn_page(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show another page of a list."""
    kind, _, number = action.id.partition(".")
    if kind not in set(Kind) or not number.isdecimal():
        raise Gone
    await say(query, screens.page(services.browsing.page(person, Kind(kind), int(number)), tr))


async def open_entry(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show a card, its details, or its source."""
    entry_id, origin = opened(action.id)
    card = replace(services.browsing.card(person, entry_id), origin=origin)
    if action.verb == "more":
        details = services.browsing.details(person, entry_id)
        reply = screens.details(replace(details, card=card), tr)
    elif action.verb == "source":
        reply = screens.source(card, tr)
    else:
        reply = screens.card(card, tr)
    await say(query, reply)


async def list_hubs(query: CallbackQuery, tr: Translator, services: Services) -> None:
    """Show the hubs, in place."""
    await say(query, screens.hubs(services.browsing.hubs(), tr))


async def open_hub(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show a hub."""
    hub = services.browsing.hub(action.id)
    await say(query, screens.hub(hub, hub.slug == person.home_hub, tr))


async def choose_hub(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Make a hub the person's home."""
    await services.people.choose_hub(person, action.id)
    await say(query, screens.home_hub_set(services.browsing.hub(action.id), tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="browse")
    router.message.register(list_command, Command(*LISTS))
    router.message.register(people_command, Command("people"))
    router.callback_query.register(turn_page, Tap("list", "page"))
    router.callback_query.register(open_entry, Tap("entry", "open", "more", "source"))
    router.callback_query.register(list_hubs, Tap("hub", "list"))
    router.callback_query.register(open_hub, Tap("hub", "open"))
    router.callback_query.register(choose_hub, Tap("hub", "set"))
    return router
