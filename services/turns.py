"""Whose turn it is, kept with each person: when they were last asked, and how often they came.

Both follow the invitations, in the transaction that changes these. Somebody else's row is never waited for: who is just
answering is passed over, and what stands with them is made right by their next answer or invitation.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ColumnElement

from models.call_outs import Invitation, InvitationState
from models.people import Person


async def note_asked(db: AsyncSession, which: ColumnElement[bool], now: datetime) -> None:
    """Whoever these invitations (a condition on `Invitation`) are for was asked now."""
    people = select(Invitation.person_id).where(which)
    await _update(db, Person.id.in_(people), {"asked_at": now})


async def recount(db: AsyncSession, person_ids: Collection[int | None]) -> None:
    """Works both out anew for these people, from the invitations that they have now."""
    theirs = Invitation.person_id == Person.id
    values = {
        "asked_at": select(func.max(Invitation.asked_at)).where(theirs).scalar_subquery(),
        "deployments": select(func.count())
        .select_from(Invitation)
        .where(theirs, Invitation.state == InvitationState.COMING)
        .scalar_subquery(),
    }
    await _update(db, Person.id.in_([each for each in person_ids if each is not None]), values)


async def _update(db: AsyncSession, which: ColumnElement[bool], values: Mapping[str, object]) -> None:
    nobody_elses = select(Person.id).where(which).with_for_update(key_share=True, skip_locked=True, of=Person)
    statement = update(Person).where(Person.id.in_(nobody_elses)).values(values)
    await db.execute(statement.execution_options(synchronize_session=False))
