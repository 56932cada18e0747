"""Pauses: for a while no call-outs at all, however urgent; they end by hand, or by themselves on their day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import func, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import Invitation, InvitationState
from models.outbox import OutboxRow
from models.people import Person
from services.memberships import NotSignedUp
from services.need import recall_unsent
from services.notices import MANNERS, Notice
from services.overlaps import commitments
from services.policy import Policy


@dataclass(frozen=True)
class Paused:
    """`coming` are the open call-outs to which they still come: a pause takes nothing back that was promised.

    `in_reserve`: they stand on a reserve list, on which nobody with a pause moves up.
    """

    person: Person
    coming: list[Invitation]
    in_reserve: bool


@dataclass(frozen=True)
class Ended:
    person: Person


@dataclass(frozen=True)
class NotPaused:
    person: Person


async def pause(
    db: AsyncSession, person: Person, back_on: date | None, now: datetime, policy: Policy
) -> Paused | NotSignedUp:
    """No call-outs from now until that day begins on the local clock, or until further notice (None).

    What has not left yet is taken back: they are not asked.
    """
    if person.signed_up_at is None:
        return NotSignedUp()
    person.paused_at = now
    person.paused_until = datetime.combine(back_on, time(), policy.zone).astimezone(UTC) if back_on else None
    await db.flush()
    await recall_unsent(db, Invitation.person_id == person.id)
    committed = await commitments(db, person.id)
    in_reserve = await commitments(db, person.id, InvitationState.RESERVE)
    return Paused(person, committed, in_reserve=bool(in_reserve))


async def end(db: AsyncSession, person: Person) -> Ended | NotPaused:
    """They can be called out again, from now on."""
    if person.paused_at is None:
        return NotPaused(person)
    person.paused_at = person.paused_until = None
    await db.flush()
    return Ended(person)


async def next_end(db: AsyncSession) -> datetime | None:
    """When the next pause ends by itself."""
    found: datetime | None = await db.scalar(func.min(Person.paused_until).select())
    return found


async def end_due(db: AsyncSession, now: datetime) -> None:
    """Ends the pauses whose day has come, and tells each person once, quietly."""
    back = await db.scalars(
        update(Person)
        .where(Person.paused_until <= now)
        .values(paused_at=None, paused_until=None)
        .returning(Person.id)
        .execution_options(synchronize_session=False)
    )
    manner = MANNERS[Notice.PAUSE_ENDED]
    rows = [
        {
            "person_id": person_id, "notice": Notice.PAUSE_ENDED, "priority": manner.priority, "silent": manner.silent,
            "created_at": now, "due_at": now,
        }
        for person_id in back
    ]  # fmt: skip
    if rows:
        await db.execute(insert(OutboxRow), rows)
