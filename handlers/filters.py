"""Filters: taps by their action, and the form a person is in."""

from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery

from bot.domain.refusals import Gone
from bot.domain.replies import Action


class Filling(StatesGroup):
    """A form is open; its draft's id is the data."""

    form = State()


class Content(StatesGroup):
    """Staff were asked for the words of an entry that they look for, or for a post."""

    finding = State()
    posting = State()


class Tap(Filter):
    """Passes taps on buttons of `kind` (and one of `verbs`), and hands the action on."""

    def __init__(self, kind: str, *verbs: str) -> None:
        self._kind = kind
        self._verbs = verbs

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Any]:
        """Return the action, or False for another button."""
        action = Action.parse(query.data or "")
        if action is None or action.kind != self._kind:
            return False
        if self._verbs and action.verb not in self._verbs:
            return False
        return {"action": action}


def number_of(action: Action) -> int:
    """Return the number that a button carries; raise `Gone` for anything else: it is forged."""
    if not action.id.isdecimal():
        raise Gone
    return int(action.id)


async def open_draft(state: FSMContext) -> int | None:
    """Return the draft of the form that a person is in."""
    if await state.get_state() != Filling.form.state:
        return None
    draft_id = (await state.get_data()).get("draft")
    return draft_id if isinstance(draft_id, int) else None


async def enter(state: FSMContext, draft_id: int) -> None:
    """Put a person into a form."""
    await state.set_state(Filling.form)
    await state.set_data({"draft": draft_id})
