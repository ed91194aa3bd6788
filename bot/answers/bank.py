"""The bank of what people also type, and what was measured with it: `calibration/`.

`negatives.yaml` is the source; `python -m benchmarks.calibrate` embeds it, fits the weights of the
judge on the development set and writes both files. They hold for one version of the model: with
any other, the assistant compares in the model's own space and asserts less (`judging.py`).
"""

import hashlib
import json
import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from bot.answers.grams import Grams
from bot.answers.packing import pack
from bot.answers.space import Floats, Space
from bot.answers.talk import talk_of
from bot.answers.vectors import Slots
from bot.domain.talk import Talk
from bot.embedding import Vector

log = logging.getLogger(__name__)

HERE: Final = Path(__file__).resolve().parent
SOURCE: Final = HERE / "negatives.yaml"
CALIBRATION: Final = HERE / "calibration"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the bank."""

    topic: str
    kind: str
    language: str
    text: str


def read_messages(source: Path = SOURCE) -> list[Message]:
    """Return all messages of the bank, in the order of the file."""
    return [
        Message(topic["topic"], topic["kind"], language, text)
        for topic in yaml.load(source.read_text("utf-8"), yaml.CSafeLoader)
        for language, texts in topic["messages"].items()
        for text in texts
    ]


def fingerprint(source: Path = SOURCE) -> str:
    """Return what changes with the bank, so that stale vectors are noticed."""
    return hashlib.sha256(source.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Near:
    """How near a question is to the bank."""

    nearest: float
    nearest_three: float
    """Mean of the three nearest."""
    mean: float
    deviation: float
    topic: str
    talk: Talk


class Bank:
    """The messages of the bank as vectors, in the space that was fitted on them."""

    def __init__(self, messages: list[Message], vectors: Floats) -> None:
        self.messages = messages
        self.space = Space.fitted(vectors, [message.language for message in messages])
        self._topics = np.array([message.topic for message in messages])
        self._placed = self.space.place(vectors)

    def near(self, placed: Vector, *, without: str | None = None) -> Near:
        """Return how near a placed question is, and to what; `without` leaves out a topic."""
        cosines = self._placed @ placed
        kept = (
            np.arange(len(cosines)) if without is None else np.nonzero(self._topics != without)[0]
        )
        cosines = cosines[kept]
        best = np.argpartition(-cosines, 3)[:3]
        first = self.messages[int(kept[best[np.argmax(cosines[best])]])]
        return Near(
            nearest=float(cosines[best].max()),
            nearest_three=float(cosines[best].mean()),
            mean=float(cosines.mean()),
            deviation=float(cosines.std()),
            topic=first.topic,
            talk=talk_of(first.topic, first.kind),
        )


class BankWords:
    """The messages of the bank by their words, with the model or without it."""

    def __init__(self, messages: list[Message]) -> None:
        self._messages = messages
        self._topics = np.array([message.topic for message in messages])
        self._grams = Grams(Slots())
        keys = [(str(number), message.language) for number, message in enumerate(messages)]
        self._grams.hold(keys, pack([("", message.text) for message in messages]))

    @classmethod
    @lru_cache(maxsize=1)
    def read(cls) -> "BankWords":
        """Return the bank of the file, read once."""
        return cls(read_messages())

    def nearest(self, text: str, *, without: str | None = None) -> tuple[float, Message]:
        """Return the most of `text` that one message has, and the message."""
        _, covered = self._grams.scores(text)
        if without is not None:
            covered = np.where(self._topics == without, np.float32(0), covered)
        best = int(np.argmax(covered))
        return float(covered[best]), self._messages[best]


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was measured for one version of the model."""

    model: str
    bank: Bank
    weights: dict[str, Any]
    """The judges' weights by mode, as `judging.Judge` reads them."""

    @classmethod
    @lru_cache(maxsize=2)
    def read(cls, folder: Path = CALIBRATION) -> "Calibration | None":
        """Read what `benchmarks.calibrate` wrote; None if it is not there, or is of another bank.

        The vectors are those of the bank's messages in their order: with messages that changed
        since, they would say the wrong topics, and the bank could never be embedded anew.
        """
        if not (folder / "weights.json").exists():
            return None
        about = json.loads((folder / "weights.json").read_text("utf-8"))
        if about["bank"] != fingerprint():
            log.warning("the bank changed since it was calibrated: run benchmarks.calibrate")
            return None
        vectors = np.load(folder / "bank.npy").astype(np.float32)
        return cls(about["model"], Bank(read_messages(), vectors), about["judges"])
