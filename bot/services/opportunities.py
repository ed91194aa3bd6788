"""All that is on offer today, as the rules see it; and one offer as its reader sees it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from bot.clock import Clock
from bot.domain.challenges import Challenge
from bot.domain.eligibility import Standing
from bot.domain.entries import Entry, State, Vocabulary
from bot.domain.geography import Point
from bot.domain.matching import Because, But, CounterPoint, MatchReason, Scored
from bot.domain.offers import Offer
from bot.domain.opportunities import OF_CHALLENGE, OF_ENTRY, Opportunity
from bot.domain.people import Person, Profile
from bot.i18n import Languages, Translator
from bot.matching.sources import (
    WORTH_OFFERING,
    as_opportunity,
    challenge_id,
    entry_id,
    from_challenge,
)
from bot.services.browsing import Browsing
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.store import Unit

Score = Callable[[Profile, Sequence[Opportunity], date, Standing], Sequence[Scored]]
"""Compares a profile with opportunities, best first; who may not take part is in it as well."""

_LISTS: Final = {
    Because.SKILL: "skills",
    Because.RELATED_SKILL: "skills",
    Because.SECTOR: "sectors",
    Because.LANGUAGE: "languages",
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is on offer at one moment: opportunities, and the challenges among them by id."""

    opportunities: tuple[Opportunity, ...]
    challenges: Mapping[int, Challenge]


@dataclass(frozen=True, slots=True)
class Known:
    """What a person did with opportunities, and what of it the rules ask for."""

    standing: Standing = field(default_factory=Standing)
    saved: frozenset[str] = frozenset()
    """Ids of entries."""

    def has_taken(self, opportunity_id: str) -> bool:
        """Say whether the person is interested in it or has saved it."""
        saved = entry_id(opportunity_id)
        return opportunity_id in self.standing.applied or saved in self.saved


async def known_of(work: Unit, person_id: int) -> Known:
    """Read what a person did with opportunities."""
    interests = await work.challenges.interests_of(person_id)
    saved = await work.follows.saved(person_id)
    hidden = await work.suggestions.hidden_from(person_id)
    dismissed = await work.follows.dismissed(person_id)
    applied = {f"{OF_CHALLENGE}{id_}" for id_ in interests}
    applied |= {f"{OF_ENTRY}{one.entry_id}" for one in saved if one.applied_at is not None}
    hides = {f"{OF_CHALLENGE}{id_}" for id_ in hidden} | {f"{OF_ENTRY}{id_}" for id_ in dismissed}
    return Known(
        Standing(frozenset(applied), frozenset(hides)), frozenset(one.entry_id for one in saved)
    )


class Opportunities:
    """The shelf from which everybody is offered something. Nothing in here is of one person."""

    def __init__(
        self,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        choices: Choices,
        browsing: Browsing,
        score: Score,
        find: Callable[[str, str], Point | None] | None = None,
    ) -> None:
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._choices = choices
        self._browsing = browsing
        self._score = score
        self._find = find
        self._made: tuple[Mapping[str, Entry], date, Mapping[str, Opportunity]] | None = None

    def of_entries(self) -> tuple[Opportunity, ...]:
        """Return every entry that one can do something with now.

        One that opens later is offered already: it can be saved. `of` says when it opens.
        """
        now = self._clock()
        entries = self._knowledge.entries
        made = self._of_day(entries, now)
        return tuple(
            replace(made[id_], opens_on=None) if state is State.OPENING_SOON else made[id_]
            for id_ in made
            if (state := entries[id_].state_on(now)) in WORTH_OFFERING
        )

    def _of_day(self, entries: Mapping[str, Entry], now: datetime) -> Mapping[str, Opportunity]:
        """Return all entries as opportunities; made once a day, and when the content changes."""
        if self._made is None or self._made[0] is not entries or self._made[1] != now.date():
            words: Vocabulary = self._knowledge.vocabulary
            made = {
                id_: as_opportunity(entry, words, now)
                for id_, entry in entries.items()
                if entry.state_on(now) in WORTH_OFFERING
            }
            self._made = entries, now.date(), made
        return self._made[2]

    def of_challenge(self, challenge: Challenge) -> Opportunity:
        """Return a challenge as the rules see it."""
        return from_challenge(challenge, self._find)

    def of_entry(self, entry: Entry) -> Opportunity:
        """Return an entry, whatever its state, as the rules see it."""
        return as_opportunity(entry, self._knowledge.vocabulary, self._clock())

    async def shelf(self, work: Unit, person: Person) -> Shelf:
        """Return what is on offer now, but the person's own challenges."""
        today = self._clock().date()
        challenges = {
            challenge.id: challenge
            for challenge in await work.challenges.published()
            if challenge.is_open(today) and challenge.person_id != person.id
        }
        made = (self.of_challenge(challenge) for challenge in challenges.values())
        return Shelf((*made, *self.of_entries()), challenges)

    def scored(
        self, profile: Profile, opportunities: Iterable[Opportunity], standing: Standing
    ) -> Sequence[Scored]:
        """Compare a profile with opportunities, best first. What `fits` says is what is shown."""
        return self._score(profile, tuple(opportunities), self._clock().date(), standing)

    def offer(
        self,
        person: Person,
        opportunity_id: str,
        challenges: Mapping[int, Challenge],
        scored: Scored | None = None,
        known: Known | None = None,
    ) -> Offer | None:
        """Return something as a person is offered it, in their words; None if it is gone."""
        tr = self._languages[person.language]
        number, entry = challenge_id(opportunity_id), entry_id(opportunity_id)
        challenge = challenges.get(number) if number is not None else None
        is_known = entry is not None and self._browsing.knows(entry)
        if challenge is None and not is_known:
            return None
        made = Offer(
            challenge=challenge,
            card=self._browsing.card(person, entry) if entry and is_known else None,
            skills=self._choices.labels("skills", challenge.skills, tr) if challenge else (),
            taken=known is not None and known.has_taken(opportunity_id),
            hidden=known is not None and opportunity_id in known.standing.hidden,
        )
        if scored is None:
            return made
        return replace(
            made,
            reasons=tuple(self._reason(reason, tr) for reason in scored.reasons),
            counter_point=self._counter_point(scored.counter_point, tr),
            score=scored.score,
            is_strong=scored.is_strong,
        )

    def _reason(self, reason: MatchReason, tr: Translator) -> MatchReason:
        """Return a reason with its ids in the reader's words."""
        of = self._choices.label("skills", reason.of, tr) if reason.of else ""
        return replace(reason, value=self._label(reason.because, reason.value, tr), of=of)

    def _label(self, because: Because, value: str, tr: Translator) -> str:
        words = self._knowledge.vocabulary
        match because:
            case Because.SKILL | Because.RELATED_SKILL | Because.SECTOR | Because.LANGUAGE:
                return self._choices.label(_LISTS[because], value, tr)
            case Because.TRANSITION if value in words.transitions:
                return words.transitions[value].label(tr.language)
            case Because.TECHNOLOGY if value in words.technologies:
                return words.technologies[value].label(tr.language)
            case Because.COUNTRY:
                return tr.country(value)
            case _:
                return value

    def _counter_point(self, point: CounterPoint | None, tr: Translator) -> CounterPoint | None:
        if point is None:
            return None
        name = "languages" if point.but is But.LANGUAGE_WEAK else "skills"
        if point.but in {But.FAR, But.NOTHING_SHARED}:
            return point
        return replace(point, values=self._choices.labels(name, point.values, tr))
