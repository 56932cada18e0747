"""People can be in one place at a time: who comes to another open call-out while this one lasts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.emergencies import HelpRequest

OTHER = aliased(HelpRequest)  # made once: that takes longer than the query


def coming_during(request: HelpRequest, *columns: Any, travel: timedelta = timedelta()) -> Select[Any]:
    """Selects `columns` of the invitations by which people come to open call-outs whose hours overlap `request`'s, or
    leave less than `travel` between them.
    """
    return (
        select(*columns)
        .join(CallOut, CallOut.id == Invitation.call_out_id)
        .join(OTHER, OTHER.id == CallOut.help_request_id)
        .where(
            Invitation.person_id.is_not(None),  # of whoever was erased: among others it would make NOT IN unknown
            Invitation.state == InvitationState.COMING,
            CallOut.state == CallOutState.OPEN,
            OTHER.starts_at < request.ends_at + travel,
            OTHER.ends_at > request.starts_at - travel,
        )
    )


async def commitments(
    db: AsyncSession, person_id: int, state: InvitationState = InvitationState.COMING
) -> list[Invitation]:
    """This person's invitations to open call-outs to which they come, or are in another `state`; the soonest first."""
    theirs = (
        select(Invitation)
        .join(CallOut, CallOut.id == Invitation.call_out_id)
        .join(HelpRequest, HelpRequest.id == CallOut.help_request_id)
        .where(
            Invitation.person_id == person_id,
            Invitation.state == state,
            CallOut.state == CallOutState.OPEN,
        )
    )
    return list((await db.scalars(theirs.order_by(HelpRequest.starts_at, Invitation.id))).unique())


async def elsewhere(db: AsyncSession, invitation: Invitation) -> list[Invitation]:
    """The invitations by which this person comes to other call-outs at that time, in the order of their call-outs."""
    request = invitation.call_out.help_request
    theirs = Invitation.person_id == invitation.person_id, Invitation.id != invitation.id
    if not (ids := (await db.scalars(coming_during(request, Invitation.id).where(*theirs))).all()):
        return []  # nearly always: whole invitations cost as much as all the rest of an answer
    found = select(Invitation).where(Invitation.id.in_(ids)).order_by(Invitation.call_out_id)
    return list((await db.scalars(found)).unique())
