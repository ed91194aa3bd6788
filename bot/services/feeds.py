"""Feeds as staff see them: adding, looking first, pausing, trusting, and what waits for a tap."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from bot.clock import Clock
from bot.domain.editing import EditedEntry, Publication
from bot.domain.entries import Kind
from bot.domain.feed_questions import FEED, address
from bot.domain.feeds import (
    KINDS,
    Difference,
    Feed,
    FeedFormat,
    FeedItem,
    FeedPreview,
    FeedShown,
    Glimpse,
    Vanished,
)
from bot.domain.forms import Context, Draft
from bot.domain.people import Person
from bot.domain.refusals import FeedKnown, FeedUnusable, Gone, NotAllowed, Outdated
from bot.i18n import Languages
from bot.library import with_edits
from bot.library.feeds.failures import Failed, Reason
from bot.library.feeds.fetching import Fetched, Validators
from bot.library.feeds.isolation import parse_apart
from bot.library.feeds.items import item_from
from bot.library.feeds.parsing import Hints, format_of
from bot.services.content import Knowledge
from bot.services.feed_fetching import FORMATS, Fetch, fetch_publicly
from bot.services.feed_plans import at_path, is_ahead
from bot.store import Store, Unit

SHOWN: Final = 3
"""Items that a preview shows."""
LOOK_S: Final = 15.0
"""Somebody waits for the preview: a feed that is slower is added only when it is faster."""
MOST_LISTED: Final = 8


class Feeds:
    """Use cases of staff; a facilitator acts for their hubs, an administrator for all."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        default_zone: str,
        get: Fetch = fetch_publicly,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._zone = default_zone
        self._get = get

    async def list(self, staff: Person) -> tuple[FeedShown, ...]:
        """Return the feeds that a staff member may change; raise `NotAllowed` to others."""
        if not staff.is_staff:
            raise NotAllowed
        hubs = None if staff.administrator else staff.facilitates
        async with self._store.read() as work:
            feeds = await work.feeds.of_hubs(hubs)
            return tuple([await self._shown(work, staff, feed) for feed in feeds])

    async def show(self, staff: Person, feed_id: int) -> FeedShown:
        """Return a feed with what waits for a decision."""
        async with self._store.read() as work:
            return await self._shown(work, staff, await self._mine(work, staff, feed_id))

    def known_answers(self, staff: Person) -> Mapping[str, str]:
        """Return what the form of a new feed need not ask; raise `NotAllowed` to anybody else."""
        if not staff.is_staff:
            raise NotAllowed
        if staff.administrator or len(staff.facilitates) != 1:
            return {}
        return {"hub": next(iter(staff.facilitates))}

    async def preview(self, staff: Person, draft: Draft, text: str) -> FeedPreview | None:
        """Look at an address that was typed into the form; None if another question is open.

        Raise `FeedUnusable` with the reason, so that the form asks again.
        """
        if draft.form != FEED.name or draft.step != "url":
            return None
        if not staff.is_staff:
            raise NotAllowed
        today = self._clock().date()
        url = str(address(text, Context(today, staff.language, lambda name, words: ())))
        async with self._store.read() as work:
            if await work.feeds.at(url):
                raise FeedKnown
        return await self._look(url, staff.language)

    async def _look(self, url: str, language: str) -> FeedPreview:
        got = await self._get(url, Validators())
        if not isinstance(got, Fetched):
            reason = got.reason if isinstance(got, Failed) else Reason.UNEXPECTED_ANSWER
            raise FeedUnusable(reason.message)
        hints = Hints(self._clock(), self._zone, language, got.content_type, got.url)
        parsed = await parse_apart(got.body, hints, patience_s=LOOK_S)
        if isinstance(parsed, Failed):
            raise FeedUnusable(parsed.reason.message)
        return FeedPreview(
            format=FORMATS[format_of(got.body)],
            items=tuple(Glimpse(item.title, item.day) for item in parsed.items[:SHOWN]),
            total=len(parsed.items) + parsed.left_out,
            past=parsed.past,
            broken=parsed.broken,
        )

    async def add(self, staff: Person, draft: Draft) -> FeedShown:
        """Make a feed of a finished draft, once; the worker fetches it within moments."""
        url, slug = draft.one("url") or "", draft.one("hub")
        if slug is None and not staff.administrator:
            slug = min(staff.facilitates, default=None)
        if not staff.works_for(slug):
            raise NotAllowed
        hub = self._knowledge.hubs.get(slug or "")
        kind = Kind(draft.one("kind") or Kind.EVENT)
        now = self._clock()
        async with self._store.begin() as work:
            if await work.drafts.find(draft.id, staff.id) is None:
                raise Gone
            if await work.feeds.at(url):
                raise FeedKnown
            feed = await work.feeds.add(
                Feed(
                    id=0,
                    hub=slug,
                    url=url,
                    format=_likely(url),
                    title=draft.one("title") or _host(url)[:80],
                    language=draft.one("language") or staff.language,
                    kind=kind if kind in KINDS else Kind.EVENT,
                    country=hub.country if hub else None,
                    timezone=hub.timezone if hub else self._zone,
                    next_at=now,
                    added_at=now,
                ),
                staff.id,
            )
            await work.drafts.submit(draft.id, now)
            await work.audit.add(now, staff.id, "feed_add", f"feed:{feed.id}", host=_host(url))
            return await self._shown(work, staff, feed)

    async def pause(self, staff: Person, feed_id: int) -> FeedShown:
        """Fetch a feed no more until it is resumed."""
        return await self._set(staff, feed_id, "feed_pause", paused=True, failing_since=None)

    async def resume(self, staff: Person, feed_id: int) -> FeedShown:
        """Fetch a feed again, beginning now."""
        return await self._set(
            *(staff, feed_id, "feed_resume"),
            paused=False,
            failures=0,
            failing_since=None,
            last_failure=None,
            next_at=self._clock(),
        )

    async def fetch_now(self, staff: Person, feed_id: int) -> FeedShown:
        """Fetch a feed within moments, the whole file."""
        return await self._set(
            *(staff, feed_id, "feed_fetch"),
            next_at=self._clock(),
            etag=None,
            last_modified=None,
        )

    async def trust(self, staff: Person, feed_id: int, *, trusted: bool) -> FeedShown:
        """Let new items be published without a tap, or not any more; administrators only."""
        if not staff.administrator:
            raise NotAllowed
        action = "feed_trust" if trusted else "feed_distrust"
        return await self._set(staff, feed_id, action, trusted=trusted)

    async def remove(self, staff: Person, feed_id: int) -> FeedShown:
        """Remove a feed with what waits of it; what is published stays as it is."""
        async with self._store.begin() as work:
            await work.hold_content()
            shown = await self._shown(work, staff, await self._mine(work, staff, feed_id))
            waiting = await work.feeds.remove(feed_id)
            await work.content_changed()
            feed = shown.feed
            await work.audit.add(
                *(self._clock(), staff.id, "feed_remove", f"feed:{feed_id}"),
                host=_host(feed.url),
                waiting=waiting,
            )
        return replace(shown, waiting=waiting)

    async def take_theirs(self, staff: Person, entry_id: str, revision: int) -> FeedShown:
        """Let an entry say what its feed says, in the fields that a person had edited."""

        def theirs(row: EditedEntry, said: FeedItem) -> EditedEntry:
            edits = {path: v for path, v in row.edits.items() if path not in said.differs}
            return replace(row, edits=edits)

        return await self._decide(
            staff,
            entry_id,
            "feed_theirs",
            theirs,
            revision,
            lambda said: replace(said, differs={}),
        )

    async def keep_ours(self, staff: Person, entry_id: str, revision: int) -> FeedShown:
        """Leave an entry as people edited it; the feed is heard again when it changes."""
        return await self._decide(
            *(staff, entry_id, "feed_ours", None, revision),
            lambda said: replace(said, differs={}),
        )

    async def archive_vanished(self, staff: Person, entry_id: str) -> FeedShown:
        """Take an entry out that its feed does not hold any more."""

        def archived(row: EditedEntry, said: FeedItem) -> EditedEntry:
            return replace(row, publication=Publication.ARCHIVED)

        return await self._decide(
            staff, entry_id, "feed_gone", archived, None, lambda said: replace(said, settled=True)
        )

    async def keep_vanished(self, staff: Person, entry_id: str) -> FeedShown:
        """Leave an entry in that its feed does not hold any more."""
        return await self._decide(
            *(staff, entry_id, "feed_stays", None, None),
            lambda said: replace(said, settled=True),
        )

    async def _decide(
        self,
        staff: Person,
        entry_id: str,
        action: str,
        change: Callable[[EditedEntry, FeedItem], EditedEntry] | None,
        revision: int | None,
        settle: Callable[[FeedItem], FeedItem],
    ) -> FeedShown:
        """Write a decision about an entry of a feed, once; `revision` is what was on screen."""
        now = self._clock()
        async with self._store.begin() as work:
            await work.hold_content()
            row, said = await work.entries.find(entry_id), await work.feeds.item(entry_id)
            if row is None or said is None:
                raise Gone
            feed = await self._mine(work, staff, said.feed_id)
            if revision is not None and revision != row.revision:
                raise Outdated
            if settle(said) != said:
                await work.feeds.put(settle(said))
                if change is not None:
                    await work.content_changed()
                    changed = replace(change(row, said), changed_at=now)
                    await work.entries.put(changed, await work.content_version())
                await work.audit.add(now, staff.id, action, f"entry:{entry_id}", feed=feed.id)
            return await self._shown(work, staff, feed)

    async def _set(self, staff: Person, feed_id: int, action: str, **values: Any) -> FeedShown:
        async with self._store.begin() as work:
            await self._mine(work, staff, feed_id)
            await work.feeds.set(feed_id, **values)
            await work.audit.add(self._clock(), staff.id, action, f"feed:{feed_id}")
            return await self._shown(work, staff, await self._mine(work, staff, feed_id))

    async def _mine(self, work: Unit, staff: Person, feed_id: int) -> Feed:
        if not staff.is_staff:
            raise NotAllowed
        feed = await work.feeds.find(feed_id)
        if feed is None:
            raise Gone
        if not staff.works_for(feed.hub):
            raise NotAllowed
        return feed

    async def _shown(self, work: Unit, staff: Person, feed: Feed) -> FeedShown:
        rows = {row.id: row for row in await work.entries.of_feed(feed.id)}
        items = [one for one in await work.feeds.items(feed.id) if one.entry_id in rows]
        counted = [row.publication for row in rows.values()]
        today = self._clock().date()
        differing = [one for one in items if one.differs]
        gone = [one for one in items if _is_missed(one, rows[one.entry_id], today)]
        return FeedShown(
            feed=feed,
            hub=self._knowledge.hubs.get(feed.hub or ""),
            zone=feed.timezone,
            waiting=counted.count(Publication.WAITING),
            published=counted.count(Publication.PUBLISHED),
            failure=Reason(feed.failure).message if feed.failure else None,
            differences=tuple(
                _difference(rows[one.entry_id], one, staff.language)
                for one in differing[:MOST_LISTED]
            ),
            vanished=tuple(
                Vanished(
                    one.entry_id,
                    _title(rows[one.entry_id], staff.language),
                    item_from(one.item).day,
                )
                for one in gone[:MOST_LISTED]
            ),
            may_trust=staff.administrator,
        )


def _is_missed(said: FeedItem, row: EditedEntry, today: date) -> bool:
    if said.gone_at is None or said.settled or row.publication is Publication.ARCHIVED:
        return False
    return is_ahead(item_from(said.item), today)


def _difference(row: EditedEntry, said: FeedItem, language: str) -> Difference:
    fields = tuple(
        (path, _words(row.edits.get(path)), _words(theirs))
        for path, theirs in sorted(said.differs.items())
    )
    return Difference(row.id, _title(row, language), row.revision, fields)


def _title(row: EditedEntry, language: str) -> str:
    texts = at_path(with_edits(row.document or {}, row.edits), "text") or {}
    text: Mapping[str, Any] = (
        texts.get(language) or texts.get("en") or next(iter(texts.values()), {})
    )
    return str(text.get("title") or row.id)


def _words(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_words, value))
    if isinstance(value, Mapping):
        return ", ".join(str(part) for part in value.values())
    return "" if value is None else str(value)


def _host(url: str) -> str:
    """Return what may be said of an address to everybody; the rest of it may be a secret."""
    return urlsplit(url).hostname or ""


def _likely(url: str) -> FeedFormat:
    """Return the format that an address looks like; the first reading knows better."""
    path = url.lower().partition("?")[0]
    if path.endswith((".csv", ".xlsx")):
        return FeedFormat.TABLE
    return FeedFormat.ICAL if path.endswith((".ics", ".ical")) else FeedFormat.SYNDICATION
