"""What a large content costs a real process: to start, to sync, in memory. `make bench`.

Ten thousand files are written, `collider run` is started on them before a playground, and a
person asks: the seconds are those until the answer is on the person's screen.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.large_files import LANGUAGES, retitle, write
from benchmarks.large_overlay import measure as measure_overlay
from bot.app.memory import FILE, WORDS
from bot.app.nursery import Nursery
from bot.embedding import Embedder
from bot.library import load
from bot.playground import DEFAULT_TOKEN, Person, Playground
from bot.settings import Settings, child_environment

SIZE: Final = 10_000
PATIENCE_S: Final = 180.0
FIRST: Final = "Lighthouses for weavers"
STRANGE: Final = ("Zeppelins for glassblowers", "Submarines for beekeepers")
"""Titles that nothing else has, for questions that have one right answer."""


@dataclass
class Measured:
    """What was found; seconds, milliseconds, MiB."""

    cold: tuple[float, float] = (0.0, 0.0)
    """Seconds until the first answer, and seconds of computing."""
    warm: tuple[float, float] = (0.0, 0.0)
    lags: dict[str, tuple[float, float]] = field(default_factory=dict)
    commands_s: list[float] = field(default_factory=list)
    live_s: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


class Bench:
    """A folder with content and a database, a playground, and the processes on them."""

    def __init__(self, folder: Path, playground: Playground) -> None:
        self.folder = folder
        self._processes: list[asyncio.subprocess.Process] = []
        self._playground = playground
        self._environment = child_environment(
            {
                "PYTHONDONTWRITEBYTECODE": "",
                "BOT_TOKEN": DEFAULT_TOKEN,
                "TELEGRAM_API_BASE": playground.url,
                "CONTENT_DIR": str(folder / "content"),
                "LOCALES_DIR": str(Settings().locales_dir.resolve()),
                "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/var/collider.db",
                "LOG_LEVEL": "WARNING",
                "LANGUAGES": "en,pl,sl,da,de",
                "PYTHONPATH": str(Path(__file__).parents[1]),
            }
        )

    async def start(self, *arguments: str, lags: str = "") -> asyncio.subprocess.Process:
        """Start a command."""
        noted = {"LAGS": str(self.folder / lags)} if lags else {}
        with (self.folder / "log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "benchmarks.large_process", *arguments),
                cwd=self.folder,
                env={**self._environment, **noted},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._processes.append(process)
        return process

    async def end(self) -> None:
        """End what still runs."""
        for process in self._processes:
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def command(self, *arguments: str) -> float:
        """Run a command to its end; return the seconds it took."""
        started = time.perf_counter()
        process = await self.start(*arguments)
        if await process.wait():
            raise RuntimeError(f"{arguments} failed: {(self.folder / 'log').read_text()[-2000:]}")
        return time.perf_counter() - started

    async def answered(self, person: Person, title: str) -> None:
        """Ask for a title until it is in an answer."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            seen = len(person.received)
            person.says(f"{title}?")  # without the mark, a short line waits for the next one
            while len(person.received) == seen and time.monotonic() < deadline:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            if any(title in one.text for one in person.received[seen:]):
                return
        raise RuntimeError(f"no answer: {(self.folder / 'log').read_text()[-2000:]}")

    def worst_lag(self, lags: str, since: float = 0.0) -> tuple[float, float]:
        """Return the longest lag that was noted, and the longest computing, in milliseconds."""
        file = self.folder / lags
        lines = file.read_text().splitlines() if file.exists() else []
        noted = [tuple(map(float, line.split())) for line in lines]
        some = [(late, own) for at, late, own in noted if at >= since]
        return max((one[0] for one in some), default=0), max((one[1] for one in some), default=0)


async def main(size: int, languages: Sequence[str]) -> None:
    """Measure, and print what was found."""
    settings = Settings()
    version = await _model_version()
    with TemporaryDirectory(prefix="collider-bench-") as place:
        folder = Path(place)
        print(f"writing {size} files in {len(languages)} languages …", flush=True)
        real = load(settings.content_dir)
        places = write(folder / "content", settings.content_dir, real, size, version, languages)
        (folder / "var").mkdir(mode=0o700)
        playground = Playground()
        await playground.start()
        bench = Bench(folder, playground)
        try:
            measured = await _measure(bench, playground, places)
        finally:
            await bench.end()
            await playground.stop()
        _print(measured)
        await measure_overlay(settings, folder / "content")
    print(f"\nCPUs {os.cpu_count()}, load {os.getloadavg()[0]:.1f} at the end")


async def _measure(bench: Bench, playground: Playground, places: Sequence[str]) -> Measured:
    found, person = Measured(), playground.person("Facilitator")
    await bench.command("db", "upgrade")
    retitle(bench.folder / "content", places[0], FIRST)
    for kept in (FILE, WORDS):
        (bench.folder / "var" / kept).unlink(missing_ok=True)
    print("starting, with nothing read before …", flush=True)
    process, found.cold = await _started(bench, person, "cold")
    await _stopped(process)
    print("starting again …", flush=True)
    process, found.warm = await _started(bench, person, "warm")
    found.lags = {"cold start": bench.worst_lag("cold"), "warm start": bench.worst_lag("warm")}
    await asyncio.sleep(10)  # vectors and what the worker notes at first
    before = time.time()
    others = asyncio.ensure_future(_asking(playground.person("Creative")))
    for title in STRANGE:
        retitle(bench.folder / "content", places[1], title)
        started = time.perf_counter()
        found.commands_s.append(await bench.command("content", "sync"))
        await bench.answered(person, title)
        found.live_s.append(time.perf_counter() - started)
        await asyncio.sleep(3)
    others.cancel()
    found.lags["answering and syncing"] = bench.worst_lag("warm", before)
    found.memory = [_pss(pid) for pid in _tree(process.pid)]
    await _stopped(process)
    return found


async def _started(
    bench: Bench, person: Person, lags: str
) -> tuple[asyncio.subprocess.Process, tuple[float, float]]:
    """Start `run`; return it with the seconds until a question that waited was answered."""
    started = time.perf_counter()
    process = await bench.start("run", lags=lags)
    await bench.answered(person, FIRST)
    return process, (time.perf_counter() - started, _computed(process.pid))


def _computed(pid: int) -> float:
    """Return the seconds that a process used a processor."""
    numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")


async def _stopped(process: asyncio.subprocess.Process) -> None:
    process.terminate()
    await asyncio.wait_for(process.wait(), PATIENCE_S)


async def _asking(person: Person) -> None:
    """Ask three times a second."""
    while True:
        person.says("Where can I find money for a game?")
        await asyncio.sleep(1 / 3)


async def _model_version() -> str:
    async with Nursery() as nursery:
        model = Embedder(nursery.spawn)
        await model.start()
        version = model.model_version
        await model.stop()
    return version


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _tree(int(child)))]


def _pss(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def _print(found: Measured) -> None:
    print()
    for name, (seconds, computing) in (("cold", found.cold), ("warm", found.warm)):
        print(f"{name} start to first answer  {seconds:.1f} s, of it {computing:.1f} s computing")
    for command, live in zip(found.commands_s, found.live_s, strict=True):
        print(
            f"one file synced            the command {command:.2f} s, "
            f"its answer {live - command:.2f} s later"
        )
    for when, (late, own) in found.lags.items():
        print(f"longest lag of the loop    {when}: {late:.0f} ms; longest computing {own:.0f} ms")
    shown = " + ".join(f"{one:.0f}" for one in found.memory)
    print(f"memory (PSS)               {sum(found.memory):.0f} MiB ({shown})")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=SIZE)
    options.add_argument("--languages", default=",".join(LANGUAGES))
    given = options.parse_args()
    asyncio.run(main(given.size, given.languages.split(",")))
