"""The queries about roles say the same as the pure rule."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from models.engine import Database
from models.reference import Municipality
from models.roles import Role
from services import authority, invites
from services.invites import Area
from tests.harness.clock import TUESDAY_EVENING
from tests.harness.databases import database_at
from tests.services import world

NAMUR, GENT = 92094, 44021


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = database_at(database_url)
    yield database
    await database.close()


@pytest.mark.parametrize("area", [Area(nis=world.MECHELEN), Area(province="Antwerpen"), Area()], ids=str)
async def test_the_queries_are_the_rule(database: Database, area: Area) -> None:
    async with database.transaction() as db:
        person = await world.member(db, 1, await world.founded(db))
        await invites.grant_role(db, person, Role.COORDINATOR, area, TUESDAY_EVENING)
        held = await authority.authority_of(db, person.id)
        towns = list(await db.scalars(select(Municipality)))
        by_rule = {town.nis for town in towns if held.may(Role.COORDINATOR, town)}
        condition = authority.municipalities_of(held, Role.COORDINATOR)
        assert set(await db.scalars(select(Municipality.nis).where(condition))) == by_rule
        for town in (town for town in towns if town.nis in (world.MECHELEN, GENT, NAMUR)):
            holders = await authority.holders(db, Role.COORDINATOR, town)
            assert (person in holders) == (town.nis in by_rule)


async def test_whoever_blocked_the_bot_is_not_reached(database: Database) -> None:
    async with database.transaction() as db:
        corps = await world.founded(db)
        for number, reachable in ((1, True), (2, False)):
            person = await world.member(db, number, corps, reachable=reachable)
            await invites.grant_role(db, person, Role.COORDINATOR, Area(), TUESDAY_EVENING)
        reached = await authority.reachable_holders(db, Role.COORDINATOR, corps.municipality)
        assert [person.telegram_id for person in reached] == [1]
