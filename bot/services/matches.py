"""Matches: what fits a creative today, what resembles it, and what they do not want to see again.

Whatever is shown is compared anew at each tap: a challenge may have closed, an entry may be gone.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.clock import Clock
from bot.domain.alerts import NotForMe
from bot.domain.challenges import Challenge, ChallengeState
from bot.domain.eligibility import Code
from bot.domain.matching import Scored
from bot.domain.offers import Alike, Offer, Offers, Openings, opportunity_of
from bot.domain.opportunities import Opportunity
from bot.domain.people import Person, Profile
from bot.domain.refusals import ChallengeClosed, Gone, ProfileNeeded
from bot.domain.suggestions import Direction
from bot.matching.likeness import alike
from bot.matching.meanings import VectorCache
from bot.matching.rules import SHOWN
from bot.matching.sources import challenge_id, entry_id
from bot.services.ledger import QUESTION, LedgerLines, Shown, add, morning_of
from bot.services.openings import fits, openings
from bot.services.opportunities import Known, Opportunities, Shelf, known_of
from bot.store import Store, Unit

PAGE: Final = 3
"""Matches in one message."""
MOST_ALIKE: Final = 5


class MatchMaking:
    """Use cases of a creative who looks for work and opportunities."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        opportunities: Opportunities,
        cache: VectorCache,
        lines: LedgerLines,
    ) -> None:
        self._store = store
        self._clock = clock
        self._opportunities = opportunities
        self._cache = cache
        self._lines = lines

    async def for_person(self, person: Person, number: int = 0) -> Offers:
        """Return a page of what fits a person, and note what was shown; raise `ProfileNeeded`.

        The first page asks the one question that would decide most, at most once a day.
        """
        async with self._store.read() as work:
            profile, known, shelf = await self._read(work, person)
            yeses = len(known.standing.applied)
            today = await work.suggestions.shown_to(
                person.id, Direction.OFFERS, morning_of(self._clock())
            )
        await self._opportunities.prepare(shelf.opportunities)
        await self._opportunities.learn([profile], self._cache)
        ranked = await asyncio.to_thread(self._ranked, profile, known, shelf)
        fitting = [scored for scored in ranked if fits(scored)]
        pages = max(1, -(-len(fitting) // PAGE))
        number = min(max(number, 0), pages - 1)
        first = number * PAGE
        shown = fitting[first : first + PAGE]
        opened = Openings()
        if number == pages - 1:  # on the last page it is time to look further
            opened = await self._openings_of(profile, known, shelf, ranked)
        question = None if any(id_.startswith(QUESTION) for id_ in today) else opened.best_question
        new = {
            scored.opportunity_id: (place, scored)
            for place, scored in enumerate(shown, first + 1)
            if scored.opportunity_id not in today
        }
        await self._note(profile, new, shelf, question)
        made = (
            self._opportunities.offer(
                person, scored.opportunity_id, shelf.challenges, scored, known
            )
            for scored in shown
        )
        return Offers(
            offers=tuple(offer for offer in made if offer),
            number=number,
            pages=pages,
            total=len(fitting),
            openings=opened,
            question=question,
            yeses=yeses,
            empty_profile=not (profile.skills or profile.sectors),
        )

    def _ranked(self, profile: Profile, known: Known, shelf: Shelf) -> Sequence[Scored]:
        """Return what is shown, or would be after one answer, best first."""
        return self._opportunities.scored(
            profile, shelf.opportunities, known.standing, least=SHOWN
        )

    async def _openings_of(
        self, profile: Profile, known: Known, shelf: Shelf, now: Sequence[Scored] | None = None
    ) -> Openings:
        """Return what each change of a profile would open."""

        def rank(changed: Profile) -> Sequence[Scored]:
            return self._ranked(changed, known, shelf)

        return await asyncio.to_thread(openings, profile, rank, now)

    async def openings(self, person: Person) -> Openings:
        """Return what each change of a person's profile would open; nothing without a profile."""
        async with self._store.read() as work:
            try:
                profile, known, shelf = await self._read(work, person)
            except ProfileNeeded:
                return Openings()
        await self._opportunities.prepare(shelf.opportunities)
        return await self._openings_of(profile, known, shelf)

    async def _read(self, work: Unit, person: Person) -> tuple[Profile, Known, Shelf]:
        profile = await work.profiles.find(person.id)
        if profile is None:
            raise ProfileNeeded
        return (
            profile,
            await known_of(work, person.id),
            await self._opportunities.shelf(work, person),
        )

    async def _note(
        self,
        profile: Profile,
        new: Mapping[str, tuple[int, Scored]],
        shelf: Shelf,
        question: Code | None,
    ) -> None:
        """Write into the ledger what a person is shown, each thing once a day."""
        shown = [
            Shown(
                *(one, profile, scored.score, place, scored.parts),
                read=self._opportunities.named(one),
            )
            for one in (shelf.opportunities if new else ())
            if one.id in new
            for place, scored in (new[one.id],)
        ]
        shown.sort(key=lambda one: one.place)
        terms = await self._opportunities.terms()
        lines = await self._lines.of(Direction.OFFERS, shown, terms)
        if question is not None:
            lines.append(self._lines.question(profile.person_id, question))
        if lines:
            async with self._store.begin() as work:
                await add(work, lines)

    async def see(self, person: Person, subject: str) -> Offer:
        """Return one thing as it is offered to a person, with reasons if a profile gives any.

        Raise `ChallengeClosed` or `Gone` for what is no more.
        """
        async with self._store.read() as work:
            profile = await work.profiles.find(person.id)
            known = await known_of(work, person.id)
            challenges = await self._challenge(work, person, subject)
            files = sum([await work.attachments.count(id_) for id_ in challenges])
        opportunity_id = opportunity_of(subject)
        scored = await self._scored(profile, opportunity_id, challenges, known)
        offer = self._opportunities.offer(person, opportunity_id, challenges, scored, known)
        if offer is None:
            raise Gone
        return replace(offer, files=files)

    async def _challenge(
        self, work: Unit, person: Person, subject: str
    ) -> Mapping[int, Challenge]:
        """Return the challenge that a button speaks of, if it does and creatives may see it."""
        if not subject.isdecimal():
            return {}
        challenge = await work.challenges.find(int(subject))
        if challenge is None or not challenge.is_open(self._clock().date()):
            raise ChallengeClosed
        return {challenge.id: challenge}

    async def _scored(
        self,
        profile: Profile | None,
        opportunity_id: str,
        challenges: Mapping[int, Challenge],
        known: Known,
    ) -> Scored | None:
        if profile is None:
            return None
        made = [await self._opportunities.of_challenge(one) for one in challenges.values()]
        if not made:
            made = [one for one in self._opportunities.of_entries() if one.id == opportunity_id]
        found = await asyncio.to_thread(self._opportunities.scored, profile, made, known.standing)
        return next(iter(found), None)

    async def alike(self, person: Person, subject: str) -> Alike:
        """Return what resembles something, without what is hidden from the person or not for them.

        Raise `ChallengeClosed` or `Gone` if the thing itself is no more.
        """
        to = await self.see(person, subject)
        async with self._store.read() as work:
            profile = await work.profiles.find(person.id)
            known = await known_of(work, person.id)
            shelf = await self._opportunities.shelf(work, person)
        await self._opportunities.prepare(shelf.opportunities)
        every = {one.id: one for one in shelf.opportunities}
        if to.challenge:
            this = await self._opportunities.of_challenge(to.challenge)
        elif to.card:
            this = self._opportunities.of_entry(to.card.entry)
        allowed = [one for id_, one in every.items() if id_ not in known.standing.hidden]
        ranked: dict[str, Scored] = {}
        if profile is not None:
            scored = await asyncio.to_thread(
                self._opportunities.scored, profile, allowed, known.standing
            )
            ranked = {one.opportunity_id: one for one in scored}
            allowed = [one for one in allowed if one.id in ranked]
        found = await asyncio.to_thread(self._alike, this, allowed)
        made = (
            self._opportunities.offer(person, one.id, shelf.challenges, ranked.get(one.id), known)
            for one in found
        )
        return Alike(to, tuple(offer for offer in made if offer))

    def _alike(self, to: Opportunity, others: Sequence[Opportunity]) -> list[Opportunity]:
        return alike(to, others, MOST_ALIKE, self._opportunities.nearness(to, others))

    async def hide(self, person: Person, subject: str, reason: NotForMe) -> Offer:
        """Never show something to a person again, and keep why; raise `Gone`."""
        opportunity_id, now = opportunity_of(subject), self._clock()
        async with self._store.begin() as work:
            challenges = await self._any_challenge(work, subject)
            offer = self._opportunities.offer(person, opportunity_id, challenges)
            if offer is None:
                raise Gone
            if (number := challenge_id(opportunity_id)) is not None:
                await work.suggestions.hide(person.id, number, reason, now)
            elif entry := entry_id(opportunity_id):
                await work.follows.dismiss(person.id, entry, reason, now)
                await work.follows.unsave(person.id, entry)
                await work.alerts.forget(person.id, entry_id=entry)
        return offer

    async def unhide(self, person: Person, subject: str) -> None:
        """Show something again."""
        opportunity_id = opportunity_of(subject)
        async with self._store.begin() as work:
            if (number := challenge_id(opportunity_id)) is not None:
                await work.suggestions.unhide(person.id, number)
            elif entry := entry_id(opportunity_id):
                await work.follows.allow(person.id, entry)

    async def to_hide(self, person: Person, subject: str) -> Offer:
        """Return what a person wants to hide, even if it closed meanwhile; raise `Gone`."""
        async with self._store.read() as work:
            challenges = await self._any_challenge(work, subject)
        offer = self._opportunities.offer(person, opportunity_of(subject), challenges)
        if offer is None:
            raise Gone
        return offer

    async def _any_challenge(self, work: Unit, subject: str) -> Mapping[int, Challenge]:
        """Return a challenge that was published once: others, nobody but staff has seen."""
        challenge = await work.challenges.find(int(subject)) if subject.isdecimal() else None
        was_shown = challenge and challenge.state in {
            ChallengeState.PUBLISHED,
            ChallengeState.CLOSED,
        }
        return {challenge.id: challenge} if challenge and was_shown else {}
