"""What happens in the chats, numbered, for chat pages that may reconnect."""

from __future__ import annotations

import secrets
from collections import deque
from dataclasses import dataclass
from typing import Any

from .bell import Bell

# Pages further behind than this load the whole state again.
REMEMBERED = 2000


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that a chat page should show."""

    number: int
    kind: str
    data: dict[str, Any]


class Feed:
    """A numbered stream of happenings; its name changes with every start of the playground."""

    def __init__(self) -> None:
        self.name = secrets.token_hex(4)
        self.bell = Bell()
        self.last = 0
        self._kept: deque[Happening] = deque(maxlen=REMEMBERED)

    def publish(self, kind: str, **data: Any) -> None:
        """Tell every chat page."""
        self.last += 1
        self._kept.append(Happening(self.last, kind, data))
        self.bell.ring()

    @property
    def position(self) -> str:
        """Return where the stream stands now, to ask `since` later."""
        return f"{self.name}-{self.last}"

    def position_of(self, happening: Happening) -> str:
        """Return the position just after one happening."""
        return f"{self.name}-{happening.number}"

    def since(self, position: str) -> list[Happening] | None:
        """Return what happened after `position`; None when the page must load everything."""
        name, _, number = position.rpartition("-")
        if name != self.name or not number.isdecimal() or int(number) > self.last:
            return None
        if self._kept and int(number) < self._kept[0].number - 1:
            return None
        return [happening for happening in self._kept if happening.number > int(number)]
