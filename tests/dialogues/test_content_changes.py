"""The content changes while people chat: what is new is said, what is gone is gone kindly."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.app.content_watch import ContentWatch
from bot.app.nursery import Nursery
from bot.app.services import App
from bot.app.syncing import sync
from bot.domain.answers import Answer
from bot.domain.refusals import Gone
from bot.library import Library
from tests.conftest import ROOT, Meet

CHANGED, REMOVED = "funding-eye", "method-collider-tandem"
NEW_TITLE = "Zeppelins for glassblowers"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    return folder


@pytest.fixture
async def app(new_app: Callable[..., App], folder: Path) -> App:
    app = new_app(content_dir=folder)
    await app.learn()
    return app


@pytest.mark.torture
async def test_people_see_what_is_new_and_nothing_of_what_is_gone(
    app: App, meet: Meet, folder: Path
) -> None:
    ada, tr = meet("Ada", "en"), app.languages["en"]
    old_title = app.knowledge.entries[CHANGED].text["en"].title
    gone_title = app.knowledge.entries[REMOVED].text["en"].title
    assert gone_title in await ada.says(gone_title)
    old_buttons = [
        button["callback_data"]
        for button in ada.chat.news[-1].buttons
        if "callback_data" in button
    ]
    card = folder / "funding" / f"{CHANGED}.yaml"
    card.write_text(card.read_text("utf-8").replace(f"title: {old_title}", f"title: {NEW_TITLE}"))
    (folder / "method" / f"{REMOVED}.yaml").unlink()

    async with Nursery() as nursery:
        watch = ContentWatch(app, nursery)
        await sync(app.settings, app.clock)
        await watch.look()
        await app.fill_gaps()

        ben = meet("Ben", "en")
        assert (await ben.says(f"{NEW_TITLE}?")).startswith(NEW_TITLE)
        assert gone_title not in await ben.says(gone_title)
        assert gone_title not in " ".join([await ben.says("/methods"), *ben.sees_buttons()])
        sorry = tr("Sorry, something went wrong on my side.")
        for packed in (f"entry:open:{REMOVED}", f"entry:more:{REMOVED}", *old_buttons):
            await ada.taps_data(packed)
            assert gone_title not in ada.chat.news[-1].labels
            assert sorry not in ada.sees()
        await ada.taps_data(f"entry:open:{REMOVED}")
        assert tr("What can you do?") in ada.sees_buttons()


async def test_a_question_that_waits_while_its_answer_leaves_gets_another(
    app: App, meet: Meet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is found, then the content changes, then it would be shown."""
    ada = meet("Ada", "en")
    await ada.says("/start")
    title = app.knowledge.entries[REMOVED].text["en"].title
    entries = {id_: e for id_, e in app.knowledge.entries.items() if id_ != REMOVED}
    ask = app.answers.ask

    async def answered_and_then_changed(*question: Any, **more: Any) -> Answer:
        answer = await ask(*question, **more)
        assert answer.hits[0].entry_id == REMOVED
        known = app.knowledge
        known.take(known.prepared(Library(entries, known.hubs, known.vocabulary)))
        return answer

    monkeypatch.setattr(app.answers, "ask", answered_and_then_changed)

    said = await ada.says(title)

    assert title not in said
    assert said != app.languages["en"](Gone.message)
    assert app.languages["en"]("Sorry, something went wrong on my side.") not in said
