"""A call-out that can wait asks a few, then more: never more than it needs, and nobody twice."""

from __future__ import annotations

from tests.flows.requests import asks
from tests.harness.phones import Phone
from tests.harness.town import Town


async def planned(town: Town, people: int, number: int) -> tuple[Phone, Phone, list[Phone]]:
    """A call-out for the day after tomorrow that is out, seen by its coordinator and its requester."""
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    corps = [await town.volunteer(f"Member {each}", language="en") for each in range(people)]
    await asks(tom, number=number, when="26/11 10:00")
    await els.taps("Take over")
    await els.sees(f"{people} are free", f"First 5 of the {people} are asked, the rest only if needed")
    await els.taps("Start with Mechelen")
    els.forget()
    tom.forget()
    return els, tom, corps


def asked(corps: list[Phone]) -> list[Phone]:
    """Those whose phone has rung since, each once."""
    rung = [phone for phone in corps if phone.unread()]
    for phone in rung:
        assert ["needed in Mechelen" in message["text"] for message in phone.unread()] == [True]
        phone.forget()
    return rung


async def test_waves_until_it_is_full(town: Town) -> None:
    els, _tom, corps = await planned(town, people=14, number=2)
    first = asked(corps)
    assert len(first) == 5
    await els.sees(
        "Wave 1 is out · the next tomorrow (Wed 25 Nov) 09:00, if needed", "5 haven't answered", "Ask everybody now"
    )
    for phone in first[:3]:
        await phone.taps("I can't")
    await town.advance(seconds=5)
    assert not asked(corps)  # two may still come
    await first[3].taps("I can't")
    await town.advance(seconds=5)  # it can't be filled any more: the second wave goes out, one less for who is silent
    second = asked(corps)
    assert len(second) == 4
    assert not set(second) & set(first)
    await els.sees("Wave 2 is out")
    await town.restart()
    await town.advance(hours=13)  # nobody answers until the morning
    third = asked(corps)
    assert len(third) == 5
    assert not set(third) & {*first, *second}
    await third[0].taps("I'm coming")
    await third[1].taps("I'm coming")
    await town.advance(hours=6)
    for phone in corps:
        phone.forget()  # "enough people"
    await els.sees("2 of 2 are coming")
    assert not any("asked" in message["text"] for message in els.unread())
    els.forget()


async def test_when_everybody_has_been_asked_the_coordinator_hears_it_once(town: Town) -> None:
    els, _tom, corps = await planned(town, people=8, number=2)
    first = asked(corps)
    await els.taps("Ask everybody now")
    await els.expects("haven't been asked yet", "3 people fit and are free")
    await els.taps("Ask the 3 people not asked yet")
    rest = asked(corps)
    assert len(rest) == 3
    assert not set(rest) & set(first)
    els.forget()
    await town.advance(hours=14)
    await els.expects("isn't filling", "0 of 2", "Nobody is left to call")
    await town.advance(hours=14)
    await els.expects_nothing()
    await rest[0].taps("I'm coming")
    await rest[0].taps("I can't come after all")
    await town.advance(hours=1)
    for phone in (els, *corps):
        phone.forget()  # who is silent was reminded once, halfway
