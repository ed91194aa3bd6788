"""Reviewing a challenge: the card, its company, the decisions, and terms that change later."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.domain.refusals import Gone, Outdated
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import review as screens
from bot.screens import terms_changes as terms_screens
from bot.services import Services
from bot.services.reviews import mark_of
from handlers.filters import Tap, number_of
from handlers.forms import enter_form
from handlers.telegram import say

OPENS = {"decline": "decline", "changes": "changes", "evidence": "evidence"}
"""The form that a tap opens on a challenge that waits."""


async def open_challenge(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show a challenge, and note that this person looked at it."""
    await say(query, screens.card(await services.reviews.look(person, number_of(action)), tr))


async def publish(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Ask for the English text, or say what has to be done before."""
    card = await services.reviews.to_publish(person, number_of(action))
    if not card.can_open:
        await say(query, screens.not_yet(card, person.id, tr))
        return
    challenge = card.review.challenge
    step = await services.forms.open(
        person,
        "publish",
        services.reviews.proposed(challenge),
        subject=str(challenge.id),
        update_id=update_id,
    )
    await enter_form(query, step, tr, state)


async def decide(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Open the form of another decision."""
    challenge = await services.reviews.to_decide(person, number_of(action))
    step = await services.forms.open(
        person, OPENS[action.verb], subject=str(challenge.id), update_id=update_id
    )
    await enter_form(query, step, tr, state)


async def undo(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Take a publication back, if it is not too late."""
    result = await services.reviews.take_back(person, number_of(action))
    await say(query, screens.taken_back(result, tr))


async def company(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show by what one can see that a company is real; or confirm it by what was shown."""
    if action.verb == "real":
        await _show_company(query, number_of(action), person, tr, services)
        return
    number, _, shown = action.id.partition(".")
    if not number.isdecimal():
        raise Gone
    try:
        confirmed = await services.reviews.confirm_shown(person, int(number), shown)
    except Outdated:  # the company says something else by now: that is looked at first
        await _show_company(query, int(number), person, tr, services)
        return
    await say(query, screens.company_confirmed(confirmed, tr))


async def _show_company(
    query: CallbackQuery, challenge_id: int, person: Person, tr: Translator, services: Services
) -> None:
    result = await services.reviews.company_of(person, challenge_id)
    await say(query, screens.company(result, mark_of(result.evidence or ""), tr))


async def change_terms(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Open the form of the terms, for staff and for the company."""
    challenge, known = await services.terms_changes.known(person, number_of(action))
    step = await services.forms.open(
        person, "terms", known, subject=str(challenge.id), update_id=update_id
    )
    await enter_form(query, step, tr, state)


async def answer_terms(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Note whether somebody takes part on changed terms; older ones are shown as they are now."""
    number, _, version = action.id.partition(".")
    if not (number.isdecimal() and version.isdecimal()):
        raise Gone
    use = services.terms_changes
    if action.verb == "leave":
        await say(query, terms_screens.answered(await use.leave(person, int(number)), tr))
        return
    try:
        answered = await use.agree(person, int(number), int(version))
    except Outdated:
        await say(query, terms_screens.ask(await use.asked(person, int(number)), tr))
        return
    await say(query, terms_screens.answered(answered, tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="review")
    router.callback_query.register(open_challenge, Tap("desk", "open"))
    router.callback_query.register(publish, Tap("desk", "publish"))
    router.callback_query.register(decide, Tap("desk", "decline"))
    router.callback_query.register(decide, Tap("review", "changes", "evidence"))
    router.callback_query.register(undo, Tap("review", "undo"))
    router.callback_query.register(company, Tap("review", "real", "confirm"))
    router.callback_query.register(change_terms, Tap("review", "terms"))
    router.callback_query.register(answer_terms, Tap("terms", "agree", "leave"))
    return router
