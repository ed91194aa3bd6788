"""News of what fits: from something new to the message to those whom it fits.

Who hears of it is decided by the same comparison as /matches, in a process that has the profiles
and the vectors in memory (docs/decisions/0018-searches-are-matched-where-answers-are.md). Each
step is a transaction that also notes that it was done: killed anywhere, it goes on where it was,
and nobody hears of the same thing twice.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Final

from bot.clock import Clock
from bot.domain.alerts import Frequency, Wishes
from bot.domain.challenges import Challenge
from bot.domain.matching import Scored
from bot.domain.offers import Offers
from bot.domain.opportunities import OF_CHALLENGE, OF_ENTRY, Opportunity
from bot.domain.people import Person, Profile
from bot.domain.schedule import Hours
from bot.domain.suggestions import Direction
from bot.i18n import Languages
from bot.matching.columns import People
from bot.matching.meanings import VectorCache
from bot.matching.sources import challenge_id, entry_id
from bot.screens import match_news as screens
from bot.services.alerting import UNKNOWN_FOR
from bot.services.hours import LocalHours
from bot.services.ledger import LedgerLines, Shown, add
from bot.services.openings import fits
from bot.services.opportunities import Known, Opportunities, known_of
from bot.services.roster import Roster
from bot.store import Store, Unit
from bot.store.match_news import Waiting

log = logging.getLogger(__name__)

AT_ONCE: Final = 50
"""Opportunities, or texts of profiles, that are looked at before others have their turn."""
LOOKED_BACK: Final = timedelta(days=7)
"""How long something is news; what is older was there before anybody could be told."""
VECTORS_WITHIN: Final = timedelta(minutes=10)
"""How long something waits for its vectors, and for the alerts of those who follow it."""
BATCH: Final = 10
"""People whom one transaction serves: others can write in between."""
AGAIN_AFTER: Final = timedelta(minutes=10)
"""When news that could not be made are tried again."""
MOST_TOLD: Final = 3
"""Of which one message speaks; /matches has the others."""


class MatchNews:
    """The use case of a process that answers."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        opportunities: Opportunities,
        hours: LocalHours,
        roster: Roster,
        cache: VectorCache,
        lines: LedgerLines,
        is_settled: Callable[[], bool],
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._opportunities = opportunities
        self._hours = hours
        self._roster = roster
        self._cache = cache
        self._lines = lines
        self._is_settled = is_settled
        self._looked_at = -1
        self._learned: Mapping[int, Profile] = {}

    async def match(self) -> int:
        """Hold what is new against all profiles, once; return how many people are to hear."""
        await self.learn()
        return await self._match_entries() + await self._match_challenges()

    async def _match_entries(self) -> int:
        now = self._clock()
        async with self._store.read() as work:
            new = await work.match_news.changes(now - LOOKED_BACK, now - VECTORS_WITHIN, AT_ONCE)
        offered = {one.id: one for one in self._opportunities.of_entries()} if new else {}
        count = 0
        for change in new:
            opportunity = offered.get(f"{OF_ENTRY}{change.entry_id}")
            if not self._is_settled() and now - change.at < VECTORS_WITHIN:
                continue
            if opportunity is None and now - change.at < UNKNOWN_FOR:
                continue
            id_ = f"{OF_ENTRY}{change.entry_id}"
            people = await self._fitting(opportunity) if opportunity else []
            async with self._store.begin() as work:
                if await work.match_news.matched(id_, str(change.id), now) and people:
                    besides = await work.follows.dismissed_by(change.entry_id)
                    besides |= await work.match_news.told_of(change.entry_id)
                    count += await self._note(work, id_, people, besides)
        return count

    async def _match_challenges(self) -> int:
        """Look at challenges whenever something changed: published, or changed since."""
        now = self._clock()
        async with self._store.read() as work:
            version = await work.content_version()  # before the rest: it may change meanwhile
            if version == self._looked_at:
                return 0
            published = {one.id: one for one in await work.challenges.published()}
            by_id = {f"{OF_CHALLENGE}{id_}": one for id_, one in published.items()}
            known = await work.match_news.marks(by_id)
        count, every = 0, True
        for id_, challenge in by_id.items():
            mark = mark_of(challenge)
            if (id_, mark) in known or not challenge.is_open(now.date()):
                continue
            since = challenge.decided_at or challenge.submitted_at
            if not self._is_settled() and now - since < VECTORS_WITHIN:
                every = False
                continue
            is_news = now - since < LOOKED_BACK or any(known_id == id_ for known_id, _ in known)
            count += await self._match_challenge(challenge, id_, mark, is_news=is_news)
        if every:
            self._looked_at = version
        return count

    async def _match_challenge(
        self, challenge: Challenge, id_: str, mark: str, *, is_news: bool
    ) -> int:
        opportunity = await self._opportunities.of_challenge(challenge)
        people = await self._fitting(opportunity) if is_news else []
        async with self._store.begin() as work:
            if not await work.match_news.matched(id_, mark, self._clock()) or not people:
                return 0
            besides = await work.suggestions.hiders_of(challenge.id)
            besides |= frozenset(await work.challenges.people_interested_in(challenge.id))
            return await self._note(work, id_, people, besides | {challenge.person_id})

    async def _fitting(self, opportunity: Opportunity) -> list[int]:
        """Return everybody to whom their own /matches would show it, by what they told."""

        def compare(people: People, profiles: Mapping[int, Profile]) -> list[int]:
            found = self._opportunities.people_for(opportunity, people, profiles)
            return [one.person_id for one in found if fits(one)]

        return await self._roster.compare(compare)

    async def learn(self) -> None:
        """Let the texts of new and changed profiles be known by meaning."""
        profiles = await self._roster.profiles()
        known = self._learned
        if known is not profiles:
            new = [one for id_, one in profiles.items() if known.get(id_) is not one]
            for id_ in known.keys() - profiles.keys():
                self._opportunities.keys_of(known[id_])
            for first in range(0, len(new), AT_ONCE):  # everybody else has a turn in between
                await self._opportunities.learn(new[first : first + AT_ONCE], self._cache)
                await asyncio.sleep(0)
            self._learned = profiles

    async def _note(self, work: Unit, id_: str, people: list[int], besides: frozenset[int]) -> int:
        besides |= await work.match_news.unwilling()
        listed = await work.profiles.listed()  # somebody may have gone since they were compared
        wanted = [one for one in people if one in listed and one not in besides]
        return await work.match_news.add(id_, wanted, self._clock())

    async def send(self) -> int:
        """Say what is due to everybody for whom something is; return how many people it was."""
        served = 0
        while True:
            async with self._store.read() as work:
                due = await work.match_news.due(self._clock(), BATCH)
            await self._serve(due)
            served += len(due)
            if len(due) < BATCH:
                return served
            await asyncio.sleep(0)

    async def _serve(self, people: list[int]) -> None:
        if not people:
            return
        try:
            async with self._store.begin() as work:
                for person_id in people:
                    await self._one(work, person_id)
        except Exception:
            if len(people) == 1:  # whoever it is, the others are not to wait for them
                log.exception("news of matches cannot be made; trying later")
                await self._later(people[0])
                return
            for person_id in people:
                await self._serve([person_id])

    async def _later(self, person_id: int) -> None:
        async with self._store.begin() as work:
            waiting = await work.match_news.waiting(person_id)
            ids = [one.id for one in waiting]
            await work.match_news.wait(ids, self._clock() + AGAIN_AFTER)

    async def _one(self, work: Unit, person_id: int) -> None:
        """Say what is due to one person, or let it wait for their hour."""
        now = self._clock()
        person = await work.people.get(person_id)
        profile = await work.profiles.find(person_id)
        waiting = await work.match_news.waiting(person_id)
        wishes, hours = await self._hours.of(work, person)
        is_away = person.asleep or wishes.is_paused(now) or not wishes.match_news
        if profile is None or profile.paused or is_away:
            # Whoever is back finds all of it in /matches: nothing is kept for them.
            await work.match_news.drop([one.id for one in waiting])
            return
        ready = []
        for one in waiting:
            due = wishes.due(one.at, now, hours.zone)
            if due is not None and due > now:
                await work.match_news.wait([one.id], due)
            else:
                ready.append(one)
        if ready:
            await self._say(work, person, profile, wishes, hours, ready)

    async def _say(
        self,
        work: Unit,
        person: Person,
        profile: Profile,
        wishes: Wishes,
        hours: Hours,
        ready: list[Waiting],
    ) -> None:
        challenges = await self._challenges(work, person, ready)
        known = await known_of(work, person.id)
        offered = await self._still_offered(work, person, ready, challenges, known)
        scored = await self._fitting_now(profile, list(offered.values()), known)
        kept = [one for one in ready if one.opportunity in scored]
        await work.match_news.drop([one.id for one in ready if one.opportunity not in scored])
        if not kept:
            return
        best = sorted(scored.values(), key=lambda one: (-one.score, one.opportunity_id))
        made = (
            self._opportunities.offer(person, one.opportunity_id, challenges, one, known)
            for one in best[:MOST_TOLD]
        )
        told = Offers(tuple(one for one in made if one is not None), total=len(best))
        key = self._key(person, wishes, hours, kept)
        notice = screens.news(told, self._languages[person.language])
        ids = [one.id for one in kept]
        if await work.outbox.add(key, person, notice, self._clock()):
            await work.match_news.said(ids, key)
            shown = [
                Shown(offered[one.opportunity_id], profile, one.score, place, one.parts)
                for place, one in enumerate(best[:MOST_TOLD], 1)
            ]
            terms = await self._opportunities.terms()
            await add(work, await self._lines.of(Direction.TOLD, shown, terms))
        else:  # their hour was changed, and today's message is out
            await work.match_news.wait(ids, hours.coming(self._clock()))

    def _key(self, person: Person, wishes: Wishes, hours: Hours, kept: list[Waiting]) -> str:
        if wishes.frequency is Frequency.AT_ONCE:
            return f"matches:{person.id}:{max(one.id for one in kept)}"
        day, _ = hours.latest(self._clock(), weekly=wishes.frequency is Frequency.WEEKLY)
        return f"matches:{person.id}:{day}"

    async def _challenges(
        self, work: Unit, person: Person, ready: list[Waiting]
    ) -> dict[int, Challenge]:
        """Return the challenges that are still open: what was closed meanwhile is no news."""
        today = self._clock().date()
        ids = [challenge_id(one.opportunity) for one in ready]
        found = [await work.challenges.find(id_) for id_ in ids if id_ is not None]
        return {
            one.id: one
            for one in found
            if one and one.is_open(today) and one.person_id != person.id
        }

    async def _still_offered(
        self,
        work: Unit,
        person: Person,
        ready: list[Waiting],
        challenges: Mapping[int, Challenge],
        known: Known,
    ) -> dict[str, Opportunity]:
        """Return what is on offer still, and what no alert told of meanwhile."""
        entries = {one.id: one for one in self._opportunities.of_entries()}
        offered = {}
        for one in ready:
            entry, number = entry_id(one.opportunity), challenge_id(one.opportunity)
            if known.has_taken(one.opportunity):
                continue
            if number is not None and number in challenges:
                made = await self._opportunities.of_challenge(challenges[number])
                offered[made.id] = made
            if entry is None or one.opportunity not in entries:
                continue
            if person.id not in await work.match_news.told_of(entry):
                offered[one.opportunity] = entries[one.opportunity]
        return offered

    async def _fitting_now(
        self, profile: Profile, offered: list[Opportunity], known: Known
    ) -> dict[str, Scored]:
        """Return what their own /matches would show now."""
        scored = await asyncio.to_thread(
            self._opportunities.scored, profile, offered, known.standing
        )
        return {one.opportunity_id: one for one in scored if fits(one)}


def mark_of(challenge: Challenge) -> str:
    """Return what tells a challenge from itself after a change of what people are told of it."""
    said = (
        *(challenge.title, challenge.problem, challenge.skills, challenge.place),
        *(challenge.deadline_on, challenge.title_en, challenge.summary_en, challenge.language),
    )
    return sha256(repr(said).encode()).hexdigest()[:16]
