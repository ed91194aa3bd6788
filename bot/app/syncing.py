"""`collider content sync`: processes that run are told to take up the content folder."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.app.memory import memory_of
from bot.clock import Clock, utc_now
from bot.library import survey
from bot.settings import Settings
from bot.store import Store, make_engine
from bot.store.maintenance import upgrade


@dataclass(frozen=True, slots=True)
class Synced:
    """What the processes that run will know, a moment from now."""

    version: int
    kinds: Mapping[str, int]
    """How many entries there are of each kind."""
    hubs: int

    def __str__(self) -> str:
        total = sum(self.kinds.values())
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items()))
        return (
            f"Content version {self.version}: {total} entries ({kinds}) and {self.hubs} hubs.\n"
            "Processes that run take it up within a few seconds."
        )


async def sync(settings: Settings, clock: Clock = utc_now) -> Synced:
    """Check the content and raise its version; raise `ContentError`, and nothing changes."""
    kinds, hubs = survey(settings.content_dir, clock().date(), memory_of(settings))
    await upgrade(settings.database_url)
    store = Store(make_engine(settings.database_url))
    try:
        async with store.begin() as work:
            await work.content_changed()
            version = await work.content_version()
    finally:
        await store.close()
    return Synced(version, kinds, hubs)
