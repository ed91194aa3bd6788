"""What the assistant could not answer: who is asked instead, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final

from bot.domain.hubs import Hub
from bot.domain.inquiries import Inquiry
from bot.domain.people import Person

PREFIX: Final = "inquiry:"
"""Begins the keys of all messages about one question: `inquiry:<id>:<reader>[:<about>:<what>]`."""


class Why(StrEnum):
    """Why an answer was not helpful."""

    WRONG_TOPIC = "wrong_topic"
    OUT_OF_DATE = "out_of_date"
    NOT_CLEAR = "not_clear"
    LANGUAGE = "language"
    OTHER = "other"


class About(StrEnum):
    """What a message about a question is; it decides where a reply to it goes."""

    QUESTION = ""
    """The question itself, for staff: a reply goes to whoever asked."""
    BACK = "back"
    """What whoever asked writes back, for staff: likewise."""
    REPLY = "reply"
    """The answer of staff, for whoever asked: a reply goes back to staff."""
    CLOSED = "closed"
    """News that an entry answers it now, for whoever asked: likewise."""

    @property
    def is_for_staff(self) -> bool:
        """Say whether staff read it."""
        return self in {About.QUESTION, About.BACK}


@dataclass(frozen=True, slots=True)
class Thread:
    """The message that somebody replies to: about which question, and what it was."""

    inquiry_id: int
    about: About
    author: int | None = None
    """The id of the staff member whose answer it was."""

    @classmethod
    def parse(cls, key: str) -> "Thread | None":
        """Read the key of an outbox row; None if it is about no question."""
        if not key.startswith(PREFIX):
            return None
        number, _, rest = key.removeprefix(PREFIX).partition(":")
        _, _, rest = rest.partition(":")
        about, _, what = rest.partition(":")
        author = what.partition(".")[0]
        if not number.isdecimal() or about not in set(About):
            return None
        return cls(int(number), About(about), int(author) if author.isdecimal() else None)


def key_of(inquiry_id: int, reader: Person, about: About = About.QUESTION, what: str = "") -> str:
    """Return the key of a message about a question: the same message is queued once."""
    key = f"{PREFIX}{inquiry_id}:{reader.id}"
    return f"{key}:{about}:{what}" if about or what else key


@dataclass(frozen=True, slots=True)
class HandOver:
    """Who gets a question if it is handed over. No `hub`: the network desk. No `staff`: nobody."""

    inquiry: Inquiry
    name: str
    """The first name that is told with the question."""
    hub: Hub | None
    staff: int
    before: bool = False
    """Whether it had been handed over before."""


@dataclass(frozen=True, slots=True)
class Relayed:
    """A message that went from staff to whoever asked, or back."""

    name: str
    """Who gets it: a first name. Empty for staff."""
    hub: Hub | None
    reached: bool = True
    """False: whoever asked has blocked the bot."""
    colleague: bool = False
    """Whether somebody else of staff replied before."""
    gone: bool = False
    """Whether whoever asked has erased themselves."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that mean the same, in whatever language, the oldest first."""

    inquiries: tuple[Inquiry, ...]
    hubs: tuple[Hub, ...] = ()

    @property
    def id(self) -> int:
        """Return what buttons call it: its first question."""
        return self.inquiries[0].id

    @property
    def newest(self) -> int:
        """Return the last question: what is decided holds for no later one."""
        return max(one.id for one in self.inquiries)

    @property
    def people(self) -> int:
        """Return how many people asked."""
        return len({one.person_id for one in self.inquiries})

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages it was asked in, the one with most questions first."""
        asked = [one.language for one in self.inquiries]
        return tuple(sorted(dict.fromkeys(asked), key=lambda code: -asked.count(code)))

    @property
    def first_at(self) -> datetime:
        """Return when it was asked first."""
        return self.inquiries[0].at

    @property
    def last_at(self) -> datetime:
        """Return when it was asked last."""
        return self.inquiries[-1].at

    def examples(self) -> Mapping[str, str]:
        """Return the latest question of each language."""
        latest = {one.language: one.text for one in self.inquiries}
        return {code: latest[code] for code in self.languages}


def short_name(entry_id: str) -> str:
    """Return a name for an entry that fits a button beside other things, and stays the same."""
    return sha256(entry_id.encode()).hexdigest()[:10]
