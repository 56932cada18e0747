"""Handing out roles in the chat, and taking them back: the rule holds in the database, for links too."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from models.audit import AuditEntry
from models.engine import Database
from models.outbox import OutboxRow
from models.people import Person
from models.roles import Role, RoleGrant, Scope
from services import invites, roles, teams
from services.areas import Area
from services.authority import NotAllowed, authority_of, grants_of
from services.invites import Granted, NotValid
from services.notices import Notice
from services.policy import Policy
from services.roles import NoSuchRole, Revoked
from services.teams import Invited, LastAdministrator, NoSuchInvite, OpenInvites, Team, Withdrawn
from tests.harness.clock import TUESDAY_EVENING
from tests.services.staff import with_role

MECHELEN, GENT = Area(nis=12025), Area(nis=44021)
ANTWERP = Area(province="Antwerpen")
POLICY = Policy()


async def invited(db: AsyncSession, by: Person, role: Role, area: Area) -> Invited | NotAllowed:
    return await teams.invite(db, by, role, area, TUESDAY_EVENING, POLICY)


async def revoked(db: AsyncSession, by: Person, whose: Person) -> object:
    [grant] = await grants_of(db, whose.id)
    return await teams.revoke(db, by, grant.id, TUESDAY_EVENING)


async def audited(db: AsyncSession) -> list[tuple[int | None, str]]:
    rows = await db.execute(select(AuditEntry.actor_id, AuditEntry.action).order_by(AuditEntry.id))
    return [(actor, action) for actor, action in rows]


async def test_a_corps_administrator_appoints_requesters_of_that_municipality_only(database: Database) -> None:
    async with database.transaction() as db:
        rita = await with_role(db, 1, Role.CORPS_ADMINISTRATOR, MECHELEN)
        made = await invited(db, rita, Role.REQUESTER, MECHELEN)
        assert isinstance(made, Invited)
        for role, area in ((Role.COORDINATOR, MECHELEN), (Role.REQUESTER, GENT), (Role.ADMINISTRATOR, MECHELEN)):
            assert await invited(db, rita, role, area) == NotAllowed()
        tom = await with_role(db, 2, Role.COORDINATOR, ANTWERP)
        assert isinstance(await invites.redeem(db, made.payload, tom, TUESDAY_EVENING), Granted)
        assert {grant.role for grant in await grants_of(db, tom.id)} == {Role.COORDINATOR, Role.REQUESTER}
        assert (rita.id, "invite_made") in await audited(db)


async def test_nobody_takes_back_what_they_could_not_give(database: Database) -> None:
    async with database.transaction() as db:
        rita = await with_role(db, 1, Role.CORPS_ADMINISTRATOR, MECHELEN)
        els = await with_role(db, 2, Role.COORDINATOR, ANTWERP)
        tom = await with_role(db, 3, Role.REQUESTER, MECHELEN)
        assert await revoked(db, rita, els) == NotAllowed()
        assert await revoked(db, els, tom) == NotAllowed()
        assert await revoked(db, tom, tom) == NotAllowed()
        assert isinstance(await revoked(db, rita, tom), Revoked)
        [grant] = await db.scalars(select(RoleGrant).where(RoleGrant.person_id == tom.id))
        assert grant.revoked_by_id == rita.id
        assert await teams.revoke(db, rita, grant.id, TUESDAY_EVENING) == NoSuchRole()
        assert await teams.revoke(db, els, grant.id, TUESDAY_EVENING) == NotAllowed()
        told = await db.scalars(select(OutboxRow.person_id).where(OutboxRow.notice == Notice.ROLE_REVOKED))
        assert list(told) == [tom.id]
        assert (rita.id, "role_revoked") in await audited(db)


async def test_the_last_administrator_for_flanders_stays(database: Database) -> None:
    async with database.transaction() as db:
        mia = await with_role(db, 1, Role.ADMINISTRATOR, Area())
        await with_role(db, 2, Role.ADMINISTRATOR, ANTWERP)
        assert isinstance(await revoked(db, mia, mia), LastAdministrator)
        jan = await with_role(db, 3, Role.ADMINISTRATOR, Area())
        assert isinstance(await revoked(db, mia, mia), Revoked)
        assert isinstance(await revoked(db, jan, jan), LastAdministrator)
        told = await db.scalars(select(OutboxRow.person_id).where(OutboxRow.notice == Notice.ROLE_REVOKED))
        assert list(told) == []  # who gives up a role knows it


async def test_of_the_last_two_who_give_up_at_once_one_stays(database: Database) -> None:
    async with database.transaction() as db:
        people = [await with_role(db, number, Role.ADMINISTRATOR, Area()) for number in (1, 2)]

    async def gives_up(person: Person) -> object:
        async with database.transaction() as db:
            return await revoked(db, person, person)

    results = await asyncio.gather(*map(gives_up, people))
    assert {type(result) for result in results} == {Revoked, LastAdministrator}


async def test_with_a_role_go_the_links_that_it_made(database: Database) -> None:
    async with database.transaction() as db:
        mia = await with_role(db, 1, Role.ADMINISTRATOR, Area())
        rita = await with_role(db, 2, Role.CORPS_ADMINISTRATOR, MECHELEN)
        await invites.grant_role(db, rita, Role.ADMINISTRATOR, GENT, TUESDAY_EVENING)
        gone = await invited(db, rita, Role.REQUESTER, MECHELEN)
        left = await invited(db, rita, Role.REQUESTER, GENT)
        assert isinstance(gone, Invited)
        assert isinstance(left, Invited)
        [corps, _gent] = await grants_of(db, rita.id)
        assert isinstance(await teams.revoke(db, mia, corps.id, TUESDAY_EVENING), Revoked)
        assert await invites.redeem(db, gone.payload, mia, TUESDAY_EVENING) == NotValid()
        assert isinstance(await invites.redeem(db, left.payload, mia, TUESDAY_EVENING), Granted)


async def test_a_link_is_listed_and_withdrawn_by_whoever_could_make_it(database: Database) -> None:
    async with database.transaction() as db:
        rita = await with_role(db, 1, Role.CORPS_ADMINISTRATOR, MECHELEN)
        els = await with_role(db, 2, Role.COORDINATOR, ANTWERP)
        made = await invited(db, rita, Role.REQUESTER, MECHELEN)
        assert isinstance(made, Invited)
        await invited(db, els, Role.COORDINATOR, ANTWERP)
        seen = await teams.open_invites(db, rita, MECHELEN, TUESDAY_EVENING)
        assert isinstance(seen, OpenInvites)
        [invite] = seen.invites
        assert (invite.role, invite.created_by) == (Role.REQUESTER, rita)
        assert await teams.open_invites(db, rita, ANTWERP, TUESDAY_EVENING) == NotAllowed()
        assert await teams.withdraw(db, els, invite.id, TUESDAY_EVENING) == NotAllowed()
        late = TUESDAY_EVENING + timedelta(days=8)
        assert await teams.withdraw(db, rita, invite.id, late) == NoSuchInvite()
        assert isinstance(await teams.withdraw(db, rita, invite.id, TUESDAY_EVENING), Withdrawn)
        assert await teams.withdraw(db, rita, invite.id, TUESDAY_EVENING) == NoSuchInvite()
        assert await invites.redeem(db, made.payload, els, TUESDAY_EVENING) == NotValid()


async def test_the_team_of_an_area_is_whose_roles_hold_for_all_of_it(database: Database) -> None:
    async with database.transaction() as db:
        mia = await with_role(db, 1, Role.ADMINISTRATOR, Area())
        els = await with_role(db, 2, Role.COORDINATOR, ANTWERP)
        tom = await with_role(db, 3, Role.REQUESTER, MECHELEN)
        await with_role(db, 4, Role.REQUESTER, GENT)
        here = await teams.team(db, els, MECHELEN, 0, TUESDAY_EVENING)
        assert isinstance(here, Team)
        assert [held.holder for held in here.members.items] == [tom, els, mia]
        assert here.removable == {held.grant.id for held in here.members.items if held.holder == els}
        assert (here.vacant, here.grantable) == ([Role.CORPS_ADMINISTRATOR], [Role.COORDINATOR])
        province = await teams.team(db, mia, ANTWERP, 7, TUESDAY_EVENING)
        assert isinstance(province, Team)
        assert [held.holder for held in province.members.items] == [els, mia]
        assert await teams.team(db, els, Area(), 0, TUESDAY_EVENING) == NotAllowed()
        assert await teams.team(db, tom, MECHELEN, 0, TUESDAY_EVENING) == NotAllowed()


async def test_a_role_is_held_once(database: Database) -> None:
    async with database.transaction() as db:
        tom = await with_role(db, 1, Role.REQUESTER, MECHELEN)
        again = await invites.grant_role(db, tom, Role.REQUESTER, MECHELEN, TUESDAY_EVENING)
        await invites.grant_role(db, tom, Role.REQUESTER, ANTWERP, TUESDAY_EVENING)
        assert len(await grants_of(db, tom.id)) == 2
        await roles.revoke(db, again.id, TUESDAY_EVENING)
        assert [grant.scope for grant in (await authority_of(db, tom.id)).grants] == [Scope.PROVINCE]


async def test_the_database_refuses_a_corps_administrator_of_a_province(database: Database) -> None:
    async with database.transaction() as db:
        with pytest.raises(IntegrityError, match="corps_is_local"):
            await invites.make_invite(db, Role.CORPS_ADMINISTRATOR, ANTWERP, TUESDAY_EVENING, POLICY)
        await db.rollback()
    async with database.transaction() as db:
        with pytest.raises(IntegrityError, match="corps_is_local"):
            await with_role(db, 1, Role.CORPS_ADMINISTRATOR, ANTWERP)
        await db.rollback()
