"""What time it is: the only place that asks."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
"""Returns the present moment as an aware datetime in UTC."""

REREAD_EVERY_S = 0.2


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the clock


def demo_now(
    path: Path, *, real: Clock = utc_now, monotonic: Callable[[], float] = time.monotonic
) -> Clock:
    """Return a clock that is ahead by the seconds that `path` holds, and never goes back.

    The chat page of `collider try` writes that file. A missing file means no seconds, and what is
    no number leaves the clock as it is.
    """
    ahead = timedelta()
    read = ""
    read_at: float | None = None

    def reread() -> None:
        nonlocal ahead, read
        try:
            # Reading a few bytes is safer than trusting the time of the file: two writes may
            # share one tick of the file system.
            found = path.read_text("ascii", errors="replace")
            if found != read:
                read = found
                ahead = max(ahead, timedelta(seconds=int(found)))
        except FileNotFoundError:
            return
        except (OSError, ValueError, OverflowError) as error:
            log.warning("cannot read the demo's clock", extra={"error": type(error).__name__})

    def now() -> datetime:
        nonlocal read_at
        if read_at is None or monotonic() - read_at >= REREAD_EVERY_S:
            read_at = monotonic()
            reread()
        return real() + ahead

    return now
