"""The log of what was really delivered, so that a test can compare person by person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from .bell import Bell


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message that reached a person, or one change of it."""

    at: float
    method: str
    chat_id: int
    message_id: int
    text: str
    keyboard: list[list[dict[str, Any]]] | None
    file_name: str | None = None
    file_id: str | None = None


class Delivered:
    """Deliveries in memory and, with a path, one JSON line each in a file that only grows."""

    def __init__(self, path: Path | None) -> None:
        self.deliveries: list[Delivery] = []
        self.bell = Bell()
        self._file: IO[str] | None = None
        if path is not None:
            self.deliveries.extend(_read(path))
            torn = path.exists() and not path.read_bytes().endswith(b"\n")
            self._file = path.open("a", encoding="utf-8")
            if torn:
                self._file.write("\n")

    def record(self, delivery: Delivery) -> None:
        """Append one delivery; the line is with the operating system before the bot hears."""
        self.deliveries.append(delivery)
        if self._file is not None:
            self._file.write(json.dumps(asdict(delivery)) + "\n")
            self._file.flush()
        self.bell.ring()

    def to(self, chat_id: int) -> list[Delivery]:
        """Return what one person received, in order."""
        return [delivery for delivery in self.deliveries if delivery.chat_id == chat_id]

    def close(self) -> None:
        """Close the file; what is in memory stays readable."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _read(path: Path) -> Iterator[Delivery]:
    """Yield the deliveries of earlier runs; a line cut off by a crash is passed over."""
    if not path.exists():
        return
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            yield Delivery(**json.loads(line))
        except (ValueError, TypeError):
            continue
