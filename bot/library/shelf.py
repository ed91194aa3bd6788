"""What the YAML of content files says, kept between two starts: reading YAML is what takes long.

The shelf is a file that may be deleted at any time. It holds plain data only, found by the bytes
of the file that it was read from, and whatever is taken from it is checked like a file that was
just read. A row that is damaged, or was written by another version of the reader, is not there.
"""

import hashlib
import json
import logging
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import yaml

from bot.library import documents

log = logging.getLogger(__name__)

Data = dict[str, Any]

_FORMAT: Final = "1"
_TABLE: Final = "CREATE TABLE IF NOT EXISTS pages (digest BLOB PRIMARY KEY, data BLOB)"
_SPARE: Final = 2
"""Rows are thrown out when there are so many times more of them than files."""


def _version() -> bytes:
    """Return what changes with everything that data depends on beside the bytes of its file."""
    reader = Path(documents.__file__).read_bytes()
    said = f"{_FORMAT}\n{yaml.__version__}\n{documents.IS_FAST}\n".encode()
    return hashlib.blake2b(said + reader, digest_size=16).digest()


VERSION: Final = _version()


def digest_of(data: bytes) -> bytes:
    """Return what data is kept by."""
    return hashlib.blake2b(data, digest_size=16, key=VERSION).digest()


class Shelf:
    """Data by digest, in a file of its own; every failure is like an empty shelf."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> dict[bytes, bytes]:
        """Return all rows: JSON that `data_of` reads, by digest."""
        if not self._path.exists():
            return {}
        try:
            with closing(self._opened()) as rows:
                return dict(rows.execute("SELECT digest, data FROM pages"))
        except (sqlite3.Error, OSError, ValueError, TypeError) as error:
            log.warning("the cache of read files cannot be used", extra={"why": str(error)})
            self._path.unlink(missing_ok=True)
            return {}

    def add(self, pages: Mapping[bytes, Data], kept: Iterable[bytes]) -> None:
        """Keep pages, all or none; what is not in `kept` may go."""
        try:
            with closing(self._opened()) as rows, rows:
                rows.execute(
                    "CREATE TABLE IF NOT EXISTS pages (digest BLOB PRIMARY KEY, data BLOB)"
                )
                rows.executemany(
                    "INSERT OR REPLACE INTO pages VALUES (?, ?)",
                    ((digest, packed(digest, data)) for digest, data in pages.items()),
                )
                used = set(kept)
                found = {row[0] for row in rows.execute("SELECT digest FROM pages")}
                if len(found) > _SPARE * len(used):
                    gone = ((digest,) for digest in found - used)
                    rows.executemany("DELETE FROM pages WHERE digest = ?", gone)
        except (sqlite3.Error, OSError, ValueError) as error:
            log.warning("the cache of read files cannot be written", extra={"why": str(error)})

    def _opened(self) -> sqlite3.Connection:
        rows = sqlite3.connect(self._path, timeout=2)
        rows.execute("PRAGMA synchronous = OFF")  # a torn row does not fit its sum
        return rows


def data_of(digest: bytes, row: object) -> Data | None:
    """Return what `packed` packed; None if it is not whole, or belongs to another digest."""
    if not isinstance(row, bytes) or row[:16] != _sum(digest, row[16:]):
        return None
    found = json.loads(row[16:])
    return found if isinstance(found, dict) else None


def packed(digest: bytes, data: Data) -> bytes:
    """Return data as a row: JSON, and before it a sum that goes with the digest."""
    text = json.dumps(data, separators=(",", ":")).encode()
    return _sum(digest, text) + text


def _sum(digest: bytes, text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=16, key=digest).digest()
