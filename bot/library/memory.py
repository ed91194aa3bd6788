"""What a process read of a content folder: of a changed folder only what changed is read again."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.domain.entries import Entry, Vocabulary
from bot.library.checking import Known
from bot.library.documents import Document, parsed
from bot.library.models import EntryFile
from bot.library.shelf import Data, Shelf, checked_by, data_of, digest_of, packed

if TYPE_CHECKING:
    from bot.library.loading import Library

_SETTLED_NS: Final = 2_000_000_000
"""Two writes within one tick of a file system's clock leave the same time behind: the times of a
file count once they are so old."""

Stamp = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """One file of an entry as it was read and checked."""

    digest: bytes
    file: EntryFile


@dataclass(frozen=True, slots=True)
class Past:
    """The last content without a mistake, and what it was checked against."""

    pages: Mapping[str, Page] = field(default_factory=dict)
    known: Known | None = None
    vocabulary: Vocabulary | None = None
    entries: Mapping[str, Entry] = field(default_factory=dict)


class Memory:
    """Files by what is in them; made for one process, with or without a shelf for the next one.

    A file whose size, times and place on the disk are the same was not changed; any other is
    compared by its bytes. One thread at a time.
    """

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.past = Past()
        self._shelf = shelf
        self._stamps: dict[str, tuple[Stamp, bytes]] = {}
        self._rows: dict[bytes, bytes] | None = None
        self._new: dict[bytes, Data] = {}
        self._checked: dict[bytes, str] | None = None
        self._mark: tuple[Known, bytes] | None = None

    def fingerprint(self, folder: Path) -> str:
        """Return what changes with any file of the content: its bytes, its name, its absence."""
        said = hashlib.blake2b()
        for path in sorted(_files(os.fspath(folder))):
            said.update(f"{os.path.relpath(path, folder)}\n".encode(errors="surrogateescape"))
            said.update(self._digest(path))
        return said.hexdigest()

    def page(self, path: Path, name: str) -> Page | None:
        """Return the page of a file that did not change since it was read and checked."""
        page = self.past.pages.get(name)
        return page if page and page.digest == self._digest(os.fspath(path)) else None

    def read(self, path: Path, name: str) -> tuple[bytes, Document]:
        """Return a file's digest and data, without lines if it was read before.

        Raise `Unreadable` if it is no YAML.
        """
        data = path.read_bytes()
        digest = digest_of(data)
        if self._rows is None:
            self._rows = self._shelf.pages() if self._shelf else {}
        if (known := data_of(digest, self._rows.get(digest))) is not None:
            return digest, Document(name, known, {})
        document = parsed(data, name)
        self._new[digest] = document.data
        return digest, document

    def was_right(self, path: Path, place: str, known: Known) -> bool:
        """Say whether a file had no mistake when it was last checked, by what is known now."""
        return self.is_right(place, self._digest(os.fspath(path)), known)

    def is_right(self, place: str, digest: bytes, known: Known) -> bool:
        """Say the same of a file that was just read."""
        day = self._days().get(_mark(place, digest, self._known_mark(known)))
        return day is not None and known.today is not None and day <= known.today.isoformat()

    def surveyed(self, pages: Mapping[str, Page], known: Known) -> None:
        """Keep that these files have no mistake, and what they say, for the next process."""
        if self._shelf is None:
            return
        days = {}
        if known.today is not None:
            checked, so_far = self._known_mark(known), self._days()
            marks = (_mark(place, page.digest, checked) for place, page in pages.items())
            days = {mark: known.today.isoformat() for mark in marks if mark not in so_far}
        if self._new or days:
            self._shelf.add(self._new, days)
            self._days().update(days)

    def remember(self, library: Library, pages: Mapping[str, Page], others: set[bytes]) -> None:
        """Keep what was read without a mistake; `others` are the files of no entry."""
        self.past = Past(pages, library.known, library.vocabulary, library.entries)
        is_new = bool(self._new)
        self.surveyed(pages, library.known)
        if self._shelf and is_new:
            mark = self._known_mark(library.known)
            digests = {page.digest for page in pages.values()} | others
            marks = {_mark(place, page.digest, mark) for place, page in pages.items()}
            self._shelf.tidy(digests, marks)
        # The entries are in their pages: of the rows, the vocabulary is what is read again.
        again = {digest: packed(digest, self._new[digest]) for digest in others & self._new.keys()}
        self._rows = {d: row for d, row in (self._rows or {}).items() if d in others} | again
        self._new = {}

    def forget(self) -> None:
        """Know nothing any more."""
        self.past, self._stamps, self._rows, self._new = Past(), {}, {}, {}
        self._checked = {}

    def _days(self) -> dict[bytes, str]:
        if self._checked is None:
            self._checked = self._shelf.checked() if self._shelf else {}
        return self._checked

    def _known_mark(self, known: Known) -> bytes:
        if self._mark is None or self._mark[0] is not known:
            self._mark = known, checked_by(known)
        return self._mark[1]

    def _digest(self, path: str) -> bytes:
        file = Path(path)
        stat = file.stat()
        stamp = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
        known = self._stamps.get(path)
        if known and known[0] == stamp:
            return known[1]
        digest = digest_of(file.read_bytes())
        if time.time_ns() - max(stat.st_mtime_ns, stat.st_ctime_ns) > _SETTLED_NS:
            self._stamps[path] = stamp, digest
        return digest


def _mark(place: str, digest: bytes, checked: bytes) -> bytes:
    return hashlib.blake2b(digest + place.encode(), digest_size=16, key=checked).digest()


def _files(folder: str) -> Iterator[str]:
    """Yield the YAML files in a folder, however deep; its editors' tools may have others there."""
    with os.scandir(folder) as found:
        for item in found:
            if item.is_dir(follow_symlinks=False):
                yield from _files(item.path)
            elif ".y" in item.name and item.name.endswith("ml"):
                yield item.path
