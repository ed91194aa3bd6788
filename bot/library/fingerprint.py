"""Whether a content folder is still the one that was read."""

import hashlib
from pathlib import Path


def fingerprint(content_dir: Path) -> str:
    """Return what changes with any file of the content: its bytes, its name, its absence.

    Times and sizes would be cheaper and can stay the same; 100 files take some milliseconds.
    """
    said = hashlib.sha256()
    for path in sorted(content_dir.rglob("*.y*ml")):
        data = path.read_bytes()
        said.update(f"{path.relative_to(content_dir)}\n{len(data)}\n".encode())
        said.update(data)
    return said.hexdigest()
