"""Privacy notices: who was shown which, and telling people of a new one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.people import Person
from models.privacy import NoticeShown
from models.upsert import insert_for
from services.notices import Notice, say


async def note_shown(db: AsyncSession, person_id: int, version: str, language: str, at: datetime) -> bool:
    """Notes that somebody has been shown this version; False if they were before, in this language."""
    newest = update(Person).where(Person.id == person_id).values(privacy_version=version, privacy_shown_at=at)
    await db.execute(newest.execution_options(synchronize_session=False))
    row = insert_for(db, NoticeShown).values(person_id=person_id, version=version, language=language, shown_at=at)
    return await db.scalar(row.on_conflict_do_nothing().returning(NoticeShown.id)) is not None


async def show_new(db: AsyncSession, telegram_id: int, version: str, now: datetime) -> None:
    """Says the notice to somebody who hasn't been shown this version, after all else that is said to them.

    It waits until the transaction's own answers are in the outbox, rings nobody, and comes once: whoever has seen the
    version before, or has just been erased, gets nothing.
    """
    found = select(Person.id, Person.language, Person.privacy_version).where(Person.telegram_id == telegram_id)
    person = (await db.execute(found)).one_or_none()
    if person is None or person.privacy_version == version:
        return
    if await note_shown(db, person.id, version, person.language, now):
        await say(db, person.id, Notice.PRIVACY_NOTICE, None, now)
