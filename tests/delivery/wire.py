"""The fake wire: Telegram below python-telegram-bot's own HTTP client.

It sits at the transport, so what the library makes of a refused connection or of half an answer
is the library's doing, not ours. It answers the methods that send and fails on any other.
"""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import httpx

TOKEN = "4242424242:AAfake-token-that-nobody-may-ever-log"

METHODS = frozenset({"sendMessage", "sendPhoto", "sendDocument"})

Answer = Callable[[httpx.Request], httpx.Response]


@dataclass
class Sent:
    """A message that reached Telegram, when, and what the answer was."""

    at: float
    chat_id: int
    parameters: dict[str, Any]
    arrived: bool
    method: str = "sendMessage"

    @property
    def text(self) -> str:
        """Return the text, or the caption of a file."""
        return str(self.parameters.get("text", self.parameters.get("caption", "")))


def refuses(status: int, description: str, **parameters: Any) -> Answer:
    """Answer as Telegram does when it refuses."""
    body = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return lambda _: httpx.Response(status, json=body)


def breaks(error: type[httpx.TransportError]) -> Answer:
    """Break the connection."""

    def answer(request: httpx.Request) -> httpx.Response:
        raise error("broken on purpose", request=request)

    return answer


def says(status: int, body: bytes) -> Answer:
    """Answer with anything."""
    return lambda _: httpx.Response(status, content=body)


@dataclass
class FakeTelegram(httpx.AsyncBaseTransport):
    """Telegram, to which every attempt is remembered in order."""

    latency_s: float = 0.1
    attempts: list[Sent] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    refusals: dict[int, deque[Answer]] = field(default_factory=lambda: defaultdict(deque))
    always: Answer | None = None
    limit: int | None = None

    def answers(self, chat_id: int, *answers: Answer) -> None:
        """Answer the next messages to a chat otherwise than by delivering them."""
        self.refusals[chat_id].extend(answers)

    @property
    def sent(self) -> list[Sent]:
        """Return the messages that were delivered."""
        return [attempt for attempt in self.attempts if attempt.arrived]

    def texts(self, chat_id: int) -> list[str]:
        """Return what a chat got."""
        return [sent.text for sent in self.sent if sent.chat_id == chat_id]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        method = request.url.path.rpartition("/")[2]
        if method not in METHODS or request.url.path != f"/bot{TOKEN}/{method}":
            self.unknown.append(request.url.path)
            raise AssertionError(f"nobody answers {method} here")
        form = {
            key: values[0] for key, values in parse_qs((await request.aread()).decode()).items()
        }
        at, chat_id = asyncio.get_running_loop().time(), int(form["chat_id"])
        answer = self._flood(at) or self.always
        if answer is None and self.refusals[chat_id]:
            answer = self.refusals[chat_id].popleft()
        sent = Sent(at, chat_id, form, arrived=answer is None, method=method)
        self.attempts.append(sent)
        await asyncio.sleep(self.latency_s)
        if answer is not None:
            return answer(request)
        chat = {"id": chat_id, "type": "private", "first_name": "x"}
        message = {"message_id": len(self.attempts), "date": 0, "chat": chat, "text": sent.text}
        return httpx.Response(200, content=json.dumps({"ok": True, "result": message}))

    def _flood(self, at: float) -> Answer | None:
        if self.limit is None:
            return None
        if sum(sent.at > at - 1 for sent in self.sent) < self.limit:
            return None
        return refuses(429, "Too Many Requests: retry after 1", retry_after=1)
