"""What is to be confirmed: lists of entries, and what staff do about each."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import freshness as screens
from bot.services import Services
from handlers.filters import Tap
from handlers.telegram import say


async def show(query: CallbackQuery, person: Person, tr: Translator, services: Services) -> None:
    """Open the list of the only hub that somebody looks after, or ask whose."""
    piles = await services.freshness.piles(person)
    if len(piles) != 1:
        await say(query, screens.piles(piles, tr))
        return
    result = await services.freshness.open(person, piles[0].slug)
    await say(query, screens.checklist(result, tr))


async def open_list(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show the list of a hub."""
    hub = None if action.id == screens.DESK else action.id
    await say(query, screens.checklist(await services.freshness.open(person, hub), tr))


async def settle(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Confirm or archive an entry of a list, or put it back; the list is updated in place."""
    list_id, _, number = action.id.partition(".")
    if not (list_id.isdecimal() and number.isdecimal() and len(number) < 4):
        raise Gone
    do = {
        "yes": services.freshness.confirm,
        "away": services.freshness.archive,
        "back": services.freshness.restore,
    }[action.verb]
    await say(query, screens.checklist(await do(person, int(list_id), int(number)), tr))


async def set_weekly(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Turn the weekly list off or on."""
    wanted = action.verb == "on"
    await services.freshness.want_weekly(person, wanted)
    await say(query, screens.weekly_set(wanted, tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="freshness")
    router.callback_query.register(show, Tap("check", "list"))
    router.callback_query.register(open_list, Tap("check", "open"))
    router.callback_query.register(settle, Tap("check", "yes", "away", "back"))
    router.callback_query.register(set_weekly, Tap("check", "off", "on"))
    return router
