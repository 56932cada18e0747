"""What people do halfway through any form: something else, later, the wrong thing, twice; nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from models.conversations import Conversation
from tests.flows.requests import launched
from tests.flows.sign_up_steps import rows, to_birth_date, to_phone, to_summary
from tests.harness.town import Town

ODD: list[tuple[dict[str, Any], str]] = [
    ({"photo": {"caption": "my passport"}}, "a photo"),
    ({"video": {}}, "a video"),
    ({"voice": {}}, "a voice message"),
    ({"sticker": {}}, "a sticker"),
    ({"document": {}}, "a file"),
    ({"poll": {}}, "a poll"),
]


async def test_the_wrong_kind_of_answer_gets_a_helpful_one(town: Town) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await to_birth_date(nadia)
    for wish, kind in ODD:
        await nadia.sends(wish)
        await nadia.expects(f"I can't use {kind} here", "31/12/1998", "Stop")
    await nadia.shares_contact()
    await nadia.expects("31/12/1998")
    await nadia.says("31/12/1998 " + "x" * 4_000)  # Telegram sends a long text in pieces
    await nadia.expects("31/12/1998")
    await nadia.says("31/12/1998")
    await nadia.expects("What is your name?")


async def test_hours_later_one_is_told_where_one_was(town: Town) -> None:
    await town.corps()
    nadia = town.stranger("Nadia Peeters", "en")
    await to_birth_date(nadia)
    await town.advance(hours=5)
    await town.restart()
    await nadia.says("hello?")  # no date: the question stands, with what was meant
    await nadia.expects("Where were we?", "your registration", "When were you born?", "don't recognise")
    await nadia.says("hm")  # just now, so without a welcome
    message = await nadia.expects("don't recognise")
    assert "Where were we" not in message["text"]
    await town.advance(hours=5)
    await nadia.says("17/5/1990")  # the answer counts
    await nadia.expects("Where were we?", "What is your name?")
    await town.advance(days=2)
    await nadia.taps("I'm called Nadia Peeters")
    await nadia.expects("Where were we?", "What is your phone number?")
    await nadia.shares_contact()
    message = await nadia.expects("Which municipality")
    assert "Where were we" not in message["text"]


async def test_commands_in_mid_form_lead_back_to_the_question(town: Town) -> None:
    nadia = town.stranger("Nadia Peeters", "en")
    await to_phone(nadia)
    for command, answer in (("/help", "112"), ("/profile", "know nothing"), ("/active", "Only volunteers"),
                            ("/board", "Only coordinators"), ("/nonsense", "don't know that command")):  # fmt: skip
        await nadia.says(command)
        await nadia.expects(answer, "Go on: your registration")
    await nadia.taps("Go on: your registration")
    await nadia.expects("Where were we?", "What is your phone number?")
    await nadia.says("0470 12 34 56")
    await nadia.expects("Which municipality")


async def test_a_form_that_gives_way_to_another_goes_on_after_it(town: Town) -> None:
    """Halfway through their profile a requester asks for help: that comes first, and the profile is not lost."""
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    await tom.says("/profile")
    await tom.taps("Name")
    await tom.sees("What is your name?")
    await tom.says("/hulpvraag")
    await tom.sees("What is needed?")
    await tom.says("Fill sandbags")
    await tom.sees("Where?")
    await tom.says("/profile")
    await tom.expects("Tap what you want to change", "Go on: your help request “Fill sandbags”")
    await tom.taps("Phone")  # the profile is the open form again, with another question
    await tom.sees("What is your phone number?")
    await tom.says("/request")  # and the request is taken up where it was
    await tom.sees("Where were we?", "your help request “Fill sandbags”", "Where?")
    tom.forget()
    await tom.says("Zoutwerf 5")
    await tom.expects("Zoutwerf 5")
    await tom.taps("5")
    await tom.taps("Now")
    await tom.sees("Your request is out")
    await tom.sees("You were filling in: your profile", "Go on: your profile")
    assert await rows(town, Conversation) == 1
    await tom.says("/request")
    await tom.sees("What is needed?")
    await tom.says("/cancel")
    await tom.expects("No request went out", "Go on: your profile")
    await tom.taps("Go on: your profile")
    await tom.sees("Where were we?", "What is your phone number?")
    await tom.says("✖️ Stop")
    await tom.sees("Nothing was changed")
    assert await rows(town, Conversation) == 0
    tom.forget()
    els.forget()


async def test_the_question_of_a_form_that_waits_can_still_be_tapped(town: Town) -> None:
    nadia = await town.volunteer("Nadia", language="en")
    await nadia.says("/pause")
    await nadia.expects("How long")
    await nadia.says("/profile")
    await nadia.taps("Name", on="Tap what you want")
    await nadia.sees("What is your name?")
    await nadia.taps("1 week")
    await nadia.sees("On a pause until 1 December 2026")
    await nadia.sees("Go on: your profile")
    nadia.forget()


async def test_a_form_that_this_version_does_not_know_lets_go(town: Town) -> None:
    nadia = await town.volunteer("Nadia", language="en")
    for gone in ({"step": "gone"}, {"form": "gone"}, {"draft": {"skill_bits": "many"}}):
        await nadia.says("/profile")
        await nadia.taps("Good at", on="Tap what you want")
        await nadia.sees("What are you good at?")
        nadia.forget()
        async with town.database.transaction() as db:
            await db.execute(update(Conversation).values(**gone))
        await nadia.says("hello?")
        await nadia.expects("no longer open", "/start")
        assert await rows(town, Conversation) == 0


async def test_a_reply_to_a_call_out_in_mid_form_changes_nothing_of_it(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    nadia = await town.volunteer("Nadia", language="en")
    await nadia.says("/profile")
    await nadia.taps("Name")
    await launched(tom, els)
    await nadia.taps("I'm coming")
    await nadia.sees("You are coming")
    await nadia.says("Nadia Maes")
    await nadia.sees("Nadia Maes", "I have noted that")
    nadia.forget()
    els.forget()


async def test_another_language_in_mid_form_is_spoken_at_once(town: Town) -> None:
    nadia = await town.volunteer("Nadia", language="en")
    await nadia.says("/profile")
    await nadia.taps("Chat language")
    await nadia.taps("Nederlands")
    await nadia.sees("Nederlands met je")
    await nadia.says("/profiel")
    await nadia.taps("Naam")
    await nadia.says("/taal")
    await nadia.taps("Français")
    await nadia.sees("français", "Continuer")
    await nadia.taps("Continuer")
    await nadia.sees("Où en étions-nous", "Comment t’appelles-tu")
    nadia.forget()


@pytest.mark.parametrize("taps", [2, 3])
async def test_quick_taps_do_no_harm(town: Town, taps: int) -> None:
    await town.corps()
    nadia = town.stranger("Nadia Peeters", "en")
    await to_summary(nadia)
    card = await nadia.sees("Is this right?")
    for _ in range(taps):
        await nadia.taps_data("f:signup:summary:emergency", card["message_id"])
    await nadia.sees("Whom may we call")
    for _ in range(taps):
        await nadia.taps_data("fc:signup:skip", card["message_id"])
    await nadia.sees("Is this right?")
    await nadia.taps_data("fc:signup:skip", card["message_id"])  # the summary can't be skipped
    await nadia.sees("Is this right?")
    nadia.forget()
