"""The one question for a fact of the profile: its answer is saved at once."""

from aiogram.fsm.context import FSMContext

from bot.domain.forms import Draft
from bot.domain.people import Person
from bot.domain.replies import Reply
from bot.i18n import Translator
from bot.screens import forms as form_screens
from bot.screens import profile as screens
from bot.services import Services
from handlers.filters import enter
from handlers.returning import way_back


async def save(
    draft: Draft, person: Person, tr: Translator, services: Services, state: FSMContext
) -> Reply:
    """Save the fact; ask what follows from it, or lead back to what it was asked for."""
    saved = await services.profiles.save_fact(person, draft)
    if saved.then is not None:
        step = await services.profiles.ask_for(person, saved.then, saved.subject)
        await enter(state, step.draft.id)
        return form_screens.step(step, tr)
    await state.clear()
    back = await way_back(saved.subject, person, tr, services)
    return back or screens.fact_saved(saved, tr)
