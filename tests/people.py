"""People: they write, tap what they see, and see what the bot answers.

Every act is an update through the real dispatcher, or through the whole conversation with its
inbox, and returns the visible text of what came back.
"""

from __future__ import annotations

import itertools
from typing import Any

from aiogram import Bot
from aiogram.types import Update

from bot.app.conversation import Conversation
from handlers.dispatcher import ConversationDispatcher
from tests.wire import BOT_ID, Chat, Shown, Wire, as_payload

WRITTEN_AT = 1_795_000_000
Json = dict[str, Any]
_ids = itertools.count(7_000_000_001)  # beyond 2^31, as today's are


class Person:
    """Somebody with Telegram. `line` is what the bot runs on: another one after a restart."""

    def __init__(
        self,
        line: ConversationDispatcher | Conversation,
        bot: Bot,
        name: str = "Ada",
        language: str | None = "en-GB",
        telegram_id: int | None = None,
    ) -> None:
        assert isinstance(bot.session, Wire)
        self.line = line
        self.name = name
        self.language = language
        self.id = telegram_id or next(_ids)
        self._bot = bot
        self._wire = bot.session
        self._message_ids = itertools.count(100_001)
        self._last: Json = {}

    @property
    def chat(self) -> Chat:
        """Return what the person's chat with the bot shows."""
        return self._wire.chats[self.id]

    async def says(self, text: str) -> str:
        """Send a text; return what came back."""
        return await self.act(self.message(text=text))

    async def sends(self, **content: Any) -> str:
        """Send anything else than a text; return what came back."""
        return await self.act(self.message(**content))

    async def sends_photo(
        self, caption: str | None = None, name: str = "x", album: str | None = None
    ) -> str:
        """Send a photo, whose ids are `name`."""
        sizes = [
            {
                "file_id": f"small-{name}",
                "file_unique_id": f"small-{name}",
                "width": 1,
                "height": 1,
            },
            {"file_id": name, "file_unique_id": name, "width": 9, "height": 9, "file_size": 2048},
        ]
        return await self.sends(photo=sizes, caption=caption, media_group_id=album)

    async def sends_document(
        self, name: str = "plan.pdf", caption: str | None = None, album: str | None = None
    ) -> str:
        """Send a document, whose ids are its name."""
        file = {"file_id": name, "file_unique_id": name, "file_name": name, "file_size": 3 * 2**20}
        return await self.sends(document=file, caption=caption, media_group_id=album)

    async def taps(self, label: str) -> str:
        """Tap the button that says so, in the newest message that has one."""
        shown, button = self._find(label)
        assert "callback_data" in button, f"{label!r} opens {button.get('url')}"
        return await self.taps_data(button["callback_data"], shown)

    async def taps_data(self, packed: str, on: Shown | None = None) -> str:
        """Tap a button that carries `packed`: an old one, or a forged one."""
        shown = on or (self.chat.news[-1] if self.chat.news else None)
        query_id = str(next(_ids))
        query: Json = {"id": query_id, "from": self._self(), "chat_instance": "1", "data": packed}
        if shown is not None:
            query["message"] = as_payload(self.id, shown)
        said = await self.act({"callback_query": query})
        assert query_id in self._wire.acknowledged, "the button keeps spinning"
        return said

    async def blocks(self) -> str:
        """Block the bot."""
        return await self._membership("member", "kicked")

    async def unblocks(self) -> str:
        """Let the bot write again."""
        return await self._membership("kicked", "member")

    async def again(self) -> str:
        """Let Telegram repeat the last update."""
        return await self.feeds(self._last)

    def sees(self) -> str:
        """Return the newest message, or what it was changed to."""
        return self.chat.news[-1].text if self.chat.news else ""

    def sees_buttons(self) -> list[str]:
        """Return what the buttons of the newest message say."""
        return self.chat.news[-1].labels if self.chat.news else []

    def button(self, label: str) -> str:
        """Return what a visible button carries: its action, or its address."""
        _, button = self._find(label)
        return str(button.get("callback_data") or button.get("url"))

    def message(self, **content: Any) -> Json:
        """Return an update with a message of this person."""
        return {
            "message": {
                "message_id": next(self._message_ids),
                "date": WRITTEN_AT,
                "chat": {"id": self.id, "type": "private", "first_name": self.name},
                "from": self._self(),
                **{key: value for key, value in content.items() if value is not None},
            }
        }

    def update(self, text: str) -> Json:
        """Return a numbered update with a text, for a test that delivers it itself."""
        return {"update_id": self._wire.next_update(), **self.message(text=text)}

    def _self(self) -> Json:
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.name}
        return user if self.language is None else {**user, "language_code": self.language}

    def _find(self, label: str) -> tuple[Shown, Json]:
        newest_first = list(dict.fromkeys(shown.message_id for shown in reversed(self.chat.news)))
        for message_id in newest_first:
            shown = self.chat.messages[message_id]
            exact = [button for button in shown.buttons if button["text"] == label]
            inside = [button for button in shown.buttons if label in button["text"]]
            if found := exact or inside:
                return shown, found[0]
        raise AssertionError(f"{self.name} sees no button {label!r}, but {self.sees_buttons()}")

    async def _membership(self, old: str, new: str) -> str:
        bot_user = {"id": BOT_ID, "is_bot": True, "first_name": "Collider"}

        def member(status: str) -> Json:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": bot_user, "status": status, **until}

        change = {
            "chat": {"id": self.id, "type": "private", "first_name": self.name},
            "from": self._self(),
            "date": WRITTEN_AT,
            "old_chat_member": member(old),
            "new_chat_member": member(new),
        }
        return await self.act({"my_chat_member": change})

    async def act(self, event: Json) -> str:
        """Do something; return what came back."""
        self._last = {"update_id": self._wire.next_update(), **event}
        return await self.feeds(self._last)

    async def feeds(self, payload: Json) -> str:
        """Let the bot have an update; return what came back."""
        seen = len(self.chat.news)
        if isinstance(self.line, Conversation):
            await self.line.receive([payload])
            await self.line.finish()
        else:
            update = Update.model_validate(payload, context={"bot": self._bot})
            await self.line.feed_update(self._bot, update)
        return "\n\n".join(shown.text for shown in self.chat.news[seen:])
