"""A yes after the call-out has closed: whoever leads sees it, and can still take that person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.emergencies import HelpRequest
from models.outbox import Method
from models.people import Person
from services import boards, briefings, call_outs, consents, need
from services.audit import record
from services.authority import NotAllowed
from services.notices import Notice, say
from services.overlaps import elsewhere
from services.policy import Policy


@dataclass(frozen=True)
class LateAnswers:
    """Who said yes after the end and doesn't come, the first first; and those who were taken after all."""

    call_out: CallOut
    waiting: list[Invitation]
    taken: list[Invitation]


@dataclass(frozen=True)
class Taken:
    invitation: Invitation


@dataclass(frozen=True)
class NoLongerFree:
    """They come elsewhere by now, or may not be called out any more; nobody was taken."""

    invitation: Invitation


@dataclass(frozen=True)
class NoLongerNeeded:
    """The emergency has ended, or the hours are over."""

    call_out: CallOut


def is_needed(call_out: CallOut, now: datetime) -> bool:
    """Whether help could still be of use: the emergency goes on, and so do the hours of the request."""
    request = call_out.help_request
    return request.emergency.ended_at is None and now < request.ends_at


async def note(db: AsyncSession, invitation: Invitation, now: datetime) -> bool:
    """Writes down a yes to a closed call-out, and tells whoever leads; False where it came to nothing or is known."""
    if invitation.state is InvitationState.COMING or not is_needed(invitation.call_out, now):
        return False
    if invitation.late_at is None:
        invitation.late_at = now
        await db.flush()
        await _show(db, invitation.call_out, now)
    return True


async def _show(db: AsyncSession, call_out: CallOut, now: datetime) -> None:
    """One message for each call-out, which changes with each late answer."""
    for person in await need.whoever_leads(db, call_out.help_request):
        await say(db, person.id, Notice.LATE_ANSWERS, call_out.id, now, method=Method.REPLACE, once=True)


async def of_call_out(db: AsyncSession, call_out: CallOut) -> LateAnswers:
    """All late answers to it."""
    late = select(Invitation).where(
        Invitation.call_out_id == call_out.id, Invitation.late_at.is_not(None), Invitation.person_id.is_not(None)
    )
    found = (await db.scalars(late.order_by(Invitation.late_at, Invitation.id))).unique().all()
    taken = [each for each in found if each.state is InvitationState.COMING]
    return LateAnswers(call_out, [each for each in found if each not in taken], taken)


async def take(
    db: AsyncSession, person: Person, invitation_id: int, now: datetime, policy: Policy
) -> Taken | NoLongerFree | NoLongerNeeded | NotAllowed:
    """Lets them come after all, in a place that is added for them: no call-out is filled beyond what it needs."""
    found = await db.get(Invitation, invitation_id)
    if found is None or await call_outs.led(db, person, found.call_out_id) is None:
        return NotAllowed()
    call_out_id = found.call_out_id
    await db.execute(select(CallOut.id).where(CallOut.id == call_out_id).with_for_update())
    call_out = await db.get_one(CallOut, call_out_id, populate_existing=True)
    invitation = await db.get_one(Invitation, invitation_id, populate_existing=True)
    if call_out.state is CallOutState.OPEN or invitation.late_at is None:
        return NotAllowed()
    if invitation.state is InvitationState.COMING:
        return Taken(invitation)
    if not is_needed(call_out, now):
        return NoLongerNeeded(call_out)
    if not await consents.allows(db, invitation, policy) or await elsewhere(db, invitation):
        return NoLongerFree(invitation)
    await _add(db, invitation, now, policy)
    record(db, person.id, "late_taken", "call_out", call_out.id, now, invitation=invitation.id)
    return Taken(invitation)


async def _add(db: AsyncSession, invitation: Invitation, now: datetime, policy: Policy) -> None:
    call_out = invitation.call_out
    call_out.needed, call_out.filled, call_out.answers = call_out.needed + 1, call_out.filled + 1, call_out.answers + 1
    invitation.state, invitation.answer_number, invitation.answered_at = (
        InvitationState.COMING, call_out.answers, now,
    )  # fmt: skip
    await db.flush()
    await say(db, invitation.person_id, Notice.TAKEN_LATE, invitation.id, now)
    await briefings.pin(db, invitation, now)
    await boards.refresh(db, call_out, now, policy)


async def tell_over(db: AsyncSession, emergency_id: int, now: datetime) -> None:
    """The emergency has ended: whoever was taken after their call-out closed hears it too."""
    of_it = select(CallOut.id).join(HelpRequest, HelpRequest.id == CallOut.help_request_id)
    theirs = select(Invitation).where(
        Invitation.call_out_id.in_(of_it.where(HelpRequest.emergency_id == emergency_id)),
        Invitation.late_at.is_not(None),
        Invitation.state == InvitationState.COMING,
    )
    for invitation in (await db.scalars(theirs.order_by(Invitation.id))).unique():
        await say(db, invitation.person_id, Notice.CALL_OUT_CLOSED, invitation.id, now)
