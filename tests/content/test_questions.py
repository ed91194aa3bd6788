"""25 questions, written by somebody who had seen only the entries' titles."""

import json
from pathlib import Path

import pytest

from bot.app.nursery import Nursery
from bot.app.services import open_app
from bot.settings import Settings
from tests.embedded import embedded_database

QUESTIONS = Path(__file__).with_name("questions.jsonl")
CONTENT = Path(__file__).parents[2] / "content"
FLOOR = 20


@pytest.mark.model
async def test_the_right_entry_is_among_the_first_three(tmp_path: Path) -> None:
    """At least 20 of 25 with the real model on the real content; the misses are listed."""
    database = await embedded_database(tmp_path / "collider.db")
    settings = Settings(
        database_url=f"sqlite+aiosqlite:///{database}",
        content_dir=CONTENT,
        locales_dir=CONTENT.parent / "locales",
        _env_file=None,
    )
    questions = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    missed = []
    async with Nursery() as nursery, open_app(settings, nursery) as app:
        await app.learn()
        for question in questions:
            answer = await app.answers.ask(question["question"], question["language"], limit=3)
            found = [hit.entry_id for hit in answer.hits]
            if not set(found) & set(question["gold"]):
                missed.append((question["question"], question["gold"], found))

    assert len(questions) == 25
    assert len(questions) - len(missed) >= FLOOR, "\n".join(map(str, missed))
