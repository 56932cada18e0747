"""Who may do what in an area: seeing it, inviting somebody, and taking a role or an invite back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.people import Person
from models.roles import Role, RoleGrant, RoleInvite, Scope
from services import invites, roles
from services.areas import Area, Place, place_of, territory_of
from services.authority import NotAllowed, authority_of, covering
from services.pages import Page, page_of
from services.policy import Policy
from services.roles import Held, NoSuchRole, Revoked
from services.rules.authority import Authority
from services.rules.granting import grantable, may_grant, may_hold

MANAGERS = (Role.CORPS_ADMINISTRATOR, Role.COORDINATOR, Role.ADMINISTRATOR)
ORDER = tuple(Role)


@dataclass(frozen=True)
class Team:
    """Whose roles hold for the whole area, those that appoint nobody first. `vacant`: roles that nobody has there."""

    place: Place
    members: Page[Held]
    vacant: Sequence[Role]
    removable: frozenset[int]  # grants that the viewer may take back
    grantable: Sequence[Role]
    open_invites: int  # those that the viewer may withdraw


@dataclass(frozen=True)
class OpenInvites:
    """Links that somebody can still accept, the newest first; only those that the viewer may withdraw."""

    place: Place
    invites: Sequence[RoleInvite]


@dataclass(frozen=True)
class Invited:
    """`payload` is that of the start link: it is told here once."""

    place: Place
    role: Role
    payload: str
    expires_at: datetime


@dataclass(frozen=True)
class Withdrawn:
    place: Place


@dataclass(frozen=True)
class NoSuchInvite:
    """Accepted, expired or withdrawn meanwhile."""


@dataclass(frozen=True)
class LastAdministrator:
    """The only one for all of Flanders: without them nobody could hand out roles in the chat any more."""

    held: Held


async def team(db: AsyncSession, person: Person, area: Area, page: int, now: datetime) -> Team | NotAllowed:
    """The roles that hold for this area, for whoever may hand out any there."""
    authority, where = await authority_of(db, person.id), await territory_of(db, area)
    if not authority.may_as_any(MANAGERS, where):
        return NotAllowed()
    members = sorted(await roles.held_for(db, where), key=lambda held: ORDER.index(held.grant.role))
    removable = [held.grant.id for held in members if await _may_change(db, authority, held.grant)]
    mine = grantable(authority, where)
    return Team(
        await place_of(db, area),
        page_of(members, page),
        [role for role in ORDER if may_hold(role, where) and all(held.grant.role is not role for held in members)],
        frozenset(removable),
        [role for role in ORDER if role in mine],
        len(await _open_invites(db, authority, area, now)),
    )


async def _may_change(db: AsyncSession, authority: Authority, thing: RoleGrant | RoleInvite) -> bool:
    """Nobody takes back what they couldn't have given."""
    where = await territory_of(db, Area(thing.municipality_nis, thing.province))
    return may_grant(authority, thing.role, where)


async def invite(
    db: AsyncSession, person: Person, role: Role, area: Area, now: datetime, policy: Policy
) -> Invited | NotAllowed:
    """A link that gives the role once; nobody invites to more than they may give."""
    # Held until the commit: whoever takes one of these roles back meanwhile then finds this link as well.
    mine = select(RoleGrant.id).where(RoleGrant.person_id == person.id).order_by(RoleGrant.id)
    await db.execute(mine.with_for_update())
    if not may_grant(await authority_of(db, person.id), role, await territory_of(db, area)):
        return NotAllowed()
    payload = await invites.make_invite(db, role, area, now, policy, by=person)
    return Invited(await place_of(db, area), role, payload, now + policy.invite_validity)


async def open_invites(db: AsyncSession, person: Person, area: Area, now: datetime) -> OpenInvites | NotAllowed:
    """The open links for this area, for whoever may hand out roles there."""
    authority = await authority_of(db, person.id)
    if not authority.may_as_any(MANAGERS, await territory_of(db, area)):
        return NotAllowed()
    return OpenInvites(await place_of(db, area), await _open_invites(db, authority, area, now))


async def _open_invites(db: AsyncSession, authority: Authority, area: Area, now: datetime) -> list[RoleInvite]:
    here = covering(await territory_of(db, area), RoleInvite)
    found = await db.scalars(select(RoleInvite).where(invites.still_open(now), here).order_by(RoleInvite.id.desc()))
    return [each for each in found.unique().all() if await _may_change(db, authority, each)]


async def withdraw(
    db: AsyncSession, person: Person, invite_id: int, now: datetime
) -> Withdrawn | NoSuchInvite | NotAllowed:
    """Makes an open link worthless."""
    found = await db.get(RoleInvite, invite_id, populate_existing=True)
    if found is None or found.used_at is not None or found.expires_at <= now:
        return NoSuchInvite()
    if not await _may_change(db, await authority_of(db, person.id), found):
        return NotAllowed()
    place = await place_of(db, Area(found.municipality_nis, found.province))
    return Withdrawn(place) if await invites.withdraw(db, found, person, now) else NoSuchInvite()


async def member(db: AsyncSession, person: Person, grant_id: int) -> Held | NoSuchRole | NotAllowed:
    """One role of somebody, for whoever may take it back."""
    held = await roles.with_holder(db, grant_id)
    if held is None or not await _may_change(db, await authority_of(db, person.id), held.grant):
        return NotAllowed()
    return NoSuchRole() if held.grant.revoked_at else held


async def revoke(
    db: AsyncSession, person: Person, grant_id: int, now: datetime
) -> Revoked | NoSuchRole | LastAdministrator | NotAllowed:
    """Takes a role back that one could have given, one's own included."""
    await _hold(db, grant_id)
    held = await member(db, person, grant_id)
    if not isinstance(held, Held):
        return held
    if await _is_last(db, held.grant):
        return LastAdministrator(held)
    return await roles.revoke(db, grant_id, now, by=person)


async def _hold(db: AsyncSession, grant_id: int) -> None:
    """Of two who take back the last two administrators at once, the second waits and finds one left.

    All in one order, as in `invite`, so that nobody waits for each other.
    """
    wanted = or_(_administrator_of_flanders(), RoleGrant.id == grant_id)
    await db.execute(select(RoleGrant.id).where(wanted).order_by(RoleGrant.id).with_for_update())


def _administrator_of_flanders() -> ColumnElement[bool]:
    everywhere = and_(RoleGrant.role == Role.ADMINISTRATOR, RoleGrant.scope == Scope.FLANDERS)
    return and_(everywhere, RoleGrant.revoked_at.is_(None))


async def is_last_administrator(db: AsyncSession, person: Person) -> bool:
    """Whether nobody else hands out roles for all of Flanders."""
    return set(await db.scalars(select(RoleGrant.person_id).where(_administrator_of_flanders()))) == {person.id}


async def hold_administrators(db: AsyncSession) -> None:
    """No administrator for all of Flanders loses that role before this transaction is over, but by it."""
    await db.execute(select(RoleGrant.id).where(_administrator_of_flanders()).order_by(RoleGrant.id).with_for_update())


async def _is_last(db: AsyncSession, grant: RoleGrant) -> bool:
    return list(await db.scalars(select(RoleGrant.id).where(_administrator_of_flanders()))) == [grant.id]
