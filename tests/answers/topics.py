"""Models, a cache and a bank for tests of the engine, so small that every number can be told."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from bot.answers.bank import Bank, Calibration, Message
from bot.answers.passages import Passage
from bot.embedding import Vector

TOPICS = ("print", "money", "people", "tax", "weather", "salary")
LANGUAGES = ("en", "sl", "pl", "da", "de")


class TopicEmbeddings:
    """A model that knows a few topics: a text points where its topics are."""

    def __init__(self) -> None:
        self.ready = True
        self.model_version = "topics/1"
        self.asked: list[str] = []
        self.embedded: list[str] = []
        self.stumbles_on = ""

    async def query(self, text: str) -> Vector | None:
        self.asked.append(text)
        return self.vector(text) if self.ready else None

    async def passage(self, text: str) -> Vector | None:
        await asyncio.sleep(0)
        if not self.ready or text == self.stumbles_on:
            return None
        self.embedded.append(text)
        return self.vector(text)

    def vector(self, text: str) -> Vector:
        counts = [text.lower().count(topic) for topic in TOPICS]
        vector = np.array([*counts, 0 if any(counts) else 1], dtype=np.float32)
        unit: Vector = vector / np.linalg.norm(vector)
        return unit


class TongueEmbeddings(TopicEmbeddings):
    """The same with the faults of a real model: its vectors tell the language, and all are near.

    A text is in the language of its first word: "sl print".
    """

    def vector(self, text: str) -> Vector:
        language = [float(text.lower().split()[0] == code) for code in LANGUAGES]
        vector = np.array([*super().vector(text), *language, 2.0], dtype=np.float32)
        unit: Vector = vector / np.linalg.norm(vector)
        return unit


class MemoryCache:
    """A vector cache for one test."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.asked = 0

    async def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        self.asked += len(keys)
        return {key: self.kept[key] for key in keys if key in self.kept}

    async def put(self, key: str, vector: bytes) -> None:
        self.kept[key] = vector


PRINTING = Passage("printing", "en", "3D print course. For all.", ("3D print course",))
PRINTING_SL = Passage("printing", "sl", "Tečaj 3D-print. Za vse.", ("Tečaj 3D-print",))
GRANT = Passage(
    "grant",
    "en",
    "Small money grants. Funding for makers.",
    ("Small money grants", "Funding for makers"),
)
ADVICE = Passage("advice", "en", "Tax and money advice. For free.", ("Tax and money advice",))
ALL = (PRINTING, PRINTING_SL, GRANT, ADVICE)
TEXTS = [text for passage in ALL for text, _ in passage.texts]
"""What a model embeds of them."""

MESSAGES = [
    Message(topic, kind, language, f"{language} {topic}")
    for topic, kind in (("weather", "out_of_scope"), ("salary", "near_domain"))
    for language in LANGUAGES
]
JUDGES: dict[str, dict[str, Any]] = {
    "model": {
        "features": ["best", "above_bank"],
        "means": [0.6, 0.0],
        "scales": [0.1, 0.1],
        "weights": [3.0, 1.0],
        "bias": 0.0,
        "near": 0.4,
        "confident": 0.9,
    },
    "lexical": {
        "features": ["covered_first"],
        "means": [0.5],
        "scales": [0.1],
        "weights": [1.0],
        "bias": 0.0,
        "near": 0.5,
        "confident": 0.7,
    },
}


def calibration(model: TopicEmbeddings) -> Calibration:
    """Return a calibration for a model of this module."""
    vectors = np.stack([model.vector(message.text) for message in MESSAGES])
    return Calibration(model.model_version, Bank(MESSAGES, vectors), JUDGES)


def in_languages(*passages: Passage) -> list[Passage]:
    """Return passages that begin with their language, as `TongueEmbeddings` reads them."""
    return [
        Passage(p.entry_id, p.language, f"{p.language} {p.text}", p.names, part=p.part)
        for p in passages
    ]
