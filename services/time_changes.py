"""The time of a running call-out moves: everybody is asked again, and a place waits for its answer only so long."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.outbox import Method, OutboxRow, OutboxState
from services import boards, briefings, need, reserve, seats
from services.notices import Notice, say, say_to_invited
from services.policy import Policy
from services.quiet import when_asked
from services.rules.confirming import confirm_until

OVERDUE = and_(Invitation.state == InvitationState.COMING, CallOut.state == CallOutState.OPEN)


async def ask_again(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> None:
    """Asks those who come whether they still do, and tells all others, also who declined: the new time may suit them.

    Needs the call-out's row. Whoever read that there are enough people is left alone.
    """
    request, of_it = call_out.help_request, Invitation.call_out_id == call_out.id
    until = confirm_until(now, request.starts_at, policy=policy.confirming, night=policy.night, zone=policy.zone)
    coming = and_(of_it, Invitation.state == InvitationState.COMING)
    moved = update(Invitation).where(coming).values(confirm_until=until, arrives_at=None, arrival_given_at=None)
    await db.execute(moved.execution_options(synchronize_session="fetch"))
    await say_to_invited(db, Notice.TIME_CHANGED, coming, now)
    others = and_(of_it, Invitation.state != InvitationState.COMING, ~_left_alone())
    await say_to_invited(db, Notice.TIME_CHANGED, others, now, timed=when_asked(request, now, policy))


def _left_alone() -> ColumnElement[bool]:
    """Who knows that there are enough people, or whom their municipality keeps at home; and whose call-out hasn't left
    yet: it will have the new time.
    """
    unsent = select(OutboxRow.subject_id).where(
        OutboxRow.notice == Notice.INVITATION, OutboxRow.state == OutboxState.PENDING
    )
    silent = Invitation.state == InvitationState.SILENT
    return and_(silent, or_(Invitation.told_enough, Invitation.withheld, Invitation.id.in_(unsent)))


async def next_due(db: AsyncSession) -> datetime | None:
    """When the first place without another yes goes to others."""
    waiting = select(func.min(Invitation.confirm_until)).join(CallOut, CallOut.id == Invitation.call_out_id)
    return await db.scalar(waiting.where(Invitation.confirm_until.is_not(None), OVERDUE))


async def let_go_due(db: AsyncSession, now: datetime, policy: Policy) -> None:
    """Gives the places of those who didn't answer in time to the reserve list; they may still say yes."""
    overdue = select(Invitation.call_out_id).join(CallOut, CallOut.id == Invitation.call_out_id)
    ids = await db.scalars(overdue.where(Invitation.confirm_until <= now, OVERDUE).distinct())
    for call_out_id in sorted(ids):
        await db.execute(select(CallOut.id).where(CallOut.id == call_out_id).with_for_update())
        call_out = await db.get_one(CallOut, call_out_id, populate_existing=True)
        if call_out.state is CallOutState.OPEN:
            await _let_go(db, call_out, now, policy)


async def _let_go(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> None:
    theirs = select(Invitation).where(
        Invitation.call_out_id == call_out.id,
        Invitation.state == InvitationState.COMING,
        Invitation.confirm_until <= now,
    )
    found = (await db.scalars(theirs.execution_options(populate_existing=True))).unique().all()
    for invitation in found:
        await briefings.unpin(db, invitation, now)
        if invitation.task_id:
            await say(db, invitation.person_id, Notice.ASSIGNED, invitation.id, now, method=Method.DELETE)
        await seats.leave(db, invitation)
        _silence(invitation, now)
        await say(db, invitation.person_id, Notice.PLACE_LAPSED, invitation.id, now)
    await db.flush()
    await reserve.pass_on(db, call_out, len(found), now, policy)
    await need.show_reserve(db, call_out, now)
    await boards.refresh(db, call_out, now, policy)


def _silence(invitation: Invitation, now: datetime) -> None:
    """As if they hadn't answered; their own message says that others may have the place, so they aren't asked anew."""
    invitation.state, invitation.answer_number, invitation.answered_at = InvitationState.SILENT, None, None
    invitation.confirm_until, invitation.task, invitation.told_enough = None, None, True
    invitation.asked_again_at = now
