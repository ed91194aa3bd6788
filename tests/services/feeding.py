"""What the tests of feeds share: pages of a web server on loopback, and what they brought."""

from dataclasses import replace

from aiohttp import web

from bot.app.services import App
from bot.domain.editing import EditedEntry, Origin, Publication
from bot.domain.entries import Kind
from bot.domain.feeds import Feed, FeedFormat
from bot.services.content import read_edits
from tests.conftest import NOW

SAID = ("Location", "Retry-After", "Content-Encoding")


def event(uid: str, title: str, day: str = "20270301", **more: str) -> str:
    lines = (f"{name.upper()}:{value}" for name, value in more.items())
    return "\r\n".join(
        (
            *("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART;VALUE=DATE:{day}"),
            *lines,
            "END:VEVENT",
        )
    )


def calendar(*events: str) -> bytes:
    return "\r\n".join(
        ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *events, "END:VCALENDAR", "")
    ).encode()


def reads_apart(test):
    """Mark a test in which files are read by a child process, as in production."""
    test.reads_apart = True
    return test


class Site:
    """A web server on loopback whose pages are what a test puts there."""

    def __init__(self) -> None:
        self.pages: dict[str, web.Response | bytes] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.port = 0

    def at(self, path: str) -> str:
        return f"http://feeds.test:{self.port}/{path}"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path.lstrip("/")
        asked = request.headers.get("If-None-Match")
        self.asked.append((path, asked))
        page = self.pages.get(path)
        if page is None:
            return web.Response(status=404)
        if isinstance(page, web.Response):
            kept = {k: v for k, v in page.headers.items() if k in SAID}
            return web.Response(status=page.status, body=page.body, headers=kept)
        etag = f'"{hash(page)}"'
        if asked == etag:
            return web.Response(status=304)
        return web.Response(body=page, headers={"ETag": etag})


async def added(app: App, url: str, **changes) -> Feed:
    given = {
        "id": 0,
        "hub": "kranj",
        "url": url,
        "format": FeedFormat.ICAL,
        "title": "Test events",
        "language": "sl",
        "kind": Kind.EVENT,
        "country": "SI",
        "timezone": "Europe/Ljubljana",
        "next_at": NOW,
        "added_at": NOW,
    }
    async with app.store.begin() as work:
        people = await work.people.add(8_000_000_000 + hash(url) % 10**6, "X", "en", NOW)
        return await work.feeds.add(Feed(**given | changes), people.id)


async def rows(app: App) -> dict[str, EditedEntry]:
    """Return what feeds brought, by title."""
    async with app.store.read() as work:
        found = [row for row in await work.entries.all() if row.origin is Origin.FEED]
    return {row.document["text"]["sl"]["title"]: row for row in found}


async def feed_of(app: App, feed: Feed) -> Feed:
    async with app.store.read() as work:
        found = await work.feeds.find(feed.id)
    assert found is not None
    return found


async def publish(app: App, row: EditedEntry, **edits) -> EditedEntry:
    async with app.store.begin() as work:
        await work.content_changed()
        revision = await work.content_version()
        changed = replace(row, publication=Publication.PUBLISHED, edits={**row.edits, **edits})
        await work.entries.put(changed, revision)
    return changed


async def known(app: App) -> None:
    """Take up what the database says, as the watch does."""
    app.knowledge.take(app.knowledge.prepared(edits=await read_edits(app.store, NOW)))
