"""/alerts: saving, following, and how one is told; the taps of every alert are here, too."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.alerts import Frequency, NotForMe, Topic
from bot.domain.origins import opened
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.replies import Action, Reply
from bot.i18n import Translator
from bot.screens import alerts as messages
from bot.screens import following as screens
from bot.screens import match_news, telling
from bot.services import Services
from handlers.filters import Tap, number_of
from handlers.start import in_form
from handlers.telegram import say


async def command(
    message: Message, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """Show everything about somebody's alerts."""
    reply = screens.overview(await services.alerts.overview(person), tr)
    await say(message, await in_form(reply, person, tr, services, state))


async def saved(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Save an entry, or say what is with a saved one."""
    alerts, (entry_id, origin) = services.alerts, opened(action.id)
    match action.verb:
        case "save":
            result = await alerts.save(person, entry_id)
            card = replace(result.card, origin=origin)
            reply = screens.saved(replace(result, card=card), tr)
        case "applied" | "undo":
            is_done = action.verb == "applied"
            reply = screens.saved(await alerts.applied(person, entry_id, yes=is_done), tr)
        case "not":
            reply = screens.why_not(services.browsing.card(person, entry_id).entry.id, tr)
        case "why":
            entry_id, _, reason = entry_id.rpartition(".")
            if reason not in set(NotForMe):
                raise Gone
            await alerts.not_for_me(person, entry_id, NotForMe(reason))
            reply = screens.dismissed(tr)
        case "drop":
            await alerts.unsave(person, entry_id)
            reply = screens.unsaved(tr)
        case _:
            reply = screens.saved(await alerts.saved(person, entry_id), tr)
    await say(query, reply)


async def follow(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Follow something, or stop; the answer or list that brought the button stays."""
    alerts = services.alerts
    if action.verb == "stop":
        gone = await alerts.unfollow(person, number_of(action))
        await say(query, screens.unfollowed(gone, tr))
        return
    if action.verb == "search":
        made = await alerts.follow_search(person, number_of(action))
    else:
        topic, _, value = action.id.partition(".")
        made = await alerts.follow(person, _topic(topic), value)
    reply = screens.following(made, await alerts.overview(person), tr)
    # A new message: editing would take away the answer or the list that brought the button.
    await say(query.message if isinstance(query.message, Message) else query, reply)


async def tick(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Follow a term of a list or stop, and show the list again."""
    alerts = services.alerts
    first, topic, number = _three(action, topic_first=action.verb == "on")
    if action.verb == "on":
        await alerts.follow(person, topic, first)
    elif first.isdecimal():
        await alerts.unfollow(person, int(first))
    await say(query, screens.terms(await alerts.terms(person, topic, number), tr))


async def look(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show one of the pages of /alerts, in place."""
    alerts, number = services.alerts, _number(action.id)
    match action.verb:
        case "saved":
            reply = screens.saved_page(await alerts.saved_page(person, number), tr)
        case "follows":
            reply = screens.follows_page(await alerts.follows_page(person, number), tr)
        case "topics":
            reply = screens.topics(tr)
        case "terms":
            topic, _, page = action.id.partition(".")
            shown = await alerts.terms(person, _topic(topic), _number(page))
            reply = screens.terms(shown, tr)
        case "pauses":
            reply = telling.pauses(tr)
        case "rest":
            key, _, page = action.id.rpartition(".")
            reply = messages.message(await alerts.message(person, key, _number(page)), tr)
        case _:
            reply = await _of_overview(action.verb, number, person, tr, services)
    await say(query, reply)


async def _of_overview(
    verb: str, number: int, person: Person, tr: Translator, services: Services
) -> Reply:
    result = await services.alerts.overview(person)
    match verb:
        case "times":
            return telling.times(result, tr)
        case "hours":
            return telling.hours(result, tr)
        case "quiets":
            return telling.quiets(result, tr)
        case "zones":
            return telling.zones(result, number, tr)
        case _:
            return screens.overview(result, tr)


async def change(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Change how a person is told."""
    alerts, id_ = services.alerts, action.id
    match action.verb:
        case "often":
            if id_ not in set(Frequency):
                raise Gone
            result = await alerts.wish(person, frequency=Frequency(id_))
        case "hour":
            result = await alerts.wish(person, hour=number_of(action))
        case "quiet":
            start, _, end = id_.partition(".")
            if not (start.isdecimal() and end.isdecimal()):
                raise Gone
            result = await alerts.wish(person, quiet=(int(start), int(end)))
        case _:
            result = await alerts.wish(person, zone=id_)
    await say(query, telling.times(result, tr))


async def pause(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Be silent for a while, or speak again."""
    if action.verb == "resume":
        result = await services.alerts.resume(person)
    else:
        result = await services.alerts.pause(person, week=action.id == "week")
    await say(query, screens.overview(result, tr))


async def matches(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Hear of what is new and fits, or not any more."""
    if action.id not in {"on", "off"}:
        raise Gone
    is_on = action.id == "on"
    await services.alerts.wish(person, match_news=is_on)
    await say(query, match_news.news_set(is_on, tr))


def _number(text: str) -> int:
    """Return the number of a page; `.3` comes from a pager without a subject."""
    text = text.removeprefix(".")
    return int(text) if text.isdecimal() else 0


def _topic(text: str) -> Topic:
    if text not in set(Topic):
        raise Gone
    return Topic(text)


def _three(action: Action, *, topic_first: bool) -> tuple[str, Topic, int]:
    """Return what `<topic>.<value>.<page>` or `<follow>.<topic>.<page>` carries."""
    one, _, rest = action.id.partition(".")
    two, _, page = rest.rpartition(".")
    value, topic = (two, one) if topic_first else (one, two)
    return value, _topic(topic), _number(page)


Handler = Callable[..., Awaitable[None]]

_VERBS: dict[Handler, tuple[str, ...]] = {
    look: (
        *("show", "saved", "follows", "topics", "terms", "times", "hours", "quiets", "zones"),
        *("pauses", "rest"),
    ),
    change: ("often", "hour", "quiet", "zone"),
    pause: ("pause", "resume"),
    matches: ("matches",),
}


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="alerts")
    router.message.register(command, Command("alerts"))
    router.callback_query.register(saved, Tap("saved"))
    router.callback_query.register(tick, Tap("follow", "on", "off"))
    router.callback_query.register(follow, Tap("follow", "add", "search", "stop"))
    for handler, verbs in _VERBS.items():
        router.callback_query.register(handler, Tap("alerts", *verbs))
    return router
