"""Plain text as Telegram counts and trims it, and the entities that it finds by itself. Pure."""

from __future__ import annotations

import re
from typing import Any

Entity = dict[str, Any]

# core.telegram.org/bots/api#messageentity: what is never drawn inside `pre` and `code`.
STYLE_TYPES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
CODE_TYPES = frozenset({"code", "pre"})
QUOTE_TYPES = frozenset({"blockquote", "expandable_blockquote"})

FOUND = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"]*[^\s<>\".,;:!?)\]'»“”…])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}\b)"
    r"|(?P<mention>(?<![\w/@])@[A-Za-z][A-Za-z0-9_]{3,31}\b)"
    r"|(?P<bot_command>(?<![\w/<>@.:])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?\b)"
    r"|(?P<hashtag>(?<![\w#&/])#\w{1,255}\b)"
)


def utf16_length(text: str) -> int:
    """Return the length of `text` in UTF-16 code units, as Telegram counts it."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def without_surrogates(text: str) -> str:
    """Join surrogate pairs and replace lone ones: they have no place in UTF-8."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def pieces(text: str, limit: int) -> list[str]:
    """Cut `text` into pieces of at most `limit` code units, as Telegram's apps do."""
    found: list[str] = []
    piece: list[str] = []
    length = 0
    for character in text:
        width = utf16_length(character)
        if length + width > limit:
            found.append("".join(piece))
            piece, length = [], 0
        piece.append(character)
        length += width
    return [*found, "".join(piece)]


def tidied(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Trim the text, fit the entities to it and add those that Telegram finds by itself."""
    text = without_surrogates(text)
    lead = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    end = utf16_length(text)
    fitted: list[Entity] = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        stop = min(end, entity["offset"] + entity["length"] - lead)
        if start < stop:
            fitted.append({**entity, "offset": start, "length": stop - start})
    settled = _settled(fitted)
    found = [e for e in found_entities(text) if not any(_overlap(e, s) for s in _opaque(settled))]
    return text, sorted([*settled, *found], key=_in_order)


def found_entities(text: str) -> list[Entity]:
    """Return the links, commands, mentions, addresses and hashtags written out in `text`."""
    return [
        {
            "type": str(found.lastgroup),
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found.group()),
        }
        for found in FOUND.finditer(text)
    ]


def _settled(entities: list[Entity]) -> list[Entity]:
    """Apply the rules of nesting: nothing inside code, no quote inside a quote."""
    entities = list({(e["type"], e["offset"], e["length"]): e for e in entities}.values())
    codes = [e for e in entities if e["type"] in CODE_TYPES]
    quotes = [e for e in entities if e["type"] in QUOTE_TYPES]
    settled: list[Entity] = []
    for entity in entities:
        if entity["type"] in QUOTE_TYPES and any(_inside(entity, q) for q in quotes):
            continue
        if entity["type"] == "code" and any(_inside(entity, c) for c in codes):
            continue
        if entity["type"] in STYLE_TYPES:
            settled.extend(_cut(entity, codes))
        else:
            settled.append(entity)
    return sorted(settled, key=_in_order)


def _cut(entity: Entity, holes: list[Entity]) -> list[Entity]:
    spans = [(entity["offset"], entity["offset"] + entity["length"])]
    for hole in holes:
        start, stop = hole["offset"], hole["offset"] + hole["length"]
        spans = [
            part
            for low, high in spans
            for part in ((low, min(high, start)), (max(low, stop), high))
            if part[0] < part[1]
        ]
    return [{**entity, "offset": low, "length": high - low} for low, high in sorted(set(spans))]


def _opaque(entities: list[Entity]) -> list[Entity]:
    return [e for e in entities if e["type"] in CODE_TYPES or e["type"] == "text_link"]


def _inside(entity: Entity, other: Entity) -> bool:
    return (
        entity is not other
        and other["offset"] <= entity["offset"]
        and entity["offset"] + entity["length"] <= other["offset"] + other["length"]
    )


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )


def _in_order(entity: Entity) -> tuple[int, int]:
    return entity["offset"], -entity["length"]
