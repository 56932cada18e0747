"""When a call-out needs more people: the rest of the corps that were called, then the next ring, province, Flanders."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState
from models.people import Person
from models.reference import Municipality
from services import asking, boards, seats, waves
from services.audit import record
from services.authority import NotAllowed
from services.call_outs import IsClosed, led
from services.policy import Policy
from services.reach import Reach, called_by, map_around, reach_of, ring_after, towns_of
from services.rules.escalation import look_at
from services.rules.rings import PROVINCE, Ring


@dataclass(frozen=True)
class NextRing:
    """The ring that an escalation would call, with the people in each of its corps."""

    call_out: CallOut
    ring: Ring
    reach: list[Reach]  # whoever has most people free in front
    passed_over: list[Municipality]  # of this ring, without a corps


@dataclass(frozen=True)
class NotAskedYet:
    """People of corps that were called without an invitation: the call-out was full, or they became free since."""

    call_out: CallOut
    reach: list[Reach]  # whoever has most people free in front

    @property
    def people(self) -> int:
        return sum(corps.count.free for corps in self.reach)


@dataclass(frozen=True)
class NoMoreRings:
    call_out: CallOut


@dataclass(frozen=True)
class IsFull:
    call_out: CallOut


@dataclass(frozen=True)
class Escalated:
    call_out: CallOut
    ring: Ring
    asked: int


@dataclass(frozen=True)
class RestAsked:
    call_out: CallOut
    asked: int


NothingToCall = NoMoreRings | IsFull | IsClosed | NotAllowed


Upcoming = NotAskedYet | NextRing | NoMoreRings


async def next_escalation(
    db: AsyncSession, person: Person, call_out_id: int, now: datetime, policy: Policy
) -> NotAskedYet | NextRing | NothingToCall:
    """Whom an escalation would call now: first the rest of the corps that were called, then the next neighbours."""
    call_out = await _short_of_people(db, person, call_out_id)
    return await upcoming(db, call_out, now, policy) if isinstance(call_out, CallOut) else call_out


async def upcoming(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> Upcoming:
    """The same of a call-out that is known to need more people."""
    rest = NotAskedYet(call_out, await _reach(db, call_out, await called_by(db, call_out, policy), now, policy))
    return rest if rest.people else await _next_ring(db, call_out, now, policy)


async def _reach(
    db: AsyncSession, call_out: CallOut, municipalities: Collection[int], now: datetime, policy: Policy
) -> list[Reach]:
    """Those who fit a place that is open."""
    masks = await seats.open_for(db, call_out)
    reach = await reach_of(db, call_out.help_request, municipalities, policy, now, masks=masks)
    return [corps for corps in reach if corps.count.free or corps.kept]


async def _short_of_people(
    db: AsyncSession, person: Person, call_out_id: int
) -> CallOut | IsFull | IsClosed | NotAllowed:
    call_out = await led(db, person, call_out_id)
    if call_out is None:
        return NotAllowed()
    if call_out.state is CallOutState.CLOSED:
        return IsClosed(call_out)
    return call_out if call_out.open > 0 else IsFull(call_out)


async def _next_ring(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> NextRing | NoMoreRings:
    ring = await ring_after(db, call_out.help_request, call_out.ring, policy)
    if ring is None:
        return NoMoreRings(call_out)
    reach = await _reach(db, call_out, ring.municipalities, now, policy)
    return NextRing(call_out, ring, reach, await towns_of(db, ring.passed_over))


async def escalate(
    db: AsyncSession, person: Person, call_out_id: int, ring_number: int, now: datetime, policy: Policy
) -> Escalated | RestAsked | NotAskedYet | NextRing | NothingToCall:
    """Calls the ring that the coordinator saw, or the rest if it is the one that was called last.

    If something else is next by now, it comes back to be confirmed.
    """
    await db.execute(select(CallOut.id).where(CallOut.id == call_out_id).with_for_update())
    call_out = await _short_of_people(db, person, call_out_id)
    if not isinstance(call_out, CallOut):
        return call_out
    step = await upcoming(db, call_out, now, policy)
    if _number(step) == ring_number:
        return await carry_out(db, step, person, now, policy)
    ring = await _next_ring(db, call_out, now, policy)  # somebody signed up meanwhile, who isn't in the way of it
    return await carry_out(db, ring, person, now, policy) if _number(ring) == ring_number else step


def _number(step: Upcoming) -> int | None:
    """Its ring's; the rest belongs to the one that was called last."""
    if isinstance(step, NoMoreRings):
        return None
    return step.ring.number if isinstance(step, NextRing) else step.call_out.ring


async def carry_out(
    db: AsyncSession, step: Upcoming, by: Person | None, now: datetime, policy: Policy
) -> Escalated | RestAsked | NoMoreRings:
    """Calls whom that step names; without `by` the policy has it done. Needs the call-out's row."""
    match step:
        case NoMoreRings():
            return step
        case NotAskedYet(call_out):
            asked = await waves.ask_all(db, call_out, now, policy)
            await _note(db, call_out, "rest_asked", asked, by, now, policy)
            return RestAsked(call_out, asked)
        case NextRing(call_out, ring):
            call_out.ring = ring.number
            asked = await waves.start(db, call_out, ring.municipalities, now, policy)
            await _note(db, call_out, "escalated", asked, by, now, policy)
            return Escalated(call_out, ring, asked)


async def _note(
    db: AsyncSession, call_out: CallOut, action: str, asked: int, by: Person | None, now: datetime, policy: Policy
) -> None:
    request = call_out.help_request
    call_out.escalates_at = None
    call_out.proposal_due_at = look_at(policy.escalation, now, request.starts_at, urgent=request.urgent)
    record(db, by.id if by else None, action, "call_out", call_out.id, now, ring=call_out.ring, asked=asked)
    await db.flush()
    await boards.refresh(db, call_out, now, policy)


async def in_province(db: AsyncSession, call_out: CallOut, now: datetime, policy: Policy) -> int:
    """How many people of the whole province a call-out could ask by now."""
    return sum(corps.count.free for corps in await _reach(db, call_out, await _province(db, call_out), now, policy))


async def call_province(db: AsyncSession, person: Person, call_out: CallOut, now: datetime, policy: Policy) -> int:
    """Calls every corps of the province; returns how many people are asked. Needs the call-out's row."""
    call_out.ring = PROVINCE
    masks = await seats.open_for(db, call_out)
    asked = await asking.ask(db, call_out, await _province(db, call_out), now, policy, masks=masks)
    await _note(db, call_out, "escalated", asked, person, now, policy)
    return asked


async def _province(db: AsyncSession, call_out: CallOut) -> set[int]:
    around = await map_around(db, call_out.help_request.municipality)
    return {around.start} | around.province
