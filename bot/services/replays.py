"""Replays: staff read what was shown of what their hub answers for, and compute it again."""

import asyncio
from typing import Final

from bot.clock import Clock
from bot.domain.entries import Entry
from bot.domain.ledger import Ledger, LedgerLine, Replayed, TeamAgain
from bot.domain.offers import opportunity_of, subject_of
from bot.domain.opportunities import Opportunity
from bot.domain.people import Person
from bot.domain.refusals import Gone, NotAllowed
from bot.domain.shortlists import is_minor
from bot.domain.suggestions import Direction, Suggestion
from bot.i18n import Languages
from bot.matching import receipts
from bot.matching.rules import RULE_VERSION
from bot.matching.team_receipts import coverage_again, coverage_kept
from bot.matching.terms import Terms
from bot.services.browsing import Browsing
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.services.opportunities import Opportunities
from bot.services.reviews import Reviews
from bot.store import Store, Unit

SHOWN_TO_STAFF: Final = frozenset({Direction.SHORTLIST, Direction.TEAM})
"""The directions in which staff saw who it was."""
PAGE: Final = 8
"""Lines of one message."""


class Replays:
    """Use cases of staff. Each re-checks the right on the hub of the challenge or the entry."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        choices: Choices,
        browsing: Browsing,
        reviews: Reviews,
        opportunities: Opportunities,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._choices = choices
        self._browsing = browsing
        self._reviews = reviews
        self._opportunities = opportunities

    async def ledger(self, staff: Person, subject: str, number: int = 0) -> Ledger:
        """Return a page of what was shown of a challenge or an entry, the latest first.

        Raise `Gone` or `NotAllowed`.
        """
        title = await self._title(staff, subject)
        id_ = opportunity_of(subject)
        async with self._store.read() as work:
            total = await work.suggestions.count_of(id_)
            pages = max(1, -(-total // PAGE))
            number = min(max(number, 0), pages - 1)
            shown = await work.suggestions.of_opportunity(id_, limit=PAGE, offset=number * PAGE)
            lines = [await self._line(work, one) for one in shown]
        return Ledger(subject, title, tuple(lines), number, pages, total)

    async def _title(self, staff: Person, subject: str) -> str:
        if not subject.isdecimal():
            return self._entry(staff, subject).in_language(staff.language)[1].title
        challenge = (await self._reviews.under_review(staff, int(subject))).challenge
        return challenge.title_en or challenge.title

    def _entry(self, staff: Person, entry_id: str) -> Entry:
        """Return an entry that staff look after."""
        if not staff.is_staff:
            raise NotAllowed
        entry = self._knowledge.entries.get(entry_id)
        if entry is None:
            raise Gone
        if not self._browsing.may_edit(staff, entry):
            raise NotAllowed
        return entry

    async def _line(self, work: Unit, suggestion: Suggestion) -> LedgerLine:
        """Return a line with its person, if staff were shown them and may still find them.

        What people were shown in their own matches and messages is nobody else's: whoever it was
        stays somebody.
        """
        if suggestion.person_id is None or suggestion.direction not in SHOWN_TO_STAFF:
            return LedgerLine(suggestion, None)
        profile = await work.profiles.find(suggestion.person_id)
        if profile is None or profile.paused or is_minor(profile, self._clock().date()):
            return LedgerLine(suggestion, None)
        person = await work.people.get(suggestion.person_id)
        return LedgerLine(suggestion, None if person.asleep else person)

    async def replay(self, staff: Person, suggestion_id: int) -> Replayed:
        """Compute a line again from what its receipt kept; raise `Gone` or `NotAllowed`."""
        if not staff.is_staff:
            raise NotAllowed
        async with self._store.read() as work:
            suggestion = await work.suggestions.find(suggestion_id)
        if suggestion is None:
            raise Gone
        subject = subject_of(suggestion.opportunity)
        opportunity = await self._opportunity(staff, subject)
        async with self._store.read() as work:
            line = await self._line(work, suggestion)
            profile = await work.profiles.find(line.person.id) if line.person else None
        terms, facts = await self._opportunities.terms(), suggestion.facts
        score, team = await asyncio.to_thread(self._again, staff, suggestion, terms)
        return Replayed(
            line=line,
            subject=subject,
            score=score,
            same_rules=suggestion.rule_version == RULE_VERSION,
            changed=receipts.changed(facts, profile, terms) if profile else None,
            opportunity_changed=receipts.is_changed(facts, opportunity, terms),
            team=team,
        )

    def _again(
        self, staff: Person, suggestion: Suggestion, terms: Terms
    ) -> tuple[float | None, TeamAgain | None]:
        """Return the score of a line again; of a team, what it covers and what nobody does."""
        facts = suggestion.facts
        if suggestion.direction is not Direction.TEAM:
            return receipts.replayed(suggestion.direction, facts, terms), None
        then, now = coverage_kept(facts), coverage_again(facts, terms.vocabulary)
        if then is None or now is None:
            return None, None
        gaps = self._choices.labels("skills", now.gaps, self._languages[staff.language])
        covered = len(now.needs) - len(now.gaps)
        return now.share, TeamAgain(len(now.needs), covered, gaps, same_gaps=now == then)

    async def _opportunity(self, staff: Person, subject: str) -> Opportunity:
        """Return what a line is about, as it is today, if staff look after it."""
        if not subject.isdecimal():
            return self._opportunities.of_entry(self._entry(staff, subject))
        review = await self._reviews.under_review(staff, int(subject))
        return await self._opportunities.of_challenge(review.challenge)
