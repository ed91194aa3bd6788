"""The knowledge base as the services see it: entries, hubs, vocabulary, cached vectors."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.answers.facets import FacetTable
from bot.answers.understanding import Understanding
from bot.domain.entries import Entry, EntryText, Kind, Status, Vocabulary
from bot.domain.hubs import Hub
from bot.domain.understanding import Understood
from bot.i18n import Languages
from bot.library import Library
from bot.store import Store


class Knowledge:
    """What the network knows, in memory; read at start from the content folder.

    `findable` is what questions are answered from: the entries, and each hub as an organisation.
    """

    def __init__(self, library: Library, languages: Languages | None = None) -> None:
        self.entries: Mapping[str, Entry] = library.entries
        self.hubs: Mapping[str, Hub] = library.hubs
        known = [_as_entry(hub, languages) for hub in self.hubs.values()] if languages else []
        self.findable: Mapping[str, Entry] = {
            **self.entries,
            **{hub.id: hub for hub in known if hub.text},
        }
        self.vocabulary: Vocabulary = library.vocabulary
        self._understanding = Understanding.of(self.vocabulary)
        self._table: FacetTable | None = None

    def understand(self, text: str, language: str, now: datetime) -> Understood:
        """Return what a clean question of a reader of `language` asks for, in our terms."""
        return self._understanding.understand(text, language, now.date())

    def shares(self, asked: Understood, now: datetime) -> Mapping[str, float]:
        """Return for each entry the share of the asked facets that it holds; none is left out."""
        if self._table is None:
            self._table = FacetTable(list(self.findable.values()), self.vocabulary)
        shares = self._table.shares(asked, now)
        return {
            id_: float(share) for id_, share in zip(self._table.ids, shares, strict=True) if share
        }


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
    """Vectors of passages in the database, for the answers' index."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the vectors that are known."""
        async with self._store.read() as work:
            return await work.vectors.get_many(keys)

    async def put(self, key: str, vector: bytes) -> None:
        """Keep a vector."""
        async with self._store.begin() as work:
            await work.vectors.put(key, vector)
