"""The last places are asked for at the same instant in four processes, as when several instances serve one bot."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from models.call_outs import CallOut, CallOutRole, Invitation, InvitationState
from services import request_roles
from tests.harness.databases import PostgresqlTemplate, database_at
from tests.program.answering import Answer, at_the_same_instants
from tests.services import world

DRIVER = 1 << 6
ROUNDS = 10


async def last_two_places(url: str) -> list[tuple[int, list[Answer]]]:
    """Call-outs for two people, mostly one of them a driver, and the three who were asked for each."""
    database, rounds = database_at(url), []
    async with database.transaction() as db:
        corps = await world.founded(db)
        for number in range(ROUNDS):
            skills = (DRIVER, DRIVER, 0) if number % 2 else (DRIVER, DRIVER, DRIVER)
            people = [
                await world.member(db, 100 + 3 * number + each, corps, skill_bits=bits)
                for each, bits in enumerate(skills)
            ]
            roles = [[DRIVER, 1]] if number % 3 else []
            out, invited = await world.call_out(db, await world.request(db, needed=2, roles=roles), people)
            await request_roles.to_call_out(db, out)
            rounds.append((out.id, [(one.person_id or 0, one.id) for one in invited]))
    await database.close()
    return rounds


@pytest.fixture
def url(postgresql_template: PostgresqlTemplate) -> Iterator[str]:
    with postgresql_template.copy() as url:
        yield url


async def test_three_accept_the_last_two_places_in_four_processes(url: str) -> None:
    rounds = await last_two_places(url)
    turns: list[list[Answer | int]] = [[] for _ in range(4)]
    for number, (call_out_id, people) in enumerate(rounds):
        theirs: list[Answer | int] = [*people, call_out_id]  # the fourth ticks meanwhile
        for each, turn in enumerate(theirs):
            turns[(number + each) % 4].append(turn)
    results = await asyncio.to_thread(at_the_same_instants, url, turns)
    assert Counter(results) == {"Coming": 2 * ROUNDS, "OnReserve": ROUNDS, "Ticked": ROUNDS}
    await check_each(url)


async def check_each(url: str) -> None:
    database = database_at(url)
    async with database.reading() as db:
        for call_out in (await db.scalars(select(CallOut))).unique():
            theirs = (await db.scalars(select(Invitation).where(Invitation.call_out_id == call_out.id))).unique().all()
            coming = [one for one in theirs if one.state is InvitationState.COMING]
            assert (len(coming), call_out.filled, call_out.reserved) == (2, 2, 0)
            assert sorted(one.answer_number or 0 for one in theirs) == [1, 2, 3]
            roles = (await db.scalars(select(CallOutRole).where(CallOutRole.call_out_id == call_out.id))).all()
            assert [role.filled for role in roles] == [1] * len(roles)
            assert sum(one.role_id is not None for one in coming) == len(roles)
    await database.close()
