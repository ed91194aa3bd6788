"""Introductions: yes, "not now" and a quiet no by tap; what became of it, 30 and 90 days later."""

from datetime import date

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.introducing import LATER
from bot.domain.introductions import KeyAnswer, Outcome, WhyNothing
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import introductions as screens
from bot.screens import keys
from bot.screens import outcomes as outcome_screens
from bot.services import Services
from handlers.filters import Tap, number_of
from handlers.forms import enter_form
from handlers.telegram import say


async def show(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show an introduction, one's own ones, or to staff what became of those of their hubs."""
    match action.verb:
        case "mine":
            reply = keys.mine(await services.introductions.mine(person), tr)
        case "ledger":
            reply = outcome_screens.ledger(await services.follow_ups.ledger(person), tr)
        case _:
            reply = screens.card(await services.introductions.see(person, number_of(action)), tr)
    await say(query, reply)


async def answer(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Turn a key; of "not now" ask until when, and of no whether it is meant."""
    introductions = services.introductions
    match action.verb:
        case "later":
            reply = keys.when_later(await introductions.to_answer(person, number_of(action)), tr)
        case "no":
            reply = keys.really_no(await introductions.to_answer(person, number_of(action)), tr)
        case "until":
            number, day = _until(action)
            reply = keys.answered(
                await introductions.answer(person, number, KeyAnswer.LATER, day), tr
            )
        case verb:
            said = KeyAnswer.YES if verb == "yes" else KeyAnswer.NO
            reply = keys.answered(await introductions.answer(person, number_of(action), said), tr)
    await say(query, reply)


def _until(action: Action) -> tuple[int, date]:
    """Return the key and the first day of the month that a button carries; or raise `Gone`."""
    number, _, month = action.id.partition(".")
    if not number.isdecimal():
        raise Gone
    try:
        return int(number), date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise Gone from error


async def type_day(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Ask for any day on which to ask again."""
    key = number_of(action)
    await services.introductions.to_answer(person, key)  # it is theirs, or a refusal says why not
    step = await services.forms.open(person, LATER.name, subject=str(key), update_id=update_id)
    await enter_form(query, step, tr, state)


async def outcome(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Note what became of an introduction, and why if nothing did."""
    number, _, value = action.id.partition(".")
    if not number.isdecimal():
        raise Gone
    told, follow_ups = int(number), services.follow_ups
    if action.verb == "say" and value in set(Outcome):
        reply = outcome_screens.said(await follow_ups.say(person, told, Outcome(value)), tr)
    elif action.verb == "why" and value in set(WhyNothing):
        result = await follow_ups.say(person, told, Outcome.NOTHING, WhyNothing(value))
        reply = outcome_screens.said(result, tr)
    elif action.verb == "open":
        reply = outcome_screens.question(await follow_ups.see(person, told), tr)
    else:
        raise Gone
    await say(query, reply)


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="introductions")
    router.callback_query.register(show, Tap("intro", "open", "mine", "ledger"))
    router.callback_query.register(answer, Tap("intro", "yes", "later", "until", "no", "sure"))
    router.callback_query.register(type_day, Tap("intro", "day"))
    router.callback_query.register(outcome, Tap("outcome", "say", "why", "open"))
    return router
