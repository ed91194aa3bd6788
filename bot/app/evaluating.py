"""`collider eval`: sets of questions through the path that answers people."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.app.matching_evaluation import run_and_compare
from bot.app.nursery import Nursery
from bot.app.services import App, make_app, open_app
from bot.clock import Clock, utc_now
from bot.domain.answers import Mode
from bot.domain.entries import Entry
from bot.embedding import Embedder, Embeddings, NullEmbedder
from bot.evaluation.comparing import (
    Accepted,
    accept,
    compare,
    read_accepted,
    write_accepted,
)
from bot.evaluation.content import read_content
from bot.evaluation.labels import labels
from bot.evaluation.predictions import Answered, predict
from bot.evaluation.reporting import comparison, scores, worst_misses
from bot.evaluation.scoring import Judged, judge
from bot.evaluation.sets import (
    EvaluationSet,
    folders_in,
    has_gold,
    has_pairs,
    needs_day,
    read_set,
    write_set,
)
from bot.library import Library, load
from bot.settings import Settings, make_private
from bot.store import Store, make_engine
from bot.store.maintenance import MaintenanceError, upgrade

KEPT: Final = Path("var/eval")
"""Vectors are kept here between runs: embedding the content is what takes time."""

Reading = Callable[[int, int], None]
"""Hears how many of how many passages the model has read."""


@dataclass(frozen=True, slots=True)
class Run:
    """A set that was run: the answers, and, where there is gold, what they are worth."""

    asked: EvaluationSet
    today: date
    answered: Answered
    entries: Mapping[str, Entry]

    @property
    def judged(self) -> tuple[Judged, ...]:
        """Return each message beside its answer."""
        return judge(self.asked.gold, self.answered.predictions)

    def report(self, worst: int = 0) -> list[str]:
        """Return the scores as lines; the `worst` mistakes first."""
        counted = len(self.asked.questions)
        lines = [f"{self.asked.name}: {counted} messages, {self.answered.mode}, {self.today}"]
        if not self.asked.gold:
            return [*lines, "There is no gold.jsonl: nothing is scored."]
        judged = self.judged
        mistakes = worst_misses(judged, self.asked.questions, self.entries, worst)
        gone = sorted({id_ for one in self.asked.gold for id_ in one.ids} - set(self.entries))
        if gone:
            lines.append(f"Nothing has these ids any more: {', '.join(gone)}.")
        return [*mistakes, *lines, *scores(judged)]


async def run_set(
    settings: Settings,
    folder: Path,
    *,
    today: date | None = None,
    embeddings: Embeddings | None = None,
    kept: Path = KEPT,
    reading: Reading = lambda done, total: None,
) -> Run:
    """Run a folder of questions as on `today`, else on the set's own day; raise `SetError`.

    `embeddings` None means the real model; a `NullEmbedder` measures the assistant without it.
    """
    asked = read_set(folder)
    day = today or asked.today or utc_now().date()
    async with scratch(settings, asked, day, embeddings=embeddings, kept=kept) as (app, nursery):
        learning = nursery.spawn(app.learn(), "learn")
        while not (await asyncio.wait([learning], timeout=1))[0]:
            reading(app.index.progress.done, app.index.progress.total)
        learning.result()
        answered = await predict(app.services.asking, asked.questions, time.perf_counter)
        return Run(asked, day, answered, app.knowledge.findable)


@asynccontextmanager
async def scratch(
    settings: Settings,
    asked: EvaluationSet,
    today: date,
    *,
    embeddings: Embeddings | None = None,
    kept: Path = KEPT,
) -> AsyncIterator[tuple[App, Nursery]]:
    """Open an assistant on a database that is thrown away, with vectors of earlier runs.

    It knows the content of the set, else the project's with its hubs; the vocabulary is always
    the project's.
    """
    noon = datetime.combine(today, time_of_day(12), UTC)

    def clock() -> datetime:
        return noon

    library = _library(settings, asked, today)
    make_private(kept)
    vectors = kept / f"{asked.name}.db"
    with TemporaryDirectory(prefix="collider-eval-") as place:
        file = Path(place) / "scratch.db"
        here = settings.model_copy(update={"database_url": f"sqlite+aiosqlite:///{file}"})
        await _migrated(here.database_url, file, vectors)
        async with Nursery() as nursery, _opened(here, library, clock, embeddings, nursery) as app:
            yield app, nursery
        # The last connection is closed: everything is in the one file now.
        fresh = vectors.with_suffix(".new")
        shutil.copyfile(file, fresh)
        fresh.replace(vectors)


@asynccontextmanager
async def _opened(
    settings: Settings,
    library: Library,
    clock: Clock,
    embeddings: Embeddings | None,
    nursery: Nursery,
) -> AsyncIterator[App]:
    store = Store(make_engine(settings.database_url))
    model = Embedder(nursery.spawn) if embeddings is None else embeddings
    try:
        if isinstance(model, Embedder):
            await model.start()
        yield make_app(settings, store, model, clock, library=library)
    finally:
        if isinstance(model, Embedder):
            await model.stop()
        await store.close()


async def _migrated(url: str, file: Path, vectors: Path) -> None:
    """Make the database: from the kept one if its schema still is on our way, else empty."""
    _copy(vectors, file)
    try:
        await upgrade(url)
    except MaintenanceError:
        _copy(None, file)
        await upgrade(url)


def _copy(kept: Path | None, file: Path) -> None:
    if kept is not None and kept.is_file():
        shutil.copyfile(kept, file)
    else:
        file.unlink(missing_ok=True)


def _library(settings: Settings, asked: EvaluationSet, today: date) -> Library:
    own = load(settings.content_dir, today)
    if asked.content is None:
        return own
    entries = read_content(asked.content, countries_of_cities(own), today)
    return Library(entries, {}, own.vocabulary)


def countries_of_cities(library: Library) -> dict[str, str]:
    """Return in which country the cities lie that the project's content names."""
    placed = (e for e in library.entries.values() if e.city and len(e.countries) == 1)
    known = {entry.city: entry.countries[0] for entry in placed if entry.city}
    return known | {hub.city: hub.country for hub in library.hubs.values()}


async def run_all(
    settings: Settings,
    sets: Path,
    accepted_runs: Path,
    *,
    accepting: bool = False,
    embeddings: Embeddings | None = None,
    kept: Path = KEPT,
    reading: Reading = lambda done, total: None,
) -> AsyncIterator[tuple[str, bool]]:
    """Run every set that has a gold; yield, set by set, the report and whether it holds.

    A set without an accepted run holds: there is nothing to hold it to. `accepting` makes these
    runs the accepted ones.
    """
    # What was meant, not what came about: a model that does not start must not pass unseen.
    mode = Mode.LEXICAL if isinstance(embeddings, NullEmbedder) else Mode.MODEL
    for folder in folders_in(sets):
        if has_pairs(folder):
            yield await run_and_compare(
                settings,
                folder,
                accepted_runs,
                accepting=accepting,
                embeddings=embeddings,
                kept=kept,
            )
            continue
        if not has_gold(folder):
            continue
        day = needs_day(read_set(folder))
        run = await run_set(
            settings, folder, today=day, embeddings=embeddings, kept=kept, reading=reading
        )
        path = accepted_runs / f"{run.asked.name}-{mode}.json"
        lines, holds = held_to(read_accepted(path), run)
        if accepting:
            accepted = accept(run.asked.name, run.today, run.answered.mode, run.judged)
            write_accepted(path, accepted)
            lines.append(f"accepted: {path}")
        yield "\n".join([*run.report(), "", *lines]), holds or accepting


def held_to(accepted: Accepted | None, run: Run) -> tuple[list[str], bool]:
    """Return what became of a run since the accepted one, and whether it holds."""
    if accepted is None:
        return ["There is no accepted run yet."], True
    if (accepted.mode, accepted.today) != (run.answered.mode, run.today):
        before, now = f"{accepted.mode} on {accepted.today}", f"{run.answered.mode} on {run.today}"
        return [f"NOT COMPARABLE: the accepted run was {before}, this one is {now}."], False
    changes = compare(accepted.outcomes, run.judged)
    holds = not any(change.is_regression for change in changes)
    verdict = "No worse than the accepted run, beyond noise." if holds else "WORSE THAN ACCEPTED."
    return [*comparison(changes), verdict], holds


async def export_labels(settings: Settings, folder: Path) -> int:
    """Write what people labelled as an evaluation set, and return how many questions it has."""
    async with (
        Nursery() as nursery,
        open_app(settings, nursery, embeddings=NullEmbedder()) as app,
    ):
        async with app.store.read() as work:
            inquiries = await work.inquiries.labelled()
        questions, gold = labels(inquiries, app.knowledge.findable)
        write_set(folder, questions, gold, app.clock().date())
    return len(questions)
