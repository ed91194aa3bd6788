"""`collider` as it is, but for two things: content in two languages is content without a
mistake, and where `LAGS` names a file, each lag of the event loop is written to it: when, how
long, and how much of it the loop's own thread was computing. The rest is other threads of the
process and, on a busy machine, other processes.
"""

import asyncio
import os
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final

from bot.cli import app
from bot.library import checking
from bot.settings import Settings

STEP_S: Final = 0.01
WORTH_MS: Final = 20.0

Process = Callable[[Settings], Coroutine[Any, Any, None]]


def watched(process: Process, lags: Path) -> Process:
    """Return a process that notes when its event loop comes late."""

    async def run(settings: Settings) -> None:
        noting = asyncio.ensure_future(_note(lags))
        try:
            await process(settings)
        finally:
            noting.cancel()

    return run


async def _note(lags: Path) -> None:
    with lags.open("a") as file:
        while True:
            started, busy = time.monotonic(), time.thread_time()
            await asyncio.sleep(STEP_S)
            late = (time.monotonic() - started - STEP_S) * 1000
            own = (time.thread_time() - busy) * 1000
            if late > WORTH_MS:
                file.write(f"{time.time():.3f} {late:.1f} {own:.1f}\n")
                file.flush()


if __name__ == "__main__":
    checking.REQUIRED = ("en",)  # type: ignore[misc, assignment]
    if "LAGS" in os.environ:  # noqa: TID251 - this is no setting
        from bot.app import processes  # only here: `content sync` needs nothing of it

        processes.run = watched(processes.run, Path(os.environ["LAGS"]))  # noqa: TID251
    app()
