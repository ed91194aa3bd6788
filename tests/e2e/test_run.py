"""`collider run` as an operator starts it: the first words, a question, an orderly end."""

import json

import pytest

from bot.playground import Fault
from tests.e2e.chatting import Reader, buttons_of
from tests.e2e.processes import Installation, languages, until

QUESTION = "Is there money for a residency?"


@pytest.mark.torture
async def test_greets_in_every_language_and_answers_as_the_terminal_does(
    installation: Installation,
) -> None:
    found = json.loads(await installation.command("ask", QUESTION, "--json", "--lang", "en"))
    first, *others = found["evidence"]
    await installation.start()
    for label in ("Creative", "Company", "Facilitator"):
        person = installation.playground.person(label)
        tr = languages()[person.language]
        person.starts()
        seen = await person.sees(timeout_s=20)
        assert seen.text.startswith(tr("Hello, {name}.", name=f"Demo {label.lower()}"))
        assert tr("What can you do?") in seen.buttons

    reader = Reader(installation.playground, installation.playground.person("Facilitator"))
    reader.person.says(QUESTION)
    await reader.until(lambda: len(reader.person.received) == 2, "the answer")
    assert reader.screen is not None
    assert first["title"] in reader.screen.text
    picks = [data for data in buttons_of(reader.screen) if data.startswith("ask:pick:")]
    assert len(picks) >= len(others)
    assert not list(installation.lines("ERROR"))


@pytest.mark.torture
async def test_an_orderly_end_loses_no_update(installation: Installation) -> None:
    playground = installation.playground
    person = playground.person("Company")
    reader = Reader(playground, person)
    first = await installation.start()
    person.says("/help")
    await reader.until(lambda: len(person.received) == 1, "the help")
    # Telegram is slow: the process is asked to end while its replies cannot leave.
    playground.faults.add(Fault("error", times=50))
    for _ in range(3):
        person.says("/help")
    unfinished = "SELECT count(*) FROM inbox WHERE finished_at IS NULL"
    await until(lambda: installation.count(unfinished) == 3, "the updates in the inbox")
    assert await first.stop(patience_s=15) == 0
    assert installation.count(unfinished) == 3
    playground.faults.clear()
    await installation.start()
    await reader.until(lambda: len(person.received) == 4, "the replies")
    await until(lambda: not installation.count(unfinished), "the updates to be finished")
    assert len({delivery.text for delivery in person.received}) == 1
    assert len(person.received) == 4
