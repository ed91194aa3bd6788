"""A process takes up changed content, once, and never content with a mistake."""

import asyncio
import logging
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.app.content_watch import EVERY_S, ContentWatch
from bot.app.health import health, is_uncalibrated
from bot.app.nursery import Nursery
from bot.app.services import App
from bot.app.syncing import sync
from bot.domain.people import Person
from bot.embedding import NullEmbedder
from bot.library import ContentError, load
from tests.conftest import NOW, ROOT, WordsForMeaning
from tests.some_content import SOME

TITLE = "title: Erasmus for Young Entrepreneurs"
NEW_TITLE = "Zeppelins for glassblowers"
READER = Person(id=0, telegram_id=0, name="", language="en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a content folder that may be changed."""
    folder = tmp_path / "content"
    for part in ("hubs", "vocabulary"):
        shutil.copytree(ROOT / "content" / part, folder / part)
    for file in (ROOT / "content").glob("*/*.yaml"):
        if file.stem in SOME:
            (folder / file.parent.name).mkdir(exist_ok=True)
            shutil.copy(file, folder / file.parent.name)
    return folder


@pytest.fixture
async def app(new_app: Callable[..., App], folder: Path) -> App:
    app = new_app(content_dir=folder)
    await app.learn()
    return app


@pytest.fixture
async def nursery():
    async with Nursery() as nursery:
        yield nursery


@pytest.fixture
def watch(app: App, nursery: Nursery) -> ContentWatch:
    return ContentWatch(app, nursery)


def edit(folder: Path, old: str, new: str, name: str = "funding/funding-eye.yaml") -> None:
    file = folder / name
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


async def bump(app: App) -> None:
    async with app.store.begin() as work:
        await work.content_changed()


async def test_a_synced_change_is_known_and_found(app, watch, folder):
    edit(folder, TITLE, f"title: {NEW_TITLE}")
    await watch.look()
    assert NEW_TITLE not in _titles(app)  # not synced yet

    await sync(app.settings, app.clock)
    await watch.look()
    await app.fill_gaps()

    assert NEW_TITLE in _titles(app)
    found = await app.services.asking.ask(READER, NEW_TITLE)
    assert found.cards[0].entry.id == "funding-eye"
    said = health(app, watch)
    assert said["content"]["version"] == said["content"]["seen"] == 1
    assert said["content"]["waiting"] == 0


@pytest.mark.torture
async def test_only_what_changed_is_read_by_the_model(new_app, folder, nursery):
    model = Counting()
    known = load(folder, NOW.date())
    app = new_app(embeddings=model, library=known, content_dir=folder)
    await app.learn()
    model.read.clear()
    watch = ContentWatch(app, nursery)
    edit(folder, TITLE, f"title: {NEW_TITLE}")
    await sync(app.settings, app.clock)

    await watch.look()
    await app.fill_gaps()

    assert model.read
    assert all(NEW_TITLE in text for text in model.read)


async def test_vocabulary_and_hubs_change_with_the_entries(app, watch, folder):
    tr = app.languages["en"]
    choices = app.services.forms._choices
    skill = next(iter(app.knowledge.vocabulary.skills.values()))
    hub = app.knowledge.hubs["kranj"]
    edit(folder, f"en: {skill.label('en')}", "en: zeppelin building", "vocabulary/skills.yaml")
    edit(folder, f"en: {hub.named('en')}", "en: Zeppelin harbour", "hubs/kranj.yaml")
    await sync(app.settings, app.clock)

    await watch.look()

    assert choices.label("skills", skill.id, tr) == "zeppelin building"
    assert choices.label("hubs", "kranj", tr) == "Zeppelin harbour"
    asked = app.knowledge.understand("a course in zeppelin building", "en", app.clock())
    assert skill.id in asked.skills


async def test_a_mistake_keeps_what_was_known_and_is_said_once(app, watch, folder, caplog):
    before = dict(app.knowledge.findable)
    edit(folder, "kind: funding", "kind: fundink")
    with pytest.raises(ContentError):
        await sync(app.settings, app.clock)
    await watch.look()
    assert watch.seen == 0  # nothing changed for anybody

    with caplog.at_level(logging.ERROR):
        for _ in range(3):  # somebody saves a profile, which counts as a change, too
            await bump(app)
            await watch.look()

    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR] == [
        "content has mistakes; what was known before stays"
    ]
    assert app.knowledge.findable == before
    assert health(app, watch)["content"] | {"passages": 0, "waiting": 0} == {
        "version": 0,
        "seen": 3,
        "problems": watch.problems,
        "entries": len(app.knowledge.entries),
        "passages": 0,
        "waiting": 0,
    }
    assert watch.problems > 0

    edit(folder, "kind: fundink", "kind: funding")
    await sync(app.settings, app.clock)
    await watch.look()
    assert (app.knowledge.version, watch.problems) == (4, 0)


async def test_a_change_elsewhere_reads_no_folder_again(app, watch, monkeypatch):
    await bump(app)
    await watch.look()
    known = app.knowledge.findable

    await bump(app)
    await watch.look()

    assert app.knowledge.version == 2
    assert app.knowledge.findable is known


async def test_a_process_that_answers_nobody_keeps_no_index(new_app, folder, nursery):
    app = new_app(embeddings=NullEmbedder(), content_dir=folder)
    watch = ContentWatch(app, nursery, embeds=False)
    edit(folder, TITLE, f"title: {NEW_TITLE}")
    await sync(app.settings, app.clock)

    await watch.look()

    assert NEW_TITLE in _titles(app)
    assert app.index.progress.total == 0


async def test_the_version_is_read_once_a_second_and_through_an_outage(app, nursery, caplog):
    pauses: list[float] = []
    looked_again = asyncio.Event()

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 1:
            rename("content_version", "away")
        elif len(pauses) == 4:
            rename("away", "content_version")
        elif len(pauses) == 5:
            looked_again.set()
            await asyncio.Event().wait()

    def rename(old: str, new: str) -> None:
        file = app.settings.database_url.split(":///", 1)[1]
        with closing(sqlite3.connect(file)) as database:
            database.execute(f"ALTER TABLE {old} RENAME TO {new}")
            database.commit()

    await bump(app)
    nursery.spawn(ContentWatch(app, nursery, sleep=sleep).run(), "watch")
    await looked_again.wait()

    assert pauses == [EVERY_S] * 5
    assert app.knowledge.version == 1
    assert sum(record.levelno >= logging.ERROR for record in caplog.records) == 1


async def test_health_says_why_answers_go_by_words(new_app, folder, nursery):
    app = new_app(embeddings=NullEmbedder(), content_dir=folder)
    await app.learn()

    said = health(app, ContentWatch(app, nursery))

    assert said["ok"] is True
    assert said["answers"] == {"mode": "lexical", "why": "no model"}
    assert said["calibrated"] is None  # there is no model to fit
    assert said["content"]["waiting"] == said["content"]["passages"] > 0


async def test_health_says_that_the_thresholds_are_of_another_model(app, watch):
    assert health(app, watch)["calibrated"] is False  # letters are no meaning
    assert is_uncalibrated(app)


class Counting(WordsForMeaning):
    """A model that remembers what it read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    async def passage(self, text):
        self.read.append(text)
        return await super().passage(text)


def _titles(app: App) -> set[str]:
    return {entry.text["en"].title for entry in app.knowledge.entries.values()}
