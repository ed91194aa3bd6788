"""Why a feed could not be fetched or read, as staff are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.messages import N_


class Reason(StrEnum):
    """Why there are no items. The values are stored: never rename one."""

    BAD_ADDRESS = "bad_address"
    FORBIDDEN_ADDRESS = "forbidden_address"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    TIMED_OUT = "timed_out"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    INSECURE_REDIRECT = "insecure_redirect"
    NEEDS_LOGIN = "needs_login"
    NOT_FOUND = "not_found"
    BUSY = "busy"
    SERVER_ERROR = "server_error"
    UNEXPECTED_ANSWER = "unexpected_answer"
    DAMAGED_TRANSFER = "damaged_transfer"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    WEB_PAGE = "web_page"
    NOT_A_FEED = "not_a_feed"
    OLD_EXCEL = "old_excel"
    DAMAGED = "damaged"
    ENTITIES = "entities"
    BOMB = "bomb"
    NO_TITLE_COLUMN = "no_title_column"
    TOO_SLOW = "too_slow"

    @property
    def message(self) -> str:
        """Return the sentence for staff, a message id."""
        return MESSAGES[self]


MESSAGES: Final[Mapping[Reason, str]] = {
    Reason.BAD_ADDRESS: N_(
        "This address cannot be fetched. It has to begin with https:// or http:// and may not "
        "hold a name and password."
    ),
    Reason.FORBIDDEN_ADDRESS: N_(
        "The address leads into a private network or to an unusual port, so it is not fetched."
    ),
    Reason.UNREACHABLE: N_("The server cannot be reached."),
    Reason.CERTIFICATE: N_("The server has no valid certificate."),
    Reason.TIMED_OUT: N_("The server is too slow."),
    Reason.TOO_MANY_REDIRECTS: N_("The address forwards too many times."),
    Reason.INSECURE_REDIRECT: N_("The address forwards from https to http; that is not followed."),
    Reason.NEEDS_LOGIN: N_("The server lets nobody read this without a login."),
    Reason.NOT_FOUND: N_("There is no file at this address."),
    Reason.BUSY: N_("The server is busy and asks to come back later."),
    Reason.SERVER_ERROR: N_("The server reports an error on its side."),
    Reason.UNEXPECTED_ANSWER: N_("The server answers with something that is not a file."),
    Reason.DAMAGED_TRANSFER: N_("The file did not arrive whole."),
    Reason.TOO_LARGE: N_("The file is too large."),
    Reason.EMPTY: N_("The file is empty."),
    Reason.WEB_PAGE: N_("There is a web page at this address, not a feed."),
    Reason.NOT_A_FEED: N_("The file is no calendar, no RSS or Atom feed and no table."),
    Reason.OLD_EXCEL: N_(
        "The file is in the old Excel format or has a password. Save it as .xlsx without one."
    ),
    Reason.DAMAGED: N_("The file is damaged or cut off."),
    Reason.ENTITIES: N_(
        "The file defines XML entities, as attacks do; for safety it was not read."
    ),
    Reason.BOMB: N_(
        "The file unpacks to far more than its size, as attacks do; for safety it was not read."
    ),
    Reason.NO_TITLE_COLUMN: N_(
        "The table has no column called “title”. The first row must hold the names of the columns."
    ),
    Reason.TOO_SLOW: N_("Reading the file took too long or too much memory, so it was given up."),
}


@dataclass(frozen=True, slots=True)
class Failed:
    """There are no items, and why; `retry_after_s` is what the server asked to wait."""

    reason: Reason
    retry_after_s: int | None = None


class Unusable(Exception):
    """The file cannot be read, for a reason that staff are told."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
