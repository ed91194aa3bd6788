"""Whether one may take part: asked on every card, answered with the rule that decides."""

from dataclasses import replace

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.eligibility import Code
from bot.domain.origins import opened
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import eligibility as screens
from bot.screens import inquiries
from bot.screens.rules import question_of
from bot.services import Services
from handlers.filters import Tap
from handlers.forms import enter_form
from handlers.returning import FROM_RULES
from handlers.telegram import say


async def look(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Say whether the person may take part, or all that decides it."""
    subject, origin = opened(action.id)
    result = replace(await services.eligible.may_i(person, subject), origin=origin)
    reply = screens.everything(result, tr) if action.verb == "all" else screens.answer(result, tr)
    await say(query, reply)


async def tell(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Open the question of the profile that a rule is about."""
    subject, _, rule = action.id.rpartition(".")
    if not subject or rule not in set(Code):
        raise Gone
    code = question_of(Code(rule))
    step = await services.profiles.ask_for(person, code, f"{FROM_RULES}:{subject}", update_id)
    await enter_form(query, step, tr, state)


async def look_for_partners(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    update_id: int,
) -> None:
    """Make the question to the home hub, and show who would read what before it is sent."""
    inquiry_id = await services.eligible.look_for_partners(person, opened(action.id)[0], update_id)
    result = await services.inquiries.to_hand_over(person, inquiry_id)
    reply = inquiries.to_hand_over(result, tr)
    # Below: what decides stays in sight.
    await say(query.message if isinstance(query.message, Message) else query, reply)


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="eligibility")
    router.callback_query.register(look, Tap("fit", "ask", "all"))
    router.callback_query.register(tell, Tap("fit", "tell"))
    router.callback_query.register(look_for_partners, Tap("fit", "mates"))
    return router
