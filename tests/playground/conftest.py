"""A playground of its own for every test, on a free port of this machine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest

from bot.playground import DEFAULT_TOKEN, Playground


@dataclass
class Clock:
    """Time that moves when a test says so."""

    at: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Wire:
    """Plain HTTP to a playground, without any Telegram library."""

    playground: Playground
    session: aiohttp.ClientSession
    token: str = field(default=DEFAULT_TOKEN)

    async def call(self, method: str, **parameters: Any) -> tuple[int, Any]:
        """Call a method of the Bot API with JSON; return the status and the body."""
        url = f"{self.playground.url}/bot{self.token}/{method}"
        async with self.session.post(url, json=parameters) as answer:
            return answer.status, await answer.json(content_type=None)

    async def result(self, method: str, **parameters: Any) -> Any:
        """Call a method that must succeed; return its result."""
        status, body = await self.call(method, **parameters)
        assert status == 200, body
        return body["result"]

    async def refusal(self, method: str, **parameters: Any) -> tuple[int, str]:
        """Call a method that must be refused; return the code and the description."""
        status, body = await self.call(method, **parameters)
        assert not body["ok"], body
        assert body["error_code"] == status
        return status, body["description"]

    async def play(self, path: str, **body: Any) -> tuple[int, Any]:
        """Post to the people's side; return the status and the body."""
        async with self.session.post(f"{self.playground.url}/play/{path}", json=body) as answer:
            return answer.status, await answer.json()


@pytest.fixture(autouse=True)
def _timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opt into python-telegram-bot's coming type of `retry_after`; the old one warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def playground(clock: Clock) -> AsyncIterator[Playground]:
    async with Playground(now=clock) as running:
        yield running


@pytest.fixture
async def wire(playground: Playground) -> AsyncIterator[Wire]:
    async with aiohttp.ClientSession() as session:
        yield Wire(playground, session)
