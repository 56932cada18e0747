"""From a help request to people's phones: preview and launch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState
from models.emergencies import HelpRequest, RequestState
from models.people import Person
from models.reference import Municipality
from models.roles import Role
from services import acceptance, boards, emergencies, help_requests, matching, request_roles, waves
from services.audit import record
from services.authority import NotAllowed, authority_of, municipalities_of
from services.matching import Count
from services.policy import Policy
from services.reach import Reach, called_by, nearest_with_people
from services.rules.eligibility import WhyNot
from services.rules.escalation import look_at
from services.rules.rings import Ring
from services.rules.waves import size


@dataclass(frozen=True)
class Preview:
    """What a launch would reach: the own corps, and the nearest ring in which anybody is free."""

    request: HelpRequest
    own: Count
    ring: int  # its number; 0 if nobody is free in any other corps
    neighbours: list[Reach]  # whoever has most people free in front
    rate: float  # the share of those asked who are expected to accept
    first: int  # so many of the own corps are asked first; all who are free, if it is urgent
    by_role: list[tuple[request_roles.Wanted, int]]  # each role, with how many of the own corps fit it and are free
    why_not: Mapping[WhyNot, int]  # how many of the own corps aren't asked, each under the first reason


@dataclass(frozen=True)
class Launched:
    call_out: CallOut
    asked: int


@dataclass(frozen=True)
class IsClosed:
    call_out: CallOut


@dataclass(frozen=True)
class AlreadyLaunched:
    """Called out before, or closed without a call-out (None)."""

    request: HelpRequest
    call_out: CallOut | None


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
    own = (await matching.count(db, request, home, policy, now)).total
    ring, neighbours = await nearest_with_people(db, request, policy, now)
    return Preview(
        request,
        own,
        ring.number if ring else 0,
        neighbours,
        rate := await acceptance.of_corps(db, request, policy),
        own.free if request.urgent else min(own.free, _first_wave(request, rate)),
        [(one, await _with_skills(db, request, one, now, policy)) for one in request_roles.of_request(request)],
        await matching.why_not(db, request, home, policy, now),
    )


def _first_wave(request: HelpRequest, rate: float) -> int:
    numbers = [one.number for one in request_roles.of_request(request)]
    return sum(size(number, rate) for number in (*numbers, request.needed - sum(numbers)))


async def _with_skills(
    db: AsyncSession, request: HelpRequest, one: request_roles.Wanted, now: datetime, policy: Policy
) -> int:
    found = await matching.count(db, request, {request.municipality_nis}, policy, now, masks=[one.bits])
    return found.total.free


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
    call_out = await _create(db, person, request, ring, now, policy)
    asked = await waves.start(db, call_out, await called_by(db, call_out, policy), now, policy)
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


async def _create(
    db: AsyncSession, person: Person, request: HelpRequest, ring: Ring | None, now: datetime, policy: Policy
) -> CallOut:
    call_out = CallOut(
        help_request=request,
        needed=request.needed,
        filled=0,
        answers=0,
        ring=ring.number if ring else 0,
        launched_by_id=person.id,
        launched_at=now,
        board_due_at=now,
        proposal_due_at=look_at(policy.escalation, now, request.starts_at, urgent=request.urgent),
    )
    db.add(call_out)
    await db.flush()
    await request_roles.to_call_out(db, call_out)
    return call_out
