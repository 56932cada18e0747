"""Each migration goes up, down and up again, and ends at exactly the tables of the models."""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text
from sqlalchemy.engine import Connection

from bot.migrating import alembic_config, migrate
from models.emergencies import HelpRequest, RequestState
from models.engine import Database
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


async def test_what_was_taken_over_before_is_followed_from_now_on(database_url: str) -> None:
    database = Database(database_url)
    async with database.transaction() as db:
        taken, closed = await world.request(db), await world.request(db)
        closed.state, closed.launch_due_at = RequestState.CLOSED, None

    def again(connection: Connection) -> None:
        config = alembic_config(connection)
        command.downgrade(config, "0001")
        command.upgrade(config, "head")

    async with database.connection() as connection:
        await connection.run_sync(again)
    async with database.reading() as db:
        rows = await db.execute(select(HelpRequest.id, HelpRequest.launch_due_at))
        due = {row.id: row.launch_due_at for row in rows}
    await database.close()
    assert due == {taken.id: TUESDAY_EVENING, closed.id: None}
