"""The reserve list: its order, and who moves up when a place comes free."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, Invitation, InvitationState
from models.people import Person
from models.roles import Role
from services import briefings
from services.authority import holders
from services.notices import Notice, say
from services.overlaps import coming_during


async def reserve_position(db: AsyncSession, invitation: Invitation) -> int:
    """The place on the list: 1 for whoever moves up next."""
    ahead = select(func.count()).where(
        Invitation.call_out_id == invitation.call_out_id,
        Invitation.state == InvitationState.RESERVE,
        Invitation.answer_number < (invitation.answer_number or 0),
    )
    return (await db.scalar(ahead) or 0) + 1


async def pass_place_on(db: AsyncSession, left: Invitation, now: datetime) -> None:
    """Gives the place that `left` had to the first of the reserve; without one, coordinators hear that it is free."""
    await briefings.unpin(db, left, now)
    if first := await _first_who_can(db, left.call_out):
        await _move_up(db, first, now)
        return
    left.call_out.filled -= 1
    await db.flush()
    if left.call_out.filled == left.call_out.needed - 1:
        await _tell_place_free(db, left.call_out, now)


async def _first_who_can(db: AsyncSession, call_out: CallOut) -> Invitation | None:
    """The first who can be reached, has no pause and comes nowhere else then; the others keep their position."""
    busy = coming_during(call_out.help_request, Invitation.person_id)
    reserve = (
        select(Invitation)
        .join(Person, Person.id == Invitation.person_id)
        .where(
            Invitation.call_out_id == call_out.id,
            Invitation.state == InvitationState.RESERVE,
            Person.reachable,
            Person.paused_at.is_(None),
            Person.id.not_in(busy),
        )
    )
    return (await db.scalars(reserve.order_by(Invitation.answer_number).limit(1))).unique().one_or_none()


async def _move_up(db: AsyncSession, first: Invitation, now: datetime) -> None:
    first.state = InvitationState.COMING
    await db.flush()
    await say(db, first.person_id, Notice.CALLED_UP, first.id, now)
    await briefings.pin(db, first, now)


async def _tell_place_free(db: AsyncSession, call_out: CallOut, now: datetime) -> None:
    request = call_out.help_request
    in_charge = request.emergency.in_charge
    if in_charge and in_charge.reachable:
        told = [in_charge]
    else:
        told = await holders(db, Role.COORDINATOR, request.municipality)
    for person in told:
        await say(db, person.id, Notice.PLACE_FREE, call_out.id, now, once=True)
