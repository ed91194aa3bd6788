"""Reply → aiogram: the only place that builds keyboards for the conversation."""

import logging
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)

from bot.domain.attachments import FileKind
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


async def say(event: Message | CallbackQuery, reply: Reply) -> Message | None:
    """Answer: a tap edits its message in place, typed text and files get a new one.

    Return the last message that is new, if any.
    """
    messages = reply.messages()
    bot, chat_id = event.bot, _chat_of(event)
    if bot is None:
        return None
    tapped = event.message if isinstance(event, CallbackQuery) else None
    first = messages[0]
    in_place = isinstance(tapped, Message) and not first.has_file
    if tapped and in_place and await edit(bot, chat_id, tapped.message_id, first):
        messages = messages[1:]
    last = None
    for message in messages:
        last = await _send(bot, chat_id, message)
    return last


def _chat_of(event: Message | CallbackQuery) -> int:
    if isinstance(event, Message):
        return event.chat.id
    # Telegram hides messages that are too old; the chat with a person has the person's id.
    return event.message.chat.id if isinstance(event.message, Message) else event.from_user.id


async def _send(bot: Bot, chat_id: int, reply: Reply) -> Message:
    """Send one message; a file that Telegram does not open any more is told as words."""
    if reply.file is not None:
        file = BufferedInputFile(reply.file.content, reply.file.name)
        return await bot.send_document(chat_id, file, **_caption(reply))
    if reply.sent is not None:
        try:
            if reply.sent.kind is FileKind.PHOTO:
                return await bot.send_photo(chat_id, reply.sent.file_id, **_caption(reply))
            return await bot.send_document(chat_id, reply.sent.file_id, **_caption(reply))
        except TelegramBadRequest:
            log.info("file not opened any more")
            reply = reply.without_file()
    return await bot.send_message(
        chat_id,
        reply.html,
        parse_mode="HTML",
        reply_markup=keyboard(reply.rows),
        link_preview_options=_NO_PREVIEW,
    )


def _caption(reply: Reply) -> dict[str, Any]:
    markup = keyboard(reply.rows)
    return {"caption": reply.html or None, "parse_mode": "HTML", "reply_markup": markup}


async def edit(bot: Bot, chat_id: int, message_id: int, reply: Reply) -> bool:
    """Change a message in place; False if Telegram refuses: it is old, deleted or not ours."""
    try:
        await bot.edit_message_text(
            reply.html,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode="HTML",
            reply_markup=keyboard(reply.rows),
            link_preview_options=_NO_PREVIEW,
        )
    except TelegramBadRequest as error:
        # Telegram rewords its errors; whatever it was but "not modified", the person gets the
        # reply as a new message.
        if _is_unchanged(error):
            return True
        log.debug("edit refused", extra={"why": error.message})
        return False
    return True


def _is_unchanged(error: TelegramBadRequest) -> bool:
    """Say whether an edit changed nothing: a double tap, or a replayed one."""
    return "message is not modified" in error.message
