"""What each holder of a key sees of an introduction; contact data is read here, and only here."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace

from bot.clock import Clock
from bot.domain.challenges import Challenge
from bot.domain.introducing import Contact, CreativeSeen, IntroductionSeen
from bot.domain.introductions import Holder, Introduction, Key
from bot.domain.masking import masked
from bot.domain.matching import MatchReason
from bot.domain.opportunities import Opportunity
from bot.domain.people import Person, Profile
from bot.domain.pitches import Pitch
from bot.domain.results import ProfileShown
from bot.services.content import Knowledge
from bot.services.opportunities import Opportunities
from bot.services.profiles import Profiles
from bot.store import Unit


class IntroductionViews:
    """Makes what one reader may see, inside the unit of work that decided on it."""

    def __init__(
        self, clock: Clock, knowledge: Knowledge, profiles: Profiles, opportunities: Opportunities
    ) -> None:
        self._clock = clock
        self._knowledge = knowledge
        self._profiles = profiles
        self._opportunities = opportunities

    async def ground(self, challenge: Challenge) -> Opportunity:
        """Return the challenge as it is compared. Ask before a transaction: it may take time."""
        return await self._opportunities.of_challenge(challenge)

    async def seen(
        self,
        work: Unit,
        it: Introduction,
        challenge: Challenge,
        opportunity: Opportunity,
        reader: Person,
        holder: Holder,
    ) -> IntroductionSeen:
        """Return an introduction as `reader` sees it, being `holder` in it."""
        view = IntroductionSeen(
            introduction=it,
            holder=holder,
            challenge=challenge,
            hub=self._knowledge.hubs.get(challenge.hub or ""),
            today=self._clock().date(),
            key=it.key_of(holder, reader.id),
        )
        pitch = await work.pitches.find(it.pitch_id)
        if pitch is not None:
            view = await self._with_pitch(work, view, pitch, opportunity, reader)
        if holder is not Holder.FACILITATOR and it.may_reach(reader.id):
            contacts = tuple([one async for one in self._contacts(work, view, reader)])
            return replace(view, contacts=contacts)
        return view

    async def _with_pitch(
        self,
        work: Unit,
        view: IntroductionSeen,
        pitch: Pitch,
        opportunity: Opportunity,
        reader: Person,
    ) -> IntroductionSeen:
        opened = view.introduction.may_reach(reader.id)
        own = view.holder is Holder.CREATIVE
        creatives: list[CreativeSeen] = []
        mine: tuple[MatchReason, ...] = ()
        for key in _of(view.introduction, Holder.CREATIVE):
            person, profile = await _found(work, key)
            if person is None:
                continue
            if profile is None:  # they erased it; they still hold their key
                named = view.holder is not Holder.COMPANY or opened
                creatives.append(
                    CreativeSeen(ProfileShown(None), person.name if named else None, ())
                )
                continue
            reasons = self._opportunities.reasons_for(reader, opportunity, profile)
            if person.id == reader.id and own:
                mine = reasons
            shown = self._profiles.described(person, profile, reader.language)
            named = view.holder is not Holder.COMPANY or opened
            creatives.append(
                CreativeSeen(
                    shown if named else _without_names(shown),
                    person.name if named else None,
                    reasons,
                )
            )
        team = await work.creative_teams.find(pitch.team_id) if pitch.team_id else None
        return replace(
            view,
            # Nobody reads before the last key what would let them go around the others.
            pitch=pitch.text if opened or own else masked(pitch.text),
            pitch_language=pitch.language,
            link=pitch.link if opened or own else None,
            files=await work.pitches.files_of(pitch.id) if opened or own else 0,
            team=team.name if team else "",
            creatives=tuple(creatives),
            own_reasons=mine,
        )

    async def _contacts(
        self, work: Unit, view: IntroductionSeen, reader: Person
    ) -> AsyncIterator[Contact]:
        other = Holder.CREATIVE if view.holder is Holder.COMPANY else Holder.COMPANY
        challenge = view.challenge
        for key in _of(view.introduction, other):
            person, profile = await _found(work, key)
            if person is None:
                continue
            if other is Holder.COMPANY:
                yield Contact(
                    person.name,
                    person.telegram_id,
                    company=challenge.company,
                    contact=challenge.contact,
                    reach=challenge.reach,
                )
            else:
                shown = self._profiles.described(person, profile, reader.language)
                yield Contact(person.name, person.telegram_id, shown=shown)


def _of(it: Introduction, holder: Holder) -> Iterable[Key]:
    return (key for key in it.keys if key.holder is holder and key.person_id is not None)


async def _found(work: Unit, key: Key) -> tuple[Person | None, Profile | None]:
    """Return a holder with their profile; nothing of somebody who was erased."""
    if key.person_id is None:
        return None, None
    person = await work.people.get(key.person_id)
    return person, await work.profiles.find(person.id)


def _without_names(shown: ProfileShown) -> ProfileShown:
    """Return of a profile what tells nobody who it is: skills, languages and town."""
    return ProfileShown(None, skills=shown.skills, languages=shown.languages, place=shown.place)
