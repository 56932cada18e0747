"""Which provinces are in the provincial phase: the governor leads, and call-outs reach the whole province."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.people import Person
from models.provincial_phases import ProvincialPhase
from models.roles import Role, Scope
from services import reference
from services.authority import authority_of

DECLARED_BY = (Role.COORDINATOR, Role.ADMINISTRATOR)


async def open_in(db: AsyncSession, province: str) -> ProvincialPhase | None:
    """The phase that is declared in that province now."""
    running = select(ProvincialPhase).where(ProvincialPhase.province == province, ProvincialPhase.ended_at.is_(None))
    return (await db.scalars(running)).unique().one_or_none()


async def provinces_of(db: AsyncSession, person: Person) -> Sequence[str]:
    """The provinces for which they may enter the governor's order: as coordinator or administrator of a whole one."""
    authority = await authority_of(db, person.id)
    theirs = [grant for grant in authority.grants if grant.role in DECLARED_BY]
    if any(grant.scope == Scope.FLANDERS for grant in theirs):
        return await reference.provinces(db)
    return sorted({grant.province for grant in theirs if grant.province})
