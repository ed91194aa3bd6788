"""Thumbs under answers, handing a question to people, and replies between them."""

from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.gaps import Thread, Why
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.replies import Action, Reply
from bot.i18n import Translator
from bot.screens import inquiries as screens
from bot.services import Services
from handlers.filters import Tap, number_of
from handlers.telegram import say


class RepliesToQuestion(Filter):
    """Passes replies to messages about a question; which one is in the database."""

    async def __call__(
        self, message: Message, person: Person, services: Services
    ) -> bool | dict[str, Any]:
        """Return what the message was about, or False for any other message."""
        answered = message.reply_to_message
        if answered is None or answered.from_user is None or not answered.from_user.is_bot:
            return False
        thread = await services.inquiries.thread_of(person, answered.message_id)
        return {"thread": thread} if thread else False


async def _say_below(query: CallbackQuery, reply: Reply) -> None:
    """Say it in a new message: editing would take away the answer that brought the button."""
    await say(query.message if isinstance(query.message, Message) else query, reply)


async def thumb(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Take a thumb up or down; a second tap changes it."""
    up = action.verb == "up"
    inquiry = await services.inquiries.thumb(person, number_of(action), up)
    reply = screens.thanked(inquiry, tr) if up else screens.what_is_wrong(inquiry, tr)
    await _say_below(query, reply)


async def why(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Take the reason of a thumb down."""
    number, _, reason = action.id.partition(".")
    if reason not in set(Why):
        raise Gone
    inquiry = await services.inquiries.why(
        person, number_of(Action(action.kind, action.verb, number)), Why(reason)
    )
    await say(query, screens.reason_noted(inquiry, tr))


async def ask_person(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Say who would get the question and what they would read."""
    result = await services.inquiries.to_hand_over(person, number_of(action))
    await _say_below(query, screens.to_hand_over(result, tr))


async def send(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    update_id: int,
) -> None:
    """Hand a question over."""
    result = await services.inquiries.hand_over(person, number_of(action), update_id)
    await say(query, screens.handed_over(result, tr))


async def do_not_send(query: CallbackQuery, tr: Translator) -> None:
    """Leave it at that."""
    await say(query, screens.not_sent(tr))


async def reply(
    message: Message, thread: Thread, person: Person, tr: Translator, services: Services
) -> None:
    """Pass on a reply: of staff to whoever asked, or back."""
    result = await services.inquiries.reply(person, thread, message.text, message.message_id)
    to_person = thread.about.is_for_staff
    await say(message, screens.relayed(result, tr) if to_person else screens.sent_back(result, tr))


def make_router() -> Router:
    """Return the router of this subject; it comes before forms, which take any text."""
    router = Router(name="inquiries")
    router.callback_query.register(thumb, Tap("thumb", "up", "down"))
    router.callback_query.register(why, Tap("thumb", "why"))
    router.callback_query.register(ask_person, Tap("person", "ask"))
    router.callback_query.register(send, Tap("person", "send"))
    router.callback_query.register(do_not_send, Tap("person", "no"))
    router.message.register(reply, ~F.text.startswith("/"), RepliesToQuestion())
    return router
