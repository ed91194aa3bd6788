"""Vectors that come with the content: a fresh installation understands it at once.

Embedding the whole content takes a small machine minutes. `collider content vectors` writes what
the model says of it to a file beside the content; what an editor changed since is not in there
and is embedded as always.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from bot.answers.index import vector_key

FOLDER: Final = ".vectors"
"""Inside the content folder; nothing that editors write."""
_KEY: Final = 16
"""Bytes of a key that are kept: two of a million texts share them once in 10^26 contents."""


class Shipped:
    """Vectors by the key of model and text; read-only, half precision, mapped into memory."""

    def __init__(self, keys: Sequence[bytes], vectors: NDArray[np.float16]) -> None:
        self._rows = {key: row for row, key in enumerate(keys)}
        self._vectors = vectors

    @classmethod
    def read(cls, content_dir: Path) -> Self:
        """Read what lies beside the content; nothing, or what is damaged, is no vectors."""
        folder = content_dir / FOLDER
        try:
            keys = np.load(folder / "keys.npy", allow_pickle=False)
            vectors = np.load(folder / "vectors.npy", mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError):
            return cls((), np.zeros((0, 0), dtype=np.float16))
        if keys.dtype != np.uint8 or keys.shape != (len(vectors), _KEY):
            return cls((), np.zeros((0, 0), dtype=np.float16))
        return cls([row.tobytes() for row in keys], vectors)

    def __len__(self) -> int:
        """Return how many vectors there are."""
        return len(self._rows)

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return the vectors that are there, packed as the index keeps them."""
        found = {}
        for key in keys:
            row = self._rows.get(bytes.fromhex(key)[:_KEY])
            if row is not None:
                found[key] = self._vectors[row].tobytes()
        return found


def ship(content_dir: Path, vectors: Mapping[str, bytes]) -> int:
    """Write vectors by key beside the content; return how many. The order is that of the keys."""
    folder = content_dir / FOLDER
    folder.mkdir(exist_ok=True)
    keys = sorted(vectors)
    short = np.frombuffer(b"".join(bytes.fromhex(key)[:_KEY] for key in keys), dtype=np.uint8)
    rows = np.frombuffer(b"".join(vectors[key] for key in keys), dtype=np.float16)
    np.save(folder / "keys.npy", short.reshape(len(keys), _KEY))
    np.save(folder / "vectors.npy", rows.reshape(len(keys), -1))
    return len(keys)


def keys_of(model_version: str, texts: Iterable[str]) -> list[str]:
    """Return the keys of texts, each once."""
    return list(dict.fromkeys(vector_key(model_version, text) for text in texts))
