"""Saved searches: what is new is held against questions in the words in which they were asked.

Only a process that answers questions can do it: it has the index and perhaps the model. The worker
alone has neither (docs/decisions/0018-searches-are-matched-where-answers-are.md).
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final, Protocol

from bot.answers.facets import fits
from bot.clock import Clock
from bot.domain.alerts import Follow
from bot.domain.answers import Answer, Confidence
from bot.domain.changes import EntryChange
from bot.domain.entries import Entry
from bot.services.alerting import OVER
from bot.services.content import Knowledge
from bot.store import Store

BATCH: Final = 50
LOOKED_BACK: Final = timedelta(days=7)
"""How long a change waits for a process that answers; then it is no news any more."""
VECTORS_WITHIN: Final = timedelta(minutes=10)
"""How long a change waits for the vectors of its entry; after that, words must do."""
NEAR: Final = 0.03
"""How much less than the best an entry may score (decision 18 has what it brings and costs)."""
_AFTER: Final = " → "


class Asker(Protocol):
    """Answers a question from content: `bot.answers.asking.Answers` does."""

    async def ask(self, text: str, language: str) -> Answer:
        """Return the closest entries, best first."""


class Searches:
    """The use case of a process that answers."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        knowledge: Knowledge,
        answers: Asker,
        is_settled: Callable[[], bool],
    ) -> None:
        self._store = store
        self._clock = clock
        self._knowledge = knowledge
        self._answers = answers
        self._is_settled = is_settled

    async def match(self) -> int:
        """Hold what is new against all saved searches, once; return how many alerts came of it."""
        now = self._clock()
        async with self._store.read() as work:
            waiting = await work.alerts.to_search(now - LOOKED_BACK, BATCH)
        due = [change for change in waiting if self._can_be_judged(change)]
        if not due:
            return 0
        entries = self._news(due)
        found: list[tuple[Follow, str]] = []
        after = 0
        while entries:
            async with self._store.read() as work:
                batch = await work.follows.searches(after, BATCH)
            if not batch:
                break
            for follow in batch:
                found += [(follow, id_) for id_ in await self.fitting(follow, entries)]
            after = batch[-1].id
        return await self._note(due, found)

    def _can_be_judged(self, change: EntryChange) -> bool:
        late = self._clock() - change.at >= VECTORS_WITHIN
        return late or (change.entry_id in self._knowledge.entries and self._is_settled())

    def _news(self, due: list[EntryChange]) -> dict[str, Entry]:
        known = self._knowledge.entries
        entries = {one.entry_id: known[one.entry_id] for one in due if one.entry_id in known}
        now = self._clock()
        return {id_: one for id_, one in entries.items() if one.state_on(now) not in OVER}

    async def fitting(self, follow: Follow, entries: Mapping[str, Entry]) -> list[str]:
        """Return which of some entries somebody would want who asked this.

        An entry fits a question of nothing but facets if it says of each that it holds. To any
        other it must be among the best of a sure answer, and contradict none of the facets.
        """
        asked = follow.understood
        if asked is None or (asked.bare and not any(asked.facets())):
            return []
        now, words = self._clock(), self._knowledge.vocabulary
        candidates = []
        for id_, entry in entries.items():
            verdicts = [fits(entry, asked, facet, now, words) for facet in asked.facets()]
            if all(verdicts) if asked.bare else False not in verdicts:
                candidates.append(id_)
        if asked.bare or not candidates:
            return candidates
        answer = await self._answers.ask(follow.text.partition(_AFTER)[0], follow.language)
        if answer.confidence is not Confidence.CONFIDENT or not answer.trace:
            return []
        enough = answer.trace[0].score - NEAR
        near = {one.entry_id for one in answer.trace if one.score >= enough}
        return [id_ for id_ in candidates if id_ in near]

    async def _note(self, due: list[EntryChange], found: list[tuple[Follow, str]]) -> int:
        now = self._clock()
        count = 0
        async with self._store.begin() as work:
            there = await work.follows.follows_by_id({follow.id for follow, _ in found})
            for change in due:
                if not await work.alerts.searched(change, now):
                    continue  # another process was first
                dismissed = await work.follows.dismissed_by(change.entry_id)
                for follow, entry_id in found:
                    is_asked = entry_id == change.entry_id and follow.since < change.at
                    if is_asked and follow.id in there and follow.person_id not in dismissed:
                        whom = ((follow.person_id, follow.id),)
                        count += await work.alerts.add(change, whom, now)
        return count
