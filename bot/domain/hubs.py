"""Hubs: a creative-industries hub and a business support organisation work as a tandem."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.entries import Entry, Source
from bot.domain.languages import FALLBACK


@dataclass(frozen=True, slots=True)
class Hub:
    """One hub of the network; `slug` is its name in links (`/start hub-kranj`)."""

    slug: str
    name: Mapping[str, str]
    country: str
    city: str
    timezone: str
    creative_hub: str | None
    business_support: str | None
    tandem_note: Mapping[str, str]
    nuts: tuple[str, ...]
    languages: tuple[str, ...]
    sources: tuple[Source, ...]
    as_of: str
    url: str | None = None
    hours: Mapping[str, str] | None = None
    summary: Mapping[str, str] | None = None

    def named(self, language: str) -> str:
        """Return the hub's name for a reader of `language`."""
        return self.name.get(language) or self.name.get(FALLBACK) or self.slug


def is_hub(entry: Entry) -> bool:
    """Say whether an entry is a hub that questions find: its words are the hub's own."""
    return entry.hub is not None and entry.id == f"hub-{entry.hub}"
