"""Once more to those who were told that there are enough people: somebody is needed after all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.people import Person
from services import boards, call_outs
from services.audit import record
from services.authority import NotAllowed
from services.notices import Notice, say_to_invited
from services.policy import Policy
from services.quiet import when_asked


@dataclass(frozen=True)
class AskedAgain:
    """Nobody where there is no free place, somebody is on the reserve list, or all were asked twice before."""

    call_out: CallOut
    people: int


async def ask(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> int:
    """Asks each of them at most once in a call-out, while places are free and the reserve list is empty; how many.

    Needs the call-out's row.
    """
    of_it = Invitation.call_out_id == call_out.id
    reserve = select(Invitation.id).where(of_it, Invitation.state == InvitationState.RESERVE).limit(1)
    if call_out.state is CallOutState.CLOSED or call_out.open <= 0 or await db.scalar(reserve):
        return 0
    chosen = and_(
        of_it,
        Invitation.state == InvitationState.SILENT,
        Invitation.told_enough,
        Invitation.withheld.is_(False),
        Invitation.asked_again_at.is_(None),
        Invitation.person_id.in_(select(Person.id).where(Person.reachable, Person.paused_at.is_(None))),
    )
    timed = when_asked(call_out.help_request, now, policy)
    await say_to_invited(db, Notice.ASK_AGAIN, chosen, now, timed=timed)
    asked = update(Invitation).where(chosen).values(asked_again_at=now, told_enough=False)
    done = await db.execute(asked.execution_options(synchronize_session=False))
    return int(done.rowcount)  # type: ignore[attr-defined]


async def ask_by_hand(
    db: AsyncSession, person: Person, call_out_id: int, now: datetime, policy: Policy
) -> AskedAgain | NotAllowed:
    """The same for a coordinator who sees that a place is free and the reserve list empty."""
    if await call_outs.led(db, person, call_out_id) is None:
        return NotAllowed()
    await db.execute(select(CallOut.id).where(CallOut.id == call_out_id).with_for_update())
    call_out = await db.get_one(CallOut, call_out_id, populate_existing=True)
    people = await ask(db, call_out, now, policy)
    record(db, person.id, "asked_again", "call_out", call_out_id, now, asked=people)
    await boards.refresh(db, call_out, now, policy)
    return AskedAgain(call_out, people)
