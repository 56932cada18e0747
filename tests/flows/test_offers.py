"""Who has waited on the reserve list for a while is asked whether they still come; the place waits for a while."""

from __future__ import annotations

from tests.flows.requests import launched
from tests.harness.town import Town


async def test_a_place_is_offered_down_the_list(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo, cas, dirk = [await town.volunteer(name, language="en") for name in ("An", "Bo", "Cas", "Dirk")]
    await launched(tom, els, number=1)
    await an.taps("I'm coming")
    for phone in (bo, cas, dirk):
        await phone.expects("newer message below")
        await phone.expects("enough people")
        await phone.taps("Put me on the reserve list")
        await town.advance(seconds=4)
    await town.advance(minutes=31)
    await an.taps("I can't come after all")
    await bo.expects("A place came free", "The place is yours until", "20:45", "[✅ I'm coming] [I can't")
    await town.advance(seconds=4)
    await els.sees("0 of 1", "1 place waits for an answer of the reserve list", "3 on the reserve list")
    await an.taps("I can come after all")  # the place is held: she is the last now
    await an.sees("taken or kept for others", "number 4 on the reserve list")
    await bo.taps("I can't come after all")
    await bo.sees("can't come this time")
    await cas.expects("A place came free", "20:45")
    await town.advance(minutes=10)
    await cas.expects("you didn't answer in time", "gone to the next", "[I can still come] [I can't come after all]")
    await dirk.expects("A place came free")
    await town.restart()
    await dirk.taps("I'm coming")
    await dirk.sees("You are coming", "number 1 of 1")
    await town.advance(seconds=4)
    await els.sees("1 of 1 is coming")
    await cas.taps("I can still come")
    await cas.sees("number 2 on the reserve list")
    await dirk.taps("I can't come after all")
    await an.expects("you are called up")  # she answered a quarter of an hour ago
    els.forget()


async def test_an_offer_ends_with_the_call_out(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", language="en")
    await launched(tom, els, number=1)
    await an.taps("I'm coming")
    await bo.expects("newer message below")
    await bo.expects("enough people")
    await bo.taps("Put me on the reserve list")
    await town.advance(minutes=31)
    await an.taps("I can't come after all")
    offer = await bo.expects("A place came free")
    await els.taps("Close")
    await els.taps("Close this call-out")
    await els.taps("Yes, close it")
    await bo.expects("You are no longer needed")
    await bo.taps_data(offer["buttons"][0][0]["callback_data"], offer["message_id"])
    await town.advance(minutes=11)
    for phone in (els, tom, an):
        phone.forget()
