"""What fills in the form of a challenge: the company's own words, and its last challenge."""

import asyncio
from collections.abc import Callable, Mapping
from typing import NamedTuple

from bot.clock import Clock
from bot.domain import challenge_answers
from bot.domain.challenge_form import CHALLENGE, COMPANY, LIMITS, STORY, SUGGESTED
from bot.domain.forms import FOUND, REVIEW, Draft, Value
from bot.domain.masking import masked
from bot.domain.parsing import clean
from bot.domain.people import Person
from bot.services.portraits import Portraits
from bot.store import Unit

ReadStory = Callable[[str, str], Mapping[str, Value]]
"""`read(text, language)` returns the answers that one long message of a company gives."""


def all_is_problem(text: str, language: str) -> Mapping[str, Value]:
    """Read a story as its problem, without what reaches somebody."""
    return {"problem": masked(text)}


class Told(NamedTuple):
    """What a story says."""

    answers: Mapping[str, Value]
    cut: tuple[int, int] | None = None
    """Characters that it had and that are kept, if it was too long for an answer."""


class ChallengeFilling:
    """Fills holes of a draft; what is typed or tapped there stays as it is."""

    def __init__(
        self, clock: Clock, portraits: Portraits | None, story: ReadStory = all_is_problem
    ) -> None:
        self._clock = clock
        self._portraits = portraits
        self._story = story

    async def suggested(self, person: Person, text: str) -> Mapping[str, Value]:
        """Return what a text suggests to tap, by the keys that drafts have for it."""
        if self._portraits is None:
            return {}
        found = await self._portraits.read_brief(text, person)
        return {key + FOUND: found.get(key, ()) for key in SUGGESTED}

    async def told(self, person: Person, draft: Draft, text: str) -> Told | None:
        """Return what a story says of the other questions; None for another answer."""
        if draft.form != CHALLENGE.name or draft.step != STORY:
            return None
        words = clean(text)
        read = dict(await asyncio.to_thread(self._story, words, person.language))
        if not read.get("problem"):
            read = {**all_is_problem(words, person.language), **read}
        fitting = challenge_answers.fitting(read, self._clock().date())
        lost = sum(
            len(str(read[key])) - len(str(value))
            for key, value in fitting.items()
            if key in LIMITS and key != "title"  # the title is in the problem, too
        )
        return Told(fitting, (len(words), len(words) - lost) if lost > 0 else None)

    async def completed(self, work: Unit, before: Draft, now: Draft) -> Draft:
        """Return a draft with what follows from the step that was taken.

        A company that was named before brings its contact person along.
        """
        now = challenge_answers.after(before, now)
        company = now.one(COMPANY)
        if company is None or company == before.one(COMPANY):
            return now
        for earlier in await work.challenges.of_person(now.person_id):
            if challenge_answers.is_same(earlier.company, company):
                now = challenge_answers.filled(now, challenge_answers.company_of(earlier))
                break
        if now.editing or now.step == REVIEW or now.step not in now.answers:
            return now
        return CHALLENGE.skip(now, now.step)  # the next question was answered by that
