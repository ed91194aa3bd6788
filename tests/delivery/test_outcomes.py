"""What each error of the library makes of a row."""

import warnings
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.outcomes import (
    Effect,
    expect_seconds,
    flood_seconds,
    outcome_of,
    says_no_chat,
)
from bot.domain.broadcasts import Delivery, Lane


@pytest.fixture(autouse=True)
def seconds() -> Iterator[None]:
    with warnings.catch_warnings():
        expect_seconds()
        yield


def caused(error: TelegramError, cause: type[Exception]) -> TelegramError:
    error.__cause__ = cause("x")
    return error


@pytest.mark.parametrize(
    ("make", "becomes", "effect", "attempted"),
    [
        (lambda: RetryAfter(7), Delivery.QUEUED, Effect.FLOOD, False),
        (lambda: Forbidden("x"), Delivery.BLOCKED, Effect.NONE, True),
        (lambda: BadRequest("Chat not found"), Delivery.UNREACHABLE, Effect.NONE, True),
        (lambda: ChatMigrated(-5), Delivery.QUEUED, Effect.NONE, False),
        (lambda: BadRequest("Message is too long"), Delivery.REJECTED, Effect.BUG, True),
        (
            lambda: caused(NetworkError("x"), httpx.ConnectError),
            Delivery.QUEUED,
            Effect.LINE,
            False,
        ),
        (lambda: caused(TimedOut(), httpx.ConnectTimeout), Delivery.QUEUED, Effect.LINE, False),
        (lambda: caused(TimedOut(), httpx.PoolTimeout), Delivery.QUEUED, Effect.LINE, False),
        (lambda: caused(TimedOut(), httpx.ReadTimeout), Delivery.UNSURE, Effect.LINE, True),
        (lambda: caused(TimedOut(), httpx.WriteTimeout), Delivery.UNSURE, Effect.LINE, True),
        (lambda: caused(NetworkError("x"), httpx.ReadError), Delivery.UNSURE, Effect.LINE, True),
        (lambda: NetworkError("Bad Gateway"), Delivery.UNSURE, Effect.LINE, True),
        (lambda: TelegramError("Invalid response"), Delivery.UNSURE, Effect.LINE, True),
        (lambda: TimeoutError(), Delivery.UNSURE, Effect.LINE, True),
        (lambda: KeyError("result"), Delivery.UNSURE, Effect.BUG, True),
        (lambda: InvalidToken(), Delivery.QUEUED, Effect.TOKEN, False),
        (lambda: Conflict("x"), Delivery.QUEUED, Effect.TOKEN, False),
    ],
)
def test_the_table(make, becomes: Delivery, effect: Effect, attempted: bool) -> None:
    outcome = outcome_of(make(), Lane.BROADCAST, attempts=1)

    assert (outcome.becomes, outcome.effect) == (becomes, effect)
    assert outcome.attempted is attempted


def test_an_alert_that_may_have_arrived_goes_out_once_more() -> None:
    error = TimedOut()
    first = outcome_of(error, Lane.PERSONAL, attempts=1)
    assert (first.becomes, first.attempted) == (Delivery.QUEUED, True)
    assert outcome_of(error, Lane.PERSONAL, attempts=2).becomes is Delivery.UNSURE


def test_a_flood_names_its_length_as_seconds_or_as_a_duration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert flood_seconds(RetryAfter(7)) == 7
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    assert flood_seconds(RetryAfter(timedelta(seconds=7))) == 7


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Chat not found", True),
        ("Bad Request: chat not found", True),
        ("Message text is empty", False),
    ],
)
def test_an_unknown_chat_is_known_by_its_words(words: str, expected: bool) -> None:
    assert says_no_chat(BadRequest(words)) is expected
