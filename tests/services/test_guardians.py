"""Answers to a guardian's link: one counts, whoever is quicker; what it does to promises; what the birthday leaves."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from models.call_outs import InvitationState
from models.consents import ConsentState, GuardianConsent, Relation
from models.engine import Database
from models.outbox import OutboxRow
from models.people import Person
from services import coming_of_age, guardians, profiles, replies, reserve
from services.guardians import PREFIX, Given, Link, NotNeeded, NotValid, Refused, Signature, Visitor, Withdrawn
from services.notices import Notice
from services.policy import Policy
from services.profiles import Changed, StaysMinor
from services.replies import Coming, ConsentMissing
from tests.harness.clock import TUESDAY_EVENING as NOW
from tests.services import world

POLICY = Policy()
MOTHER = Signature("Mia Maes", Relation.PARENT)


async def minor_with_link(database: Database) -> tuple[Person, str]:
    async with database.transaction() as db:
        lotte = await world.member(db, 1, await world.founded(db), birth_date=date(2009, 5, 17))
        link = await guardians.make_link(db, lotte, NOW, POLICY)
    assert isinstance(link, Link)
    return lotte, link.payload.removeprefix(PREFIX)


async def test_of_two_parents_with_the_same_link_one_answers(database: Database) -> None:
    lotte, token = await minor_with_link(database)

    async def answers(number: int) -> object:
        async with database.transaction() as db:
            if number % 2:
                return await guardians.refuse(db, token, Visitor(100 + number, None), NOW, POLICY)
            return await guardians.give(db, token, Visitor(100 + number, None), MOTHER, NOW, POLICY)

    answered = await asyncio.gather(*(answers(number) for number in range(4)))
    assert sum(isinstance(one, Given | Refused) for one in answered) == 1
    assert answered.count(NotValid()) == 3
    async with database.reading() as db:
        consent = (await db.scalars(select(GuardianConsent))).one()
        told = list(await db.scalars(select(OutboxRow.person_id).where(OutboxRow.notice == Notice.GUARDIAN_ANSWERED)))
    assert consent.state in (ConsentState.GIVEN, ConsentState.REFUSED)
    assert token not in (consent.token_hash or "")
    assert told == [lotte.id]


async def test_withdrawing_takes_back_what_has_not_begun(database: Database) -> None:
    lotte, token = await minor_with_link(database)
    async with database.transaction() as db:
        given = await guardians.give(db, token, Visitor(100, None), MOTHER, NOW, POLICY)
        assert isinstance(given, Given)
        assert isinstance(await guardians.make_link(db, lotte, NOW, POLICY), NotNeeded)
        running, ahead, unanswered = [
            (await world.call_out(db, await world.request(db, minimum_age=16, starts_at=NOW + after), [lotte]))[1][0]
            for after in (timedelta(hours=-1), timedelta(hours=6), timedelta(hours=20))
        ]
        for invited in (running, ahead):
            assert isinstance(await replies.accept(db, lotte.id, invited.id, NOW, POLICY), Coming)
        assert isinstance(await guardians.withdraw(db, given.token, NOW, POLICY), Withdrawn)
        assert await guardians.withdraw(db, given.token, NOW, POLICY) == NotValid()
        assert isinstance(await replies.accept(db, lotte.id, unanswered.id, NOW, POLICY), ConsentMissing)
        off = replace(POLICY, guardian_consent=False)
        assert isinstance(await replies.accept(db, lotte.id, unanswered.id, NOW, off), Coming)
    assert (running.state, ahead.state) == (InvitationState.COMING, InvitationState.DECLINED)
    assert ahead.call_out.filled == 0


async def test_the_birthday_drops_open_questions_and_keeps_what_was_given(database: Database) -> None:
    async with database.transaction() as db:
        corps = await world.founded(db)
        lotte, bo = [await world.member(db, number, corps, birth_date=date(2008, 11, 25)) for number in (1, 2)]
        for person in (lotte, bo):
            coming_of_age.expect(person, NOW, POLICY)
        given = await world.agreed(db, lotte)
        await guardians.make_link(db, bo, NOW, POLICY)
        due = await coming_of_age.next_due(db)
        assert due is not None
        assert due.isoformat() == "2026-11-25T09:00:00+00:00"
        for _again in range(2):
            await coming_of_age.tell_due(db, due)
        left = list(await db.scalars(select(GuardianConsent.id)))
        told = list(await db.scalars(select(OutboxRow.person_id).where(OutboxRow.notice == Notice.ADULT_NOW)))
    assert (left, len(told), set(told)) == ([given.id], 2, {lotte.id, bo.id})


async def test_nobody_moves_up_without_the_consent_that_is_asked_since(database: Database) -> None:
    off = replace(POLICY, guardian_consent=False)
    async with database.transaction() as db:
        corps = await world.founded(db)
        an = await world.member(db, 1, corps)
        lotte = await world.member(db, 2, corps, birth_date=date(2009, 5, 17))
        asked = await world.request(db, needed=1, minimum_age=16)
        _call_out, (first, second) = await world.call_out(db, asked, [an, lotte])
        await replies.accept(db, an.id, first.id, NOW, off)
        await replies.accept(db, lotte.id, second.id, NOW, off)
        await replies.decline(db, an.id, first.id, NOW, POLICY)
        states = [second.state]
        assert await reserve.beside_a_place(db, POLICY) == []
        await world.agreed(db, lotte)
        [waits] = await reserve.beside_a_place(db, POLICY)
        await reserve.settle(db, waits, NOW, POLICY)
        states.append(second.state)
    assert states == [InvitationState.RESERVE, InvitationState.COMING]


async def test_no_minor_makes_themselves_an_adult(database: Database) -> None:
    async with database.transaction() as db:
        lotte = await world.member(db, 1, await world.founded(db), birth_date=date(2009, 5, 17))
        for born in (date(1999, 5, 17), date(2008, 11, 24)):  # 18 today
            assert isinstance(await profiles.change(db, lotte, {"birth_date": born}, NOW, POLICY), StaysMinor)
        assert lotte.birth_date == date(2009, 5, 17)
        slip: profiles.Changes = {"birth_date": date(2008, 11, 25)}
        assert isinstance(await profiles.change(db, lotte, slip, NOW, POLICY), Changed)
        bo = await world.member(db, 2, await world.founded(db))
        assert isinstance(await profiles.change(db, bo, {"birth_date": date(1999, 5, 17)}, NOW, POLICY), Changed)
