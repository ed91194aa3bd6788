"""/start with its deep links, /help, what a person comes as, people who block and come back."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.domain import links
from bot.domain.people import Person, Role
from bot.domain.refusals import Gone
from bot.domain.replies import Action, Reply
from bot.domain.results import Welcome
from bot.domain.taking_part import LinkWorthless
from bot.i18n import Translator
from bot.screens import browse as browse_screens
from bot.screens import creative_teams as team_screens
from bot.screens import start as screens
from bot.services import Services
from handlers.commands import show_commands
from handlers.filters import Tap, open_draft
from handlers.telegram import say


async def begin(
    message: Message,
    command: CommandObject,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
) -> None:
    """Greet; a deep link may bring a home hub, a staff invitation or an entry."""
    result = await services.people.start(
        person, command.args or "", message.from_user.language_code if message.from_user else None
    )
    await state.clear()
    if (team := links.team_of(command.args or "")) is not None:
        shown = await _into_team(team, result, tr, services)
    else:
        shown = _greeted(result, links.entry_of(command.args or ""), tr, services)
    await say(message, shown)
    if result.joined_as_staff and message.bot:
        await show_commands(message.bot, result.person, tr)


def _greeted(result: Welcome, entry_id: str | None, tr: Translator, services: Services) -> Reply:
    """Greet; a link to an entry shows it, after the greeting only to those who are new."""
    greeting = screens.welcome(result, tr)
    if entry_id is None:
        return greeting
    try:
        shown = browse_screens.card(services.browsing.card(result.person, entry_id), tr)
    except Gone:
        shown = screens.link_is_old(tr)
    return greeting.and_then(shown) if result.person.role is None else shown


async def _into_team(
    team: tuple[int, str], result: Welcome, tr: Translator, services: Services
) -> Reply:
    """Show the team that a link leads into, after a greeting only to those who are new."""
    try:
        shown = await services.creative_teams.invited(result.person, *team)
        reply = team_screens.join(shown, tr)
    except LinkWorthless:
        reply = team_screens.link_worthless(tr)
    return screens.welcome(result, tr).and_then(reply) if result.person.role is None else reply


async def help_command(
    message: Message, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """List the commands."""
    await say(message, await in_form(screens.help_(person, tr), person, tr, services, state))


async def help_tap(query: CallbackQuery, person: Person, tr: Translator) -> None:
    """List the commands, in place."""
    await say(query, screens.help_(person, tr))


async def choose_role(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Note what the person comes as, and say what comes next."""
    if action.id not in set(Role):
        raise Gone
    person = await services.people.choose_role(person, Role(action.id))
    await say(query, screens.role_chosen(person, tr))


async def membership(event: ChatMemberUpdated, person: Person, services: Services) -> None:
    """Note that a person blocked the bot; meeting them again has woken them before this."""
    if event.new_chat_member.status in {"kicked", "left"}:
        await services.people.fell_asleep(person.telegram_id)


async def in_form(
    reply: Reply, person: Person, tr: Translator, services: Services, state: FSMContext
) -> Reply:
    """Return a reply to a command; inside a form it is followed by the way back into it."""
    if (draft_id := await open_draft(state)) is None:
        return reply
    try:
        draft = await services.forms.get(person, draft_id)
    except Gone:
        await state.clear()
        return reply
    return reply.and_then(screens.still_open(draft, tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="start")
    router.message.register(begin, CommandStart())
    router.message.register(help_command, Command("help"))
    router.callback_query.register(help_tap, Tap("menu", "help"))
    router.callback_query.register(choose_role, Tap("role", "set"))
    router.my_chat_member.register(membership)
    return router
