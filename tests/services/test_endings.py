"""The end of an emergency meets whatever begins in it at that moment: nothing stays open under it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, CallOutState
from models.emergencies import Emergency, HelpRequest, RequestState
from models.engine import Database
from models.people import Person
from models.roles import Role
from services import call_outs, endings, help_requests, invites, request_edits
from services.endings import Ended
from services.help_requests import NewRequest
from services.invites import Area
from services.policy import Policy
from tests.harness.clock import TUESDAY_EVENING as NOW
from tests.harness.databases import database_at
from tests.services import world

POLICY = Policy()
Act = Callable[[AsyncSession, Person, HelpRequest], Awaitable[object]]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = database_at(database_url)
    yield database
    await database.close()


async def launches(db: AsyncSession, els: Person, request: HelpRequest) -> object:
    return await call_outs.launch(db, els, request.id, NOW, POLICY)


async def raises(db: AsyncSession, els: Person, _request: HelpRequest) -> object:
    new = NewRequest(world.MECHELEN, "Serve soup", "", None, None, 2, NOW)
    return await help_requests.raise_request(db, els, new, NOW, POLICY)


async def moves_in(db: AsyncSession, els: Person, request: HelpRequest) -> object:
    other = await world.request(db)
    return await request_edits.move(db, els, other.id, request.emergency_id, NOW)


async def ends(db: AsyncSession, els: Person, request: HelpRequest) -> object:
    return await endings.end(db, els, request.emergency_id, NOW, POLICY)


@pytest.mark.parametrize("act", [launches, raises, moves_in])
@pytest.mark.parametrize("end_first", [False, True])
async def test_nothing_stays_open_under_an_emergency_that_ended(database: Database, act: Act, end_first: bool) -> None:
    async with database.transaction() as db:
        els, _an = [await world.member(db, number, await world.founded(db)) for number in (1, 2)]
        await invites.grant_role(db, els, Role.COORDINATOR, Area(), NOW)
        request = await world.request(db)
    first, second = (ends, act) if end_first else (act, ends)

    async def comes_second() -> object:
        async with database.transaction() as db:
            return await second(db, els, request)

    async with database.transaction() as db:
        results = [await first(db, els, request)]
        waits = asyncio.create_task(comes_second())
        await as_far_as_it_comes(database, waits)
    results.append(await waits)
    assert any(isinstance(result, Ended) for result in results)
    await check_nothing_is_open(database)


async def as_far_as_it_comes(database: Database, task: asyncio.Task[object]) -> None:
    """Until it waits for a lock of ours, or is done; SQLite doesn't even let it begin."""
    waiting = text("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
    while not database.is_sqlite and not task.done():
        async with database.reading() as db:
            if await db.scalar(waiting):
                return
        await asyncio.sleep(0.01)


async def check_nothing_is_open(database: Database) -> None:
    async with database.reading() as db:
        under = select(HelpRequest.state).join(Emergency).where(Emergency.ended_at.is_not(None))
        assert set(await db.scalars(under)) <= {RequestState.CLOSED}
        calls = select(CallOut.id).join(HelpRequest).join(Emergency)
        left = calls.where(Emergency.ended_at.is_not(None), CallOut.state == CallOutState.OPEN)
        assert not (await db.scalars(left)).all()
        launched = select(HelpRequest.state).join(CallOut).where(CallOut.state == CallOutState.OPEN)
        assert set(await db.scalars(launched)) <= {RequestState.CALLED_OUT}
