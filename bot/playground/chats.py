"""The people of the playground and everything that survives its restart. No network here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .refusals import Impossible, NobodyThere

Json = dict[str, Any]

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# core.telegram.org/bots/api#user: identifiers of people are positive.
FIRST_ADDED_ID = 1004
# Older messages of one chat are forgotten, so that a long torture run stays in memory.
MESSAGES_KEPT = 1000
# Numbers are reserved in blocks: after a crash the next block starts, so none is given twice.
BLOCK = 10_000


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who should be there when the playground starts."""

    first_name: str
    label: str
    language: str
    id: int | None = None


DEFAULT_PEOPLE: Sequence[Newcomer] = (
    Newcomer("Demo creative", "Creative", "sl", 1001),
    Newcomer("Demo company", "Company", "pl", 1002),
    Newcomer("Demo facilitator", "Facilitator", "en", 1003),
)


@dataclass(slots=True)
class Chat:
    """One person and their private chat with the bot."""

    id: int
    first_name: str
    label: str
    language: str
    started: bool = False
    blocked: bool = False
    messages: dict[int, Json] = field(default_factory=dict)
    # Cards from and to other people: the bot never sees these chats, nor can it reply there.
    shared: dict[int, Json] = field(default_factory=dict)

    def user(self) -> Json:
        """Return the person as Telegram's `User`."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "language_code": self.language,
        }

    def chat(self) -> Json:
        """Return the chat as Telegram's `Chat`."""
        return {"id": self.id, "type": "private", "first_name": self.first_name}

    def keep(self, message: Json) -> None:
        """Keep a message, forgetting the oldest beyond the limit."""
        _keep(self.messages, message)

    def keep_shared(self, message: Json) -> None:
        """Keep a card that another person sent or got."""
        _keep(self.shared, message)

    def quoted(self, message_id: int) -> Json | None:
        """Return a message as a reply to it carries it, or None when it is not in the chat.

        What it replied to itself is left out (core.telegram.org/bots/api#message).
        """
        message = self.messages.get(message_id)
        if message is None:
            return None
        return {key: value for key, value in message.items() if key != "reply_to_message"}

    def shown(self) -> Json:
        """Return the person as the chat page shows them, without the messages."""
        return {
            "id": self.id,
            "first_name": self.first_name,
            "label": self.label,
            "language": self.language,
            "started": self.started,
            "blocked": self.blocked,
        }

    def whole(self) -> Json:
        """Return the person with everything in their chats, as saved and as a page loads it."""
        return {
            **self.shown(),
            "messages": list(self.messages.values()),
            "shared": list(self.shared.values()),
        }


@dataclass(slots=True)
class Counter:
    """Numbers that only grow, across crashes too."""

    last: int = 0
    reserved: int = 0

    def take(self) -> tuple[int, bool]:
        """Return the next number and whether a new block must be saved first."""
        self.last += 1
        if self.last < self.reserved:
            return self.last, False
        self.reserved = self.last + BLOCK
        return self.last, True


@dataclass(slots=True)
class World:
    """All state of the playground: people, chats, waiting updates, the bot's own settings."""

    people: dict[int, Chat] = field(default_factory=dict)
    waiting: list[Json] = field(default_factory=list)
    allowed_updates: list[str] | None = None
    webhook: Json | None = None
    commands: dict[str, list[Json]] = field(default_factory=dict)
    profile: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[str, Json] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    update_ids: Counter = field(default_factory=Counter)
    message_ids: Counter = field(default_factory=Counter)

    def person(self, person_id: int) -> Chat:
        """Return the person with this id."""
        try:
            return self.people[person_id]
        except KeyError:
            raise NobodyThere(f"nobody here has the id {person_id}") from None

    def add(self, newcomer: Newcomer) -> Chat:
        """Add a person, under the next free id when they bring none."""
        check_language(newcomer.language)
        if not newcomer.first_name.strip():
            raise Impossible("a person needs a name")
        number = newcomer.id
        if number is None:
            number = max([FIRST_ADDED_ID - 1, *self.people]) + 1
        if number in self.people:
            raise Impossible(f"somebody has the id {number} already")
        chat = Chat(number, newcomer.first_name.strip(), newcomer.label, newcomer.language)
        self.people[number] = chat
        return chat

    def dump(self, *, exact: bool) -> Json:
        """Return everything as JSON; `exact` only when nothing will change any more."""
        return {
            "format": 1,
            "people": [chat.whole() for chat in self.people.values()],
            "waiting": self.waiting,
            "allowed_updates": self.allowed_updates,
            "webhook": self.webhook,
            "commands": self.commands,
            "profile": self.profile,
            "menu_buttons": self.menu_buttons,
            "files": self.files,
            "last_update_id": _saved(self.update_ids, exact=exact),
            "last_message_id": _saved(self.message_ids, exact=exact),
        }

    @classmethod
    def load(cls, saved: Json) -> World:
        """Return the world that `dump` wrote."""
        world = cls(
            waiting=saved["waiting"],
            allowed_updates=saved["allowed_updates"],
            webhook=saved["webhook"],
            commands=saved["commands"],
            profile=saved["profile"],
            menu_buttons=saved["menu_buttons"],
            files=saved["files"],
            update_ids=Counter(saved["last_update_id"]),
            message_ids=Counter(saved["last_message_id"]),
        )
        for person in saved["people"]:
            messages = _by_id(person.pop("messages"))
            shared = _by_id(person.pop("shared", []))
            world.people[person["id"]] = Chat(**person, messages=messages, shared=shared)
        return world


def check_language(tag: str) -> None:
    """Refuse what is no IETF language tag."""
    if not LANGUAGE_TAG.fullmatch(tag):
        raise Impossible(f"“{tag}” is no language tag")


def _keep(messages: dict[int, Json], message: Json) -> None:
    messages[message["message_id"]] = message
    while len(messages) > MESSAGES_KEPT:
        del messages[next(iter(messages))]


def _by_id(messages: list[Json]) -> dict[int, Json]:
    return {message["message_id"]: message for message in messages}


def _saved(counter: Counter, *, exact: bool) -> int:
    return counter.last if exact else max(counter.last, counter.reserved)
