"""Roles by single-use, expiring links."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from models.people import Person
from models.roles import Role, RoleGrant
from services.authority import grants_of
from services.invites import Area, make_invite
from tests.harness.phones import Phone
from tests.harness.town import MECHELEN, Town


async def invite(town: Town, role: Role = Role.COORDINATOR, area: Area | None = None) -> str:
    async with town.database.transaction() as db:
        return await make_invite(db, role, area or Area(nis=MECHELEN), town.clock.now(), town.policy)


async def roles_of(town: Town, phone: Phone) -> list[Role]:
    async with town.database.reading() as db:
        person = await town.person(phone)
        return [grant.role for grant in await grants_of(db, person.id)] if person else []


async def test_a_newcomer_accepts_and_says_how_to_reach_them(town: Town) -> None:
    els = town.stranger("Els Vermeulen", "en")
    await els.says(f"/start {await invite(town)}")
    card = await els.expects("You are invited as coordinator for Mechelen", "Accept")
    assert await town.person(els) is None
    await els.taps("Accept")
    await els.sees("You are now coordinator for Mechelen")
    await els.expects("What is your name?")
    again = await els.taps_data(card["buttons"][0][0]["callback_data"], card["message_id"])
    assert "accepted this already" in again
    assert await roles_of(town, els) == [Role.COORDINATOR]
    await els.taps("I'm called Els Vermeulen")
    await els.expects("phone number")
    await els.shares_contact()
    await els.expects("+32")
    await els.expects("noted that", "Hello Els", "coordinator for Mechelen", "/callout")
    await els.expects("New to you: the privacy notice")  # once the questions are answered
    person = await town.person(els)
    assert person
    assert person.phone.startswith("+32")
    assert person.signed_up_at is None


async def test_the_phone_may_be_skipped(town: Town) -> None:
    tom = town.stranger("Tom", "en")
    await tom.says(f"/start {await invite(town, Role.REQUESTER, Area(province='Antwerpen'))}")
    await tom.expects("requester for the province of Antwerp")
    await tom.taps("Accept")
    await tom.sees("You are now")
    await tom.expects("What is your name?")
    await tom.says("Tom Dhondt")
    await tom.expects("phone number")
    await tom.says("➡️ Skip")
    await tom.expects("👍")
    await tom.expects("Hello Tom", "/request")
    await tom.expects("privacy notice")


async def test_a_volunteer_keeps_what_is_known(town: Town) -> None:
    nadia = await town.volunteer("Nadia Peeters", language="en")
    await nadia.says(f"/start {await invite(town, Role.ADMINISTRATOR, Area())}")
    await nadia.expects("administrator for all of Flanders")
    await nadia.taps("Accept")
    await nadia.sees("You are now administrator")
    assert await roles_of(town, nadia) == [Role.ADMINISTRATOR]


async def test_one_answer_for_unknown_used_and_expired(town: Town) -> None:
    els, bo = town.stranger("Els", "en"), town.stranger("Bo", "en")
    link = await invite(town)
    await bo.says("/start invite_rubbish")
    unknown = await bo.expects("not valid")
    await bo.says(f"/start {link}")
    await bo.expects("You are invited")
    await els.says(f"/start {link}")
    await els.expects("You are invited")
    await els.taps("Accept")
    els.forget()
    await bo.taps("Accept")  # too late
    used = await bo.sees("not valid")
    expired_link = await invite(town)
    await town.advance(days=8)
    await bo.says(f"/start {expired_link}")
    expired = await bo.expects("not valid")
    assert unknown["text"] == used["text"] == expired["text"]
    assert await town.person(bo) is None
    async with town.database.reading() as db:
        assert await db.scalar(select(func.count()).select_from(Person)) == 1
        assert await db.scalar(select(func.count()).select_from(RoleGrant)) == 1


async def test_in_mid_sign_up_the_draft_stays(town: Town) -> None:
    els = town.stranger("Els", "en")
    await els.says("/start")
    await els.expects("112")
    await els.taps("English")
    await els.taps("Go on")
    await els.says("17/5/1990")
    await els.expects("What is your name?")
    await els.says(f"/start {await invite(town)}")
    await els.expects("You are invited")
    await els.taps("Accept")
    await els.sees("You are now coordinator")
    await els.says("Els Vermeulen")
    await els.expects("phone number")


@pytest.mark.parametrize("payload", ["invite_", "invite_" + "x" * 57])
async def test_rubbish(town: Town, payload: str) -> None:
    bo = town.stranger("Bo", "en")
    await bo.says(f"/start {payload}")
    await bo.expects("not valid")
