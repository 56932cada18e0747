"""The command menus: one for strangers in each language, and each person's own."""

from __future__ import annotations

from aiogram import Bot
from aiogram.methods import DeleteMyCommands, SetMyCommands
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from sqlalchemy.ext.asyncio import AsyncSession

from messages.language import DEFAULT, LANGUAGES, speaking
from messages.menus import menu
from services import people
from services.authority import authority_of


def _commands(listed: list[tuple[str, str]]) -> list[BotCommand]:
    return [BotCommand(command=name, description=description) for name, description in listed]


async def own_menu(db: AsyncSession, person_id: int, chat_id: int) -> SetMyCommands | DeleteMyCommands:
    """The call that gives this person the commands that they may use, and no others; strangers' to who was erased."""
    person = await people.by_id(db, person_id)
    if person is None:
        return DeleteMyCommands(scope=BotCommandScopeChat(chat_id=chat_id))
    roles = (await authority_of(db, person_id)).roles
    with speaking(person.language):
        listed = menu(person.language, volunteer=person.signed_up_at is not None, roles=roles)
    return SetMyCommands(commands=_commands(listed), scope=BotCommandScopeChat(chat_id=chat_id))


async def set_default_menus(bot: Bot) -> None:
    """What somebody sees whom the bot doesn't know yet."""
    for language in LANGUAGES:
        with speaking(language):
            listed = menu(language, volunteer=False, roles=frozenset())
        code = None if language == DEFAULT else language
        await bot.set_my_commands(_commands(listed), scope=BotCommandScopeAllPrivateChats(), language_code=code)
    with speaking(DEFAULT):
        listed = menu(DEFAULT, volunteer=False, roles=frozenset())
    await bot.set_my_commands(_commands(listed), scope=BotCommandScopeAllPrivateChats(), language_code=DEFAULT)
