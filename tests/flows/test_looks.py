"""Phone numbers, ages and emergency contacts: for those who need them, while they do, and every look is noted."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from models.audit import AuditEntry
from models.people import Person
from models.roles import Role
from services import roles
from services.invites import Area
from tests.flows.requests import launched
from tests.harness.phones import Message, Phone
from tests.harness.town import GENT, MECHELEN, Town

SECRETS = ("470 11 22 33", "480 99 88 77", "Grandma")  # their number, their emergency contact's, and her name
LOOKS = ("phone_shown", "person_shown", "member_shown", "emergency_contact_shown")


async def nadia_comes(town: Town, els: Phone, tom: Phone) -> Phone:
    nadia = await town.volunteer("Nadia", language="en", phone="+32470112233", birth_date=date(1990, 5, 17))
    async with town.database.transaction() as db:
        person = await db.scalar(select(Person).where(Person.telegram_id == nadia.id))
        assert person
        person.emergency_name, person.emergency_phone = "Grandma", "+32480998877"
    await launched(tom, els, number=2)
    await nadia.taps("I'm coming")
    nadia.forget()
    await town.advance(seconds=4)
    return nadia


async def looked(town: Town, at: Phone) -> list[tuple[str, int | None]]:
    """What was looked at of this person, and whose Telegram it was: in order."""
    person = await town.person(at)
    assert person
    rows = select(AuditEntry.action, AuditEntry.detail, Person.telegram_id).join(
        Person, Person.id == AuditEntry.actor_id
    )
    about = rows.where(AuditEntry.subject == "person", AuditEntry.subject_id == person.id).order_by(AuditEntry.id)
    async with town.database.reading() as db:
        found = (await db.execute(about.where(AuditEntry.action.in_(LOOKS)))).all()
    assert not any(secret in str(detail) for _, detail, _who in found for secret in SECRETS)
    return [(action, who) for action, _detail, who in found]


def data(card: Message, label: str) -> str:
    return str(next(cell["callback_data"] for row in card["buttons"] for cell in row if label in cell["text"]))


async def test_a_coordinator_sees_who_comes_until_the_emergency_ends(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    eva = await town.coordinator("Eva", "en", Area(nis=GENT))
    nadia = await nadia_comes(town, els, tom)
    board = await els.sees("1 of 2")
    await els.taps("Who comes")
    roll = await els.expects("1. Nadia · ☎ +32 470 11 22 33")
    await els.taps("One of them")
    names = await els.sees("Coming (1)", "1. Nadia", "I note who looked")
    assert "470" not in names["text"]
    one = data(names, "1")
    await els.taps("1", on="I note who looked")
    who = await els.sees("Nadia", "☎ +32 470 11 22 33", "18 or older", "Good at")
    assert "Grandma" not in who["text"]
    assert "1990" not in who["text"]
    contact = data(who, "Emergency contact")
    await els.taps("Emergency contact")
    await els.sees("If something happens to them", "Grandma", "+32 480 99 88 77")
    theirs = [("phone_shown", els.id), ("person_shown", els.id), ("emergency_contact_shown", els.id)]
    assert await looked(town, nadia) == theirs

    await eva.says("/board")  # a coordinator elsewhere, a requester, the person themselves: nobody else
    await tom.says("/help")
    await nadia.says("/help")
    for other in (eva, tom, nadia):
        card = other.from_bot()[-1]
        for forged in (one, contact, data(roll, "One of them"), data(board, "Who comes")):
            assert "no role for this" in await other.taps_data(forged, card["message_id"])
        assert not any(secret in other.transcript() for secret in SECRETS)
        other.forget()

    await nadia.taps("I can't come after all")
    nadia.forget()
    for old in (one, contact):
        assert "don't come any more" in await els.taps_data(old, names["message_id"])
    await els.taps_data(data(roll, "One of them"), roll["message_id"])
    await els.sees("Nobody is coming yet")
    await nadia.taps("come after all")
    nadia.forget()
    await els.taps_data(one, names["message_id"])
    await els.sees("☎ +32 470 11 22 33")

    await els.says("/close")
    await els.taps("End the emergency")
    await els.taps("Yes, end")
    for phone in (els, tom, nadia):
        phone.forget()
    for old in (one, contact, data(roll, "One of them")):
        assert "the emergency is over" in await els.taps_data(old, names["message_id"])
    assert await looked(town, nadia) == [*theirs, ("person_shown", els.id)]
    els.forget()


async def test_a_role_that_was_taken_back_shows_nothing_through_an_old_button(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    nadia = await nadia_comes(town, els, tom)
    await els.taps("Who comes")
    await els.taps("One of them")
    names = await els.sees("1. Nadia", "I note who looked")
    async with town.database.transaction() as db:
        for held in await roles.held(db, MECHELEN):
            if held.grant.role is Role.COORDINATOR:
                await roles.revoke(db, held.grant.id, town.clock.now())
    els.forget()
    assert "no role for this" in await els.taps_data(data(names, "1"), names["message_id"])
    assert await looked(town, nadia) == [("phone_shown", els.id)]
    els.forget()


async def test_a_corps_administrator_sees_the_own_members_and_an_administrator_only_names(town: Town) -> None:
    rita = await town.staff("Rita", Role.CORPS_ADMINISTRATOR, Area(nis=MECHELEN), "en")
    griet = await town.staff("Griet", Role.CORPS_ADMINISTRATOR, Area(nis=GENT), "en")
    mia = await town.staff("Mia", Role.ADMINISTRATOR, Area(), "en")
    nadia = await town.volunteer("Nadia", phone="+32470112233")
    await rita.says("/corps")
    await rita.taps("Members")
    names = await rita.sees("1. Nadia")
    await rita.taps("1", on="I note who looked")
    who = await rita.sees("☎ +32 470 11 22 33", "17 May 1990")
    await rita.taps("Emergency contact")
    await rita.sees("If something happens to them, call: nobody")
    theirs = [("member_shown", rita.id), ("emergency_contact_shown", rita.id)]
    assert await looked(town, nadia) == theirs
    for other in (griet, mia):
        await other.says("/help")
        card = await other.expects("112")
        for forged in (data(names, "1"), data(who, "Emergency contact")):
            assert "no role for this" in await other.taps_data(forged, card["message_id"])
    await mia.says("/corps")
    await mia.expects("For which municipality?")
    await mia.says("Mechelen")
    mia.forget()
    await mia.taps("Members")
    card = await mia.sees("1. Nadia")
    assert "1" not in [cell["text"] for row in card["buttons"] for cell in row]
    assert await looked(town, nadia) == theirs
    rita.forget()
