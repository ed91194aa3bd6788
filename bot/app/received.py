"""An update as it lies in the inbox."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Received:
    """An update that is to be handled; `again` if an earlier attempt did not end.

    `earlier` are the updates whose words it has taken in: they end together with it.
    """

    update_id: int
    payload: dict[str, Any]
    again: bool = False
    earlier: tuple[int, ...] = ()

    @property
    def update_ids(self) -> tuple[int, ...]:
        """Return the ids of all updates that it is made of, in order."""
        return (*self.earlier, self.update_id)

    @property
    def sender(self) -> tuple[dict[str, Any], bool]:
        """Return whoever caused it, as Telegram describes them, and whether they did so alone
        with the bot; nobody is an empty description."""
        for part in self.payload.values():
            if isinstance(part, dict) and isinstance(part.get("from"), dict):
                chat = part.get("chat") or (part.get("message") or {}).get("chat") or {}
                return part["from"], chat.get("type") == "private"
        return {}, False

    @property
    def person(self) -> int:
        """Return the Telegram id of whoever caused it; 0 if nobody is named."""
        return int(self.sender[0].get("id", 0))
