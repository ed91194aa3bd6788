"""Matches: what fits a creative, and saying "interested"."""

from dataclasses import replace
from typing import Final

from bot.clock import Clock
from bot.domain.challenges import Challenge
from bot.domain.people import Person
from bot.domain.refusals import ChallengeClosed, Gone, ProfileNeeded
from bot.domain.results import ChallengeUnderReview, InterestShown, Match, Matches, Reason
from bot.i18n import Languages, Translator
from bot.matching.offers import challenges_for, entries_for
from bot.screens import notices
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.services.profiles import Profiles
from bot.store import Store

MOST_CHALLENGES: Final = 3
MOST_ENTRIES: Final = 3


class MatchMaking:
    """Use cases of a creative who looks for work and opportunities."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        choices: Choices,
        profiles: Profiles,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._choices = choices
        self._profiles = profiles

    async def for_person(self, person: Person) -> Matches:
        """Return what fits a person, with reasons in their words; raise `ProfileNeeded`."""
        now = self._clock()
        async with self._store.read() as work:
            profile = await work.profiles.find(person.id)
            if profile is None:
                raise ProfileNeeded
            challenges = await work.challenges.published()
            interested = await work.challenges.interests_of(person.id)
        tr = self._languages[person.language]
        fitting = challenges_for(profile, challenges, now.date(), interested)
        own = [m for m in fitting if m.challenge and m.challenge.person_id != person.id]
        entries = entries_for(
            profile, self._knowledge.entries.values(), now, self._knowledge.vocabulary
        )
        return Matches(
            tuple(self._said(match, tr) for match in own[:MOST_CHALLENGES]),
            tuple(self._said(match, tr) for match in entries[:MOST_ENTRIES]),
        )

    async def challenge(self, person: Person, challenge_id: int) -> Match:
        """Return one open challenge with the reasons why it fits, if a profile says so."""
        async with self._store.read() as work:
            challenge = await work.challenges.find(challenge_id)
            profile = await work.profiles.find(person.id)
            interested = await work.challenges.interests_of(person.id)
        if challenge is None or not challenge.is_open(self._clock().date()):
            raise ChallengeClosed
        tr = self._languages[person.language]
        matches = (
            challenges_for(profile, [challenge], self._clock().date(), interested)
            if profile
            else []
        )
        match = matches[0] if matches else Match((), 0.0, challenge=challenge)
        return self._said(replace(match, interested=challenge_id in interested), tr)

    async def show_interest(self, person: Person, challenge_id: int) -> InterestShown:
        """Note an interest and tell the staff of the challenge's hub, once."""
        now = self._clock()
        async with self._store.begin() as work:
            challenge = await work.challenges.find(challenge_id)
            if challenge is None or not challenge.is_open(now.date()):
                raise ChallengeClosed
            if challenge.person_id == person.id:
                raise Gone
            profile = await work.profiles.find(person.id)
            if profile is None:
                raise ProfileNeeded
            new = await work.challenges.add_interest(challenge_id, person.id, now)
            staff = await work.people.staff_of(challenge.hub)
            for reader in staff if new else ():
                tr = self._languages[reader.language]
                notice = notices.interest_shown(
                    self._described(challenge, tr),
                    person,
                    self._profiles.described(person, profile, reader.language),
                    tr,
                )
                key = f"interest:{challenge_id}:{person.id}:{reader.id}"
                await work.outbox.add(key, reader, notice, now)
        hub = self._knowledge.hubs.get(challenge.hub or "")
        return InterestShown(challenge, hub, not new, len(staff))

    def _described(self, challenge: Challenge, tr: Translator) -> ChallengeUnderReview:
        hub = self._knowledge.hubs.get(challenge.hub or "")
        skills = self._choices.labels("skills", challenge.skills, tr)
        return ChallengeUnderReview(challenge, hub, skills)

    def _said(self, match: Match, tr: Translator) -> Match:
        """Return a match with its reasons and skills in the reader's words."""
        lists = {"skills": "skills", "sectors": "sectors", "language": "languages"}
        reasons = tuple(
            Reason(
                reason.kind,
                self._choices.labels(lists[reason.kind], reason.values, tr)
                if reason.kind in lists
                else tuple(tr.country(code) for code in reason.values),
            )
            for reason in match.reasons
        )
        wanted = match.challenge.skills if match.challenge else ()
        return replace(match, reasons=reasons, skills=self._choices.labels("skills", wanted, tr))
