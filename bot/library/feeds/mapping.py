"""Items → documents: plain dicts in the shape of a content file, in the language of the feed."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.domain.entries import Kind, Status
from bot.library.codes import COUNTRIES, LANGUAGES, MISTAKEN_COUNTRIES, MISTAKEN_LANGUAGES
from bot.library.feeds.items import Item
from bot.library.feeds.markup import cut, markdown, one_line
from bot.library.models import BODY_LENGTH, SUMMARY_LENGTH, TITLE_LENGTH
from bot.library.vocabulary_search import fold

ID_LENGTH: Final = 40
_DIGEST: Final = 12
_EARLIEST: Final = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Feed:
    """What is true of all items of a feed, as its hub entered it."""

    slug: str
    source: str
    """The publisher, as a source is named."""
    kind: Kind
    language: str
    country: str | None = None
    hub: str | None = None
    zone: str = "Europe/Brussels"


def entry_id(feed: Feed, uid: str) -> str:
    """Return the id of an item's entry, the same for ever: `kranj-events-3f9a0c41d2be`."""
    digest = hashlib.sha256(f"{feed.slug}\n{uid}".encode()).hexdigest()[:_DIGEST]
    slug = re.sub(r"[^a-z0-9]+", "-", fold(feed.slug))[: ID_LENGTH - _DIGEST - 1].strip("-")
    return f"{slug or 'feed'}-{digest}"


def document(item: Item, feed: Feed, today: date) -> dict[str, Any]:
    """Return an item as a content file would hold it; nobody has checked it."""
    language = _language(item.language) or feed.language
    found: dict[str, Any] = {
        "id": entry_id(feed, item.uid),
        "kind": item.extra.get("kind") or str(feed.kind),
        "status": str(_status(item)),
        "countries": _countries(item.extra.get("country"), feed),
        "city": item.city and one_line(item.city, TITLE_LENGTH),
        "mode": item.extra.get("mode"),
        "languages": [language],
        **_times(item, feed),
        "hub": feed.hub,
        "url": item.url,
        "sources": [_source(item, feed)],
        "as_of": f"{_as_of(item, today):%Y-%m}",
        "text": {language: _text(item)},
    }
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _status(item: Item) -> Status:
    if item.cancelled:
        return Status.CANCELLED
    dated = item.starts_at or item.days or item.deadline_at
    return Status.DATED if dated else Status.UNCHECKED


def _times(item: Item, feed: Feed) -> dict[str, Any]:
    moments = {
        name: value.isoformat(timespec="minutes")
        for name in ("starts_at", "ends_at", "deadline_at")
        if (value := getattr(item, name))
    }
    zone = {"deadline_zone": item.zone or feed.zone} if moments else {}
    return {**moments, **zone, "held": list(item.days)}


def _countries(said: str | None, feed: Feed) -> list[str]:
    code = (said or "").strip().upper()
    code = MISTAKEN_COUNTRIES.get(code, code)
    if code in COUNTRIES:
        return [code]
    return [feed.country] if feed.country else []


def _language(said: str | None) -> str | None:
    code = (said or "").strip().lower().replace("_", "-").partition("-")[0]
    code = MISTAKEN_LANGUAGES.get(code, code)
    return code if code in LANGUAGES else None


def _source(item: Item, feed: Feed) -> dict[str, str]:
    # The address of the feed itself may be a secret (a private calendar's is).
    name = {"name": one_line(feed.source, TITLE_LENGTH)}
    return {**name, "url": item.url} if item.url else name


def _as_of(item: Item, today: date) -> date:
    """Return when the source was written, which is never in the future."""
    published = item.published
    return published if published and _EARLIEST <= published <= today else today


def _text(item: Item) -> dict[str, Any]:
    """Return the words of an entry: the summary is the first sentences, the body has all."""
    title = cut(item.title, TITLE_LENGTH)
    whole = item.summary
    said = " ".join((item.extra.get("short") or whole).replace("\n- ", "\n").split())
    text: dict[str, Any] = {"title": title, "summary": cut(said or item.title, SUMMARY_LENGTH)}
    if whole and (item.extra.get("short") or len(said) > SUMMARY_LENGTH):
        text["body"] = markdown(whole, BODY_LENGTH)
    if item.place and fold(item.place) != fold(item.city or ""):
        text["facts"] = [item.place]
    return text
