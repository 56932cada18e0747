"""Who is in the database, as far as a demonstration needs to know."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.people import Person
from models.roles import RoleGrant


@dataclass(frozen=True)
class Standing:
    """What somebody is: their newest role, if they hold any, and otherwise a volunteer or nothing yet."""

    person: Person
    grant: RoleGrant | None


async def everybody(db: AsyncSession) -> list[Person]:
    """All people, in the order in which they came."""
    return list((await db.scalars(select(Person).order_by(Person.created_at, Person.telegram_id))).unique())


async def standings(db: AsyncSession, telegram_ids: Collection[int]) -> list[Standing]:
    """Those of these people whom the bot knows, and what they are."""
    found = (await db.scalars(select(Person).where(Person.telegram_id.in_(telegram_ids)))).unique().all()
    held: dict[int, RoleGrant] = {}
    grants = select(RoleGrant).where(RoleGrant.revoked_at.is_(None)).order_by(RoleGrant.id)
    for grant in (await db.scalars(grants)).unique():
        held[grant.person_id] = grant
    return [Standing(person, held.get(person.id)) for person in found]
