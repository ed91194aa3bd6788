"""How alike two texts are in meaning: what a person wrote and what an opportunity says.

It helps people to find offers and never orders people for a challenge: only `bot.matching.offers`
may ask it (tests/test_architecture.py).

The model puts texts of one language near each other whatever they say, and people's texts near
people's texts. Both are measured and taken out (docs/matching-teams.md):

    x <- normalise(x - mean of its kind - .5 * (mean label in its language - mean label))

A person's text is embedded as a passage only, so that no cache of questions remembers a bio.
"""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from threading import RLock
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.domain.entries import Vocabulary
from bot.domain.languages import FALLBACK, UNDERSTOOD
from bot.domain.opportunities import Opportunity
from bot.domain.people import Profile
from bot.embedding import Embeddings, Vector
from bot.matching.text_rows import Floats, TextId, TextRows

LANGUAGE_SHARE: Final = 0.5
"""How much of a language's own direction is taken out; all of it takes meaning along."""
PRIOR: Final = 20
"""Few texts of a kind have no average of their own yet: so many texts' weight has that of all."""

_LEAST: Final = -0.15
_SPAN: Final = 0.55
"""Cosines of texts about other things begin at the first, of the same thing they end above it."""
_DRIFT: Final = 0.1
"""The share of texts that may come or go before the averages are taken again."""
_BATCH: Final = 200
_STORED: Final = np.dtype("<f2")
_ROUNDING: Final = 0.01


class Side(StrEnum):
    """What a text is. The values are part of what vectors are cached by."""

    PERSON = "person"
    """Of a person, or of what they wish: whatever tells of somebody."""
    OPPORTUNITY = "opportunity"
    LABEL = "label"
    """A word of the vocabulary: known in all languages, it shows what a language adds."""


class VectorCache(Protocol):
    """Keeps vectors between starts, by a key that changes with the text and with the model."""

    async def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Return what is known of `keys`."""

    async def put(self, key: str, vector: bytes) -> None:
        """Keep a vector."""


def vector_key(model_version: str, side: Side, text: str) -> str:
    """Return the cache key of a text; the one to drop when its person is erased."""
    told = f"{model_version}\nmatching {side}\n{text}"
    return hashlib.sha256(told.encode(errors="replace")).hexdigest()


def text_of_person(profile: Profile, vocabulary: Vocabulary) -> str:
    """Return what is embedded of a person: their words, then what they ticked, in English."""
    ticked = _labels(vocabulary, profile.skills), _sectors(vocabulary, profile.sectors)
    return " | ".join(part for part in (profile.bio.strip(), *ticked) if part)


def text_of_opportunity(opportunity: Opportunity, vocabulary: Vocabulary) -> str:
    """Return what is embedded of an opportunity: what it says, then what it wants or teaches."""
    says = ". ".join(
        part for part in (opportunity.title.strip(), opportunity.text.strip()) if part
    )
    names = _labels(vocabulary, (*opportunity.wanted_skills, *opportunity.topics))
    return " | ".join(part for part in (says, names) if part)


def labels_of(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return the names of all skills by language: the same meanings in each of them."""
    return {
        language: tuple(term.labels[language] for term in vocabulary.skills.values())
        for language in UNDERSTOOD
        if all(language in term.labels for term in vocabulary.skills.values())
    }


def _labels(vocabulary: Vocabulary, skills: Sequence[str]) -> str:
    terms = (vocabulary.skills.get(skill) for skill in skills)
    return ", ".join(term.labels[FALLBACK] for term in terms if term is not None)


def _sectors(vocabulary: Vocabulary, sectors: Sequence[str]) -> str:
    terms = (vocabulary.sectors.get(sector) for sector in sectors)
    return ", ".join(term.labels[FALLBACK] for term in terms if term is not None)


@dataclass(frozen=True, slots=True)
class _Told:
    side: Side
    text: str
    language: str


class Meanings:
    """Texts of people (ids are numbers) and of opportunities (ids are words), and their vectors.

    `put` tells a text and `fill` gets the vectors that are missing: from the cache, else from the
    model, one text at a time in the background. Without the model nothing is known.
    """

    def __init__(
        self,
        embeddings: Embeddings,
        labels: Mapping[str, Sequence[str]],
        language_share: float = LANGUAGE_SHARE,
    ) -> None:
        self._embeddings = embeddings
        self._language_share = language_share
        self._told: dict[TextId, _Told] = {}
        self._missing: dict[TextId, None] = {}
        self._rows = {Side.PERSON: TextRows(), Side.OPPORTUNITY: TextRows()}
        self._labels: dict[str, list[Vector]] = {}
        self._filling = asyncio.Lock()
        self._changing = RLock()  # any thread compares, while vectors come in
        for language, words in labels.items():
            for place, word in enumerate(words):
                self._tell(f"label:{language}:{place}", _Told(Side.LABEL, word, language))

    @property
    def missing(self) -> int:
        """How many texts have no vector yet, the words of the vocabulary among them."""
        return len(self._missing)

    def put(self, id_: TextId, side: Side, text: str, language: str = "") -> None:
        """Tell a text, or tell it anew: the same one keeps its vector. An empty one is none."""
        told = _Told(side, text, language)
        with self._changing:
            if self._told.get(id_) == told:
                return
            self.drop(id_)
            if text:
                self._tell(id_, told)

    def drop(self, id_: TextId) -> None:
        """Forget a text and its vector. The cache keeps by text: see `key_of`."""
        with self._changing:
            self._missing.pop(id_, None)
            if (told := self._told.pop(id_, None)) is not None and told.side is not Side.LABEL:
                self._rows[told.side].drop(id_)

    def key_of(self, id_: TextId) -> str | None:
        """Return under what the cache keeps the vector of a text that was told."""
        version = self._embeddings.model_version
        if not version or (told := self._told.get(id_)) is None:
            return None
        return vector_key(version, told.side, told.text)

    def likeness(self, person_id: int, opportunity_ids: Sequence[str]) -> Floats:
        """Return for each opportunity how alike it is to a person, 0 to 1; NaN if unknown."""
        return self.compared(person_id, Side.PERSON, opportunity_ids, Side.OPPORTUNITY)

    def likeness_of_people(self, opportunity_id: str, person_ids: Sequence[int]) -> Floats:
        """Return for each person how alike they are to an opportunity; same as `likeness`."""
        return self.compared(opportunity_id, Side.OPPORTUNITY, person_ids, Side.PERSON)

    def neighbours(self, opportunity_id: str, opportunity_ids: Sequence[str]) -> Floats:
        """Return for each opportunity how alike it is to another one."""
        return self.compared(opportunity_id, Side.OPPORTUNITY, opportunity_ids, Side.OPPORTUNITY)

    def compared(
        self, one: TextId, side: Side, others: Sequence[TextId], side_of_others: Side
    ) -> Floats:
        """Return how alike one text is to each of others, 0 to 1; NaN where unknown."""
        with self._changing:
            self._settle()
            placed = self._rows[side].placed(one)
            if placed is None:
                return np.full(len(others), np.nan, dtype=np.float32)
            cosines = self._rows[side_of_others].cosines(placed, others)
        found: Floats = np.clip((cosines - _LEAST) / _SPAN, 0, 1).astype(np.float32)
        return found

    async def fill(self, cache: VectorCache) -> None:
        """Get the missing vectors; stop when the model rests (call again when it is back)."""
        async with self._filling:
            if not (version := self._embeddings.model_version):
                return
            skipped: set[_Told] = set()
            while True:
                missing = ((id_, self._told[id_]) for id_ in self._missing)
                batch = list(
                    islice(((id_, told) for id_, told in missing if told not in skipped), _BATCH)
                )
                if not batch or not await self._fill(batch, version, cache, skipped):
                    return

    def _tell(self, id_: TextId, told: _Told) -> None:
        self._told[id_] = told
        self._missing[id_] = None

    async def _fill(
        self,
        batch: Sequence[tuple[TextId, _Told]],
        version: str,
        cache: VectorCache,
        skipped: set[_Told],
    ) -> bool:
        """Fill one batch; say whether it is worth going on."""
        keys = [vector_key(version, told.side, told.text) for _, told in batch]
        known = dict(await cache.get_many(keys))
        in_vain = 0
        for key, (id_, told) in zip(keys, batch, strict=True):
            if (vector := _unpacked(known.get(key))) is None:
                fresh = await self._vector(told)
                if fresh is None:
                    skipped.add(told)
                    in_vain = 0 if self._embeddings.ready else in_vain + 1
                    if in_vain > 1:  # once may be a text that ended a child; twice is a rest
                        return False
                    continue
                known[key] = packed = fresh.astype(_STORED).tobytes()
                # The same half-precision vector now as after the next start: equal scores.
                vector = fresh.astype(_STORED).astype(np.float32)
                await cache.put(key, packed)
            in_vain = 0
            with self._changing:
                self._keep(id_, told, vector)
        await asyncio.sleep(0)
        return True

    async def _vector(self, told: _Told) -> Vector | None:
        """Embed a text; that of an opportunity as what is asked for and as what is found."""
        passage = await self._embeddings.passage(told.text)
        if passage is None or told.side is Side.PERSON:
            return passage
        query = await self._embeddings.query(told.text)
        return None if query is None else _unit(passage + query)

    def _keep(self, id_: TextId, told: _Told, vector: Vector) -> None:
        if self._told.get(id_) != told or id_ not in self._missing:
            return  # changed or dropped meanwhile
        del self._missing[id_]
        if told.side is Side.LABEL:
            self._labels.setdefault(told.language, []).append(vector)
            for rows in self._rows.values():
                rows.centred_at = None
        else:
            self._rows[told.side].put(id_, vector, told.language)

    def _settle(self) -> None:
        """Take the averages again if texts have come or gone since, or words of a language."""
        rows = self._rows.values()
        if all(one.centred_at is not None and one.drift <= _DRIFT for one in rows):
            return
        known = [one for one in rows if len(one)]
        means = {language: np.mean(own, axis=0) for language, own in self._labels.items()}
        middle = np.mean(list(means.values()), axis=0) if means else 0
        complete = not any(self._told[id_].side is Side.LABEL for id_ in self._missing)
        shifts = {
            language: np.asarray(self._language_share * (mean - middle), dtype=np.float32)
            for language, mean in means.items()
            if complete
        }
        prior = PRIOR if means else 0
        count = max(1, sum(len(one) for one in known) + prior)
        of_all = (sum(one.total for one in known) + prior * middle) / count
        for one in rows:
            total = one.total if len(one) else 0
            mean = (total + PRIOR * of_all) / (len(one) + PRIOR)
            one.centre(np.asarray(mean, dtype=np.float32), shifts)


def _unit(vector: NDArray[np.float32]) -> Vector:
    unit: Vector = (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)
    return unit


def _unpacked(data: bytes | None) -> Vector | None:
    """Return a kept vector; None if there is none or it was not kept whole."""
    if not data or len(data) % _STORED.itemsize:
        return None
    vector = np.frombuffer(data, dtype=_STORED).astype(np.float32)
    # A part of a unit vector is shorter than 1; of one that is not finite, this is false.
    return vector if abs(float(np.linalg.norm(vector)) - 1) < _ROUNDING else None
