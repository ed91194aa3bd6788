"""Keeps the world in one JSON file that is whole at every moment, whatever crashes."""

from __future__ import annotations

import asyncio
import json
import os
import time
from pathlib import Path

from .bell import Bell
from .chats import World

NAME = "playground.json"
# Changes are gathered for this long; a big world is saved less often than a small one.
GATHER_S = 0.3
LONGER_BY = 20


class Snapshot:
    """The saved world; without a folder, nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._path = None if folder is None else folder / NAME
        self._changed = False
        self._bell = Bell()

    def load(self) -> World:
        """Return the saved world, or a new one."""
        if self._path is None or not self._path.exists():
            return World()
        return World.load(json.loads(self._path.read_text("utf-8")))

    def touch(self) -> None:
        """Note that something changed."""
        self._changed = True
        self._bell.ring()

    def save(self, world: World, *, exact: bool = False) -> None:
        """Write the world beside the old file and put it in its place."""
        self._changed = False
        if self._path is None:
            return
        beside = self._path.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as file:
            json.dump(world.dump(exact=exact), file, separators=(",", ":"))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)

    async def keep(self, world: World) -> None:
        """Save after changes, for as long as the playground runs."""
        while True:
            if not self._changed:
                await self._bell.heard()
            await asyncio.sleep(GATHER_S)
            started = time.monotonic()
            self.save(world)
            await asyncio.sleep((time.monotonic() - started) * LONGER_BY)
