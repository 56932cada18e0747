"""What stands on the phones of those who come: the briefing and the pin of the meeting point."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.outbox import Method
from services.notices import Notice, say


async def pin(db: AsyncSession, invitation: Invitation, now: datetime) -> None:
    """Sends the meeting point to somebody who comes, where the request has one."""
    if invitation.call_out.help_request.latitude is not None:
        await say(db, invitation.person_id, Notice.MEETING_PIN, invitation.id, now)


async def unpin(db: AsyncSession, invitation: Invitation, now: datetime) -> None:
    """Takes it back from somebody who doesn't come after all; Telegram allows that for 48 hours."""
    if invitation.call_out.help_request.latitude is not None:
        await say(db, invitation.person_id, Notice.MEETING_PIN, invitation.id, now, method=Method.DELETE)


async def show_again(db: AsyncSession, person_id: int, now: datetime) -> int:
    """Sends somebody the cards of the open call-outs that they haven't declined once more; returns how many."""
    open_ones = select(Invitation.id).join(CallOut, CallOut.id == Invitation.call_out_id)
    theirs = open_ones.where(
        Invitation.person_id == person_id,
        Invitation.state != InvitationState.DECLINED,
        CallOut.state == CallOutState.OPEN,
    )
    found = list(await db.scalars(theirs.order_by(Invitation.id)))
    for invitation_id in found:
        await say(db, person_id, Notice.BRIEFING, invitation_id, now, once=True)
    return len(found)


async def bring_up_to_date(db: AsyncSession, person_id: int, now: datetime, method: Method = Method.REPLACE) -> None:
    """Shows somebody how each of their open invitations stands, after a time in which nothing reached them."""
    open_ones = select(Invitation.id).join(CallOut, CallOut.id == Invitation.call_out_id)
    theirs = open_ones.where(Invitation.person_id == person_id, CallOut.state == CallOutState.OPEN)
    for invitation_id in await db.scalars(theirs.order_by(Invitation.id)):
        await say(db, person_id, Notice.BRIEFING, invitation_id, now, method=method, once=True)
