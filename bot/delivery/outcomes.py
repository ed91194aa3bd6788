"""What an error of python-telegram-bot makes of an outbox row: the table of docs/delivery.md."""

import warnings
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.warnings import PTBDeprecationWarning

from bot.domain.broadcasts import Delivery, Lane
from bot.domain.replies import Reply

NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""The only causes that prove that Telegram got nothing. All others look alike from here."""
SECOND_TRY_S = 15.0
"""Before an alert that may have arrived goes out once more."""


class Effect(Enum):
    """What an outcome means beyond its row."""

    NONE = auto()
    FLOOD = auto()
    """Everybody pauses."""
    LINE = auto()
    """The connection is in doubt."""
    TOKEN = auto()
    """The worker stops: no row is lost to a wrong token."""
    BUG = auto()
    """Ours to mend."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a row; `wait_s` and `attempted` speak of rows that are queued again."""

    becomes: Delivery
    reason: str = ""
    effect: Effect = Effect.NONE
    wait_s: float = 0.0
    attempted: bool = True
    chat_id: int | None = None
    message_id: int = 0
    rest: Reply | None = None


def outcome_of(error: Exception, lane: Lane, attempts: int) -> Outcome:
    """Decide what an error makes of a row that was sent for the `attempts`-th time."""
    reason = type(error).__name__
    match error:
        case RetryAfter():
            wait_s = flood_seconds(error)
            return Outcome(Delivery.QUEUED, reason, Effect.FLOOD, wait_s, attempted=False)
        case ChatMigrated():
            chat_id = error.new_chat_id
            return Outcome(Delivery.QUEUED, reason, attempted=False, chat_id=chat_id)
        case InvalidToken() | Conflict():
            return Outcome(Delivery.QUEUED, reason, Effect.TOKEN, attempted=False)
        case Forbidden():
            return Outcome(Delivery.BLOCKED, error.message)
        case BadRequest() if says_no_chat(error):
            return Outcome(Delivery.UNREACHABLE, error.message)
        case BadRequest():
            return Outcome(Delivery.REJECTED, error.message, Effect.BUG)
        # BadRequest and TimedOut are kinds of NetworkError: it comes after the one and for both.
        case NetworkError() if isinstance(error.__cause__, NEVER_LEFT):
            reason = type(error.__cause__).__name__
            return Outcome(Delivery.QUEUED, reason, Effect.LINE, attempted=False)
        case TelegramError() | TimeoutError():
            effect = Effect.LINE
        case _:  # Telegram answered and we could not read it
            effect = Effect.BUG
    if lane is Lane.PERSONAL and attempts < 2:
        return Outcome(Delivery.QUEUED, reason, effect, SECOND_TRY_S)
    return Outcome(Delivery.UNSURE, reason, effect)


def says_no_chat(error: BadRequest) -> bool:
    """Say whether Telegram does not know the chat: the one place that compares an error's text."""
    return "chat not found" in error.message.lower()


def flood_seconds(error: RetryAfter) -> float:
    """Return how long Telegram wants us to be silent."""
    with warnings.catch_warnings():
        expect_seconds()
        wait: float | timedelta = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def expect_seconds() -> None:
    """Silence the advice that `RetryAfter` will hold a timedelta one day: we take both.

    It speaks whenever such an error is made, also inside the library.
    """
    warnings.filterwarnings("ignore", ".*retry_after.*", PTBDeprecationWarning)
