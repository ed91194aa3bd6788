"""/profile: the profile of a creative, made in one go and changed fact by fact."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.domain.profiling import PROFILE
from bot.domain.replies import Action, Reply
from bot.domain.results import ProfileShown
from bot.i18n import Translator
from bot.screens import profile as screens
from bot.services import Services
from handlers.filters import Tap, open_draft
from handlers.forms import enter_form
from handlers.start import in_form
from handlers.telegram import say


async def show(
    message: Message, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """Show the profile, or offer to make one."""
    shown = await services.profiles.show(person)
    reply = await _shown(shown, person, tr, services)
    if shown.begun is None or shown.begun != await open_draft(state):  # it leads there itself
        reply = await in_form(reply, person, tr, services, state)
    await say(message, reply)


async def show_in_place(
    query: CallbackQuery, person: Person, tr: Translator, services: Services
) -> None:
    """Show the profile, in place."""
    shown = await services.profiles.show(person)
    await say(query, await _shown(shown, person, tr, services))


async def _shown(shown: ProfileShown, person: Person, tr: Translator, services: Services) -> Reply:
    openings = await services.matches.openings(person) if shown.profile else None
    return screens.shown(shown, tr, openings)


async def edit(
    query: CallbackQuery,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Open the form; whoever has a profile sees it, and changes what they tap."""
    shown = await services.profiles.show(person)
    if shown.profile is not None:
        await say(query, await _shown(shown, person, tr, services))
        return
    step = await services.forms.open(person, PROFILE.name, update_id=update_id)
    await enter_form(query, step, tr, state)


async def edit_fact(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Open the question for one fact."""
    step = await services.profiles.edit(person, action.id, update_id)
    await enter_form(query, step, tr, state)


async def pause(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Hide the profile, or let it be found again."""
    result = await services.profiles.pause(person, paused=action.verb == "pause")
    await say(query, screens.paused(result, tr))


async def right(query: CallbackQuery, person: Person, tr: Translator, services: Services) -> None:
    """Note that the profile still is right."""
    await services.profiles.confirm(person)
    await say(query, screens.confirmed(tr))


async def erase(query: CallbackQuery, tr: Translator) -> None:
    """Ask once before the profile goes."""
    await say(query, screens.really_erase_profile(tr))


async def erased(query: CallbackQuery, person: Person, tr: Translator, services: Services) -> None:
    """Remove the profile."""
    await services.profiles.erase_profile(person)
    await say(query, screens.erased_profile(tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="profile")
    router.message.register(show, Command("profile"))
    router.callback_query.register(show_in_place, Tap("profile", "show"))
    router.callback_query.register(edit, Tap("profile", "edit"))
    router.callback_query.register(edit_fact, Tap("profile", "fact"))
    router.callback_query.register(pause, Tap("profile", "pause", "resume"))
    router.callback_query.register(right, Tap("profile", "right"))
    router.callback_query.register(erase, Tap("profile", "erase"))
    router.callback_query.register(erased, Tap("profile", "erased"))
    return router
