"""Alerting coordinators until one takes a help request over, and again when whoever took it calls nobody out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.emergencies import HelpRequest, PassedRequest, RequestState
from models.outbox import Method
from models.people import Person
from models.roles import Role
from services import emergencies
from services.audit import record
from services.authority import reachable_holders
from services.notices import Notice, say
from services.policy import Policy
from services.rules.paging import next_page_at


async def page(db: AsyncSession, request: HelpRequest, now: datetime) -> None:
    """Alerts the coordinators."""
    for person in await _to_page(db, request):
        await say(db, person.id, Notice.REQUEST_ALERT, request.id, now)


async def _to_page(db: AsyncSession, request: HelpRequest) -> list[Person]:
    """Whoever a page reaches and didn't pass the request on; if all of these did, they after all."""
    coordinators = await reachable_holders(db, Role.COORDINATOR, request.municipality)
    passed = set(await db.scalars(select(PassedRequest.person_id).where(PassedRequest.help_request_id == request.id)))
    return [person for person in coordinators if person.id not in passed] or coordinators


async def next_due(db: AsyncSession) -> datetime | None:
    """When the next request must be paged again, or be called out by whoever took it over."""
    earliest = select(func.min(HelpRequest.next_page_at), func.min(HelpRequest.launch_due_at))
    return min((due for due in (await db.execute(earliest)).one() if due is not None), default=None)


async def page_overdue(db: AsyncSession, now: datetime, policy: Policy) -> None:
    """Pages again for each request that nobody took in time, and tells its requester so."""
    overdue = await db.scalars(
        select(HelpRequest).where(HelpRequest.next_page_at <= now).with_for_update(skip_locked=True, of=HelpRequest)
    )
    for request in overdue.unique().all():
        await page(db, request, now)
        _set_next_page(request, now, policy)
        await _tell_requester(db, request, now)


def _set_next_page(request: HelpRequest, now: datetime, policy: Policy) -> None:
    """Pages that fell due while nothing ran are one page, not many at once."""
    while request.next_page_at is not None and request.next_page_at <= now:
        request.pages_sent += 1
        request.next_page_at = next_page_at(policy.paging, request.next_page_at, request.pages_sent)


async def _tell_requester(db: AsyncSession, request: HelpRequest, now: datetime) -> None:
    """That nobody leads it: the phone rings each time, and one such message stands in the chat."""
    if request.requester_id:
        await unsay_nobody_yet(db, request, now)
        await say(db, request.requester_id, Notice.NOBODY_YET, request.id, now)


async def unsay_nobody_yet(db: AsyncSession, request: HelpRequest, now: datetime) -> None:
    """Takes back from the requester what isn't true any more."""
    if request.requester_id:
        await say(db, request.requester_id, Notice.NOBODY_YET, request.id, now, method=Method.DELETE)


async def lingering(db: AsyncSession, now: datetime) -> list[int]:
    """The requests that were taken over and whose time to be called out is past."""
    return list(await db.scalars(select(HelpRequest.id).where(HelpRequest.launch_due_at <= now)))


async def follow_up(db: AsyncSession, request_id: int, now: datetime, policy: Policy) -> None:
    """Reminds whoever took the request over; the next time the request is anybody's again, and all are paged.

    An acknowledgement expires like that, so that nothing is acknowledged and forgotten.
    """
    request = await db.get_one(HelpRequest, request_id)
    await emergencies.held(db, request.emergency_id)
    due = select(HelpRequest).where(HelpRequest.id == request_id, HelpRequest.launch_due_at <= now)
    locked = due.with_for_update(of=HelpRequest).execution_options(populate_existing=True)
    if (await db.scalars(locked)).unique().one_or_none() is None:
        return  # called out, or seen to by another process
    coordinators = await reachable_holders(db, Role.COORDINATOR, request.municipality)
    if request.taken_by in coordinators and not request.pages_sent:
        request.pages_sent, request.launch_due_at = 1, now + policy.launch.grace
        await say(db, request.taken_by.id, Notice.LAUNCH_REMINDER, request.id, now)
    else:
        await _page_all_again(db, request, now, policy)


async def _page_all_again(db: AsyncSession, request: HelpRequest, now: datetime, policy: Policy) -> None:
    record(db, None, "request_lapsed", "help_request", request.id, now, taken_by=request.taken_by_id or 0)
    emergency = request.emergency
    if emergency.in_charge_id == request.taken_by_id and not await emergencies.open_call_outs(db, emergency.id):
        emergency.in_charge = None
    request.state, request.taken_by, request.launch_due_at = RequestState.WAITING, None, None
    request.pages_sent, request.next_page_at = 1, next_page_at(policy.paging, now, 1)
    await db.execute(delete(PassedRequest).where(PassedRequest.help_request_id == request.id))
    await db.flush()
    await page(db, request, now)
    await _tell_requester(db, request, now)
