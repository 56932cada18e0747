"""The 18th birthday: matching reads the birth date, so nothing has to be changed; the person is told."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, func, insert, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.consents import ConsentState, GuardianConsent
from models.outbox import OutboxRow
from models.people import Person
from services.notices import MANNERS, Notice
from services.policy import Policy
from services.rules.age import ADULT_AGE, birthday, is_minor


def expect(person: Person, now: datetime, policy: Policy) -> None:
    """Sets when this volunteer is to be told; adults have had that birthday."""
    born, today = person.birth_date, now.astimezone(policy.zone).date()
    person.adult_at = None
    if born and is_minor(born, today):
        morning = datetime.combine(birthday(born, ADULT_AGE), policy.morning, policy.zone)
        person.adult_at = morning.astimezone(UTC)


async def next_due(db: AsyncSession) -> datetime | None:
    """When the next one is told."""
    found: datetime | None = await db.scalar(func.min(Person.adult_at).select())
    return found


async def tell_due(db: AsyncSession, now: datetime) -> None:
    """Tells each person once, quietly, and drops questions to guardians that need no answer any more.

    A consent that was given stays on record, for it covers what they did as a minor: it goes with the person.
    """
    grown = await db.scalars(
        update(Person)
        .where(Person.adult_at <= now)
        .values(adult_at=None)
        .returning(Person.id)
        .execution_options(synchronize_session=False)
    )
    ids, manner = grown.all(), MANNERS[Notice.ADULT_NOW]
    for person_id in ids:
        unneeded = GuardianConsent.state.in_((ConsentState.ASKED, ConsentState.REFUSED))
        await db.execute(delete(GuardianConsent).where(GuardianConsent.person_id == person_id, unneeded))
    rows = [
        {
            "person_id": person_id, "notice": Notice.ADULT_NOW, "priority": manner.priority, "silent": manner.silent,
            "created_at": now, "due_at": now,
        }
        for person_id in ids
    ]  # fmt: skip
    if rows:
        await db.execute(insert(OutboxRow), rows)
