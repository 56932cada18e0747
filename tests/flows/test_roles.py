"""What a role brings, and what it doesn't: pages only where one is reached, and nothing beyond its area."""

from __future__ import annotations

from models.roles import Role
from services.invites import Area
from tests.flows.requests import asks
from tests.harness.phones import Phone
from tests.harness.town import Town


async def blocks(town: Town, phone: Phone) -> None:
    """They block the bot, and the bot has noticed."""
    phone.block()
    async with town.database.transaction() as db:
        person = await town.person(phone)
        assert person
        (await db.merge(person)).reachable = False


async def test_only_coordinators_whom_a_message_reaches_are_counted_and_paged(town: Town) -> None:
    els, jan = await town.coordinator("Els", "en"), await town.coordinator("Jan", "en")
    tom = await town.requester("Tom", "en")
    await blocks(town, jan)
    await asks(tom)
    await tom.sees("Your request is out, to 1 coordinator.")
    await els.expects("Take over")
    await els.taps("Not for us")
    await els.sees("left the request")
    await town.advance(minutes=3)
    await els.expects("Take over")  # nobody else is left
    await tom.expects("Nobody has taken")


async def test_with_none_reachable_the_requester_gets_the_duty_phone_at_once(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    await blocks(town, els)
    await asks(tom)
    await tom.sees("No coordinator can be alerted", "+32 15 99 00 00")
    els.unblock()
    async with town.database.transaction() as db:
        person = await town.person(els)
        assert person
        (await db.merge(person)).reachable = True
    await town.advance(minutes=3)
    await els.expects("Take over")
    await tom.expects("Nobody has taken")


async def test_a_role_for_all_of_flanders_ends_at_its_border(town: Town) -> None:
    tom = await town.requester("Tom", "en", Area())
    await town.coordinator("Els", "en", Area())
    await tom.says("/request")
    await tom.expects("For which municipality?")
    await tom.says("Namen")
    await tom.expects("You have no role in")
    await tom.says("Gent")
    await tom.expects("What is needed?")


async def test_administrators_are_promised_nothing_that_does_not_happen(town: Town) -> None:
    mia = await town.staff("Mia", Role.ADMINISTRATOR, Area(), "en")
    await mia.says("/help")
    card = await mia.expects("As an administrator you found corps", "/corps", "/team")
    assert "you get a help request" not in card["text"]
