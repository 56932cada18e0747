"""A role that was taken back counts no longer, not even behind a button that stands on the phone."""

from __future__ import annotations

from services import roles
from services.authority import grants_of
from services.roles import Revoked
from tests.flows.requests import asks
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
