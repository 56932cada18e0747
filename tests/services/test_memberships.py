"""One corps at a time, with a history; pauses that end by themselves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from models.corps import CorpsInterest
from models.engine import Database
from models.outbox import OutboxRow
from models.people import Person
from services import memberships, pauses, profiles
from services.memberships import AlreadyMember, Joined, Moved
from services.pauses import Ended, NotPaused, Paused
from services.policy import Policy
from services.profiles import Changed, SameNumber, TooYoung
from tests.harness.clock import TUESDAY_EVENING
from tests.harness.databases import database_at
from tests.services import world

POLICY = Policy()
MECHELEN, GENT, BRUGGE = 12025, 44021, 31005
LATER = TUESDAY_EVENING + timedelta(days=1)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = database_at(database_url)
    yield database
    await database.close()


async def test_joining_and_moving_leave_a_history(database: Database) -> None:
    async with database.transaction() as db:
        mechelen, gent = await world.founded(db), await world.founded(db, GENT)
        nadia = await world.member(db, 1, mechelen, corps_id=None)
        await db.refresh(nadia)
        assert isinstance(await memberships.join(db, nadia, mechelen, TUESDAY_EVENING), Joined)
        assert isinstance(await memberships.join(db, nadia, gent, LATER), AlreadyMember)
        moved = await memberships.move(db, nadia, GENT, gent, LATER)
        assert isinstance(moved, Moved)
        assert (moved.left, nadia.corps, nadia.municipality_nis) == (mechelen, gent, GENT)
        await memberships.move(db, nadia, GENT, gent, LATER)  # the same again changes nothing
        past = [(one.corps_id, one.since, one.until) for one in await memberships.history(db, nadia.id)]
        assert past == [(gent.id, LATER, None), (mechelen.id, TUESDAY_EVENING, LATER)]


async def test_whoever_moves_to_where_there_is_no_corps_waits_for_one(database: Database) -> None:
    async with database.transaction() as db:
        nadia = await world.member(db, 1, await world.founded(db))
        await db.refresh(nadia)
        await memberships.move(db, nadia, BRUGGE, None, LATER)
        assert nadia.corps_id is None
        assert set(await db.scalars(select(CorpsInterest.municipality_nis))) == {BRUGGE}
        brugge = await world.founded(db, BRUGGE)
        await memberships.move(db, nadia, BRUGGE, None, LATER)  # it was founded while the form was open
        assert (await db.get_one(Person, nadia.id)).corps_id == brugge.id
        assert not (await db.scalars(select(CorpsInterest))).all()


async def test_a_pause_ends_on_its_day_by_the_local_clock_and_is_told_once(database: Database) -> None:
    async with database.transaction() as db:
        corps = await world.founded(db)
        nadia, bo = await world.member(db, 1, corps), await world.member(db, 2, corps)
        paused = await pauses.pause(db, nadia, date(2027, 7, 1), TUESDAY_EVENING, POLICY)
        assert isinstance(paused, Paused)
        await pauses.pause(db, bo, None, TUESDAY_EVENING, POLICY)
        midnight = datetime(2027, 6, 30, 22, tzinfo=UTC)  # summer time
        assert await pauses.next_end(db) == midnight
        await pauses.end_due(db, midnight - timedelta(seconds=1))
        assert not (await db.scalars(select(OutboxRow))).all()
        for _ in range(2):
            await pauses.end_due(db, midnight)
        told = (await db.scalars(select(OutboxRow))).one()
        assert (told.person_id, told.silent) == (nadia.id, True)
        assert await pauses.next_end(db) is None
        await db.refresh(nadia)
        assert nadia.paused_at is None
        assert isinstance(await pauses.end(db, nadia), NotPaused)
        assert isinstance(await pauses.end(db, bo), Ended)


async def test_what_a_profile_refuses(database: Database) -> None:
    async with database.transaction() as db:
        nadia = await world.member(db, 1, await world.founded(db), phone="+32470000001")
        now = TUESDAY_EVENING
        young = await profiles.change(db, nadia, {"birth_date": date(2011, 1, 1)}, now, POLICY)
        assert isinstance(young, TooYoung)
        contact = {"emergency_name": "Jan", "emergency_phone": "+32470000001"}
        assert isinstance(await profiles.change(db, nadia, contact, now, POLICY), SameNumber)  # type: ignore[arg-type]
        contact["emergency_phone"] = "+32470000002"
        assert isinstance(await profiles.change(db, nadia, contact, now, POLICY), Changed)  # type: ignore[arg-type]
        assert isinstance(await profiles.change(db, nadia, {"phone": "+32470000002"}, now, POLICY), SameNumber)
        kept = await db.get_one(Person, nadia.id, populate_existing=True)
        assert (kept.phone, kept.birth_date) == ("+32470000001", date(1990, 1, 1))
