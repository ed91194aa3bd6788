"""Pitches: writing, sending, taking back; and what staff of the hub do with them."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.people import Person
from bot.domain.pitch_forms import CLOSE, NOT_CHOSEN
from bot.domain.pitches import NotChosen, PitchState
from bot.domain.refusals import ChallengeClosed, Gone
from bot.domain.replies import Action
from bot.domain.taking_part import Decided
from bot.i18n import Translator
from bot.screens import forms as forms_screens
from bot.screens import pitch_review as review
from bot.screens import pitches as screens
from bot.services import Services
from bot.services.pitch_decisions import OFFERED
from handlers.filters import Tap, enter, number_of
from handlers.forms import enter_form
from handlers.telegram import say

LONGEST_ID = 9
"""Digits of a row that a database counts; it would refuse to look for a longer one."""


async def write(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Open the form of a pitch, with the terms above it."""
    try:
        step = await services.pitches.write(person, number_of(action), update_id)
    except Decided:  # an old button: what was decided, and what comes next
        await say(query, screens.mine(await services.pitches.mine(person, number_of(action)), tr))
        return
    await enter(state, step.draft.id)
    about = await services.pitches.about(person, step.draft)
    await say(query, screens.begin(step, about, tr))


async def send(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
) -> None:
    """Send a pitch under the terms that stood above the button; other ones are shown first."""
    draft_id, version = _pair(action)
    try:
        result = await services.pitches.send(person, draft_id, version)
    except (ChallengeClosed, Decided):
        await state.clear()
        raise
    if result is None:
        step = await services.forms.show(person, draft_id)
        about = await services.pitches.about(person, step.draft)
        shown = forms_screens.step(step, tr)
        await enter(state, draft_id)
        await say(query, screens.step(step, about, tr, shown, changed=True))
        return
    await state.clear()
    await say(query, screens.sent(result, tr))


async def own(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show one's pitch; or take it back, after asking once."""
    pitches, number = services.pitches, number_of(action)
    match action.verb:
        case "mine":
            reply = screens.mine(await pitches.mine(person, number), tr)
        case "back":
            mine = await pitches.mine(person, number)
            waits = mine.pitch is not None and mine.pitch.state is PitchState.SENT
            reply = (screens.really_withdraw if waits else screens.mine)(mine, tr)
        case _:
            reply = screens.withdrawn(await pitches.withdraw(person, number), tr)
    await say(query, reply)


async def read(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Show staff the pitches of a challenge, or one of them."""
    if action.verb == "list":
        challenge_id, page = _pair(action)
        result = await services.pitch_decisions.page(person, challenge_id, page)
        await say(query, review.listed(result, tr))
    else:
        opened = await services.pitch_decisions.open(person, number_of(action))
        await say(query, review.card(opened, tr))


async def choose(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Choose a pitch, after asking once."""
    decisions, number = services.pitch_decisions, number_of(action)
    if action.verb == "choose":
        reply = review.really_choose(await decisions.to_decide(person, number), tr)
    else:
        reply = review.chosen(await decisions.choose(person, number), tr)
    await say(query, reply)


async def decline(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Say no with a reason: ask which, show what is said, say it."""
    decisions = services.pitch_decisions
    if action.verb == "no":
        shown = await decisions.to_decide(person, number_of(action))
        await say(query, review.why_not(shown, tr))
        return
    number, reason = _reason(action)
    if action.verb == "why":
        shown = await decisions.to_decide(person, number)
        await say(query, review.really_decline(shown, reason, tr))
    else:
        await say(query, review.declined(await decisions.decline(person, number, reason), tr))


async def add_words(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Ask for words beside the reason."""
    number, reason = _reason(action)
    await services.pitch_decisions.to_decide(person, number)
    step = await services.forms.open(
        person, NOT_CHOSEN.name, subject=f"{number}.{reason}", update_id=update_id
    )
    await enter_form(query, step, tr, state)


async def close(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Ask why a challenge ends; its review is the question whether to."""
    challenge = await services.pitch_decisions.to_close(person, number_of(action))
    step = await services.forms.open(
        person, CLOSE.name, subject=str(challenge.id), update_id=update_id
    )
    await enter_form(query, step, tr, state)


def _pair(action: Action) -> tuple[int, int]:
    """Return the two numbers of a button; raise `Gone` if it is forged."""
    first, _, second = action.id.partition(".")
    if not first.isdecimal() or not (second or "0").isdecimal() or len(second) > LONGEST_ID:
        raise Gone
    return int(first), int(second or 0)


def _reason(action: Action) -> tuple[int, NotChosen]:
    number, _, reason = action.id.partition(".")
    if not number.isdecimal() or reason not in {str(one) for one in OFFERED}:
        raise Gone
    return int(number), NotChosen(reason)


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="pitches")
    router.callback_query.register(write, Tap("pitch", "new", "edit"))
    router.callback_query.register(send, Tap("pitch", "send"))
    router.callback_query.register(own, Tap("pitch", "mine", "back", "sure"))
    router.callback_query.register(read, Tap("pitch", "list", "open"))
    router.callback_query.register(choose, Tap("pitch", "choose", "chosen"))
    router.callback_query.register(decline, Tap("pitch", "no", "why", "tell"))
    router.callback_query.register(add_words, Tap("pitch", "words"))
    router.callback_query.register(close, Tap("pitch", "close"))
    return router
