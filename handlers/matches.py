"""/matches: what fits, hiding, what is alike; and the second tab: what one said yes to."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.alerts import NotForMe
from bot.domain.eligibility import Code
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.replies import Action, Reply
from bot.i18n import Translator
from bot.screens import following, yeses
from bot.screens import matches as screens
from bot.screens.parts import button, stacked
from bot.services import Services
from handlers.filters import Tap, number_of
from handlers.forms import enter_form
from handlers.returning import FROM_MATCHES
from handlers.start import in_form
from handlers.telegram import say


async def show(
    message: Message, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """Show what fits."""
    reply = screens.shown(await services.matches.for_person(person), tr)
    await say(message, await in_form(reply, person, tr, services, state))


async def look(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show a page, one thing, or what resembles it, in place."""
    matches, id_ = services.matches, action.id
    match action.verb:
        case "open":
            reply = screens.seen(await matches.see(person, _subject(id_)), tr)
        case "like":
            reply = screens.alike(await matches.alike(person, _subject(id_)), tr)
        case "mine":
            reply = yeses.mine(await services.interests.page(person, _page(id_)), tr)
        case _:
            reply = screens.shown(await matches.for_person(person, _page(id_)), tr)
    await say(query, reply)


async def interest(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Note an interest and tell the hub; or take it back, after asking once."""
    interests, number = services.interests, number_of(action)
    match action.verb:
        case "yes":
            reply = screens.interest_noted(await interests.show(person, number), tr)
        case "back":
            reply = yeses.really_withdraw(await interests.to_withdraw(person, number), tr)
        case _:
            reply = yeses.withdrawn(await interests.withdraw(person, number), tr)
    await say(query, reply)


async def hide(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Never show something again, after asking why; or show it again."""
    matches, id_ = services.matches, action.id
    match action.verb:
        case "hide":
            reply = screens.why_not(await matches.to_hide(person, _subject(id_)), tr)
        case "why":
            subject, _, reason = id_.rpartition(".")
            if reason not in set(NotForMe):
                raise Gone
            offer = await matches.hide(person, _subject(subject), NotForMe(reason))
            reply = screens.hidden(offer, NotForMe(reason), tr)
        case _:
            await matches.unhide(person, _subject(id_))
            reply = screens.seen(await matches.see(person, id_), tr)
    await say(query, reply)


async def save(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Save an entry, with the way back to what fits."""
    reply = following.saved(await services.alerts.save(person, action.id), tr)
    back = stacked(button(tr("What fits me"), "match", "list"))
    await say(query, Reply(reply.html, reply.rows + back))


async def ask(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Open the one question of the profile whose answer opens more."""
    if action.id not in set(Code):
        raise Gone
    code = Code(action.id)
    step = await services.profiles.ask_for(person, code, FROM_MATCHES, update_id)
    await enter_form(query, step, tr, state)


def _subject(id_: str) -> str:
    """Return what a button speaks of; raise `Gone` for what no button of ours says."""
    if not id_:
        raise Gone
    return id_


def _page(id_: str) -> int:
    """Return the number of a page; `.3` comes from a pager without a subject."""
    number = id_.removeprefix(".")
    return int(number) if number.isdecimal() else 0


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="matches")
    router.message.register(show, Command("matches"))
    router.callback_query.register(look, Tap("match", "list", "page", "open", "like", "mine"))
    router.callback_query.register(interest, Tap("match", "yes", "back", "sure"))
    router.callback_query.register(hide, Tap("match", "hide", "why", "unhide"))
    router.callback_query.register(save, Tap("match", "save"))
    router.callback_query.register(ask, Tap("match", "ask"))
    return router
