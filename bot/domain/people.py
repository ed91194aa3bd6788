"""People: who is chatting, what they may do, and the short profile they chose to give."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person comes as; a person may change it at any time."""

    CREATIVE = "creative"
    COMPANY = "company"


class StaffRole(StrEnum):
    """What a person may do for the network."""

    FACILITATOR = "facilitator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who chats, with the rights they have at this moment.

    `language` is theirs, set at first contact from Telegram's tag and changed by /language.
    `asleep` says that they blocked the bot: nothing is sent until they come back.
    """

    id: int
    telegram_id: int
    name: str
    language: str
    role: Role | None = None
    home_hub: str | None = None
    asleep: bool = False
    administrator: bool = False
    listed: bool = False
    """Administrator by the operator's setting; ends when the setting does."""
    facilitates: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_staff(self) -> bool:
        """Say whether the person works for the network in any role."""
        return self.administrator or bool(self.facilitates)

    def works_for(self, hub: str | None) -> bool:
        """Say whether the person may act for `hub`; None is the network desk."""
        return self.administrator or (hub is not None and hub in self.facilitates)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a creative told about themselves, with consent, for finding what fits."""

    person_id: int
    sectors: tuple[str, ...]
    skills: tuple[str, ...]
    country: str | None
    languages: tuple[str, ...]
    consented_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Invite:
    """A one-time right to become staff, known only by the hash of its token."""

    role: StaffRole
    hub: str | None
    expires_at: datetime
    used_by: int | None = None
