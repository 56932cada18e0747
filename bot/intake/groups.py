"""Where somebody speaks to the bot, or puts it, among others: there it explains itself once and does nothing else."""

from __future__ import annotations

from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberAdministrator, ChatMemberUpdated, Message, Update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from messages.group_chats import explanation
from messages.language import closest, speaking
from services import group_chats, outbox

PRESENT = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)


async def explain(db: AsyncSession, update: Update, clock: Clock, bot_username: str) -> None:
    """Says it in the language of whoever brought the bot there, or called it: the first time only."""
    if (message := update.message) and message.migrate_to_chat_id:
        await group_chats.first_word(db, message.migrate_to_chat_id, clock.now())  # the same people, under a new number
        return
    asked = message if message and _is_command(message, bot_username) else _arrival(update.my_chat_member)
    if asked is None or not await group_chats.first_word(db, asked.chat.id, clock.now()):
        return
    with speaking(closest(asked.from_user.language_code if asked.from_user else None)):
        card = explanation(bot_username)
    outbox.put_card(db, asked.chat.id, card.to_json(), clock.now(), silent=card.silent)


def _is_command(message: Message, bot_username: str) -> bool:
    """A command for us; one that names another bot isn't."""
    if message.chat.type == ChatType.PRIVATE or not (message.text or "").startswith("/"):
        return False
    _command, _at, named = (message.text or "").split(maxsplit=1)[0].partition("@")
    return named.lower() in ("", bot_username.lower())


def _arrival(change: ChatMemberUpdated | None) -> ChatMemberUpdated | None:
    """The bot was put into a group, or into a channel where it may write."""
    if change is None or change.chat.type == ChatType.PRIVATE or change.new_chat_member.status not in PRESENT:
        return None
    member = change.new_chat_member
    may_write = isinstance(member, ChatMemberAdministrator) and member.can_post_messages
    return change if may_write or change.chat.type != ChatType.CHANNEL else None
