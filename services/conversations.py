"""Forms in progress: the one that a chat is in, and those that wait beneath it."""

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
    """Puts this chat at `step` of `form`; another form that was open waits beneath it, an earlier draft is gone."""
    row = await db.get(Conversation, telegram_id) or Conversation(telegram_id=telegram_id, form=form, beneath=[])
    waiting = row.beneath if row.form == form else [_set_aside(row), *row.beneath]
    row.beneath = [other for other in waiting if other["form"] != form]
    row.form, row.step, row.draft, row.updated_at = form, step, draft, now
    db.add(row)
    await db.flush()
    return row


def _set_aside(row: Conversation) -> dict[str, Any]:
    return {"form": row.form, "step": row.step, "draft": row.draft}


async def bring_up(db: AsyncSession, telegram_id: int, form: str, now: datetime) -> Conversation | None:
    """Makes a form that waits beneath another the open one, which waits beneath it from now on; None if none does."""
    row = await db.get(Conversation, telegram_id)
    waiting = next((one for one in row.beneath if one["form"] == form), None) if row else None
    return await keep(db, telegram_id, form, waiting["step"], waiting["draft"], now) if waiting else None


async def forget(db: AsyncSession, telegram_id: int) -> Conversation | None:
    """Removes the draft and where the chat was in it; the form that waited beneath, if any, is the open one again."""
    row = await db.get(Conversation, telegram_id)
    if row is None:
        return None
    if not row.beneath:
        await db.delete(row)
        await db.flush()
        return None
    uppermost, *row.beneath = row.beneath
    row.form, row.step, row.draft = uppermost["form"], uppermost["step"], uppermost["draft"]
    await db.flush()
    return row


async def erase(db: AsyncSession, telegram_id: int) -> None:
    """Removes all that this chat has begun."""
    row = await db.get(Conversation, telegram_id)
    if row is not None:
        await db.delete(row)
        await db.flush()


async def sweep(db: AsyncSession, now: datetime, policy: Policy) -> None:
    """Removes abandoned drafts, those of people whom the bot doesn't know sooner."""
    stranger = Conversation.telegram_id.not_in(select(Person.telegram_id))
    abandoned = or_(
        Conversation.updated_at < now - policy.keep_drafts,
        (Conversation.updated_at < now - policy.keep_drafts_of_strangers) & stranger,
    )
    await db.execute(delete(Conversation).where(abandoned).execution_options(synchronize_session=False))
