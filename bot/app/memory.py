"""Where a process keeps for the next one what content files say, and their words.

All of it is in the folder of the data and may be deleted at any time.
"""

from typing import Final

from bot.answers.pack_cache import PackCache
from bot.library import Memory, Shelf
from bot.settings import Settings

FILE: Final = "content-cache.sqlite"
WORDS: Final = "content-words.npz"


def memory_of(settings: Settings) -> Memory:
    """Return a memory that begins with what earlier processes read."""
    return Memory(Shelf(settings.data_dir() / FILE))


def words_of(settings: Settings) -> PackCache:
    """Return a packing of words that begins with what an earlier process packed."""
    return PackCache(settings.data_dir() / WORDS)
