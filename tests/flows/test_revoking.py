"""A role that was taken back counts no longer, not even behind a button that stands on the phone."""

from __future__ import annotations

from services import roles
from services.authority import grants_of
from services.roles import Revoked
from tests.flows.requests import asks, launched
from tests.harness.phones import Phone
from tests.harness.town import Town


async def revoke(town: Town, phone: Phone) -> None:
    person = await town.person(phone)
    assert person
    async with town.database.transaction() as db:
        [grant] = await grants_of(db, person.id)
        assert isinstance(await roles.revoke(db, grant.id, town.clock.now()), Revoked)
    town.app.delivery.wake()


async def test_a_former_coordinator_can_tap_no_longer(town: Town) -> None:
    tom, els = await town.requester("Tom", "en"), await town.coordinator("Els", "en")
    await asks(tom)
    await els.expects("Take over")
    assert "callout" in els.commands()
    await revoke(town, els)
    await els.expects("You are no longer coordinator for Mechelen", "old messages no longer work")
    assert "callout" not in els.commands()
    assert "start" in els.commands()
    await els.taps("Take over")
    await els.says("/callout")
    await els.expects("coordinators")
    tom.forget()
    assert not any("took your request over" in message["text"] for message in tom.from_bot())


async def test_a_former_requester_changes_nothing_any_more(town: Town) -> None:
    tom, els = await town.requester("Tom", "en"), await town.coordinator("Els", "en")
    an = await town.volunteer("An", language="en")
    await launched(tom, els)
    await an.taps("I'm coming")
    await an.sees("You are coming", "Zoutwerf 5")
    card = await tom.sees("Complete or adjust")
    edit = card["buttons"][0][0]["callback_data"]
    await tom.taps("Complete or adjust")
    await tom.taps("Where")
    tom.forget()
    await revoke(town, tom)
    await tom.expects("no longer requester")
    await tom.says("Fake street 1")
    await tom.expects("You have no role")
    assert "You have no role" in await tom.taps_data(edit, card["message_id"])
    request = edit.rpartition(":")[2]
    for forged in (f"qf:where:{request}", f"qf:done:{request}", f"qf:urgent:{request}", f"q:emergency:{request}"):
        assert "You have no role" in await tom.taps_data(forged, card["message_id"])
    await town.advance(seconds=4)
    await an.expects_nothing()
    await an.sees("Zoutwerf 5")
    assert "1 of 5" not in tom.transcript()  # nor does the card tell any more how it goes on
    els.forget()


async def test_a_place_that_came_free_is_told_to_whoever_may_lead(town: Town) -> None:
    tom, els = await town.requester("Tom", "en"), await town.coordinator("Els", "en")
    jan, an = await town.coordinator("Jan", "en"), await town.volunteer("An", language="en")
    await launched(tom, els, number=1)
    await an.taps("I'm coming")
    await an.sees("You are coming")
    jan.forget()
    els.forget()
    await revoke(town, els)
    await els.expects("no longer coordinator")
    await an.taps("I can't come after all")
    await jan.expects("A place came free, and the reserve list is empty", "0 of 1")
    await els.expects_nothing()


async def test_who_takes_over_after_a_former_coordinator_is_in_charge(town: Town) -> None:
    tom, els = await town.requester("Tom", "en"), await town.coordinator("Els", "en")
    jan, an = await town.coordinator("Jan", "en"), await town.volunteer("An", language="en")
    await launched(tom, els)
    await revoke(town, els)
    await els.expects("no longer coordinator")
    an.forget()
    await asks(tom, "Serve soup")
    await jan.taps("Take over")
    await jan.taps("Start with Mechelen")
    await jan.sees("Serve soup", "In charge: Jan")
    for phone in (jan, tom, an):
        phone.forget()


async def test_who_comes_back_to_the_chat_has_the_menu_of_today(town: Town) -> None:
    els = await town.coordinator("Els", "en")
    els.block()
    await town.settle()
    await revoke(town, els)
    await town.settle()
    assert "callout" in els.commands()
    els.unblock()
    await town.settle()
    assert "callout" not in els.commands()
