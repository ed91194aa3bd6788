"""Time that jumps: a loop whose clock moves only when everybody waits for it.

Sleeps, timeouts and the library's rate limiter all read the loop's clock, so an hour of delivery
passes in a second and each message has an exact moment. While a database works in another thread
the clock stands still.
"""

import asyncio
import selectors
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta

from bot.store import Store, Unit

TICK_S = 1e-7
START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop with a clock of its own."""

    def __init__(self) -> None:
        self.elapsed = 0.0
        self.holds = 0
        super().__init__(_Selector(self))

    def time(self) -> float:
        return self.elapsed


class _Selector(selectors.DefaultSelector):
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list:
        # Work takes a little time too: whoever computes when to wake and rounds it down to this
        # very moment would otherwise wake for ever.
        self._loop.elapsed += TICK_S
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        if self._loop.holds or timeout is None:
            return super().select(None)
        self._loop.elapsed += timeout
        return []


@contextmanager
def held() -> Iterator[None]:
    """Keep the clock still while something works outside the loop."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    loop.holds += 1
    try:
        yield
    finally:
        loop.holds -= 1


def now() -> datetime:
    """Return the moment on the loop's clock, in whole milliseconds: ticks do not show."""
    return START + timedelta(milliseconds=int(asyncio.get_running_loop().time() * 1000))


class StillStore(Store):
    """The store; while it works no time passes."""

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Unit]:
        with held():
            async with super().begin() as work:
                yield work

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Unit]:
        with held():
            async with super().read() as work:
                yield work
