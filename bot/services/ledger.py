"""The ledger of suggestions: the one way to note what was shown to whom, with what it was made of.

A line keeps the facts of both sides as they were, the version of the rules and the seed, so that
staff can compute it again (`bot/services/replays.py`), whoever looked and wherever it was shown.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final

from bot.clock import Clock
from bot.domain.entries import Vocabulary
from bot.domain.opportunities import Opportunity
from bot.domain.people import Profile
from bot.domain.suggestions import Direction, Suggestion
from bot.matching import receipts
from bot.matching.lexicon import Named
from bot.matching.rules import RULE_VERSION
from bot.matching.team_receipts import TEAM
from bot.matching.terms import Terms
from bot.store import Unit

QUESTION: Final = "question:"
"""Begins what the ledger calls a question that was asked: one a day is enough."""
MOST_REMEMBERED: Final = 1_000
"""Opportunities of which it is remembered what was read of them; reading takes milliseconds."""

_Read = tuple[Vocabulary, dict[tuple[str, int], receipts.Facts]]


@dataclass(frozen=True, slots=True)
class Shown:
    """One comparison that somebody is about to see. `place` counts from 1."""

    opportunity: Opportunity
    profile: Profile
    score: float
    place: int
    parts: Mapping[str, float]
    exposure: float = 0.0
    team: Mapping[str, Any] | None = None
    read: tuple[Named, Named] | None = None
    """What the title and the text of the opportunity name, if that is known."""


class LedgerLines:
    """Makes the lines of the ledger, of all directions."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._read: _Read | None = None

    async def of(
        self, direction: Direction, shown: Sequence[Shown], terms: Terms, seed: str = ""
    ) -> list[Suggestion]:
        """Return the lines of what is shown, made in a thread."""
        if not shown:
            return []
        return await asyncio.to_thread(self._made, direction, shown, terms, seed)

    def question(self, person_id: int, code: str) -> Suggestion:
        """Return the line of a question that was asked: it was compared with nothing."""
        id_ = f"{QUESTION}{code}"
        return Suggestion(Direction.OFFERS, person_id, id_, 1, 0.0, RULE_VERSION, self._clock())

    def _made(
        self, direction: Direction, shown: Sequence[Shown], terms: Terms, seed: str
    ) -> list[Suggestion]:
        people: dict[int, receipts.Facts] = {}
        lines = []
        for one in shown:
            id_ = one.profile.person_id
            if id_ not in people:
                people[id_] = receipts.of_person(one.profile, terms)
            sides = people[id_], self._of_opportunity(one, terms)
            facts = receipts.facts(*sides, one.parts, one.exposure)
            lines.append(
                Suggestion(
                    direction=direction,
                    person_id=id_,
                    opportunity=one.opportunity.id,
                    position=one.place,
                    score=one.score,
                    rule_version=RULE_VERSION,
                    at=self._clock(),
                    seed=seed,
                    facts=facts if one.team is None else {**facts, TEAM: dict(one.team)},
                )
            )
        return lines

    def _of_opportunity(self, shown: Shown, terms: Terms) -> receipts.Facts:
        """Return its facts, as remembered without its words: many people are shown the same."""
        if self._read is None or self._read[0] is not terms.vocabulary:
            self._read = terms.vocabulary, {}
        _, read = self._read
        opportunity = shown.opportunity
        key = opportunity.id, hash(opportunity)
        facts = read.get(key)
        if facts is None:
            facts = receipts.of_opportunity(opportunity, terms, shown.read)
            if len(read) >= MOST_REMEMBERED:
                read.clear()
            read[key] = facts
        return facts


async def add(work: Unit, lines: Iterable[Suggestion]) -> None:
    """Write lines, but those of somebody who erased their profile while they were made."""
    every = list(lines)
    ids = {line.person_id for line in every if line.person_id is not None}
    there = {id_ for id_ in ids if await work.profiles.find(id_) is not None}
    await work.suggestions.add(line for line in every if line.person_id in there)


async def add_once_a_day(work: Unit, lines: Iterable[Suggestion]) -> None:
    """Write lines of people of whom it was not noted today, in that direction."""
    new = []
    before: dict[tuple[Direction, str], set[int]] = {}
    for line in lines:
        key = line.direction, line.opportunity
        if key not in before:
            before[key] = await work.suggestions.shown(*key, morning_of(line.at))
        if line.person_id not in before[key]:
            new.append(line)
    await add(work, new)


def morning_of(now: datetime) -> datetime:
    """Return when the day of the ledger began."""
    return datetime.combine(now.date(), time(), UTC)
