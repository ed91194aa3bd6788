"""Alerts by real processes on a clock that is moved: said once, whenever `run` is killed."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.editing import EditedEntry, Origin, Publication
from bot.store import Store, make_engine
from tests.e2e.chatting import Reader
from tests.e2e.processes import Installation, until

TITLE = "A grant for chairs"
CHANGES = "SELECT count(*) FROM entry_changes"
PLANNED = "SELECT count(*) FROM outbox WHERE key LIKE '{}:%'"


class Editor:
    """A facilitator at another machine, whose entries have a deadline some days from now."""

    def __init__(self, folder: Path, clock: Path) -> None:
        self._url = f"sqlite+aiosqlite:///{folder}/var/collider.db"
        self._clock = clock

    async def publishes(self, days: int, id_: str = "funding-chairs") -> None:
        """Publish an entry, or change its deadline."""
        ahead = timedelta(seconds=int(self._clock.read_text() or 0))
        now = datetime.now(UTC) + ahead
        deadline = (now + timedelta(days=days)).astimezone(ZoneInfo("Europe/Brussels"))
        document: dict[str, Any] = {
            "id": id_,
            "kind": "funding",
            "status": "dated",
            "effort": "days",
            "deadline_at": deadline.strftime("%Y-%m-%dT17:00"),
            "deadline_zone": "Europe/Brussels",
            "sources": [{"name": "The hub"}],
            "as_of": "2026",
            "countries": ["SI"],
            "text": {"en": {"title": TITLE, "summary": "For makers of wooden chairs."}},
        }
        store = Store(make_engine(self._url))
        async with store.begin() as work:
            await work.content_changed()
            row = EditedEntry(
                id_, Origin.CHAT, Publication.PUBLISHED, 0, now, now, document=document
            )
            await work.entries.put(row, await work.content_version())
        await store.close()

    def waits(self, days: int) -> None:
        """Move the clock of `run`."""
        moved = int(self._clock.read_text() or 0) + days * 86_400
        self._clock.write_text(str(moved))


@pytest.mark.torture
async def test_a_day_of_alerts(installation: Installation) -> None:
    clock = installation.folder / "var" / "clock"
    clock.write_text("0")
    editor = Editor(installation.folder, clock)
    process = await installation.start(DEMO_CLOCK=str(clock))
    ada = Reader(installation.playground, installation.playground.person("Facilitator"))

    def screen() -> str:
        return ada.screen.text if ada.screen else ""

    async def shown(text: str) -> None:
        await ada.until(lambda: text in screen(), text)

    ada.person.says("/funding")
    await shown("Funding")
    ada.person.taps(data="follow:add:kind.funding")
    await shown("You follow this now")
    await until(lambda: installation.count("SELECT count(*) FROM entry_snapshots"), "snapshots")

    await editor.publishes(40)
    await until(lambda: installation.count("SELECT count(*) FROM alerts"), "the alert")
    await process.kill()
    editor.waits(1)
    process = await installation.start(DEMO_CLOCK=str(clock))
    await shown(TITLE)
    assert "because you follow: Funding and support" in screen()

    ada.person.taps(data="entry:open:funding-chairs")
    await shown("Not yet confirmed")
    ada.person.taps(data="saved:save:funding-chairs")
    await shown("I remind you on")
    await editor.publishes(30)
    await until(lambda: installation.count(CHANGES) == 2, "the change")
    await process.kill()
    process = await installation.start(DEMO_CLOCK=str(clock))
    editor.waits(1)
    await shown("The deadline is earlier")
    assert " → " in screen()

    editor.waits(16)
    await shown("13 days to the deadline")
    await process.kill()
    process = await installation.start(DEMO_CLOCK=str(clock))
    await asyncio.sleep(5)  # it would say it again by now

    assert installation.count(PLANNED.format("digest")) == 2
    assert installation.count(PLANNED.format("reminder")) == 1
    assert process.alive
    assert not list(installation.lines("ERROR"))
    for message in ada.person.received:
        print("———", message.text, sep="\n")  # noqa: T201 - shown with -s
