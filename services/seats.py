"""The places of a call-out: who has which, by the rule in `rules.placing`. All of it needs the call-out's row.

The tables refuse one person too many, in all and for each role.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutRole, CallOutState, Invitation, InvitationState
from models.outbox import Method
from models.people import Person
from services.notices import Notice, say
from services.rules.placing import ANYBODY, Kind, Placement, Seated, open_to, place

REST = 0  # the kind of place that is no role's


async def roles(db: AsyncSession, call_out: CallOut) -> Sequence[CallOutRole]:
    """The roles that the call-out asks for, in the order in which they were asked."""
    asked = select(CallOutRole).where(CallOutRole.call_out_id == call_out.id).order_by(CallOutRole.id)
    return (await db.scalars(asked.execution_options(populate_existing=True))).all()


async def kinds(db: AsyncSession, call_out: CallOut) -> list[Kind]:
    """Each role and the rest, with what is free of it."""
    by_role = [Kind(role.id, role.skill_bits, role.needed - role.filled) for role in await roles(db, call_out)]
    return [*by_role, Kind(REST, ANYBODY, call_out.free)]


async def open_for(db: AsyncSession, call_out: CallOut) -> tuple[int, ...]:
    """The skills with which somebody can get a place now (`rules.placing.open_to`); none when it is full."""
    if call_out.open <= 0:
        return ()
    found = await kinds(db, call_out)
    return open_to(found, await _seated(db, call_out, found))


async def has_room(db: AsyncSession, invitation: Invitation) -> bool:
    """Whether this person could get a place now."""
    bits = invitation.person.skill_bits if invitation.person else ANYBODY
    return any(bits & mask == mask for mask in await open_for(db, invitation.call_out))


async def take(db: AsyncSession, invitation: Invitation, now: datetime, *, offered: bool = False) -> bool:
    """Gives the person the scarcest place that they fit, or holds it for them if it is only offered; False if there is
    none. Others may be moved to another kind for it: their cards follow, no message does.
    """
    call_out = invitation.call_out
    if call_out.open <= 0:
        return False
    found = await kinds(db, call_out)
    bits = invitation.person.skill_bits if invitation.person else ANYBODY
    placement = place(bits, found, await _seated(db, call_out, found))
    if placement is None or not await _count(db, call_out, placement.filled, offered=offered):
        return False
    invitation.role_id = placement.kind or None
    await _move(db, placement, now)
    if placement.kind:
        await db.refresh(invitation, ["role"])
    return True


async def _seated(db: AsyncSession, call_out: CallOut, found: Sequence[Kind]) -> list[Seated]:
    """Those who come or to whom a place is offered; nobody needs to move where there are no roles."""
    if len(found) == 1:
        return []
    has_place = or_(Invitation.state == InvitationState.COMING, Invitation.offered_until.is_not(None))
    rows = await db.execute(
        select(Invitation.id, Person.skill_bits, Invitation.role_id)
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.call_out_id == call_out.id, has_place)
        .order_by(Invitation.answer_number)
    )
    return [Seated(invitation_id, bits, role_id or REST) for invitation_id, bits, role_id in rows]


async def _count(db: AsyncSession, call_out: CallOut, kind: int, *, offered: bool) -> bool:
    column = CallOut.held if offered else CallOut.filled
    values = {column.key: column + 1}
    if kind == REST:
        room = CallOut.filled + CallOut.held + CallOut.reserved < CallOut.needed
    else:
        room, values[CallOut.reserved.key] = CallOut.reserved > 0, CallOut.reserved - 1
    taken = await db.execute(
        update(CallOut)
        .where(CallOut.id == call_out.id, CallOut.state == CallOutState.OPEN, room)
        .values(values)
        .returning(CallOut.id)
        .execution_options(synchronize_session=False)
    )
    if taken.scalar() is None:
        return False
    await _count_role(db, kind, 1)
    await db.refresh(call_out, ["filled", "held", "reserved"])
    return True


async def _count_role(db: AsyncSession, role_id: int | None, number: int) -> None:
    if role_id:
        counted = update(CallOutRole).where(CallOutRole.id == role_id).values(filled=CallOutRole.filled + number)
        await db.execute(counted.execution_options(synchronize_session=False))


async def _move(db: AsyncSession, placement: Placement, now: datetime) -> None:
    for invitation_id, kind in placement.moves:
        moved = await db.get_one(Invitation, invitation_id)
        moved.role_id = kind or None
        await db.flush()
        await db.refresh(moved, ["role"])
        if moved.state is InvitationState.COMING:
            await say(db, moved.person_id, Notice.BRIEFING, moved.id, now, method=Method.EDIT, once=True)
    await db.flush()


async def sit_down(db: AsyncSession, invitation: Invitation) -> None:
    """The place that was offered is theirs."""
    invitation.offered_until = None
    invitation.call_out.held -= 1
    invitation.call_out.filled += 1
    await db.flush()


async def withdraw(db: AsyncSession, invitation: Invitation) -> None:
    """The place that was offered is free again."""
    invitation.offered_until = None
    invitation.call_out.held -= 1
    await _give_back(db, invitation)


async def leave(db: AsyncSession, invitation: Invitation) -> None:
    """The place that they had is free again."""
    invitation.call_out.filled -= 1
    await _give_back(db, invitation)


async def _give_back(db: AsyncSession, invitation: Invitation) -> None:
    if invitation.role_id:
        await _count_role(db, invitation.role_id, -1)
        invitation.call_out.reserved += 1
        invitation.role = None
    await db.flush()
