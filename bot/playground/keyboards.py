"""What Telegram accepts as an inline keyboard. Pure."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from .refusals import bad_request

Json = dict[str, Any]

# core.telegram.org/bots/api#inlinekeyboardbutton
MOST_CALLBACK_BYTES = 64
# Not in the reference, but what Telegram's servers hold to.
MOST_BUTTONS = 100
LINK_SCHEMES = frozenset({"http", "https", "tg"})
# Telegram asks for exactly one of these in each button.
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def inline_keyboard(markup: Json | None) -> Json | None:
    """Return the keyboard as it is stored, or refuse it; other markups are not stored."""
    if markup is None or "inline_keyboard" not in markup:
        return None
    rows: list[list[Json]] = [row for row in markup["inline_keyboard"] if row]
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check(button)
    return {"inline_keyboard": rows} if rows else None


def find_button(markup: Json | None, wanted: Json) -> Json | None:
    """Return the button at `row` and `column`, or with `data`, or whose text holds `label`."""
    rows: list[list[Json]] = (markup or {}).get("inline_keyboard", [])
    if "row" in wanted:
        row, column = wanted["row"], wanted.get("column", 0)
        inside = 0 <= row < len(rows) and 0 <= column < len(rows[row])
        return rows[row][column] if inside else None
    buttons = [button for row in rows for button in row]
    if "data" in wanted:
        return next((b for b in buttons if b.get("callback_data") == wanted["data"]), None)
    label = wanted.get("label", "")
    exact = (b for b in buttons if b["text"] == label)
    return next(exact, None) or next((b for b in buttons if label and label in b["text"]), None)


def _check(button: Json) -> None:
    text = button["text"].strip()
    if not text:
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [action for action in ACTIONS if action in button]
    if not actions:
        raise bad_request("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f'inline keyboard button "{text}" has more than one action')
    if "callback_data" in button and not (
        1 <= len(button["callback_data"].encode("utf-8", "replace")) <= MOST_CALLBACK_BYTES
    ):
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button:
        _check_link(button["url"])


def _check_link(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in LINK_SCHEMES or not parts.netloc or any(c.isspace() for c in url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
