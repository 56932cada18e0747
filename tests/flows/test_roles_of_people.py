"""A request for some people with a skill among others: asked by taps, filled apart, and told to everybody."""

from __future__ import annotations

from services.rules.skills import SkillCode, to_bits
from tests.flows.requests import taken_over
from tests.harness.town import Town

DRIVER, AID = to_bits([SkillCode.DRIVER_C]), to_bits([SkillCode.FIRST_AID])


async def test_one_driver_among_two(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo = [await town.volunteer(name, language="en") for name in ("An", "Bo")]
    cas = await town.volunteer("Cas", language="en", skill_bits=DRIVER | AID)
    dirk = await town.volunteer("Dirk", language="en", skill_bits=DRIVER)
    await taken_over(tom, els, number=2)
    await els.taps("Complete or adjust")
    await els.taps("Roles")
    await els.sees("Do some of them need a skill?", "2 people in all")
    await els.taps("Driving")
    await els.taps("Driver: lorry (C)")
    await els.sees("how many people at least?")
    await els.taps("1")
    await els.sees("Among them: 1 × Driver: lorry (C)")
    await els.taps("Done")
    await els.taps("Done")
    await els.sees("Among them: 1 × Driver: lorry (C)", "Free for the roles: Driver: lorry (C) 2")
    await els.taps("Start with Mechelen")
    await els.sees("Driver: lorry (C) 0/1")
    for phone in (an, bo, cas, dirk):
        await phone.expects("2 people needed", "Among them: 1 × Driver: lorry (C)")
    await an.taps("I'm coming")
    assert "You come as" not in (await an.sees("You are coming"))["text"]
    await bo.taps("I'm coming")
    await bo.sees("No place that fits you is free now", "number 1 on the reserve list")
    await town.advance(seconds=4)
    await els.sees("1 of 2", "Driver: lorry (C) 0/1", "1 on the reserve list")
    await cas.taps("I'm coming")
    await cas.sees("You come as: Driver: lorry (C)")
    await dirk.expects("enough people")
    await dirk.taps("Put me on the reserve list")
    await town.advance(seconds=4)
    await els.sees("2 of 2", "Driver: lorry (C) 1/1")
    await cas.taps("I can't come after all")
    await dirk.expects("you are called up", "You come as: Driver: lorry (C)")  # Bo is before him, but drives no lorry
    await an.taps("I can't come after all")
    await bo.expects("you are called up")
    tom.forget()
    els.forget()
