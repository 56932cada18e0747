"""Handing out roles by single-use, expiring links."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ColumnElement

from models.outbox import Method
from models.people import Person
from models.roles import Role, RoleGrant, RoleInvite
from services.areas import Area
from services.audit import record
from services.notices import Notice, say
from services.people import Newcomer, introduce
from services.policy import Policy

__all__ = [
    "PREFIX", "AlreadyYours", "Area", "Granted", "NotValid", "accept", "find_invite", "grant_role", "make_invite",
    "redeem", "still_open", "withdraw",
]  # fmt: skip

PREFIX = "invite_"  # of the start link's payload, so that it is never taken for a corps


@dataclass(frozen=True)
class Granted:
    person: Person
    grant: RoleGrant


@dataclass(frozen=True)
class AlreadyYours:
    """This very person used it before: a second tap."""


@dataclass(frozen=True)
class NotValid:
    """Unknown, used already, or expired; which of these is nobody's business."""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def make_invite(
    db: AsyncSession, role: Role, area: Area, now: datetime, policy: Policy, *, by: Person | None = None
) -> str:
    """The start link's payload; it is given out here once, and only its hash is stored.

    Checks no authority: see services.teams. Without `by` the command line made it.
    """
    token = secrets.token_urlsafe(24)
    invite = RoleInvite(
        token_hash=_hash(token),
        role=role,
        scope=area.scope,
        municipality_nis=area.nis,
        province=area.province,
        created_by_id=by.id if by else None,
        created_at=now,
        expires_at=now + policy.invite_validity,
    )
    db.add(invite)
    await db.flush()
    record(db, by.id if by else None, "invite_made", "role_invite", invite.id, now, role=role, scope=area.scope)
    return PREFIX + token


def still_open(now: datetime) -> ColumnElement[bool]:
    """A condition on `RoleInvite`: those that somebody can still accept."""
    return and_(RoleInvite.used_at.is_(None), RoleInvite.expires_at > now)


async def find_invite(db: AsyncSession, payload: str, now: datetime) -> RoleInvite | NotValid:
    """The invite behind a start link's payload, while it is valid."""
    found = await db.scalars(
        select(RoleInvite).where(RoleInvite.token_hash == _hash(payload.removeprefix(PREFIX)), still_open(now))
    )
    return found.unique().one_or_none() or NotValid()


async def accept(
    db: AsyncSession, payload: str, who: Person | Newcomer, now: datetime
) -> Granted | AlreadyYours | NotValid:
    """As `redeem`; a newcomer is stored only if the invite is valid."""
    if isinstance(who, Person):
        return await redeem(db, payload, who, now)
    invite = await find_invite(db, payload, now)
    if isinstance(invite, NotValid):
        return invite
    person = await introduce(db, who, now)
    return await redeem(db, payload, person, now)


async def redeem(db: AsyncSession, payload: str, person: Person, now: datetime) -> Granted | AlreadyYours | NotValid:
    """Grants the invite's role to `person`. The button carries the token: an id alone could be guessed."""
    invite = await find_invite(db, payload, now)
    if isinstance(invite, NotValid):
        return AlreadyYours() if await _was_used_by(db, payload, person) else invite
    taken = await db.execute(
        update(RoleInvite)
        .where(RoleInvite.id == invite.id, RoleInvite.used_at.is_(None))
        .values(used_at=now, used_by_id=person.id)
        .returning(RoleInvite.id)
    )
    if taken.scalar() is None:
        return NotValid()
    grant = await grant_role(db, person, invite.role, Area(invite.municipality_nis, invite.province), now)
    return Granted(person, grant)


async def _was_used_by(db: AsyncSession, payload: str, person: Person) -> bool:
    used = select(RoleInvite.id).where(
        RoleInvite.token_hash == _hash(payload.removeprefix(PREFIX)), RoleInvite.used_by_id == person.id
    )
    return await db.scalar(used) is not None


async def grant_role(db: AsyncSession, person: Person, role: Role, area: Area, now: datetime) -> RoleGrant:
    """Gives a role, once: whoever holds it there already keeps that. The person's command menu follows."""
    if held := await _held(db, person, role, area):
        return held
    grant = RoleGrant(
        person_id=person.id,
        role=role,
        scope=area.scope,
        municipality_nis=area.nis,
        province=area.province,
        granted_at=now,
    )
    db.add(grant)
    await db.flush()
    await db.refresh(grant, ["municipality"])
    record(db, person.id, "role_granted", "role_grant", grant.id, now, role=role, scope=area.scope)
    await say(db, person.id, Notice.MENU, None, now, method=Method.MENU)
    return grant


async def _held(db: AsyncSession, person: Person, role: Role, area: Area) -> RoleGrant | None:
    """Held twice, a role would outlive being taken back."""
    same = (RoleGrant.role == role, RoleGrant.municipality_nis == area.nis, RoleGrant.province == area.province)
    standing = select(RoleGrant).where(RoleGrant.person_id == person.id, RoleGrant.revoked_at.is_(None), *same)
    return (await db.scalars(standing.limit(1))).unique().one_or_none()


async def withdraw(db: AsyncSession, invite: RoleInvite, by: Person | None, now: datetime) -> bool:
    """Makes the link worthless; False if somebody has accepted it meanwhile."""
    unused = delete(RoleInvite).where(RoleInvite.id == invite.id, RoleInvite.used_at.is_(None))
    gone = await db.scalar(unused.returning(RoleInvite.id).execution_options(synchronize_session=False))
    if gone is None:
        return False
    who = by.id if by else None
    record(db, who, "invite_withdrawn", "role_invite", invite.id, now, role=invite.role, scope=invite.scope)
    return True
