"""More people than the own corps has: proposed in time, kept at home by neighbours, the whole province."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from models.audit import AuditEntry
from models.call_outs import Invitation
from models.people import Person
from models.roles import Role
from services.invites import Area
from services.rules.escalation import EscalationPolicy
from tests.flows.requests import launched
from tests.harness.town import BONHEIDEN, GENT, Town

LIER, TURNHOUT = 12021, 13040  # in the province of Antwerp: two steps from Mechelen, and further
ANTWERP, FLANDERS = Area(province="Antwerpen"), Area()


async def with_escalation(town: Town, escalation: EscalationPolicy) -> None:
    town.policy = replace(town.policy, escalation=escalation)
    await town.restart()


async def audited(town: Town) -> list[str]:
    async with town.database.reading() as db:
        return list(await db.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


async def test_what_is_not_filling_is_proposed_and_the_neighbours_keep_who_they_need(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an = await town.volunteer("An", language="en")
    neighbours = [await town.volunteer(f"B{number}", BONHEIDEN, "en") for number in range(5)]
    mayor = await town.requester("Mia", "en", Area(nis=BONHEIDEN))
    await launched(tom, els)
    await an.expects("people needed")
    await town.advance(minutes=19)
    await els.expects_nothing()
    await town.advance(minutes=1)
    await els.expects("isn't filling: 20 min", "0 of 5", "ring 1", "Bonheiden 4", "1 more stays at home", "Not yet")
    assert "look again" in await els.taps("Not yet")
    await town.advance(minutes=20)
    await els.expects("isn't filling: 40 min", "Bonheiden 4")
    await els.taps("Call out ring 1")
    await els.sees("Ring 1: 4 people are called out")

    await mayor.expects("Mechelen calls 4 people of your corps", "Fill sandbags", "1 of your corps stays at home")
    asked = [phone for phone in neighbours if phone.unread()]
    first, second, *others = asked
    assert len(others) == 2
    await first.taps("I'm coming")
    for phone in asked:
        phone.forget()
    await mayor.taps("Keep more at home")
    await mayor.expects("How many more", "1 is coming", "3 haven't answered")
    assert "3 people are kept at home" in await mayor.taps("Everybody who hasn't answered")
    await mayor.sees("Nobody more goes (Mia)", "3 were taken back")
    await els.expects("Bonheiden keeps its people at home")
    await second.sees("Stay at home for now, B")
    await first.sees("You are coming")
    await second.taps_data(f"r:yes:{await invitation_of(town, second.id)}", second.from_bot()[-1]["message_id"])
    await second.sees("Stay at home for now")
    await town.advance(seconds=4)
    await els.sees("1 of 5 is coming", "1 hasn't answered", "3 are kept at home")
    await mayor.taps("Let them go after all", on="Mechelen calls")
    for phone in (second, *others):
        await phone.expects("people needed in Mechelen")
    await second.taps("I'm coming")
    await second.sees("You are coming")
    await town.advance(seconds=4)
    await els.sees("2 of 5 are coming", "3 haven't answered")
    assert [action for action in await audited(town) if action.startswith(("escal", "corps_with", "corps_let"))] == [
        "escalation_proposed", "escalation_put_off", "escalation_proposed", "escalated",
        "corps_withheld", "corps_let_go",
    ]  # fmt: skip


async def invitation_of(town: Town, telegram_id: int) -> int:
    async with town.database.reading() as db:
        theirs = select(Invitation.id).join(Person, Person.id == Invitation.person_id)
        return await db.scalar(theirs.where(Person.telegram_id == telegram_id)) or 0


async def test_where_the_policy_says_so_it_goes_by_itself_until_nobody_is_left(town: Town) -> None:
    await with_escalation(town, EscalationPolicy(by_itself_after=timedelta(minutes=5), keep_home_percent=0))
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", BONHEIDEN, "en")
    await launched(tom, els)
    await an.expects("people needed")
    await town.advance(minutes=20)
    await els.expects("isn't filling", "by myself at", "Call out ring 1")
    await town.advance(minutes=4)
    await bo.expects_nothing()
    await town.advance(minutes=1)
    await bo.expects("people needed in Mechelen")
    await els.expects("I called more people, as the policy says")
    await town.advance(minutes=20)
    await els.expects("isn't filling", "Nobody is left to call")
    await town.advance(hours=2)
    await els.expects_nothing()


async def test_one_that_fills_is_left_alone(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", language="en")
    await town.volunteer("Cas", BONHEIDEN, "en")
    await launched(tom, els, number=1)
    await an.taps("I'm coming")
    await an.sees("You are coming")
    for phone in (an, bo, tom):
        phone.forget()
    await town.advance(hours=1)
    await els.expects_nothing()


async def test_a_corps_decides_beforehand_how_many_stay(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    rita = await town.staff("Rita", Role.CORPS_ADMINISTRATOR, Area(nis=BONHEIDEN), "en")
    await town.volunteer("An", language="en")
    for number in range(3):
        await town.volunteer(f"B{number}", BONHEIDEN, "en")
    await rita.says("/corps")
    await rita.taps("Standing reserve")
    await rita.sees("Standing reserve of Bonheiden", "20% of whoever is free", "As usual: 20 %")
    await rita.taps("5 people")
    await rita.sees("5 people stay at home")
    await launched(tom, els)
    town.phones[3].forget()
    await els.taps("Escalate")
    await els.expects("0 people fit and are free", "3 more stay at home")
    await rita.taps("0 %")
    await rita.sees("0% of whoever is free")
    await els.says("/escalate")
    await els.expects("3 people fit and are free", "Bonheiden 3")
    outsider = await town.staff("Olav", Role.CORPS_ADMINISTRATOR, Area(nis=GENT), "en")
    assert "no role for this" in await outsider.taps_data(f"kh:people:{BONHEIDEN}:40", 1)
    await els.says("/escalate")
    await els.expects("Bonheiden 3")
    rita.forget()


async def test_the_governors_order_opens_the_province(town: Town) -> None:
    await with_escalation(town, EscalationPolicy(keep_home_percent=0))
    paula = await town.coordinator("Paula", "en", ANTWERP)
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an = await town.volunteer("An", language="en")
    near, far = await town.volunteer("Near", LIER, "en"), await town.volunteer("Far", TURNHOUT, "en")
    elsewhere = await town.volunteer("Elsewhere", GENT, "en")
    await launched(tom, els)
    for phone in (an, paula):
        phone.forget()

    await els.says("/province")
    await els.expects("Only coordinators and administrators of a whole province")
    await paula.says("/provincie")
    await paula.expects("Province of Antwerp: no provincial phase")
    await paula.taps("Enter the governor's order")
    await paula.sees("What is the reference", "CRISIS/2026/114")
    await paula.says("x" * 101)
    await paula.expects("at most 100 characters")
    await paula.says("CP/2026/7")
    await paula.expects("Order of the governor: CP/2026/7", "1 call-out is short of people: 2 people", "3 corps")
    await far.expects_nothing()
    await paula.taps("Yes, call 2 people")
    await paula.sees("Provincial phase in the province of Antwerp", "2 people are called out")
    for phone in (near, far):
        await phone.expects("people needed in Mechelen")
    await elsewhere.expects_nothing()
    await els.expects("Provincial phase in the province of Antwerp", "CP/2026/7", "Entered by Paula")
    await town.advance(seconds=4)
    await els.sees("the whole province", "3 haven't answered")
    await paula.says("/province")
    await paula.expects("Provincial phase in the province of Antwerp", "It has ended")
    await paula.taps("It has ended")
    await paula.taps("Yes, it has ended")
    await paula.sees("has ended")
    await els.expects("The provincial phase in the province of Antwerp has ended")
    assert {"provincial_phase_declared", "provincial_phase_ended"} <= set(await audited(town))
    assert "no role" in await els.taps_data("pp:end_sure:Antwerpen", 1)
    await els.says("/escalate")
    await els.expects("Next: the rest of Flanders", "Gent 1")
    await els.taps("Call out all of Flanders")
    await elsewhere.expects("people needed in Mechelen")
    await town.advance(seconds=4)
    await els.sees("all of Flanders")
