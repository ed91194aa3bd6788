"""What both libraries are told in the same words: their methods and types have the same names."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from .calling import Rows, Sent, button


class LibraryClient:
    """A library behind the interface of `calling`, but for what the two do differently."""

    types: ModuleType
    bot: Any

    async def me(self) -> tuple[str, bool]:
        me = await self.bot.get_me()
        return str(me.username), me.is_bot

    async def edit(self, chat_id: int, message_id: int, text: str, *, html: bool = False) -> Sent:
        return self._sent(
            await self.bot.edit_message_text(
                text,
                chat_id=chat_id,
                message_id=message_id,
                parse_mode="HTML" if html else None,
            )
        )

    async def edit_rows(self, chat_id: int, message_id: int, rows: Rows | None) -> Sent:
        return self._sent(
            await self.bot.edit_message_reply_markup(
                chat_id=chat_id, message_id=message_id, reply_markup=self._keyboard(rows)
            )
        )

    async def delete(self, chat_id: int, message_id: int) -> bool:
        done: bool = await self.bot.delete_message(chat_id, message_id)
        return done

    async def photo(self, chat_id: int, photo: bytes | str, caption: str) -> Sent:
        given = photo if isinstance(photo, str) else self._upload(photo, "photo.png")
        return self._sent(await self.bot.send_photo(chat_id, given, caption=caption))

    async def known(self, chat_id: int, file_id: str, caption: str) -> Sent:
        return self._sent(await self.bot.send_document(chat_id, file_id, caption=caption))

    async def answer(self, query_id: str, text: str) -> bool:
        done: bool = await self.bot.answer_callback_query(query_id, text)
        return done

    async def typing(self, chat_id: int) -> bool:
        done: bool = await self.bot.send_chat_action(chat_id, "typing")
        return done

    async def chat(self, chat_id: int) -> tuple[int, str]:
        chat = await self.bot.get_chat(chat_id)
        return chat.id, str(chat.first_name)

    async def describe(self, text: str, language: str) -> str:
        await self.bot.set_my_short_description("short", language_code=language)
        await self.bot.set_my_description(text, language_code=language)
        found: str = (await self.bot.get_my_description(language)).description
        return found

    async def rename(self, name: str) -> str:
        await self.bot.set_my_name(name)
        found: str = (await self.bot.get_my_name()).name
        return found

    async def webhook(self, url: str, secret: str) -> str:
        await self.bot.set_webhook(url, secret_token=secret)
        found: str = (await self.bot.get_webhook_info()).url
        return found

    async def no_webhook(self) -> str:
        await self.bot.delete_webhook(drop_pending_updates=True)
        found: str = (await self.bot.get_webhook_info()).url
        return found

    async def ban(self, chat_id: int) -> bool:
        done: bool = await self.bot.ban_chat_member(chat_id, 1)
        return done

    async def offer(self, query_id: str, cards: dict[str, str]) -> bool:
        done: bool = await self.bot.answer_inline_query(
            query_id,
            [
                self.types.InlineQueryResultArticle(
                    id=id_,
                    title=id_,
                    input_message_content=self.types.InputTextMessageContent(
                        message_text=text, parse_mode="HTML"
                    ),
                    reply_markup=self._keyboard([[("Open", "https://t.me/x?start=y")]]),
                )
                for id_, text in cards.items()
            ],
            cache_time=0,
            is_personal=True,
            next_offset="",
            button=self.types.InlineQueryResultsButton(text="Ask", start_parameter="inline"),
        )
        return done

    async def set_commands(self, commands: dict[str, str], language: str) -> bool:
        done: bool = await self.bot.set_my_commands(
            [self.types.BotCommand(command=c, description=d) for c, d in commands.items()],
            scope=self.types.BotCommandScopeAllPrivateChats(),
            language_code=language,
        )
        return done

    async def commands(self, language: str) -> dict[str, str]:
        found = await self.bot.get_my_commands(
            scope=self.types.BotCommandScopeAllPrivateChats(), language_code=language
        )
        return {command.command: command.description for command in found}

    async def delete_commands(self, language: str) -> bool:
        done: bool = await self.bot.delete_my_commands(
            scope=self.types.BotCommandScopeAllPrivateChats(), language_code=language
        )
        return done

    async def menu_button(self) -> bool:
        done: bool = await self.bot.set_chat_menu_button(
            menu_button=self.types.MenuButtonCommands()
        )
        return done

    def _upload(self, content: bytes, name: str) -> Any:
        raise NotImplementedError

    def _keyboard(self, rows: Rows | None) -> Any:
        if rows is None:
            return None
        return self.types.InlineKeyboardMarkup(
            inline_keyboard=[
                [self.types.InlineKeyboardButton(**button(*pair)) for pair in row] for row in rows
            ]
        )

    @staticmethod
    def _sent(message: Any) -> Sent:
        entities = message.entities or ()
        markup = message.reply_markup
        return Sent(
            message.chat.id,
            message.text or message.caption or "",
            tuple((str(e.type), e.offset, e.length) for e in entities),
            tuple(b.text for row in (markup.inline_keyboard if markup else ()) for b in row),
            message.document.file_name if message.document else None,
            len(message.photo or ()),
        )
