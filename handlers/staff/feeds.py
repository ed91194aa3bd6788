"""Feeds of a hub: the list, adding one, pausing, trusting, and deciding what is unclear."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import feeds as screens
from bot.services import Services
from handlers.filters import Tap, number_of
from handlers.forms import enter_form
from handlers.telegram import say


async def show_list(
    query: CallbackQuery, person: Person, tr: Translator, services: Services
) -> None:
    """List the feeds, in place."""
    await say(query, screens.listed(await services.feeds.list(person), tr))


async def open_feed(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show one feed with what waits for a decision."""
    await say(query, screens.opened(await services.feeds.show(person, number_of(action)), tr))


async def new(
    query: CallbackQuery,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Open the form of a new feed, or go on with the one that lies there."""
    known = services.feeds.known_answers(person)
    await enter_form(
        query, await services.forms.open(person, "feed", known, update_id=update_id), tr, state
    )


async def change(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Pause, go on, trust or not, and show how the feed stands now."""
    feeds, number = services.feeds, number_of(action)
    match action.verb:
        case "pause":
            shown = await feeds.pause(person, number)
        case "resume":
            shown = await feeds.resume(person, number)
        case _:
            shown = await feeds.trust(person, number, trusted=action.verb == "trust")
    await say(query, screens.stands(shown, tr))


async def fetch(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Have the worker fetch a feed now."""
    shown = await services.feeds.fetch_now(person, number_of(action))
    await say(query, screens.fetching(shown, tr))


async def ask_to_remove(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Ask before a feed is removed."""
    await say(query, screens.to_remove(await services.feeds.show(person, number_of(action)), tr))


async def remove(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Remove a feed with what waits of it."""
    await say(query, screens.removed(await services.feeds.remove(person, number_of(action)), tr))


async def differ(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Take what the feed says of an entry, or keep what people wrote."""
    entry_id, _, revision = action.id.rpartition(".")
    if not revision.isdecimal() or len(revision) > 9:
        raise Gone
    feeds = services.feeds
    decide = feeds.take_theirs if action.verb == "take" else feeds.keep_ours
    shown = await decide(person, entry_id, int(revision))
    await say(query, screens.decided(shown, action.verb, tr))


async def missing(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Take out, or leave in, what the feed does not hold any more."""
    feeds = services.feeds
    decide = feeds.archive_vanished if action.verb == "archive" else feeds.keep_vanished
    await say(query, screens.decided(await decide(person, action.id), action.verb, tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="feeds")
    router.callback_query.register(show_list, Tap("feed", "list"))
    router.callback_query.register(open_feed, Tap("feed", "open"))
    router.callback_query.register(new, Tap("feed", "new"))
    router.callback_query.register(change, Tap("feed", "pause", "resume", "trust", "distrust"))
    router.callback_query.register(fetch, Tap("feed", "fetch"))
    router.callback_query.register(ask_to_remove, Tap("feed", "ask"))
    router.callback_query.register(remove, Tap("feed", "remove"))
    router.callback_query.register(differ, Tap("feed", "take", "ours"))
    router.callback_query.register(missing, Tap("feed", "archive", "stay"))
    return router
