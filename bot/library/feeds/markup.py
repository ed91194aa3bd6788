"""HTML and other people's texts → plain texts and Markdown that an entry may hold."""

import re
import unicodedata
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

from bot.library.feeds.items import LONGEST_TEXT
from bot.library.models import is_address

_LONGEST_MARKUP: Final = 10_000
"""Characters of markup that are read: parsers of HTML take quadratic time on some of it."""
_SILENT: Final = frozenset(
    {"script", "style", "head", "template", "iframe", "object", "svg", "noscript", "title"}
)
_BLOCKS: Final = frozenset(
    {
        *("p", "div", "br", "ul", "ol", "table", "tr", "section", "article", "blockquote", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "figure", "pre", "dl", "dt"),
    }
)
_TAG: Final = re.compile(r"</?(?:[a-z]+[1-6]?)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)
_LOOKS_LIKE_A_TAG: Final = re.compile(r"<(?=/?[a-zA-Z])")
_MARKS: Final = re.compile(r"([\\`*_\[\]<>|~#])")
_NUMBERED: Final = re.compile(r"^(\d+)([.)] )")
_LIST: Final = "- "


def plain_text(markup: str) -> str:
    """Return the words of HTML or plain text; paragraphs are parted, lists begin with `- `."""
    text = markup[:_LONGEST_MARKUP]
    if _TAG.search(text) or "<!" in text:
        reader = _Words()
        reader.feed(text)
        reader.close()
        text = reader.text()
    elif "&" in text and re.search(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+);", text, re.IGNORECASE):
        reader = _Words()
        reader.feed(text.replace("<", "&lt;").replace("\n", "<br>"))
        reader.close()
        text = reader.text()
    # What looks like a tag now was text about tags; the format takes no tags at all.
    text = _LOOKS_LIKE_A_TAG.sub("‹", _visible(text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:LONGEST_TEXT]


def one_line(markup: str, limit: int) -> str:
    """Return plain text on one line, cut at the end of a word."""
    return cut(" ".join(plain_text(markup).split()), limit)


def cut(text: str, limit: int) -> str:
    """Return `text`, shortened at the end of a word with an ellipsis if it is too long."""
    if len(text) <= limit:
        return text
    short = text[: limit - 1]
    at = max(short.rfind(" "), short.rfind("\n"))
    if at > limit // 2:
        short = short[:at]
    return f"{short.rstrip(' ,;:.–-')}…"


def markdown(text: str, limit: int) -> str:
    """Return plain text as Markdown that says the same, at most `limit` characters."""
    room = limit
    while True:
        written = "\n".join(map(_escaped, cut(text, room).split("\n")))
        if len(written) <= limit:
            return written
        room -= len(written) - limit


def address(text: str | None, base: str = "") -> str | None:
    """Return an address that a button can open, or nothing; `javascript:` and the like are not."""
    if not text or len(text) > 1_000:
        return None
    try:
        whole = urljoin(base, text.strip())
    except ValueError:
        return None
    return whole if is_address(whole) and "@" not in whole.split("/")[2] else None


def _escaped(line: str) -> str:
    marker = _LIST if line.startswith(_LIST) else ""
    said = _MARKS.sub(r"\\\1", line.removeprefix(_LIST)).replace("](", "]\\(")
    if said[:1] in {"-", "+", "="}:
        said = f"\\{said}"
    return marker + _NUMBERED.sub(r"\1\\\2", said)


def _visible(text: str) -> str:
    """Drop what is not seen: zero-width marks, and those that turn the writing around."""
    return "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cf", "Cc"}
    )


class _Words(HTMLParser):
    """Collects the words of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._silent = 0

    def text(self) -> str:
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "li":
            self._parts.append(f"\n{_LIST}")
        elif tag in _BLOCKS:
            self._parts.append("\n" if tag in {"br", "tr", "dt"} else "\n\n")

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS and tag != "br":
            self._parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(re.sub(r"\s+", " ", data))
