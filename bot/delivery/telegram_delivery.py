"""The seam to python-telegram-bot: a bot that only sends, and a Reply as its message.

A plain `ExtBot`, never an `Application`: a second reader of the updates would rob the
conversation of them.
"""

import logging

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import AIORateLimiter, Defaults, ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.delivery.outcomes import expect_seconds, says_no_chat
from bot.domain.attachments import FileKind, SentFile
from bot.domain.replies import Button, Reply, Rows

log = logging.getLogger(__name__)

# Together below the lease: a row must not be somebody else's while its message is on the way.
POOL_TIMEOUT_S = 2.0
CONNECT_TIMEOUT_S = 5.0
WRITE_TIMEOUT_S = 5.0
READ_TIMEOUT_S = 15.0
SEND_TIMEOUT_S = POOL_TIMEOUT_S + CONNECT_TIMEOUT_S + WRITE_TIMEOUT_S + READ_TIMEOUT_S


def make_request(connections: int) -> HTTPXRequest:
    """Return the wire to Telegram for so many messages at once."""
    return HTTPXRequest(
        connection_pool_size=connections,
        pool_timeout=POOL_TIMEOUT_S,
        connect_timeout=CONNECT_TIMEOUT_S,
        write_timeout=WRITE_TIMEOUT_S,
        read_timeout=READ_TIMEOUT_S,
    )


def make_bot(token: str, api_base: str, rate: float, request: BaseRequest) -> ExtBot[int]:
    """Return a bot that lets one message out every `1 / rate` seconds; it is not initialised:
    that would ask Telegram who it is, and fail to start while the line is down."""
    if not api_base.startswith(("http://", "https://")):
        raise ValueError(f"the base of the Bot API is no address: {api_base!r}")
    expect_seconds()
    # At DEBUG these two write what is said to whom.
    for name in ("telegram.Bot", "telegram.ext.ExtBot"):
        logging.getLogger(name).setLevel(logging.INFO)
    base = api_base.rstrip("/")
    return ExtBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        # One wire for both kinds of request: a second client would lie idle, updates are not ours.
        request=request,
        get_updates_request=request,
        defaults=Defaults(
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
        # A bucket of one: it paces without a burst. It never retries: its pause is ended by any
        # other message, and then everything leaves at once. The outbox retries.
        rate_limiter=AIORateLimiter(
            overall_max_rate=1, overall_time_period=1 / rate, max_retries=0
        ),
    )


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Return the buttons of a reply; raise `ValueError` for one that does nothing."""
    if not any(rows):
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows if row])


async def send(bot: ExtBot[int], chat_id: int, first: Reply) -> int:
    """Send one message and return its id.

    A file that Telegram does not open any more is told as words: what stands below it is not
    lost with it.
    """
    if first.sent is not None:
        try:
            return await _send_file(bot, chat_id, first, first.sent)
        except BadRequest as error:
            if says_no_chat(error):
                raise
            log.info("file not opened any more")
            first = first.without_file()
    message = await bot.send_message(chat_id, first.html, reply_markup=keyboard(first.rows))
    return message.message_id


async def _send_file(bot: ExtBot[int], chat_id: int, first: Reply, file: SentFile) -> int:
    caption, buttons = first.html or None, keyboard(first.rows)
    if file.kind is FileKind.PHOTO:
        message = await bot.send_photo(
            chat_id, file.file_id, caption=caption, reply_markup=buttons
        )
    else:
        message = await bot.send_document(
            chat_id, file.file_id, caption=caption, reply_markup=buttons
        )
    return message.message_id


def first_message(reply: Reply) -> tuple[Reply, Reply | None]:
    """Return the first message and the rest; raise `ValueError` if it cannot be sent."""
    first, rest = reply.split()
    if not (first.html.strip() or first.sent):
        raise ValueError("a message without a text")
    keyboard(first.rows)
    return first, rest


def _button(button: Button) -> InlineKeyboardButton:
    if button.action is not None:
        return InlineKeyboardButton(button.label, callback_data=button.action.pack())
    if button.share is not None:
        return InlineKeyboardButton(button.label, switch_inline_query=button.share)
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    raise ValueError("a button that does nothing")
