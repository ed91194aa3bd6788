"""The bytes of a feed → its items, whatever format it is in; bounded, and pure.

It is meant to run in a child process (`isolation`); here is what bounds the ordinary.
"""

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from zipfile import BadZipFile

from bot.library.feeds.decoding import decode, looks_binary
from bot.library.feeds.failures import Failed, Reason, Unusable
from bot.library.feeds.items import Parsed

LARGEST: Final = 5_000_000
"""Bytes of a file that are read."""
_HEAD: Final = 2_000
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING: Final = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{1,40})")
_OLE: Final = b"\xd0\xcf\x11\xe0"
_OTHER_FILES: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc",
    b"\x1f\x8b",
)
_FEED: Final = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
_PAGE: Final = re.compile(r"<!doctype html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_STUMBLES: Final = (
    *(ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError, LookupError),
    *(BadZipFile, OSError, EOFError, RecursionError, AssertionError, NotImplementedError),
)
"""What the libraries raise on files that make no sense; anything else is a bug of ours."""


class Format(StrEnum):
    """What a file is written in."""

    CALENDAR = "calendar"
    SYNDICATION = "syndication"
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a file beside its bytes.

    `zone` is the zone of times without one, `language` that of the feed, `base` the address that
    relative links start from, `now` the moment after which things are not over yet.
    """

    now: datetime
    zone: str = "Europe/Brussels"
    language: str = "en"
    content_type: str = ""
    base: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the hints as JSON can hold them."""
        return {**asdict(self), "now": self.now.isoformat()}


def hints_from(said: dict[str, Any]) -> Hints:
    """Return the hints of `Hints.as_json`."""
    return Hints(**{**said, "now": datetime.fromisoformat(said["now"])})


def parse(body: bytes, hints: Hints) -> Parsed | Failed:
    """Return the items of a file, or why there are none."""
    try:
        return _parsed(body, hints)
    except Unusable as error:
        return Failed(error.reason)
    except _STUMBLES:
        return Failed(Reason.DAMAGED)


def _parsed(body: bytes, hints: Hints) -> Parsed:
    # The formats bring a library each: the child that reads a calendar opens no tables.
    if len(body) > LARGEST:
        raise Unusable(Reason.TOO_LARGE)
    if body.startswith(b"PK\x03\x04"):
        from bot.library.feeds import tables

        return tables.read_xlsx(body, home=hints.zone, now=hints.now, language=hints.language)
    if body.startswith(_OLE):
        raise Unusable(Reason.OLD_EXCEL)
    if body.startswith(_OTHER_FILES):
        raise Unusable(Reason.NOT_A_FEED)
    if looks_binary(body):
        raise Unusable(Reason.NOT_A_FEED)
    text = decode(body, _declared(body, hints.content_type), hints.language)
    match detect(text):
        case Format.CALENDAR:
            from bot.library.feeds import ical

            return ical.read(text, home=hints.zone, now=hints.now, base=hints.base)
        case Format.SYNDICATION:
            from bot.library.feeds import syndication

            return syndication.read(text, home=hints.zone, now=hints.now, base=hints.base)
        case _:
            from bot.library.feeds import tables

            return tables.read_csv(text, home=hints.zone, now=hints.now, language=hints.language)


def detect(text: str) -> Format:
    """Return the format of a text by how it begins; raise `Unusable` if it is none of ours.

    What the server says does not count: calendars come as text/plain, and errors as anything.
    """
    head = text.lstrip()[:_HEAD]
    if not head:
        raise Unusable(Reason.EMPTY)
    if head[:15].upper() == "BEGIN:VCALENDAR":
        return Format.CALENDAR
    if head.startswith("<"):
        if _FEED.search(head):
            return Format.SYNDICATION
        if _PAGE.search(head):
            raise Unusable(Reason.WEB_PAGE)
        if "<!ENTITY" in head or "<!DOCTYPE" in head:
            raise Unusable(Reason.ENTITIES)
        raise Unusable(Reason.NOT_A_FEED)
    if "BEGIN:VCALENDAR" in head:
        return Format.CALENDAR
    if head[0] in "{[" or not any(mark in head for mark in ";,\t|"):
        raise Unusable(Reason.NOT_A_FEED)
    return Format.CSV


def format_of(body: bytes) -> Format:
    """Return the format of a file that was read already, by its first bytes."""
    if body.startswith(b"PK\x03\x04"):
        return Format.XLSX
    return detect(decode(body[: 4 * _HEAD]))


def _declared(body: bytes, content_type: str) -> list[str]:
    said = [found[1] for found in [_CHARSET.search(content_type)] if found]
    return said + [found[1].decode() for found in [_XML_ENCODING.search(body[:300])] if found]
