"""`collider content import` and `content new`: files and addresses become entries, by hand.

Nothing is written before the differences were shown; the command line asks.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from bot.app.comparing import Import, Place, compared
from bot.clock import Clock, utc_now
from bot.domain.editing import EditedEntry, Origin, Publication
from bot.domain.entries import Kind
from bot.library import ContentError, load
from bot.library.feeds.failures import Failed
from bot.library.feeds.fetching import Fetched, NotModified, Validators
from bot.library.feeds.isolation import parse_apart
from bot.library.feeds.mapping import Feed
from bot.library.feeds.parsing import Hints, format_of
from bot.library.vocabulary_search import fold
from bot.library.writing import as_yaml, skeleton
from bot.services.feed_fetching import Fetch, fetch_publicly
from bot.settings import Settings
from bot.store import Store, make_engine
from bot.store.feeds import key_of
from bot.store.maintenance import upgrade

_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ADDRESS: Final = ("http://", "https://", "webcal://")

_LEFT_TO_DO: Final = (
    "`collider content check` says which languages and aliases content/ still needs of them."
)


class NotImported(Exception):
    """The import cannot begin; the words say why, `code` is how the command ends."""

    def __init__(self, words: str, code: int = 2) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is imported and how; None is read from the source or the hub."""

    source: str
    format: str | None = None
    hub: str | None = None
    language: str | None = None
    kind: str = Kind.EVENT
    name: str | None = None
    """The publisher, as readers see it."""
    write: Path | None = None
    """The folder for files."""
    wait: bool = False
    """Whether the entries go to the database and wait for a facilitator."""


async def prepare(
    settings: Settings, wanted: Wanted, clock: Clock = utc_now, get: Fetch = fetch_publicly
) -> Import:
    """Read the source and compare it with what is there; nothing is written."""
    now = clock()
    library = load(settings.content_dir, now.date(), finished=False)
    if wanted.kind not in set(Kind) or (wanted.write and wanted.wait):
        kinds = ", ".join(Kind)
        raise NotImported(f"--kind is one of {kinds}; --write and --wait exclude each other.")
    hub = library.hubs.get(wanted.hub or "")
    if wanted.hub and hub is None:
        raise NotImported(f"There is no hub {wanted.hub}. Hubs are the files in content/hubs/.")
    body, content_type, base = await _bytes(wanted.source, get)
    language = wanted.language or (hub.languages[0] if hub and hub.languages else "en")
    zone = hub.timezone if hub else settings.default_timezone
    parsed = await parse_apart(body, Hints(now, zone, language, content_type, base))
    if isinstance(parsed, Failed):
        raise NotImported(f"{wanted.source}: {parsed.reason.message}", 1)
    format_ = format_of(body)
    if wanted.format and wanted.format != format_:
        raise NotImported(
            f"{wanted.source} is {format_}, not {wanted.format}. Leave --format out."
        )
    feed = Feed(
        slug=fold(_stem(wanted.source)),
        source=wanted.name or _publisher(wanted.source),
        kind=Kind(wanted.kind),
        language=language,
        country=hub.country if hub else None,
        hub=wanted.hub,
        zone=zone,
    )
    rows = await _rows(settings) if wanted.wait else {}
    return compared(parsed, feed, Place(library, rows, wanted.wait), format_, now)


async def _bytes(source: str, get: Fetch) -> tuple[bytes, str, str]:
    if not source.startswith(_ADDRESS):
        try:
            return await asyncio.to_thread(Path(source).read_bytes), "", ""
        except OSError as error:
            raise NotImported(f"{source}: {error.strerror}") from error
    got = await get(source, Validators())
    if isinstance(got, Fetched):
        return got.body, got.content_type, got.url
    reason = "" if isinstance(got, NotModified) else got.reason.message
    raise NotImported(f"{source}: {reason}", 1)


async def _rows(settings: Settings) -> dict[str, EditedEntry]:
    async with _opened(settings) as store, store.read() as work:
        return {row.id: row for row in await work.entries.all()}


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Store]:
    """Open the database for a moment, with today's tables."""
    settings.data_dir()
    await upgrade(settings.database_url)
    store = Store(make_engine(settings.database_url))
    try:
        yield store
    finally:
        await store.close()


async def run(
    settings: Settings,
    wanted: Wanted,
    say: Callable[[str], None],
    agree: Callable[[str], bool],
    clock: Clock = utc_now,
    get: Fetch = fetch_publicly,
) -> int:
    """Show the differences and write them if told to and agreed; return the exit code."""
    try:
        ready = await prepare(settings, wanted, clock, get)
    except ContentError as error:
        say("\n".join(map(str, error.problems)))
        return 1
    except NotImported as error:
        say(str(error))
        return error.code
    say(str(ready))
    code = 1 if ready.refused else 0
    if not ready.documents:
        return code
    if not (wanted.write or wanted.wait):
        say("Nothing was written. --write DIR makes files, --wait lets them wait in the chat.")
    elif not agree(f"Write {len(ready.documents)} entries?"):
        say("Nothing was written.")
    elif wanted.write:
        files = await asyncio.to_thread(write_files, ready, wanted.write)
        say(f"{len(files)} files in {wanted.write}/. {_LEFT_TO_DO}")
    else:
        waiting = await write_rows(settings, ready, clock)
        say(f"{waiting} entries wait under /content until somebody publishes them.")
    return code


def begin(settings: Settings, kind: str, id_: str, say: Callable[[str], None]) -> int:
    """Write the skeleton of an entry and say where; return the exit code."""
    try:
        if kind not in set(Kind):
            raise NotImported(f"A kind is one of {', '.join(Kind)}.")
        say(f"{new_file(settings, Kind(kind), id_)}: fill it in, then `collider content check`.")
    except NotImported as error:
        say(str(error))
        return 2
    return 0


def write_files(ready: Import, folder: Path) -> list[Path]:
    """Write each entry to `folder/<kind>/<id>.yaml`; return the files."""
    written = []
    for made in ready.documents:
        file = folder / made["kind"] / f"{made['id']}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(as_yaml(made), "utf-8")
        written.append(file)
    return written


async def write_rows(settings: Settings, ready: Import, clock: Clock = utc_now) -> int:
    """Let the entries wait for a facilitator, in one transaction; return how many."""
    now = clock()
    async with _opened(settings) as store, store.begin() as work:
        await work.content_changed()
        revision = await work.content_version()
        for made in ready.documents:
            row = await work.entries.find(made["id"])
            if row is None:
                row = EditedEntry(
                    *(made["id"], Origin.FEED, Publication.WAITING, revision, now, now),
                    hub=ready.hub,
                    uid=key_of(ready.uids[made["id"]]),
                )
            await work.entries.put(replace(row, document=made, changed_at=now), revision)
            await work.audit.add(now, None, "import", f"entry:{made['id']}")
    return len(ready.documents)


def new_file(settings: Settings, kind: Kind, id_: str, clock: Clock = utc_now) -> Path:
    """Write the skeleton of an entry; raise `NotImported` if that is no id, or one is there."""
    if not _SLUG.fullmatch(id_) or len(id_) > 40:
        raise NotImported("An id has small letters, digits and hyphens, at most 40 characters.")
    if there := next(iter(settings.content_dir.glob(f"*/{id_}.yaml")), None):
        raise NotImported(f"{there} is there already.")
    file = settings.content_dir / kind / f"{id_}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(skeleton(kind, id_, clock().date()), "utf-8")
    return file


def _stem(source: str) -> str:
    parts = urlsplit(source)
    path = Path(parts.path).stem if source.startswith(_ADDRESS) else Path(source).stem
    return f"{parts.hostname} {path}" if source.startswith(_ADDRESS) else path


def _publisher(source: str) -> str:
    return urlsplit(source).hostname or Path(source).name
