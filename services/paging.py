"""Alerting coordinators until one takes a help request over, and again when whoever took it calls nobody out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.emergencies import HelpRequest, PassedRequest, RequestState
from models.outbox import Method
from models.roles import Role
from services import emergencies, rota
from services.audit import record
from services.authority import reachable_holders
from services.notices import Notice, say
from services.policy import Policy
from services.requesters import whose
from services.rules.paging import Ladder, Level, next_page_at, tells_requester


@dataclass(frozen=True)
class Reach:
    """Whom pages for a request reach now, as ids of people. `line`: whoever is on call, and who comes next."""

    line: list[int]
    coordinators: list[int]

    def at(self, level: Level) -> list[int]:
        """The coordinators whom a page of that level is for."""
        return self.line[: level + 1] if level < Level.ALL and self.line else self.coordinators


async def reach(db: AsyncSession, request: HelpRequest, now: datetime, policy: Policy) -> Reach:
    """Whoever a page reaches and didn't pass the request on; if all of these did, they after all."""
    able = [person.id for person in await reachable_holders(db, Role.COORDINATOR, request.municipality)]
    passed = set(await db.scalars(select(PassedRequest.person_id).where(PassedRequest.help_request_id == request.id)))
    line = await rota.line(db, request.municipality, now, policy)
    left = [person for person in able if person not in passed] or able
    return Reach([person for person in line if person in left], left)


async def begin(db: AsyncSession, request: HelpRequest, now: datetime, policy: Policy) -> int:
    """The first page; returns how many coordinators it is for."""
    return await _page(db, request, 1, now, policy)


async def _page(db: AsyncSession, request: HelpRequest, number: int, now: datetime, policy: Policy) -> int:
    """Sends the page of that number and says when the next one is due: from now, where it is the first."""
    to = await reach(db, request, now, policy)
    ladder = policy.paging.ladder(somebody_on_call=bool(to.line))
    request.pages_sent, request.next_page_at = number, next_page_at(ladder, now, number)
    return await _send(db, request, to, ladder.level(number), now)


async def _send(db: AsyncSession, request: HelpRequest, to: Reach, level: Level, now: datetime) -> int:
    paged = to.at(level)
    for person_id in paged:
        await say(db, person_id, Notice.REQUEST_ALERT, request.id, now)
    if level >= Level.ADMINISTRATORS:
        await _tell_administrators(db, request, paged, now)
    only = {"person": paged[0]} if len(paged) == 1 else {}
    record(db, None, "request_paged", "help_request", request.id, now, level=level.name.lower(), people=len(paged),
           page=request.pages_sent, **only)  # fmt: skip
    return len(paged)


async def _tell_administrators(db: AsyncSession, request: HelpRequest, paged: list[int], now: datetime) -> None:
    """Those who aren't paged as coordinators: they can reach people otherwise, or appoint somebody."""
    for person in await reachable_holders(db, Role.ADMINISTRATOR, request.municipality):
        if person.id not in paged:
            await say(db, person.id, Notice.REQUEST_UNLED, request.id, now)


async def next_due(db: AsyncSession) -> datetime | None:
    """When the next request must be paged again, or be called out by whoever took it over."""
    earliest = select(func.min(HelpRequest.next_page_at), func.min(HelpRequest.launch_due_at))
    return min((due for due in (await db.execute(earliest)).one() if due is not None), default=None)


async def page_overdue(db: AsyncSession, now: datetime, policy: Policy) -> None:
    """Pages again for each request that nobody took in time, and tells its requester so every few minutes."""
    overdue = await db.scalars(
        select(HelpRequest).where(HelpRequest.next_page_at <= now).with_for_update(skip_locked=True, of=HelpRequest)
    )
    for request in overdue.unique().all():
        to = await reach(db, request, now, policy)
        ladder = policy.paging.ladder(somebody_on_call=bool(to.line))
        before = request.pages_sent
        _climb(request, ladder, now)
        _note_widening(db, request, ladder, before, now)
        await _send(db, request, to, ladder.level(request.pages_sent), now)
        if tells_requester(policy.paging, ladder, before, request.pages_sent):
            await _tell_requester(db, request, now)


def _climb(request: HelpRequest, ladder: Ladder, now: datetime) -> None:
    """Pages that fell due while nothing ran are one page, not many at once."""
    while request.next_page_at is not None and request.next_page_at <= now:
        request.pages_sent += 1
        request.next_page_at = next_page_at(ladder, request.next_page_at, request.pages_sent)


def _note_widening(db: AsyncSession, request: HelpRequest, ladder: Ladder, before: int, now: datetime) -> None:
    level = ladder.level(request.pages_sent)
    if level > ladder.level(before):
        record(db, None, "request_widened", "help_request", request.id, now, level=level.name.lower())


async def _tell_requester(db: AsyncSession, request: HelpRequest, now: datetime) -> None:
    """That nobody leads it: the phone rings each time, and one such message stands in the chat."""
    await unsay_nobody_yet(db, request, now)
    for person_id in await whose(db, request):
        await say(db, person_id, Notice.NOBODY_YET, request.id, now)


async def unsay_nobody_yet(db: AsyncSession, request: HelpRequest, now: datetime) -> None:
    """Takes back from those who asked what isn't true any more."""
    for person_id in await whose(db, request):
        await say(db, person_id, Notice.NOBODY_YET, request.id, now, method=Method.DELETE)


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
    """Whoever is on call had their time, or somebody else took it from them: it goes on where all are paged."""
    record(db, None, "request_lapsed", "help_request", request.id, now, taken_by=request.taken_by_id or 0)
    emergency = request.emergency
    if emergency.in_charge_id == request.taken_by_id and not await emergencies.open_call_outs(db, emergency.id):
        emergency.in_charge = None
    request.state, request.taken_by, request.launch_due_at = RequestState.WAITING, None, None
    request.next_page_at = now
    await db.execute(delete(PassedRequest).where(PassedRequest.help_request_id == request.id))
    line = await rota.line(db, request.municipality, now, policy)
    first = policy.paging.ladder(somebody_on_call=bool(line)).first_page(Level.ALL)
    await _page(db, request, first, now, policy)
    await db.flush()
    await _tell_requester(db, request, now)
