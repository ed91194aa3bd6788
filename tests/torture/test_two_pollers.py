"""Two processes poll with one token: the log says so, nothing is lost, and either can go."""

import asyncio
import time

from bot.playground import Person
from tests.e2e.chatting import Reader
from tests.e2e.processes import Installation
from tests.torture.conftest import Figures

CONFLICT = "another process polls with this token; waiting for it to end"
QUESTIONS = 8


async def test_one_goes_on_when_the_other_is_killed(
    installation: Installation, figures: Figures
) -> None:
    playground = installation.playground
    reader = Reader(playground, playground.add_person("Asker", language="pl"))
    first = await installation.start()
    await asks(reader, "before")
    started = time.monotonic()
    second = await installation.start()
    for number in range(QUESTIONS):
        await asks(reader, f"both {number}")
        await asyncio.sleep(1)
    together_s = time.monotonic() - started
    assert first.alive
    assert second.alive
    conflicts = [conflicts_of(installation, n) for n in range(2)]
    await first.kill()
    await asks(reader, "the first is gone")
    assert second.alive
    third = await installation.start()
    await asks(reader, "a third came")
    await third.kill()
    await asks(reader, "the third is gone")
    assert second.alive
    assert sum(conflicts) > 0
    # Each waits some seconds after a conflict, so the log is not flooded.
    assert max(conflicts) <= together_s / 2 + 2
    others = [line for line in installation.lines("ERROR") if line["event"] != CONFLICT]
    assert not others
    figures["questions, each answered once"] = QUESTIONS + 4
    figures["seconds together"] = round(together_s)
    figures["conflicts logged by each"] = conflicts


async def asks(reader: Reader, text: str) -> None:
    """Ask a question, get exactly one answer."""
    person: Person = reader.person
    before = len(person.received)
    person.says(f"Czy są pieniądze na rezydencję? {text}")
    await reader.until(lambda: len(person.received) > before, f"an answer: {text}")
    assert len(person.received) == before + 1


def conflicts_of(installation: Installation, number: int) -> int:
    """Return how often a process logged that another one polls."""
    lines = installation.processes[number].lines("ERROR")
    return sum(line["event"] == CONFLICT for line in lines)
