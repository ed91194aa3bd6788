"""New entries: posts that staff forward or paste, one question at a time, what feeds brought."""

from typing import Any, Final

from aiogram import F, Router
from aiogram.filters import Filter, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, MessageOriginChannel

from bot.domain.drafting import NEW
from bot.domain.entry_views import NewPreview
from bot.domain.people import Person
from bot.domain.refusals import DoesNotFitHere, Gone, Outdated, TextWanted
from bot.domain.replies import Action
from bot.i18n import Translator
from bot.screens import ask as ask_screens
from bot.screens import drafting as screens
from bot.screens import forms as form_screens
from bot.services import Services
from bot.services.drafting import Post
from handlers.filters import Content, Tap, enter, number_of
from handlers.forms import standing
from handlers.telegram import say

LONG: Final = 240
"""Characters from which a text is more likely a post than a question."""


class LooksLikeAPost(Filter):
    """Passes what staff forward, and long texts that they paste; `post` is what it says."""

    async def __call__(self, message: Message, person: Person) -> bool | dict[str, Any]:
        """Return the post, or False for what is plainly a question."""
        text = message.text or message.caption or ""
        is_reply = message.reply_to_message is not None  # to a question that was handed over
        if not person.is_staff or not text or text.startswith("/") or is_reply:
            return False
        is_forwarded = message.forward_origin is not None
        is_long = len(text) >= LONG and ("\n" in text.strip() or "://" in text)
        return {"post": post_of(message)} if is_forwarded or is_long else False


def post_of(message: Message) -> Post:
    """Return what a message says, the addresses behind its words, and its public channel."""
    entities = message.entities or message.caption_entities or []
    addresses = tuple(entity.url for entity in entities if entity.url)
    origin = message.forward_origin
    # A channel is a publisher; the name of a person who wrote to staff is nobody's source.
    source = origin.chat.title if isinstance(origin, MessageOriginChannel) else None
    return Post(message.text or message.caption or "", addresses, source)


async def choose_a_way(
    query: CallbackQuery, person: Person, tr: Translator, services: Services, state: FSMContext
) -> None:
    """Wait for a post, or offer to ask one question at a time."""
    await services.editing.desk(person)  # the right to
    await state.set_state(Content.posting)
    await say(query, screens.how_to_begin(tr))


async def begin(
    query: CallbackQuery,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Ask one question at a time."""
    step = await services.drafting.begin(person, update_id)
    await enter(state, step.draft.id)
    await say(query, await standing(step, person, tr, services))


async def take(
    message: Message,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Read the post that was asked for, and ask for what it leaves open."""
    post = post_of(message)
    if not post.text:
        raise TextWanted
    draft = await services.drafting.offer(person, post, update_id)
    step = await services.drafting.take_up(person, draft.id)
    await enter(state, step.draft.id)
    await say(message, await standing(step, person, tr, services))


async def offer(
    message: Message,
    post: Post,
    person: Person,
    tr: Translator,
    services: Services,
    update_id: int,
) -> None:
    """Offer to make an entry of a post; a short one may be a question, and is answered first."""
    draft = await services.drafting.offer(person, post, update_id)
    reply = screens.offer(draft, tr)
    if len(post.text) < LONG:
        found = await services.asking.ask(person, post.text, update_id)
        reply = ask_screens.found(found, tr).and_then(reply)
    await say(message, reply)


async def take_up(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
) -> None:
    """Make an entry of the post that was offered."""
    step = await services.drafting.take_up(person, number_of(action))
    await enter(state, step.draft.id)
    await say(query, await standing(step, person, tr, services))


async def answer(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    update_id: int,
) -> None:
    """Answer a post as a question."""
    text = await services.drafting.post_of(person, number_of(action))
    found = await services.asking.ask(person, text, update_id)
    await say(query, ask_screens.found(found, tr))
    # Only now: whoever dies in between is asked again, and the text must still be there.
    await services.drafting.give_up(person, number_of(action))


async def preview_as(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
) -> None:
    """Show a new entry as readers of another language see it."""
    number, _, language = action.id.partition(".")
    if not number.isdecimal():
        raise Gone
    draft = await services.forms.get(person, int(number))
    if draft.form != NEW:
        raise Gone
    result = await services.drafting.preview(person, draft, language)
    await say(query, screens.preview(result, services.languages, tr))


async def publish(
    query: CallbackQuery,
    action: Action,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
) -> None:
    """Publish what was previewed, or show how it is by now."""
    number, _, previewed = action.id.partition(".")
    if not number.isdecimal():
        raise Gone
    checked = action.verb == "gochecked"
    try:
        result = await services.drafting.publish(person, int(number), previewed, checked=checked)
    except DoesNotFitHere as misfit:
        step = await services.forms.move(person, int(number), "edit", misfit.key)
        await enter(state, step.draft.id)
        await say(query, form_screens.step(step, tr, misfit))
        return
    if isinstance(result, NewPreview):
        await say(query, screens.preview(result, services.languages, tr, changed=True))
        return
    await state.clear()
    await say(query, screens.published(result, tr))


async def list_waiting(
    query: CallbackQuery, person: Person, tr: Translator, services: Services
) -> None:
    """List what waits to be published."""
    await say(query, screens.waiting(await services.editing.waiting(person), tr))


async def publish_all(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Publish what waits of one feed, if it is what was on screen."""
    feed, _, seen = action.id.partition(".")
    if not feed.isdecimal():
        raise Gone
    try:
        done = await services.editing.publish_all(person, int(feed), seen)
    except Outdated:  # other ones wait by now: they are looked at first
        await say(query, screens.waiting(await services.editing.waiting(person), tr))
    else:
        await say(query, screens.all_published(done, tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="posts")
    router.callback_query.register(choose_a_way, Tap("content", "new"))
    router.callback_query.register(begin, Tap("content", "ask"))
    router.callback_query.register(take_up, Tap("content", "take"))
    router.callback_query.register(answer, Tap("content", "query"))
    router.callback_query.register(preview_as, Tap("content", "as"))
    router.callback_query.register(publish, Tap("content", "go", "gochecked"))
    router.callback_query.register(list_waiting, Tap("content", "wait"))
    router.callback_query.register(publish_all, Tap("content", "all"))
    router.message.register(take, StateFilter(Content.posting), ~F.text.startswith("/"))
    router.message.register(offer, StateFilter(None), LooksLikeAPost())
    return router
