"""Reply → aiogram: the only place that builds keyboards for the conversation."""

import logging

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)

from bot.domain.replies import Button, Reply, Rows

log = logging.getLogger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Return aiogram's keyboard for rows of buttons; None for no rows."""
    if not rows:
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_button(b) for b in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    if button.action:
        return InlineKeyboardButton(text=button.label, callback_data=button.action.pack())
    if button.share is not None:
        return InlineKeyboardButton(text=button.label, switch_inline_query=button.share)
    return InlineKeyboardButton(text=button.label, url=button.url)


async def say(event: Message | CallbackQuery, reply: Reply) -> None:
    """Answer: a tap edits its message in place, typed text and files get a new one."""
    messages = reply.messages()
    if isinstance(event, CallbackQuery):
        if not isinstance(event.message, Message):
            await _send_to(event, messages)
            return
        if messages[0].file is None and await _edited(event.message, messages[0]):
            messages = messages[1:]
        event_message = event.message
    else:
        event_message = event
    for message in messages:
        if message.file is not None:
            await event_message.answer_document(
                BufferedInputFile(message.file.content, message.file.name),
                caption=message.html,
                parse_mode="HTML",
                reply_markup=keyboard(message.rows),
            )
            continue
        await event_message.answer(
            message.html,
            parse_mode="HTML",
            reply_markup=keyboard(message.rows),
            link_preview_options=_NO_PREVIEW,
        )


async def _edited(message: Message, reply: Reply) -> bool:
    try:
        await message.edit_text(
            reply.html,
            parse_mode="HTML",
            reply_markup=keyboard(reply.rows),
            link_preview_options=_NO_PREVIEW,
        )
    except TelegramBadRequest as error:
        # Telegram rewords its errors; whatever it was but "not modified", the person gets the
        # reply as a new message: an edit fails for messages that are old, deleted or not ours.
        if _is_unchanged(error):
            return True
        log.debug("edit refused", extra={"why": error.message})
        return False
    return True


def _is_unchanged(error: TelegramBadRequest) -> bool:
    """Say whether an edit changed nothing: a double tap, or a replayed one."""
    return "message is not modified" in error.message


async def _send_to(query: CallbackQuery, messages: list[Reply]) -> None:
    if query.bot is None:
        return
    for message in messages:
        await query.bot.send_message(
            query.from_user.id,
            message.html,
            parse_mode="HTML",
            reply_markup=keyboard(message.rows),
            link_preview_options=_NO_PREVIEW,
        )
