"""Where a process keeps for the next one what content files say."""

from typing import Final

from bot.library import Memory, Shelf
from bot.settings import Settings

FILE: Final = "content-cache.sqlite"
"""In the folder of the data; it may be deleted at any time."""


def memory_of(settings: Settings) -> Memory:
    """Return a memory that begins with what earlier processes read."""
    return Memory(Shelf(settings.data_dir() / FILE))
