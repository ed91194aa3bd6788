"""New entries: from a post that was forwarded or pasted, or one question at a time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.answers import posts
from bot.answers.posts import Post
from bot.clock import Clock
from bot.domain.drafting import (
    ABOUT,
    BODY,
    ENTRY,
    HUB,
    HUB_LANGUAGE,
    NEW,
    OFFERED,
    second_language,
)
from bot.domain.editing import EditedEntry, Origin, Publication
from bot.domain.entries import Entry, Status
from bot.domain.entry_views import EntryView, NewPreview, fingerprint
from bot.domain.forms import Draft, Value
from bot.domain.people import Person
from bot.domain.refusals import DoesNotFitHere, Gone, NotAllowed, Outdated
from bot.domain.results import FormStep
from bot.i18n import Languages
from bot.library import fold, with_edits
from bot.library.feeds.markup import markdown
from bot.library.fields import edits_for
from bot.services.browsing import Browsing
from bot.services.content import Knowledge
from bot.services.entry_records import Records, hub_of
from bot.services.entry_words import EntryWords
from bot.services.forms import Forms
from bot.services.reading import Reading
from bot.store import Store, Unit

BODY_LENGTH: Final = 1500
_SLUG_LENGTH: Final = 20
_OWN: Final = frozenset({"title", "summary", "language", "second"})
"""Answers that are words of the entry, not fields of its document."""


class Drafting:
    """Use cases of a new entry: its draft survives restarts and is published once."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        knowledge: Knowledge,
        *,
        forms: Forms,
        browsing: Browsing,
        reading: Reading,
        words: EntryWords,
    ) -> None:
        self._store = store
        self._clock = clock
        self._languages = languages
        self._knowledge = knowledge
        self._forms = forms
        self._browsing = browsing
        self._reading = reading
        self._words = words
        self._records = Records(clock, knowledge)

    async def begin(self, staff: Person, update_id: int = 0) -> FormStep:
        """Ask one question at a time, or go on where somebody stopped."""
        draft = await self._draft(staff, None, {}, update_id)
        return await self._forms.show(staff, draft.id)

    async def offer(self, staff: Person, post: Post, update_id: int) -> Draft:
        """Keep a post, read, until its sender says whether it shall become an entry.

        The update is the key: a replay finds the draft that it made.
        """
        return await self._draft(staff, f"post.{update_id}", self.read(staff, post), update_id)

    async def take_up(self, staff: Person, draft_id: int) -> FormStep:
        """Ask for what a post leaves open."""
        async with self._store.begin() as work:
            draft = await work.drafts.find(draft_id, staff.id)
            if draft is None or draft.form != NEW:
                raise Gone
            await work.drafts.save(ENTRY.repaired(self._begun(draft)), self._clock())
        return await self._forms.show(staff, draft_id)

    async def post_of(self, staff: Person, draft_id: int) -> str:
        """Return the text of a post that was offered: it is a question."""
        async with self._store.read() as work:
            draft = await work.drafts.find(draft_id, staff.id)
        if draft is None or draft.form != NEW:
            raise Gone
        return draft.one(BODY) or ""

    async def give_up(self, staff: Person, draft_id: int) -> None:
        """Throw the offer of a post away."""
        async with self._store.begin() as work:
            draft = await work.drafts.find(draft_id, staff.id)
            if draft is not None and draft.form == NEW:
                await work.drafts.discard(draft_id)

    def read(self, staff: Person, post: Post) -> dict[str, Value]:
        """Return what a post says, field by field, and its words."""
        text = posts.words_only(post.text)
        now, zone = self._clock(), self._reading.zone_of(staff)
        hub = self._knowledge.hubs.get(hub_of(staff) or "")
        own = hub.languages[0] if hub and hub.languages else staff.language
        language = posts.language_of(text, own)
        title, _ = posts.title_and_rest(text)
        cleaned = Post(text, post.addresses, post.source)
        found = posts.facts(
            cleaned,
            language,
            self._knowledge.understand(text, language or own, now),
            self._knowledge.understand(title or "", language or own, now),
            self._reading.moments(text, language or own),
            now,
            zone,
        )
        known = {**found, BODY: text}
        if title:
            known[ABOUT] = title
        return known

    async def preview(self, staff: Person, draft: Draft, language: str | None) -> NewPreview:
        """Return a draft as readers of `language` would see it; raise `DoesNotFitHere`."""
        hub_of(staff)
        async with self._store.read() as work:
            entry, _ = await self._entry(work, staff, draft)
        return self._previewed(staff, draft, entry, language)

    async def publish(
        self, staff: Person, draft_id: int, previewed: str, *, checked: bool
    ) -> EntryView | NewPreview:
        """Publish what was previewed; a second tap finds the entry of the first."""
        now = self._clock()
        async with self._store.begin() as work:
            await work.hold_content()
            if await work.drafts.was_submitted(draft_id, staff.id):
                return await self._published(work, staff, draft_id)
            draft = await work.drafts.find(draft_id, staff.id)
            if draft is None or draft.form != NEW:
                raise Gone
            entry, document = await self._entry(work, staff, draft)
            preview = self._previewed(staff, draft, entry, None)
            if preview.fingerprint != previewed:
                return preview
            hub = self._hub(staff, draft)
            if not staff.works_for(hub):
                raise NotAllowed
            row = EditedEntry(
                id=entry.id,
                origin=Origin.CHAT,
                publication=Publication.PUBLISHED,
                revision=0,
                created_at=now,
                changed_at=now,
                document=document,
                hub=hub,
                checked_on=self._today(staff) if checked else None,
                uid=_uid(draft_id),
            )
            record = self._records.of(entry.id, row)
            await self._records.put(work, staff, record, "new_entry", detail={"checked": checked})
            await work.drafts.submit(draft_id, now)
            record = await self._records.load(work, entry.id)
        return self._words.view_of(staff, record)

    async def _draft(
        self, staff: Person, subject: str | None, known: Mapping[str, Value], update_id: int
    ) -> Draft:
        """Begin a draft, or find the one that is there."""
        hub = hub_of(staff)
        now = self._clock()
        found = self._knowledge.hubs.get(hub or "")
        own = next((c for c in found.languages if c != "en"), "en") if found else "en"
        answers = {**known, HUB: hub or "", HUB_LANGUAGE: own}
        async with self._store.begin() as work:
            drafts = await work.drafts.open_of(staff.id)
            draft = next((d for d in drafts if d.form == NEW and d.subject == subject), None)
            if draft is None:
                step = OFFERED if subject else ENTRY.fields[0].key
                draft = await work.drafts.add(staff.id, NEW, step, answers, now, subject)
                draft = replace(draft, applied_update=update_id)
                await work.drafts.save(draft, now)
        return draft

    def _begun(self, draft: Draft) -> Draft:
        """Return a draft at its first open question."""
        if draft.step != OFFERED:
            return draft
        step, _ = ENTRY.start(draft.answers)
        return replace(draft, step=step)

    async def _entry(
        self, work: Unit, staff: Person, draft: Draft
    ) -> tuple[Entry, dict[str, Any]]:
        document = self._document(staff, draft)
        document["id"] = await self._id(work, document, draft)
        entry, wrong = self._records.checked(document)
        if entry is None:
            raise DoesNotFitHere(_asked_at(wrong, draft))
        return entry, document

    def _document(self, staff: Person, draft: Draft) -> dict[str, Any]:
        """Return what the answers say as a document; the post itself is its long text."""
        if missing := ENTRY.missing(draft):
            raise DoesNotFitHere(missing[0].key)
        language = draft.one("language") or "en"
        zone = self._reading.zone_of(staff)
        text: dict[str, Any] = {
            "title": draft.one("title"),
            "summary": draft.one("summary"),
        }
        body = draft.one(BODY) or ""
        if len(body) > len(f"{text['title']} {text['summary']}") + 40:
            text["body"] = markdown(body, BODY_LENGTH)
        texts = {language: text}
        other = second_language(draft.answers)
        if other and (said := draft.one("second")):
            title, _, summary = said.partition("\n")
            texts[other] = {"title": title, "summary": summary}
        document: dict[str, Any] = {
            "kind": draft.one("kind"),
            "status": str(Status.STANDING),
            "languages": [language],
            "as_of": f"{self._today(staff):%Y-%m}",
            "text": texts,
        }
        if hub := self._hub(staff, draft):
            document["hub"] = hub
        for field in ENTRY.fields:
            value = draft.answers.get(field.key)
            if field.key in _OWN or field.key == "source" or not value:
                continue
            document = with_edits(document, edits_for(field.key, value, document, zone))
        document = with_edits(document, edits_for("source", draft.one("source"), document, zone))
        if document["kind"] == "event" and document["status"] == Status.STANDING:
            document["status"] = str(Status.UNCHECKED)
        return document

    async def _id(self, work: Unit, document: Mapping[str, Any], draft: Draft) -> str:
        """Return an id that says what it is and that no other entry has: the draft's number."""
        folded = fold(str(draft.one("title"))).split()
        words = [word for word in folded if word.isascii() and word.isalnum()]
        slug = "-".join(words)[:_SLUG_LENGTH].strip("-")
        parts = (str(document["kind"])[:12], slug, str(draft.id))
        id_ = "-".join(part for part in parts if part)
        taken = id_ in self._knowledge.library.files or await work.entries.find(id_)
        return f"{id_[:38]}-x" if taken else id_

    def _previewed(
        self, staff: Person, draft: Draft, entry: Entry, language: str | None
    ) -> NewPreview:
        written = tuple(entry.text)
        return NewPreview(
            draft=draft,
            card=self._browsing.card_of(staff, entry),
            language=language if language in self._languages.offered else written[0],
            written=written,
            fingerprint=fingerprint(sorted(draft.answers.items())),
        )

    async def _published(self, work: Unit, staff: Person, draft_id: int) -> EntryView:
        rows = await work.entries.all()
        row = next((one for one in rows if one.uid == _uid(draft_id) and not one.feed_id), None)
        if row is None:
            raise Outdated
        return self._words.view_of(staff, self._records.of(row.id, row))

    def _hub(self, staff: Person, draft: Draft) -> str | None:
        """Return the hub that a draft was begun for, if its writer still works for it."""
        begun = draft.one(HUB) or None
        return begun if staff.works_for(begun) else hub_of(staff)

    def _today(self, staff: Person) -> date:
        return self._clock().astimezone(ZoneInfo(self._reading.zone_of(staff))).date()


def _uid(draft_id: int) -> str:
    return f"draft:{draft_id}"


def _asked_at(wrong: tuple[str, ...], draft: Draft) -> str:
    """Return the question that a mistake is about: words of the entry are asked one by one."""
    keys = {field.key for field in ENTRY.fields}
    first = next((key for key in wrong if key), "")
    if first == f"text_{draft.one('language')}":
        return "title"
    if first.startswith("text_"):
        return "second"
    return first if first in keys else "kind"


__all__ = ["Drafting", "Post"]
