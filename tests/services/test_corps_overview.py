"""What a municipality's people see of their corps: figures for all, names for those who run it, each look noted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models.audit import AuditEntry
from models.corps import CorpsInterest
from models.engine import Database
from models.outbox import OutboxRow
from models.people import Person
from models.roles import Role
from services import corps_overview, members
from services.areas import Area
from services.authority import NotAllowed
from services.corps import AlreadyFounded, Founded
from services.corps_overview import May, NoCorpsYet, Overview
from services.members import Member, MemberStatus, NoLongerMember, Roster
from services.notices import Notice
from services.policy import Policy
from services.rules.funding import Bounds, Funding
from tests.harness.clock import TUESDAY_EVENING
from tests.services import world
from tests.services.staff import with_role

MECHELEN, GENT = Area(nis=world.MECHELEN), Area(nis=44021)
POLICY = Policy()


async def test_members_are_counted_by_status_and_who_pays_for_them(database: Database) -> None:
    async with database.transaction() as db:
        tom = await with_role(db, 1, Role.REQUESTER, MECHELEN)
        corps = await world.founded(db)
        for number in range(8):
            await world.member(db, 100 + number, corps)
        await world.member(db, 200, corps, reachable=False)
        await world.member(db, 201, corps, birth_date=date(2008, 11, 25), reachable=False)  # 18 tomorrow
        await world.member(db, 202, corps, birth_date=date(2008, 11, 24))  # 18 today
        await world.member(db, 203, corps, birth_date=date(2008, 11, 25))
        (await world.member(db, 300, corps)).corps_id = None
        await db.flush()
        seen = await corps_overview.overview(db, tom, world.MECHELEN, TUESDAY_EVENING, POLICY)
    assert isinstance(seen, Overview)
    assert seen.counts.by_status == {
        MemberStatus.ACTIVE: 9, MemberStatus.UNREACHABLE: 2, MemberStatus.WAITS_FOR_CONSENT: 1,
    }  # fmt: skip
    assert (seen.counts.members, seen.counts.minors, seen.undecided) == (12, 2, 1)
    assert (seen.year, seen.bounds, seen.funding) == (2026, Bounds(10, 80), Funding(12, 0, 0))
    assert seen.may == NOTHING


NOTHING = May(see_members=False, see_minors=False, see_team=False, announce=False, keep_home=False)
EVERYTHING = May(see_members=True, see_minors=True, see_team=True, announce=True, keep_home=True)


@pytest.mark.parametrize(
    ("role", "area", "may"),
    [
        (
            Role.REQUESTER,
            MECHELEN,
            NOTHING,
        ),
        (
            Role.COORDINATOR,
            Area(province="Antwerpen"),
            May(see_members=False, see_minors=True, see_team=True, announce=True, keep_home=False),
        ),
        (
            Role.CORPS_ADMINISTRATOR,
            MECHELEN,
            EVERYTHING,
        ),
        (
            Role.ADMINISTRATOR,
            Area(),
            EVERYTHING,
        ),
        (Role.ADMINISTRATOR, GENT, None),
        (Role.CORPS_ADMINISTRATOR, GENT, None),
    ],
)
async def test_who_may_do_what(database: Database, role: Role, area: Area, may: May | None) -> None:
    async with database.transaction() as db:
        somebody = await with_role(db, 1, role, area)
        corps = await world.founded(db)
        member = await world.member(db, 2, corps)
        seen = await corps_overview.overview(db, somebody, world.MECHELEN, TUESDAY_EVENING, POLICY)
        names = await members.roster(db, somebody, corps.id, 0, TUESDAY_EVENING, POLICY)
        details = await members.member(db, somebody, corps.id, member.id, TUESDAY_EVENING, POLICY)
        looks = [entry.action for entry in await db.scalars(select(AuditEntry)) if "shown" in entry.action]
    assert (seen.may if isinstance(seen, Overview) else None) == may
    allowed, needs = may is not None and may.see_members, role is Role.CORPS_ADMINISTRATOR and area == MECHELEN
    assert (isinstance(names, Roster), isinstance(details, Member)) == (allowed, needs)
    assert not isinstance(names, Roster) or names.may_look == needs
    assert looks == ["members_shown"] * allowed + ["member_shown"] * needs


async def test_names_come_in_pages_and_each_look_is_noted_by_ids(database: Database) -> None:
    async with database.transaction() as db:
        rita = await with_role(db, 1, Role.CORPS_ADMINISTRATOR, MECHELEN)
        corps = await world.founded(db)
        for number in range(23):
            await world.member(db, 100 + number, corps)
        seen = [await members.roster(db, rita, corps.id, page, TUESDAY_EVENING, POLICY) for page in (0, 2, 999)]
        pages = [roster.page for roster in seen if isinstance(roster, Roster)]
        assert [(page.number, page.first, len(page.items)) for page in pages] == [(0, 1, 10), (2, 21, 3), (2, 21, 3)]
        names = [listed.person.name for page in pages[:2] for listed in page.items]
        assert names == sorted(names)
        last = pages[2].items[0].person
        assert isinstance(await members.member(db, rita, corps.id, last.id, TUESDAY_EVENING, POLICY), Member)
        last.corps_id = None
        await db.flush()
        assert await members.member(db, rita, corps.id, last.id, TUESDAY_EVENING, POLICY) == NoLongerMember(corps)
        noted = list(await db.scalars(select(AuditEntry).where(AuditEntry.actor_id == rita.id).order_by(AuditEntry.id)))
    assert [(entry.action, entry.subject_id, entry.detail) for entry in noted[-2:]] == [
        ("members_shown", corps.id, {"page": 2}),
        ("member_shown", last.id, {"corps": corps.id}),
    ]


async def test_an_administrator_founds_a_corps_and_those_who_wait_are_told(database: Database) -> None:
    async with database.transaction() as db:
        mia = await with_role(db, 1, Role.ADMINISTRATOR, Area(province="Antwerpen"))
        rita = await with_role(db, 2, Role.CORPS_ADMINISTRATOR, MECHELEN)
        waits = Person(telegram_id=3, language="nl", created_at=TUESDAY_EVENING)
        db.add(waits)
        await db.flush()
        db.add(CorpsInterest(person_id=waits.id, municipality_nis=world.MECHELEN, since=TUESDAY_EVENING))
        await db.flush()
        for person, may_found in ((mia, True), (rita, False)):
            seen = await corps_overview.overview(db, person, world.MECHELEN, TUESDAY_EVENING, POLICY)
            assert isinstance(seen, NoCorpsYet)
            assert (seen.waiting, seen.may_found) == (1, may_found)
        assert await corps_overview.found(db, rita, world.MECHELEN, TUESDAY_EVENING) == NotAllowed()
        assert await corps_overview.found(db, mia, 44021, TUESDAY_EVENING) == NotAllowed()
        done = await corps_overview.found(db, mia, world.MECHELEN, TUESDAY_EVENING)
        assert isinstance(done, Founded)
        assert done.told == 1
        later = TUESDAY_EVENING + timedelta(minutes=1)
        assert await corps_overview.found(db, mia, world.MECHELEN, later) == AlreadyFounded(done.corps)
        told = await db.scalars(select(OutboxRow.person_id).where(OutboxRow.notice == Notice.CORPS_FOUNDED))
        assert list(told) == [waits.id]
        founded_by = select(AuditEntry.actor_id).where(AuditEntry.action == "corps_founded")
        assert list(await db.scalars(founded_by)) == [mia.id]
