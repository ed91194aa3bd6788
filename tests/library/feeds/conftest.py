"""A server on loopback that behaves as badly as a test wants, under a public-looking name."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.library.feeds.addresses import public_only
from bot.library.feeds.fetching import Limits, fetch

NAME = "feeds.example"
LOOPBACK = "127.0.0.1"
Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Server:
    """Answers each request with what `answers` holds for its path, or by `behaviour`."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes] = {}
        self.behaviour: Behaviour | None = None
        self.requests: list[str] = []
        self.connections = 0
        self.resolved: list[str] = []
        self.names = {NAME: [LOOPBACK]}
        self.port = 0
        self.sent = 0

    @property
    def url(self) -> str:
        return f"http://{NAME}:{self.port}"

    def says(self, path: str, body: bytes = b"", status: str = "200 OK", **headers: str) -> None:
        """Answer a path with a body, as long as it is."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.answers[path] = "\r\n".join([*lines, "", ""]).encode() + body

    def forwards(self, path: str, to: str) -> None:
        """Answer a path with a redirect."""
        self.says(path, status="302 Found", Location=to)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        self.connections += 1
        try:
            if self.behaviour:
                await self.behaviour(reader, writer)
            else:
                asked = (await reader.readuntil(b"\r\n\r\n")).decode()
                self.requests.append(asked)
                writer.write(self.answers[asked.split()[1]])
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the other side had enough
        finally:
            writer.close()

    async def resolve(self, host: str, port: int) -> list[str]:
        """Know the names of this test only."""
        self.resolved.append(host)
        if host not in self.names:
            raise OSError(f"no such host: {host}")
        return self.names[host]

    def allows(self, address: str, port: int) -> bool:
        """Allow this server, and what production allows."""
        return (address, port) == (LOOPBACK, self.port) or public_only(address, port)

    async def fetch(self, path: str = "/", url: str | None = None, **options):
        """Fetch with this server's resolver and a policy that allows its one port."""
        options = {"resolve": self.resolve, "allows": self.allows, **options}
        options.setdefault("limits", Limits(total_s=10))
        return await fetch(url or self.url + path, **options)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    serving = Server()
    listening = await asyncio.start_server(serving.serve, LOOPBACK, 0)
    serving.port = listening.sockets[0].getsockname()[1]
    async with listening:
        yield serving
