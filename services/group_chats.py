"""Groups and channels: the bot explains itself there once, and leaves everything else to private chats."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.group_chats import GroupChat
from models.upsert import insert_for


async def first_word(db: AsyncSession, chat_id: int, now: datetime) -> bool:
    """Whether nothing has been said in this chat yet; it counts as said from here on."""
    row = insert_for(db, GroupChat).values(chat_id=chat_id, explained_at=now).on_conflict_do_nothing()
    return await db.scalar(row.returning(GroupChat.chat_id)) is not None
