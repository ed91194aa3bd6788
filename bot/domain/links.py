"""Deep links: addresses that open this bot at one thing."""

import hmac
import re
from typing import Final

PAYLOAD_LENGTH: Final = 64
"""Most characters after `?start=`; letters, digits, `_` and `-`
(core.telegram.org/bots/features#deep-linking)."""
ENTRY: Final = "entry-"
"""Begins the payload of a link to an entry; an id has at most 40 characters."""
TEAM: Final = "team-"
"""Begins the payload of a link into a team: `team-12-0f3a…`, the number and its signature."""
SIGNATURE_LENGTH: Final = 24
"""Hexadecimal digits: 96 bits, which nobody guesses."""

_PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_OF_TEAM: Final = re.compile(rf"{TEAM}([0-9]{{1,9}})-([0-9a-f]{{{SIGNATURE_LENGTH}}})")


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


def team_signature(key: bytes, team_id: int, number: int) -> str:
    """Return what a link into a team is signed with; another `number` makes it worthless."""
    signed = f"team:{team_id}:{number}".encode()
    return hmac.new(key, signed, "sha256").hexdigest()[:SIGNATURE_LENGTH]


def to_team(username: str, team_id: int, signature: str) -> str:
    """Return the address that invites into a team."""
    return f"https://t.me/{username}?start={TEAM}{team_id}-{signature}"


def team_of(payload: str) -> tuple[int, str] | None:
    """Return the team and the signature that a payload names; None if it names none."""
    found = _OF_TEAM.fullmatch(payload)
    return (int(found[1]), found[2]) if found else None
