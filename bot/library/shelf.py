"""What the YAML of content files says, kept between two starts: reading YAML is what takes long.

The shelf is a file that may be deleted at any time. It holds plain data only, found by the bytes
of the file that it was read from, and whatever is taken from it is checked like a file that was
just read. A row that is damaged, or was written by another version of the reader, is not there.
"""

import hashlib
import json
import logging
import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

import pydantic
import yaml

from bot.library import checking, codes, documents, models
from bot.library.checking import Known

log = logging.getLogger(__name__)

Data = dict[str, Any]

_FORMAT: Final = "1"
_TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS pages (digest BLOB PRIMARY KEY, data BLOB)",
    "CREATE TABLE IF NOT EXISTS checked (mark BLOB PRIMARY KEY, day TEXT)",
)
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


def checked_by(known: Known) -> bytes:
    """Return what changes with everything that a file is checked by, but for the day."""
    rules = [Path(module.__file__ or "").read_bytes() for module in (checking, models, codes)]
    names = sorted((name, sorted(ids)) for name, ids in known.terms.items())
    groups = None if known.groups is None else sorted(known.groups)
    said = (checking.REQUIRED, names, groups, sorted(known.hubs), known.is_file, pydantic.VERSION)
    return hashlib.blake2b(repr(said).encode() + b"".join(rules), digest_size=16).digest()


class Shelf:
    """Data by digest, in a file of its own; every failure is like an empty shelf."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def pages(self) -> dict[bytes, bytes]:
        """Return rows that `data_of` reads, by digest."""
        return dict(self._all("SELECT digest, data FROM pages"))

    def checked(self) -> dict[bytes, str]:
        """Return marks of files that had no mistake, with the day on which they were checked."""
        return dict(self._all("SELECT mark, day FROM checked"))

    def add(self, pages: Mapping[bytes, Data], checked: Mapping[bytes, str]) -> None:
        """Keep pages and marks, all or none."""
        new = ((digest, packed(digest, data)) for digest, data in pages.items())
        try:
            with closing(self._opened()) as rows, rows:
                rows.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?)", new)
                rows.executemany("INSERT OR REPLACE INTO checked VALUES (?, ?)", checked.items())
        except (sqlite3.Error, OSError, ValueError) as error:
            log.warning("the cache of read files cannot be written", extra={"why": str(error)})

    def tidy(self, pages: Collection[bytes], checked: Collection[bytes]) -> None:
        """Throw out what is none of these, once most is."""
        try:
            with closing(self._opened()) as rows, rows:
                for found, gone, used in (
                    ("SELECT digest FROM pages", "DELETE FROM pages WHERE digest = ?", pages),
                    ("SELECT mark FROM checked", "DELETE FROM checked WHERE mark = ?", checked),
                ):
                    kept = {row[0] for row in rows.execute(found)}
                    if len(kept) > _SPARE * len(used):
                        rows.executemany(gone, ((one,) for one in kept.difference(used)))
        except (sqlite3.Error, OSError) as error:
            log.warning("the cache of read files cannot be tidied", extra={"why": str(error)})

    def _all(self, query: str) -> list[tuple[Any, Any]]:
        if not self._path.exists():
            return []
        try:
            with closing(self._opened()) as rows:
                return list(rows.execute(query))
        except (sqlite3.Error, OSError) as error:
            log.warning("the cache of read files cannot be used", extra={"why": str(error)})
            if "locked" not in str(error):  # then another process writes, and all is well
                with suppress(OSError):
                    self._path.unlink(missing_ok=True)
            return []

    def _opened(self) -> sqlite3.Connection:
        rows = sqlite3.connect(self._path, timeout=2)
        rows.execute("PRAGMA synchronous = OFF")  # a torn row does not fit its sum
        for table in _TABLES:
            rows.execute(table)
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
