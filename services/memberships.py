"""Who is in which corps, one at a time, and who was: joining, moving house, and the history of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.corps import Corps, CorpsInterest, Membership
from models.people import Person
from services import certificates, group_endings
from services.corps import of_municipality, remember_interest


@dataclass(frozen=True)
class Moved:
    """`left` is the corps that they were in until now."""

    person: Person
    left: Corps | None


@dataclass(frozen=True)
class Joined:
    corps: Corps


@dataclass(frozen=True)
class AlreadyMember:
    """Of this corps, or of another: one is in one corps at a time."""

    corps: Corps


@dataclass(frozen=True)
class NotSignedUp:
    """The person isn't a volunteer."""


async def enter(db: AsyncSession, person: Person, corps: Corps | None, now: datetime) -> None:
    """From now on the person is in this corps, or in none, and no longer in a group of the one before.

    What was before stays on record.
    """
    if person.corps_id == (corps.id if corps else None):
        return
    ended = update(Membership).where(Membership.person_id == person.id, Membership.until.is_(None))
    await db.execute(ended.values(until=now))
    await group_endings.part(db, person, now)
    person.corps = corps
    if corps:
        db.add(Membership(person_id=person.id, corps_id=corps.id, since=now))
    await db.flush()


async def join(db: AsyncSession, person: Person, corps: Corps, now: datetime) -> Joined | AlreadyMember | NotSignedUp:
    """Makes a volunteer without a corps a member of this one; whoever is in a corps stays there."""
    if person.signed_up_at is None:
        return NotSignedUp()
    if person.corps is not None:
        return AlreadyMember(person.corps)
    await enter(db, person, corps, now)
    await certificates.hand_on(db, person, now)
    return Joined(corps)


async def move(db: AsyncSession, person: Person, nis: int, corps: Corps | None, now: datetime) -> Moved | NotSignedUp:
    """The volunteer lives in this municipality now, and is in this corps; without one, they hear when it starts one.

    One that the municipality founded meanwhile is theirs at once.
    Invitations of the old corps stay as they are: whoever comes to one of its call-outs is still expected there.
    """
    if person.signed_up_at is None:
        return NotSignedUp()
    left = person.corps
    person.municipality_nis = nis
    corps = corps or await of_municipality(db, nis)
    await enter(db, person, corps, now)
    await db.execute(delete(CorpsInterest).where(CorpsInterest.person_id == person.id))
    if corps is None:
        await remember_interest(db, person.id, nis, now)
    await db.flush()
    await db.refresh(person)
    await certificates.hand_on(db, person, now)
    return Moved(person, left)


async def history(db: AsyncSession, person_id: int) -> list[Membership]:
    """All memberships, the newest first."""
    theirs = select(Membership).where(Membership.person_id == person_id)
    return list(await db.scalars(theirs.order_by(Membership.since.desc(), Membership.id.desc())))
