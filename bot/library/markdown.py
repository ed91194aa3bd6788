"""The Markdown of entries as Telegram HTML: bold, italic, links and lists; the rest is text."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.library.models import is_address

_STYLES = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>"}


def to_telegram_html(text: str) -> str:
    """Return Markdown as Telegram HTML, everything but the allowed tags escaped."""
    return _blocks(_parser().parse(text), html=True)


def plain(text: str) -> str:
    """Return the words of Markdown in one line, without its marks."""
    return " ".join(_blocks(_parser().parse(text), html=False).replace("• ", "").split())


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def _blocks(tokens: Sequence[Token], *, html: bool) -> str:
    lines: list[str] = []
    lists: list[int | None] = []  # for each open list, the next number, or None for bullets
    marker = ""
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
                if not lists:
                    lines.append("")
            case "list_item_open":
                number = lists[-1]
                marker = "   " * (len(lists) - 1) + ("• " if number is None else f"{number}. ")
                if number is not None:
                    lists[-1] = number + 1
            case "inline":
                lines.append(marker + _inline(token.children or (), html=html))
                marker = ""
                if not lists:
                    lines.append("")
            case "fence" | "code_block":
                lines += [
                    escape(token.content.rstrip(), quote=False) if html else token.content,
                    "",
                ]
    return "\n".join(lines).strip("\n")


def _inline(tokens: Sequence[Token], *, html: bool) -> str:
    parts: list[str] = []
    links: list[bool] = []  # whether each open link became one
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close" | "em_open" | "em_close":
                parts.append(_STYLES[token.type] if html else "")
            case "link_open":
                address = str(token.attrGet("href") or "")
                links.append(html and is_address(address))
                parts.append(f'<a href="{escape(address)}">' if links[-1] else "")
            case "link_close":
                parts.append("</a>" if links.pop() else "")
            case "softbreak":
                parts.append(" ")
            case "hardbreak":
                parts.append("\n")
            case _:
                parts.append(escape(token.content, quote=False) if html else token.content)
    return "".join(parts)
