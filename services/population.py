"""Who is in the database, as far as a demonstration needs to know."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.people import Person
from models.roles import RoleGrant


async def everybody(db: AsyncSession) -> list[Person]:
    """All people, in the order in which they came."""
    return list((await db.scalars(select(Person).order_by(Person.created_at, Person.telegram_id))).unique())


async def labels(db: AsyncSession, telegram_ids: Collection[int]) -> dict[int, str]:
    """What each of these people is, in a word or two: "coordinator", "requester Mechelen", "volunteer Gent"."""
    found = (await db.scalars(select(Person).where(Person.telegram_id.in_(telegram_ids)))).unique().all()
    roles: dict[int, RoleGrant] = {}
    grants = select(RoleGrant).where(RoleGrant.revoked_at.is_(None)).order_by(RoleGrant.id.desc())
    for grant in (await db.scalars(grants)).unique():
        roles[grant.person_id] = grant
    return {person.telegram_id: _label(person, roles.get(person.id)) for person in found}


def _label(person: Person, grant: RoleGrant | None) -> str:
    if grant:
        where = grant.municipality.name_nl if grant.municipality else grant.province or ""
        return f"{grant.role.replace('_', ' ')} {where}".strip()
    if person.corps:
        return f"volunteer {person.corps.municipality.name_nl}"
    return "volunteer" if person.signed_up_at else ""
