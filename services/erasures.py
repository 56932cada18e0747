"""Who was erased, for the journal outside the backup; and erasing them again after a backup was restored."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.erasures import Erasure
from models.people import Person
from services.erasure import Cause, erase
from services.policy import Policy

AT_ONCE = 500


@dataclass(frozen=True)
class Entry:
    """A random internal id, which is nobody's any more, and when it ceased to be."""

    person_id: int
    erased_at: datetime


async def anything_to_journal(db: AsyncSession) -> bool:
    """Whether somebody was erased whom the journal doesn't hold yet."""
    return await db.scalar(select(Erasure.person_id).limit(1)) is not None


async def to_journal(db: AsyncSession) -> list[Entry]:
    """Those whom the journal doesn't hold yet, held until the commit."""
    rows = await db.scalars(select(Erasure).order_by(Erasure.erased_at, Erasure.person_id).with_for_update())
    return [Entry(row.person_id, row.erased_at) for row in rows]


async def journalled(db: AsyncSession, entries: Collection[Entry]) -> None:
    """The journal holds these: the database forgets them."""
    ids = [entry.person_id for entry in entries]
    for start in range(0, len(ids), AT_ONCE):
        some = Erasure.person_id.in_(ids[start : start + AT_ONCE])
        await db.execute(delete(Erasure).where(some).execution_options(synchronize_session=False))


async def erase_again(db: AsyncSession, ids: Collection[int], now: datetime, policy: Policy) -> int:
    """Erases whoever of these a restored backup brought back, without a word to them; returns how many they were."""
    wanted, found = sorted(ids), list[Person]()
    for start in range(0, len(wanted), AT_ONCE):
        back = select(Person).where(Person.id.in_(wanted[start : start + AT_ONCE])).order_by(Person.id)
        found += (await db.scalars(back)).unique()
    for person_id in [person.id for person in found]:
        await erase(db, await db.get_one(Person, person_id), now, policy, Cause.REPLAY)
    return len(found)
