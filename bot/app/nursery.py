"""The one place that starts tasks: it keeps a reference, logs failures, cancels at the end."""

import asyncio
import logging
from collections.abc import Coroutine
from types import TracebackType
from typing import Any

log = logging.getLogger(__name__)


class Nursery:
    """Looks after the tasks of a process.

    Unlike `asyncio.TaskGroup` it does not end everybody when one fails: a failed task is an ERROR
    line, and the others go on.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def spawn(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        """Start a task; its failure is logged under `name`."""
        task = asyncio.create_task(work, name=name)  # noqa: TID251 - this is the nursery
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def __aenter__(self) -> "Nursery":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("task failed", extra={"task": task.get_name()}, exc_info=error)
