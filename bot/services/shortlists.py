"""Shortlists: people who could fit a challenge, for staff of its hub and for nobody else.

The order comes from stated facts and public weights. Every tap asks again who it is: companies
see nothing of it, and neither do the hubs of others.
"""

import hmac
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.clock import Clock
from bot.domain.challenges import WORKED_ON, Challenge
from bot.domain.draws import Candidate as Seatable
from bot.domain.draws import Draw
from bot.domain.eligibility import Code, Standing, eligibility
from bot.domain.matching import Scored
from bot.domain.opportunities import Opportunity
from bot.domain.people import Person, Profile
from bot.domain.refusals import Gone, NotAllowed
from bot.domain.results import ChallengeUnderReview
from bot.domain.shortlists import (
    SEATS,
    Candidate,
    Drawn,
    LeftOut,
    Missing,
    Shortlist,
    is_minor,
)
from bot.domain.suggestions import EXPOSURE_WINDOW, Direction
from bot.matching.columns import People
from bot.matching.draw import drawn
from bot.matching.rules import PEOPLE_FOR_CHALLENGE
from bot.matching.shortlist import shortlist
from bot.matching.terms import Terms
from bot.services.content import Knowledge
from bot.services.ledger import LedgerLines, Shown, add_once_a_day
from bot.services.opportunities import Opportunities
from bot.services.profiles import Profiles
from bot.services.reviews import Reviews
from bot.services.roster import Roster
from bot.store import Store, Unit

PAGE: Final = 5
"""People of one message: at most eight, and as many as fit with all that is said of them."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Everybody compared with a challenge at one moment: who is listed, and why others are not."""

    opportunity: Opportunity
    listed: tuple[Scored, ...]
    left_out: Mapping[str, int]
    out: int
    exposure: Mapping[int, float]
    profiles: Mapping[int, Profile]
    terms: Terms
    missing: Missing
    """By id."""
    possible: tuple[int, ...] = ()
    """Whom the rules do not refuse, listed or not, best first."""


class Shortlists:
    """Use cases of staff. Each re-checks the right on the challenge's hub."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        knowledge: Knowledge,
        reviews: Reviews,
        profiles: Profiles,
        opportunities: Opportunities,
        roster: Roster,
        key: bytes,
        lines: LedgerLines,
    ) -> None:
        self._store = store
        self._clock = clock
        self._knowledge = knowledge
        self._reviews = reviews
        self._profiles = profiles
        self._opportunities = opportunities
        self._roster = roster
        self._key = key
        self._lines = lines

    async def of_hubs(self, staff: Person) -> tuple[ChallengeUnderReview, ...]:
        """Return the challenges for which staff may look for people, the latest first."""
        if not staff.is_staff:
            raise NotAllowed
        hubs = None if staff.administrator else staff.facilitates
        today = self._clock().date()
        async with self._store.read() as work:
            found = [
                *(one for one in await work.challenges.published() if staff.works_for(one.hub)),
                *await work.challenges.waiting(hubs),
            ]
        return tuple(
            ChallengeUnderReview(one, self._knowledge.hubs.get(one.hub or ""), ())
            for one in found
            if one.deadline_on is None or one.deadline_on >= today
        )

    async def page(self, staff: Person, challenge_id: int, number: int = 0) -> Shortlist:
        """Return a page of a shortlist, and note in the ledger who is on it."""
        review, compared = await self.compare(staff, challenge_id)
        made = await self._page(staff, review, compared, number)
        await self._note(compared, made.candidates)
        return made

    async def explained(self, staff: Person, challenge_id: int, number: int = 0) -> Shortlist:
        """Return a page of a shortlist to explain its order, or who is not on it."""
        review, compared = await self.compare(staff, challenge_id)
        return await self._page(staff, review, compared, number)

    async def compare(
        self, staff: Person, challenge_id: int
    ) -> tuple[ChallengeUnderReview, Compared]:
        """Compare everybody with a challenge, for staff of its hub."""
        review = await self._may_see(staff, challenge_id)
        return review, await self._compared(review.challenge)

    async def _may_see(self, staff: Person, challenge_id: int) -> ChallengeUnderReview:
        review = await self._reviews.under_review(staff, challenge_id)
        if review.challenge.state not in WORKED_ON:
            raise Gone
        return review

    async def _compared(self, challenge: Challenge) -> Compared:
        now = self._clock()
        opportunity = await self._opportunities.of_challenge(challenge)
        async with self._store.read() as work:
            exposure = await work.suggestions.exposures(now - EXPOSURE_WINDOW, opportunity.id)
            hiders = await work.suggestions.hiders_of(challenge.id)
            interested = await work.challenges.people_interested_in(challenge.id)
        own = frozenset({opportunity.id})
        standings = {id_: Standing(hidden=own) for id_ in hiders}
        standings |= {id_: Standing(applied=own) for id_ in interested}

        def compare(people: People, profiles: Mapping[int, Profile]) -> Compared:
            return _compared(
                opportunity, challenge.person_id, people, profiles, now.date(), standings, exposure
            )

        return await self._roster.compare(compare)

    async def _page(
        self, staff: Person, review: ChallengeUnderReview, compared: Compared, number: int
    ) -> Shortlist:
        pages = max(1, -(-len(compared.listed) // PAGE))
        number = min(max(number, 0), pages - 1)
        first = number * PAGE
        async with self._store.read() as work:
            found = [
                await self._candidate(work, staff, review.challenge, scored, place, compared)
                for place, scored in enumerate(compared.listed[first : first + PAGE], first + 1)
            ]
        return Shortlist(
            challenge=review,
            candidates=tuple(one for one in found if one is not None),
            number=number,
            pages=pages,
            total=len(compared.listed),
            out=compared.out,
            left_out=compared.left_out,
            weights={str(name): weight for name, weight in PEOPLE_FOR_CHALLENGE.items()},
            missing=self._named(compared.missing, review, staff.language),
            draw=self._draw(compared),
        )

    def _named(self, missing: Missing, review: ChallengeUnderReview, language: str) -> Missing:
        """Return what is missing in the reader's words."""
        skills = dict(zip(review.challenge.skills, review.skills, strict=False))
        known = self._knowledge.vocabulary.technologies
        return Missing(
            missing.languages,
            tuple(skills.get(id_, id_) for id_ in missing.skills),
            tuple(known[id_].label(language) for id_ in missing.technologies if id_ in known),
        )

    def _seed(self, opportunity_id: str) -> str:
        """Return the seed of a challenge's draw: settled by its number, before anybody is known.

        Nobody can guess it, and nobody can choose another one once the people are known.
        """
        return hmac.new(self._key, f"draw:{opportunity_id}".encode(), "sha256").hexdigest()[:32]

    def _draw(self, compared: Compared) -> Draw | None:
        """Return who has a place where lots decide about it; None where they do not."""
        people = [
            Seatable(one.person_id, one.score, compared.exposure.get(one.person_id, 0.0))
            for one in compared.listed
        ]
        found = drawn(people, SEATS, self._seed(compared.opportunity.id))
        return found if found.is_by_lot else None

    def has_place(self, compared: Compared, person_id: int) -> bool:
        """Say whether somebody may be asked: where lots decide, only who was drawn."""
        draw = self._draw(compared)
        return draw is None or person_id in draw.seated

    async def draw(self, staff: Person, challenge_id: int) -> Drawn:
        """Return who has a place by lot, with the seed; raise `Gone` if lots do not decide."""
        review, compared = await self.compare(staff, challenge_id)
        draw = self._draw(compared)
        if draw is None:
            raise Gone
        async with self._store.read() as work:
            names = await names_of(work, draw.seated)
        return Drawn(review, draw, self._seed(compared.opportunity.id), names)

    async def _candidate(
        self,
        work: Unit,
        staff: Person,
        challenge: Challenge,
        scored: Scored,
        place: int,
        compared: Compared,
    ) -> Candidate | None:
        """Return one person; None if they went away or paused in this moment."""
        profile = await work.profiles.find(scored.person_id)
        if profile is None or profile.paused:
            return None
        person = await work.people.get(scored.person_id)
        said = self._opportunities.offer(
            staff, scored.opportunity_id, {challenge.id: challenge}, scored
        )
        return Candidate(
            person=person,
            profile=self._profiles.described(person, profile, staff.language),
            place=place,
            score=scored.score,
            is_strong=scored.is_strong,
            reasons=said.reasons if said else (),
            counter_point=said.counter_point if said else None,
            asks=scored.eligibility.codes,
            parts={str(name): value for name, value in scored.parts.items()},
            exposure=compared.exposure.get(scored.person_id, 0.0),
        )

    async def _note(self, compared: Compared, candidates: Sequence[Candidate]) -> None:
        """Note who was shown, once a day: being shown counts against being shown again."""
        if not candidates:
            return
        opportunity, profiles = compared.opportunity, compared.profiles
        shown = [
            Shown(
                *(opportunity, profiles[one.person.id], one.score, one.place, one.parts),
                exposure=one.exposure,
            )
            for one in candidates
        ]
        seed = self._seed(compared.opportunity.id) if self._draw(compared) else ""
        lines = await self._lines.of(Direction.SHORTLIST, shown, compared.terms, seed)
        async with self._store.begin() as work:
            await add_once_a_day(work, lines)


def _compared(
    opportunity: Opportunity,
    company: int,
    people: People,
    profiles: Mapping[int, Profile],
    today: date,
    standings: Mapping[int, Standing],
    exposure: Mapping[int, float],
) -> Compared:
    """Judge everybody: who is listed, and every reason why somebody is not."""
    scored = shortlist(
        opportunity,
        people,
        profiles,
        today,
        standings=standings,
        exposure=exposure,
        limit=None,
    )
    possible = {
        one.person_id: one for one in scored if not _is_barred(profiles, one, company, today)
    }
    listed = [one for one in possible.values() if one.is_shown]
    left_out: Counter[str] = Counter()
    shown = {one.person_id for one in listed}
    for id_, profile in profiles.items():
        if id_ not in shown:
            left_out.update(
                _why_not(opportunity, profile, company, today, standings.get(id_, Standing()))
            )
    return Compared(
        opportunity=opportunity,
        listed=tuple(listed),
        left_out=dict(sorted(left_out.items(), key=lambda one: (-one[1], one[0]))),
        out=len(profiles) - len(listed),
        exposure=exposure,
        profiles=profiles,
        terms=people.ground.terms,
        missing=_missing(
            opportunity,
            [
                one
                for one in profiles.values()
                if one.person_id != company and not is_minor(one, today)
            ],
        ),
        possible=tuple(possible),
    )


def _missing(opportunity: Opportunity, found: Sequence[Profile]) -> Missing:
    """Return what is asked for and nobody names, whether or not they may take part."""
    skills = {id_ for one in found for id_ in one.skills}
    technologies = {id_ for one in found for id_ in one.technologies}
    spoken = {code for one in found for code, level in one.languages.items() if level.works}
    return Missing(
        tuple(code for code in opportunity.languages if code not in spoken),
        tuple(id_ for id_ in opportunity.wanted_skills if id_ not in skills),
        tuple(id_ for id_ in opportunity.technologies if id_ not in technologies),
    )


def _is_barred(profiles: Mapping[int, Profile], scored: Scored, company: int, today: date) -> bool:
    return scored.person_id == company or is_minor(profiles[scored.person_id], today)


def _why_not(
    opportunity: Opportunity, profile: Profile, company: int, today: date, standing: Standing
) -> list[str]:
    if profile.person_id == company:
        return [LeftOut.COMPANY]
    if is_minor(profile, today):
        return [LeftOut.MINOR]
    codes = eligibility(opportunity, profile, today, standing).codes
    against: list[str] = [code for code in codes if not Code(code).is_question]
    return against or [LeftOut.WEAK]


async def names_of(work: Unit, person_ids: Iterable[int]) -> dict[int, Person]:
    """Return people by id, without those who went away or paused in this moment."""
    names = {}
    for id_ in person_ids:
        profile = await work.profiles.find(id_)
        if profile is not None and not profile.paused:
            names[id_] = await work.people.get(id_)
    return names
