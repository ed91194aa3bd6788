"""The bot's own settings: name, descriptions, commands, menu button."""

from __future__ import annotations

import json
import re
from typing import Any

from .chats import Chat
from .refusals import bad_request
from .stage import Stage
from .text import utf16_length

Json = dict[str, Any]

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
# core.telegram.org/bots/api#setmycommands and #botcommand
MOST_COMMANDS = 100
LONGEST_COMMAND_TEXT = 256
# core.telegram.org/bots/api#setmyname, #setmydescription, #setmyshortdescription
LONGEST_PROFILE = {"name": 64, "description": 512, "short_description": 120}
TWO_LETTERS = re.compile(r"[a-z]{2}")


class Profile:
    """What the bot says about itself, by language: its name, texts, commands, menu button."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def set_text(self, field: str, call: Json) -> bool:
        """Set the name or a description in one language."""
        text = call.get(field, "")
        if utf16_length(text) > LONGEST_PROFILE[field]:
            raise bad_request(f"{field} is too long")
        self._stage.world.profile[f"{field}/{_language(call)}"] = text
        self._changed()
        return True

    def get_text(self, field: str, call: Json) -> Json:
        """Return the name or a description, falling back to the one for all languages."""
        profile = self._stage.world.profile
        default = self._stage.bot["first_name"] if field == "name" else ""
        text = profile.get(f"{field}/{_language(call)}") or profile.get(f"{field}/", default)
        return {field: text}

    def set_commands(self, call: Json) -> bool:
        """Set the commands of one scope and language."""
        commands: list[Json] = call["commands"]
        if len(commands) > MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not COMMAND.fullmatch(command["command"].removeprefix("/")):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= utf16_length(command["description"].strip()) <= LONGEST_COMMAND_TEXT:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._stage.world.commands[self._key(call)] = [
            {**command, "command": command["command"].removeprefix("/")} for command in commands
        ]
        self._changed()
        return True

    def get_commands(self, call: Json) -> list[Json]:
        """Return the commands of exactly this scope and language."""
        return self._stage.world.commands.get(self._key(call), [])

    def delete_commands(self, call: Json) -> bool:
        """Forget the commands of one scope and language."""
        self._stage.world.commands.pop(self._key(call), None)
        self._changed()
        return True

    def commands_for(self, chat: Chat) -> list[Json]:
        """Return what this person's menu shows (core.telegram.org/bots/api#botcommandscope)."""
        language = chat.language.partition("-")[0]
        scopes: list[Json] = [
            {"type": "chat", "chat_id": chat.id},
            {"type": "all_private_chats"},
            {"type": "default"},
        ]
        for scope in scopes:
            for tag in (language, ""):
                found = self._stage.world.commands.get(_scope_key(scope, tag))
                if found:
                    return found
        return []

    def set_menu_button(self, call: Json) -> bool:
        """Set the button beside the text field."""
        key = str(call.get("chat_id", ""))
        self._stage.world.menu_buttons[key] = call.get("menu_button", {"type": "default"})
        self._stage.snapshot.touch()
        return True

    def get_menu_button(self, call: Json) -> Json:
        """Return the button beside the text field."""
        buttons = self._stage.world.menu_buttons
        default = buttons.get("", {"type": "commands"})
        return buttons.get(str(call.get("chat_id", "")), default)

    def _key(self, call: Json) -> str:
        scope = call.get("scope", {"type": "default"})
        chat_id = scope.get("chat_id")
        if chat_id is not None and chat_id not in self._stage.world.people:
            raise bad_request("chat not found")
        return _scope_key(scope, _language(call))

    def _changed(self) -> None:
        self._stage.snapshot.touch()
        self._stage.feed.publish("commands")


def _scope_key(scope: Json, language: str) -> str:
    return f"{json.dumps(scope, sort_keys=True)}/{language}"


def _language(call: Json) -> str:
    language: str = call.get("language_code", "")
    if language and not TWO_LETTERS.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language
