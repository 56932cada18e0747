"""The information that the Volunteers Act demands before anybody is deployed: whom it was shown to, and showing it.

It serves every person who helps, a member of a corps or not.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.informing import InformationShown
from models.people import Person
from models.upsert import insert_for
from services.notices import Notice, say
from services.policy import Policy


async def note_shown(db: AsyncSession, person_id: int, version: str, language: str, now: datetime) -> None:
    """Records that this version was shown in this language; the first time is the one that counts."""
    values = {"person_id": person_id, "version": version, "language": language, "shown_at": now}
    await db.execute(insert_for(db, InformationShown).values(values).on_conflict_do_nothing())


async def shown_at(db: AsyncSession, person_id: int, policy: Policy) -> datetime | None:
    """When this person was first shown what holds now, in any language; None if they weren't yet."""
    first = select(func.min(InformationShown.shown_at)).where(
        InformationShown.person_id == person_id, InformationShown.version == policy.terms.version
    )
    moment: datetime | None = await db.scalar(first)
    return moment


async def is_informed(db: AsyncSession, person_id: int, policy: Policy) -> bool:
    """Whether this person was shown what holds now."""
    return await shown_at(db, person_id, policy) is not None


async def owes(db: AsyncSession, person: Person, policy: Policy) -> bool:
    """Whether this volunteer is still to be shown what holds now."""
    return person.signed_up_at is not None and not await is_informed(db, person.id, policy)


async def inform(db: AsyncSession, person: Person, now: datetime, policy: Policy) -> None:
    """Sends what holds now, as a message of its own, and records that."""
    await note_shown(db, person.id, policy.terms.version, person.language, now)
    await say(db, person.id, Notice.VOLUNTEERS_ACT, None, now)
