"""The languages of the network, by ISO 639-1 code."""

from typing import Final

UNDERSTOOD: Final = ("en", "pl", "sl", "da", "de", "cs", "it", "nl", "el", "hr", "sk", "hu")
"""Questions are understood in these; the interface is offered where its catalogue is complete."""

FALLBACK: Final = "en"
"""The language of message IDs, and the one that every entry is encouraged to have."""


def base_language(tag: str | None) -> str:
    """Return the first subtag of an IETF language tag in lower case: `pl-PL` → `pl`.

    Telegram sends what the phone says, so anything may arrive: an empty tag gives ``""``.
    """
    return (tag or "").replace("_", "-").split("-", 1)[0].strip().lower()
