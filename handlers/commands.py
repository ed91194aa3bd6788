"""The menus of commands, in every language; a person's own menu follows their language."""

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.domain.people import Person
from bot.i18n import Languages, Translator
from bot.screens.start import COMMANDS, STAFF_COMMANDS


def menu(tr: Translator, *, staff: bool) -> list[BotCommand]:
    """Return the commands of everybody, or of staff, described in one language."""
    commands = COMMANDS + (STAFF_COMMANDS if staff else ())
    return [BotCommand(command=name, description=tr(text)) for name, text in commands]


async def announce_commands(bot: Bot, languages: Languages) -> None:
    """Tell Telegram the menus by the language of the phone; the default one for all others."""
    scope = BotCommandScopeAllPrivateChats()
    default = languages[languages.default]
    await bot.set_my_commands(menu(default, staff=False), scope=scope)
    for language in languages.offered:
        await bot.set_my_commands(
            menu(languages[language], staff=False), scope=scope, language_code=language
        )


async def show_commands(bot: Bot, person: Person, tr: Translator) -> None:
    """Give a person the menu of their own language and rights."""
    await bot.set_my_commands(
        menu(tr, staff=person.is_staff), scope=BotCommandScopeChat(chat_id=person.telegram_id)
    )
