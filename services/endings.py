"""The end of an emergency, on which all else that ends hangs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ColumnElement

from models.emergencies import Emergency, HelpRequest, RequestState
from models.people import Person
from services import boards, closing, emergencies, late_answers
from services.audit import record
from services.authority import NotAllowed
from services.boards import Board
from services.emergencies import AlreadyEnded
from services.help_requests import refresh_cards
from services.notices import Notice, say
from services.paging import unsay_nobody_yet
from services.policy import Policy
from services.requesters import whose


@dataclass(frozen=True)
class Outlook:
    """What ending the emergency would close."""

    emergency: Emergency
    boards: list[Board]  # of its open call-outs
    waiting: int  # help requests that were never called out


@dataclass(frozen=True)
class Ended:
    emergency: Emergency
    call_outs: int
    waiting: int  # help requests closed without a call-out


async def outlook(db: AsyncSession, person: Person, emergency_id: int) -> Outlook | AlreadyEnded | NotAllowed:
    """The figures to confirm before the emergency is ended."""
    emergency = await emergencies.led(db, person, emergency_id)
    if emergency is None:
        return NotAllowed()
    if emergency.ended_at:
        return AlreadyEnded(emergency)
    open_ones = await emergencies.open_call_outs(db, emergency_id)
    figures = [await boards.board(db, call_out) for call_out in open_ones]
    waiting = select(func.count()).select_from(HelpRequest).where(*_without_call_out(emergency_id))
    return Outlook(emergency, figures, await db.scalar(waiting) or 0)


async def end(
    db: AsyncSession, person: Person, emergency_id: int, now: datetime, policy: Policy
) -> Ended | AlreadyEnded | NotAllowed:
    """Ends the emergency: closes what is open under it, and tells everybody concerned."""
    emergency = await emergencies.led(db, person, emergency_id)
    if emergency is None:
        return NotAllowed()
    ended = await db.execute(
        update(Emergency)
        .where(Emergency.id == emergency_id, Emergency.ended_at.is_(None))
        .values(ended_at=now)
        .returning(Emergency.id)
        .execution_options(synchronize_session=False)
    )
    if ended.scalar() is None:
        return AlreadyEnded(emergency)
    await db.refresh(emergency)
    call_outs = await _close_call_outs(db, emergency_id, now, policy)
    waiting = await _close_waiting(db, emergency_id, person, now)
    await late_answers.tell_over(db, emergency_id, now)
    await _tell_the_end(db, emergency, person, now)
    record(db, person.id, "emergency_ended", "emergency", emergency_id, now, call_outs=call_outs)
    return Ended(emergency, call_outs, waiting)


async def _close_call_outs(db: AsyncSession, emergency_id: int, now: datetime, policy: Policy) -> int:
    closed = 0
    for call_out in await emergencies.open_call_outs(db, emergency_id):
        if await closing.shut(db, call_out, now, policy):
            await boards.refresh(db, call_out, now, policy)
            closed += 1
    return closed


def _without_call_out(emergency_id: int) -> tuple[ColumnElement[bool], ...]:
    return HelpRequest.emergency_id == emergency_id, HelpRequest.state.in_((RequestState.WAITING, RequestState.TAKEN))


async def _close_waiting(db: AsyncSession, emergency_id: int, by: Person, now: datetime) -> int:
    closed = await db.scalars(
        update(HelpRequest)
        .where(*_without_call_out(emergency_id))
        .values(state=RequestState.CLOSED, next_page_at=None, launch_due_at=None, caller="")
        .returning(HelpRequest.id)
        .execution_options(synchronize_session=False)
    )
    request_ids = closed.all()
    for request_id in request_ids:
        request = await db.get_one(HelpRequest, request_id, populate_existing=True)
        await unsay_nobody_yet(db, request, now)
        await refresh_cards(db, request, by, now)
    return len(request_ids)


async def _tell_the_end(db: AsyncSession, emergency: Emergency, ended_by: Person, now: datetime) -> None:
    """Whoever asked, took over, led or was on site; not whoever ended it."""
    of_it = HelpRequest.emergency_id == emergency.id
    requests = (await db.scalars(select(HelpRequest).where(of_it))).unique().all()
    asked = [person for request in requests for person in await whose(db, request)]
    took_over = [request.taken_by_id for request in requests]
    concerned = {emergency.in_charge_id, emergency.on_site_id, *asked, *took_over}
    for person_id in sorted(person for person in concerned if person not in (None, ended_by.id)):
        await say(db, person_id, Notice.EMERGENCY_ENDED, emergency.id, now)
