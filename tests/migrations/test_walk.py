"""Each migration goes up, down and up again, and ends at exactly the tables of the models."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import func, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from bot.migrating import alembic_config, migrate
from models.announcements import Announcement, Audience, InboxMessage
from models.call_outs import Invitation
from models.consents import GuardianConsent
from models.corps import Membership
from models.emergencies import HelpRequest, RequestState
from models.engine import Database
from models.people import Person
from models.privacy import NoticeShown
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


async def test_roles_and_links_outlive_the_corps_administrators(database_url: str) -> None:
    """Up from the first revision nothing is lost; down to it only goes what it can't hold."""
    person = (
        "INSERT INTO person (id, telegram_id, language, created_at, reachable, name, phone, skill_bits, availability,"
        " call_always) VALUES (5, 7001, 'nl', '2026-01-01 10:00:00', {true}, 'Els', '', 0, 0, {false})"
    )
    grant = (
        "INSERT INTO role_grant (id, person_id, role, scope, municipality_nis, granted_at)"
        " VALUES ({id}, 5, '{role}', 'municipality', 12025, '2026-02-01 10:00:00')"
    )
    link = (
        "INSERT INTO role_invite (id, token_hash, role, scope, province, created_at, expires_at)"
        " VALUES (9, 'x', 'coordinator', 'province', 'Antwerpen', '2026-02-01 10:00:00', '2026-02-08 10:00:00')"
    )
    database = Database(database_url)
    yes_no = {"true": "1", "false": "0"} if database.is_sqlite else {"true": "true", "false": "false"}

    def go(connection: Connection, way: str, target: str) -> None:
        getattr(command, way)(alembic_config(connection), target)

    async with database.connection() as connection:
        await connection.run_sync(go, "downgrade", "0001")
        for statement in (person.format(**yes_no), grant.format(id=3, role="coordinator"), link):
            await connection.execute(text(statement))
        await connection.run_sync(go, "upgrade", "head")
        await connection.execute(text(grant.format(id=4, role="corps_administrator")))
        everything = "SELECT id, role FROM role_grant UNION ALL SELECT id, role FROM role_invite ORDER BY id"
        after = [tuple(row) for row in await connection.execute(text(everything))]
        await connection.run_sync(go, "downgrade", "0001")
        before = [tuple(row) for row in await connection.execute(text(everything))]
        await connection.run_sync(go, "upgrade", "head")
    await database.close()
    assert after == [(3, "coordinator"), (4, "corps_administrator"), (9, "coordinator")]
    assert before == [(3, "coordinator"), (9, "coordinator")]


async def test_rebuilding_a_table_loses_no_rows_that_refer_to_it(database_url: str) -> None:
    """SQLite changes a column by dropping the table, which deletes all that hangs on its rows if keys are enforced."""
    database = Database(database_url)
    async with database.transaction() as db:
        found = await db.scalar(select(func.count()).select_from(Neighbour))

    def rebuild(connection: Connection) -> None:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("municipality", recreate="auto") as table:
            table.alter_column("name_de", nullable=True)

    async with database.connection() as connection:
        await connection.run_sync(rebuild)
    async with database.reading() as db:
        assert await db.scalar(select(func.count()).select_from(Neighbour)) == found
    await database.close()


async def test_a_migration_that_leaves_rows_hanging_changes_nothing(database_url: str) -> None:
    database = Database(database_url)
    with pytest.raises(IntegrityError):
        async with database.connection() as connection:
            await connection.execute(text("INSERT INTO neighbour (nis_a, nis_b, removed) VALUES (1, 2, false)"))
    async with database.reading() as db:
        assert await db.scalar(select(func.count()).where(Neighbour.nis_a == 1)) == 0
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
        assert (kept.seen_at, kept.stay_asked) == (nadia.signed_up_at, 0)
        membership = (await db.scalars(select(Membership))).one()
        assert (membership.person_id, membership.corps_id) == (nadia.id, corps.id)
        assert (membership.since, membership.until) == (nadia.signed_up_at, None)
    await database.close()


async def test_the_history_of_notices_begins_with_the_one_that_was_shown(database_url: str) -> None:
    database = Database(database_url)
    async with database.transaction() as db:
        corps = await world.founded(db)
        nadia = await world.member(db, 1, corps, privacy_version="2026-11b", privacy_shown_at=TUESDAY_EVENING)
        await world.member(db, 2, corps)

    def again(connection: Connection) -> None:
        config = alembic_config(connection)
        command.downgrade(config, "0004")
        command.upgrade(config, "head")

    async with database.connection() as connection:
        await connection.run_sync(again)
    async with database.reading() as db:
        shown = [
            (row.person_id, row.version, row.language, row.shown_at) for row in await db.scalars(select(NoticeShown))
        ]
    await database.close()
    assert shown == [(nadia.id, "2026-11b", "nl", TUESDAY_EVENING)]


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


async def test_minors_of_before_are_known_as_such_and_nobody_has_agreed_for_them(database_url: str) -> None:
    database = Database(database_url)
    async with database.transaction() as db:
        corps = await world.founded(db)
        this_year = await db.scalar(select(func.current_date()))
        assert this_year
        lotte = await world.member(db, 1, corps, birth_date=date(this_year.year - 17, 7, 1))
        nadia = await world.member(db, 2, corps)
        await world.agreed(db, lotte)

    def again(connection: Connection) -> None:
        config = alembic_config(connection)
        command.downgrade(config, "0004")
        command.upgrade(config, "head")

    async with database.connection() as connection:
        await connection.run_sync(again)
    async with database.reading() as db:
        expected = datetime(this_year.year + 1, 7, 1, 8, tzinfo=UTC)  # ten in the morning, in summer
        assert (await db.get_one(Person, lotte.id)).adult_at == expected
        assert (await db.get_one(Person, nadia.id)).adult_at is None
        assert await db.scalar(select(func.count()).select_from(GuardianConsent)) == 0
    await database.close()


async def test_announcements_and_their_answers_outlive_messages_to_call_outs(database_url: str) -> None:
    """Down, only what was written to a call-out goes."""
    database = Database(database_url)
    async with database.transaction() as db:
        corps = await world.founded(db)
        rita, nadia = await world.member(db, 1, corps), await world.member(db, 2, corps)
        call_out, _ = await world.call_out(db, await world.request(db), [nadia])
        about = {"author_id": rita.id, "text": "x", "sent_at": TUESDAY_EVENING, "receivers": 1}
        said = Announcement(corps_id=corps.id, key="a", **about)
        told = Announcement(call_out_id=call_out.id, audience=Audience.COMING, key="b", **about)
        db.add_all([said, told])
        await db.flush()
        answer = {"from_id": nadia.id, "to_id": rita.id, "text": "y", "sent_at": TUESDAY_EVENING}
        db.add_all([InboxMessage(announcement_id=each.id, **answer) for each in (said, told)])

    def again(connection: Connection) -> None:
        config = alembic_config(connection)
        command.downgrade(config, "0009")
        command.upgrade(config, "head")

    async with database.connection() as connection:
        await connection.run_sync(again)
    async with database.reading() as db:
        assert list(await db.scalars(select(Announcement.key))) == ["a"]
        assert list(await db.scalars(select(InboxMessage.text))) == ["y"]
    await database.close()
