"""Changed content is taken up while the process runs.

One row of the database, the content version, says that something may have changed; the folder
and the edited entries say what. The row also counts what people change in their profiles, so each
is only read again when it is another.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from bot.app.nursery import Nursery
from bot.app.services import App, passages_of_all
from bot.library import ContentError, load
from bot.services.content import Contents, read_edits

log = logging.getLogger(__name__)

EVERY_S: Final = 0.5
"""How often the version is read, at most."""


class ContentWatch:
    """Keeps what one process knows as new as the content version.

    `embeds` is for processes that answer questions; the others have no index to keep.
    """

    def __init__(
        self,
        app: App,
        nursery: Nursery,
        *,
        embeds: bool = True,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._app = app
        self._nursery = nursery
        self._embeds = embeds
        self._sleep = sleep
        self._taken = ""
        self._refused = ""
        self._is_blind = False
        self.seen = app.knowledge.version
        """The newest version that was looked at, whether it could be taken up or not."""
        self.problems = 0
        """Mistakes in the newest content; while there are any, the content before it stays."""

    async def run(self) -> None:
        """Look for ever; what fails is tried again."""
        while True:
            await self._sleep(EVERY_S)
            try:
                await self.look()
            except Exception:  # a database or a disk that is away for a moment
                if not self._is_blind:
                    log.exception("cannot see whether content changed; trying on")
                self._is_blind = True
            else:
                self._is_blind = False

    async def look(self) -> None:
        """Take up what changed since the last look; content with a mistake is left alone."""
        async with self._app.store.read() as work:
            version = await work.content_version()
        if version == self.seen:
            return
        await self._look_at_edits(version)
        folder = self._app.settings.content_dir
        # Before reading: it may change again.
        mark = await asyncio.to_thread(self._app.memory.fingerprint, folder)
        if mark not in (self._taken, self._refused):
            await self._read(mark, version)
        self.seen = version
        if mark == self._taken:
            self.problems = 0
            self._app.knowledge.version = version

    async def _look_at_edits(self, version: int) -> None:
        """Take up what people and feeds changed; the files stay as they were read."""
        knowledge = self._app.knowledge
        async with self._app.store.read() as work:
            mark = await work.entries.mark()
        if mark == knowledge.edits.mark:
            return
        edits = await read_edits(self._app.store, self._app.clock())
        await self._take_up(await asyncio.to_thread(knowledge.prepared, None, edits), version)

    async def _read(self, mark: str, version: int) -> None:
        """Read the folder and know what it says, unless it has mistakes."""
        settings, knowledge = self._app.settings, self._app.knowledge
        try:
            library = await asyncio.to_thread(
                load, settings.content_dir, self._app.clock().date(), memory=self._app.memory
            )
        except ContentError as error:
            self._refused, self.problems = mark, len(error.problems)
            log.error(
                "content has mistakes; what was known before stays",
                extra={
                    "version": version,
                    "problems": self.problems,
                    "first": str(error.problems[0]),
                    "remedy": "collider content check, then collider content sync",
                },
            )
            return
        await self._take_up(await asyncio.to_thread(knowledge.prepared, library), version)
        self._taken, self._refused = mark, ""

    async def _take_up(self, contents: Contents, version: int) -> None:
        """Know `contents` and say what changed with them."""
        before, now = self._app.knowledge.findable, contents.findable
        await self._change(contents)
        for problem in contents.problems:
            log.warning("an edit does not fit its entry any more", extra={"problem": str(problem)})
        log.info(
            "content taken up",
            extra={
                "version": version,
                "added": len(now.keys() - before.keys()),
                "removed": len(before.keys() - now.keys()),
                "changed": sum(
                    now[id_] is not before[id_] and now[id_] != before[id_]
                    for id_ in now.keys() & before.keys()
                ),
            },
        )

    async def _change(self, contents: Contents) -> None:
        """Know `contents`, at one moment for all questions; vectors follow in the background."""
        take = self._app.knowledge.take
        if not self._embeds:
            take(contents)
            return
        passages = await asyncio.to_thread(passages_of_all, contents.findable)
        await self._app.index.hold(passages, lambda: take(contents))
        self._nursery.spawn(self._app.fill_everything(), "embed changed content")
