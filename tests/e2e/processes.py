"""Real processes of the bot against a playground: what an operator starts, and how it ends."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bot.i18n import Languages
from bot.playground import DEFAULT_TOKEN, Playground
from bot.settings import child_environment
from tests.embedded import embedded_database

ROOT: Final = Path(__file__).resolve().parents[2]
ENTRIES: Final = (
    "event/event-ddw.yaml",
    "funding/funding-cme-individual.yaml",
    "guide/howto-creative-voucher.yaml",
    "method/method-collider-tandem.yaml",
    "organisation/org-on-the-move.yaml",
    "training/training-elements-of-ai.yaml",
)
"""Enough to ask about; to embed all content takes most of a minute."""
HUB: Final = "kranj"
OFFERED: Final = ("en", "pl", "sl", "da", "de")
"""Set by name, so that the tests speak these languages while a catalogue lacks a sentence."""
PATIENCE_S: Final = 60.0
_KEPT: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "SYSTEMROOT")


def languages() -> Languages:
    """Return the languages that the processes offer."""
    return Languages(ROOT / "locales", OFFERED)


async def until(
    happened: Callable[[], Any], what: str, *, timeout_s: float = PATIENCE_S, every_s: float = 0.05
) -> Any:
    """Wait until `happened` returns something true, and return it."""
    deadline = time.monotonic() + timeout_s
    while not (found := happened()):
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {timeout_s:g} s for {what}")
        await asyncio.sleep(every_s)
    return found


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_template(folder: Path) -> Path:
    """Make an installation to copy: a little content, a migrated database, all its vectors.

    The vectors come from those of the whole content, which are shipped beside it or made once for
    all tests.
    """
    content = folder / "content"
    for name in ("hubs", "vocabulary", ".vectors"):
        shutil.copytree(ROOT / "content" / name, content / name)
    for entry in ENTRIES:
        (content / entry).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "content" / entry, content / entry)
    with asyncio.Runner() as runner:
        runner.run(embedded_database(folder / "var" / "collider.db"))
    (folder / "var").chmod(0o700)
    subprocess.run(
        [sys.executable, "-m", "bot", "ask", "Where do I begin?", "--json"],
        cwd=folder,
        env=_environment(folder, {}),
        check=True,
        timeout=180,
        stdout=subprocess.DEVNULL,
    )
    return folder


def _environment(folder: Path, settings: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in child_environment({}).items() if name in _KEPT}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "CONTENT_DIR": str(folder / "content"),
        "LOCALES_DIR": str(ROOT / "locales"),
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/var/collider.db",
        "LANGUAGES": ",".join(OFFERED),
        "OPERATOR_NAME": "Test operator",
        "OPERATOR_CONTACT": "this machine only",
        **settings,
    }


class Process:
    """One life of `python -m bot COMMAND`, its log in a file of its own."""

    def __init__(self, command: str, folder: Path, settings: dict[str, str], log: Path) -> None:
        self._command = tuple(command.split())
        self._folder = folder
        self._settings = settings
        self.log = log
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        """Return the process id."""
        assert self._process is not None
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Say whether the process runs."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Start the process."""
        with self.log.open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                *self._command,
                cwd=self._folder,
                env=_environment(self._folder, self._settings),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def ready(self) -> None:
        """Wait until the process says that it runs."""
        await until(self._is_up, f"`{' '.join(self._command)}` to be up")

    def _is_up(self) -> bool:
        if not self.alive:
            raise AssertionError(f"{self._command} ended: {self.log.read_text()[-2000:]}")
        return any(line.get("event") == "running" for line in self.lines())

    async def kill(self) -> None:
        """End the process with SIGKILL, as a power cut would."""
        assert self._process is not None
        if self.alive:
            self._process.kill()
        await self._process.wait()

    def pause(self) -> None:
        """Stop the clock of the process, with SIGSTOP."""
        os.kill(self.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Let a paused process go on."""
        os.kill(self.pid, signal.SIGCONT)

    async def stop(self, patience_s: float = 15.0) -> int:
        """Ask the process to end, with SIGTERM; return its exit code."""
        assert self._process is not None
        if self.alive:
            self._process.terminate()
        async with asyncio.timeout(patience_s):
            return await self._process.wait()

    def lines(self, level: str | None = None) -> list[dict[str, Any]]:
        """Return the lines of the log; what is no JSON is a line of level RAW."""
        found = [_parsed(line) for line in self.log.read_text(errors="replace").splitlines()]
        return [line for line in found if level in (None, line["level"])]

    def embedding_child(self) -> int | None:
        """Return the process that holds the model, if there is one."""
        try:
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        except OSError:
            return None
        for child in children:
            try:
                said = Path(f"/proc/{child}/cmdline").read_text()
            except OSError:
                continue
            if "embedding_child" in said:
                return int(child)
        return None


def _parsed(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    return found if isinstance(found, dict) and "level" in found else {"level": "RAW", "raw": line}


@dataclass
class Installation:
    """A folder with content and a database, a playground, and the processes started on them."""

    folder: Path
    playground: Playground
    settings: dict[str, str] = field(default_factory=dict)
    processes: list[Process] = field(default_factory=list)

    @classmethod
    def copied(cls, template: Path, folder: Path, playground: Playground) -> Installation:
        """Return a fresh installation that talks to a playground."""
        shutil.copytree(template, folder, dirs_exist_ok=True)
        settings = {
            "BOT_TOKEN": DEFAULT_TOKEN,
            "TELEGRAM_API_BASE": playground.url,
            "LOG_LEVEL": "INFO",
        }
        return cls(folder, playground, settings)

    async def start(self, command: str = "run", **settings: str) -> Process:
        """Start a process and wait until it is up."""
        process = await self.begin(command, **settings)
        await process.ready()
        return process

    async def begin(self, command: str = "run", **settings: str) -> Process:
        """Start a process, not waiting for it."""
        log = self.folder / f"{len(self.processes):02}-{command.split()[0]}.log"
        process = Process(command, self.folder, {**self.settings, **settings}, log)
        await process.start()
        self.processes.append(process)
        return process

    async def command(self, *arguments: str) -> str:
        """Run a command to its end and return what it printed."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *arguments,
            cwd=self.folder,
            env=_environment(self.folder, self.settings),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        said, errors = await asyncio.wait_for(process.communicate(), PATIENCE_S)
        assert process.returncode == 0, (said + errors).decode()
        return said.decode()

    async def invite_facilitator(self) -> str:
        """Return the payload of a deep link that makes a facilitator of the tests' hub."""
        link = await self.command("staff", "invite", "--role", "facilitator", "--hub", HUB)
        return link.strip().partition("?start=")[2]

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """Return what is committed in the database."""
        with closing(sqlite3.connect(self.folder / "var" / "collider.db", timeout=10)) as database:
            database.row_factory = sqlite3.Row
            return database.execute(query, parameters).fetchall()

    def count(self, query: str, parameters: Sequence[Any] = ()) -> int:
        """Return the one number that a query gives."""
        return int(self.rows(query, parameters)[0][0])

    def is_locked(self) -> bool:
        """Say whether somebody is writing to the database at this moment."""
        path = self.folder / "var" / "collider.db"
        with closing(sqlite3.connect(path, timeout=0.1, isolation_level=None)) as database:
            try:
                database.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            database.execute("ROLLBACK")
        return False

    def lines(self, level: str) -> Iterator[dict[str, Any]]:
        """Return the lines of a level in all logs, without those of the Telegram library, which
        calls every answer that is no JSON an error."""
        for process in self.processes:
            for line in process.lines(level):
                if line.get("logger") != "telegram.request.BaseRequest":
                    yield line

    async def end(self) -> None:
        """Kill what still runs."""
        for process in self.processes:
            await process.kill()
