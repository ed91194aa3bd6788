"""One playground: the Bot API and the chat page on one port of this machine."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from aiohttp import web

from .bell import Chores
from .bot_side import BotSide
from .chats import DEFAULT_PEOPLE, Chat, Newcomer
from .client import Person
from .clock import MovableClock
from .control import Control
from .delivered import Delivered
from .faults import Faults, StrictLimit
from .feed import Feed
from .files import LARGEST_DOCUMENT
from .guard import Guard, add_headers
from .inline import Inline
from .people import People
from .presentation import Profile
from .refusals import Impossible
from .snapshot import Snapshot
from .stage import Stage
from .updates import Updates

Json = dict[str, Any]

HOST = "127.0.0.1"
# Not secret: it opens nothing but this playground.
DEFAULT_TOKEN = "4242424242:AAplayground-token-of-this-machine1"  # noqa: S105
USERNAME = "collider_demo_bot"
NAME = "Collider"
STATUS_EVERY_S = 5.0


class Playground:
    """A Bot API server on loopback with people to play, in this process."""

    def __init__(
        self,
        *,
        data: Path | None = None,
        token: str = DEFAULT_TOKEN,
        port: int = 0,
        people: Sequence[Newcomer] = DEFAULT_PEOPLE,
        start: bool = False,
        limit: int | None = None,
        on_restart: Callable[[], Awaitable[None]] | None = None,
        now: Callable[[], float] = time.time,
        clock: Path | None = None,
    ) -> None:
        """Make a playground; with a file for its `clock`, its people can move the time."""
        if data is not None:
            data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.token = token
        self.port = port
        self.on_restart = on_restart
        self.stopping = False
        self.restarting = False
        self.clock = None if clock is None else MovableClock(clock, now)
        now = self.clock or now
        self.feed = Feed()
        self.faults = Faults()
        self.limit = StrictLimit(limit, time.monotonic)
        self.delivered = Delivered(None if data is None else data / "delivered.jsonl")
        self._newcomers, self._start_people = people, start
        self._snapshot = Snapshot(data)
        self.world = self._snapshot.load()
        self.updates = Updates(self.world, self._snapshot, now)
        self.stage = Stage(
            bot=_bot(token),
            world=self.world,
            snapshot=self._snapshot,
            updates=self.updates,
            feed=self.feed,
            delivered=self.delivered,
            now=now,
            files=None if data is None else data / "files",
        )
        self.profile = Profile(self.stage)
        self.people = People(self.stage)
        self.inline = Inline(self.stage, self.people)
        self._chores = Chores()
        self._runner: web.AppRunner | None = None
        self._told_status = ""

    @property
    def url(self) -> str:
        """Return the address of the chat page, and the base of the Bot API."""
        return f"http://{HOST}:{self.port}"

    @property
    def status(self) -> str:
        """Return how the bot is: restarting, connected or waiting (for it to connect)."""
        if self.restarting:
            return "restarting"
        return "connected" if self.updates.connected else "waiting"

    async def start(self) -> None:
        """Listen; `port` then holds the real port."""
        app = web.Application(
            # The page sends files as base64, four letters for three bytes.
            middlewares=[Guard(lambda: self.port).check],
            client_max_size=LARGEST_DOCUMENT * 4 // 3 + 2**20,
        )
        app.on_response_prepare.append(add_headers)
        bot = BotSide(
            self.stage,
            self.profile,
            self.inline,
            token=self.token,
            faults=self.faults,
            limit=self.limit,
        )
        app.add_routes(bot.routes())
        app.add_routes(Control(self).routes())
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        site = web.TCPSite(runner, HOST, self.port)
        try:
            await site.start()
        except OSError:
            await runner.cleanup()
            self.delivered.close()
            raise
        self._runner = runner
        self.port = runner.addresses[0][1]
        self._welcome()
        self._chores.start(self._snapshot.keep(self.world), "snapshot")
        self._chores.start(self.updates.call_webhook(), "webhook")
        self._chores.start(self._tell_status(), "status")

    async def stop(self) -> None:
        """Stop listening and save; may be called twice."""
        if self._runner is None:
            return
        self.stopping = True
        self.updates.stop()
        self.feed.bell.ring()
        await self._runner.cleanup()
        self._runner = None
        await self._chores.stop()
        self._snapshot.save(self.world, exact=True)
        self.delivered.close()

    async def __aenter__(self) -> Playground:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def restart_bot(self) -> None:
        """Have the bot restarted by whoever started it."""
        if self.on_restart is None:
            raise Impossible("the bot was not started from here: restart it where it runs")
        if self.restarting:
            raise Impossible("the bot is restarting already")
        self.restarting = True
        self.updates.forget_bot()
        try:
            await self.on_restart()
        finally:
            self.restarting = False
            self.updates.status_bell.ring()

    def move_clock(self, seconds: int) -> Json:
        """Move the time of the demo forwards; return how far it is ahead."""
        if self.clock is None:
            raise Impossible("only `collider try` has a clock that can be moved")
        self.clock.move(seconds)
        self.feed.publish("clock", ahead_s=self.clock.ahead_s)
        return {"ahead_s": self.clock.ahead_s}

    def person(self, who: int | str) -> Person:
        """Return a person by id or by label, to play them."""
        return Person(self, self.find(who))

    def find(self, who: int | str) -> Chat:
        """Return the chat of a person by id or by label."""
        for chat in self.world.people.values():
            if who in (chat.id, chat.label):
                return chat
        raise Impossible(f"there is no {who} here")

    def add_person(
        self,
        first_name: str = "Demo person",
        *,
        label: str = "",
        language: str = "en",
        person_id: int | None = None,
        start: bool = False,
    ) -> Person:
        """Add a person, to play them; with `start` they open the chat at once."""
        newcomer = Newcomer(first_name, label or first_name, language, person_id)
        return Person(self, self.people.add(newcomer, start=start))

    def file(self, file_id: str) -> bytes | None:
        """Return the bytes of a file that somebody sent."""
        return self.stage.content(file_id)

    def state(self) -> Json:
        """Return everything that a chat page shows, and where the events go on from."""
        return {
            "bot": {
                "username": self.stage.bot["username"],
                "name": self.profile.get_text("name", {})["name"],
                "status": self.status,
                "can_restart": self.on_restart is not None,
            },
            "clock": None if self.clock is None else {"ahead_s": self.clock.ahead_s},
            "people": [chat.whole() for chat in self.world.people.values()],
            "position": self.feed.position,
        }

    def _welcome(self) -> None:
        for newcomer in self._newcomers:
            if newcomer.id not in self.world.people:
                self.people.add(newcomer, start=self._start_people)

    async def _tell_status(self) -> None:
        while True:
            if self.status != self._told_status:
                self._told_status = self.status
                self.feed.publish("bot", status=self.status)
            await self.updates.status_bell.heard(STATUS_EVERY_S)


def _bot(token: str) -> Json:
    number, colon, rest = token.partition(":")
    if not (number.isdecimal() and colon and rest) or any(c.isspace() for c in token):
        raise ValueError("a bot token looks like 123456:letters")
    return {"id": int(number), "is_bot": True, "first_name": NAME, "username": USERNAME}
