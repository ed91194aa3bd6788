"""Keeping entries true: what has to be looked at again, and a weekly list for who answers for it.

A list is a row, made once; what is done of it is read from the entries, so it does not matter
where in the bot somebody did it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from bot.clock import Clock
from bot.domain.checklists import (
    LENGTH,
    WEEKLY_HOUR,
    Before,
    Checklist,
    Done,
    Item,
    Pile,
    Standing,
    days_due,
    due,
    in_order,
)
from bot.domain.editing import Publication
from bot.domain.entries import Entry
from bot.domain.freshness import owner
from bot.domain.hubs import Hub
from bot.domain.people import Person
from bot.domain.refusals import Gone, NotAllowed
from bot.domain.schedule import Hours
from bot.i18n import Languages
from bot.screens import freshness as screens
from bot.services.browsing import Browsing
from bot.services.content import Knowledge
from bot.services.entry_records import SUBJECT, Record, Records
from bot.store import Store, Unit

LATE: Final = timedelta(days=2)
"""A weekly list that nobody could send for so long is left out: the next one has it all."""
ASKED_WITHIN: Final = timedelta(days=90)
_ACTIONS: Final = {Done.CONFIRMED: "confirm_entry", Done.ARCHIVED: "archive_entry"}
_RESTORE: Final = "restore_entry"
_BY_PEOPLE: Final = {*_ACTIONS.values(), "edit_entry", "cancel_entry"}


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who looks after entries together: a hub, or the network desk (None) for all others."""

    hub: str | None
    staff: tuple[Person, ...] = ()
    entries: tuple[Entry, ...] = ()


class Freshness:
    """Use cases of staff who keep entries true, each for their hubs; and the weekly lists."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        browsing: Browsing,
        stale_after_days: int,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._browsing = browsing
        self._stale_after_days = stale_after_days
        self._records = Records(clock, knowledge)

    async def count(self, staff: Person) -> int:
        """Return how many entries wait for a staff member to look at them."""
        return sum(pile.due for pile in await self.piles(staff)) if staff.is_staff else 0

    async def piles(self, staff: Person) -> tuple[Pile, ...]:
        """Return for whom a staff member looks after entries, with how many are due."""
        if not staff.is_staff:
            raise NotAllowed
        async with self._store.read() as work:
            desks = [desk for desk in await self._desks(work) if _is_theirs(staff, desk.hub)]
        piles = (Pile(d.hub, self._hub(d.hub), len(self._due(d.entries))) for d in desks)
        return tuple(pile for pile in piles if pile.due)

    async def open(self, staff: Person, hub: str | None) -> Standing:
        """Return the list of a hub that is being worked on, or the next one."""
        if not staff.works_for(hub):
            raise NotAllowed
        now = self._clock()
        async with self._store.read() as work:
            asked = await self._asked(work)
        async with self._store.begin() as work:
            desk = _desk_of(await self._desks(work), hub)
            latest = await work.checklists.latest(hub)
            if latest is None or not await self._is_left(work, latest):
                ids = self._next(desk, asked)
                if not ids:
                    return Standing(0, self._hub(hub), ())
                label = f"{now.date().isoformat()}.{latest.id if latest else 0}"
                await work.checklists.add(hub, label, ids, now)
                latest = await work.checklists.of_label(hub, label)
            if latest is None:
                raise Gone
            return await self._standing(work, latest, staff, desk)

    async def confirm(self, staff: Person, list_id: int, number: int) -> Standing:
        """Note that somebody has looked, and that it is as it says."""
        return await self._settle(staff, list_id, number, Done.CONFIRMED)

    async def archive(self, staff: Person, list_id: int, number: int) -> Standing:
        """Take an entry out of what readers see."""
        return await self._settle(staff, list_id, number, Done.ARCHIVED)

    async def restore(self, staff: Person, list_id: int, number: int) -> Standing:
        """Put an archived entry back."""
        return await self._settle(staff, list_id, number, None)

    async def want_weekly(self, staff: Person, wanted: bool) -> None:
        """Turn the weekly list of a staff member on or off; the desk has it all the same."""
        if not staff.is_staff:
            raise NotAllowed
        async with self._store.begin() as work:
            await work.checklists.set_weekly(staff.id, wanted)

    async def send_weekly(self) -> int:
        """Send the lists of this week that are due, each once; return how many messages.

        A list is made with its messages, in one transaction, under the name of its week: who
        comes second finds it made. Where nothing is due, an empty one says that somebody looked.
        """
        sent = 0
        async with self._store.read() as work:
            # Whose time it is, is cheap to say: only then all entries are looked at.
            hubs = [h for h in (None, *self._knowledge.hubs) if await self._is_time(work, h)]
            served = {hub for hub in hubs if hub and _serve(await work.people.staff_of(hub), hub)}
            if None not in hubs and not served:
                return 0
            desks = [desk for desk in await self._desks(work) if desk.hub in hubs]
            asked = await self._asked(work) if desks else {}
        for desk in desks:
            async with self._store.begin() as work:
                sent += await self._send(work, desk, asked)
        return sent

    async def _send(self, work: Unit, desk: _Desk, asked: Mapping[str, int]) -> int:
        now, label = self._clock(), self._week(desk.hub)
        if label is None:
            return 0
        ids = self._next(desk, asked)
        is_ours = await work.checklists.add(desk.hub, label, ids, now)
        made = await work.checklists.of_label(desk.hub, label)
        if not (ids and is_ours and made):
            return 0
        sent = 0
        for staff in desk.staff:
            if not staff.asleep and await work.checklists.wants_weekly(staff.id):
                standing = await self._standing(work, made, staff, desk)
                notice = screens.weekly(standing, self._languages[staff.language])
                key = f"freshness:{desk.hub or ''}:{label}:{staff.id}"
                sent += await work.outbox.add(key, staff, notice, now)
        return sent

    async def _is_time(self, work: Unit, hub: str | None) -> bool:
        label = self._week(hub)
        return label is not None and await work.checklists.of_label(hub, label) is None

    def _week(self, hub: str | None) -> str | None:
        """Return the name of the week whose list is to go out now; None if it is too late."""
        known, now = self._hub(hub), self._clock()
        hours = Hours(known.timezone if known else self._browsing.default_zone, WEEKLY_HOUR)
        day, moment = hours.latest(now, weekly=True)
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}" if now - moment < LATE else None

    async def _settle(
        self, staff: Person, list_id: int, number: int, done: Done | None
    ) -> Standing:
        """Do something about an entry of a list; what a colleague did before is told instead."""
        async with self._store.begin() as work:
            found = await work.checklists.get(list_id)
            if found is None or not 0 < number <= len(found.entry_ids):
                raise Gone if staff.is_staff else NotAllowed
            entry_id = found.entry_ids[number - 1]
            record = await self._records.hold(work, entry_id)
            self._records.allow(staff, record)
            item, before = self._item(entry_id, record, found, staff), None
            if done is not None and item.done is not None:
                before = await self._before(work, item, found, staff)
            elif done is Done.CONFIRMED:
                today = self._clock().date()
                await self._records.put(work, staff, record, _ACTIONS[done], checked_on=today)
            elif done is Done.ARCHIVED:
                changed = Publication.ARCHIVED
                await self._records.put(work, staff, record, _ACTIONS[done], publication=changed)
            elif item.done is Done.ARCHIVED:
                changed = Publication.PUBLISHED
                await self._records.put(work, staff, record, _RESTORE, publication=changed)
            desk = _desk_of(await self._desks(work), found.hub)
            return replace(await self._standing(work, found, staff, desk), before=before)

    async def _before(
        self, work: Unit, item: Item, found: Checklist, staff: Person
    ) -> Before | None:
        """Return who dealt with an entry since the list was made, if it was somebody else."""
        for at, actor_id, action, _ in reversed(await work.audit.of(SUBJECT + item.entry_id)):
            if action not in _BY_PEOPLE or at < found.created_at:
                continue
            if actor_id == staff.id:
                return None
            name = (await work.people.get(actor_id)).name if actor_id is not None else None
            home = self._browsing.home_hub(staff)
            zone = home.timezone if home else self._browsing.default_zone
            return Before(item.title, name, at, zone)
        return None

    async def _standing(
        self, work: Unit, found: Checklist, staff: Person, desk: _Desk
    ) -> Standing:
        items = [
            self._item(id_, await self._loaded(work, id_), found, staff) for id_ in found.entry_ids
        ]
        left = {entry.id for entry in self._due(desk.entries)} - set(found.entry_ids)
        return Standing(found.id, self._hub(found.hub), tuple(items), len(left))

    def _item(self, entry_id: str, record: Record | None, found: Checklist, staff: Person) -> Item:
        """Say how an entry of a list stands."""
        if record is None:
            return Item(entry_id, entry_id, done=Done.CHANGED)
        entry = record.entry
        title = entry.in_language(staff.language)[1].title if entry else record.title
        if record.publication is not Publication.PUBLISHED:
            return Item(entry_id, title, done=Done.ARCHIVED)
        if entry is None:
            return Item(entry_id, title)
        url = entry.url or next((source.url for source in entry.sources if source.url), None)
        now = self._clock()
        if why := due(entry, now, self._stale_after_days):
            return Item(entry_id, title, url, why, days_due(entry, now))
        looked = entry.checked_on is not None and entry.checked_on >= found.created_at.date()
        return Item(entry_id, title, url, done=Done.CONFIRMED if looked else Done.CHANGED)

    async def _is_left(self, work: Unit, found: Checklist) -> bool:
        """Say whether something of a list is still to be done."""
        for entry_id in found.entry_ids:
            record = await self._loaded(work, entry_id)
            is_seen = record is not None and record.publication is Publication.PUBLISHED
            if is_seen and record and record.entry and self._due([record.entry]):
                return True
        return False

    async def _loaded(self, work: Unit, entry_id: str) -> Record | None:
        try:
            return await self._records.load(work, entry_id)
        except Gone:
            return None

    async def _asked(self, work: Unit) -> Mapping[str, int]:
        """Return how often entries were asked for; much to read, so never while one writes."""
        shown = await work.inquiries.shown_since(self._clock() - ASKED_WITHIN)
        return Counter(id_ for ids in shown for id_ in ids)

    def _next(self, desk: _Desk, asked: Mapping[str, int]) -> list[str]:
        """Return what is to be looked at next, most asked for first among equals."""
        ordered = in_order(desk.entries, self._clock(), self._stale_after_days, asked)
        return [entry.id for entry in ordered[:LENGTH]]

    async def _desks(self, work: Unit) -> list[_Desk]:
        """Return who looks after which entries; a hub without facilitators has the network desk.

        The entries are as the database has them now: what was confirmed a moment ago is.
        """
        hubs = self._knowledge.hubs.values()
        staff = {hub.slug: await work.people.staff_of(hub.slug) for hub in hubs}
        served = {slug for slug, found in staff.items() if _serve(found, slug)}
        marks = await work.entries.marks()
        by_desk: dict[str | None, list[Entry]] = {None: [], **{slug: [] for slug in served}}
        for id_, entry in self._knowledge.entries.items():
            checked_on, publication = marks.get(id_, (None, Publication.PUBLISHED))
            if publication is not Publication.PUBLISHED:
                continue
            if checked_on and (entry.checked_on is None or entry.checked_on < checked_on):
                entry = replace(entry, checked_on=checked_on)
            slug = owner(entry, hubs)
            by_desk[slug if slug in served else None].append(entry)
        staff_of_all = await work.people.staff_of(None)
        return [
            _Desk(slug, tuple(staff[slug] if slug else staff_of_all), tuple(entries))
            for slug, entries in by_desk.items()
        ]

    def _due(self, entries: Sequence[Entry]) -> list[Entry]:
        now = self._clock()
        return [entry for entry in entries if due(entry, now, self._stale_after_days)]

    def _hub(self, slug: str | None) -> Hub | None:
        return self._knowledge.hubs.get(slug or "")


def _desk_of(desks: Sequence[_Desk], hub: str | None) -> _Desk:
    return next((desk for desk in desks if desk.hub == hub), _Desk(hub))


def _serve(staff: Sequence[Person], hub: str) -> bool:
    """Say whether a hub has facilitators of its own."""
    return any(hub in person.facilitates for person in staff)


def _is_theirs(staff: Person, hub: str | None) -> bool:
    """Say whether somebody looks after the entries of a desk, beyond being allowed to."""
    return hub in staff.facilitates if hub else staff.administrator
