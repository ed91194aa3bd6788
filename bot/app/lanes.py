"""Lanes: one person's updates are handled one at a time and in order; people side by side."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from bot.app.nursery import Nursery

log = logging.getLogger(__name__)
T = TypeVar("T")

BURST: Final = 8
"""Messages in a row that are answered without delay: more than anybody types and reads."""
PER_SECOND: Final = 4.0
"""Pace after that. A flood is slowed, never dropped; it waits here, before any embedding."""
SIDE_BY_SIDE: Final = 16
"""Most people served at once: what the database and the model can do in parallel."""


@dataclass
class _Lane(Generic[T]):
    waiting: deque[T] = field(default_factory=deque)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    running: bool = False
    allowance: float = BURST
    seen_at: float = 0.0
    told: bool = False


async def _one_by_one(waiting: Sequence[T], news: asyncio.Event) -> tuple[T, int]:
    return waiting[0], 1


class Lanes(Generic[T]):
    """Queues of work by person. `handle` is called for each item; `flooded` once per flood.

    `gather` may make one item of several in front of a queue, and may wait for more of them: it
    gets the queue and an event that is set with every new item, and returns the item and how many
    it is made of. They count as one, and stay in the queue until they are handled.
    """

    def __init__(
        self,
        nursery: Nursery,
        handle: Callable[[T], Awaitable[None]],
        flooded: Callable[[T], Awaitable[None]],
        *,
        gather: Callable[[Sequence[T], asyncio.Event], Awaitable[tuple[T, int]]] = _one_by_one,
        timer: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._nursery = nursery
        self._gather = gather
        self._handle = handle
        self._flooded = flooded
        self._timer = timer
        self._sleep = sleep
        self._lanes: dict[int, _Lane[T]] = {}
        self._places = asyncio.Semaphore(SIDE_BY_SIDE)
        self._quiet = asyncio.Event()
        self._quiet.set()

    def put(self, person: int, item: T) -> None:
        """Queue an item behind the person's earlier ones."""
        lane = self._lanes.setdefault(person, _Lane(seen_at=self._timer()))
        lane.waiting.append(item)
        lane.news.set()
        if not lane.running:
            lane.running = True
            self._quiet.clear()
            self._nursery.spawn(self._run(person, lane), f"lane-{person}")

    async def quiet(self, patience_s: float) -> bool:
        """Wait until every lane is empty; False if that takes longer than `patience_s`."""
        try:
            await asyncio.wait_for(self._quiet.wait(), patience_s)
        except TimeoutError:
            return False
        return True

    async def _run(self, person: int, lane: _Lane[T]) -> None:
        try:
            while lane.waiting:
                item, count = await self._gather(lane.waiting, lane.news)
                await self._slow_down(lane, item)
                async with self._places:
                    await self._handle(item)
                for _ in range(count):
                    lane.waiting.popleft()
        finally:
            lane.running = False
            self._forget_rested()
            if not any(other.running for other in self._lanes.values()):
                self._quiet.set()

    def _forget_rested(self) -> None:
        """Drop lanes whose allowance has grown back, so that memory does not grow with people."""
        rested = self._timer() - BURST / PER_SECOND
        for person in [
            p for p, lane in self._lanes.items() if not lane.running and lane.seen_at < rested
        ]:
            del self._lanes[person]

    async def _slow_down(self, lane: _Lane[T], item: T) -> None:
        now = self._timer()
        lane.allowance = min(BURST, lane.allowance + (now - lane.seen_at) * PER_SECOND)
        lane.seen_at = now
        if lane.allowance == BURST:  # the person has rested: what comes now is another flood
            lane.told = False
        if lane.allowance < 1:
            if not lane.told:
                lane.told = True
                await self._flooded(item)
            await self._sleep((1 - lane.allowance) / PER_SECOND)
            lane.allowance, lane.seen_at = 1, self._timer()
        lane.allowance -= 1
