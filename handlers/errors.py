"""Refusals are said in the person's language; bugs get an apology with a reference, once."""

import logging
import secrets
from typing import Any

from aiogram import Router
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramServerError,
)
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent

from bot.domain.people import Person
from bot.domain.refusals import Refusal
from bot.i18n import Translator
from bot.screens import errors as screens
from bot.services import Services
from handlers.telegram import say

log = logging.getLogger(__name__)

NO_ANSWER = ExceptionTypeFilter(TelegramNetworkError, TelegramServerError, ClientDecodeError)
"""Telegram cannot be reached: no bug, and nobody to apologise to. Whoever feeds the updates tries
this one again."""


async def refused(event: ErrorEvent, tr: Translator, outcome: dict[str, str]) -> None:
    """Say a refusal; nothing has changed."""
    target = event.update.callback_query or event.update.message
    outcome["is"] = f"refused_{type(event.exception).__name__}"
    if target is not None and isinstance(event.exception, Refusal):
        await say(target, screens.refused(event.exception, tr))


async def blocked(
    event: ErrorEvent, person: Person, services: Services, outcome: dict[str, str]
) -> None:
    """Note that the person blocked the bot while it was answering."""
    outcome["is"] = "blocked"
    await services.people.fell_asleep(person.telegram_id)


async def failed(event: ErrorEvent, outcome: dict[str, str], **data: Any) -> None:
    """Apologise with a reference, and write the one ERROR line that carries it."""
    reference = secrets.token_hex(4)
    outcome["is"] = "failed"
    log.error("update failed", extra={"reference": reference}, exc_info=event.exception)
    target = event.update.callback_query or event.update.message
    tr: Translator | None = data.get("tr")
    if target is None or tr is None:
        return
    try:
        await say(target, screens.broken(reference, tr))
    except (TelegramAPIError, ClientDecodeError):
        log.warning("apology not delivered", extra={"reference": reference}, exc_info=True)


def make_router() -> Router:
    """Return the router of this subject."""
    router = Router(name="errors")
    router.error.register(refused, ExceptionTypeFilter(Refusal))
    router.error.register(blocked, ExceptionTypeFilter(TelegramForbiddenError))
    router.error.register(failed, ~NO_ANSWER)
    return router
