"""Best first, without putting all in order: what is looked at is what is shown."""

from collections.abc import Callable, Iterator
from math import inf
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

AT_ONCE: Final = 128
"""How many are put in order at first; four times as many each time more are wanted."""
DIGITS: Final = 4
"""Scores that do not differ by more are equal."""


def best_first(
    scores: NDArray[np.float32],
    slots: NDArray[np.intp],
    tie: Callable[[int], Any],
    at_once: int = AT_ONCE,
) -> Iterator[int]:
    """Yield slots by falling score, and equals by rising `tie`."""
    rounded = np.round(scores[slots].astype(np.float64), DIGITS)
    below = inf
    while True:
        left = np.flatnonzero(rounded < below)
        if not len(left):
            return
        values = rounded[left]
        # Whole groups of equals only: their order is that of `tie`.
        below = -inf if len(left) <= at_once else float(np.partition(values, -at_once)[-at_once])
        chosen = left[values >= below]
        ordered = sorted(chosen, key=lambda place: (-rounded[place], tie(int(slots[place]))))
        yield from (int(slots[place]) for place in ordered)
        if below == -inf:
            return
        at_once *= 4
