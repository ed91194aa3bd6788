"""What the tests of alerts share: entries that change, and the worker's jobs."""

from typing import Any

from bot.app.services import App
from bot.domain.editing import EditedEntry, Origin, Publication
from bot.services.content import read_edits

DOCUMENT: dict[str, Any] = {
    "status": "dated",
    "kind": "funding",
    "deadline_at": "2027-04-15T17:00",
    "deadline_zone": "Europe/Brussels",
    "sources": [{"name": "The hub"}],
    "as_of": "2026",
    "countries": ["SI"],
    "sectors": ["product_design"],
    "text": {"en": {"title": "A grant for chairs", "summary": "Money for makers of chairs."}},
}


async def publish(app: App, id_: str = "funding-sent", **facts: Any) -> None:
    """Publish an entry, or change it, as a facilitator does; note what changed of it."""
    document = {key: value for key, value in (DOCUMENT | facts).items() if value is not None}
    async with app.store.begin() as work:
        await work.content_changed()
        row = EditedEntry(
            id=id_,
            origin=Origin.CHAT,
            publication=Publication.PUBLISHED,
            revision=0,
            created_at=app.clock(),
            changed_at=app.clock(),
            document=document | {"id": id_},
        )
        await work.entries.put(row, await work.content_version())
    edits = await read_edits(app.store, app.clock())
    app.knowledge.take(app.knowledge.prepared(edits=edits))
    await app.services.content_changes.note()


async def work_on(app: App) -> None:
    """Let the worker's jobs of alerts run once each."""
    await app.services.alerting.spread()
    await app.services.searches.match()
    await app.services.alerting.send()
    await app.services.reminders.send()
