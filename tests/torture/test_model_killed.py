"""The model's process dies in the middle of questions: none of them is lost."""

import asyncio
import os
import random
import signal

from tests.e2e.chatting import Reader
from tests.e2e.processes import Installation, Process, languages, until
from tests.torture.conftest import Figures

PEOPLE = 50
QUESTIONS = 4
DEATHS = 3
"""After so many within a minute the model rests, and answers go on by words."""
WORDS = ("rezydencja", "podróż artysty", "voucher kreatywny", "kurs sztucznej inteligencji")


async def test_no_question_is_lost(
    installation: Installation, seed: int, figures: Figures
) -> None:
    chance = random.Random(seed)
    process = await installation.start()
    people = [
        installation.playground.add_person(f"Asker {number}", language="pl")
        for number in range(PEOPLE)
    ]
    readers = [Reader(installation.playground, person) for person in people]
    heard: list[str] = []

    async def ask(reader: Reader, number: int) -> None:
        for turn in range(QUESTIONS):
            before = len(reader.person.received)
            reader.person.says(f"Czy jest {chance.choice(WORDS)}? Pytanie {number}/{turn}")
            await reader.until(
                lambda before=before: len(reader.person.received) > before, "an answer"
            )
            heard.append(reader.person.received[-1].text)
            assert len(reader.person.received) == before + 1
            await asyncio.sleep(chance.uniform(0, 0.2))

    async with asyncio.TaskGroup() as group:
        for number, reader in enumerate(readers):
            group.create_task(ask(reader, number))
        await kill_models(process, chance, heard)
    assert process.alive
    assert len(heard) == PEOPLE * QUESTIONS
    sorry = languages()["pl"]("Sorry, something went wrong on my side.")
    assert not [text for text in heard if sorry in text]
    assert not installation.count("SELECT count(*) FROM inbox WHERE finished_at IS NULL")
    assert installation.count("SELECT count(*) FROM inquiries") == len(heard), "each is kept once"
    figures["questions, all answered"] = len(heard)
    figures["models killed"] = DEATHS
    figures["of them by words or not at all known"] = sum(
        languages()["pl"]("I do not know.") in text for text in heard
    )


async def kill_models(process: Process, chance: random.Random, heard: list[str]) -> None:
    """Kill the model while questions are asked, and again when it is back."""
    for _ in range(DEATHS):
        wanted = min(len(heard) + chance.randint(1, 5), PEOPLE * (QUESTIONS - 1))
        await until(lambda wanted=wanted: len(heard) >= wanted, "more answers", every_s=0.005)
        child = await until(process.embedding_child, "the model", every_s=0.005)
        await asyncio.sleep(chance.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
