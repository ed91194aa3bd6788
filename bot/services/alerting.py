"""Alerts from a change to the message: who is to hear of it, and when what waits is said.

Both are jobs of the worker. Each step is a transaction that also notes that it was done, and each
message has a key of its own: killed anywhere, they go on where they were and say nothing twice.
"""

import asyncio
import logging
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.clock import Clock
from bot.domain.alerting import AlertLine, Followed, Message
from bot.domain.alerts import (
    DIGEST_LINES,
    MOST_SINGLE,
    TOLD_IF_FOLLOWED,
    TOLD_IF_SAVED,
    Alert,
    Follow,
    Frequency,
    Topic,
    Wishes,
    condensed,
)
from bot.domain.changes import EntryChange
from bot.domain.entries import Entry, State
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.domain.schedule import Hours
from bot.i18n import Languages
from bot.screens import alerts as screens
from bot.services.browsing import Browsing
from bot.services.content import Knowledge
from bot.services.hours import LocalHours
from bot.store import Store, Unit

log = logging.getLogger(__name__)

BATCH: Final = 10
"""People whom one transaction serves: others can write in between."""
UNKNOWN_FOR: Final = timedelta(minutes=1)
"""How long a change may be about an entry that this process has not taken up yet."""
AGAIN_AFTER: Final = timedelta(minutes=10)
"""When alerts that could not be made are tried again."""
OVER: Final = frozenset({State.CLOSED, State.CANCELLED})
"""An entry that comes like this is no news to those who look for something to do."""


def label_of(follow: Follow, language: str, knowledge: Knowledge) -> str:
    """Return the reader's word for the term that somebody follows; "" for all other topics."""
    words = knowledge.vocabulary
    terms = {Topic.SECTOR: words.sectors, Topic.TRANSITION: words.transitions}.get(follow.topic)
    if terms is None:
        return ""
    term = terms.get(follow.value)
    return term.label(language) if term else follow.value


class Alerting:
    """The worker's use cases."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        browsing: Browsing,
        hours: LocalHours,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._browsing = browsing
        self._hours = hours

    async def spread(self) -> int:
        """Note who is to hear of each change that nobody was told of; return how many alerts."""
        async with self._store.read() as work:
            untold = await work.entries.untold()
        count = 0
        for change in untold:
            entry = self._knowledge.entries.get(change.entry_id)
            if entry is None and self._clock() - change.at < UNKNOWN_FOR:
                continue
            async with self._store.begin() as work:
                if await work.entries.told(change.id, self._clock()) and entry is not None:
                    count += await self._note(work, change, entry)
        return count

    async def _note(self, work: Unit, change: EntryChange, entry: Entry) -> int:
        """Note the alerts of one change; they are looked at at once, whenever they leave."""
        now = self._clock()
        told = 0
        if change.change in TOLD_IF_SAVED:
            savers = await work.follows.savers(entry.id, change.at)
            told += await work.alerts.add(change, ((id_, None) for id_ in savers), now)
        if change.change in TOLD_IF_FOLLOWED and entry.state_on(now) not in OVER:
            dismissed = await work.follows.dismissed_by(entry.id)
            followers = await work.follows.followers(self._topics(entry), change.at)
            told += await work.alerts.add(
                change, (one for one in followers if one[0] not in dismissed), now
            )
        return told

    def _topics(self, entry: Entry) -> dict[Topic, Collection[str] | None]:
        """Return what somebody must follow to hear of an entry; without a limit, any country."""
        countries = self._knowledge.vocabulary.countries_of(entry.countries)
        return {
            Topic.KIND: (entry.kind.value,),
            Topic.SECTOR: entry.sectors,
            Topic.TRANSITION: entry.transitions,
            Topic.COUNTRY: countries or None,
        }

    async def send(self) -> int:
        """Say what is due to everybody for whom something is; return how many people it was."""
        served = 0
        while True:
            now = self._clock()
            async with self._store.read() as work:
                back = await work.alerts.back(now, BATCH)
                due = [id_ for id_ in await work.alerts.due(now, BATCH) if id_ not in back]
            await self._serve(back, is_back=True)
            await self._serve(due)
            served += len(back) + len(due)
            if max(len(back), len(due)) < BATCH:
                return served
            await asyncio.sleep(0)

    async def _serve(self, people: list[int], *, is_back: bool = False) -> None:
        if not people:
            return
        try:
            async with self._store.begin() as work:
                for person_id in people:
                    await self._one(work, person_id, is_back=is_back)
        except Exception:
            if len(people) == 1:  # whoever it is, the others are not to wait for them
                log.exception("alerts of a person cannot be made; trying later")
                await self._later(people[0])
                return
            for person_id in people:
                await self._serve([person_id], is_back=is_back)

    async def _later(self, person_id: int) -> None:
        async with self._store.begin() as work:
            waiting = await work.alerts.waiting(person_id)
            moment = self._clock() + AGAIN_AFTER
            await work.alerts.wait([alert.id for alert in waiting], moment)
            lost = await work.alerts.not_arrived(person_id)
            await work.alerts.put_back([alert.id for alert in lost], moment)

    async def _one(self, work: Unit, person_id: int, *, is_back: bool) -> None:
        """Say what is due to one person, or let it wait for the right moment."""
        now = self._clock()
        person = await work.people.get(person_id)
        waiting = await work.alerts.waiting(person_id)
        wishes, hours = await self._hours.of(work, person)
        if person.asleep or wishes.is_paused(now):
            until = None if person.asleep else wishes.paused_until
            await work.alerts.wait([alert.id for alert in waiting], until)
            return
        if wishes.paused:  # it has ended by itself: what it held back is said like a return
            await work.follows.wish(replace(wishes, paused=False, paused_until=None))
            end = wishes.paused_until
            is_back = is_back or any(end is not None and one.at < end for one in waiting)
        if is_back:
            missed = [*waiting, *await work.alerts.not_arrived(person_id)]
            if missed:
                last = max(alert.id for alert in missed)
                key = f"missed:{person_id}:{last}:{hours.day(now)}"
                await self._together(work, person, hours, missed, key, missed=True)
            return
        ready, later = [], {}
        for alert in waiting:
            due = wishes.due(alert.at, now, hours.zone)
            if due is not None and due <= now:
                ready.append(alert)
            else:
                later[alert.id] = due
        for due in set(later.values()):
            await work.alerts.wait([id_ for id_, at in later.items() if at == due], due)
        if ready:
            await self._ready(work, person, wishes, hours, ready)

    async def _ready(
        self, work: Unit, person: Person, wishes: Wishes, hours: Hours, ready: list[Alert]
    ) -> None:
        if wishes.frequency is Frequency.AT_ONCE:
            if len(condensed(ready)) > MOST_SINGLE:
                key = f"alerts:{person.id}:{max(alert.id for alert in ready)}"
                await self._together(work, person, hours, ready, key)
            else:
                await self._singly(work, person, hours, ready)
            return
        is_weekly = wishes.frequency is Frequency.WEEKLY
        day, _ = hours.latest(self._clock(), weekly=is_weekly)
        await self._together(work, person, hours, ready, f"digest:{person.id}:{day}")

    async def _singly(self, work: Unit, person: Person, hours: Hours, alerts: list[Alert]) -> None:
        lines = await self.lines(work, person, hours.zone, condensed(alerts))
        said = _said_by(alerts, lines)
        await work.alerts.drop(alert.id for alert in alerts if alert.id not in said)
        for line in lines:
            key = f"alert:{line.alert.change.id}:{person.id}"
            notice = screens.alert(line, self._languages[person.language])
            await work.outbox.add(key, person, notice, self._clock())
            await work.alerts.said([id_ for id_, by in said.items() if by is line], key)

    async def _together(
        self,
        work: Unit,
        person: Person,
        hours: Hours,
        alerts: list[Alert],
        key: str,
        *,
        missed: bool = False,
    ) -> None:
        """Say alerts in one message; one of this key that went out before lets them wait."""
        lines = await self.lines(work, person, hours.zone, condensed(alerts))
        ids = list(_said_by(alerts, lines))
        await work.alerts.drop(alert.id for alert in alerts if alert.id not in ids)
        if not lines:
            return
        tr = self._languages[person.language]
        if len(lines) == 1 and not missed:
            notice = screens.alert(lines[0], tr)
        else:
            notice = screens.message(page_of(lines, key, 0, missed=missed), tr)
        if await work.outbox.add(key, person, notice, self._clock()):
            await work.alerts.said(ids, key)
        elif missed:  # they went away again before it came
            await work.alerts.drop(ids)
        else:  # their hour was changed, and today's digest is out
            await work.alerts.wait(ids, hours.coming(self._clock()))

    async def lines(
        self, work: Unit, person: Person, zone: str, alerts: Iterable[Alert]
    ) -> list[AlertLine]:
        """Return what alerts say to a person today; what they are about may be gone."""
        alerts = list(alerts)
        ids = {alert.follow_id for alert in alerts if alert.follow_id is not None}
        follows = await work.follows.follows_by_id(ids)
        lines = []
        for alert in alerts:
            try:
                card = self._browsing.card(person, alert.change.entry_id)
            except Gone:
                continue
            follow = follows.get(alert.follow_id or 0)
            followed = (
                Followed(follow, label_of(follow, person.language, self._knowledge))
                if follow
                else None
            )
            lines.append(AlertLine(alert, replace(card, zone=zone), followed))
        return lines


def page_of(lines: list[AlertLine], key: str, number: int, *, missed: bool = False) -> Message:
    """Return one page of a message of several alerts."""
    pages = max(1, -(-len(lines) // DIGEST_LINES))
    number = min(max(number, 0), pages - 1)
    shown = lines[number * DIGEST_LINES : (number + 1) * DIGEST_LINES]
    return Message(tuple(shown), key, number, pages, len(lines), missed)


def _said_by(alerts: Iterable[Alert], lines: Iterable[AlertLine]) -> dict[int, AlertLine]:
    """Return which line says each alert; what was joined with others is said with its entry.

    So the same alerts give the same lines when the message is read again.
    """
    own = {line.alert.id: line for line in lines}
    of_entry = {line.alert.change.entry_id: line for line in own.values()}
    found = {one.id: own.get(one.id) or of_entry.get(one.change.entry_id) for one in alerts}
    return {id_: line for id_, line in found.items() if line is not None}
