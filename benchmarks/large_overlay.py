"""What people's edits cost on a large content: laying them over it, and noting what changed."""

import random
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from benchmarks.synthetic import Directions
from bot.app.services import make_app
from bot.clock import utc_now
from bot.domain.editing import EditedEntry, Origin, Publication
from bot.library import Library, checking, load
from bot.services.content import Edits
from bot.settings import Settings
from bot.store import Store, make_engine
from bot.store.maintenance import upgrade

EDITED = 1_000
T = TypeVar("T")


async def measure(settings: Settings, content: Path) -> None:
    """Measure and print."""
    checking.REQUIRED = ("en",)  # type: ignore[misc, assignment]
    with TemporaryDirectory(prefix="collider-bench-") as place:
        url = f"sqlite+aiosqlite:///{Path(place) / 'bench.db'}"
        here = settings.model_copy(update={"database_url": url, "content_dir": content})
        await upgrade(url)
        store = Store(make_engine(url))
        try:
            library = load(content, utc_now().date())
            app = make_app(here, store, Directions(), utc_now, library=library)
            note = app.services.content_changes.note
            print(f"\n{len(library.entries)} entries")
            await _timed("noting them for the first time", note)
            await _timed("reading what was noted, comparing", note)
            await _timed("noting when nothing changed", note)
            rows = _edited(library)

            async def lay() -> None:
                app.knowledge.take(app.knowledge.prepared(edits=Edits(rows, (), (1, 1, 1))))

            await _timed(f"laying {len(rows)} edited ones over them", lay)
            await _timed("noting those that changed", note)
        finally:
            await store.close()


def _edited(library: Library) -> tuple[EditedEntry, ...]:
    """Return edits of a title each; every second one prolongs a deadline if there is one."""
    now, chance = utc_now(), random.Random(2026)
    some = chance.sample(sorted(library.files), min(EDITED, len(library.files)))
    return tuple(
        EditedEntry(
            id=id_,
            origin=Origin.FILE,
            publication=Publication.PUBLISHED,
            revision=1,
            created_at=now,
            changed_at=now,
            edits={
                "text.en.title": "A better title",
                **({"deadline_at": "2029-12-01T17:00"} if library.files[id_].deadline_at else {}),
            },
        )
        for id_ in some
    )


async def _timed(what: str, work: Callable[[], Awaitable[T]]) -> None:
    started = time.perf_counter()
    await work()
    print(f"  {what:38}{(time.perf_counter() - started) * 1000:8.0f} ms", flush=True)
