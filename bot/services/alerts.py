"""What people save and follow, and how they want to be told: their own use cases."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

from bot.clock import Clock
from bot.domain.alerting import (
    Followed,
    FollowsPage,
    Message,
    Overview,
    SavedEntry,
    SavedPage,
    Terms,
)
from bot.domain.alerts import (
    MOST_FOLLOWS,
    MOST_SAVED,
    Follow,
    Frequency,
    NotForMe,
    Saved,
    Topic,
    Wishes,
    condensed,
)
from bot.domain.entries import OPPORTUNITIES, Kind, Term
from bot.domain.people import Person
from bot.domain.refusals import Gone, TooManyFollows, TooManySaved
from bot.domain.reminders import planned, targets
from bot.domain.schedule import OFFERED, Hours
from bot.i18n import Languages
from bot.services.alerting import Alerting, label_of, page_of
from bot.services.browsing import Browsing
from bot.services.choices import COUNTRIES, capital
from bot.services.content import Knowledge
from bot.services.hours import LocalHours
from bot.store import Store, Unit

PAGE: Final = 6
TERMS: Final = 10
WEEK: Final = 7
HOURS_A_DAY: Final = 24


class Alerts:
    """Use cases of saving, following and being told. Each looks at what is the person's own."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        browsing: Browsing,
        hours: LocalHours,
        alerting: Alerting,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._browsing = browsing
        self._hours = hours
        self._alerting = alerting

    async def overview(self, person: Person) -> Overview:
        """Return how a person is told, and of how much."""
        async with self._store.read() as work:
            wishes, hours = await self._hours.of(work, person)
            saved, follows = await work.follows.counts(person.id)
            waiting = len(await work.alerts.waiting(person.id))
        return Overview(wishes, hours.zone, self._clock(), saved, follows, waiting)

    async def save(self, person: Person, entry_id: str) -> SavedEntry:
        """Save an opportunity: from now on the person hears of it. Twice is once."""
        entry = self._knowledge.entries.get(entry_id)
        if entry is None or entry.kind not in OPPORTUNITIES:
            raise Gone
        now = self._clock()
        async with self._store.begin() as work:
            if await work.follows.find_saved(person.id, entry_id) is None:
                count, _ = await work.follows.counts(person.id)
                if count >= MOST_SAVED:
                    raise TooManySaved(limit=MOST_SAVED)
                saved = Saved(person.id, entry_id, now, None, now, now, targets(entry))
                await work.follows.save(saved)
                await work.follows.allow(person.id, entry_id)
            return await self._saved(work, person, entry_id)

    async def saved(self, person: Person, entry_id: str) -> SavedEntry:
        """Return a saved entry with the reminders that are ahead; raise `Gone`."""
        async with self._store.read() as work:
            return await self._saved(work, person, entry_id)

    async def _saved(self, work: Unit, person: Person, entry_id: str) -> SavedEntry:
        saved = await work.follows.find_saved(person.id, entry_id)
        if saved is None:
            raise Gone
        _, hours = await self._hours.of(work, person)
        return self._shown(person, saved, hours)

    def _shown(self, person: Person, saved: Saved, hours: Hours) -> SavedEntry:
        card = replace(self._browsing.card(person, saved.entry_id), zone=hours.zone)
        now = self._clock()
        ahead = [] if saved.applied_at else planned(card.entry, hours, now)
        return SavedEntry(card, saved, tuple(one for one in ahead if one.at > now))

    async def saved_page(self, person: Person, number: int = 0) -> SavedPage:
        """Return one page of what a person saved; what is gone from the content is left out."""
        async with self._store.read() as work:
            _, hours = await self._hours.of(work, person)
            every = [
                saved
                for saved in await work.follows.saved(person.id)
                if saved.entry_id in self._knowledge.findable
            ]
        number, pages = _page(number, len(every), PAGE)
        shown = every[number * PAGE : (number + 1) * PAGE]
        entries = tuple(self._shown(person, saved, hours) for saved in shown)
        return SavedPage(entries, number, pages, len(every))

    async def saved_ids(self, person: Person) -> tuple[str, ...]:
        """Return the entries that a person saved, the latest first."""
        async with self._store.read() as work:
            return tuple(saved.entry_id for saved in await work.follows.saved(person.id))

    async def unsave(self, person: Person, entry_id: str) -> None:
        """Stop telling a person of an entry; what waits is not sent."""
        async with self._store.begin() as work:
            await work.follows.unsave(person.id, entry_id)
            await work.alerts.forget(person.id, entry_id=entry_id)

    async def applied(self, person: Person, entry_id: str, *, yes: bool = True) -> SavedEntry:
        """Note that a person applied: no reminders any more, changes still. Raise `Gone`."""
        now = self._clock()
        values: dict[str, Any] = {"applied_at": now if yes else None}
        if not yes:
            values["remind_at"] = now
        async with self._store.begin() as work:
            before = await work.follows.find_saved(person.id, entry_id)
            if before is None:
                raise Gone
            if (before.applied_at is not None) != yes:
                await work.follows.change_saved(person.id, entry_id, **values)
            return await self._saved(work, person, entry_id)

    async def not_for_me(self, person: Person, entry_id: str, reason: NotForMe) -> None:
        """Never tell a person of an entry again, and keep why."""
        if entry_id not in self._knowledge.findable:
            raise Gone
        async with self._store.begin() as work:
            await work.follows.dismiss(person.id, entry_id, reason, self._clock())
            await work.follows.unsave(person.id, entry_id)
            await work.alerts.forget(person.id, entry_id=entry_id)

    async def follow(self, person: Person, topic: Topic, value: str) -> Followed:
        """Follow a topic; raise `Gone` for one that does not exist. Twice is once."""
        if topic is Topic.SEARCH or value not in self._terms(topic, person):
            raise Gone
        new = Follow(0, person.id, topic, value, self._clock(), language=person.language)
        return await self._follow(person, new)

    async def follow_search(self, person: Person, inquiry_id: int) -> Followed:
        """Follow a question of the person in the words in which it was asked; raise `Gone`."""
        async with self._store.read() as work:
            try:
                inquiry = await work.inquiries.get(inquiry_id)
            except LookupError:
                raise Gone from None
        if inquiry.person_id != person.id or not inquiry.text or inquiry.talk is not None:
            raise Gone
        asked = repr((inquiry.text, sorted(map(repr, inquiry.understood.to_json().items()))))
        new = Follow(
            id=0,
            person_id=person.id,
            topic=Topic.SEARCH,
            value=sha256(asked.encode()).hexdigest()[:32],
            since=self._clock(),
            text=inquiry.text,
            language=inquiry.language,
            understood=inquiry.understood,
        )
        return await self._follow(person, new)

    async def _follow(self, person: Person, new: Follow) -> Followed:
        async with self._store.begin() as work:
            _, count = await work.follows.counts(person.id)
            every = await work.follows.follows(person.id)
            known = {(one.topic, one.value) for one in every}
            if (new.topic, new.value) not in known and count >= MOST_FOLLOWS:
                raise TooManyFollows(limit=MOST_FOLLOWS)
            await work.follows.follow(new)
            every = await work.follows.follows(person.id)
        made = next(one for one in every if (one.topic, one.value) == (new.topic, new.value))
        return self._followed(person, made)

    def _followed(self, person: Person, follow: Follow) -> Followed:
        return Followed(follow, label_of(follow, person.language, self._knowledge))

    async def unfollow(self, person: Person, follow_id: int) -> Followed | None:
        """Stop following something; None if it was stopped before."""
        async with self._store.begin() as work:
            found = (await work.follows.follows_by_id([follow_id])).get(follow_id)
            if found is None or found.person_id != person.id:
                return None
            await work.alerts.forget(person.id, follow_id=follow_id)
            await work.follows.unfollow(person.id, follow_id)
        return self._followed(person, found)

    async def follows_page(self, person: Person, number: int = 0) -> FollowsPage:
        """Return one page of what a person follows."""
        async with self._store.read() as work:
            every = await work.follows.follows(person.id)
        number, pages = _page(number, len(every), PAGE)
        shown = every[number * PAGE : (number + 1) * PAGE]
        follows = tuple(self._followed(person, one) for one in shown)
        return FollowsPage(follows, number, pages, len(every))

    async def terms(self, person: Person, topic: Topic, number: int = 0) -> Terms:
        """Return one page of what can be followed of a topic, and what of it is."""
        if topic is Topic.SEARCH:
            raise Gone
        every = list(self._terms(topic, person).items())
        number, pages = _page(number, len(every), TERMS)
        async with self._store.read() as work:
            follows = {
                one.value: one.id
                for one in await work.follows.follows(person.id)
                if one.topic is topic
            }
        shown = every[number * TERMS : (number + 1) * TERMS]
        terms = tuple((value, label, follows.get(value)) for value, label in shown)
        return Terms(topic, terms, number, pages)

    def _terms(self, topic: Topic, person: Person) -> Mapping[str, str]:
        """Return what can be followed of a topic; kinds are labelled by the screen."""
        words = self._knowledge.vocabulary
        tr = self._languages[person.language]

        def labels(terms: Mapping[str, Term]) -> dict[str, str]:
            return {id_: capital(term.label(person.language)) for id_, term in terms.items()}

        made: Mapping[Topic, Callable[[], dict[str, str]]] = {
            Topic.KIND: lambda: {kind.value: "" for kind in Kind},
            Topic.SECTOR: lambda: labels(words.sectors),
            Topic.TRANSITION: lambda: labels(words.transitions),
            Topic.COUNTRY: lambda: {code: tr.country(code) for code in COUNTRIES},
        }
        return made[topic]()

    async def wish(
        self,
        person: Person,
        *,
        frequency: Frequency | None = None,
        hour: int | None = None,
        zone: str | None = None,
        quiet: tuple[int, int] | None = None,
        match_news: bool | None = None,
    ) -> Overview:
        """Change how a person is told; raise `Gone` for what cannot be chosen."""
        given: dict[str, Any] = {}
        if frequency is not None:
            given["frequency"] = frequency
        if hour is not None:
            given["hour"] = _hour(hour)
        if quiet is not None:
            given["quiet_from"], given["quiet_to"] = _hour(quiet[0]), _hour(quiet[1])
        if match_news is not None:
            given["match_news"] = match_news
        if zone is not None:
            if zone not in OFFERED:
                raise Gone
            given["zone"] = zone
        return await self._change(person, **given)

    async def pause(self, person: Person, *, week: bool) -> Overview:
        """Send nothing for a week, or until the person ends the pause."""
        until = None
        if week:
            async with self._store.read() as work:
                _, hours = await self._hours.of(work, person)
            until = hours.on(hours.day(self._clock()) + timedelta(days=WEEK))
        return await self._change(person, paused=True, paused_until=until)

    async def resume(self, person: Person) -> Overview:
        """End a pause; what waited comes at once, in one message."""
        async with self._store.begin() as work:
            wishes = await work.follows.wishes(person.id)
            waiting = await work.alerts.waiting(person.id)
            if wishes.paused:
                # Nobody's moment: they are told like somebody who is back.
                await work.alerts.wait([alert.id for alert in waiting], None)
            await work.follows.wish(replace(wishes, paused=False, paused_until=None))
        return await self.overview(person)

    async def _change(self, person: Person, **given: Any) -> Overview:
        async with self._store.begin() as work:
            before: Wishes = await work.follows.wishes(person.id)
            await work.follows.wish(replace(before, **given))
            await work.alerts.look_again(person.id, self._clock())
            await work.match_news.look_again(person.id, self._clock())
            await work.follows.look_again(person.id, self._clock())
        return await self.overview(person)

    async def message(self, person: Person, key: str, number: int) -> Message:
        """Return a page of a digest that a person got; raise `Gone` if it is forgotten."""
        async with self._store.read() as work:
            alerts = await work.alerts.said_in(person.id, key)
            _, hours = await self._hours.of(work, person)
            lines = await self._alerting.lines(work, person, hours.zone, condensed(alerts))
        if not lines:
            raise Gone
        return page_of(lines, key, number)


def _page(number: int, count: int, size: int) -> tuple[int, int]:
    """Return the page that there is, and how many there are."""
    pages = max(1, -(-count // size))
    return min(max(number, 0), pages - 1), pages


def _hour(hour: int) -> int:
    if not 0 <= hour < HOURS_A_DAY:
        raise Gone
    return hour
