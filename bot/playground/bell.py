"""Waking those who wait, and running what runs in the background."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)


class Bell:
    """Wakes everybody who waits, each time that it rings."""

    def __init__(self) -> None:
        self._ring = asyncio.Event()

    def ring(self) -> None:
        """Wake everybody who waits now."""
        self._ring.set()
        self._ring = asyncio.Event()

    async def heard(self, timeout_s: float | None = None) -> bool:
        """Wait for the next ring; False when it did not come in time."""
        ring = self._ring
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await ring.wait()
                return True
        return False


class Chores:
    """The background tasks of one playground: kept, logged on failure, cancelled at the end."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Run `work` until it ends or the playground stops."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def stop(self) -> None:
        """Cancel what still runs and wait until it is gone."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("chore failed", extra={"chore": task.get_name()}, exc_info=error)
