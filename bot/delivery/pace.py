"""When messages may leave this process: after floods, and while the line is down.

The pace of the token is a row in the database; here is what one process knows on top of it.
"""

import random

STEADY_FAILURES = 3
"""So many failures in a row, and no success between them, are no coincidence."""
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0


class Gate:
    """Shut while Telegram wants to hear nothing from this token.

    A conversation in the same process may share it: a flood concerns the token, not the sender.
    """

    def __init__(self) -> None:
        self.resume_at = 0.0

    def close_until(self, epoch: float, now: float) -> bool:
        """Let nothing out before `epoch` (seconds since 1970); say whether the gate was open."""
        was_open = self.resume_at <= now
        self.resume_at = max(self.resume_at, epoch)
        return was_open


class Line:
    """How the connection fares: an outage should cost a handful of messages, not a broadcast."""

    def __init__(self) -> None:
        self.failures = 0

    @property
    def is_down(self) -> bool:
        """Say whether only single messages should try the line."""
        return self.failures >= STEADY_FAILURES

    def failed(self) -> float:
        """Note a failure; return how long to wait, each time longer, with jitter."""
        pause = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(self.failures, 10))
        self.failures += 1
        return pause * random.uniform(0.75, 1.25)  # noqa: S311 - spreads retries, hides nothing

    def worked(self) -> None:
        """Note that Telegram answered."""
        self.failures = 0
