"""The end of a call-out: it closes once, and everybody who didn't decline learns it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, ClosingWords, Invitation, InvitationState
from models.emergencies import HelpRequest, RequestState
from models.outbox import Method
from models.people import Person
from services import boards, call_outs, hold_endings, need, offers
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
    db: AsyncSession, person: Person, call_out_id: int, now: datetime, policy: Policy, words: str = ""
) -> CallOutClosed | ClosedBefore | NotAllowed:
    """Closes this call-out; the emergency goes on. `words`: why, for everybody who is told, as this person wrote it."""
    call_out = await call_outs.led(db, person, call_out_id)
    if call_out is None:
        return NotAllowed()
    if not await shut(db, call_out, now, policy):
        return ClosedBefore(call_out)
    if words:  # in time: what people are told is worded when it leaves
        call_out.closing_words = ClosingWords(person_id=person.id, text=words)
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
        update(HelpRequest)
        .where(HelpRequest.id == call_out.help_request_id)
        .values(state=RequestState.CLOSED, caller="")
    )
    await db.refresh(call_out)
    await hold_endings.end_all(db, call_out, now)
    await offers.end_all(db, call_out)
    of_it = Invitation.call_out_id == call_out.id
    await need.recall_unsent(db, of_it)
    declined = Invitation.state == InvitationState.DECLINED
    timed = when_told(now, policy, rings=Invitation.state == InvitationState.COMING)
    await say_to_invited(db, Notice.CALL_OUT_CLOSED, and_(of_it, ~declined), now, timed=timed)
    await say_to_invited(db, Notice.CALL_OUT_CLOSED, and_(of_it, declined), now, method=Method.EDIT)
    return True
