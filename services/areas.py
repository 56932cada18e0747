"""Where a role holds, and the areas in which somebody holds one, to choose from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.people import Person
from models.reference import Municipality
from models.roles import Role, Scope
from services import reference
from services.authority import authority_of, municipalities_of
from services.rules.authority import FLANDERS
from services.rules.granting import Territory

WHOLE = "flanders"


@dataclass(frozen=True)
class Area:
    """Where a role holds: exactly one of a municipality, a province, or all of Flanders."""

    nis: int | None = None
    province: str | None = None

    @property
    def scope(self) -> Scope:
        if self.nis is not None:
            return Scope.MUNICIPALITY
        return Scope.PROVINCE if self.province else Scope.FLANDERS


@dataclass(frozen=True)
class Place:
    """An area with what there is to name it by."""

    area: Area
    town: Municipality | None


def code_of(area: Area) -> str:
    """The area as a few signs, for a button or a draft; `read_area` reads it back."""
    return str(area.nis) if area.nis is not None else area.province or WHOLE


async def read_area(db: AsyncSession, code: str) -> Area | None:
    """The area that a code means; None for a Flemish municipality or province that doesn't exist."""
    if code == WHOLE:
        return Area()
    if code.isascii() and code.isdecimal() and len(code) <= 5:  # a REFNIS code
        town = await db.get(Municipality, int(code))
        return Area(nis=town.nis) if town and town.region == FLANDERS else None
    return Area(province=code) if code in await reference.provinces(db) else None


async def place_of(db: AsyncSession, area: Area) -> Place:
    """The area with its municipality, which must exist."""
    return Place(area, await db.get_one(Municipality, area.nis) if area.nis is not None else None)


async def territory_of(db: AsyncSession, area: Area) -> Territory:
    """The area as the rules take it. Its municipality must exist."""
    if area.nis is None:
        return Territory(province=area.province)
    town = await db.get_one(Municipality, area.nis)
    return Territory(town.nis, town.province, town.region)


async def municipalities_for(
    db: AsyncSession, person: Person, roles: Collection[Role], most: int, *, among: Collection[int] | None = None
) -> list[Municipality]:
    """The municipalities for which they hold one of these roles, at most `most`; of `among`, if that is given."""
    authority = await authority_of(db, person.id)
    allowed = or_(*(municipalities_of(authority, role) for role in roles))
    found = select(Municipality).where(allowed).order_by(Municipality.name_nl).limit(most)
    return list(await db.scalars(found if among is None else found.where(Municipality.nis.in_(among))))


async def wider_areas(db: AsyncSession, person: Person, roles: Collection[Role]) -> list[Area]:
    """Flanders and the provinces, as far as they hold one of these roles there; the widest first."""
    authority = await authority_of(db, person.id)
    grants = [grant for grant in authority.grants if grant.role in roles]
    if any(grant.scope == Scope.FLANDERS for grant in grants):
        return [Area(), *(Area(province=name) for name in await reference.provinces(db))]
    return [Area(province=name) for name in sorted({grant.province for grant in grants if grant.province})]
