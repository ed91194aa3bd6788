"""What all tests share: no network but loopback, a clock that stands still, nearness of meaning
without a model. What they share of the bot is in `fixtures`.
"""

from __future__ import annotations

import gc
import ipaddress
import re
import socket
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import numpy as np
import pytest

if TYPE_CHECKING:
    from bot.embedding import Vector
    from tests.people import Person

ROOT = Path(__file__).parents[1]
# How long an example takes says how busy the machine is, and nothing of what is tested.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FIVE = ("en", "pl", "sl", "da", "de")
Meet = Callable[..., "Person"]


def pytest_configure(config: pytest.Config) -> None:
    """Load what tests share of the bot, except where tests are only handed out to others.

    That process runs before all others, and would read all libraries of the bot for nothing.
    """
    gc.set_threshold(50_000, 20, 10)
    hands_out = config.getoption("numprocesses", None) and not config.option.collectonly
    if hasattr(config, "workerinput") or not hands_out:
        config.pluginmanager.import_plugin("tests.fixtures")


@pytest.hookimpl(trylast=True)  # after the shuffling
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests of whole processes: at the end, one worker would be left with them."""
    items.sort(key=lambda item: ROOT / "tests" / "e2e" not in item.path.parents)


def pytest_collection_finish() -> None:
    settle()


def settle() -> None:
    """Take what is there now for good out of the search for garbage.

    Half a million objects live as long as the process, and each test makes thousands more: a
    third of the time went into looking through all of them again and again.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _only_loopback() -> Iterator[None]:
    """Refuse connections that leave this machine."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def checked(original: Callable[..., Any]) -> Callable[..., Any]:
        def to(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
                raise PermissionError(f"tests stay on this machine: {address[0]}")
            return original(self, address)

        return to

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", checked(connect))
    patch.setattr(socket.socket, "connect_ex", checked(connect_ex))
    yield
    patch.undo()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"


class Clock:
    """A clock that moves when a test says so."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **span: float) -> None:
        """Let time pass: `days=3`."""
        self.at += timedelta(**span)

    @property
    def today(self) -> date:
        return self.at.date()


class WordsForMeaning:
    """Embeddings whose nearness is the likeness of letters: a title finds its entry.

    A passage counts by its first sentence, its title. A constant part lifts the cosines to where
    those of the model are, so that the thresholds of the answers apply.
    """

    ready = True
    model_version = "letters/1025"
    LIFT = 3.0

    async def query(self, text: str) -> Vector | None:
        """Return the vector of a question."""
        return self._vector(text)

    async def passage(self, text: str) -> Vector | None:
        """Return the vector of an entry's title."""
        return self._vector(text.split(". ", 1)[0])

    def _vector(self, text: str) -> Vector:
        places = [
            zlib.crc32(padded[start : start + 3].encode()) % 1024
            for padded in (f"^{word}$" for word in re.findall(r"\w+", text.casefold()))
            for start in range(len(padded) - 2)
        ]
        vector = np.bincount(np.array(places, dtype=int), minlength=1025).astype(np.float32)
        length = float(np.linalg.norm(vector)) or 1.0
        vector /= length
        vector[1024] = np.sqrt(self.LIFT)
        return vector / np.float32(np.sqrt(1 + self.LIFT))


@pytest.fixture
def clock() -> Clock:
    return Clock()
