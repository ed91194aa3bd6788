"""The clock that a person moves forwards, so that reminders and digests can be seen today."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from .refusals import Impossible

# Far enough for every deadline, and no date runs out of the calendar.
FARTHEST_S = 10 * 366 * 24 * 3600


class MovableClock:
    """The time of this machine and the seconds that it was moved, which a file keeps.

    The bot under trial reads the same file; nothing else tells it the time of the demo.
    """

    def __init__(self, path: Path, real: Callable[[], float]) -> None:
        self._path = path
        self._real = real
        self.ahead_s = 0
        with contextlib.suppress(FileNotFoundError, ValueError):
            self.ahead_s = max(0, int(path.read_text("ascii")))

    def __call__(self) -> float:
        return self._real() + self.ahead_s

    def move(self, seconds: int) -> None:
        """Move forwards; back is impossible, because what was sent stays sent."""
        if seconds <= 0:
            raise Impossible("the clock moves forwards only")
        if self.ahead_s + seconds > FARTHEST_S:
            raise Impossible("the clock does not move more than ten years")
        self.ahead_s += seconds
        beside = self._path.with_suffix(".new")
        beside.write_text(f"{self.ahead_s}\n", "ascii")
        beside.replace(self._path)
