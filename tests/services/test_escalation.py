"""Nobody who could still be asked is forgotten, and nobody is asked twice, whoever taps at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select

from models.call_outs import Invitation
from models.engine import Database
from models.people import Person
from models.roles import Role
from services import call_outs, escalation, invites, replies
from services.call_outs import Launched
from services.escalation import NoMoreRings, NotAskedYet, RestAsked
from services.invites import Area
from services.policy import Policy
from tests.harness.clock import TUESDAY_EVENING as NOW
from tests.harness.databases import database_at
from tests.services import world

POLICY = Policy()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = database_at(database_url)
    yield database
    await database.close()


async def freed(database: Database) -> tuple[Person, int]:
    """A coordinator, and a call-out for one person in a corps of four that was full before most had been asked."""
    async with database.transaction() as db:
        corps = await world.founded(db)
        els, *members = [await world.member(db, number, corps) for number in range(1, 5)]
        await invites.grant_role(db, els, Role.COORDINATOR, Area(), NOW)
        asked = await world.request(db, needed=1)
        launched = await call_outs.launch(db, els, asked.id, NOW, POLICY)
        assert isinstance(launched, Launched)
        first = select(Invitation.id).where(Invitation.person_id == members[0].id)
        invitation_id = await db.scalar(first) or 0
        await replies.accept(db, members[0].id, invitation_id, NOW, POLICY)
        await replies.decline(db, members[0].id, invitation_id, NOW, POLICY)
        return els, launched.call_out.id


async def test_whose_invitation_was_taken_back_comes_next(database: Database) -> None:
    els, call_out_id = await freed(database)
    async with database.transaction() as db:
        upcoming = await escalation.next_escalation(db, els, call_out_id, NOW, POLICY)
        assert isinstance(upcoming, NotAskedYet)
        assert (upcoming.people, [corps.town.nis for corps in upcoming.reach]) == (3, [world.MECHELEN])


async def test_two_taps_at_once_ask_each_of_them_once(database: Database) -> None:
    els, call_out_id = await freed(database)

    async def taps() -> object:
        async with database.transaction() as db:
            return await escalation.escalate(db, els, call_out_id, 0, NOW, POLICY)

    results = await asyncio.gather(*(taps() for _ in range(4)))
    asked = [result for result in results if isinstance(result, RestAsked)]
    assert [result.asked for result in asked] == [3]
    assert sum(isinstance(result, NoMoreRings) for result in results) == 3
    async with database.reading() as db:
        assert await db.scalar(select(func.count(Invitation.person_id.distinct()))) == 4
