"""RSS (0.9x, 1.0, 2.0) and Atom → items, by feedparser, which reads what is not well-formed too.

It gets text that is decoded already, as a stream: a string it would take for an address or the
name of a file. Entities that a file defines are refused before, so that nothing can expand.
"""

import hashlib
import io
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

import feedparser

from bot.library.feeds.cells import BadCell, moment
from bot.library.feeds.failures import Reason, Unusable
from bot.library.feeds.items import LONGEST_LINE, MOST_ITEMS, Item, Parsed, days_through
from bot.library.feeds.markup import address, one_line, plain_text

_ENTITY: Final = re.compile(r"<!ENTITY", re.IGNORECASE)
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^>\[]{0,500}(\[)?", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_ENTRY: Final = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_DEEPEST: Final = 2_000
_LITERAL: Final = (("<![CDATA[", "]]>"), ("<!--", "-->"))
_OPEN_OR_SHUT: Final = re.compile(r"<(/?)[A-Za-z_][^<>]*?(/?)>")


def read(text: str, *, home: str, now: datetime, base: str = "") -> Parsed:
    """Return the posts of a feed; dates of events in a zone of their own are in `home`."""
    text = _DECLARATION.sub("", text)
    _refuse_attacks(text)
    text, left_out = _shortened(text)
    found = feedparser.parse(
        io.BytesIO(text.encode()),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": base,
        },
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not found.version and not found.entries:
        raise Unusable(Reason.DAMAGED if found.bozo else Reason.NOT_A_FEED)
    base = address(found.feed.get("link"), base) or base
    items: list[Item] = []
    broken: list[int] = []
    past = 0
    for number, entry in enumerate(found.entries[:MOST_ITEMS], 1):
        item = _item(entry, base, home)
        if item is None:
            broken.append(number)
        elif item.day and _last_day(item) < now.date().isoformat():
            past += 1
        else:
            items.append(item)
    left_out += max(0, len(found.entries) - MOST_ITEMS)
    return Parsed(tuple(items), past, len(broken), left_out, tuple(broken[:20]))


def _refuse_attacks(text: str) -> None:
    first = _ENTRY.search(text)
    bare = _bare(text)
    doctype = _DOCTYPE.search(bare)
    head = text[: first.start()] if first else text
    if _ENTITY.search(head) or _ENTITY.search(bare) or (doctype and doctype[1]):
        raise Unusable(Reason.ENTITIES)
    depth = 0
    for shuts, empty in _OPEN_OR_SHUT.findall(bare):
        depth += -1 if shuts else 0 if empty else 1
        if depth > _DEEPEST:
            raise Unusable(Reason.DAMAGED)


def _bare(text: str) -> str:
    """Return the text without CDATA and comments, whose marks count for nothing; in one pass."""
    parts: list[str] = []
    at = 0
    while True:
        begin = text.find("<!", at)
        if begin < 0:
            return "".join([*parts, text[at:]])
        ends = next((end for start, end in _LITERAL if text.startswith(start, begin)), None)
        if ends is None:
            parts.append(text[at : begin + 2])
            at = begin + 2
            continue
        parts.append(text[at:begin])
        end = text.find(ends, begin + 4)
        if end < 0:
            return "".join(parts)
        at = end + len(ends)


def _shortened(text: str) -> tuple[str, int]:
    """Cut the text before the first item that is not read any more; count those."""
    starts = [found.start() for found in _ENTRY.finditer(text)]
    if len(starts) <= MOST_ITEMS:
        return text, 0
    return text[: starts[MOST_ITEMS]], len(starts) - MOST_ITEMS


def _item(entry: Mapping[str, Any], base: str, home: str) -> Item | None:
    title = one_line(_said(entry, "title"), LONGEST_LINE)
    if not title:
        return None
    url = address(_said(entry, "link"), base)
    dated = [name for name in ("published_parsed", "updated_parsed") if name in entry]
    published = _day(entry.get(dated[0])) if dated else None
    content = "\n".join(str(part.get("value", "")) for part in entry.get("content") or ())
    try:
        times = _times(entry, home)
    except BadCell:
        return None
    return Item(
        uid=_uid(entry, title, url, published),
        title=title,
        summary=plain_text(content) or plain_text(_said(entry, "summary")),
        url=url,
        published=published,
        **times,
    )


def _times(entry: Mapping[str, Any], home: str) -> dict[str, Any]:
    """Return when it takes place, where a feed says it: the RSS module for events."""
    said = _said(entry, "ev_startdate")
    if not said:
        return {}
    begins, time = moment(said, home)
    ends, end_time = moment(_said(entry, "ev_enddate") or said, home)
    place = one_line(_said(entry, "ev_location"), LONGEST_LINE) or None
    if time is None:
        return {"days": days_through(begins, ends), "place": place, "zone": home}
    starts_at = datetime.combine(begins, time)
    ends_at = datetime.combine(ends, end_time) if end_time else None
    if ends_at is not None and ends_at <= starts_at:
        ends_at = None
    return {"starts_at": starts_at, "ends_at": ends_at, "place": place, "zone": home}


def _last_day(item: Item) -> str:
    """Return the last day it is about; a month counts to its end."""
    if moment_of_end := item.ends_at or item.starts_at:
        return moment_of_end.date().isoformat()
    last = item.days[-1] if item.days else item.day or ""
    return last if len(last) > 7 else f"{last}-31"


def _said(entry: Mapping[str, Any], name: str) -> str:
    said = entry.get(name)
    return said.strip() if isinstance(said, str) else ""


def _uid(entry: Mapping[str, Any], title: str, url: str | None, published: date | None) -> str:
    if said := _said(entry, "id") or url:
        return said[:500]
    digest = hashlib.sha256(f"{title}\n{published or ''}".encode()).hexdigest()
    return f"made-{digest[:24]}"


def _day(parts: Any) -> date | None:
    """Return the day of what feedparser made of a date, if it is one."""
    try:
        return date(*parts[:3]) if parts else None
    except (ValueError, TypeError):
        return None
