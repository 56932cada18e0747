"""From a help request to people's phones: preview, launch, ring after ring."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import ColumnElement

from models.call_outs import CallOut, CallOutState, Invitation, InvitationState
from models.emergencies import HelpRequest, RequestState
from models.people import Person
from models.reference import Municipality
from models.roles import Role
from services import boards, emergencies, help_requests, matching, reminders, turns
from services.audit import record
from services.authority import NotAllowed, authority_of, municipalities_of
from services.matching import Count
from services.notices import Notice, say_to_invited
from services.policy import Policy
from services.quiet import when_asked
from services.reach import Reach, called_by, nearest_with_people, reach_of, ring_after, towns_of
from services.rules.eligibility import WhyNot
from services.rules.rings import Ring


@dataclass(frozen=True)
class Preview:
    """What a launch would reach: the own corps, and the nearest ring in which anybody is free."""

    request: HelpRequest
    own: Count
    ring: int  # its number; 0 if nobody is free in any other corps
    neighbours: list[Reach]  # whoever has most people free in front
    why_not: Mapping[WhyNot, int]  # how many of the own corps aren't asked, each under the first reason


@dataclass(frozen=True)
class Launched:
    call_out: CallOut
    asked: int


@dataclass(frozen=True)
class AlreadyLaunched:
    """Called out before, or closed without a call-out (None)."""

    request: HelpRequest
    call_out: CallOut | None


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
class IsClosed:
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


async def led(db: AsyncSession, person: Person, call_out_id: int) -> CallOut | None:
    """The call-out as it stands, if this person coordinates where it comes from."""
    call_out = await db.get(CallOut, call_out_id, populate_existing=True)
    authority = await authority_of(db, person.id)
    where = call_out.help_request.municipality if call_out else None
    return call_out if where and authority.may(Role.COORDINATOR, where) else None


async def open_for(db: AsyncSession, person: Person) -> list[CallOut]:
    """The open call-outs that this person coordinates, the newest first."""
    theirs = municipalities_of(await authority_of(db, person.id), Role.COORDINATOR)
    found = await db.scalars(
        select(CallOut)
        .join(HelpRequest, HelpRequest.id == CallOut.help_request_id)
        .join(Municipality, Municipality.nis == HelpRequest.municipality_nis)
        .where(CallOut.state == CallOutState.OPEN, theirs)
        .order_by(CallOut.id.desc())
    )
    return list(found.unique())


async def preview(
    db: AsyncSession, person: Person, request_id: int, now: datetime, policy: Policy
) -> Preview | AlreadyLaunched | NotAllowed:
    """Who would be called out for this request, before anybody is."""
    request = await help_requests.led(db, person, request_id)
    if request is None:
        return NotAllowed()
    if request.state in (RequestState.CALLED_OUT, RequestState.CLOSED):
        return AlreadyLaunched(request, await boards.latest_call_out(db, request_id))
    home = {request.municipality_nis}
    own = await matching.count(db, request, home, policy, now)
    ring, neighbours = await nearest_with_people(db, request, policy, now)
    why_not = await matching.why_not(db, request, home, policy, now)
    return Preview(request, own.total, ring.number if ring else 0, neighbours, why_not)


async def launch(
    db: AsyncSession,
    person: Person,
    request_id: int,
    now: datetime,
    policy: Policy,
    *,
    with_neighbours: bool = False,
) -> Launched | AlreadyLaunched | NotAllowed:
    """Sends the request to everybody who fits and is free; `with_neighbours` calls all up to the nearest ring in which
    anybody is free as well.
    """
    request = await help_requests.led(db, person, request_id)
    if request is None:
        return NotAllowed()
    await emergencies.held(db, request.emergency_id)
    if request.state is RequestState.WAITING:
        await help_requests.take_over(db, person, request_id, now, policy)
    if not await _mark_called_out(db, request):
        return AlreadyLaunched(request, await boards.latest_call_out(db, request_id))
    await db.refresh(request)
    ring, _reach = await nearest_with_people(db, request, policy, now) if with_neighbours else (None, [])
    call_out = await _create(db, person, request, ring, now)
    asked = await _ask(db, call_out, await called_by(db, call_out), now, policy)
    record(db, person.id, "call_out_launched", "call_out", call_out.id, now, asked=asked, ring=call_out.ring)
    await help_requests.refresh_alerts(db, request, person, now)
    await boards.refresh(db, call_out, now, policy)
    return Launched(call_out, asked)


async def _mark_called_out(db: AsyncSession, request: HelpRequest) -> bool:
    launched = await db.execute(
        update(HelpRequest)
        .where(HelpRequest.id == request.id, HelpRequest.state.in_((RequestState.WAITING, RequestState.TAKEN)))
        .values(state=RequestState.CALLED_OUT, next_page_at=None, launch_due_at=None)
        .returning(HelpRequest.id)
        .execution_options(synchronize_session=False)
    )
    return launched.scalar() is not None


async def _create(db: AsyncSession, person: Person, request: HelpRequest, ring: Ring | None, now: datetime) -> CallOut:
    call_out = CallOut(
        help_request=request,
        needed=request.needed,
        filled=0,
        answers=0,
        ring=ring.number if ring else 0,
        launched_by_id=person.id,
        launched_at=now,
        board_due_at=now,
    )
    db.add(call_out)
    await db.flush()
    return call_out


async def _ask(
    db: AsyncSession, call_out: CallOut, municipalities: Collection[int], now: datetime, policy: Policy
) -> int:
    columns = {
        "call_out_id": literal(call_out.id),
        "person_id": Person.id,
        "state": literal(InvitationState.SILENT, Invitation.state.type),
        "ring": literal(call_out.ring),
        "asked_at": literal(now, Invitation.asked_at.type),
        "told_enough": literal(False),
    }
    labelled: list[ColumnElement[Any]] = [value.label(name) for name, value in columns.items()]
    chosen = matching.eligible(call_out.help_request, municipalities, policy, *labelled, now=now)
    before = (await db.execute(select(Invitation.id).order_by(Invitation.id.desc()).limit(1))).scalar() or 0
    inserted = await db.execute(insert(Invitation).from_select(list(columns), chosen))
    new = and_(Invitation.call_out_id == call_out.id, Invitation.id > before)
    await turns.note_asked(db, new, now)
    timed = when_asked(call_out.help_request, now, policy)
    await say_to_invited(db, Notice.INVITATION, new, now, timed=timed)
    reminders.plan(call_out, now, policy)
    return int(inserted.rowcount)  # type: ignore[attr-defined]


async def next_escalation(
    db: AsyncSession, person: Person, call_out_id: int, policy: Policy
) -> NotAskedYet | NextRing | NothingToCall:
    """Whom an escalation would call now: first the rest of the corps that were called, then the next neighbours."""
    call_out = await _short_of_people(db, person, call_out_id)
    if not isinstance(call_out, CallOut):
        return call_out
    rest = await _not_asked_yet(db, call_out, policy)
    return rest if rest.people else await _next_ring(db, call_out, policy)


async def _short_of_people(
    db: AsyncSession, person: Person, call_out_id: int
) -> CallOut | IsFull | IsClosed | NotAllowed:
    call_out = await led(db, person, call_out_id)
    if call_out is None:
        return NotAllowed()
    if call_out.state is CallOutState.CLOSED:
        return IsClosed(call_out)
    return call_out if call_out.free > 0 else IsFull(call_out)


async def _not_asked_yet(db: AsyncSession, call_out: CallOut, policy: Policy) -> NotAskedYet:
    reach = await reach_of(db, call_out.help_request, await called_by(db, call_out), policy)
    return NotAskedYet(call_out, [corps for corps in reach if corps.count.free])


async def _next_ring(db: AsyncSession, call_out: CallOut, policy: Policy) -> NextRing | NoMoreRings:
    ring = await ring_after(db, call_out.help_request, call_out.ring)
    if ring is None:
        return NoMoreRings(call_out)
    reach = await reach_of(db, call_out.help_request, ring.municipalities, policy)
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
    done: Escalated | RestAsked | None
    if ring_number == call_out.ring:
        done = await _ask_rest(db, person, call_out, now, policy)
    else:
        done = await _call_ring(db, person, call_out, ring_number, now, policy)
    return done or await next_escalation(db, person, call_out_id, policy)


async def _ask_rest(
    db: AsyncSession, person: Person, call_out: CallOut, now: datetime, policy: Policy
) -> RestAsked | None:
    asked = await _ask(db, call_out, await called_by(db, call_out), now, policy)
    if not asked:
        return None
    record(db, person.id, "rest_asked", "call_out", call_out.id, now, ring=call_out.ring, asked=asked)
    await boards.refresh(db, call_out, now, policy)
    return RestAsked(call_out, asked)


async def _call_ring(
    db: AsyncSession, person: Person, call_out: CallOut, number: int, now: datetime, policy: Policy
) -> Escalated | None:
    ring = await ring_after(db, call_out.help_request, call_out.ring)
    if ring is None or ring.number != number:
        return None
    call_out.ring = number
    await db.flush()
    asked = await _ask(db, call_out, ring.municipalities, now, policy)
    record(db, person.id, "escalated", "call_out", call_out.id, now, ring=number, asked=asked)
    await boards.refresh(db, call_out, now, policy)
    return Escalated(call_out, ring, asked)
