"""All that is on offer today, as the rules see it; and one offer as its reader sees it."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from math import isnan
from threading import Lock
from typing import Final

from bot.clock import Clock
from bot.domain.challenges import Challenge
from bot.domain.eligibility import Code, Eligibility, Standing
from bot.domain.entries import OPPORTUNITIES, Entry, State, Vocabulary
from bot.domain.geography import Point
from bot.domain.matching import Because, But, CounterPoint, MatchReason, Scored
from bot.domain.offers import Offer
from bot.domain.opportunities import OF_CHALLENGE, OF_ENTRY, Opportunity
from bot.domain.people import Fluency, Person, Profile
from bot.i18n import Languages, Translator
from bot.library.gazetteer import Gazetteer
from bot.matching.columns import Ground, Offers, People
from bot.matching.lexicon import Named
from bot.matching.meanings import (
    Meanings,
    Side,
    VectorCache,
    text_of_opportunity,
    text_of_person,
)
from bot.matching.offers import offers_for, people_for
from bot.matching.reasons import reasons
from bot.matching.rules import SHOWN
from bot.matching.sources import (
    WORTH_OFFERING,
    as_opportunity,
    challenge_id,
    entry_id,
    from_challenge,
)
from bot.matching.terms import Terms
from bot.services.browsing import Browsing
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.store import Unit

FEW: Final = 3
"""So many texts without a vector one waits for; more come in the background."""
MOST_KEPT: Final = 50
"""Layouts of one or a few opportunities that are kept beside that of the whole shelf."""

_LISTS: Final = {
    Because.SKILL: "skills",
    Because.RELATED_SKILL: "skills",
    Because.SECTOR: "sectors",
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
        meanings: Meanings | None = None,
    ) -> None:
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._choices = choices
        self._browsing = browsing
        self._meanings = meanings
        self._ground: Ground | None = None
        self._offers: Offers | None = None
        self._held: Sequence[Opportunity] = ()
        self._few: dict[tuple[str, ...], Offers] = {}
        self._comparing = Lock()
        self._made: tuple[Mapping[str, Entry], date, Mapping[str, Opportunity]] | None = None
        self._placed: dict[int, tuple[Challenge, Opportunity]] = {}

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
                if entry.kind in OPPORTUNITIES and entry.state_on(now) in WORTH_OFFERING
            }
            self._made = entries, now.date(), made
        return self._made[2]

    async def of_challenge(self, challenge: Challenge) -> Opportunity:
        """Return a challenge as the rules see it."""
        return await asyncio.to_thread(self._of_challenge, challenge)

    def _of_challenge(self, challenge: Challenge) -> Opportunity:
        """Return it as it was made before: to look for its town takes up to half a second."""
        made = self._placed.get(challenge.id)
        if made is None or made[0] != challenge:
            made = challenge, from_challenge(challenge, self._find)
            self._placed[challenge.id] = made
        return made[1]

    def _find(self, text: str, language: str) -> Point | None:
        """Return where a typed place is, if it can only be one."""
        gazetteer = Gazetteer(self._knowledge.vocabulary.divisions)
        found = gazetteer.find(text, None, language)
        return found[0].point if len(found) == 1 else None

    def of_entry(self, entry: Entry) -> Opportunity:
        """Return an entry, whatever its state, as the rules see it."""
        return as_opportunity(entry, self._knowledge.vocabulary, self._clock())

    async def shelf(self, work: Unit, person: Person) -> Shelf:
        """Return what is on offer now, but the person's own challenges."""
        today = self._clock().date()
        published = await work.challenges.published()
        challenges = {
            challenge.id: challenge
            for challenge in published
            if challenge.is_open(today) and challenge.person_id != person.id
        }
        for gone in self._placed.keys() - {challenge.id for challenge in published}:
            del self._placed[gone]
        return Shelf(await asyncio.to_thread(self._every, challenges.values()), challenges)

    def _every(self, challenges: Iterable[Challenge]) -> tuple[Opportunity, ...]:
        return (*map(self._of_challenge, challenges), *self.of_entries())

    def scored(
        self,
        profile: Profile,
        opportunities: Sequence[Opportunity],
        standing: Standing,
        *,
        least: float | None = None,
    ) -> Sequence[Scored]:
        """Compare a profile with opportunities, best first; `fits` says which of them are shown.

        Those that the person may not have are left out, and those that score less than `least`.
        Ask in a thread: ten thousand take a tenth of a second, and one asks after the other.
        """
        with self._comparing:
            found = offers_for(
                profile,
                self._columns(opportunities),
                self._clock().date(),
                standing=standing,
                meanings=self._meanings,
                least=least,
            )
        return [_without_doubt(one, profile) for one in found]

    def people_for(
        self, opportunity: Opportunity, people: People, profiles: Mapping[int, Profile]
    ) -> Sequence[Scored]:
        """Return people whom this opportunity is shown to, by what `scored` says to each."""
        today = self._clock().date()
        found = people_for(
            opportunity, people, profiles, today, meanings=self._meanings, least=SHOWN
        )
        return [_without_doubt(one, profiles[one.person_id]) for one in found]

    def nearness(self, to: Opportunity, others: Sequence[Opportunity]) -> Mapping[str, float]:
        """Return how near others are to an opportunity in meaning, as far as that is known."""
        if self._meanings is None:
            return {}
        ids = [one.id for one in others]
        found = self._meanings.neighbours(to.id, ids)
        known = ((id_, float(value)) for id_, value in zip(ids, found, strict=True))
        return {id_: value for id_, value in known if not isnan(value)}

    def _columns(self, opportunities: Sequence[Opportunity]) -> Offers:
        """Return the columns of opportunities; those of a whole shelf are kept and follow it."""
        ground = self._ground_of_today()
        if len(opportunities) <= FEW:
            return self._columns_of_few(ground, opportunities)
        if self._offers is None:
            self._offers = Offers(ground)
        if self._held is not opportunities:
            self._offers.follow(opportunities)
            self._held = opportunities
        return self._offers

    def _ground_of_today(self) -> Ground:
        """Return what the vocabulary of today is laid out on; nothing of another one is kept."""
        vocabulary = self._knowledge.vocabulary
        if self._ground is None or self._ground.terms.vocabulary is not vocabulary:
            self._ground, self._offers, self._held = Ground(Terms(vocabulary)), None, ()
            self._few.clear()
        return self._ground

    def named(self, opportunity: Opportunity) -> tuple[Named, Named] | None:
        """Return what its title and its text name, if they were read for comparing."""
        offers = self._offers
        if offers is None or offers.known.get(opportunity.id) != opportunity:
            return None
        return offers.named.get(opportunity.id)

    async def terms(self) -> Terms:
        """Return the vocabulary as it is compared."""

        def terms() -> Terms:
            with self._comparing:
                return self._ground_of_today().terms

        return await asyncio.to_thread(terms)

    def _columns_of_few(self, ground: Ground, opportunities: Sequence[Opportunity]) -> Offers:
        """Return the columns of a few; the last ones are kept, many people ask for the same."""
        key = tuple(one.id for one in opportunities)
        few = self._few.setdefault(key, Offers(ground))
        few.follow(opportunities)
        if len(self._few) > MOST_KEPT:
            del self._few[next(iter(self._few))]
        return few

    async def prepare(self, opportunities: Sequence[Opportunity]) -> None:
        """Lay out what is new of a shelf in a thread: reading long texts takes milliseconds."""

        def lay_out() -> None:
            with self._comparing:
                self._columns(opportunities)

        await asyncio.to_thread(lay_out)

    async def learn(self, profiles: Iterable[Profile], cache: VectorCache) -> None:
        """Let the texts of people and of the entries be known by meaning, as far as they are not.

        It waits for the model only if few texts lack a vector: the others come by `fill`.
        """
        if self._meanings is None:
            return
        words = self._knowledge.vocabulary
        for profile in profiles:
            text = text_of_person(profile, words)
            self._meanings.put(profile.person_id, Side.PERSON, text, _tongue(profile))
        if 0 < self._meanings.missing <= FEW:
            await self._meanings.fill(cache)

    async def fill(self, challenges: Iterable[Challenge], cache: VectorCache) -> None:
        """Get the vectors of all that is on offer, of challenges, and of those who asked."""
        every = await asyncio.to_thread(self._every, challenges)
        await self.prepare(every)
        if self._meanings is None:
            return
        words = self._knowledge.vocabulary
        for one in every:
            text = text_of_opportunity(one, words)
            self._meanings.put(one.id, Side.OPPORTUNITY, text, one.language)
        await self._meanings.fill(cache)

    def keys_of(self, profile: Profile) -> Sequence[str]:
        """Forget a person's words; return under what keys the cache has their vectors."""
        if self._meanings is None:
            return ()
        text = text_of_person(profile, self._knowledge.vocabulary)
        self._meanings.put(profile.person_id, Side.PERSON, text, _tongue(profile))
        key = self._meanings.key_of(profile.person_id)
        self._meanings.drop(profile.person_id)
        return (key,) if key else ()

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
            counter_point=self._counter_point(scored.counter_point, challenge is not None, tr),
            score=scored.score,
            is_strong=scored.is_strong,
        )

    def reasons_for(
        self, reader: Person, opportunity: Opportunity, profile: Profile
    ) -> tuple[MatchReason, ...]:
        """Return why something fits a profile, in the words of a reader."""
        tr = self._languages[reader.language]
        return tuple(self._reason(reason, tr) for reason in reasons(opportunity, profile))

    def _reason(self, reason: MatchReason, tr: Translator) -> MatchReason:
        """Return a reason with its ids in the reader's words."""
        of = self._choices.label("skills", reason.of, tr) if reason.of else ""
        return replace(reason, value=self._label(reason.because, reason.value, tr), of=of)

    def _label(self, because: Because, value: str, tr: Translator) -> str:
        words = self._knowledge.vocabulary
        match because:
            case Because.SKILL | Because.RELATED_SKILL | Because.SECTOR:
                return self._choices.label(_LISTS[because], value, tr)
            case Because.LANGUAGE:
                return tr.name_of(value)
            case Because.TRANSITION if value in words.transitions:
                return words.transitions[value].label(tr.language)
            case Because.TECHNOLOGY if value in words.technologies:
                return words.technologies[value].label(tr.language)
            case Because.COUNTRY:
                return tr.country(value)
            case _:
                return value

    def _counter_point(
        self, point: CounterPoint | None, is_challenge: bool, tr: Translator
    ) -> CounterPoint | None:
        if point is None or (point.but is But.SKILLS_MISSING and not is_challenge):
            return None  # only challenges want skills; of an entry, they are its subjects
        if point.but is But.LANGUAGE_WEAK:
            return replace(point, values=tuple(map(tr.name_of, point.values)))
        if point.but in {But.FAR, But.COUNTRY_UNSURE, But.NOTHING_SHARED}:
            return point
        return replace(point, values=self._choices.labels("skills", point.values, tr))


def _without_doubt(scored: Scored, profile: Profile) -> Scored:
    """Return what is left to ask of the person.

    Where a list of countries may be incomplete, the person has said all they can: it is shown,
    with the doubt.
    """
    codes = scored.eligibility.codes
    if profile.country is None or Code.ASK_COUNTRY not in codes:
        return scored
    left = tuple(code for code in codes if code is not Code.ASK_COUNTRY)
    doubt = CounterPoint(But.COUNTRY_UNSURE)
    return replace(scored, eligibility=Eligibility(left), counter_point=doubt)


def _tongue(profile: Profile) -> str:
    """Return the language in which somebody most likely writes of themselves."""
    native = (code for code, level in profile.languages.items() if level is Fluency.NATIVE)
    return next(native, "")
