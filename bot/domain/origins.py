"""Where a card was opened from: its buttons carry it, so that every way back leads there.

It stands behind the id that a button carries: `funding-eye~12.0` was shown by the answer to
inquiry 12, at its first place; `funding-eye~p2` on the third page of its list, `funding-eye~m`
among what fits. A button has 64 bytes: where an id leaves no room, it goes without.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.domain.replies import CALLBACK_BYTES

_MARKED: Final = re.compile(
    r"(?P<id>[^~]*)~(?:(?P<inquiry>\d{1,9})\.(?P<place>\d{1,3})|p(?P<page>\d{1,4})|(?P<fits>m))"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """One of: a place in the answer to an inquiry, a page of a list, or what fits a person."""

    inquiry: int | None = None
    place: int = 0
    page: int | None = None

    @property
    def mark(self) -> str:
        """What stands behind an id."""
        if self.inquiry is not None:
            return f"~{self.inquiry}.{self.place}"
        return "~m" if self.page is None else f"~p{self.page}"


FITS: Final = Origin()
"""What fits a person."""


def opened(id_: str) -> tuple[str, Origin | None]:
    """Return what a button speaks of, and where that was opened from."""
    found = _MARKED.fullmatch(id_)
    if found is None:
        return id_.partition("~")[0], None
    if found["inquiry"]:
        return found["id"], Origin(int(found["inquiry"]), int(found["place"]))
    return found["id"], Origin(page=int(found["page"])) if found["page"] else FITS


def marked(kind: str, verb: str, id_: str, origin: Origin | None, more: str = "") -> str:
    """Return the id for a button with where its card was opened from, if there is room.

    `more` stands behind it.
    """
    if origin is None:
        return id_ + more
    whole = f"{id_}{origin.mark}{more}"
    return whole if len(f"{kind}:{verb}:{whole}".encode()) <= CALLBACK_BYTES else id_ + more
