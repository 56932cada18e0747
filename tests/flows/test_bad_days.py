"""Days on which everything happens at once: two coordinators, a phone that dies, a clock that jumps.

What else a bad day brings stands elsewhere: a restart in the middle of the waves in test_waves, a process that is
killed in tests/program/test_kills.py, hundreds of answers in tests/services/test_bad_days.py, and four processes on one
database in tests/program/test_bad_days.py.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

from tests.flows.requests import asks, launched, taken_over
from tests.flows.test_waves import asked, planned
from tests.harness.phones import Phone
from tests.harness.town import BONHEIDEN, Town


async def clock_jumps(town: Town, **by: float) -> None:
    """In one go, as when a machine wakes up or its clock is set: some ticks follow, of which one must be enough."""
    await town.settle()
    town.clock.moment += timedelta(**by)
    for _ in range(3):
        await town.app.timers.tick()
        await town.settle()


def texts(phone: Phone, part: str) -> int:
    return sum(part in message["text"] for message in phone.unread())


async def test_the_clock_jumps_three_hours_while_a_wave_and_a_page_are_due(town: Town) -> None:
    els, tom, corps = await planned(town, people=14, number=2)
    first = asked(corps)
    await town.advance(hours=11.5)
    await asks(tom, "Serve soup", number=1)
    for phone in (els, tom):
        phone.forget()
    await clock_jumps(town, hours=3)
    second = asked(corps)  # each once
    assert (len(second), set(second) & set(first)) == (5, set())
    assert (texts(els, "Serve soup"), texts(tom, "Nobody has taken")) == (1, 1)  # not one for each missed minute
    els.forget()
    tom.forget()
    await els.taps("Take over", on="Serve soup")
    await els.sees("ready to start", "Serve soup")
    await tom.sees("took your request over")
    tom.forget()
    await clock_jumps(town, hours=48)  # past the end: what is over needs nobody more
    assert not asked([phone for phone in corps if phone not in first + second])
    for phone in (els, tom, *corps):
        phone.forget()


async def test_the_clock_jumps_while_a_place_is_offered_and_is_put_back(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo, cas = [await town.volunteer(name, language="en") for name in ("An", "Bo", "Cas")]
    await launched(tom, els, number=1)
    await an.taps("I'm coming")
    for phone in (bo, cas):
        await phone.taps("Put me on the reserve list")
    await town.advance(minutes=40)
    await an.taps("I can't come after all")
    await bo.sees("A place came free")
    for phone in (els, tom, an, bo, cas):
        phone.forget()
    await clock_jumps(town, hours=2)
    assert len(bo.unread()) == 1  # the place waited long enough, so it is Cas's turn
    assert len(cas.unread()) == 1
    await cas.sees("A place came free")
    for phone in (els, bo, cas):
        phone.forget()
    await clock_jumps(town, hours=-1)
    for phone in (els, tom, an, bo, cas):
        await phone.expects_nothing()
    await cas.taps("I'm coming")
    await cas.sees("You are coming")
    await town.advance(seconds=4)
    await els.sees("1 of 1 is coming")  # the board doesn't wait until it is as late again
    await town.advance(hours=2)
    for phone in (tom, an, bo, cas):
        await phone.expects_nothing()
    els.forget()


async def test_a_phone_dies_between_preview_and_launch(town: Town) -> None:
    els, jan = await town.coordinator("Els", "en"), await town.coordinator("Jan", "en")
    tom, an = await town.requester("Tom", "en"), await town.volunteer("An", language="en")
    await taken_over(tom, els)
    preview = await els.sees("Start with Mechelen")
    start = preview["buttons"][0][0]["callback_data"]
    await town.advance(minutes=26)  # reminded, and then it is anybody's
    jan.forget()
    await an.expects_nothing()
    await jan.taps("Take over")
    await jan.taps("Start with Mechelen")
    await an.expects("people needed")
    await jan.sees("0 of 5", "In charge: Jan")
    tom.forget()
    els.forget()
    assert "started already" in await els.taps_data(start, preview["message_id"])
    await els.sees("0 of 5", "In charge: Jan")
    await an.expects_nothing()
    jan.forget()


async def test_two_coordinators_tap_at_once(town: Town) -> None:
    els, jan = await town.coordinator("Els", "en"), await town.coordinator("Jan", "en")
    tom, an = await town.requester("Tom", "en"), await town.volunteer("An", language="en")
    bo = await town.volunteer("Bo", BONHEIDEN, "en")
    await taken_over(tom, els)
    jan.forget()
    await jan.says("/callout")
    await asyncio.gather(els.taps("Start with Mechelen"), jan.taps("Start with Mechelen"))
    await an.expects("people needed")
    for phone in (els, jan):
        await phone.sees("0 of 5", "In charge: Els")
        await phone.says("/escalate")
    await asyncio.gather(els.taps("Call out ring 1"), jan.taps("Call out ring 1"))
    await bo.expects("people needed in Mechelen")
    for phone in (els, jan):
        await phone.says("/close")
        await phone.taps("Close this call-out")
    await asyncio.gather(els.taps("Yes, close it"), jan.taps("Yes, close it"))
    for phone in (an, bo):
        await phone.expects("No longer needed")
    await town.advance(seconds=4)
    for phone in (els, jan):
        await phone.sees("Who came", "Closed today")
    for phone in (els, jan, tom):
        phone.forget()
