"""A municipality's corps at a glance, for its people: figures only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.corps import Corps, CorpsInterest
from models.people import Person
from models.reference import Municipality
from models.roles import Role
from services import corps as corps_service
from services import members
from services.authority import NotAllowed, authority_of
from services.corps import AlreadyFounded, Founded, NotFlemish
from services.members import RUN_BY, Counts
from services.minors import CARED_FOR_BY
from services.policy import Policy
from services.rules.authority import FLANDERS, Authority
from services.rules.funding import Bounds, Funding, bounds_in, funding
from services.standing_reserves import SET_BY
from services.teams import MANAGERS

PEOPLE = tuple(Role)  # everybody with a role for the municipality
FOUNDERS = (Role.ADMINISTRATOR,)


@dataclass(frozen=True)
class May:
    """What the viewer may do beyond looking at the figures."""

    see_members: bool
    see_minors: bool
    see_team: bool
    announce: bool
    keep_home: bool


@dataclass(frozen=True)
class Overview:
    """`undecided`: people who live there, have signed up and are in no corps."""

    corps: Corps
    counts: Counts
    undecided: int
    year: int
    bounds: Bounds
    funding: Funding
    may: May


@dataclass(frozen=True)
class NoCorpsYet:
    """`waiting`: people who asked to hear of it, and whom founding it tells."""

    town: Municipality
    waiting: int
    may_found: bool


async def overview(
    db: AsyncSession, person: Person, nis: int, now: datetime, policy: Policy
) -> Overview | NoCorpsYet | NotAllowed:
    """The corps of that municipality, for whoever has a role for it."""
    town, authority = await db.get(Municipality, nis), await authority_of(db, person.id)
    if town is None or not authority.may_as_any(PEOPLE, town):
        return NotAllowed()
    corps = await corps_service.of_municipality(db, nis)
    if corps is None:
        return NoCorpsYet(town, await _waiting(db, nis), _may_found(authority, town))
    today = now.astimezone(policy.zone).date()
    counts, bounds = await members.counts(db, corps, today, policy), bounds_in(today.year, policy.corps_bounds)
    return Overview(
        corps,
        counts,
        await _undecided(db, nis),
        today.year,
        bounds,
        funding(counts.members, bounds),
        _may(authority, town),
    )


async def found(
    db: AsyncSession, person: Person, nis: int, now: datetime
) -> Founded | AlreadyFounded | NotFlemish | NotAllowed:
    """Founds the corps, as an administrator whose area the municipality is in; those who waited are told."""
    town = await db.get(Municipality, nis)
    if town is None or not _may_found(await authority_of(db, person.id), town):
        return NotAllowed()
    return await corps_service.found(db, nis, now, by=person)


def _may_found(authority: Authority, town: Municipality) -> bool:
    return town.region == FLANDERS and authority.may_as_any(FOUNDERS, town)


def _may(authority: Authority, town: Municipality) -> May:
    managers = authority.may_as_any(MANAGERS, town)
    return May(
        see_members=authority.may_as_any(RUN_BY, town),
        see_minors=authority.may_as_any(CARED_FOR_BY, town),
        see_team=managers,
        announce=managers,
        keep_home=authority.may_as_any(SET_BY, town),
    )


async def _waiting(db: AsyncSession, nis: int) -> int:
    return await db.scalar(select(func.count()).where(CorpsInterest.municipality_nis == nis)) or 0


async def _undecided(db: AsyncSession, nis: int) -> int:
    here = (Person.municipality_nis == nis, Person.signed_up_at.is_not(None), Person.corps_id.is_(None))
    return await db.scalar(select(func.count()).where(*here)) or 0
