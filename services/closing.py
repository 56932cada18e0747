"""The end of a call-out: it closes once, and everybody who didn't decline learns it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ColumnElement

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.emergencies import HelpRequest, RequestState
from models.outbox import Method, OutboxRow, OutboxState
from models.people import Person
from services import boards, call_outs
from services.audit import record
from services.authority import NotAllowed
from services.boards import Board
from services.notices import Notice, say_to_invited
from services.policy import Policy
from services.quiet import when_told


@dataclass(frozen=True)
class CallOutClosed:
    call_out: CallOut
    board: Board  # the final figures


@dataclass(frozen=True)
class ClosedBefore:
    call_out: CallOut


async def close(
    db: AsyncSession, person: Person, call_out_id: int, now: datetime, policy: Policy
) -> CallOutClosed | ClosedBefore | NotAllowed:
    """Closes this call-out; the emergency goes on."""
    call_out = await call_outs.led(db, person, call_out_id)
    if call_out is None:
        return NotAllowed()
    if not await shut(db, call_out, now, policy):
        return ClosedBefore(call_out)
    record(db, person.id, "call_out_closed", "call_out", call_out_id, now, filled=call_out.filled)
    await boards.refresh(db, call_out, now, policy)
    return CallOutClosed(call_out, await boards.board(db, call_out))


async def shut(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> bool:
    """Closes it and tells everybody; False if it was closed already. Checks no authority."""
    closed = await db.execute(
        update(CallOut)
        .where(CallOut.id == call_out.id, CallOut.state == CallOutState.OPEN)
        .values(state=CallOutState.CLOSED, closed_at=now)
        .returning(CallOut.id)
        .execution_options(synchronize_session=False)
    )
    if closed.scalar() is None:
        return False
    await db.execute(
        update(HelpRequest).where(HelpRequest.id == call_out.help_request_id).values(state=RequestState.CLOSED)
    )
    await db.refresh(call_out)
    of_it = Invitation.call_out_id == call_out.id
    await recall_unsent(db, of_it)
    declined = Invitation.state == InvitationState.DECLINED
    timed = when_told(now, policy, rings=Invitation.state == InvitationState.COMING)
    await say_to_invited(db, Notice.CALL_OUT_CLOSED, and_(of_it, ~declined), now, timed=timed)
    await say_to_invited(db, Notice.CALL_OUT_CLOSED, and_(of_it, declined), now, method=Method.EDIT)
    return True


async def recall_unsent(db: AsyncSession, which: ColumnElement[bool]) -> None:
    """Takes back invitations that haven't left yet: those people were never asked, and are told nothing."""
    unsent = and_(
        OutboxRow.notice == Notice.INVITATION,
        OutboxRow.state == OutboxState.PENDING,
        OutboxRow.attempts == 0,
        OutboxRow.subject_id.in_(select(Invitation.id).where(which, Invitation.state == InvitationState.SILENT)),
    )
    never_asked = await db.scalars(delete(OutboxRow).where(unsent).returning(OutboxRow.subject_id))
    ids = never_asked.all()
    for start in range(0, len(ids), 500):
        await db.execute(delete(Invitation).where(Invitation.id.in_(ids[start : start + 500])))
