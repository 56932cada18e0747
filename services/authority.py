"""Roles as they stand in the database at this moment."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ColumnElement

from models.people import Person
from models.reference import Municipality
from models.roles import Role, RoleGrant, RoleInvite, Scope
from services.rules.authority import FLANDERS, Authority, Grant, Town


@dataclass(frozen=True)
class NotAllowed:
    """The person has no authority over this, or it doesn't exist: both look the same from outside."""


async def grants_of(db: AsyncSession, person_id: int) -> list[RoleGrant]:
    """The roles that the person holds now, in the order in which they were granted."""
    held = select(RoleGrant).where(RoleGrant.person_id == person_id, RoleGrant.revoked_at.is_(None))
    return list((await db.scalars(held.order_by(RoleGrant.id))).unique())


async def authority_of(db: AsyncSession, person_id: int) -> Authority:
    """What the person may do now; a revoked role counts no longer, in old buttons neither."""
    grants = await grants_of(db, person_id)
    return Authority(tuple(Grant(g.role, g.scope, g.municipality_nis, g.province) for g in grants))


def covering(where: Town, of: type[RoleGrant] | type[RoleInvite] = RoleGrant) -> ColumnElement[bool]:
    """A condition on grants or invites: those that hold for the whole of that area."""
    return or_(
        and_(of.scope == Scope.FLANDERS, literal(where.region) == FLANDERS),
        of.province == (where.province or ""),
        of.municipality_nis == (where.nis or 0),
    )


async def holders(db: AsyncSession, role: Role, where: Town) -> list[Person]:
    """Everybody who acts as `role` for the whole of that area, whoever the bot has known longest in front."""
    granted = (
        select(RoleGrant.person_id)
        .where(RoleGrant.role == role, RoleGrant.revoked_at.is_(None), covering(where))
        .group_by(RoleGrant.person_id)
    )
    people = await db.scalars(select(Person).where(Person.id.in_(granted)).order_by(Person.created_at, Person.id))
    return list(people.unique())


async def reachable_holders(db: AsyncSession, role: Role, where: Town) -> list[Person]:
    """Those of the holders whom a message reaches: they haven't blocked the bot."""
    return [person for person in await holders(db, role, where) if person.reachable]


def municipalities_of(authority: Authority, role: Role) -> ColumnElement[bool]:
    """A condition on `Municipality`: those for which the authority gives `role`."""
    of_role = [grant for grant in authority.grants if grant.role == role]
    regions = [FLANDERS for grant in of_role if grant.scope == Scope.FLANDERS]
    return or_(
        Municipality.region.in_(regions),
        Municipality.nis.in_([grant.nis for grant in of_role if grant.nis]),
        Municipality.province.in_([grant.province for grant in of_role if grant.province]),
    )
