"""Joined lines: what a person types as several short messages in a row is one question.

"hello" · "free courses" · "in may" are three messages of Telegram. A short line waits a moment
for the next one, in its lane, before any handler: so nothing is answered that was not finished,
and nothing waits inside a handler.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.app.nursery import Nursery
from bot.app.received import Received

WAIT_S: Final = 0.8
"""How long a short line waits for the next: longer than between two lines, too short to annoy."""
MOST_WAIT_S: Final = 2.4
"""How long the first of a run of lines waits at most."""
MOST_LINES: Final = 6
"""Whoever writes more lines than this gets an answer in between."""
SHORT_WORDS: Final = 4
SHORT_LENGTH: Final = 80
"""Characters: one endless word is no line that somebody typed in a hurry."""
APART_S: Final = 3
"""Lines that were sent further apart, by Telegram's clock, are two thoughts. They lie side by
side in the queue only when the process was away."""

_QUESTION_MARKS: Final = ("?", "\N{GREEK QUESTION MARK}")
_OF_A_LINE: Final = frozenset({"message_id", "date", "chat", "from", "text", "entities"})
"""Fields of a message that is nothing but text: no reply, no forward, no picture, no bot's."""


class Joining:
    """Decides which updates in front of a lane are one question."""

    def __init__(
        self,
        nursery: Nursery,
        in_form: Callable[[Received], Awaitable[bool]],
        *,
        timer: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._nursery = nursery
        self._in_form = in_form
        self._timer = timer
        self._sleep = sleep
        self._listening: set[asyncio.Event] = set()
        self._hurries = False

    async def gather(
        self, waiting: Sequence[Received], news: asyncio.Event
    ) -> tuple[Received, int]:
        """Return what is to be handled next, and how many in front of `waiting` it is made of.

        `news` is set whenever something is put behind. Whether the person is in a form is looked
        up only for a short line, and only here, when everything before it has been handled.
        """
        first = waiting[0]
        if not _is_short(first) or await self._in_form(first):
            return first, 1
        run = [first]
        ends = self._timer() + MOST_WAIT_S
        while len(run) < MOST_LINES and _is_short(run[-1]):
            if len(waiting) == len(run):
                await self._wait(news, min(WAIT_S, ends - self._timer()))
            if len(waiting) == len(run) or not _follows(waiting[len(run)], run[-1]):
                break
            run.append(waiting[len(run)])
        return joined(run), len(run)

    def hurry(self) -> None:
        """Wait for nobody any more: the process ends, and what is here is handled as it is."""
        self._hurries = True
        for news in self._listening:
            news.set()

    async def _wait(self, news: asyncio.Event, seconds: float) -> None:
        if self._hurries or seconds <= 0:
            return
        news.clear()
        self._listening.add(news)
        alarm = self._nursery.spawn(self._ring(news, seconds), "wait-for-a-line")
        try:
            await news.wait()
        finally:
            self._listening.discard(news)
            alarm.cancel()

    async def _ring(self, news: asyncio.Event, seconds: float) -> None:
        await self._sleep(seconds)
        news.set()


def joined(run: Sequence[Received]) -> Received:
    """Return several lines as one update: the last one, with the words of all of them."""
    if len(run) == 1:
        return run[0]
    last = run[-1]
    message = {key: value for key, value in last.payload["message"].items() if key != "entities"}
    lines = (str(received.payload["message"]["text"]) for received in run)
    message["text"] = " ".join(" ".join(lines).split())
    return replace(
        last,
        payload={**last.payload, "message": message},
        again=any(received.again for received in run),
        earlier=tuple(id_ for received in run[:-1] for id_ in received.update_ids),
    )


def _line(received: Received) -> dict[str, Any] | None:
    """Return the message if it is plain text, typed by a person who is alone with the bot."""
    message = received.payload.get("message")
    if not isinstance(message, dict) or set(message) - _OF_A_LINE or not received.sender[1]:
        return None
    text = message.get("text")
    return message if isinstance(text, str) and not text.startswith("/") else None


def _is_short(received: Received) -> bool:
    if (message := _line(received)) is None:
        return False
    text = message["text"].rstrip()
    is_question = any(mark in text for mark in _QUESTION_MARKS) or text.endswith(";")
    return not is_question and len(text) <= SHORT_LENGTH and 0 < len(text.split()) <= SHORT_WORDS


def _follows(received: Received, before: Received) -> bool:
    """Say whether a message is the next line of what the person was writing."""
    message, earlier = _line(received), _line(before)
    if message is None or earlier is None:
        return False
    return abs(_sent_at(message) - _sent_at(earlier)) <= APART_S


def _sent_at(message: dict[str, Any]) -> int:
    """Return when Telegram took a message, in seconds; 0 if it does not say."""
    date = message.get("date")
    return date if isinstance(date, int) else 0
