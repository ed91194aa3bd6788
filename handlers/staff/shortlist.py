"""Who could fit a challenge: the shortlist, its order, who is not on it, teams and the ledger.

Every tap asks the service again whether the person is staff of the challenge's hub.
"""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import invitations, teams
from bot.screens import ledger as ledgers
from bot.screens import shortlist as screens
from bot.services import Services
from handlers.filters import Tap, number_of
from handlers.telegram import say

LONGEST_ID = 9
"""Digits of a row that a database counts; it would refuse to look for a longer one."""


async def challenges(
    query: CallbackQuery, person: Person, tr: Translator, services: Services
) -> None:
    """List the challenges for which people can be looked for."""
    await say(query, screens.challenges(await services.shortlists.of_hubs(person), tr))


async def people(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show a page of people, how they are ordered, or who is not among them."""
    shortlists, (challenge_id, number) = services.shortlists, _page(action)
    match action.verb:
        case "order":
            reply = screens.order(await shortlists.explained(person, challenge_id, number), tr)
        case "out":
            reply = screens.left_out(await shortlists.explained(person, challenge_id, number), tr)
        case _:
            reply = screens.page(await shortlists.page(person, challenge_id, number), tr)
    await say(query, reply)


async def team(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Put together a team: the best one, or the one that the button names."""
    challenge, _, ids = action.id.partition(".")
    members = ids.split("-") if ids else []
    if not challenge.isdecimal() or not all(one.isdecimal() for one in members):
        raise Gone
    shown = await services.team_plans.team(person, int(challenge), [int(one) for one in members])
    await say(query, teams.team(shown, tr))


async def draw(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Draw lots for the places."""
    result = await services.shortlists.draw(person, number_of(action))
    await say(query, screens.drawn(result, tr))


async def ask(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Ask somebody whether it is something for them, after asking once whether to."""
    challenge_id, person_id = _page(action)
    if action.verb == "sure":
        asked = await services.invitations.ask(person, challenge_id, person_id)
        await say(query, invitations.done(asked, tr))
    else:
        to_ask = await services.invitations.to_ask(person, challenge_id, person_id)
        await say(query, invitations.really_ask(to_ask, tr))


async def ledger(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """List what was shown of a challenge, or of an entry."""
    subject, _, page = action.id.partition(".")
    if not subject or not (page or "0").isdecimal():
        raise Gone
    result = await services.replays.ledger(person, subject, int(page or 0))
    await say(query, ledgers.ledger(result, tr))


async def replay(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Compute one line of the ledger again."""
    result = await services.replays.replay(person, number_of(action))
    await say(query, ledgers.replayed(result, tr))


def _page(action: Action) -> tuple[int, int]:
    """Return the challenge, and the page or person, of a button; raise `Gone` if it is forged."""
    challenge, _, page = action.id.partition(".")
    if not challenge.isdecimal() or not (page or "0").isdecimal() or len(page) > LONGEST_ID:
        raise Gone
    return int(challenge), int(page or 0)


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="shortlist")
    router.callback_query.register(challenges, Tap("people", "open"))
    router.callback_query.register(people, Tap("people", "list", "order", "out"))
    router.callback_query.register(team, Tap("people", "team"))
    router.callback_query.register(draw, Tap("people", "draw"))
    router.callback_query.register(ask, Tap("people", "ask", "sure"))
    router.callback_query.register(ledger, Tap("people", "ledger"))
    router.callback_query.register(replay, Tap("people", "replay"))
    return router
