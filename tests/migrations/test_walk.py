"""Each migration goes up, down and up again, and ends at exactly the tables of the models."""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text
from sqlalchemy.engine import Connection

from bot.migrating import alembic_config, migrate
from models.call_outs import Invitation
from models.corps import Membership
from models.engine import Database
from models.people import Person
from models.reference import Municipality, Neighbour
from models.tables import metadata
from services.reference import set_neighbours
from tests.harness.clock import TUESDAY_EVENING
from tests.services import world


async def test_up_down_and_up_again(database_url: str) -> None:
    database = Database(database_url)

    def walk(connection: Connection) -> None:
        config = alembic_config(connection)
        command.downgrade(config, "base")
        command.upgrade(config, "head")

    async with database.connection() as connection:
        await connection.run_sync(walk)
        differences = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync, opts={"compare_type": True}), metadata)
        )
    await database.close()
    assert differences == []


async def test_going_down_leaves_nothing(database_url: str) -> None:
    database = Database(database_url)
    async with database.connection() as connection:
        await connection.run_sync(lambda sync: command.downgrade(alembic_config(sync), "base"))
        tables = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            if database.is_sqlite
            else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        left = [name for (name,) in await connection.execute(text(tables))]
    await database.close()
    assert left == ["alembic_version"]


async def test_reference_data_is_loaded_once_and_keeps_what_an_administrator_changed(database_url: str) -> None:
    database = Database(database_url)
    mechelen, bonheiden, gent = 12025, 12005, 44021
    async with database.transaction() as db:
        await set_neighbours(db, mechelen, bonheiden, TUESDAY_EVENING, adjacent=False)
        await set_neighbours(db, gent, mechelen, TUESDAY_EVENING, adjacent=True)
    await migrate(database)
    async with database.reading() as db:
        flemish = select(func.count()).where(Municipality.region == "Vlaanderen")
        assert await db.scalar(select(func.count()).select_from(Municipality)) == 565
        assert await db.scalar(flemish) == 285
        assert (await db.get_one(Neighbour, (bonheiden, mechelen))).removed
        assert not (await db.get_one(Neighbour, (mechelen, gent))).removed
    await database.close()


async def test_profiles_keep_everybody_and_open_their_memberships(database_url: str) -> None:
    """Down to the first revision and up again; SQLite must not make the table of people anew, see the revision."""
    database = Database(database_url)
    async with database.transaction() as db:
        corps = await world.founded(db)
        nadia = await world.member(db, 1, corps)
        await world.call_out(db, await world.request(db), [nadia])

    def again(connection: Connection) -> None:
        config = alembic_config(connection)
        command.downgrade(config, "0001")
        command.upgrade(config, "head")

    async with database.connection() as connection:
        await connection.run_sync(again)
    async with database.reading() as db:
        assert await db.scalar(select(func.count()).select_from(Invitation)) == 1
        kept = await db.get_one(Person, nadia.id)
        assert (kept.name, kept.corps_id, kept.emergency_name) == (nadia.name, corps.id, "")
        membership = (await db.scalars(select(Membership))).one()
        assert (membership.person_id, membership.corps_id) == (nadia.id, corps.id)
        assert (membership.since, membership.until) == (nadia.signed_up_at, None)
    await database.close()
