"""Photos and documents that belong to a form, and the way to those of others."""

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.attachments import FileKind, NoFileOfOurs, SentFile, TooManyFiles
from bot.domain.people import Person
from bot.domain.refusals import Gone, Refusal
from bot.domain.replies import Action, Reply
from bot.i18n import Translator
from bot.screens import attachments as screens
from bot.services import Services
from handlers.filters import Filling, Tap, number_of, open_draft
from handlers.forms import standing
from handlers.telegram import edit, say

_ALBUM = "album"
"""In the state: the album whose first file was answered last, and the message that did."""


def file_of(message: Message) -> SentFile | None:
    """Return the photo, largest size, or the document of a message."""
    if message.photo:
        size = message.photo[-1]
        return SentFile(FileKind.PHOTO, size.file_id, size.file_unique_id, size=size.file_size)
    # Telegram gives an animation as a document, too, and opens it as neither.
    if message.document and not message.animation:
        file = message.document
        return SentFile(
            *(FileKind.DOCUMENT, file.file_id, file.file_unique_id),
            name=file.file_name or "",
            size=file.file_size,
        )
    return None


async def keep(
    message: Message,
    person: Person,
    tr: Translator,
    services: Services,
    state: FSMContext,
    update_id: int,
) -> None:
    """Keep a file with the open form and ask on; forms that take none say so themselves."""
    draft_id = await open_draft(state)
    is_post = message.forward_origin is not None and message.caption is not None
    if draft_id is None or is_post:
        raise SkipHandler
    try:
        if not await services.attachments.takes(person, draft_id):
            raise SkipHandler
    except Gone:
        await state.clear()
        raise
    await _answer(message, await _kept(message, draft_id, person, tr, services, update_id), state)


async def _kept(
    message: Message,
    draft_id: int,
    person: Person,
    tr: Translator,
    services: Services,
    update_id: int,
) -> Reply:
    file, refusal = file_of(message), None
    try:
        if file is None:
            raise NoFileOfOurs
        result = await services.attachments.keep(person, draft_id, file, update_id)
    except (NoFileOfOurs, TooManyFiles) as refused:
        refusal = refused
    question = await _question(draft_id, person, tr, services, refusal)
    if refusal is None:
        return screens.kept(result, question, tr, caption=bool(message.caption))
    result = await services.attachments.of_draft(person, draft_id)
    return screens.with_files(result, question, tr) if result.files else question


async def _question(
    draft_id: int, person: Person, tr: Translator, services: Services, refusal: Refusal | None
) -> Reply:
    step = await services.forms.show(person, draft_id)
    return await standing(step, person, tr, services, refusal)


async def _answer(message: Message, reply: Reply, state: FSMContext) -> None:
    """Answer a file; the files of one album are answered by one message that keeps up."""
    album, bot = message.media_group_id, message.bot
    before, said_in = (await state.get_data()).get(_ALBUM) or ("", 0)
    is_next = bool(album) and album == before
    if is_next and bot and await edit(bot, message.chat.id, said_in, reply):
        return
    said = await say(message, reply)
    if album and said is not None:
        await state.update_data({_ALBUM: [album, said.message_id]})


async def look(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """List what goes along with a form, or take one file or all of them out of it."""
    attachments = services.attachments
    match action.verb:
        case "drop":
            draft, _, number = action.id.partition(".")
            if not (draft.isdecimal() and number.isdecimal()):
                raise Gone
            result = await attachments.remove(person, int(draft), int(number))
        case "clear":
            result = await attachments.remove(person, number_of(action))
        case _:
            result = await attachments.of_draft(person, number_of(action))
    await say(query, screens.listed(result, tr))


async def show(
    query: CallbackQuery, action: Action, person: Person, tr: Translator, services: Services
) -> None:
    """Send the files of a challenge (`c.<id>`) or of a pitch (`p.<id>`) to who may see them."""
    kind, _, number = action.id.partition(".")
    if kind not in {"c", "p"} or not number.isdecimal():
        raise Gone
    if kind == "c":
        result = await services.attachments.of_challenge(person, int(number))
    else:
        result = await services.attachments.of_pitch(person, int(number))
    await say(query, screens.opened(result, tr))


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="files")
    router.message.register(keep, StateFilter(Filling.form), ~F.text)
    router.callback_query.register(look, Tap("file", "list", "drop", "clear"))
    router.callback_query.register(show, Tap("file", "show"))
    return router
