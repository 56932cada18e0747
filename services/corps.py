"""Founding a corps, finding the right one, and telling whoever waited for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.corps import Corps, CorpsInterest
from models.people import Person
from models.reference import Municipality
from services.audit import record
from services.notices import Notice, say
from services.rules.authority import FLANDERS
from services.rules.distance import kilometres


@dataclass(frozen=True)
class Founded:
    corps: Corps
    told: int  # people who had asked to hear of it


@dataclass(frozen=True)
class AlreadyFounded:
    corps: Corps


@dataclass(frozen=True)
class NotFlemish:
    """Only Flemish municipalities found corps under this policy."""


@dataclass(frozen=True)
class NearbyCorps:
    corps: Corps
    kilometres: float


def slug_of(name: str) -> str:
    """A municipality's name as the payload of a start link (Telegram allows A-Z a-z 0-9 _ -)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


async def found(
    db: AsyncSession, nis: int, now: datetime, *, by: Person | None = None
) -> Founded | AlreadyFounded | NotFlemish:
    """Founds the municipality's corps and tells those who were waiting for it.

    Checks no authority: see services.corps_overview. Without `by` the command line does it.
    """
    municipality = await db.get_one(Municipality, nis, with_for_update={"key_share": True})  # of two, one founds it
    if existing := await of_municipality(db, nis):
        return AlreadyFounded(existing)
    if municipality.region != FLANDERS:
        return NotFlemish()
    corps = Corps(municipality=municipality, slug=slug_of(municipality.name_nl), founded_at=now)
    db.add(corps)
    await db.flush()
    record(db, by.id if by else None, "corps_founded", "corps", corps.id, now, municipality=nis)
    return Founded(corps, await _tell_interested(db, corps, now))


async def _tell_interested(db: AsyncSession, corps: Corps, now: datetime) -> int:
    waiting = list(
        await db.scalars(
            select(CorpsInterest.person_id).where(CorpsInterest.municipality_nis == corps.municipality_nis)
        )
    )
    for person_id in waiting:
        await say(db, person_id, Notice.CORPS_FOUNDED, corps.id, now)
    await db.execute(delete(CorpsInterest).where(CorpsInterest.municipality_nis == corps.municipality_nis))
    return len(waiting)


async def remember_interest(db: AsyncSession, person_id: int, nis: int, now: datetime) -> None:
    """This person wants to hear when that municipality founds a corps."""
    await db.merge(CorpsInterest(person_id=person_id, municipality_nis=nis, since=now))


async def of_municipality(db: AsyncSession, nis: int) -> Corps | None:
    """The municipality's corps, if it has one."""
    return (await db.scalars(select(Corps).where(Corps.municipality_nis == nis))).one_or_none()


async def by_slug(db: AsyncSession, slug: str) -> Corps | None:
    """The corps that a start link names, which may hold anything: PostgreSQL refuses some signs even in a question."""
    if not slug.isprintable():
        return None
    return (await db.scalars(select(Corps).where(Corps.slug == slug.lower()))).one_or_none()


async def by_id(db: AsyncSession, corps_id: int) -> Corps | None:
    """The corps, if it exists."""
    return await db.get(Corps, corps_id)


async def everywhere(db: AsyncSession) -> list[Corps]:
    """All corps by the name of their municipality."""
    return list(await db.scalars(select(Corps).join(Corps.municipality).order_by(Municipality.name_nl)))


async def nearest(db: AsyncSession, nis: int, most: int = 2, *, first: int | None = None) -> list[NearbyCorps]:
    """The corps nearest to a municipality that has none, the nearest first; before them the corps `first`."""
    here = await db.get_one(Municipality, nis)
    home = (here.latitude, here.longitude)
    nearby = [
        NearbyCorps(corps, kilometres(home, (corps.municipality.latitude, corps.municipality.longitude)))
        for corps in await db.scalars(select(Corps))
    ]
    by_distance = sorted(nearby, key=lambda found: found.kilometres)
    wanted = [found for found in by_distance if found.corps.id == first]
    return wanted + [found for found in by_distance[:most] if found.corps.id != first]


async def having_corps(db: AsyncSession) -> set[int]:
    """REFNIS codes of all municipalities with a corps."""
    return set(await db.scalars(select(Corps.municipality_nis)))


async def member_counts(db: AsyncSession, corps_ids: Collection[int]) -> dict[int, int]:
    """How many members each of these corps has."""
    counts = select(Person.corps_id, func.count()).where(Person.corps_id.in_(corps_ids)).group_by(Person.corps_id)
    return {corps_id: count for corps_id, count in await db.execute(counts) if corps_id is not None}
