"""Parts that screens share: safe text, labels that fit a button, ways home."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from bot.domain.origins import Origin, marked
from bot.domain.replies import LABEL_LENGTH, Action, Button, Rows
from bot.i18n import Translator

MOST_LISTED: Final = 6
"""As many skills in a sentence as one still reads."""


def safe(text: str) -> str:
    """Return text of people or editors as Telegram HTML that shows it as it is."""
    return escape(text, quote=False)


def bold(text: str) -> str:
    """Return text of people or editors in bold."""
    return f"<b>{safe(text)}</b>"


def small(text: str) -> str:
    """Return a remark of lesser weight."""
    return f"<i>{safe(text)}</i>"


def link(url: str, text: str) -> str:
    """Return text of people or editors as a link; an address may hold anything, even quotes."""
    return f'<a href="{escape(url)}">{safe(text)}</a>'


def lines(*parts: str | None) -> str:
    """Join what is there, one part a line."""
    return "\n".join(part for part in parts if part)


def paragraphs(*parts: str | None) -> str:
    """Join what is there with blank lines between."""
    return "\n\n".join(part for part in parts if part)


def numbered(titles: Iterable[str]) -> str:
    """Return titles as numbered lines: buttons cut them short, the text has them whole."""
    return lines(*(f"{number}. {safe(title)}" for number, title in enumerate(titles, 1)))


def few(items: Sequence[str], tr: Translator, most: int = MOST_LISTED) -> str:
    """Return `a, b and c`, or the first ones and how many more there are."""
    if len(items) <= most:
        return tr.list(items)
    left = len(items) - most
    return tr.list([*items[:most], tr.plural("{n} more", "{n} more", left)])


def shortened(text: str, length: int = LABEL_LENGTH) -> str:
    """Return text that fits a button, cut at a word."""
    if len(text) <= length:
        return text
    cut = text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,.;:–-")
    return f"{cut or text[: length - 1]}…"


def button(label: str, kind: str, verb: str, id_: str | int = "") -> Button:
    """Return a button with an action."""
    return Button(shortened(label), Action(kind, verb, str(id_)))


def marked_button(
    label: str, kind: str, verb: str, id_: str, origin: Origin | None, more: str = ""
) -> Button:
    """Return a button with an action that knows where its card was opened from."""
    return button(label, kind, verb, marked(kind, verb, id_, origin, more))


def stacked(*buttons: Button | None) -> Rows:
    """Return the buttons that are there, one a row."""
    return tuple((b,) for b in buttons if b is not None)


def pager(tr: Translator, kind: str, verb: str, id_: str, page: int, pages: int) -> Rows:
    """Return the row that leads to the pages before and after; `id_` gets `.<page>` appended."""
    row = []
    if page > 0:
        row.append(button("‹ " + tr("Back"), kind, verb, f"{id_}.{page - 1}"))
    if page < pages - 1:
        row.append(button(tr("More") + " ›", kind, verb, f"{id_}.{page + 1}"))
    return (tuple(row),) if row else ()
