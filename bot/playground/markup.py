"""Telegram's HTML: text with tags → plain text and entities, with Telegram's errors.

Pure. The rules are those of core.telegram.org/bots/api#html-style; the error texts are the ones
that bots meet. Offsets and lengths of entities count UTF-16 code units, error offsets count bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .refusals import Refused, bad_request
from .text import utf16_length

Entity = dict[str, Any]

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
}
TAGS = frozenset({*STYLES, "a", "blockquote", "tg-emoji"})
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPACE = " \t\r\n\0\v"
# A numeric character reference of ten characters or more stays as it is written.
LONGEST_REFERENCE = 10


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    start: int


@dataclass(slots=True)
class _Parser:
    source: str
    at: int = 0
    offset: int = 0
    out: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            match self.source[self.at]:
                case "&":
                    self._emit(self._reference())
                case "<" if self.source.startswith("</", self.at):
                    self._end_tag()
                case "<":
                    self._start_tag()
                case other:
                    self.at += 1
                    self._emit(other)
        if self.open:
            raise self._wrong(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"'
            )
        return "".join(self.out), self.entities

    def _emit(self, character: str) -> None:
        self.out.append(character)
        self.offset += utf16_length(character)

    def _peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def _skip_space(self) -> None:
        while self._peek() and self._peek() in SPACE:
            self.at += 1

    def _until(self, stops: str) -> str:
        start = self.at
        while self._peek() and self._peek() not in stops:
            self.at += 1
        return self.source[start : self.at]

    def _reference(self) -> str:
        """Read what an ampersand starts; an unknown name is just an ampersand."""
        start = self.at
        end = start + 1
        if self.source.startswith("#", end):
            character, end = self._numeric(end + 1)
            if end - start >= LONGEST_REFERENCE:
                character = ""
        else:
            while (
                end < len(self.source)
                and self.source[end].isascii()
                and self.source[end].isalpha()
            ):
                end += 1
            character = NAMED.get(self.source[start + 1 : end], "")
        if not character:
            self.at = start + 1
            return "&"
        self.at = end + 1 if self.source.startswith(";", end) else end
        return character

    def _numeric(self, start: int) -> tuple[str, int]:
        base, digits = 10, "0123456789"
        if self.source[start : start + 1] == "x":
            base, digits, start = 16, "0123456789abcdefABCDEF", start + 1
        end = start
        while end < len(self.source) and self.source[end] in digits:
            end += 1
        code = int(self.source[start:end], base) if end > start else 0
        valid = 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF
        return (chr(code) if valid else ""), end

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._until(SPACE + ">").lower()
        if not self._peek():
            raise self._wrong(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in TAGS:
            raise self._wrong(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = self._attributes(tag, begin)
        if tag == "span" and argument != "tg-spoiler":
            raise self._wrong(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            )
        self.open.append(_Open(tag, argument, self.offset, len(self.out)))

    def _attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while True:
            self._skip_space()
            if self._peek() == ">":
                self.at += 1
                return argument
            name = self._until(SPACE + "=>").lower()
            if not self._peek():
                raise self._wrong(f"Unclosed start tag at byte offset {self._byte(begin)}")
            if not name:
                raise self._wrong(
                    f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}'
                )
            value = self._value(begin) if self._has_value(tag, name, begin) else ""
            argument = _argument(tag, name, value) or argument

    def _has_value(self, tag: str, name: str, begin: int) -> bool:
        self._skip_space()
        if self._peek() == "=":
            self.at += 1
            self._skip_space()
            return True
        if (tag, name) == ("blockquote", "expandable"):
            return False
        raise self._wrong(
            f'Expected equal sign in declaration of an attribute of the tag "{tag}"'
            f" at byte offset {self._byte(begin)}"
        )

    def _value(self, begin: int) -> str:
        quote = self._peek()
        if quote not in ("'", '"'):
            start = self.at
            while (c := self._peek()) and c.isascii() and (c.isalnum() or c in ".-"):
                self.at += 1
            if self._peek() and self._peek() not in SPACE + ">":
                raise self._wrong(
                    f"Unexpected end of name token at byte offset {self._byte(start)}"
                )
            return self.source[start : self.at].lower()
        self.at += 1
        value: list[str] = []
        while (c := self._peek()) and c != quote:
            if c == "&":
                value.append(self._reference())
            else:
                value.append(c)
                self.at += 1
        if not self._peek():
            raise self._wrong(f"Unclosed start tag at byte offset {self._byte(begin)}")
        self.at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._wrong(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 2
        tag = self._until(SPACE + ">").lower()
        self._skip_space()
        if self._peek() != ">":
            raise self._wrong(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        opened = self.open.pop()
        if tag not in ("", opened.tag):
            raise self._wrong(
                f"Unmatched end tag at byte offset {self._byte(begin)},"
                f' expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        span: Entity = {"offset": opened.offset, "length": self.offset - opened.offset}
        match opened.tag:
            case "a":
                url = opened.argument or "".join(self.out[opened.start :])
                if _is_link(url):
                    self.entities.append({"type": "text_link", **span, "url": _full(url)})
            case "blockquote":
                kind = "expandable_blockquote" if opened.argument else "blockquote"
                self.entities.append({"type": kind, **span})
            case "tg-emoji":
                self.entities.append(
                    {"type": "custom_emoji", **span, "custom_emoji_id": opened.argument}
                )
            case "pre":
                self._close_pre(span)
            case "code" if opened.argument and self.open and self.open[-1].tag == "pre":
                self.entities.append({"type": "code", **span, "language": opened.argument})
            case tag:
                self.entities.append({"type": STYLES[tag], **span})

    def _close_pre(self, span: Entity) -> None:
        """Close a `pre`; a `code` that fills it gives it its language and disappears."""
        inner = self.entities[-1] if self.entities else {}
        same = all(inner.get(key) == span[key] for key in ("offset", "length"))
        if same and inner["type"] == "code":
            self.entities.pop()
            language = {"language": inner["language"]} if "language" in inner else {}
            self.entities.append({"type": "pre", **span, **language})
        else:
            self.entities.append({"type": "pre", **span})

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _wrong(self, reason: str) -> Refused:
        return bad_request(f"can't parse entities: {reason}")


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("span", "class"):
            return value
        case ("code", "class") if value.startswith("language-"):
            return value.removeprefix("language-")
        case ("blockquote", "expandable"):
            return "expandable"
        case _:
            return ""


def _is_link(url: str) -> bool:
    head, colon, rest = url.partition("://")
    if colon:
        return head.lower() in ("http", "https", "tg", "ton", "tonsite") and bool(rest)
    return "." in url.strip(".") and not any(c in SPACE for c in url) and ":" not in url


def _full(url: str) -> str:
    return url if "://" in url else f"http://{url}/"


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the plain text and the entities of `source`, or refuse it as Telegram does."""
    text, entities = _Parser(source).parse()
    return text, [_without_language(entity) for entity in entities]


def _without_language(entity: Entity) -> Entity:
    return (
        {key: value for key, value in entity.items() if key != "language"}
        if entity["type"] == "code"
        else entity
    )
