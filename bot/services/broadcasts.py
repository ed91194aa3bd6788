"""Broadcasts: composed, previewed and counted, confirmed once, fanned out, reported."""

import logging
from collections import Counter
from typing import Final

from bot.clock import Clock
from bot.domain.broadcasts import Audience, Broadcast, BroadcastState, Lane
from bot.domain.forms import Draft
from bot.domain.hubs import Hub
from bot.domain.people import Person
from bot.domain.questions import ANNOUNCEMENT_FIELD
from bot.domain.refusals import Gone, NobodyToTell, NotAllowed, NothingToSay, Outdated
from bot.domain.results import BroadcastPreview, BroadcastReport
from bot.i18n import Languages
from bot.screens import broadcasts as screens
from bot.screens import notices
from bot.services.content import Knowledge
from bot.store import Store, Unit

log = logging.getLogger(__name__)

BATCH: Final = 200
"""Rows that one transaction of the fan-out writes: others can write in between."""


class Broadcasts:
    """Use cases of an announcement. A facilitator speaks to the people of their hub, an
    administrator without a hub of their own to everybody."""

    def __init__(
        self, store: Store, clock: Clock, languages: Languages, knowledge: Knowledge
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge

    def hub_of(self, staff: Person) -> str | None:
        """Return the hub that a staff member speaks for; None is the network."""
        if staff.home_hub in staff.facilitates:
            return staff.home_hub
        if staff.facilitates:
            return min(staff.facilitates)
        if staff.administrator:
            return None
        raise NotAllowed

    async def preview(self, staff: Person, draft: Draft) -> BroadcastPreview:
        """Return what would be sent, and to how many people of each language."""
        hub = self.hub_of(staff)
        audience, _ = self._content(draft)
        async with self._store.read() as work:
            people = await self._people(work, audience, hub)
        return self._previewed(draft, hub, people)

    def _previewed(self, draft: Draft, hub: str | None, people: list[Person]) -> BroadcastPreview:
        audience, texts = self._content(draft)
        return BroadcastPreview(
            draft=draft,
            hub=self._hub(hub),
            audience=audience,
            texts=texts,
            recipients=dict(Counter(person.language for person in people)),
        )

    async def confirm(self, staff: Person, draft_id: int, previewed: str) -> BroadcastReport:
        """Make a broadcast of a draft, with its audit row, in one transaction.

        `previewed` is the fingerprint of the preview that is confirmed: a draft that changed
        since is `Outdated`. The draft is the key: a second tap or a replay finds the broadcast
        that it became.
        """
        hub = self.hub_of(staff)
        now = self._clock()
        async with self._store.begin() as work:
            broadcast = await work.broadcasts.of_draft(draft_id)
            if broadcast is not None and not staff.works_for(broadcast.hub):
                raise NotAllowed
            if broadcast is None:
                draft = await work.drafts.find(draft_id, staff.id)
                if draft is None or draft.form != "broadcast":
                    raise Gone
                audience, texts = self._content(draft)
                people = await self._people(work, audience, hub)
                if self._previewed(draft, hub, people).fingerprint != previewed:
                    raise Outdated
                recipients = len(people)
                if not recipients:
                    raise NobodyToTell
                broadcast = await work.broadcasts.add(
                    Broadcast(
                        id=0,
                        author_id=staff.id,
                        hub=hub,
                        audience=audience,
                        texts=texts,
                        state=BroadcastState.CONFIRMED,
                        recipients=recipients,
                        confirmed_at=now,
                    ),
                    draft.id,
                    last_person_id=await work.newest_person(),
                )
                await work.drafts.submit(draft.id, now)
                await work.audit.add(
                    now, staff.id, "broadcast", f"broadcast:{broadcast.id}", people=recipients
                )
            return BroadcastReport(
                broadcast.id, await work.broadcasts.progress(broadcast.id), broadcast.recipients
            )

    async def report(self, staff: Person, broadcast_id: int) -> BroadcastReport:
        """Return how a broadcast of the staff member's hub stands."""
        async with self._store.read() as work:
            broadcast = await work.broadcasts.find(broadcast_id)
            if broadcast is None:
                raise Gone
            if not staff.works_for(broadcast.hub):
                raise NotAllowed
            progress = await work.broadcasts.progress(broadcast.id)
            # Who said no after the confirmation has no row: nobody waits for them for ever.
            filled = broadcast.state is not BroadcastState.CONFIRMED
            expected = progress.total if filled else broadcast.recipients
            return BroadcastReport(broadcast.id, progress, expected)

    async def fan_out(self) -> int:
        """Queue the next batch of a confirmed broadcast; return how many rows were added.

        Each batch is a transaction that also notes how far it came, and each row has a unique
        key: killed anywhere, the fan-out goes on where it was and adds nobody twice.
        """
        async with self._store.begin() as work:
            task = await work.broadcasts.to_fan_out()
            if task is None:
                return 0
            broadcast, done_to, last = task
            people = await work.people.audience(
                broadcast.audience, broadcast.hub, after=done_to, limit=BATCH
            )
            people = [person for person in people if person.id <= last]
            for person in people:
                notice = notices.announcement(
                    broadcast, self._hub(broadcast.hub), self._languages[person.language]
                )
                await work.outbox.add(
                    f"broadcast:{broadcast.id}:{person.id}",
                    person,
                    notice,
                    self._clock(),
                    lane=Lane.BROADCAST,
                    broadcast_id=broadcast.id,
                )
            complete = len(people) < BATCH
            to = people[-1].id if people else done_to
            await work.broadcasts.fanned_out(broadcast.id, to, complete=complete)
        return len(people)

    async def close_finished(self) -> int:
        """Mark broadcasts whose every message has its outcome as done, and tell their authors."""
        closed = 0
        async with self._store.begin() as work:
            for broadcast in await work.broadcasts.sending():
                progress = await work.broadcasts.progress(broadcast.id)
                if progress.left:
                    continue
                closed += 1
                await work.broadcasts.finish(broadcast.id)
                log.info("broadcast done", extra={"broadcast": broadcast.id, "n": progress.total})
                if not broadcast.author_id:
                    continue
                author = await work.people.get(broadcast.author_id)
                report = BroadcastReport(broadcast.id, progress, progress.total)
                notice = screens.done(report, self._languages[author.language])
                key = f"broadcast:{broadcast.id}:report"
                await work.outbox.add(key, author, notice, self._clock())
        return closed

    def _content(self, draft: Draft) -> tuple[Audience, dict[str, str]]:
        texts = {
            key.removeprefix(ANNOUNCEMENT_FIELD): value
            for key, value in draft.answers.items()
            if key.startswith(ANNOUNCEMENT_FIELD) and isinstance(value, str)
        }
        if not texts:
            raise NothingToSay
        return Audience(draft.one("audience") or Audience.EVERYONE), texts

    async def _people(self, work: Unit, audience: Audience, hub: str | None) -> list[Person]:
        people: list[Person] = []
        while batch := await work.people.audience(
            audience, hub, after=people[-1].id if people else 0, limit=1000
        ):
            people += batch
        return people

    def _hub(self, slug: str | None) -> Hub | None:
        return self._knowledge.hubs.get(slug or "")
