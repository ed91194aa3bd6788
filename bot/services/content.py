"""The knowledge base as the services see it: entries, hubs, vocabulary, cached vectors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.answers.facets import FacetTable
from bot.answers.shipped import Shipped
from bot.answers.understanding import Said, Understanding
from bot.domain.changes import EntryChange
from bot.domain.editing import EditedEntry
from bot.domain.entries import Entry, EntryText, Kind, Status, Vocabulary
from bot.domain.hubs import Hub
from bot.domain.understanding import Understood
from bot.i18n import Languages
from bot.library import Library, Problem, overlay
from bot.store import Store

RECENT: Final = timedelta(days=30)
"""How long a card says what became of its entry."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What people and feeds did to the content, and what became of entries lately."""

    edited: tuple[EditedEntry, ...] = ()
    changes: tuple[EntryChange, ...] = ()
    mark: tuple[int, int, int] = (0, 0, 0)
    """Is another one whenever the edits are."""


async def read_edits(store: Store, now: datetime) -> Edits:
    """Read all that lies over the files."""
    async with store.read() as work:
        mark = await work.entries.mark()  # before the rest: it may change meanwhile
        edited = await work.entries.all()
        changes = await work.entries.changes_since(now - RECENT)
    return Edits(tuple(edited), tuple(changes), mark)


@dataclass(frozen=True, slots=True)
class Contents:
    """One state of the content, with all that is derived from it.

    `library` is the folder's and `edits` lie over it; `problems` are edits that do not fit.
    """

    library: Library
    edits: Edits
    problems: tuple[Problem, ...]
    changed: Mapping[str, EntryChange]
    entries: Mapping[str, Entry]
    hubs: Mapping[str, Hub]
    findable: Mapping[str, Entry]
    vocabulary: Vocabulary
    understanding: Understanding
    table: FacetTable


class Knowledge:
    """What the network knows, in memory: the content folder, and over it what people edited.

    `findable` is what questions are answered from: the entries, and each hub as an organisation.
    All of it is replaced at once by `take`, so ask for it when it is needed and keep none of it
    across an `await`.
    """

    def __init__(self, library: Library, languages: Languages | None = None) -> None:
        self._languages = languages
        self.version = 0
        """The content version that this state is of."""
        self._contents = self._derived(library, Edits(), Understanding.of(library.vocabulary))

    @property
    def entries(self) -> Mapping[str, Entry]:
        """All entries, by id."""
        return self._contents.entries

    @property
    def hubs(self) -> Mapping[str, Hub]:
        """All hubs, by slug."""
        return self._contents.hubs

    @property
    def findable(self) -> Mapping[str, Entry]:
        """Whatever a question may be answered with, by id."""
        return self._contents.findable

    @property
    def vocabulary(self) -> Vocabulary:
        """The terms of sectors, skills and the like."""
        return self._contents.vocabulary

    @property
    def library(self) -> Library:
        """What the folder alone says."""
        return self._contents.library

    @property
    def edits(self) -> Edits:
        """What lies over the folder."""
        return self._contents.edits

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Edits that do not fit the content any more; without them, the files speak."""
        return self._contents.problems

    def latest_change(self, entry_id: str, now: datetime) -> EntryChange | None:
        """Return what became of an entry lately."""
        change = self._contents.changed.get(entry_id)
        return change if change and change.at > now - RECENT else None

    def prepared(self, library: Library | None = None, edits: Edits | None = None) -> Contents:
        """Return all that `take` needs; it may take half a second, and any thread may do it.

        What is not given stays as it is.
        """
        now = self._contents
        library = library or now.library
        is_same = now.vocabulary == library.vocabulary
        understanding = now.understanding if is_same else Understanding.of(library.vocabulary)
        return self._derived(library, edits or now.edits, understanding)

    def _derived(self, folder: Library, edits: Edits, understanding: Understanding) -> Contents:
        languages = self._languages
        overlaid = overlay(folder, edits.edited)
        library = overlaid.library
        known = [_as_entry(hub, languages) for hub in library.hubs.values()] if languages else []
        findable = {**library.entries, **{hub.id: hub for hub in known if hub.text}}
        return Contents(
            library=folder,
            edits=edits,
            problems=overlaid.problems,
            changed={change.entry_id: change for change in edits.changes},
            entries=library.entries,
            hubs=library.hubs,
            findable=findable,
            vocabulary=library.vocabulary,
            understanding=understanding,
            table=FacetTable(list(findable.values()), library.vocabulary),
        )

    def take(self, contents: Contents) -> None:
        """Know this from now on, and nothing of what was known before."""
        self._contents = contents

    def understand(self, text: str, language: str, now: datetime) -> Understood:
        """Return what a clean question of a reader of `language` asks for, in our terms."""
        return self._contents.understanding.understand(text, language, now.date())

    def times(self, text: str, language: str, now: datetime) -> list[Said]:
        """Return each time that a text says, in order."""
        return self._contents.understanding.times(text, language, now.date())

    def shares(self, asked: Understood, now: datetime) -> Mapping[str, float]:
        """Return for each entry the share of the asked facets that it holds; none is left out."""
        table = self._contents.table
        shares = table.shares(asked, now)
        return {id_: float(share) for id_, share in zip(table.ids, shares, strict=True) if share}


def _as_entry(hub: Hub, languages: Languages) -> Entry:
    """Return a hub as an organisation that questions find; its card leads to the hub."""
    texts = {}
    for language in languages.offered:
        if hub.summary and language in hub.summary:
            tr = languages[language]
            sides = (hub.creative_hub, hub.business_support)
            texts[language] = EntryText(
                title=tr("Hub {name}", name=hub.named(language)),
                summary=hub.summary[language],
                facts=tuple(side for side in sides if side),
                aliases=(
                    tr("Whom can I contact in {place}?", place=hub.city),
                    tr("Contact of the network in {place}", place=tr.country(hub.country)),
                ),
            )
    return Entry(
        id=f"hub-{hub.slug}",
        kind=Kind.ORGANISATION,
        status=Status.STANDING,
        text=texts,
        sources=hub.sources,
        as_of=hub.as_of,
        hub=hub.slug,
        countries=(hub.country,),
        city=hub.city,
        languages=hub.languages,
    )


class VectorCache:
    """Vectors of passages for the answers' index: from the database, and beside the content."""

    def __init__(self, store: Store, shipped: Shipped) -> None:
        self._store = store
        self._shipped = shipped

    async def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the vectors that are known."""
        known = self._shipped.get_many(keys)
        others = [key for key in keys if key not in known]
        if others:
            async with self._store.read() as work:
                known |= await work.vectors.get_many(others)
        return known

    async def put(self, key: str, vector: bytes) -> None:
        """Keep a vector."""
        async with self._store.begin() as work:
            await work.vectors.put(key, vector)
