"""Profiles: what a creative told about themselves, with consent, and how it goes away again.

**One question when it matters.** Whoever needs a fact that a profile lacks opens its question::

    step = await services.profiles.ask_for(person, Code.ASK_TRAVEL, subject="matches")
    await enter_form(query, step, tr, state)

The answer is saved at once, as a fact of the profile. Then the person returns to what they asked
about: `handlers/returning.py` finds the reply by the subject, which is a word or two of whoever
asked (`matches`, `eligible:entry:funding-x`; 64 characters at most). Without one, they see their
profile.
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.clock import Clock
from bot.domain.eligibility import ADULT, Code
from bot.domain.forms import FOUND, Draft, Value
from bot.domain.people import Person, Profile, Role
from bot.domain.profiling import (
    ASKED_FOR,
    FACT,
    FACTS,
    PROFILE,
    REGION,
    answers_of,
    is_fact,
    key_of,
    with_answer,
)
from bot.domain.refusals import ConsentNeeded, Gone, ProfileNeeded
from bot.domain.replies import File
from bot.domain.results import FactSaved, FormStep, OwnData, ProfileShown
from bot.i18n import Languages
from bot.screens.values import in_words
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.services.forms import Forms
from bot.services.places import Places
from bot.services.portraits import Portraits
from bot.store import Store, Unit

EXPORT_NAME: Final = "my-data.json"

BeforeErasing = Callable[[Unit, Person], Awaitable[None]]
"""Ends what a person takes part in, before they are gone, and tells those who wait for them."""

VectorKeys = Callable[[Profile], Sequence[str]]
"""Returns the keys of what was computed of a person's words."""


class Profiles:
    """Use cases of a profile and of everything that is kept about a person."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        choices: Choices,
        forms: Forms,
        portraits: Portraits,
        operator: tuple[str | None, str | None] = (None, None),
        vector_keys: VectorKeys = lambda profile: (),
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._choices = choices
        self._forms = forms
        self._portraits = portraits
        self._places = Places(knowledge)
        self._operator = operator
        self._vector_keys = vector_keys
        self._before_erasing: list[BeforeErasing] = []

    def before_erasing(self, end: BeforeErasing) -> None:
        """Have something ended in the transaction that erases a person."""
        self._before_erasing.append(end)

    async def show(self, person: Person) -> ProfileShown:
        """Return the profile of a person in their words, with what only they may see."""
        async with self._store.read() as work:
            profile = await work.profiles.find(person.id)
            drafts = await work.drafts.open_of(person.id) if profile is None else ()
        begun = next((draft.id for draft in drafts if draft.form == PROFILE.name), None)
        return replace(self.owned(person, profile), begun=begun)

    def described(
        self, person: Person, profile: Profile | None, language: str | None = None
    ) -> ProfileShown:
        """Return a profile in the words of a reader, by default the person's own.

        The year of birth and what a guardian said are not in it: only the owner sees them.
        """
        tr = self._languages[language or person.language]
        hub = self._knowledge.hubs.get(person.home_hub or "")
        if profile is None:
            return ProfileShown(None, hub=hub)
        profile = profile.without_past(self._clock().date())
        said = answers_of(profile)

        def one(name: str, key: str) -> str | None:
            value = said.get(key)
            return self._choices.label(name, value, tr) if isinstance(value, str) else None

        def many(name: str, key: str) -> tuple[str, ...]:
            return self._choices.labels(name, said.get(key, ()), tr)

        return ProfileShown(
            profile=profile,
            hub=hub,
            bio=profile.bio,
            applicant_type=one("applicant_types", "applicant_type"),
            sectors=many("sectors", "sectors"),
            skills=many("skills", "skills"),
            country=tr.country(profile.country) if profile.country else None,
            place=one("places", "place"),
            region=one("regions", "region"),
            travel=one("travel", "travel"),
            languages=many("languages", "languages"),
            wanted=many("wanted", "wanted"),
            transitions=many("transitions", "transitions"),
            technologies=many("technologies", "technologies"),
            work_mode=one("work_modes", "work_mode"),
            experience=one("experience", "experience"),
            away=in_words("stretch", str(said["away"]), tr) if "away" in said else None,
        )

    def owned(self, person: Person, profile: Profile | None) -> ProfileShown:
        """Return a profile as its owner sees it."""
        shown = self.described(person, profile)
        if profile is None:
            return shown
        tr, said = self._languages[person.language], answers_of(profile)
        guardian = said.get("guardian")
        return replace(
            shown,
            birth_year=str(profile.birth_year) if profile.birth_year else None,
            guardian=self._choices.label("yes_no", str(guardian), tr) if guardian else None,
        )

    async def known(self, person: Person) -> dict[str, Value]:
        """Return what the form may start with: the profile as it stands."""
        async with self._store.read() as work:
            profile = await work.profiles.find(person.id)
        return answers_of(profile) if profile else {}

    async def submit(self, person: Person, draft: Draft) -> ProfileShown:
        """Save a finished profile; the same draft twice saves it once."""
        now = self._clock()
        if draft.one("consent") != "yes":
            raise ConsentNeeded
        async with self._store.begin() as work:
            if await work.drafts.find(draft.id, person.id) is None:
                raise Gone
            before = await work.profiles.find(person.id)
            profile = before or Profile(person.id, consented_at=now, updated_at=now)
            for field in PROFILE.fields:
                profile = with_answer(profile, field.key, draft.answers.get(field.key))
            profile = replace(profile, updated_at=now)
            await self._save(work, before, profile)
            hub = person.home_hub or self._only_hub_of(profile.country)
            person = await work.people.change(person, role=Role.CREATIVE, home_hub=hub)
            await work.drafts.submit(draft.id, now)
        return self.owned(replace(person, home_hub=hub), profile)

    async def edit(self, person: Person, key: str, update_id: int = 0) -> FormStep:
        """Open the question for one fact of the summary."""
        return await self._open(person, key, None, update_id)

    async def ask_for(
        self, person: Person, code: Code, subject: str | None = None, update_id: int = 0
    ) -> FormStep:
        """Open the one question that a reason of eligibility leads to; see the module's words.

        Raise `ProfileNeeded` without a profile, and `Gone` where no question helps.
        """
        if code not in ASKED_FOR:
            raise Gone
        return await self._open(person, ASKED_FOR[code].key, subject, update_id)

    async def _open(
        self, person: Person, key: str, subject: str | None, update_id: int
    ) -> FormStep:
        name = FACT + key
        if all(form.name != name for form in FACTS):
            raise Gone
        async with self._store.read() as work:
            profile = await work.profiles.find(person.id)
        if profile is None:
            raise ProfileNeeded
        known = answers_of(profile.without_past(self._clock().date()))
        if key == REGION.key:
            known["region" + FOUND] = self._places.regions_of(profile.country or "")
        elif profile.bio and key not in known:
            found = await self._portraits.read(profile.bio, person)
            known[key + FOUND] = found.get(key, ())
        return await self._forms.open(person, name, known, subject, update_id, at=key)

    async def save_fact(self, person: Person, draft: Draft) -> FactSaved:
        """Save the one fact that a question was answered for; a second time changes nothing."""
        if not is_fact(draft.form):
            raise Gone
        key, now = key_of(draft.form), self._clock()
        async with self._store.begin() as work:
            profile = await work.profiles.find(person.id)
            if profile is None:
                raise Gone
            found = await work.drafts.find(draft.id, person.id)
            if found is not None:
                before, value = profile, found.answers.get(key)
                profile = with_answer(profile, key, value)
                if profile != before:
                    profile = replace(profile, updated_at=now)
                    await self._save(work, before, profile)
                    await self._note_in_form(work, person, key, value)
                await work.drafts.submit(found.id, now)
        then = None
        year = profile.birth_year
        if key == "birth_year" and year and profile.guardian_consent is None:
            then = Code.ASK_CONSENT if now.year - year < ADULT else None
        return FactSaved(self.owned(person, profile), key, draft.subject, then)

    async def _note_in_form(
        self, work: Unit, person: Person, key: str, value: Value | None
    ) -> None:
        """Write a fact into an unfinished form of the whole profile: it would undo it."""
        for draft in await work.drafts.open_of(person.id):
            if draft.form == PROFILE.name:
                others = {k: v for k, v in draft.answers.items() if k != key}
                answers = others if value is None else {**others, key: value}
                await work.drafts.save(replace(draft, answers=answers), self._clock())

    async def _save(self, work: Unit, before: Profile | None, profile: Profile) -> None:
        if before is not None and self._vector_keys(before) != self._vector_keys(profile):
            await work.vectors.drop(self._vector_keys(before))
        await work.profiles.save(profile.without_past(self._clock().date()))
        await work.content_changed()

    async def pause(self, person: Person, *, paused: bool) -> ProfileShown:
        """Hide the profile from everybody, or let it be found again."""
        async with self._store.begin() as work:
            profile = await work.profiles.find(person.id)
            if profile is None:
                raise Gone
            await work.profiles.pause(person.id, paused=paused)
            await work.content_changed()
        return self.owned(person, replace(profile, paused=paused))

    async def confirm(self, person: Person) -> ProfileShown:
        """Note that the profile still is right."""
        async with self._store.begin() as work:
            profile = await work.profiles.find(person.id)
            if profile is None:
                raise Gone
            await work.profiles.confirm(person.id, self._clock())
        return self.owned(person, profile)

    async def erase_profile(self, person: Person) -> bool:
        """Remove the profile; say whether there was one."""
        async with self._store.begin() as work:
            for draft in await work.drafts.open_of(person.id):
                if draft.form == PROFILE.name or is_fact(draft.form):  # it holds a copy
                    await work.drafts.discard(draft.id)
            await self._drop_vectors(work, person)
            await work.suggestions.forget(person.id)
            await work.invitations.end(person.id, self._clock())
            await work.creative_teams.end_asks(person.id, self._clock())
            await work.content_changed()
            return await work.profiles.erase(person.id)

    async def own_data(self, person: Person) -> OwnData:
        """Return what is kept about a person."""
        async with self._store.read() as work:
            profile = await work.profiles.find(person.id)
            saved, follows = await work.follows.counts(person.id)
            interests = await work.challenges.interests_of(person.id)
            alone = [await work.pitches.alone(id_, person.id) for id_ in interests]
            return OwnData(
                person=person,
                profile=self.owned(person, profile),
                drafts=len(await work.drafts.open_of(person.id)),
                challenges=len(await work.challenges.of_person(person.id)),
                interests=len(interests),
                pitches=sum(one is not None for one in alone),
                teams=len(await work.creative_teams.all_of_person(person.id)),
                introductions=len(await work.introductions.of_person(person.id)),
                inquiries=await work.inquiries.count_of(person.id),
                corrections=await work.proposals.count_of(person.id),
                saved=saved,
                follows=follows,
                invitations=await work.invitations.count_of(person.id),
                announcements=await work.people.wants_announcements(person.id),
                operator_name=self._operator[0],
                operator_contact=self._operator[1],
            )

    async def export(self, person: Person) -> File:
        """Return everything that is kept about a person as one file, for them alone."""
        async with self._store.read() as work:
            kept = await work.portability.everything_of(person)
        everything: dict[str, Any] = {"exported_at": self._clock().isoformat(), **kept}
        text = json.dumps(everything, ensure_ascii=False, indent=2)
        return File(EXPORT_NAME, text.encode())

    async def erase(self, person: Person) -> None:
        """Remove a person and everything that hangs on them. There is no way back."""
        async with self._store.begin() as work:
            for end in self._before_erasing:
                await end(work, person)
            await self._drop_vectors(work, person)
            await work.suggestions.forget(person.id)
            await work.inquiries.forget(person.id, self._clock())
            await work.portability.forget_messages(person, self._clock())
            await work.states.forget(person.telegram_id)
            await work.people.erase(person.id)
            await work.audit.add(self._clock(), None, "erase_person", "person")
            await work.content_changed()

    async def _drop_vectors(self, work: Unit, person: Person) -> None:
        if profile := await work.profiles.find(person.id):
            await work.vectors.drop(self._vector_keys(profile))

    def _only_hub_of(self, country: str | None) -> str | None:
        hubs = [hub.slug for hub in self._knowledge.hubs.values() if hub.country == country]
        return hubs[0] if len(hubs) == 1 else None
