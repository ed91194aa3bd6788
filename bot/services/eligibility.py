"""Whether a person may take part: the rules of one thing held against a profile; and partners."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from bot.clock import Clock
from bot.domain.answers import Confidence
from bot.domain.challenges import ChallengeState
from bot.domain.eligibility import Code, Eligibility, eligibility
from bot.domain.entries import OPPORTUNITIES, Entry, State
from bot.domain.inquiries import InquiryState
from bot.domain.offers import MayI, Offer, Rules, opportunity_of
from bot.domain.opportunities import Opportunity
from bot.domain.people import ORGANISATIONS, Person, Profile
from bot.domain.refusals import Gone, ProfileNeeded
from bot.domain.understanding import Understood
from bot.i18n import Languages, Translator
from bot.screens import eligibility as screens
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.services.opportunities import Opportunities, known_of
from bot.store import Store, Unit

_OVER: Final = frozenset({State.CLOSED, State.CANCELLED})
_MET_TOGETHER: Final = frozenset({Code.TYPE, Code.COUNTRY, Code.REGION})
"""Rules that a partner may meet instead."""
_APPLY_TOGETHER: Final = ORGANISATIONS | {"public_body", "university", "hub", "bso"}


class Eligible:
    """Use cases of somebody who wonders whether they may take part."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        choices: Choices,
        opportunities: Opportunities,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._choices = choices
        self._opportunities = opportunities

    async def may_i(self, person: Person, subject: str) -> MayI:
        """Say whether a person may take part in something, and what decides; raise `Gone`."""
        async with self._store.read() as work:
            return await self._may_i(work, person, subject)

    async def _may_i(self, work: Unit, person: Person, subject: str) -> MayI:
        profile = await work.profiles.find(person.id)
        known = await known_of(work, person.id)
        if subject.isdecimal():
            made = await self._of_challenge(work, person, int(subject))
        else:
            made = self._of_entry(person, subject)
        taken = known.has_taken(opportunity_of(subject))
        hidden = opportunity_of(subject) in known.standing.hidden
        today = self._clock().date()
        offer = replace(made.offer, taken=taken, hidden=hidden)
        made = replace(made, offer=offer, today=today)
        if profile is None:
            return made
        found = eligibility(made.opportunity, profile, today, known.standing)
        return replace(
            made,
            profile=profile,
            eligibility=found,
            mine=self._mine(profile, self._languages[person.language]),
            partners=not made.over and _helps_together(made, found),
        )

    async def _of_challenge(self, work: Unit, person: Person, number: int) -> MayI:
        challenge = await work.challenges.find(number)
        if challenge is None or challenge.state not in {
            ChallengeState.PUBLISHED,
            ChallengeState.CLOSED,
        }:
            raise Gone
        opportunity = await self._opportunities.of_challenge(challenge)
        offer = self._opportunities.offer(person, opportunity.id, {number: challenge})
        return MayI(
            offer or Offer(challenge),
            opportunity,
            self._rules(opportunity, self._languages[person.language]),
            over=not challenge.is_open(self._clock().date()),
            own=challenge.person_id == person.id,
        )

    def _of_entry(self, person: Person, entry_id: str) -> MayI:
        entry = self._knowledge.entries.get(entry_id)
        offer = self._opportunities.offer(person, opportunity_of(entry_id), {})
        if entry is None or offer is None or entry.kind not in OPPORTUNITIES:
            raise Gone
        opportunity = self._opportunities.of_entry(entry)
        rules = self._rules(opportunity, self._languages[person.language])
        is_open_to_all = not self._knowledge.vocabulary.countries_of(entry.countries)
        rules = replace(rules, everywhere=bool(entry.countries) and is_open_to_all)
        is_over = entry.state_on(self._clock()) in _OVER
        return MayI(offer, opportunity, rules, over=is_over)

    def _rules(self, opportunity: Opportunity, tr: Translator) -> Rules:
        words = self._knowledge.vocabulary
        return Rules(
            countries=tuple(sorted(tr.country(code) for code in opportunity.countries)),
            regions=tuple(
                words.regions[id_].label(tr.language) if id_ in words.regions else id_
                for id_ in sorted(opportunity.regions)
            ),
            types=self._types(opportunity.applicant_types, tr),
            languages=tuple(map(tr.name_of, opportunity.languages)),
        )

    def _types(self, ids: Iterable[str], tr: Translator) -> tuple[str, ...]:
        terms, wanted = self._knowledge.vocabulary.applicant_types, set(ids)
        known = [term.label(tr.language) for id_, term in terms.items() if id_ in wanted]
        return (*known, *sorted(wanted - set(terms)))

    def _mine(self, profile: Profile, tr: Translator) -> Mapping[str, str]:
        regions = self._knowledge.vocabulary.regions
        mine = {}
        if profile.country:
            mine["country"] = tr.country(profile.country)
        if profile.region:
            known = regions.get(profile.region)
            mine["region"] = known.label(tr.language) if known else profile.region
        if profile.applicant_type:
            mine["type"] = ", ".join(self._types([profile.applicant_type], tr))
        if spoken := [code for code, fluency in profile.best_languages if fluency.works]:
            mine["languages"] = tr.list(map(tr.name_of, spoken))
        return mine

    async def look_for_partners(self, person: Person, subject: str, update_id: int = 0) -> int:
        """Make the question to a hub, and return its id; nobody reads it before it is sent.

        It is made of the profile, which the person sees before sending it. Raise `Gone` where a
        partner would not help, and `ProfileNeeded`.
        """
        tr = self._languages[person.language]
        async with self._store.begin() as work:
            found = await self._may_i(work, person, subject)
            if found.profile is None:
                raise ProfileNeeded
            if not found.partners:
                raise Gone
            profile = found.profile
            text = screens.partner_search(
                found,
                self._choices.labels("skills", profile.skills, tr),
                self._choices.labels("sectors", profile.sectors, tr),
                tr,
            )
            # Kept as answered: it is no gap in what the network knows, and waits for nobody
            # until the person sends it.
            return await work.inquiries.add(
                person_id=person.id,
                hub=person.home_hub,
                language=person.language,
                text=text,
                understood=Understood(text),
                shown=() if subject.isdecimal() else (subject,),
                confidence=Confidence.CONFIDENT,
                state=InquiryState.ANSWERED,
                talk=None,
                vector=None,
                at=self._clock(),
                update_id=update_id,
            )


def _entry_of(found: MayI) -> Entry | None:
    return found.offer.card.entry if found.offer.card else None


def _helps_together(found: MayI, result: Eligibility) -> bool:
    """Say whether a partner would make somebody eligible, or has to be there anyway."""
    entry = _entry_of(found)
    if entry is None:
        return False
    against = {code for code in result.codes if not code.is_question and not code.is_setting}
    if entry.partners is not None:
        return against <= _MET_TOGETHER
    if not against or not against <= _MET_TOGETHER:
        return False
    is_for_organisations = found.opportunity.applicant_types <= _APPLY_TOGETHER
    return Code.TYPE not in against or is_for_organisations
