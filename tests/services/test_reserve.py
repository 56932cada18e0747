"""Whatever kept somebody on the reserve list from a free place: once it has ended, they move up."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models.call_outs import CallOut, Invitation, InvitationState
from models.emergencies import HelpRequest
from models.engine import Database
from models.people import Person
from models.roles import Role
from services import closing, invites, people, replies, reserve
from services.invites import Area
from services.policy import Policy
from tests.harness.clock import TUESDAY_EVENING as NOW
from tests.harness.databases import database_at
from tests.services import world

POLICY = Policy()


@dataclass
class Waiting:
    """Bo is on the reserve list of a call-out with a free place, and comes to another one at that time."""

    els: Person
    bo: Person
    here: CallOut
    waits: Invitation
    elsewhere: CallOut
    comes: Invitation


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = database_at(database_url)
    yield database
    await database.close()


@pytest.fixture
async def waiting(database: Database) -> Waiting:
    async with database.transaction() as db:
        corps = await world.founded(db)
        els, an, bo = [await world.member(db, number, corps) for number in range(1, 4)]
        await invites.grant_role(db, els, Role.COORDINATOR, Area(), NOW)
        here, (of_an, waits) = await world.call_out(db, await world.request(db, needed=1), [an, bo])
        elsewhere, [comes] = await world.call_out(db, await world.request(db, needed=1), [bo])
        await replies.accept(db, an.id, of_an.id, NOW, POLICY)
        await replies.accept(db, bo.id, waits.id, NOW, POLICY)
        await replies.accept(db, bo.id, comes.id, NOW, POLICY)
        await replies.decline(db, an.id, of_an.id, NOW, POLICY)
        assert (here.filled, waits.state) == (0, InvitationState.RESERVE)
        return Waiting(els, bo, here, waits, elsewhere, comes)


async def leaves(db: AsyncSession, who: Waiting) -> None:
    await replies.decline(db, who.bo.id, who.comes.id, NOW, POLICY)


async def is_closed(db: AsyncSession, who: Waiting) -> None:
    await closing.close(db, who.els, who.elsewhere.id, NOW, POLICY)


async def has_other_hours(db: AsyncSession, who: Waiting) -> None:
    request = await db.get_one(HelpRequest, who.elsewhere.help_request_id)
    request.starts_at, request.ends_at = NOW + timedelta(hours=4), NOW + timedelta(hours=6)


@pytest.mark.parametrize("what", [leaves, is_closed, has_other_hours])
async def test_they_move_up_once_they_are_free(
    database: Database, waiting: Waiting, what: Callable[[AsyncSession, Waiting], Awaitable[None]]
) -> None:
    assert await moved_up(database, waiting) is InvitationState.RESERVE
    async with database.transaction() as db:
        await what(db, waiting)
    assert await moved_up(database, waiting) is InvitationState.COMING


async def test_they_move_up_once_they_are_back(database: Database, waiting: Waiting) -> None:
    async with database.transaction() as db:
        bo = await db.get_one(Person, waiting.bo.id)
        await people.set_reachable(db, bo, NOW, reachable=False)
        await leaves(db, waiting)
    assert await moved_up(database, waiting) is InvitationState.RESERVE
    async with database.transaction() as db:
        bo = await db.get_one(Person, waiting.bo.id)
        await people.set_reachable(db, bo, NOW, reachable=True)
    assert await moved_up(database, waiting) is InvitationState.COMING


async def moved_up(database: Database, who: Waiting) -> InvitationState:
    """What Bo is after a tick."""
    async with database.reading() as db:
        found = await reserve.beside_a_place(db, POLICY)
    for call_out_id in found:
        async with database.transaction() as db:
            await reserve.settle(db, call_out_id, NOW, POLICY)
    async with database.reading() as db:
        waits = await db.get_one(Invitation, who.waits.id)
        assert waits.call_out.filled == (waits.state is InvitationState.COMING)
        return waits.state
