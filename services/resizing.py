"""A running call-out needs more people, or fewer: nobody who comes is sent away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut
from services import asking_again, need, reserve, waves
from services.policy import Policy


async def resize(db: AsyncSession, call_out: CallOut, needed: int, now: datetime, policy: Policy) -> None:
    """Sets the number of places, at least those that are taken, held or kept for a role. Needs the call-out's row.

    More places go to the reserve list first; where that leaves some, to whoever was told that there are enough people
    and to the next wave.
    With fewer places it may be full now, which everybody concerned is told.
    """
    was_met = call_out.met
    call_out.needed = max(needed, call_out.filled + call_out.held + call_out.reserved)
    await db.flush()
    await reserve.settle(db, call_out.id, now, policy)
    if call_out.met and not was_met:
        await need.tell_met(db, call_out, now)
    await asking_again.ask(db, call_out, now, policy)
    if call_out.open > 0:
        await waves.resume(db, call_out, now, policy)
