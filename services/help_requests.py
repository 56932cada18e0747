"""A municipality asks for help; a coordinator takes it over, and until then somebody is paged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut
from models.emergencies import Emergency, HelpRequest, PassedRequest, RequestState
from models.outbox import Method
from models.people import Person
from models.reference import Municipality
from models.roles import Role
from services import emergencies, paging
from services.areas import municipalities_for
from services.audit import record
from services.authority import NotAllowed, authority_of, holders, municipalities_of
from services.notices import Notice, say
from services.policy import Policy
from services.requesters import whose
from services.rules.age import ADULT_AGE
from services.rules.paging import launch_due_at

APPOINTED = (Role.REQUESTER, Role.COORDINATOR)


@dataclass(frozen=True)
class NewRequest:
    """What the four questions bring in; the rest where it is a usual request. `lasts` None: as long as is usual.

    `caller` is who asked by phone, as a coordinator noted it.
    """

    municipality_nis: int
    what: str
    address: str
    latitude: float | None
    longitude: float | None
    needed: int
    starts_at: datetime
    bring: str = ""
    lasts: timedelta | None = None
    minimum_age: int = ADULT_AGE
    skill_bits: int = 0
    caller: str = ""


@dataclass(frozen=True)
class Raised:
    """The request is out. A coordinator who enters one has taken it over by that, and nobody is alerted."""

    request: HelpRequest
    alerted: int  # coordinators whom the first page is for
    running: list[Emergency]  # emergencies that were open before, the newest first


@dataclass(frozen=True)
class TakenOver:
    request: HelpRequest


@dataclass(frozen=True)
class AlreadyTaken:
    request: HelpRequest


@dataclass(frozen=True)
class PassedOn:
    request: HelpRequest


@dataclass(frozen=True)
class NoLongerEditable:
    """The request is closed."""

    request: HelpRequest


async def municipalities_to_ask_for(
    db: AsyncSession, person: Person, most: int, *, among: Collection[int] | None = None
) -> list[Municipality]:
    """The municipalities for which this person may ask for help, at most `most`; of `among`, if that is given."""
    return await municipalities_for(db, person, APPOINTED, most, among=among)


def is_urgent(starts_at: datetime, now: datetime, policy: Policy) -> bool:
    """Urgent is what people must leave for at once: then those who said "call me always" are asked too."""
    return starts_at - now <= policy.leave_now_within


async def raise_request(
    db: AsyncSession, person: Person, new: NewRequest, now: datetime, policy: Policy
) -> Raised | NotAllowed:
    """Stores the request and alerts the coordinators at once; only whoever was appointed may."""
    if not await municipalities_to_ask_for(db, person, 1, among={new.municipality_nis}):
        return NotAllowed()
    running = await emergencies.open_in(db, new.municipality_nis, hold=True)
    asked = {name: value for name, value in vars(new).items() if name != "lasts"}
    request = HelpRequest(
        **asked,
        emergency=await _emergency_for(db, new, running, now),
        requester=person,
        created_at=now,
        ends_at=new.starts_at + (new.lasts or policy.usual_duration),
        urgent=is_urgent(new.starts_at, now, policy),
        next_page_at=now,
        on_behalf=await asks_on_behalf(db, person, new.municipality_nis),
    )
    db.add(request)
    await db.flush()
    await db.refresh(request)
    record(db, person.id, "request_raised", "help_request", request.id, now, needed=request.needed)
    return Raised(request, await _alert(db, request, person, now, policy), running)


async def asks_on_behalf(db: AsyncSession, person: Person, municipality_nis: int) -> bool:
    """Whether a coordinator would enter it for the municipality's people, who asked by phone."""
    return not await municipalities_for(db, person, (Role.REQUESTER,), 1, among={municipality_nis})


async def _alert(db: AsyncSession, request: HelpRequest, by: Person, now: datetime, policy: Policy) -> int:
    if by in await holders(db, Role.COORDINATOR, request.municipality):
        await take_over(db, by, request.id, now, policy)
        return 0
    return await paging.begin(db, request, now, policy)


async def _emergency_for(db: AsyncSession, new: NewRequest, running: list[Emergency], now: datetime) -> Emergency:
    """The only one that is going on; among several nobody but the requester can tell, so a new one."""
    if len(running) == 1:
        return running[0]
    return await emergencies.open_emergency(db, new.municipality_nis, emergencies.name_from(new.what), now)


async def led(db: AsyncSession, person: Person, request_id: int) -> HelpRequest | None:
    """The request, if this person coordinates where it comes from."""
    request = await db.get(HelpRequest, request_id, populate_existing=True)
    authority = await authority_of(db, person.id)
    where = request.municipality if request else None
    return request if where and authority.may(Role.COORDINATOR, where) else None


async def raised_by(db: AsyncSession, person: Person, request_id: int) -> HelpRequest | None:
    """The request, if this person raised it and may still ask for help there, or a coordinator did so for them."""
    request = await db.get(HelpRequest, request_id, populate_existing=True)
    if request is None:
        return None
    authority = await authority_of(db, person.id)
    if request.on_behalf and authority.may(Role.REQUESTER, request.municipality):
        return request
    if request.requester_id != person.id:
        return None
    return request if any(authority.may(role, request.municipality) for role in APPOINTED) else None


async def editable(db: AsyncSession, person: Person, request_id: int) -> HelpRequest | NoLongerEditable | NotAllowed:
    """The request, if this person raised it or coordinates it, and it isn't closed.

    Holds its call-outs before the request itself, in the order in which closing one takes them.
    """
    await db.execute(select(CallOut.id).where(CallOut.help_request_id == request_id).with_for_update())
    await db.execute(select(HelpRequest.id).where(HelpRequest.id == request_id).with_for_update())
    request = await raised_by(db, person, request_id) or await led(db, person, request_id)
    if request is None:
        return NotAllowed()
    return NoLongerEditable(request) if request.state is RequestState.CLOSED else request


async def take_over(
    db: AsyncSession, person: Person, request_id: int, now: datetime, policy: Policy
) -> TakenOver | AlreadyTaken | NotAllowed:
    """Acknowledges a waiting request; of several coordinators who tap at once, one takes it.

    Whoever has taken it over before works on it still: their time to call people out begins anew.
    """
    request = await led(db, person, request_id)
    if request is None:
        return NotAllowed()
    await emergencies.held(db, request.emergency_id)
    taken = await db.execute(
        update(HelpRequest)
        .where(HelpRequest.id == request_id, HelpRequest.state == RequestState.WAITING)
        .values(
            state=RequestState.TAKEN, taken_by_id=person.id, taken_at=now, next_page_at=None,
            launch_due_at=_launch_due_at(request, now, policy), pages_sent=0,
        )
        .returning(HelpRequest.id)
    )  # fmt: skip
    won = taken.scalar() is not None
    await db.refresh(request)
    if not won and request.taken_by_id != person.id:
        return AlreadyTaken(request)
    if not won:
        give_time(request, now, policy)
        return TakenOver(request)
    if await _has_no_lead(db, request):
        request.emergency.in_charge = person
    record(db, person.id, "request_taken", "help_request", request_id, now)
    await _tell_taken(db, request, person, now)
    return TakenOver(request)


def _launch_due_at(request: HelpRequest, now: datetime, policy: Policy) -> datetime:
    return launch_due_at(policy.launch, now, request.starts_at, urgent=request.urgent)


def give_time(request: HelpRequest, now: datetime, policy: Policy) -> None:
    """From now on, as long as it may take until a request that is taken over is called out."""
    if request.state is RequestState.TAKEN:
        request.launch_due_at, request.pages_sent = _launch_due_at(request, now, policy), 0


async def _has_no_lead(db: AsyncSession, request: HelpRequest) -> bool:
    """Whether nobody is in charge of the emergency, or somebody whose role was taken back."""
    in_charge_id = request.emergency.in_charge_id
    if in_charge_id is None:
        return True
    return not (await authority_of(db, in_charge_id)).may(Role.COORDINATOR, request.municipality)


async def _tell_taken(db: AsyncSession, request: HelpRequest, by: Person, now: datetime) -> None:
    await refresh_alerts(db, request, by, now)
    await paging.unsay_nobody_yet(db, request, now)
    for person_id in await whose(db, request):
        if person_id != by.id:
            await say(db, person_id, Notice.REQUEST_TAKEN, request.id, now)


async def refresh_alerts(db: AsyncSession, request: HelpRequest, by: Person, now: datetime) -> None:
    """Has the alert that others got edited to how the request stands; `by` sees that already."""
    for colleague in await holders(db, Role.COORDINATOR, request.municipality):
        if colleague.id != by.id:
            await say(
                db, colleague.id, Notice.REQUEST_ALERT, request.id, now, method=Method.EDIT, once=True,
            )  # fmt: skip
    for administrator in await holders(db, Role.ADMINISTRATOR, request.municipality):
        await say(
            db, administrator.id, Notice.REQUEST_UNLED, request.id, now, method=Method.EDIT, once=True,
        )  # fmt: skip


async def refresh_cards(db: AsyncSession, request: HelpRequest, by: Person, now: datetime) -> None:
    """Has everybody else's card about the request edited to how it stands."""
    await refresh_alerts(db, request, by, now)
    for person_id in await whose(db, request):
        if person_id != by.id:
            await say(
                db, person_id, Notice.REQUEST_STATUS, request.id, now, method=Method.EDIT, once=True,
            )  # fmt: skip


async def pass_on(
    db: AsyncSession, person: Person, request_id: int, now: datetime
) -> PassedOn | AlreadyTaken | NotAllowed:
    """This coordinator isn't paged for it again; the others still are."""
    request = await led(db, person, request_id)
    if request is None:
        return NotAllowed()
    if request.state is not RequestState.WAITING:
        return AlreadyTaken(request)
    await db.merge(PassedRequest(help_request_id=request_id, person_id=person.id))
    record(db, person.id, "request_passed", "help_request", request_id, now)
    return PassedOn(request)


async def waiting_for_launch(db: AsyncSession, person: Person) -> list[HelpRequest]:
    """Requests without a call-out that this person may launch, the newest first."""
    theirs = municipalities_of(await authority_of(db, person.id), Role.COORDINATOR)
    found = await db.scalars(
        select(HelpRequest)
        .join(Municipality, Municipality.nis == HelpRequest.municipality_nis)
        .where(HelpRequest.state.in_((RequestState.WAITING, RequestState.TAKEN)), theirs)
        .order_by(HelpRequest.id.desc())
    )
    return list(found.unique())
