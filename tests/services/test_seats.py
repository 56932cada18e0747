"""Places by role, waves and offers in the tables: never one too many and nobody asked twice, whoever acts at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from models.call_outs import CallOut, CallOutRole, CallOutState, Invitation, InvitationState
from models.engine import Database
from models.outbox import OutboxRow
from models.people import Person
from models.roles import Role
from services import acceptance, call_outs, invites, offers, replies, waves
from services.call_outs import Launched
from services.invites import Area
from services.policy import Policy
from tests.harness.clock import TUESDAY_EVENING as NOW
from tests.harness.databases import database_at
from tests.services import world

POLICY = Policy()
DRIVER, AID = 1 << 6, 1


@pytest.fixture
async def databases(database_url: str) -> AsyncIterator[list[Database]]:
    """Each with its own connections, as four processes have them; a file has one writer, so there it is one."""
    first = database_at(database_url)
    several = [first] * 4 if first.is_sqlite else [first, *(database_at(database_url) for _ in range(3))]
    yield several
    for database in set(several):
        await database.close()


async def launched(
    database: Database, skills: list[int], *, needed: int, roles: list[list[int]], planned: bool = False
) -> tuple[int, list[tuple[int, int]]]:
    """A call-out to people with these skills: its id, and (person, invitation) of each who was asked."""
    async with database.transaction() as db:
        corps = await world.founded(db)
        people = [await world.member(db, 100 + number, corps, skill_bits=bits) for number, bits in enumerate(skills)]
        await invites.grant_role(db, people[0], Role.COORDINATOR, Area(), NOW)
        ahead = timedelta(days=2) if planned else timedelta()
        asked = await world.request(db, needed=needed, roles=roles, urgent=not planned, starts_at=NOW + ahead)
        done = await call_outs.launch(db, people[0], asked.id, NOW, POLICY)
        assert isinstance(done, Launched)
        await db.execute(delete(OutboxRow))  # all of it has left
        rows = select(Invitation.person_id, Invitation.id).order_by(Invitation.person_id)
        return done.call_out.id, [(person or 0, invitation) for person, invitation in await db.execute(rows)]


async def answers(database: Database, use_case: object, who: tuple[int, int]) -> str:
    async with database.transaction() as db:
        return type(await use_case(db, *who, NOW, POLICY)).__name__  # type: ignore[operator]


async def consistent(database: Database, call_out_id: int) -> CallOut:
    """The counters say what the invitations say, and everybody sits where they fit."""
    async with database.reading() as db:
        out = await db.get_one(CallOut, call_out_id)
        roles = (await db.scalars(select(CallOutRole).where(CallOutRole.call_out_id == call_out_id))).all()
        coming = select(Invitation).where(Invitation.state == InvitationState.COMING)
        there = (await db.scalars(coming)).unique().all()
        assert len(there) == out.filled
        assert out.reserved == sum(role.needed - role.filled for role in roles)
        assert Counter(one.role_id for one in there if one.role_id) == {r.id: r.filled for r in roles if r.filled}
        assert all(one.person and one.person.skill_bits & one.role.skill_bits for one in there if one.role)
        return out


async def test_three_accept_the_last_two_places_at_the_same_instant(databases: list[Database]) -> None:
    call_out_id, invited = await launched(databases[0], [0, 0, 0], needed=2, roles=[])
    results = await asyncio.gather(
        *(answers(database, replies.accept, who) for database, who in zip(databases, invited, strict=False))
    )
    assert sorted(results) == ["Coming", "Coming", "OnReserve"]
    await consistent(databases[0], call_out_id)


async def test_three_drivers_at_once_for_the_one_place_and_the_rest(databases: list[Database]) -> None:
    skills = [DRIVER, DRIVER, DRIVER | AID, 0]
    call_out_id, invited = await launched(databases[0], skills, needed=3, roles=[[DRIVER, 1], [AID, 1]])
    results = await asyncio.gather(
        *(answers(database, replies.accept, who) for database, who in zip(databases, invited, strict=True))
    )
    assert Counter(results) == {"Coming": 3, "OnReserve": 1}
    out = await consistent(databases[0], call_out_id)
    assert (out.filled, out.reserved) == (3, 0)  # the first-aider among them, moved over if she sat elsewhere


async def test_the_tables_refuse_one_too_many(databases: list[Database]) -> None:
    call_out_id, _ = await launched(databases[0], [AID], needed=2, roles=[[AID, 1]])
    for wrong in (
        update(CallOut).values(filled=2),
        update(CallOut).values(reserved=3),
        update(CallOutRole).values(filled=2),
        update(Invitation).values(offered_until=NOW),
    ):
        with pytest.raises(IntegrityError):
            async with databases[0].transaction() as db:
                await db.execute(wrong)
    await consistent(databases[0], call_out_id)


async def test_a_wave_that_several_find_due_goes_out_once(databases: list[Database]) -> None:
    call_out_id, first = await launched(databases[0], [0] * 12, needed=2, roles=[], planned=True)
    assert len(first) == 5
    later = NOW + timedelta(days=1)

    async def ticks(database: Database) -> None:
        async with database.transaction() as db:
            await waves.go_on(db, call_out_id, later, POLICY)

    await asyncio.gather(*(ticks(database) for database in databases))
    async with databases[0].reading() as db:
        by_wave = select(Invitation.wave, func.count(Invitation.person_id.distinct())).group_by(Invitation.wave)
        assert [tuple(row) for row in await db.execute(by_wave.order_by(Invitation.wave))] == [(1, 5), (2, 5)]


async def test_when_only_a_role_is_open_only_those_who_fit_it_are_asked(databases: list[Database]) -> None:
    skills = [0] * 6 + [AID] * 3
    _, invited = await launched(databases[0], skills, needed=2, roles=[[AID, 2]], planned=True)
    async with databases[0].reading() as db:
        asked = [(await db.get_one(Person, person)).skill_bits for person, _ in invited]
    assert asked == [AID] * 3


async def test_an_offer_keeps_its_place_until_it_lapses(databases: list[Database]) -> None:
    call_out_id, invited = await launched(databases[0], [AID, AID], needed=1, roles=[[AID, 1]])
    for who in invited:
        await answers(databases[0], replies.accept, who)
    later = NOW + timedelta(hours=1)
    async with databases[0].transaction() as db:
        await replies.decline(db, *invited[0], later, POLICY)
    async with databases[0].reading() as db:
        out = await db.get_one(CallOut, call_out_id)
    assert (out.filled, out.held, out.reserved) == (0, 1, 0)
    async with databases[0].transaction() as db:
        assert await offers.overdue(db, later) == []
        await offers.lapse(db, call_out_id, later + POLICY.reserve.urgent, POLICY)
    out = await consistent(databases[0], call_out_id)
    assert (out.filled, out.held, out.reserved) == (0, 0, 1)


async def test_a_corps_own_history_counts(databases: list[Database]) -> None:
    call_out_id, invited = await launched(databases[0], [0] * 20, needed=20, roles=[])
    for who in invited[:2]:
        await answers(databases[0], replies.accept, who)
    async with databases[0].transaction() as db:
        request = (await db.get_one(CallOut, call_out_id)).help_request
        assert await acceptance.of_corps(db, request, POLICY) == 0.4  # an open one says nothing yet
        closed = update(CallOut).values(state=CallOutState.CLOSED, closed_at=NOW)
        await db.execute(closed.where(CallOut.id == call_out_id))
        assert await acceptance.of_corps(db, request, POLICY) == pytest.approx((8 + 2) / (20 + 20))
