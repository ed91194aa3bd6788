"""`collider eval matching`: sets of people and opportunities through the production path."""

import asyncio
import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bot.app.nursery import Nursery
from bot.clock import utc_now
from bot.domain.entries import Vocabulary
from bot.embedding import Embedder, Embeddings
from bot.evaluation.matching_comparing import (
    Accepted,
    accept,
    compare,
    read_accepted,
    write_accepted,
)
from bot.evaluation.matching_predictions import Bench, Line, predictions
from bot.evaluation.matching_reporting import report
from bot.evaluation.matching_scores import Scores, scored
from bot.evaluation.matching_sets import MatchingSet, Somebody, TeamCase, read_matching_set
from bot.library import load
from bot.matching.columns import Ground
from bot.matching.meanings import (
    Meanings,
    Side,
    labels_of,
    text_of_opportunity,
    text_of_person,
)
from bot.matching.teams import teams
from bot.matching.terms import Terms
from bot.settings import Settings, make_private

KEPT: Final = Path("var/eval")


@dataclass(frozen=True, slots=True)
class MatchingRun:
    """A set that was run: the predictions, and, where there is gold, what they are worth."""

    asked: MatchingSet
    today: date
    has_model: bool
    lines: tuple[Line, ...]
    scores: Scores | None

    def report(self) -> list[str]:
        """Return the scores as lines."""
        sizes = (
            f"{len(self.asked.originals)} people, {len(self.asked.opportunities)} opportunities"
        )
        mode = "model" if self.has_model else "lexical"
        head = f"{self.asked.name}: {sizes}, {mode}, {self.today}"
        if self.scores is None:
            return [head, "There is no pairs.jsonl: nothing is scored."]
        return [head, *report(self.scores)]


async def run_matching(
    settings: Settings,
    folder: Path,
    *,
    today: date | None = None,
    embeddings: Embeddings | None = None,
    kept: Path = KEPT,
) -> MatchingRun:
    """Run a folder of people and opportunities as on `today`, else on the set's own day.

    `embeddings` None means the real model; a `NullEmbedder` measures matching without it.
    """
    asked = read_matching_set(folder)
    day = today or asked.today or utc_now().date()
    vocabulary = load(settings.content_dir, day).vocabulary
    make_private(kept)
    meanings, has_model = await _meanings(asked, vocabulary, embeddings, kept)
    bench = Bench(asked, Ground(Terms(vocabulary)), day, meanings)

    def team_of(case: TeamCase, people: list[Somebody]) -> tuple[list[str], list[str]]:
        profiles = [one.profile for one in people]
        team = teams(case.opportunity, profiles, vocabulary, day).team
        return [bench.names[id_] for id_ in team.person_ids], list(team.gaps)

    lines = tuple(predictions(bench, team_of))
    scores = scored(asked, lines) if asked.gold.pairs else None
    return MatchingRun(asked, day, has_model, lines, scores)


async def run_and_compare(
    settings: Settings,
    folder: Path,
    accepted_runs: Path,
    *,
    accepting: bool = False,
    embeddings: Embeddings | None = None,
    kept: Path = KEPT,
) -> tuple[str, bool]:
    """Run a set of `make eval`; return the report and whether it holds."""
    run = await run_matching(settings, folder, embeddings=embeddings, kept=kept)
    if run.scores is None:
        return "\n".join(run.report()), True
    mode = "model" if run.has_model else "lexical"
    path = accepted_runs / f"{run.asked.name}-{mode}.json"
    lines, holds = held_to(read_accepted(path), run, run.scores)
    if accepting:
        write_accepted(path, accept(run.asked.name, run.today, mode, run.scores))
        lines.append(f"accepted: {path}")
    return "\n".join([*run.report(), "", *lines]), holds or accepting


def held_to(accepted: Accepted | None, run: MatchingRun, now: Scores) -> tuple[list[str], bool]:
    """Return what became of a run since the accepted one, and whether it holds."""
    if accepted is None:
        return ["There is no accepted run yet."], True
    if accepted.today != run.today:
        return [f"NOT COMPARABLE: the accepted run was on {accepted.today}."], False
    return compare(accepted, now)


async def _meanings(
    asked: MatchingSet, vocabulary: Vocabulary, embeddings: Embeddings | None, kept: Path
) -> tuple[Meanings, bool]:
    async with Nursery() as nursery:
        model = Embedder(nursery.spawn) if embeddings is None else embeddings
        try:
            if isinstance(model, Embedder):
                await model.start()
            meanings = Meanings(model, labels_of(vocabulary))
            for one in asked.people.values():
                text = text_of_person(one.profile, vocabulary)
                meanings.put(one.profile.person_id, Side.PERSON, text, one.language)
            for id_, opportunity in asked.opportunities.items():
                text = text_of_opportunity(opportunity, vocabulary)
                meanings.put(id_, Side.OPPORTUNITY, text, opportunity.language)
            cache = await asyncio.to_thread(KeptVectors, kept / f"{asked.name}.vectors")
            await meanings.fill(cache)
            return meanings, bool(model.model_version)
        finally:
            if isinstance(model, Embedder):
                await model.stop()


class KeptVectors:
    """Vectors of earlier runs, in a file of lines: embedding is what takes time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, bytes] = {}
        if path.is_file():
            for line in path.read_text("ascii").splitlines():
                key, _, packed = line.partition(" ")
                self._known[key] = base64.b64decode(packed)

    async def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Return what is known."""
        return {key: self._known[key] for key in keys if key in self._known}

    async def put(self, key: str, vector: bytes) -> None:
        """Keep a vector."""
        self._known[key] = vector
        with self._path.open("a", encoding="ascii") as file:
            file.write(f"{key} {base64.b64encode(vector).decode()}\n")
