"""The end of a hold: on its deadline, by the last tap, by its leader, or with the call-out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut
from models.groups import PlaceHold
from models.outbox import Method
from services import boards, group_calls, reserve
from services.notices import Notice, say
from services.policy import Policy


async def locked(db: AsyncSession, call_out_id: int) -> CallOut | None:
    """The call-out as it stands, held so that nobody else changes who has its places."""
    one = select(CallOut).where(CallOut.id == call_out_id).with_for_update(of=CallOut)
    return (await db.scalars(one.execution_options(populate_existing=True))).unique().one_or_none()


async def next_due(db: AsyncSession) -> datetime | None:
    """When the next hold ends by itself."""
    found: datetime | None = await db.scalar(select(func.min(PlaceHold.until)).where(PlaceHold.ended_at.is_(None)))
    return found


async def overdue(db: AsyncSession, now: datetime) -> list[int]:
    """The call-outs in which places have waited long enough, by id."""
    due = select(PlaceHold.call_out_id).where(PlaceHold.ended_at.is_(None), PlaceHold.until <= now)
    return list(await db.scalars(due.distinct().order_by(PlaceHold.call_out_id)))


async def release(db: AsyncSession, call_out_id: int, now: datetime, policy: Policy) -> None:
    """Ends what is overdue in this call-out: the reserve list moves up, and each leader hears how many came of it."""
    call_out = await locked(db, call_out_id)
    due = select(PlaceHold).where(PlaceHold.call_out_id == call_out_id, PlaceHold.until <= now)
    over = await _open(db, due)
    freed = sum([await end(db, hold, now) for hold in over])
    if call_out:
        await pass_on(db, call_out, freed, now, policy)
    for hold in over:
        await show_silent(db, hold, now)
        await show_leader(db, hold, now, Method.SEND)


async def end_all(db: AsyncSession, call_out: CallOut, now: datetime) -> None:
    """Nothing waits any more in a call-out that has closed; that it has, everybody is told by that."""
    for hold in await _open(db, select(PlaceHold).where(PlaceHold.call_out_id == call_out.id)):
        await end(db, hold, now)
        await show_leader(db, hold, now, Method.EDIT)


async def _open(db: AsyncSession, which: Select[PlaceHold]) -> Sequence[PlaceHold]:
    still = which.where(PlaceHold.ended_at.is_(None)).order_by(PlaceHold.id)
    return (await db.scalars(still.execution_options(populate_existing=True))).unique().all()


async def end(db: AsyncSession, hold: PlaceHold, now: datetime) -> int:
    """Nothing waits any more; returns how many places come free by it. Needs the call-out's row, and tells nobody."""
    freed = hold.held
    hold.call_out.held -= freed
    hold.held, hold.ended_at = 0, now
    await db.flush()
    return freed


async def pass_on(db: AsyncSession, call_out: CallOut, freed: int, now: datetime, policy: Policy) -> None:
    """Gives what came free to the reserve list; the board follows in any case."""
    if freed:
        await reserve.pass_on(db, call_out, freed, now, policy)
    await boards.refresh(db, call_out, now, policy)


async def show_silent(db: AsyncSession, hold: PlaceHold, now: datetime) -> None:
    """Takes back from the members' cards that places wait; if there are enough people now, they hear that instead."""
    if not hold.call_out.met:
        await group_calls.show_silent(db, hold, now)


async def show_leader(db: AsyncSession, hold: PlaceHold, now: datetime, method: Method) -> None:
    """The leader's card of the hold: changed in place, or as a message that they notice."""
    if hold.group.leader_id and hold.group.dissolved_at is None:
        await say(db, hold.group.leader_id, Notice.HOLD, hold.id, now, method=method, once=method is Method.EDIT)
