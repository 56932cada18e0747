"""A call-out from the side of a group's member: the places that wait for them, before anybody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation
from models.groups import Group, GroupMember, PlaceHold
from models.outbox import Method
from models.people import Person
from services import group_calls, hold_endings
from services.policy import Policy


@dataclass(frozen=True)
class GroupSide:
    """What an invitation has to do with a group: theirs, whether they lead it, and the places that wait for it."""

    group: Group
    leads: bool
    hold: PlaceHold | None

    @property
    def waiting(self) -> int:
        """Places that they can take before anybody else."""
        return self.hold.held if self.hold else 0


async def side_of(db: AsyncSession, invitation: Invitation) -> GroupSide | None:
    """How the invitation stands towards the person's group; None for whoever is in none."""
    of_person = GroupMember.person_id == invitation.person_id, GroupMember.left_at.is_(None)
    group_id = await db.scalar(select(GroupMember.group_id).where(*of_person))
    if group_id is None:
        return None
    group = await db.get_one(Group, group_id)
    hold = await hold_of(db, invitation.call_out_id, group)
    is_open = hold is not None and hold.ended_at is None
    return GroupSide(group, group.leader_id == invitation.person_id, hold if is_open else None)


async def take_place(db: AsyncSession, invitation: Invitation, now: datetime) -> bool:
    """Fills one of the places that wait for this person's group; False where none does. Needs the call-out's row.

    The last one ends the hold, and the leader hears it.
    """
    side = await side_of(db, invitation) if invitation.call_out.held else None
    if side is None or side.hold is None or not side.waiting:
        return False
    taken = await db.execute(
        update(CallOut)
        .where(CallOut.id == invitation.call_out_id, CallOut.held > 0, CallOut.state == CallOutState.OPEN)
        .values(filled=CallOut.filled + 1, held=CallOut.held - 1)
        .returning(CallOut.filled)
        .execution_options(synchronize_session=False)
    )
    if taken.scalar() is None:
        return False
    await db.refresh(invitation.call_out, ["filled", "held"])
    await _note_taken(db, side.hold, now)
    return True


async def _note_taken(db: AsyncSession, hold: PlaceHold, now: datetime) -> None:
    hold.held, hold.taken = hold.held - 1, hold.taken + 1
    if not hold.held:
        hold.ended_at = now
    await db.flush()
    await hold_endings.show_leader(db, hold, now, Method.EDIT if hold.held else Method.SEND)


async def ask_newcomer(db: AsyncSession, group: Group, person: Person, now: datetime, policy: Policy) -> None:
    """Somebody joined while places wait for the group: they are asked like the others, if they fit."""
    waiting = select(PlaceHold.call_out_id).where(
        PlaceHold.group_id == group.id, PlaceHold.ended_at.is_(None), PlaceHold.until > now
    )
    for call_out_id in (await db.scalars(waiting.order_by(PlaceHold.call_out_id))).all():
        await hold_endings.locked(db, call_out_id)
        hold = await hold_of(db, call_out_id, group)
        if hold and hold.held:
            await group_calls.invite(db, hold, now, policy, only=person.id)


async def hold_of(db: AsyncSession, call_out_id: int, group: Group) -> PlaceHold | None:
    """What waits or waited for the group there."""
    found = select(PlaceHold).where(PlaceHold.call_out_id == call_out_id, PlaceHold.group_id == group.id)
    return (await db.scalars(found.execution_options(populate_existing=True))).unique().one_or_none()
