"""Who holds which role, and taking one back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.outbox import Method
from models.people import Person
from models.reference import Municipality
from models.roles import RoleGrant
from services.audit import record
from services.notices import Notice, say
from services.rules.authority import Grant


@dataclass(frozen=True)
class Held:
    grant: RoleGrant
    holder: Person


@dataclass(frozen=True)
class Revoked:
    grant: RoleGrant
    holder: Person


@dataclass(frozen=True)
class NoSuchRole:
    """There is none with this id, or it was taken back before."""


def _standing() -> Select[RoleGrant, Person]:
    held = select(RoleGrant, Person).join(Person, Person.id == RoleGrant.person_id)
    return held.where(RoleGrant.revoked_at.is_(None)).order_by(RoleGrant.id)


async def held(db: AsyncSession, nis: int | None = None) -> list[Held]:
    """All roles that people hold, the oldest first; with `nis` those that hold for that municipality."""
    rows = (await db.execute(_standing())).unique()
    town = await db.get_one(Municipality, nis) if nis is not None else None
    return [Held(grant, holder) for grant, holder in rows if town is None or _rule(grant).covers(town)]


def _rule(grant: RoleGrant) -> Grant:
    return Grant(grant.role, grant.scope, grant.municipality_nis, grant.province)


async def revoke(db: AsyncSession, grant_id: int, now: datetime) -> Revoked | NoSuchRole:
    """Takes the role back at once: authority is read at every tap. The person's command menu follows."""
    row = (await db.execute(_standing().where(RoleGrant.id == grant_id).with_for_update(of=RoleGrant))).unique().first()
    if row is None:
        return NoSuchRole()
    grant, holder = row
    grant.revoked_at = now
    record(db, None, "role_revoked", "role_grant", grant.id, now, role=grant.role, scope=grant.scope)
    await say(db, holder.id, Notice.MENU, None, now, method=Method.MENU)
    return Revoked(grant, holder)
