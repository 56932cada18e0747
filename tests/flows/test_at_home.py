"""What is always there for somebody whom the bot knows."""

from __future__ import annotations

from tests.flows.requests import launched
from tests.harness.town import GENT, Town


async def test_a_member_at_home(town: Town) -> None:
    await town.corps(GENT)
    nadia = await town.volunteer("Nadia Peeters", language="en")
    await nadia.says("/start")
    await nadia.expects("You are ready, Nadia", "Mechelen", "/help")
    await nadia.says("/start gent")
    await nadia.expects("You are in the corps of Mechelen", "Gent", "Move to the corps of Gent")
    await nadia.says("/start rubbish")
    await nadia.expects("don't know this link", "You are ready")
    await nadia.says("/hulp")
    await nadia.expects("As a volunteer", "112", "/pause", "holiday until 15 August")
    await nadia.says("hello?")
    await nadia.expects("don't understand", "112", "Nobody reads along", "My profile")
    await nadia.sends({"voice": {}})
    await nadia.expects("can't use a voice message", "112", "My profile")
    await nadia.taps("What can I do here?")
    await nadia.sees("As a volunteer")
    await nadia.says("/language")
    await nadia.expects("Which language")
    await nadia.taps("Nederlands")
    await nadia.sees("Nederlands met je")
    assert "hulp" in nadia.commands()
    home = await nadia.sees("Nederlands met je")
    assert "werkt niet meer" in await nadia.taps_data("made:up", home["message_id"])


async def test_start_shows_what_one_is_called_out_for(town: Town) -> None:
    """On the way, or woken up: that is what somebody looks for who asks where they stand."""
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo = await town.volunteer("An", language="en"), await town.volunteer("Bo", language="en")
    await launched(tom, els)
    await bo.expects("Urgent: 5 people needed")
    await an.taps("I'm coming")
    for phone in (els, tom, an):
        phone.forget()
    await an.says("/start")
    await an.expects("You are coming", "Zoutwerf 5", "[I can't come after all]")
    home = await an.expects("Your call-out is above, An", "/profile")
    assert "don't have to do anything" not in home["text"]
    await bo.says("/start")
    await bo.expects("Urgent: 5 people needed", "[✅ I'm coming]")
    await bo.expects("Your call-out is above, Bo")
    await bo.taps("I can't")
    bo.forget()
    await bo.says("/start")
    await bo.expects("You are ready, Bo")


async def test_whoever_is_never_called_is_told(town: Town) -> None:
    nadia = await town.volunteer("Nadia", language="en", availability=0, call_always=False)
    await nadia.says("/start")
    home = await nadia.expects("you get no call-outs")
    assert "You are ready" not in home["text"]
    await nadia.says("/profile")
    await nadia.expects("Times: no fixed times", "you get no call-outs")
    await nadia.taps("If urgent")
    await nadia.taps("Yes, call me always")
    profile = await nadia.sees("If urgent: call me always")
    assert "no call-outs" not in profile["text"]


async def test_blocking_is_noted(town: Town) -> None:
    nadia = await town.volunteer("Nadia", language="en")
    nadia.block()
    await town.settle()
    blocked = await town.person(nadia)
    assert blocked
    assert not blocked.reachable
    nadia.unblock()
    await town.settle()
    back = await town.person(nadia)
    assert back
    assert back.reachable


async def test_menus(town: Town) -> None:
    nadia = town.stranger("Nadia", "en")
    await town.settle()
    assert nadia.commands() == ["start", "help", "language", "privacy", "cancel"]
    els = await town.coordinator("Els", "nl")
    assert {"hulpvraag", "oproep", "bord", "toewijzen", "opschalen", "sluiten"} < set(els.commands())
    tom = await town.requester("Tom", "en")
    assert "request" in tom.commands()
    assert "callout" not in tom.commands()


async def test_commands_in_capitals(town: Town) -> None:
    nadia = town.stranger("Nadia", "en")
    await nadia.says("/START")
    await nadia.expects("112")
    await nadia.says("/Help")
    await nadia.expects("112")
    els = await town.coordinator("Els", "en")
    await els.says("/HULP")
    await els.expects("/callout")
    await els.says("/Board")
    await els.expects("no call-out")
    await els.says("/Hulpvraag")
    await els.expects("Who called?")
    await els.says("/CANCEL")
    await els.expects("Stopped")
