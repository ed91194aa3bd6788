"""Profiles: what a creative told about themselves, with consent, and how it goes away again."""

from dataclasses import replace

from bot.clock import Clock
from bot.domain.forms import Draft, Value
from bot.domain.people import Fluency, Person, Profile, Role
from bot.domain.refusals import ConsentNeeded, Gone
from bot.domain.results import OwnData, ProfileShown
from bot.i18n import Languages
from bot.services.choices import Choices
from bot.services.content import Knowledge
from bot.store import Store


class Profiles:
    """Use cases of a profile and of everything that is kept about a person."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        choices: Choices,
        operator: tuple[str | None, str | None] = (None, None),
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._choices = choices
        self._operator = operator

    async def show(self, person: Person) -> ProfileShown:
        """Return the profile of a person in their words."""
        async with self._store.read() as work:
            profile = await work.profiles.find(person.id)
        return self.described(person, profile)

    def described(
        self, person: Person, profile: Profile | None, language: str | None = None
    ) -> ProfileShown:
        """Return a profile in the words of a reader, by default the person's own."""
        tr = self._languages[language or person.language]
        hub = self._knowledge.hubs.get(person.home_hub or "")
        if profile is None:
            return ProfileShown(None, hub=hub)
        return ProfileShown(
            profile=profile,
            sectors=self._choices.labels("sectors", profile.sectors, tr),
            skills=self._choices.labels("skills", profile.skills, tr),
            country=tr.country(profile.country) if profile.country else None,
            languages=self._choices.labels("languages", tuple(profile.languages), tr),
            hub=hub,
        )

    async def known(self, person: Person) -> dict[str, Value]:
        """Return what the form may start with: the profile as it stands."""
        async with self._store.read() as work:
            profile = await work.profiles.find(person.id)
        if profile is None:
            return {}
        known: dict[str, Value] = {
            "consent": "yes",
            "sectors": profile.sectors,
            "skills": profile.skills,
            "languages": tuple(profile.languages),
        }
        if profile.country:
            known["country"] = profile.country
        return known

    async def submit(self, person: Person, draft: Draft) -> ProfileShown:
        """Save a finished profile; the same draft twice saves it once."""
        now = self._clock()
        if draft.one("consent") != "yes":
            raise ConsentNeeded
        profile = Profile(
            person_id=person.id,
            sectors=draft.many("sectors"),
            skills=draft.many("skills"),
            country=draft.one("country"),
            languages=dict.fromkeys(draft.many("languages"), Fluency.B1),
            consented_at=now,
            updated_at=now,
        )
        async with self._store.begin() as work:
            if await work.drafts.find(draft.id, person.id) is None:
                raise Gone
            await work.profiles.save(profile)
            hub = person.home_hub or self._only_hub_of(profile.country)
            person = await work.people.change(person, role=Role.CREATIVE, home_hub=hub)
            await work.drafts.submit(draft.id, now)
            await work.content_changed()
        return self.described(replace(person, home_hub=hub), profile)

    async def erase_profile(self, person: Person) -> bool:
        """Remove the profile; say whether there was one."""
        async with self._store.begin() as work:
            for draft in await work.drafts.open_of(person.id):
                if draft.form == "profile":  # it holds a copy
                    await work.drafts.discard(draft.id)
            await work.content_changed()
            return await work.profiles.erase(person.id)

    async def own_data(self, person: Person) -> OwnData:
        """Return what is kept about a person."""
        async with self._store.read() as work:
            profile = await work.profiles.find(person.id)
            saved, follows = await work.follows.counts(person.id)
            return OwnData(
                person=person,
                profile=self.described(person, profile),
                drafts=len(await work.drafts.open_of(person.id)),
                challenges=len(await work.challenges.of_person(person.id)),
                interests=len(await work.challenges.interests_of(person.id)),
                inquiries=await work.inquiries.count_of(person.id),
                corrections=await work.proposals.count_of(person.id),
                saved=saved,
                follows=follows,
                announcements=await work.people.wants_announcements(person.id),
                operator_name=self._operator[0],
                operator_contact=self._operator[1],
            )

    async def erase(self, person: Person) -> None:
        """Remove a person and everything that hangs on them. There is no way back."""
        async with self._store.begin() as work:
            await work.outbox.forget(person, self._clock())
            await work.suggestions.forget(person.id)
            await work.inquiries.forget(person.id, self._clock())
            await work.people.erase(person.id)
            await work.audit.add(self._clock(), None, "erase_person", "person")
            await work.content_changed()

    def _only_hub_of(self, country: str | None) -> str | None:
        hubs = [hub.slug for hub in self._knowledge.hubs.values() if hub.country == country]
        return hubs[0] if len(hubs) == 1 else None
