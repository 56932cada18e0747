"""Whoever was never asked can still be: taken back when it was full, or a member only since the launch."""

from __future__ import annotations

from tests.flows.requests import launched
from tests.harness.phones import Phone
from tests.harness.town import BONHEIDEN, Town


async def running(town: Town, number: int = 5) -> tuple[Phone, Phone, Phone]:
    """A call-out that reached one person."""
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an = await town.volunteer("An", language="en")
    await launched(tom, els, number)
    await an.expects("people needed" if number > 1 else "person needed")
    return els, tom, an


async def test_who_signed_up_after_the_launch_is_asked_before_the_neighbours(town: Town) -> None:
    els, _tom, _an = await running(town)
    bo, cas = await town.volunteer("Bo", language="en"), await town.volunteer("Cas", language="en")
    far = await town.volunteer("Far", BONHEIDEN, "en")
    await els.taps("Escalate")
    card = await els.expects("called corps who haven't been asked yet", "2 people fit and are free", "Mechelen 2")
    await els.taps("Ask the 2 people not asked yet")
    await els.sees("2 more people are called out")
    await bo.expects("people needed")
    await cas.expects("people needed")
    await far.expects_nothing()
    await els.taps_data(card["buttons"][0][0]["callback_data"], card["message_id"])
    await els.sees("Next: ring 1", "Bonheiden 1")
    await els.taps("Call out ring 1")
    await far.expects("people needed")
    await town.advance(seconds=4)
    await els.sees("4 haven't answered")


async def test_a_ring_that_was_called_comes_again_with_its_rest(town: Town) -> None:
    els, _tom, _an = await running(town)
    bo = await town.volunteer("Bo", BONHEIDEN, "en")
    await els.taps("Escalate")
    await els.expects("Next: ring 1")
    await els.taps("Call out ring 1")
    await bo.expects("people needed")
    cas = await town.volunteer("Cas", BONHEIDEN, "en")
    await els.says("/escalate")
    await els.sees("1 person fits and is free", "Bonheiden 1")
    await els.taps("Ask the 1 person not asked yet")
    await cas.expects("people needed")
    await els.says("/escalate")
    await els.sees("Every corps that there is has been called out")
    els.forget()


async def test_the_ring_that_was_confirmed_is_called_though_somebody_signed_up_meanwhile(town: Town) -> None:
    els, _tom, _an = await running(town)
    far = await town.volunteer("Far", BONHEIDEN, "en")
    await els.taps("Escalate")
    await els.expects("Next: ring 1")
    bo = await town.volunteer("Bo", language="en")
    await els.taps("Call out ring 1")
    await els.sees("Ring 1: 1 person is called out")
    await far.expects("people needed")
    await bo.expects_nothing()


async def test_whose_invitation_was_taken_back_is_asked_when_a_place_comes_free(town: Town) -> None:
    els, _tom, an = await running(town, number=1)
    bo = await town.volunteer("Bo", language="en")
    await an.taps("I'm coming")
    await an.sees("You are coming")
    await an.taps("I can't come after all")
    await an.sees("You can't come this time")
    await els.sees("A place came free")
    await els.taps("Escalate", on="A place came free")
    await els.sees("1 person fits and is free")
    await els.taps("Ask the 1 person not asked yet")
    await bo.expects("1 person needed")
    els.forget()


async def test_a_full_or_closed_call_out_asks_nobody_more(town: Town) -> None:
    els, _tom, an = await running(town, number=1)
    bo = await town.volunteer("Bo", language="en")
    await els.taps("Escalate")
    await els.expects("1 person fits and is free")
    await an.taps("I'm coming")
    await an.sees("You are coming")
    await els.taps("Ask the 1 person not asked yet")
    await els.sees("The only place is taken")
    await bo.expects_nothing()
    await town.advance(seconds=4)
