"""A place that is held for somebody of the reserve list until they say whether they still come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation
from services import boards, reserve, seats
from services.notices import Notice, say
from services.policy import Policy


async def next_due(db: AsyncSession) -> datetime | None:
    """When the next offer lapses."""
    found: datetime | None = await db.scalar(
        select(func.min(Invitation.offered_until)).where(Invitation.offered_until.is_not(None))
    )
    return found


async def overdue(db: AsyncSession, now: datetime) -> list[int]:
    """The call-outs in which an offer has lapsed, by id."""
    due = select(Invitation.call_out_id).where(Invitation.offered_until <= now).distinct()
    return list(await db.scalars(due.order_by(Invitation.call_out_id)))


async def lapse(db: AsyncSession, call_out_id: int, now: datetime, policy: Policy) -> None:
    """Takes back what nobody has answered: it goes to the next of the reserve list, and they are told.

    They stay on the list, at its end, and get no more offers until they say that they can still come.
    """
    one = select(CallOut).where(CallOut.id == call_out_id, CallOut.state == CallOutState.OPEN)
    locked = one.with_for_update(of=CallOut).execution_options(populate_existing=True)
    call_out = (await db.scalars(locked)).unique().one_or_none()
    if call_out is None:
        return
    lapsed = await _offers(db, call_out, Invitation.offered_until <= now)
    for invitation in lapsed:
        await seats.withdraw(db, invitation)
        call_out.answers += 1
        invitation.offer_lapsed, invitation.answer_number = True, call_out.answers
        await say(db, invitation.person_id, Notice.OFFER_LAPSED, invitation.id, now)
    await db.flush()
    if lapsed:
        await reserve.pass_on(db, call_out, len(lapsed), now, policy)
        await boards.refresh(db, call_out, now, policy)


async def end_all(db: AsyncSession, call_out: CallOut) -> None:
    """Nothing is offered any more in a call-out that has closed; that it has, everybody is told by that."""
    for invitation in await _offers(db, call_out):
        await seats.withdraw(db, invitation)


async def _offers(db: AsyncSession, call_out: CallOut, *which: ColumnElement[bool]) -> Sequence[Invitation]:
    offered = select(Invitation).where(
        Invitation.call_out_id == call_out.id, Invitation.offered_until.is_not(None), *which
    )
    ordered = offered.order_by(Invitation.answer_number).execution_options(populate_existing=True)
    return (await db.scalars(ordered)).unique().all()
