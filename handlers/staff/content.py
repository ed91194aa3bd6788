"""/content: entries that staff look after: found, changed field by field, archived, restored."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.editing import Publication
from bot.domain.people import Person
from bot.domain.refusals import Gone, TextWanted
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import editing as screens
from bot.services import Services
from handlers.filters import Content, Tap
from handlers.forms import enter_form
from handlers.start import in_form
from handlers.telegram import say


async def desk(
    message: Message,
    command: CommandObject,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
) -> None:
    """Offer what one can do; `/content words` finds at once."""
    if command.args:
        reply = screens.found(await services.editing.find(person, command.args), tr)
    else:
        reply = screens.desk(await services.editing.desk(person), tr)
    await say(message, await in_form(reply, person, tr, services, state))


async def desk_in_place(
    query: CallbackQuery, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """Offer what one can do, in place."""
    result = await services.editing.desk(person)
    await _leave(state)
    await say(query, screens.desk(result, tr))


async def ask_for_words(
    query: CallbackQuery, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """Ask which entry."""
    await services.editing.desk(person)  # the right to
    await state.set_state(Content.finding)
    await say(query, screens.how_to_find(tr))


async def find(
    message: Message, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """Show what words find."""
    await state.clear()
    if message.text is None:
        raise TextWanted
    await say(message, screens.found(await services.editing.find(person, message.text), tr))


async def show(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show an entry: its fields, its texts, its history, or the question before archiving."""
    if action.verb == "history":
        await say(query, screens.history(await services.editing.history(person, action.id), tr))
        return
    view = await services.editing.view(person, action.id)
    screen = {"texts": screens.texts, "archive": screens.really_archive}.get(
        action.verb, screens.entry
    )
    await say(query, screen(view, tr))


async def set_field(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Ask for the new value of a field."""
    step = await services.editing.open_field(person, *_entry_and_key(action), update_id)
    await enter_form(query, step, tr, state)


async def undo(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Let the file or the feed say a field again."""
    view = await services.editing.take_back(person, *_entry_and_key(action))
    await say(query, screens.entry(view, tr))


async def save(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
) -> None:
    """Write what was previewed, or show what it is by now."""
    number, _, previewed = action.id.partition(".")
    if not number.isdecimal():
        raise Gone
    result = await services.editing.save(person, int(number), previewed)
    if result.is_outdated:
        await say(query, screens.review(result, tr))
        return
    await state.clear()
    await say(query, screens.saved(result, tr))


async def settle(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Archive, restore or publish an entry, say that it is cancelled, or that it is not."""
    editing = services.editing
    match action.verb:
        case "out":
            view = await editing.set_publication(person, action.id, Publication.ARCHIVED)
        case "restore" | "publish":
            view = await editing.set_publication(person, action.id, Publication.PUBLISHED)
        case _:
            cancelled = action.verb == "cancel"
            view = await editing.set_cancelled(person, action.id, cancelled=cancelled)
    await say(query, screens.settled(view, tr))


def _entry_and_key(action: Action) -> tuple[str, str]:
    entry_id, _, key = action.id.partition(".")
    return entry_id, key


async def _leave(state: FSMContext) -> None:
    """Stop waiting for words or a post; a form stays open."""
    if await state.get_state() in {Content.finding.state, Content.posting.state}:
        await state.clear()


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="content")
    router.message.register(desk, Command("content"))
    router.callback_query.register(desk_in_place, Tap("content", "desk"))
    router.callback_query.register(ask_for_words, Tap("content", "find"))
    router.callback_query.register(show, Tap("content", "open", "texts", "history", "archive"))
    router.callback_query.register(set_field, Tap("content", "set"))
    router.callback_query.register(undo, Tap("content", "undo"))
    router.callback_query.register(save, Tap("content", "save"))
    router.callback_query.register(
        settle, Tap("content", "out", "restore", "publish", "cancel", "hold")
    )
    router.message.register(find, StateFilter(Content.finding), ~F.text.startswith("/"))
    return router
