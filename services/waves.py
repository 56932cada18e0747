"""Asking people in waves: everybody at once if it is urgent, else as few as are likely to fill it, then more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.emergencies import HelpRequest
from models.people import Person
from services import acceptance, asking, boards, matching, seats
from services.policy import Policy
from services.reach import called_by
from services.rules.placing import scarcest_first
from services.rules.waves import cannot_fill, deadline, size


async def start(
    db: AsyncSession, call_out: CallOut, municipalities: Collection[int], now: datetime, policy: Policy
) -> int:
    """The first wave in corps that are called from now on; returns how many are asked."""
    return await _ask(db, call_out, municipalities, now, policy, silent=0)


async def ask_all(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> int:
    """Asks at once whoever of the corps that were called hasn't been asked; returns how many that are."""
    asked = await asking.ask(
        db, call_out, await called_by(db, call_out, policy), now, policy, masks=await seats.open_for(db, call_out)
    )
    return _sent(call_out, asked, now, policy)


async def next_due(db: AsyncSession) -> datetime | None:
    """When the next wave is due."""
    waiting = CallOut.next_wave_at.is_not(None), CallOut.state == CallOutState.OPEN
    found: datetime | None = await db.scalar(select(func.min(CallOut.next_wave_at)).where(*waiting))
    return found


async def overdue(db: AsyncSession, now: datetime) -> list[int]:
    """The call-outs whose next wave is due, by id."""
    due = select(CallOut.id).where(CallOut.next_wave_at <= now, CallOut.state == CallOutState.OPEN)
    return list(await db.scalars(due.order_by(CallOut.id)))


async def go_on(db: AsyncSession, call_out_id: int, now: datetime, policy: Policy) -> None:
    """The next wave of a call-out, if it is still due and still needed; if nobody is left, that is said."""
    due = select(CallOut).where(
        CallOut.id == call_out_id, CallOut.state == CallOutState.OPEN, CallOut.next_wave_at <= now
    )
    locked = due.with_for_update(of=CallOut).execution_options(populate_existing=True)
    call_out = (await db.scalars(locked)).unique().one_or_none()
    if call_out is None:
        return
    if call_out.open <= 0 or now >= call_out.help_request.ends_at:
        call_out.next_wave_at = None
        return
    silent = await _silent(db, call_out)
    left = silent if cannot_fill(call_out.open, silent) else 0
    if not await _ask(db, call_out, await called_by(db, call_out, policy), now, policy, silent=left):
        exhausted(call_out, now)
    await boards.refresh(db, call_out, now, policy)


def exhausted(call_out: CallOut, now: datetime) -> None:
    """Everybody of the corps that were called has been asked: whoever leads is shown who could be called next."""
    call_out.next_wave_at, call_out.proposal_due_at = None, now


async def hurry(db: AsyncSession, call_out: CallOut, now: datetime) -> None:
    """After a decline: nobody waits for a wave that can't fill the call-out any more. Needs the call-out's row."""
    waits = call_out.next_wave_at is not None and call_out.next_wave_at > now
    if waits and cannot_fill(call_out.open, await _silent(db, call_out)):
        call_out.next_wave_at = now


def follow_start(call_out: CallOut, now: datetime, policy: Policy) -> None:
    """The start moved: the next wave is due by the new one, at once if it became urgent. Needs the call-out's row."""
    if call_out.next_wave_at:
        request = call_out.help_request
        latest = now if request.urgent else _deadline(request, now, policy)
        call_out.next_wave_at = min(call_out.next_wave_at, latest)


async def resume(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> None:
    """A place is free again, and people haven't been asked: so they are. Needs the call-out's row."""
    if call_out.help_request.urgent or not call_out.wave or call_out.next_wave_at:
        return
    municipalities = await called_by(db, call_out, policy)
    masks = await seats.open_for(db, call_out)
    anybody = matching.eligible(call_out.help_request, municipalities, policy, literal(1)).where(
        matching.with_any(masks)
    )
    if await db.scalar(anybody.limit(1)):
        call_out.next_wave_at = now


async def _ask(
    db: AsyncSession, call_out: CallOut, municipalities: Collection[int], now: datetime, policy: Policy, *, silent: int
) -> int:
    """So many for each kind of place that is free; if nobody is left for one, whoever could take a place at all."""
    request = call_out.help_request
    if request.urgent:
        masks = await seats.open_for(db, call_out)
        asked = await asking.ask(db, call_out, municipalities, now, policy, masks=masks)
        return _sent(call_out, asked, now, policy)
    rate, asked = await acceptance.of_corps(db, request, policy), 0
    for kind in scarcest_first(await seats.kinds(db, call_out)):
        most = size(kind.free, rate, silent if kind.id == seats.REST else 0)
        asked += await asking.ask(db, call_out, municipalities, now, policy, masks=[kind.bits], most=most)
    if not asked:
        masks, most = await seats.open_for(db, call_out), size(call_out.open, rate)
        asked = await asking.ask(db, call_out, municipalities, now, policy, masks=masks, most=most)
    return _sent(call_out, asked, now, policy)


def _sent(call_out: CallOut, asked: int, now: datetime, policy: Policy) -> int:
    request = call_out.help_request
    call_out.wave += 1 if asked else 0
    if not request.urgent:
        call_out.next_wave_at = _deadline(request, now, policy)
    elif call_out.next_wave_at and call_out.next_wave_at <= now:
        call_out.next_wave_at = None  # it became urgent: this was the last wave
    return asked


def _deadline(request: HelpRequest, now: datetime, policy: Policy) -> datetime:
    return deadline(now, request.starts_at, policy.waves, policy.night, policy.zone)


async def _silent(db: AsyncSession, call_out: CallOut) -> int:
    """Those who may still answer; not whom no message reaches, who stays at home, or knows that there are enough."""
    waiting = (
        select(func.count())
        .select_from(Invitation)
        .join(Person, Person.id == Invitation.person_id)
        .where(
            Invitation.call_out_id == call_out.id,
            Invitation.state == InvitationState.SILENT,
            Invitation.withheld.is_(False),
            Invitation.told_enough.is_(False),
            Person.reachable,
        )
    )
    return await db.scalar(waiting) or 0
