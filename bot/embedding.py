"""Texts become vectors here: a queue before one child process that holds the model.

The model is C code that a hostile text has been able to crash, so no raw text reaches it
(`hygiene`), it lives in a process of its own (`bot.embedding_child`), and everything that asks
for a vector can go on without one: `None` means "find it lexically".
"""

import asyncio
import json
import logging
import signal
import struct
import sys
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.domain.hygiene import HYGIENE, PASSAGE_LIMITS, hygiene, speakable

log = logging.getLogger(__name__)

Vector = NDArray[np.float32]
Spawn = Callable[[Coroutine[object, object, None], str], "asyncio.Task[object]"]
"""Starts a named task that somebody keeps, watches and cancels at shutdown."""

COMMAND: Final = (sys.executable, "-m", "bot.embedding_child")

_HEADER = struct.Struct("<cI")  # as in bot/embedding_child.py, which may import nothing of ours
_ROOT = Path(__file__).resolve().parents[1]


class Embeddings(Protocol):
    """What gives vectors. Takes any text; `None` when there is no vector to be had now."""

    @property
    def ready(self) -> bool:
        """Whether a vector can be expected now."""

    @property
    def model_version(self) -> str:
        """Names the model whose vectors may be compared; empty until it was first ready."""

    async def query(self, text: str) -> Vector | None:
        """Return the unit vector of a question."""

    async def passage(self, text: str) -> Vector | None:
        """Return the unit vector of a text that questions are compared with."""


class NullEmbedder:
    """No model: everything is found lexically."""

    ready = False
    model_version = ""

    async def query(self, text: str) -> Vector | None:
        """Return nothing."""
        return None

    async def passage(self, text: str) -> Vector | None:
        """Return nothing."""
        return None


class State(StrEnum):
    """How the model is, for health and doctor."""

    STARTING = "starting"
    READY = "ready"
    RESTING = "resting"
    """It died too often; answers are lexical until the next attempt."""
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Limits:
    """Patience with the child, in seconds unless named otherwise."""

    question_s: float = 5.0
    passage_s: float = 15.0
    """A passage of full length takes more than a second on one idle core."""
    ready_s: float = 15.0
    deaths: int = 3
    within_s: float = 60.0
    rest_s: float = 600.0
    grace_s: float = 1.0
    """For a child that broke off to end by itself, so that we learn how."""
    cached_queries: int = 256


class _Turn(IntEnum):
    QUESTION = 0
    PASSAGE = 1


@dataclass(order=True, slots=True)
class _Job:
    turn: _Turn
    number: int
    text: str = field(compare=False)
    answer: "asyncio.Future[Vector | None]" = field(compare=False)

    def settle(self, vector: Vector | None) -> None:
        if not self.answer.done():
            self.answer.set_result(vector)


class _ChildDied(Exception):
    """The child process ended, hung, or could not load its model."""


class _Child:
    """One life of the child process."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    @property
    def has_ended(self) -> bool:
        return self._process is not None and self._process.returncode is not None

    async def start(self, command: Sequence[str], patience_s: float) -> str:
        """Start the process and return what model it loaded."""
        try:
            self._process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                cwd=_ROOT,
                start_new_session=True,  # Ctrl-C is for us; the child ends with its standard input
            )
            kind, payload = await self._read(patience_s)
            if kind == b"r":
                about = json.loads(payload)
                return f"{about['model']}/{about['dimension']}/{HYGIENE}"
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _ChildDied(f"did not start: {error}") from error
        raise _ChildDied(payload.decode(errors="replace"))

    async def embed(self, kind: bytes, text: str, patience_s: float) -> Vector:
        """Return the vector of a text that `hygiene` has cleaned."""
        if self._process is None or (stdin := self._process.stdin) is None:
            raise _ChildDied("was never started")
        payload = text.encode()
        try:
            stdin.write(_HEADER.pack(kind, len(payload)) + payload)
            kind, payload = await self._read(patience_s)
            vector: Vector = np.frombuffer(payload, dtype="<f4").astype(np.float32, copy=False)
        except (OSError, ValueError) as error:
            raise _ChildDied(f"broke off: {error}") from error
        if kind != b"v" or not np.isfinite(vector).all():
            raise _ChildDied("answered with something that is no vector")
        vector.setflags(write=False)  # it is shared with the cache
        return vector

    async def _read(self, patience_s: float) -> tuple[bytes, bytes]:
        if self._process is None or (stdout := self._process.stdout) is None:
            raise _ChildDied("was never started")
        try:
            async with asyncio.timeout(patience_s):
                kind, length = _HEADER.unpack(await stdout.readexactly(_HEADER.size))
                return kind, await stdout.readexactly(length)
        except TimeoutError as error:
            self._process.kill()
            raise _ChildDied(f"no answer within {patience_s:g} s") from error
        except asyncio.IncompleteReadError as error:
            raise _ChildDied("ended") from error

    async def end(self, grace_s: float = 0) -> str:
        """Kill the process unless it ends by itself in time; return how it ended."""
        process = self._process
        if process is None:
            return "not started"
        with suppress(TimeoutError):
            async with asyncio.timeout(grace_s):
                await process.wait()
        with suppress(ProcessLookupError):
            process.kill()
        code = await process.wait()
        if process.stdin is not None:
            process.stdin.close()
            with suppress(OSError):
                await process.stdin.wait_closed()
        if process.stdout is not None:
            await process.stdout.read()  # to its end: only then the transport is closed
        return signal.Signals(-code).name if code < 0 else f"exit {code}"


class Embedder:
    """The model behind a queue: questions first, passages one at a time.

    The request that a dying child had in hand is tried once more; one that kills two children is
    poison and gets `None` from then on. Three deaths within a minute make the model rest, with
    one attempt every ten minutes: by itself, or with the first request after that time.
    """

    def __init__(
        self,
        spawn: Spawn,
        *,
        command: Sequence[str] = COMMAND,
        clock: Callable[[], float] = time.monotonic,
        limits: Limits | None = None,
    ) -> None:
        self._spawn = spawn
        self._command = tuple(command)
        self._clock = clock
        self._limits = limits or Limits()
        self._jobs: asyncio.PriorityQueue[_Job] = asyncio.PriorityQueue()
        self._numbers = 0
        self._task: asyncio.Task[object] | None = None
        self._child: _Child | None = None
        self._settled = asyncio.Event()
        self._wake = asyncio.Event()
        self._deaths: deque[float] = deque(maxlen=self._limits.deaths)
        self._rests_until: float | None = None
        self._cache: OrderedDict[str, Vector] = OrderedDict()
        self._poison: OrderedDict[tuple[_Turn, str], None] = OrderedDict()
        self.state = State.STOPPED
        self.reason = ""
        """Why the last child died; stays readable after the model came back."""
        self.model_version = ""

    @property
    def ready(self) -> bool:
        """Whether a vector can be expected now."""
        return self.state is State.READY

    @property
    def pid(self) -> int | None:
        """The process that holds the model now, for doctor and for measuring memory."""
        return None if self._child is None else self._child.pid

    async def start(self) -> None:
        """Start the child; return when it is ready, or rests because it cannot be."""
        if self._task is not None and not self._task.done():
            return
        self.state = State.STARTING
        self._settled.clear()
        self._task = self._spawn(self._run(), "embedding")
        await self._settled.wait()

    async def stop(self) -> None:
        """End the child; whoever still waits gets `None`."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
        self._task = None
        self._closed()

    async def query(self, text: str) -> Vector | None:
        """Return the unit vector of a question, or `None`; the latest ones are remembered."""
        clean = hygiene(text)
        if (known := self._cache.get(clean)) is not None:
            self._cache.move_to_end(clean)
            return known
        vector = await self._ask(_Turn.QUESTION, clean)
        if vector is not None:
            self._cache[clean] = vector
            if len(self._cache) > self._limits.cached_queries:
                self._cache.popitem(last=False)
        return vector

    async def passage(self, text: str) -> Vector | None:
        """Return the unit vector of a passage, or `None`; any waiting question goes first."""
        return await self._ask(_Turn.PASSAGE, hygiene(text, *PASSAGE_LIMITS))

    async def _ask(self, turn: _Turn, clean: str) -> Vector | None:
        if not speakable(clean) or (turn, clean) in self._poison:
            return None
        if self.state is State.STOPPED or self._keeps_resting():
            return None
        self._numbers += 1
        job = _Job(turn, self._numbers, clean, asyncio.get_running_loop().create_future())
        self._jobs.put_nowait(job)
        self._wake.set()
        return await job.answer

    def _keeps_resting(self) -> bool:
        return self._rests_until is not None and self._clock() < self._rests_until

    async def _run(self) -> None:
        """Serve the queue until cancelled."""
        try:
            while True:
                if await self._living_child() is None:
                    await self._rest()
                else:
                    await self._serve(await self._jobs.get())
        finally:
            self._closed()
            if self._child is not None:
                await self._child.end()
                self._child = None

    def _closed(self) -> None:
        self.state = State.STOPPED
        self._settled.set()
        self._give_up_jobs()

    async def _serve(self, job: _Job) -> None:
        """Answer one job, with a second child if the first dies of it."""
        kind, patience_s = b"p", self._limits.passage_s
        if job.turn is _Turn.QUESTION:
            kind, patience_s = b"q", self._limits.question_s
        killed = 0
        try:
            while not job.answer.done() and killed < 2:  # done: whoever asked has gone
                if (child := await self._living_child()) is None:
                    return
                try:
                    job.settle(await child.embed(kind, job.text, patience_s))
                except _ChildDied as death:
                    killed += 1
                    await self._bury(death)
            if killed == 2:
                self._poison[job.turn, job.text] = None
                if len(self._poison) > self._limits.cached_queries:
                    self._poison.popitem(last=False)
                log.error("embedding gave up a text", extra={"length": len(job.text)})
        finally:
            job.settle(None)

    async def _living_child(self) -> _Child | None:
        """Return the child, a new one if need be; `None` when the model has to rest."""
        if self._child is not None and self._child.has_ended:
            await self._bury(_ChildDied("ended while idle"))
        while self._child is None:
            if self._keeps_resting():
                return None
            self._child = _Child()
            try:
                self.model_version = await self._child.start(self._command, self._limits.ready_s)
            except _ChildDied as death:
                await self._bury(death)
        if self._rests_until is not None:
            log.info("embedding is back", extra={"model": self.model_version})
            self._rests_until = None
            self._deaths.clear()
        self.state = State.READY
        self._settled.set()
        return self._child

    async def _bury(self, death: _ChildDied) -> None:
        """End what is left of the child and decide whether another may follow at once."""
        child, self._child = self._child, None
        how = "" if child is None else await child.end(grace_s=self._limits.grace_s)
        now = self._clock()
        self.reason = f"{death} ({how})"
        self._deaths.append(now)
        often = len(self._deaths) == self._limits.deaths
        if self._rests_until is not None:
            self._rests_until = now + self._limits.rest_s
            log.warning("embedding rests on", extra={"reason": self.reason})
        elif often and now - self._deaths[0] <= self._limits.within_s:
            self.state = State.RESTING
            self._rests_until = now + self._limits.rest_s
            log.error(
                "embedding rests, answers are lexical",
                extra={"reason": self.reason, "next_attempt_s": self._limits.rest_s},
            )
        else:
            self.state = State.STARTING
            log.warning("embedding child died", extra={"reason": self.reason})

    async def _rest(self) -> None:
        """Wait for the next attempt: for its time, or for a request after that time."""
        self._settled.set()
        self._wake.clear()
        self._give_up_jobs()
        with suppress(TimeoutError):
            async with asyncio.timeout((self._rests_until or 0.0) - self._clock()):
                await self._wake.wait()

    def _give_up_jobs(self) -> None:
        while not self._jobs.empty():
            self._jobs.get_nowait().settle(None)
