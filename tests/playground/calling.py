"""What both clients of the Bot API can do, in neutral form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

# A keyboard in neutral form: rows of (text, callback data or link).
Rows = Sequence[Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Refusal:
    """The call was refused."""

    code: int
    text: str
    retry_after: int | None = None


@dataclass(frozen=True)
class Sent:
    """The message that the Bot API handed back."""

    chat_id: int
    text: str
    entities: tuple[tuple[str, int, int], ...] = ()
    buttons: tuple[str, ...] = ()
    file_name: str | None = None
    photos: int = 0
    """In how many sizes the message has a photo."""


class Client(Protocol):
    """What both libraries can do."""

    async def me(self) -> tuple[str, bool]: ...
    async def send(
        self,
        chat_id: int,
        text: str,
        *,
        html: bool = False,
        rows: Rows | None = None,
        reply_to: int | None = None,
        extra: dict[str, Any] | None = None,
    ) -> Sent: ...
    async def edit(
        self, chat_id: int, message_id: int, text: str, *, html: bool = False
    ) -> Sent: ...
    async def edit_rows(self, chat_id: int, message_id: int, rows: Rows | None) -> Sent: ...
    async def delete(self, chat_id: int, message_id: int) -> bool: ...
    async def document(
        self,
        chat_id: int,
        content: bytes,
        name: str,
        caption: str,
        *,
        html: bool = False,
        rows: Rows | None = None,
    ) -> Sent: ...
    async def photo(self, chat_id: int, photo: bytes | str, caption: str) -> Sent: ...
    async def known(self, chat_id: int, file_id: str, caption: str) -> Sent: ...
    async def download(self, file_id: str) -> bytes: ...
    async def offer(self, query_id: str, cards: dict[str, str]) -> bool: ...
    async def answer(self, query_id: str, text: str) -> bool: ...
    async def typing(self, chat_id: int) -> bool: ...
    async def chat(self, chat_id: int) -> tuple[int, str]: ...
    async def set_commands(self, commands: dict[str, str], language: str) -> bool: ...
    async def commands(self, language: str) -> dict[str, str]: ...
    async def delete_commands(self, language: str) -> bool: ...
    async def describe(self, text: str, language: str) -> str: ...
    async def rename(self, name: str) -> str: ...
    async def updates(self, offset: int = 0, limit: int = 100) -> list[tuple[str, str]]: ...
    async def webhook(self, url: str, secret: str) -> str: ...
    async def no_webhook(self) -> str: ...
    async def menu_button(self) -> bool: ...
    async def ban(self, chat_id: int) -> bool: ...
    async def close(self) -> None: ...
    async def outcome(self, act: Callable[[Any], Awaitable[Any]]) -> Any: ...


def button(text: str, target: str) -> dict[str, Any]:
    """Return a button as both libraries construct it."""
    return {"text": text, "url" if ":/" in target else "callback_data": target}


def payload(update: Any) -> str:
    """Return what an update says, in a word."""
    if update.message:
        return str(update.message.text)
    if update.callback_query:
        return str(update.callback_query.data)
    return str(update.my_chat_member.new_chat_member.status)
