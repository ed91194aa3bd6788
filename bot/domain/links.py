"""Deep links: addresses that open this bot at one thing."""

import re
from typing import Final

PAYLOAD_LENGTH: Final = 64
"""Most characters after `?start=`; letters, digits, `_` and `-`
(core.telegram.org/bots/features#deep-linking)."""
ENTRY: Final = "entry-"
"""Begins the payload of a link to an entry; an id has at most 40 characters."""

_PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


def to_entry(username: str, entry_id: str) -> str:
    """Return the address that opens an entry; raise `ValueError` if Telegram would refuse it."""
    payload = ENTRY + entry_id
    if not _PAYLOAD.fullmatch(payload):
        raise ValueError(f"no payload of a deep link: {payload!r}")
    return f"https://t.me/{username}?start={payload}"


def entry_of(payload: str) -> str | None:
    """Return the entry that a payload names; None if it names none."""
    if not (_PAYLOAD.fullmatch(payload) and payload.startswith(ENTRY)):
        return None
    return payload.removeprefix(ENTRY) or None
