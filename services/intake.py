"""Which updates have had their effect, and which never will."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from models.intake import FailedUpdate, SeenUpdate
from models.upsert import insert_for


async def first_time(db: AsyncSession, update_id: int, now: datetime) -> bool:
    """Notes the update in this transaction; False if it was handled before, so that nothing is applied twice."""
    note = insert_for(db, SeenUpdate).values(update_id=update_id, seen_at=now).on_conflict_do_nothing()
    return await db.scalar(note.returning(SeenUpdate.update_id)) is not None


async def give_up(db: AsyncSession, update_id: int, error: str, now: datetime) -> None:
    """Notes that the update failed at each try: the kind of error only."""
    await first_time(db, update_id, now)
    await db.merge(FailedUpdate(update_id=update_id, failed_at=now, error=error[:200]))


async def forget_seen(db: AsyncSession, before: datetime) -> None:
    """Drops notes of updates that Telegram no longer delivers again (it keeps them for 24 hours)."""
    await db.execute(delete(SeenUpdate).where(SeenUpdate.seen_at < before))
