"""A call-out that won't fill in time: its coordinator is shown who could be called next, or the policy has it done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.people import Person
from services import boards, escalation, need
from services.audit import record
from services.authority import NotAllowed
from services.call_outs import IsClosed, led
from services.escalation import NoMoreRings
from services.hold_endings import locked
from services.notices import Notice, say
from services.policy import Policy
from services.rules.escalation import look_at, still_expected

OPEN = CallOut.state == CallOutState.OPEN


async def next_due(db: AsyncSession) -> datetime | None:
    """When the next open call-out is looked at, or what was proposed is carried out by itself."""
    earliest = select(func.min(CallOut.proposal_due_at), func.min(CallOut.escalates_at)).where(OPEN)
    return min((moment for moment in (await db.execute(earliest)).one() if moment is not None), default=None)


async def due(db: AsyncSession, now: datetime) -> list[int]:
    """The open call-outs that it is time for, by id."""
    its_time = or_(CallOut.proposal_due_at <= now, CallOut.escalates_at <= now)
    return list(await db.scalars(select(CallOut.id).where(OPEN, its_time).order_by(CallOut.id)))


async def look(db: AsyncSession, call_out_id: int, now: datetime, policy: Policy) -> None:
    """Proposes what comes next for a call-out that won't fill; or does it, where nobody has answered in time."""
    call_out = await locked(db, call_out_id)
    if call_out is None or call_out.state is CallOutState.CLOSED:
        return
    by_itself = call_out.escalates_at is not None and call_out.escalates_at <= now
    if not by_itself and (call_out.proposal_due_at is None or call_out.proposal_due_at > now):
        return  # seen to by another process
    if now >= call_out.help_request.ends_at:
        call_out.proposal_due_at = call_out.escalates_at = None
        return
    _look_again(call_out, now, policy)
    if call_out.next_wave_at or await _fills(db, call_out, now, policy):
        return
    if by_itself:
        await _carry_out(db, call_out, now, policy)
    else:
        await _propose(db, call_out, now, policy)


def _look_again(call_out: CallOut, now: datetime, policy: Policy) -> None:
    request = call_out.help_request
    call_out.escalates_at = None
    call_out.proposal_due_at = look_at(policy.escalation, now, request.starts_at, urgent=request.urgent)


async def _fills(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> bool:
    silent = (await boards.board(db, call_out)).silent
    last = select(func.max(Invitation.asked_at)).where(
        Invitation.call_out_id == call_out.id, Invitation.state == InvitationState.SILENT
    )
    since = now - (await db.scalar(last) or now)
    urgent, escalation_policy = call_out.help_request.urgent, policy.escalation
    half_life = escalation_policy.half_life if urgent else escalation_policy.planned_half_life
    return call_out.open <= still_expected(silent, policy.acceptance, since, half_life)


async def _propose(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> None:
    if isinstance(await escalation.upcoming(db, call_out, now, policy), NoMoreRings):
        call_out.proposal_due_at = None  # nobody is left: said once
    elif policy.escalation.by_itself_after:
        call_out.escalates_at = now + policy.escalation.by_itself_after
    record(db, None, "escalation_proposed", "call_out", call_out.id, now, ring=call_out.ring)
    await _tell(db, call_out, Notice.ESCALATION_PROPOSED, now)


async def _carry_out(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> None:
    await escalation.carry_out(db, await escalation.upcoming(db, call_out, now, policy), None, now, policy)
    await _tell(db, call_out, Notice.ESCALATED_BY_ITSELF, now)


async def _tell(db: AsyncSession, call_out: CallOut, notice: Notice, now: datetime) -> None:
    for person in await need.leaders(db, call_out):
        await say(db, person.id, notice, call_out.id, now)


async def put_off(
    db: AsyncSession, person: Person, call_out_id: int, now: datetime, policy: Policy
) -> CallOut | IsClosed | NotAllowed:
    """Not yet: it is looked at again after the usual time, and nothing goes by itself before."""
    if await led(db, person, call_out_id) is None:
        return NotAllowed()
    call_out = await locked(db, call_out_id)
    if call_out is None or call_out.state is CallOutState.CLOSED:
        return IsClosed(call_out) if call_out else NotAllowed()
    _look_again(call_out, now, policy)
    record(db, person.id, "escalation_put_off", "call_out", call_out.id, now, ring=call_out.ring)
    await db.flush()
    return call_out
