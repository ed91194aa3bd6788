"""The gallery as one static HTML page: a row for each screen, a column for each language."""

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser
from typing import Final

from bot.domain.replies import Button, Reply
from bot.gallery.sampling import Sample
from bot.i18n import Languages, own_name

_STYLES: Final = frozenset({"b", "i", "u", "s", "code", "pre", "blockquote"})
_LINK: Final = re.compile(r"(https?|tg)://")

_CSS: Final = """
:root { color-scheme: light dark; --line: #8884; --paper: #8881; }
body { font: 15px/1.4 system-ui, sans-serif; margin: 0 1rem 4rem; }
header { padding: 1rem 0; }
nav a { margin-right: .8rem; }
h2 { margin: 2rem 0 0; }
h3 { font-size: .95rem; margin: 1.2rem 0 .4rem; }
h3 small { font-weight: normal; opacity: .7; margin-left: .5rem; }
fieldset { border: 0; padding: 0; margin: .5rem 0;
  position: sticky; top: 0; background: Canvas; z-index: 1; }
label { margin-right: .8rem; }
.row { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(19rem, 26rem);
  gap: 1rem; overflow-x: auto; align-items: start; }
.cell h4 { margin: 0 0 .2rem; font-size: .75rem; opacity: .6; }
.message { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem;
  padding: .6rem .8rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.keys { display: flex; gap: .3rem; margin-top: .3rem; }
.keys span { flex: 1; border: 1px solid var(--line); border-radius: .4rem; padding: .3rem;
  text-align: center; font-size: .85rem; }
.message + .message, .keys + .message { margin-top: .8rem; }
"""


def page(samples: Sequence[Sample], languages: Languages) -> str:
    """Return the whole page. It needs no script, no network and no other file."""
    offered = languages.offered
    rooms = list(dict.fromkeys(_room(sample) for sample in samples))
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>Collider: every screen</title><style>{_CSS}{_filters(offered)}</style></head>",
        f"<body><header><h1>Every screen</h1><p>{len(samples)} screens in {len(offered)} "
        "languages. What says “Demo” exists on this page only.</p>",
        "<nav>" + " ".join(f'<a href="#{room}">{room}</a>' for room in rooms) + "</nav></header>",
        _choice(offered),
    ]
    room = ""
    for sample in samples:
        if _room(sample) != room:
            room = _room(sample)
            parts.append(f'<h2 id="{room}">{room}</h2>')
        parts.append(_row(sample, languages))
    parts.append("</body></html>\n")
    return "\n".join(parts)


def _room(sample: Sample) -> str:
    return sample.screen.split(".", 1)[0]


def _filters(offered: Sequence[str]) -> str:
    return "\n".join(
        f'body:has(#only-{code}:checked) .cell:not([lang="{code}"]) {{ display: none; }}'
        for code in offered
    )


def _choice(offered: Sequence[str]) -> str:
    one = "".join(
        f'<label><input type="radio" name="only" id="only-{code}"> {escape(own_name(code))}'
        "</label>"
        for code in offered
    )
    everything = '<label><input type="radio" name="only" checked> All languages</label>'
    return f"<fieldset>{everything}{one}</fieldset>"


def _row(sample: Sample, languages: Languages) -> str:
    cells = "".join(
        f'<div class="cell" lang="{code}"><h4>{code}</h4>{_reply(sample.make(languages[code]))}'
        "</div>"
        for code in languages.offered
    )
    anchor = re.sub(r"\W+", "-", sample.name)
    return (
        f'<section id="{anchor}"><h3>{escape(sample.name)}<small>{escape(sample.audience)}'
        f'</small></h3><div class="row">{cells}</div></section>'
    )


def _reply(reply: Reply) -> str:
    return "".join(
        f'<div class="message">{_file(message)}{telegram_html(message.html)}</div>'
        + "".join(
            f'<div class="keys">{"".join(_key(button) for button in row)}</div>'
            for row in message.rows
        )
        for message in reply.messages()
    )


def _file(message: Reply) -> str:
    if message.sent is None:
        return ""
    return f"<em>{escape(message.sent.name or message.sent.kind.value)}</em>\n"


def _key(button: Button) -> str:
    leads_to = button.action.pack() if button.action else button.url or ""
    return f'<span title="{escape(leads_to)}">{escape(button.label)}</span>'


def telegram_html(text: str) -> str:
    """Return Telegram's HTML as HTML for a browser; what Telegram does not know stays text."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.parts) + "".join(f"</{tag}>" for tag in reversed(reader.open))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") or ""
        if tag in _STYLES:
            self.parts.append(f"<{tag}>")
        elif tag == "a" and _LINK.match(href):
            self.parts.append(f'<a href="{escape(href)}" rel="noreferrer">')
        else:
            self.parts.append(escape(self.get_starttag_text() or ""))
            return
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
            self.parts.append(f"</{tag}>")
        else:
            self.parts.append(escape(f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data))
