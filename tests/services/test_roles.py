"""Roles: who holds which, and taking one back; what is done from the command line is in the audit log."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from models.audit import AuditEntry
from models.engine import Database
from models.outbox import OutboxRow
from models.people import Person
from models.roles import Role
from services import corps, invites, people, reference, roles
from services.authority import authority_of
from services.invites import Area
from services.notices import Notice
from services.people import Newcomer
from services.policy import Policy
from services.roles import NoSuchRole, Revoked
from tests.harness.clock import TUESDAY_EVENING
from tests.harness.databases import database_at

MECHELEN, BONHEIDEN, GENT = 12025, 12005, 44021


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = database_at(database_url)
    yield database
    await database.close()


async def holder(database: Database, number: int, role: Role, area: Area) -> tuple[Person, int]:
    async with database.transaction() as db:
        person = await people.introduce(db, Newcomer(number, f"Staff {number}", "nl"), TUESDAY_EVENING)
        return person, (await invites.grant_role(db, person, role, area, TUESDAY_EVENING)).id


async def audited(database: Database) -> list[tuple[int | None, str, str, int]]:
    async with database.reading() as db:
        entries = await db.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(entry.actor_id, entry.action, entry.subject, entry.subject_id) for entry in entries]


async def test_whose_roles_hold_for_a_municipality(database: Database) -> None:
    _, mechelen = await holder(database, 1, Role.REQUESTER, Area(nis=MECHELEN))
    _, gent = await holder(database, 2, Role.REQUESTER, Area(nis=GENT))
    _, antwerp = await holder(database, 3, Role.COORDINATOR, Area(province="Antwerpen"))
    _, flanders = await holder(database, 4, Role.ADMINISTRATOR, Area())
    async with database.reading() as db:
        everywhere, here = await roles.held(db), await roles.held(db, MECHELEN)
    assert [held.grant.id for held in everywhere] == [mechelen, gent, antwerp, flanders]
    assert [held.grant.id for held in here] == [mechelen, antwerp, flanders]
    assert here[0].holder.name == "Staff 1"


async def test_a_role_is_taken_back_once(database: Database) -> None:
    person, grant = await holder(database, 1, Role.COORDINATOR, Area(nis=MECHELEN))
    async with database.transaction() as db:
        assert isinstance(await roles.revoke(db, grant, TUESDAY_EVENING), Revoked)
    async with database.transaction() as db:
        assert await roles.revoke(db, grant, TUESDAY_EVENING) == NoSuchRole()
        assert await roles.revoke(db, grant + 1, TUESDAY_EVENING) == NoSuchRole()
    async with database.reading() as db:
        assert not (await authority_of(db, person.id)).roles
        assert await roles.held(db) == []
        menus = await db.scalars(select(OutboxRow.person_id).where(OutboxRow.notice == Notice.MENU))
        assert list(menus) == [person.id, person.id]  # when it was given, and when it was taken back
    assert (await audited(database))[-1] == (None, "role_revoked", "role_grant", grant)


async def test_what_the_command_line_does_is_audited(database: Database) -> None:
    async with database.transaction() as db:
        await invites.make_invite(db, Role.REQUESTER, Area(nis=GENT), TUESDAY_EVENING, Policy())
        await corps.found(db, GENT, TUESDAY_EVENING)
        await corps.found(db, GENT, TUESDAY_EVENING)
        assert await reference.set_neighbours(db, GENT, MECHELEN, TUESDAY_EVENING, adjacent=True)
        assert not await reference.set_neighbours(db, MECHELEN, GENT, TUESDAY_EVENING, adjacent=True)
        assert await reference.set_neighbours(db, MECHELEN, GENT, TUESDAY_EVENING, adjacent=False)
        assert await reference.set_neighbours(db, MECHELEN, BONHEIDEN, TUESDAY_EVENING, adjacent=False)
        nearby = {town.name_nl for town in await reference.neighbours_of(db, MECHELEN)}
    assert len(nearby) == 6
    assert not nearby & {"Gent", "Bonheiden"}
    assert [(actor, action) for actor, action, *_ in await audited(database)] == [
        (None, "invite_made"),
        (None, "corps_founded"),
        (None, "neighbours_added"),
        (None, "neighbours_removed"),
        (None, "neighbours_removed"),
    ]
