"""Who holds which role, and taking one back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.outbox import Method
from models.people import Person
from models.reference import Municipality
from models.roles import RoleGrant, RoleInvite
from services import certificate_cards, invites, rota
from services.areas import Area, territory_of
from services.audit import record
from services.authority import authority_of, covering
from services.notices import Notice, say
from services.rules.authority import Grant, Town
from services.rules.granting import may_grant


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


async def held_for(db: AsyncSession, where: Town) -> list[Held]:
    """The roles that hold for the whole of that area, the oldest first."""
    return [Held(*row) for row in (await db.execute(_standing().where(covering(where)))).unique()]


async def with_holder(db: AsyncSession, grant_id: int) -> Held | None:
    """The grant with that id and whose it is, even if it was taken back."""
    grant = await db.get(RoleGrant, grant_id, populate_existing=True)
    return Held(grant, await db.get_one(Person, grant.person_id)) if grant else None


async def revoke(db: AsyncSession, grant_id: int, now: datetime, *, by: Person | None = None) -> Revoked | NoSuchRole:
    """Takes the role back at once: authority is read at every tap. The person is told, and their menu follows.

    The links go too that they made and could no longer make. Checks no authority: see services.teams.
    """
    row = (await db.execute(_standing().where(RoleGrant.id == grant_id).with_for_update(of=RoleGrant))).unique().first()
    if row is None:
        return NoSuchRole()
    grant, holder = row
    who = by.id if by else None
    grant.revoked_at, grant.revoked_by_id = now, who
    await db.flush()
    record(db, who, "role_revoked", "role_grant", grant.id, now, role=grant.role, scope=grant.scope)
    await _withdraw_beyond(db, holder, by, now)
    await certificate_cards.leave(db, holder, now)
    await rota.look_again(db, holder.id, now)
    if who != holder.id:
        await say(db, holder.id, Notice.ROLE_REVOKED, grant.id, now)
    await say(db, holder.id, Notice.MENU, None, now, method=Method.MENU)
    return Revoked(grant, holder)


async def _withdraw_beyond(db: AsyncSession, maker: Person, by: Person | None, now: datetime) -> None:
    left = await authority_of(db, maker.id)
    made = select(RoleInvite).where(RoleInvite.created_by_id == maker.id, invites.still_open(now))
    for invite in (await db.scalars(made)).unique().all():
        area = await territory_of(db, Area(invite.municipality_nis, invite.province))
        if not may_grant(left, invite.role, area):
            await invites.withdraw(db, invite, by, now)
