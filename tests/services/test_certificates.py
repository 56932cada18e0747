"""Certificates: who may check which, that the first decides, and what is kept."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from models.certificates import Certificate, CertificateKind, CertificateState, DeclineReason
from models.engine import Database
from models.outbox import OutboxRow
from models.people import Person
from models.roles import Role, RoleGrant
from services import certificate_cards, certificate_checks, certificates, roles
from services.areas import Area
from services.authority import NotAllowed
from services.certificate_checks import Decided, DecidedBefore, NoLongerThere, ToCheck
from services.certificates import NotAVolunteer, NothingWaits, SentFile, Waiting
from services.notices import Notice
from services.policy import Policy
from tests.harness.clock import TUESDAY_EVENING
from tests.services import world
from tests.services.staff import with_role

POLICY = Policy()
FILE = SentFile("AgAC-secret", is_picture=True, message_id=7)
MECHELEN, GENT, BRUGGE = 12025, 44021, 31005
HERE = Area(nis=MECHELEN)


async def sent(db: AsyncSession, person: Person) -> Certificate:
    waiting = await certificates.send(db, person, FILE, TUESDAY_EVENING, POLICY)
    assert isinstance(waiting, Waiting)
    return waiting.certificate


async def a_member(db: AsyncSession, number: int = 1, nis: int = MECHELEN) -> Person:
    person = await world.member(db, number, await world.founded(db, nis))
    await db.refresh(person)
    return person


async def told(db: AsyncSession, notice: Notice) -> list[int | None]:
    return list(await db.scalars(select(OutboxRow.person_id).where(OutboxRow.notice == notice)))


async def test_of_two_who_decide_at_once_one_does(database: Database) -> None:
    async with database.transaction() as db:
        nadia = await a_member(db)
        rita = await with_role(db, 10, Role.CORPS_ADMINISTRATOR, HERE)
        els = await with_role(db, 11, Role.COORDINATOR, HERE)
        certificate = await sent(db, nadia)

    async def confirms() -> object:
        async with database.transaction() as db:
            by = await db.get_one(Person, rita.id)
            return await certificate_checks.confirm(
                db, by, certificate.id, CertificateKind.BASIC, date(2028, 5, 3), TUESDAY_EVENING
            )

    async def declines() -> object:
        async with database.transaction() as db:
            by = await db.get_one(Person, els.id)
            reason = DeclineReason.UNREADABLE
            return await certificate_checks.decline(db, by, certificate.id, reason, "", TUESDAY_EVENING)

    assert {type(one) for one in await asyncio.gather(confirms(), declines())} == {Decided, DecidedBefore}
    async with database.reading() as db:
        kept = (await db.scalars(select(Certificate))).unique().one()
        assert kept.state is not CertificateState.PENDING
        assert (kept.file_id, kept.is_picture, kept.album, kept.remind_at) == (None, None, None, None)
        assert await told(db, Notice.CERTIFICATE_ANSWER) == [nadia.id]
        assert not [row for row in await db.scalars(select(OutboxRow)) if FILE.file_id in str(row.payload)]


async def test_the_list_holds_what_one_may_check_and_nothing_else(database: Database) -> None:
    async with database.transaction() as db:
        for number, nis in enumerate((MECHELEN, GENT), start=1):
            await sent(db, await a_member(db, number, nis))
        alone = await world.member(db, 3, await world.founded(db), corps_id=None)  # waits for a corps
        await db.refresh(alone)
        await sent(db, alone)
        rita = await with_role(db, 10, Role.CORPS_ADMINISTRATOR, HERE)
        rita.signed_up_at, rita.municipality_nis = TUESDAY_EVENING, MECHELEN
        await db.flush()
        await db.refresh(rita)
        await sent(db, rita)  # nobody checks their own
        staff = [
            rita,
            await with_role(db, 11, Role.COORDINATOR, Area(province="Antwerpen")),
            await with_role(db, 12, Role.ADMINISTRATOR, Area()),
            await with_role(db, 13, Role.REQUESTER, HERE),
            await with_role(db, 14, Role.COORDINATOR, Area(nis=BRUGGE)),
        ]
        found = []
        for person in staff:
            listed = {each.id for each in (await certificate_checks.open_ones(db, person, 0)).items}
            each_one = (await db.scalars(select(Certificate))).unique().all()
            assert listed == {one.id for one in each_one if await certificate_cards.may_check(db, person, one)}
            found.append(len(listed))
        assert found == [2, 3, 4, 0, 0]


async def test_what_waits_is_asked_about_once_and_goes_when_it_is_declined_for_long(database: Database) -> None:
    async with database.transaction() as db:
        nadia = await a_member(db)
        certificate = await sent(db, nadia)
        due = TUESDAY_EVENING + POLICY.certificate_reminder
        assert await certificates.next_reminder(db) == due
        await certificates.remind_due(db, due, POLICY)
        assert await told(db, Notice.CERTIFICATE_REMINDER) == []  # nobody is there: once more later
        rita = await with_role(db, 10, Role.CORPS_ADMINISTRATOR, HERE)
        await certificates.remind_due(db, due + POLICY.certificate_reminder, POLICY)
        assert await told(db, Notice.CERTIFICATE_REMINDER) == [rita.id]
        assert await certificates.next_reminder(db) is None
        declined = await certificate_checks.decline(
            db, rita, certificate.id, DeclineReason.OTHER, "Not signed", TUESDAY_EVENING
        )
        assert isinstance(declined, Decided)
        await certificates.sweep(db, TUESDAY_EVENING)
        assert (await certificates.own(db, nadia)).declined
        await certificates.sweep(db, TUESDAY_EVENING + timedelta(seconds=1))
        assert (await certificates.own(db, nadia)).declined is None


async def test_refusals(database: Database) -> None:
    async with database.transaction() as db:
        nadia = await a_member(db)
        tom = await with_role(db, 10, Role.REQUESTER, HERE)
        rita = await with_role(db, 11, Role.CORPS_ADMINISTRATOR, HERE)
        assert isinstance(await certificates.send(db, tom, FILE, TUESDAY_EVENING, POLICY), NotAVolunteer)
        assert isinstance(await certificates.withdraw(db, nadia, TUESDAY_EVENING), NothingWaits)
        certificate = await sent(db, nadia)
        for person in (tom, nadia):
            assert isinstance(await certificate_checks.to_check(db, person, certificate.id), NotAllowed)
            assert isinstance(await certificate_checks.show(db, person, certificate.id, TUESDAY_EVENING), NotAllowed)
        assert isinstance(await certificate_checks.to_check(db, rita, certificate.id), ToCheck)
        older, newer = certificate.id, (await sent(db, nadia)).id  # in its place
        assert isinstance(await certificate_checks.to_check(db, rita, older), NoLongerThere)
        await db.execute(delete(Person).where(Person.id == nadia.id))
        assert isinstance(await certificate_checks.to_check(db, rita, newer), NoLongerThere)


async def test_the_database_keeps_no_file_of_what_was_decided(database: Database) -> None:
    async with database.transaction() as db:
        await sent(db, await a_member(db))
    decided = {"state": CertificateState.CONFIRMED, "kind": CertificateKind.BASIC, "decided_at": TUESDAY_EVENING}
    async with database.transaction() as db:
        with pytest.raises(IntegrityError):
            await db.execute(update(Certificate).values(decided))
        await db.rollback()


async def test_the_file_leaves_the_chat_of_whoever_may_no_longer_check_it(database: Database) -> None:
    async with database.transaction() as db:
        rita = await with_role(db, 10, Role.CORPS_ADMINISTRATOR, HERE)
        els = await with_role(db, 11, Role.COORDINATOR, HERE)
        await sent(db, await a_member(db))
        grant = (await db.scalars(select(RoleGrant).where(RoleGrant.person_id == rita.id))).unique().one()
        await roles.revoke(db, grant.id, TUESDAY_EVENING, by=els)
        assert await told(db, Notice.CERTIFICATE_FILE_GONE) == [rita.id]
        assert await told(db, Notice.CERTIFICATE_DONE) == [rita.id]
