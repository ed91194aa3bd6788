"""What Telegram, a phone, and a reader would object to in a reply."""

import re

from bot.domain.replies import LABEL_LENGTH, TEXT_LENGTH
from bot.playground.markup import parse_html
from bot.playground.refusals import Refused

_NONE = re.compile(r"\bNone\b")


def plain(reply):
    """Return the text of each message as it is read."""
    return [parse_html(message.html)[0] for message in reply.messages()]


def mistakes(reply, *, ours=True):
    """Return what is wrong with a reply; `ours` says that no text in it is by strangers."""
    return [
        wrong
        for message in reply.messages()
        for wrong in (
            *_text(message.html, ours=ours),
            *(wrong for row in message.rows for wrong in _row(row)),
        )
    ]


def _text(html, *, ours):
    try:
        text, _ = parse_html(html)
    except Refused as refused:
        yield f"{refused}: {html!r}"
        return
    if not text.strip():
        yield "there is no text"
    if len(text.encode("utf-16-le")) // 2 > TEXT_LENGTH:
        yield f"{len(text)} characters of text"
    if ours and re.search(r"[{}]", text):
        yield f"a place is not filled: {text!r}"
    if ours and _NONE.search(text):
        yield f"says None: {text!r}"
    if ours and (text != text.strip() or "\n\n\n" in text):
        yield f"has blank lines too many: {text!r}"


def _row(row):
    if not row:
        yield "there is an empty row"
    for button in row:
        if not button.label.strip():
            yield f"a button without a label: {button}"
        if len(button.label) > LABEL_LENGTH:
            yield f"a label of {len(button.label)} characters: {button.label!r}"
        if (button.action is None) == (button.url is None):
            yield f"a button that leads nowhere: {button}"
        if button.url is not None and not re.match(r"https?://[^\s/]+\.", button.url):
            yield f"not an address: {button.url!r}"
        if button.action is not None:
            try:
                button.action.pack()
            except ValueError as error:
                yield str(error)
