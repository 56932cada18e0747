"""Forms in progress."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.conversations import Conversation
from models.people import Person
from services.policy import Policy


async def conversation_of(db: AsyncSession, telegram_id: int) -> Conversation | None:
    """The form that this chat is in, if any."""
    return await db.get(Conversation, telegram_id)


async def keep(
    db: AsyncSession, telegram_id: int, form: str, step: str, draft: dict[str, Any], now: datetime
) -> Conversation:
    """Puts this chat at `step` of `form`; an earlier form in this chat is replaced."""
    return await db.merge(Conversation(telegram_id=telegram_id, form=form, step=step, draft=draft, updated_at=now))


async def forget(db: AsyncSession, telegram_id: int) -> None:
    """Removes the draft and where the chat was in it."""
    await db.execute(delete(Conversation).where(Conversation.telegram_id == telegram_id))


async def sweep(db: AsyncSession, now: datetime, policy: Policy) -> None:
    """Removes abandoned drafts, those of people whom the bot doesn't know sooner."""
    stranger = Conversation.telegram_id.not_in(select(Person.telegram_id))
    abandoned = or_(
        Conversation.updated_at < now - policy.keep_drafts,
        (Conversation.updated_at < now - policy.keep_drafts_of_strangers) & stranger,
    )
    await db.execute(delete(Conversation).where(abandoned).execution_options(synchronize_session=False))
