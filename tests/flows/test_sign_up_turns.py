"""Back, out, later, in another language, and twice: what people do halfway through a form."""

from __future__ import annotations

import pytest

from models.conversations import Conversation
from tests.flows.sign_up_steps import rows, to_birth_date, to_phone, to_skills, to_summary
from tests.harness.town import GENT, Town


async def test_each_line_of_the_summary_can_be_changed(town: Town) -> None:
    await town.corps()
    await town.corps(GENT)
    nadia = town.stranger("Nadia Peeters", "en")
    await to_summary(nadia)
    await nadia.taps("✏️ Name")
    await nadia.says("Nadia Maes")
    await nadia.expects("Is this right?", "Nadia Maes")
    await nadia.taps("✏️ Municipality")
    await nadia.expects("Which municipality")
    await nadia.says("halle")
    await nadia.expects("👍")
    await nadia.expects("Which one")
    await nadia.taps("Halle (Zoersel)")
    await nadia.sees("Zoersel has no volunteer corps yet")
    await nadia.taps("Join Gent")
    await nadia.sees("Is this right?", "Zoersel", "Gent")
    await nadia.taps("✏️ Times")
    await nadia.taps("Let me choose")
    await nadia.taps("All")  # everything was ticked
    await nadia.taps("Done")
    await nadia.sees("no fixed times")
    await nadia.taps("✏️ Good at")
    await nadia.taps("Back")
    await nadia.sees("Is this right?")
    await nadia.taps("sign me up")
    await nadia.sees("You are now in the corps of Gent")


async def test_back_and_stop_by_button_and_by_key(town: Town) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await to_phone(nadia)
    await nadia.says("⬅️ Back")
    await nadia.expects("👍")
    await nadia.expects("What is your name?")
    await nadia.taps("Back")
    await nadia.sees("When were you born?")
    await nadia.says("1/1/1990")
    await nadia.expects("What is your name?")
    await nadia.says("An")
    await nadia.expects("phone")
    await nadia.says("✖️ Stop")
    await nadia.expects("kept nothing")
    assert await rows(town, Conversation) == 0


@pytest.mark.parametrize("command", ["/cancel", "/annuleren"])
async def test_cancel(town: Town, command: str) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await to_birth_date(nadia)
    await nadia.says(command)
    await nadia.expects("Stopped", "kept nothing")
    await nadia.says(command)
    await nadia.expects("nothing to stop")
    assert await rows(town, Conversation) == 0


async def test_start_resumes_after_a_restart(town: Town) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await to_phone(nadia)
    await town.restart()
    await nadia.says("/start")
    await nadia.expects("Where were we?", "What is your phone number?")
    await nadia.says("/nonsense")
    await nadia.expects("don't know that command")
    await nadia.says("/help")
    await nadia.expects("112")
    await nadia.says("0470123456")
    await nadia.expects("Which municipality")


async def test_another_language_in_mid_form(town: Town) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await to_phone(nadia)
    await nadia.says("/taal")
    await nadia.expects("Nederlands")
    await nadia.taps("Nederlands")
    await nadia.sees("Je privacy")
    await nadia.taps("Verder")
    await nadia.expects("Wat is je telefoonnummer?")
    await nadia.says("0470123456")
    await nadia.expects("In welke gemeente")


async def test_two_quick_taps_and_an_old_button(town: Town) -> None:
    await town.corps()
    nadia = town.stranger("Nadia Peeters", "en")
    await to_skills(nadia)
    card = await nadia.sees("What are you good at?")
    await nadia.taps_data("f:signup:skills:done", card["message_id"])
    answer = await nadia.taps_data("f:signup:skills:done", card["message_id"])
    assert "answered this already" in answer
    await nadia.expects("When can you usually help?")
    await nadia.says("always")
    await nadia.expects("tap one of the buttons", "Always")
    await nadia.taps("Always")
    await nadia.taps("Yes")
    await nadia.taps("Skip")
    await nadia.taps("I have read this")
    card = await nadia.sees("Is this right?")
    await nadia.taps_data("f:signup:summary:confirm", card["message_id"])
    assert "no longer open" in await nadia.taps_data("f:signup:summary:confirm", card["message_id"])
    await nadia.sees("You are now in the corps")
