"""`python -m bot.playground`: the playground as a process of its own."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from .server import DEFAULT_TOKEN, Playground


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bot.playground",
        description="A Bot API server on this machine and its chat page.",
    )
    parser.add_argument("--port", type=int, default=8080, help="0 takes a free one")
    parser.add_argument("--data", type=Path, help="folder that keeps people and chats")
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="the token that bots must use")
    parser.add_argument("--limit", type=int, help="messages in any second before 429")
    parser.add_argument("--start", action="store_true", help="new people send /start at once")
    return parser.parse_args()


async def _run(arguments: argparse.Namespace) -> None:
    playground = Playground(
        data=arguments.data,
        token=arguments.token,
        port=arguments.port,
        start=arguments.start,
        limit=arguments.limit,
    )
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with playground:
        # The parent process reads this line to learn the port.
        sys.stdout.write(f"playground ready at {playground.url}\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(_run(_arguments()))
