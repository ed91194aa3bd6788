"""Any form: answers, taps, going back, stopping, and what its last button does."""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.challenge_form import CHALLENGE, WITHDRAW
from bot.domain.corrections import DECLINE, RuledBefore, wrong_of
from bot.domain.drafting import CHANGE, NEW
from bot.domain.forms import REVIEW, Draft
from bot.domain.introducing import LATER
from bot.domain.people import Person
from bot.domain.pitch_forms import CLOSE, NOT_CHOSEN, PITCH, TEAM
from bot.domain.profiling import is_fact
from bot.domain.refusals import (
    AlreadyReviewed,
    DoesNotFitHere,
    ForwardedAnswer,
    Gone,
    NotUnderstood,
    NotWithCompany,
    Outdated,
    Refusal,
    Settled,
    TextWanted,
)
from bot.domain.replies import Action, Reply
from bot.domain.results import FormStep
from bot.i18n import Translator
from bot.screens import ask as ask_screens
from bot.screens import broadcasts as broadcast_screens
from bot.screens import challenges as challenge_screens
from bot.screens import corrections as correction_screens
from bot.screens import creative_teams as team_screens
from bot.screens import doctor as doctor_screens
from bot.screens import drafting as draft_screens
from bot.screens import editing as content_screens
from bot.screens import feeds as feed_screens
from bot.screens import forms as screens
from bot.screens import gaps as gap_screens
from bot.screens import keys as key_screens
from bot.screens import pitch_review
from bot.screens import pitches as pitch_screens
from bot.screens import profile as profile_screens
from bot.screens import review as review_screens
from bot.screens import terms_changes as terms_screens
from bot.services import Services
from handlers import facts
from handlers.filters import Filling, Tap, enter, number_of, open_draft
from handlers.telegram import say


async def enter_form(
    event: Message | CallbackQuery, step: FormStep, tr: Translator, state: FSMContext
) -> None:
    """Put a person into a form and show where it stands."""
    await enter(state, step.draft.id)
    await say(event, screens.step(step, tr))


async def standing(
    step: FormStep,
    person: Person,
    tr: Translator,
    services: Services,
    refusal: Refusal | None = None,
) -> Reply:
    """Show where a form stands; the review of an entry is the entry itself."""
    if step.form.name == PITCH.name:
        about = await services.pitches.about(person, step.draft)
        shown = screens.step(step, tr, refusal)
        if refusal and not step.at_review:
            return shown
        return pitch_screens.step(step, about, tr, shown)
    if not (step.at_review and step.form.name in {CHANGE, NEW}):
        return screens.step(step, tr, refusal)
    try:
        if step.form.name == NEW:
            new = await services.drafting.preview(person, step.draft, None)
            return draft_screens.preview(new, services.languages, tr, refusal)
        preview = await services.editing.preview(person, step.draft)
    except DoesNotFitHere as misfit:
        # What one field says now contradicts the rest: it is asked again, and nothing is lost.
        step = await services.forms.move(person, step.draft.id, "edit", misfit.key)
        return screens.step(step, tr, misfit)
    return content_screens.review(preview, tr, refusal)


async def answer(
    message: Message,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Take an answer to the question on screen; what is refused changes nothing."""
    draft_id = await open_draft(state)
    if draft_id is None:
        await state.clear()
        raise Outdated
    try:
        if message.forward_origin is not None:
            raise ForwardedAnswer  # the days of another post are no answer to this question
        if message.text is None:
            raise TextWanted
        draft = await services.forms.get(person, draft_id)
        preview = await services.feeds.preview(person, draft, message.text)
        step = await services.forms.answer(person, draft_id, message.text, update_id)
    except NotUnderstood as refusal:
        step = await services.forms.show(person, draft_id)
        again = await standing(step, person, tr, services, refusal)
        if _is_question(message.text):
            found = await services.asking.ask(person, message.text or "", update_id)
            stands = await standing(step, person, tr, services)
            again = ask_screens.found(found, tr).and_then(stands)
        await say(message, again)
    except Gone:
        await state.clear()
        raise
    else:
        if step.at_review and is_fact(step.form.name):
            await say(message, await facts.save(step.draft, person, tr, services, state))
            return
        shown = await standing(step, person, tr, services)
        if preview is not None:
            shown = feed_screens.preview(preview, tr).and_then(shown)
        await say(message, shown)


def _is_question(text: str | None) -> bool:
    """Say whether text plainly is a question: `?`, and `;` in Greek."""
    return bool(text) and (text or "").rstrip().endswith(("?", ";"))


async def tap(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Take a tapped choice or move; a tap on an earlier question shows where the form is now."""
    number, _, rest = action.id.partition(".")
    key, _, value = rest.partition(".")
    if not number.isdecimal():
        raise Gone
    draft_id = int(number)
    try:
        if action.verb == "pick":
            step = await services.forms.choose(person, draft_id, key, value, update_id)
        elif action.verb == "page":
            step = await services.forms.show(
                person, draft_id, int(value) if value.isdecimal() else 0
            )
        else:
            step = await services.forms.move(person, draft_id, action.verb, key, update_id)
        refusal = None
    except (NotUnderstood, Outdated) as refused:
        step = await services.forms.show(person, draft_id)
        refusal = refused
    except Gone:
        await say(query, await _done_before(draft_id, person, tr, services, state))
        return
    if step.at_review and is_fact(step.form.name):
        await say(query, await facts.save(step.draft, person, tr, services, state))
        return
    await enter(state, draft_id)
    await say(query, await standing(step, person, tr, services, refusal))


async def _done_before(
    draft_id: int, person: Person, tr: Translator, services: Services, state: FSMContext
) -> Reply:
    """Return what became of a draft that is done: the tap is on a message of before."""
    made = await services.challenges.of_draft(person, draft_id)
    if made is not None:
        card = await services.challenges.card(person, made.challenge.id)
        return challenge_screens.card(card, tr)
    before = await services.forms.submitted(person, draft_id)
    if before is None or not is_fact(before.form):
        raise Gone
    return await facts.save(before, person, tr, services, state)


async def go_on(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
) -> None:
    """Go on with a draft, however old."""
    try:
        step = await services.forms.show(person, number_of(action))
    except Gone:
        await say(query, await _done_before(number_of(action), person, tr, services, state))
        return
    await enter(state, step.draft.id)
    await say(query, await standing(step, person, tr, services))


async def stop(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
) -> None:
    """Leave a form; its draft is kept."""
    draft = await services.forms.get(person, number_of(action))
    if await open_draft(state) == draft.id:  # the button may be of an older message
        await state.clear()
    await say(query, screens.stopped(draft.id, draft.form, tr))


async def drop(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
) -> None:
    """Throw a draft away."""
    draft_id = number_of(action)
    await services.forms.discard(person, draft_id)
    if await open_draft(state) == draft_id:
        await state.clear()
    await say(query, screens.dropped(tr))


async def cancel(
    message: Message, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """Answer /cancel: leave the open form, keep its draft."""
    draft_id = await open_draft(state)
    await state.clear()
    if draft_id is None:
        await say(message, screens.nothing_to_stop(tr))
        return
    draft = await services.forms.get(person, draft_id)
    await say(message, screens.stopped(draft.id, draft.form, tr))


async def submit(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
) -> None:
    """Make of a finished draft what it is for; a second tap finds what the first one made.

    What there is to ask about a challenge is asked before; “as it is” (`challenge:send`) sends it.
    """
    draft_id = number_of(action)
    made = await services.challenges.of_draft(person, draft_id)
    if made is not None:
        await state.clear()
        await say(query, challenge_screens.sent(made, tr))
        return
    draft = await services.forms.submitted(person, draft_id)
    if draft is None:
        draft = await services.forms.get(person, draft_id)
        if is_fact(draft.form):
            await say(query, await facts.save(draft, person, tr, services, state))
            return
        if draft.step != REVIEW:
            await enter_form(query, await services.forms.show(person, draft_id), tr, state)
            return
        if draft.form == CHALLENGE.name and action.verb != "send":
            found = await services.challenges.examined(person, draft)
            if found is not None:
                await enter(state, draft_id)
                await say(query, doctor_screens.checked(draft_id, *found, tr))
                return
    elif draft.form == "profile" and (shown := await services.profiles.show(person)).profile:
        await say(query, profile_screens.saved(shown, tr))
        return
    elif is_fact(draft.form):
        await say(query, await facts.save(draft, person, tr, services, state))
        return
    elif draft.form == "answer":
        await say(query, gap_screens.answered_before(tr))
        return
    elif wrong_of(draft.form):
        await say(query, correction_screens.proposed_before(tr))
        return
    elif draft.form == DECLINE.name:
        await say(query, correction_screens.ruled_before(tr))
        return
    elif draft.form == "feed":
        await say(query, feed_screens.listed(await services.feeds.list(person), tr))
        return
    elif draft.form in {"profile", "broadcast"}:
        raise Gone
    try:
        reply = await _submitted(draft, person, tr, services)
    except NotUnderstood as refusal:  # an answer of long ago that does not hold any more
        await say(query, screens.step(await services.forms.show(person, draft_id), tr, refusal))
        return
    except (AlreadyReviewed, NotWithCompany, RuledBefore, Settled):
        await services.forms.discard(person, draft_id)
        await state.clear()
        raise
    if draft.form != "broadcast":
        await state.clear()
    await say(query, reply)


async def _submitted(draft: Draft, person: Person, tr: Translator, services: Services) -> Reply:
    match draft.form:
        case "profile":
            return profile_screens.saved(await services.profiles.submit(person, draft), tr)
        case "challenge":
            return challenge_screens.sent(await services.challenges.submit(person, draft), tr)
        case WITHDRAW.name:
            withdrawn = await services.challenges.withdraw(person, draft)
            return challenge_screens.withdrawn(withdrawn, tr)
        case "publish":
            card = await services.reviews.publish(person, draft)
            return review_screens.published(card, person.id, tr)
        case "decline":
            return review_screens.declined(await services.reviews.decline(person, draft), tr)
        case "changes":
            handed_back = await services.reviews.ask_for_changes(person, draft)
            return review_screens.handed_back(handed_back, tr)
        case "evidence":
            confirmed = await services.reviews.confirm(person, draft)
            return review_screens.company_confirmed(confirmed, tr)
        case "terms":
            changed = await services.terms_changes.change(person, draft)
            is_company = changed.challenge.person_id == person.id
            return terms_screens.changed(changed, draft.id, tr, is_company=is_company)
        case LATER.name:
            seen = await services.introductions.later(person, draft)
            return key_screens.answered(seen, tr)
        case "answer":
            return gap_screens.closed(await services.gaps.answer(person, draft), tr)
        case DECLINE.name:
            return correction_screens.ruled(await services.corrections.decline(person, draft), tr)
        case form if wrong_of(form):
            return correction_screens.proposed(
                await services.corrections.propose(person, draft), tr
            )
        case "feed":
            return feed_screens.added(await services.feeds.add(person, draft), tr)
        case PITCH.name:  # its last button is another one, which knows the terms above it
            step = await services.forms.show(person, draft.id)
            return await standing(step, person, tr, services)
        case TEAM.name:
            team = await services.creative_teams.make(person, draft)
            return team_screens.made(team, tr)
        case NOT_CHOSEN.name:
            shown = await services.pitch_decisions.decline_with_words(person, draft)
            return pitch_review.declined(shown, tr)
        case CLOSE.name:
            return pitch_review.closed(await services.pitch_decisions.close(person, draft), tr)
        case "broadcast":
            preview = await services.broadcasts.preview(person, draft)
            return broadcast_screens.preview(preview, services.languages, tr)
        case _:
            raise Gone


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="forms")
    router.message.register(cancel, Command("cancel"))
    router.callback_query.register(
        tap, Tap("form", "pick", "page", "done", "skip", "enough", "clear", "back", "edit")
    )
    router.callback_query.register(go_on, Tap("form", "go"))
    router.callback_query.register(stop, Tap("form", "stop"))
    router.callback_query.register(drop, Tap("form", "drop"))
    router.callback_query.register(submit, Tap("form", "submit"))
    router.callback_query.register(submit, Tap("challenge", "send"))
    router.message.register(answer, StateFilter(Filling.form), ~F.text.startswith("/"))
    return router
