"""Nobody is forgotten beside a free place, and nobody reads what isn't so."""

from __future__ import annotations

import asyncio

from sqlalchemy import func, select

from models.outbox import OutboxRow
from tests.flows.requests import asks, launched
from tests.harness.phones import Phone
from tests.harness.town import Town


async def outbox_is_empty(town: Town) -> None:
    """Waits in real time for what Telegram asked to hold back."""
    due = select(func.count()).select_from(OutboxRow).where(OutboxRow.due_at <= town.clock.now())
    async with asyncio.timeout(20):
        while True:
            await town.settle()
            async with town.database.reading() as db:
                if not await db.scalar(due):
                    return
            await asyncio.sleep(0.02)


async def test_who_was_not_told_because_a_place_came_free_is_told_when_it_is_filled_again(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo, cas = [await town.volunteer(name, language="en") for name in ("An", "Bo", "Cas")]
    await launched(tom, els, number=1)
    await bo.expects("person needed")
    await cas.expects("person needed")
    town.playground.faults({"method": "sendMessage", "chat_id": cas.id, "fault": "retry_after", "value": 1})
    await an.taps("I'm coming")
    await bo.expects("enough people")
    await an.taps("I can't come after all")
    await outbox_is_empty(town)
    await cas.expects_nothing()  # somebody is needed again
    await bo.taps("Put me on the reserve list")
    await bo.sees("You are coming")
    await cas.expects("enough people")
    await bo.taps("I can't come after all")
    await an.taps("I can come after all")
    await an.sees("You are coming")
    await cas.expects_nothing()  # once is enough
    els.forget()


async def two_at_once(town: Town) -> tuple[Phone, Phone, Phone]:
    """A call-out for sandbags that An fills, with Bo on its reserve list, and one for soup to which Bo comes."""
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", language="en")
    await launched(tom, els, number=1)
    await asks(tom, "Serve soup", number=1)
    await els.taps("Take over")
    await els.taps("Start with Mechelen", on="Serve soup")
    await bo.taps("I'm coming", on="Serve soup")
    await an.taps("I'm coming", on="Fill sandbags")
    await bo.sees("There are enough people", "Fill sandbags")
    await bo.taps("Put me on the reserve list")
    await bo.sees("The only place is taken", "number 1 on the reserve list", "Nov 20:")
    await town.advance(seconds=4)
    for phone in (els, tom, an, bo):
        phone.forget()
    return els, an, bo


async def test_who_is_no_longer_busy_elsewhere_moves_up(town: Town) -> None:
    els, an, bo = await two_at_once(town)
    await an.taps("I can't come after all")
    await els.expects("A place came free, and nobody on the reserve list can come now", "0 of 1")
    await bo.sees("number 1 on the reserve list", "A place is free, but you are coming somewhere else at that time")
    await bo.taps("I can't come after all", on="Thank you, Bo")
    await els.expects("A place came free, and the reserve list is empty", "Serve soup")
    await town.advance(seconds=1)
    await bo.expects("A place came free: you are called up", "Zoutwerf 5")
    await town.advance(seconds=4)
    await els.sees("Fill sandbags", "1 of 1 is coming")


async def test_who_is_wanted_in_two_places_may_choose(town: Town) -> None:
    els, an, bo = await two_at_once(town)
    await an.taps("I can't come after all")
    await els.expects("A place came free")
    await bo.taps("I'd rather come here")
    await bo.sees("At that time you are already coming to:", "• Serve soup · Mechelen · today", "to: Fill sandbags?")
    await bo.taps("Switch: I come here")
    await bo.sees("You are coming", "Fill sandbags")
    await els.expects("A place came free, and the reserve list is empty", "Serve soup")
    await bo.expects_nothing()


async def test_who_comes_back_to_the_chat_moves_up(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", language="en")
    await launched(tom, els, number=1)
    await an.taps("I'm coming")
    await bo.sees("enough people")
    await bo.taps("Put me on the reserve list")
    for phone in (an, bo):
        phone.forget()
    bo.block()
    await town.settle()
    await an.taps("I can't come after all")
    await els.expects("A place came free, and nobody on the reserve list can come now")
    bo.unblock()
    await town.advance(seconds=1)
    await bo.expects("A place came free: you are called up")
    await town.advance(seconds=4)
