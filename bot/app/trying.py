"""`collider try`: the playground, and the bot as a child with the settings of an operator."""

import asyncio
import logging
import shutil
import sys
from pathlib import Path
from typing import Final

from bot import demo
from bot.app.nursery import Nursery
from bot.app.services import open_app
from bot.app.signals import stop_on_signals
from bot.clock import utc_now
from bot.embedding import NullEmbedder
from bot.playground import Playground
from bot.settings import Settings, child_environment, make_private

log = logging.getLogger(__name__)

FIRST_PORT: Final = 8080
PORTS: Final = 20
DEMO_OPERATOR: Final = {
    "OPERATOR_NAME": "Demo operator",
    "OPERATOR_CONTACT": "this machine only",
}


class Child:
    """`collider run` as a child process, started again on request."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the bot."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=self._environment
        )

    async def stop(self) -> None:
        """Stop the bot the way an operator would: SIGTERM, and SIGKILL if it does not end."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 15)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def restart(self) -> None:
        """Stop and start."""
        await self.stop()
        await self.start()

    async def watch(self) -> None:
        """Start the bot again when it ends by itself, as systemd would."""
        while True:
            process = self._process
            if process is not None:
                await process.wait()
                if process is self._process and process.returncode not in (0, -15):
                    log.warning("the bot ended; starting it again")
                    await asyncio.sleep(1)
                    await self.start()
            await asyncio.sleep(0.2)


async def try_it(data: Path, port: int, *, fresh: bool, browser: bool) -> None:
    """Run the playground and the bot until a signal comes."""
    _make_folder(data, fresh=fresh)
    stop = stop_on_signals()
    clock = data / "clock"
    playground = await _open_playground(data / "playground", clock, port)
    overrides = {
        "BOT_TOKEN": playground.token,
        "TELEGRAM_API_BASE": playground.url,
        "DATABASE_URL": f"sqlite+aiosqlite:///{data / 'collider.db'}",
        "DEMO_CLOCK": str(clock),
        "ADMIN_IDS": str(demo.FACILITATOR),
        "LOG_LEVEL": "WARNING",
        **DEMO_OPERATOR,
    }
    child = Child(child_environment(overrides))
    async with Nursery() as nursery:
        try:
            await _seed_once(data, overrides, nursery)
            playground.on_restart = child.restart
            await child.start()
            nursery.spawn(child.watch(), "watch the bot")
            print(  # noqa: T201 - this is what the person at the terminal waits for
                f"\n  Collider is ready to talk: {playground.url}\n"
                "  Everything stays on this machine. Ctrl-C stops it.\n",
                flush=True,
            )
            if browser:
                import webbrowser

                await asyncio.to_thread(webbrowser.open, playground.url)
            await stop.wait()
        finally:
            await child.stop()
            await playground.stop()


def _make_folder(data: Path, *, fresh: bool) -> None:
    if fresh and data.exists():
        shutil.rmtree(data)
    make_private(data)


async def _open_playground(data: Path, clock: Path, port: int) -> Playground:
    for candidate in range(port, port + PORTS):
        playground = Playground(data=data, port=candidate, start=True, clock=clock)
        try:
            await playground.start()
        except OSError:
            continue
        return playground
    raise OSError(f"no free port from {port} to {port + PORTS - 1}")


async def _seed_once(data: Path, overrides: dict[str, str], nursery: Nursery) -> None:
    """Make the demo network at the first start; a later one need not wait to find it there."""
    seeded = data / "seeded"
    if not seeded.exists():
        await _seed(overrides, nursery)
        seeded.touch(mode=0o600)


async def _seed(overrides: dict[str, str], nursery: Nursery) -> None:
    settings = Settings(
        database_url=overrides["DATABASE_URL"],
        _env_file=None,
    )
    async with open_app(settings, nursery, embeddings=NullEmbedder()) as app:
        await demo.seed(app.services, utc_now().date())
