"""Who somebody is who comes to an emergency: for those who coordinate it, until it ends. Each look is noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, Invitation, InvitationState
from models.people import Person
from services import call_outs
from services.audit import record
from services.authority import NotAllowed
from services.pages import SIZE, Page, last_page


@dataclass(frozen=True)
class Comers:
    """A page of those who come, in order of answering."""

    call_out: CallOut
    page: Page[Invitation]


@dataclass(frozen=True)
class Comer:
    """Somebody who comes; `with_contact`: their emergency contact may be shown, and that it was is noted."""

    invitation: Invitation
    person: Person
    with_contact: bool


@dataclass(frozen=True)
class NotDeployed:
    """They don't come, were erased, or the emergency is over: nobody needs to know any more how to reach them."""

    call_out: CallOut


async def comers(db: AsyncSession, person: Person, call_out_id: int, page: int) -> Comers | NotDeployed | NotAllowed:
    """The names of those who come, for whoever coordinates the call-out."""
    call_out = await call_outs.led(db, person, call_out_id)
    if call_out is None:
        return NotAllowed()
    if is_over(call_out):
        return NotDeployed(call_out)
    coming = (
        Invitation.call_out_id == call_out_id,
        Invitation.state == InvitationState.COMING,
        Invitation.person_id.is_not(None),
    )
    total = await db.scalar(select(func.count()).where(*coming)) or 0
    shown = min(page, last_page(total))
    in_order = select(Invitation).where(*coming).order_by(Invitation.answer_number, Invitation.id)
    found = await db.scalars(in_order.offset(shown * SIZE).limit(SIZE))
    return Comers(call_out, Page(list(found.unique()), shown, total))


async def comer(
    db: AsyncSession, person: Person, invitation_id: int, now: datetime, *, with_contact: bool = False
) -> Comer | NotDeployed | NotAllowed:
    """Phone, skills, whether they are under 18; `with_contact`: also whom to call if something happens to them."""
    invited = await db.get(Invitation, invitation_id, populate_existing=True)
    call_out = await call_outs.led(db, person, invited.call_out_id) if invited else None
    if invited is None or call_out is None:
        return NotAllowed()
    if is_over(call_out) or invited.state is not InvitationState.COMING or invited.person is None:
        return NotDeployed(call_out)
    action = "emergency_contact_shown" if with_contact else "person_shown"
    record(db, person.id, action, "person", invited.person.id, now, call_out=call_out.id)
    return Comer(invited, invited.person, with_contact)


def is_over(call_out: CallOut) -> bool:
    """Whether its emergency has ended: then nobody is deployed for it."""
    return call_out.help_request.emergency.ended_at is not None
