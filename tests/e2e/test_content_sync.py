"""`collider content sync` while `run` answers: the new words are said, nothing is restarted."""

import pytest

from tests.e2e.chatting import Reader
from tests.e2e.processes import Installation, until

ENTRY = "training/training-elements-of-ai.yaml"
VECTORS = "SELECT count(*) FROM vectors"
TITLE = "Zeppelins for glassblowers"


@pytest.mark.torture
async def test_a_running_process_takes_up_what_is_synced(installation: Installation) -> None:
    process = await installation.start()
    reader = Reader(installation.playground, installation.playground.person("Facilitator"))
    vectors = installation.count(VECTORS)
    file = installation.folder / "content" / ENTRY
    old = next(
        line for line in file.read_text("utf-8").splitlines() if line.startswith("    title: ")
    )
    file.write_text(file.read_text("utf-8").replace(old, f"    title: {TITLE}"), "utf-8")

    assert "Content version 1: 6 entries" in await installation.command("content", "sync")
    taken = await until(
        lambda: [line for line in process.lines() if line["event"] == "content taken up"],
        "the process to take it up",
    )
    assert [taken[0][key] for key in ("version", "added", "removed", "changed")] == [1, 0, 0, 1]

    await until(
        lambda: installation.count(VECTORS) > vectors + 1, "the model to read text and title"
    )
    reader.person.says(TITLE)
    await reader.until(lambda: len(reader.person.received) == 1, "the answer")
    assert TITLE in reader.person.received[0].text
    assert process.alive
    assert not list(installation.lines("ERROR"))
