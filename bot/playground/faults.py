"""Troubles on purpose: floods, errors and broken connections, for the tests that need them."""

from __future__ import annotations

import math
import random
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from .refusals import flooded

Trouble = Literal[
    "flood",  # 429 with retry_after, nothing delivered
    "error",  # a 5xx answer, nothing delivered
    "reset",  # the connection is reset, nothing delivered
    "delivered_error",  # delivered, then a 5xx answer
    "delivered_reset",  # delivered, then the connection is reset
    "delay",  # the answer comes late
]
TROUBLES: tuple[str, ...] = get_args(Trouble)

# core.telegram.org/bots/faq: calls that count as a message against the limit of the token.
MESSAGES = frozenset({"sendMessage", "sendPhoto", "sendDocument"})


@dataclass(slots=True)
class Fault:
    """One kind of trouble: for the next `times` calls, or for a random `share` of them."""

    trouble: Trouble
    method: str = "sendMessage"
    times: int | None = None
    share: float = 1.0
    retry_after: int = 1
    status: int = 502
    delay_s: float = 0.0
    chat_id: int | None = None

    def __post_init__(self) -> None:
        if self.trouble not in TROUBLES:
            raise ValueError(f"trouble is one of {', '.join(TROUBLES)}")
        if not 0 <= self.share <= 1:
            raise ValueError("share lies between 0 and 1")
        if self.times is not None and self.times < 0:
            raise ValueError("times is not negative")

    def concerns(self, method: str, chat_id: object) -> bool:
        """Say whether a call of this method to this chat may be hit."""
        if self.times == 0 or self.method not in ("*", method):
            return False
        return self.chat_id is None or str(self.chat_id) == str(chat_id)


class Faults:
    """The troubles that are switched on; drawn from a seeded generator, so a run repeats."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._random = random.Random(0)  # noqa: S311 - chance for tests, no secret
        self.hits: list[tuple[str, str]] = []

    def add(self, *faults: Fault) -> None:
        """Switch troubles on."""
        self._faults.extend(faults)

    def clear(self) -> None:
        """Switch all troubles off."""
        self._faults.clear()

    def seed(self, number: int) -> None:
        """Make the random shares repeatable from here."""
        self._random.seed(number)

    def take(self, method: str, chat_id: object = None) -> list[Fault]:
        """Return what this call suffers: any delays and at most one other trouble."""
        taken: list[Fault] = []
        for fault in self._faults:
            struck = fault.trouble != "delay" and any(t.trouble != "delay" for t in taken)
            if struck or not fault.concerns(method, chat_id):
                continue
            if fault.share < 1 and self._random.random() >= fault.share:
                continue
            if fault.times is not None:
                fault.times -= 1
            self.hits.append((method, fault.trouble))
            taken.append(fault)
        return taken

    def listed(self) -> list[dict[str, Any]]:
        """Return the troubles that are on, as the control API shows them."""
        return [asdict(fault) for fault in self._faults if fault.times != 0]


class StrictLimit:
    """At most `messages` in any sliding second for the token; None switches it off.

    After a refusal everything is refused until `retry_after` has passed, as Telegram does.
    """

    def __init__(
        self, messages: int | None, monotonic: Callable[[], float], *, retry_after: int = 1
    ) -> None:
        self.messages = messages
        self.retry_after = retry_after
        self.refused = 0
        self._monotonic = monotonic
        self._accepted: deque[float] = deque()
        self._closed_until = -math.inf

    def admit(self, method: str) -> None:
        """Count one call, or refuse it with 429."""
        if self.messages is None or method not in MESSAGES:
            return
        now = self._monotonic()
        while self._accepted and self._accepted[0] <= now - 1:
            self._accepted.popleft()
        if now < self._closed_until:
            self.refused += 1
            raise flooded(math.ceil(self._closed_until - now))
        if len(self._accepted) >= self.messages:
            self.refused += 1
            self._closed_until = now + self.retry_after
            raise flooded(self.retry_after)
        self._accepted.append(now)
