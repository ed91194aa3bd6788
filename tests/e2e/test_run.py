"""`collider run` as an operator starts it: the first words, a question, an orderly end."""

import json

from bot.playground import Fault
from tests.e2e.chatting import Reader, buttons_of
from tests.e2e.processes import Installation, languages, until

QUESTION = "Is there money for a residency?"


async def test_everybody_is_greeted_in_their_language(installation: Installation) -> None:
    await installation.start()
    for label in ("Creative", "Company", "Facilitator"):
        person = installation.playground.person(label)
        tr = languages()[person.language]
        person.starts()
        seen = await person.sees(timeout_s=20)
        assert seen.text.startswith(tr("Hello, {name}.", name=f"Demo {label.lower()}"))
        assert tr("What can you do?") in seen.buttons


async def test_the_chat_answers_as_the_terminal_does(installation: Installation) -> None:
    found = json.loads(await installation.command("ask", QUESTION, "--json", "--lang", "en"))
    evidence = [entry["id"] for entry in found["evidence"]]
    assert evidence
    await installation.start()
    person = installation.playground.person("Facilitator")
    reader = Reader(installation.playground, person)
    # As long as the vectors are still read, entries are found by their words.
    await until(lambda: installation.processes[-1].embedding_child(), "the model")
    person.says(QUESTION)
    await reader.until(lambda: reader.screen, "the answer")
    assert reader.screen is not None
    shown = [data.rpartition(":")[2] for data in buttons_of(reader.screen)]
    title = found["evidence"][0]["title"]
    assert title in reader.screen.text
    assert set(evidence[1:]) <= set(shown)


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
