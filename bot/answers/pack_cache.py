"""The packed words of a content, kept for the next start: packing 20,000 texts takes seconds."""

import hashlib
import logging
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.answers import lexical, packing
from bot.answers.packing import Packed, pack

log = logging.getLogger(__name__)

_DAMAGED: Final = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)


def _version() -> bytes:
    """Return what changes with the code that makes words of a text."""
    sources = [Path(module.__file__ or "").read_bytes() for module in (lexical, packing)]
    return hashlib.blake2b(b"".join((unicodedata.unidata_version.encode(), *sources))).digest()


VERSION: Final = _version()


class PackCache:
    """One packing in a file that may be deleted; it counts for exactly the texts it is of."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def pack(self, texts: Sequence[tuple[str, str]]) -> Packed:
        """Return the packing of texts, from the file if it is of the same ones."""
        mark = _mark(texts)
        packed = self._read(mark)
        if packed is None:
            packed = pack(texts)
            self._write(mark, packed)
        return packed

    def _read(self, mark: bytes) -> Packed | None:
        try:
            with self._path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
                if kept["mark"].tobytes() != mark:
                    return None
                terms = _listed(kept["terms"])
                words = _listed(kept["words"])
                return Packed(
                    terms={term: number for number, term in enumerate(terms)},
                    starts=kept["starts"],
                    rows=kept["rows"],
                    counts=kept["counts"],
                    lengths=kept["lengths"],
                    words=dict(zip(words, kept["held"].tolist(), strict=True)),
                )
        except FileNotFoundError:
            return None
        except _DAMAGED as error:
            log.warning("the packed words cannot be used", extra={"why": str(error)})
            return None

    def _write(self, mark: bytes, packed: Packed) -> None:
        part = self._path.with_suffix(".part")
        try:
            with part.open("wb") as file:
                np.savez(
                    file,
                    mark=np.frombuffer(mark, dtype=np.uint8),
                    terms=_joined(packed.terms),
                    starts=packed.starts,
                    rows=packed.rows,
                    counts=packed.counts,
                    lengths=packed.lengths,
                    words=_joined(packed.words),
                    held=np.array(list(packed.words.values()), dtype=np.int64),
                )
            part.replace(self._path)
        except OSError as error:
            log.warning("the packed words cannot be written", extra={"why": str(error)})


def _mark(texts: Sequence[tuple[str, str]]) -> bytes:
    said = hashlib.blake2b(VERSION)
    for title, text in texts:
        parts = (title.encode(errors="surrogatepass"), text.encode(errors="surrogatepass"))
        said.update(b"%d %d\n%b%b" % (len(parts[0]), len(parts[1]), *parts))
    return said.digest()


def _joined(words: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _listed(data: NDArray[np.uint8]) -> list[str]:
    return data.tobytes().decode().split("\n") if len(data) else []
