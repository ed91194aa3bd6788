"""Teams: making one, its card, joining by a link or an ask, looking for somebody, leaving."""

from aiogram import Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.domain.pitch_forms import TEAM
from bot.domain.refusals import Gone
from bot.domain.replies import Action
from bot.domain.taking_part import TeamCard
from bot.i18n import Translator
from bot.screens import creative_teams as screens
from bot.screens import teammates as mates
from bot.services import Services
from handlers.filters import Tap, number_of
from handlers.forms import enter_form
from handlers.pitches import LONGEST_ID
from handlers.telegram import say

OF_ASK = "a"
"""Begins what a button carries that answers an ask, and not a link."""


async def of_challenge(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show somebody's team for a challenge, or how to get one."""
    result = await services.creative_teams.of(person, number_of(action))
    if isinstance(result, TeamCard):
        await say(query, screens.card(result, await username(query.bot), tr))
    else:
        await say(query, screens.none_yet(result, tr))


async def make(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Ask for the name of a new team; who sent a pitch alone is asked which to keep."""
    challenge_id = number_of(action)
    teams = services.creative_teams
    result = await teams.of(person, challenge_id)
    if isinstance(result, TeamCard):
        await say(query, screens.card(result, await username(query.bot), tr))
        return
    give_up = action.verb == "make"
    if result.own is not None and not give_up:
        await say(query, screens.which_to_keep(result, tr))
        return
    await teams.to_make(person, challenge_id, give_up=give_up)
    step = await services.forms.open(
        person, TEAM.name, subject=str(challenge_id), update_id=update_id
    )
    await enter_form(query, step, tr, state)


async def show(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show the card of a team, or what its member asks before doing something."""
    card = await services.creative_teams.card(person, number_of(action))
    match action.verb:
        case "leave":
            reply = screens.really_leave(card, tr)
        case "who":
            reply = screens.whom(card, tr)
        case _:
            reply = screens.card(card, await username(query.bot), tr)
    await say(query, reply)


async def leave(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Leave a team."""
    result = await services.creative_teams.leave(person, number_of(action))
    await say(query, screens.left(result, tr))


async def new_link(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Make earlier links worthless."""
    card = await services.creative_teams.new_link(person, number_of(action))
    await say(query, screens.card(card, await username(query.bot), tr))


async def take_out(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Take a member out, after asking once."""
    team_id, member_id = _numbers(action, 2)
    teams = services.creative_teams
    if action.verb == "out":
        card = await teams.card(person, team_id)
        if not card.is_maker or member_id not in card.names:
            raise Gone
        await say(query, screens.really_remove(card, member_id, tr))
    else:
        card = await teams.remove(person, team_id, member_id)
        await say(query, screens.card(card, await username(query.bot), tr))


async def join(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Join a team, with what the button carries: the way in, and the terms that were read."""
    teams, give_up = services.creative_teams, action.verb == "swap"
    first, _, rest = action.id.removeprefix(OF_ASK).partition(".")
    if not first.isdecimal() or len(first) > LONGEST_ID:
        raise Gone
    if action.id.startswith(OF_ASK) or action.verb == "yes":
        if action.verb == "look":
            await say(query, screens.join(await teams.asked(person, int(first)), tr))
            return
        result = await teams.join(person, 0, _version(rest), ask_id=int(first), give_up=give_up)
    else:
        signature, _, version = rest.partition(".")
        if action.verb == "look":
            await say(query, screens.join(await teams.invited(person, int(first), signature), tr))
            return
        result = await teams.join(
            person, int(first), _version(version), signature=signature, give_up=give_up
        )
    if isinstance(result, TeamCard):
        await say(query, screens.joined(result, await username(query.bot), tr))
    else:
        await say(query, screens.join(result, tr))


async def say_no(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Say no to a team, quietly."""
    challenge = await services.creative_teams.say_no(person, number_of(action))
    await say(query, screens.no_said(challenge.id, tr))


async def look(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Look for somebody with a skill, and ask them."""
    teammates = services.teammates
    match action.verb:
        case "need":
            reply = mates.needs(await teammates.needs(person, number_of(action)), tr)
        case "find":
            team_id, number = _numbers(action, 2)
            reply = mates.people(await teammates.people(person, team_id, number), tr)
        case _:
            team_id, person_id, number = _numbers(action, 3)
            asked = await teammates.ask(person, team_id, person_id, number)
            reply = mates.asked(asked, tr)
    await say(query, reply)


async def seek(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show which teams lack what somebody has, and tell one of them."""
    number = number_of(action)
    if action.verb == "seek":
        reply = mates.seeking(await services.teammates.seeking(person, number), tr)
    elif (ask_id := await services.teammates.ask_to(person, number)) is not None:
        # They are wanted already: nothing is to be offered.
        reply = screens.join(await services.creative_teams.asked(person, ask_id), tr)
    else:
        reply = mates.offered(await services.teammates.offer_self(person, number), tr)
    await say(query, reply)


async def username(bot: Bot | None) -> str:
    """Return the name under which Telegram knows this bot."""
    return (await bot.me()).username or "" if bot is not None else ""


def _version(text: str) -> int:
    if not text.isdecimal() or len(text) > LONGEST_ID:
        raise Gone
    return int(text)


def _numbers(action: Action, count: int) -> tuple[int, ...]:
    """Return the numbers of a button; raise `Gone` if it is forged."""
    parts = action.id.split(".")
    if len(parts) != count or not all(one.isdecimal() and len(one) <= LONGEST_ID for one in parts):
        raise Gone
    return tuple(int(one) for one in parts)


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="teams")
    router.callback_query.register(of_challenge, Tap("team", "of"))
    router.callback_query.register(make, Tap("team", "new", "make"))
    router.callback_query.register(show, Tap("team", "open", "leave", "who"))
    router.callback_query.register(leave, Tap("team", "gone"))
    router.callback_query.register(new_link, Tap("team", "link"))
    router.callback_query.register(take_out, Tap("team", "out", "drop"))
    router.callback_query.register(join, Tap("team", "in", "yes", "swap", "look"))
    router.callback_query.register(say_no, Tap("team", "no"))
    router.callback_query.register(look, Tap("team", "need", "find", "sure"))
    router.callback_query.register(seek, Tap("team", "seek", "offer"))
    return router
