"""Answers with a time of arrival, in people's own words, and after the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.flows.requests import asks, launched
from tests.harness.phones import Phone
from tests.harness.town import Town


async def replies_to(phone: Phone, card: str, text: str) -> None:
    """As Telegram's "Reply" does, to the newest message with that in it."""
    message = await phone.sees(card)
    await phone.sends({"text": text, "reply_to": message["message_id"]})


async def test_who_comes_later_says_when_and_may_change_it(town: Town) -> None:
    els, tom, an = (
        await town.coordinator("Els", "en"),
        await town.requester("Tom", "en"),
        await town.volunteer("An", language="en"),
    )
    await launched(tom, els)
    await an.taps("I'm coming later")
    await an.sees("When will you be there?", "[✅ On time]", "20:35 (+30 min)", "21:05 (+60 min)", "Another time")
    await an.taps("+30 min")
    briefing = await an.sees("You are coming. Thank you, An!", "you are there at today 20:35")
    assert "Leave now" not in briefing["text"]
    await an.taps("I'm coming later")
    await an.taps("Another time")
    await an.expects("When will you be there?", "Type it like 21.30")
    await an.says("whenever")
    await an.expects("I don't see a time in that")
    await an.says("tomorrow 9:00")
    await an.expects("It lasts until")
    await an.says("21:30")
    await an.expects("you are there at today 21:30")
    await town.advance(seconds=4)
    await els.sees("1 of 5 is coming", "first at today 21:30")
    await els.taps("Who comes")
    await els.expects("1. An · 🕒 21:30")
    tom.forget()


async def test_words_are_kept_whole_understood_where_they_are_certain_and_asked_back_elsewhere(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo, cas, dirk = [await town.volunteer(name, language="en") for name in ("An", "Bo", "Cas", "Dirk")]
    await launched(tom, els)
    await replies_to(an, "5 people needed", "kom binnen het uur met aanhangwagen")
    await an.expects("You are coming", "you are there at today 21:04", "I kept your words")
    await replies_to(bo, "5 people needed", "nee sorry")
    await bo.expects("You can't come this time", "I kept your words")
    for phone in (cas, dirk):
        phone.forget()
    await cas.says("no <b>problem</b>")
    await cas.expects("I don't know whether you are coming", "[✅ I'm coming] [❌ I can't]", "I'm coming later")
    await cas.taps("I'm coming")
    await cas.sees("You are coming. Thank you, Cas!")
    await dirk.says("vanaf 22u")
    await dirk.expects("I don't know whether you are coming", "[🕒 22:00]")
    await dirk.taps("22:00")
    await dirk.sees("You are coming", "you are there at today 22:00")
    await dirk.says("I bring two pumps")
    await dirk.expects("I kept your words", "You are down as coming", "I can't come after all")
    await town.advance(seconds=4)
    await els.sees("3 of 5 are coming", "[💬 5]")
    await els.taps("💬 5")
    await els.expects(
        "20:04 An: kom binnen het uur met aanhangwagen", "Cas: no <b>problem</b>", "Dirk: I bring two pumps"
    )
    await els.taps("Who comes")
    await els.expects("An · 🕒 21:04", "💬 “kom binnen het uur met aanhangwagen”", "Bo · 💬 “nee sorry”")
    for phone in (bo, tom):
        phone.forget()


async def test_words_belong_to_the_card_that_they_answer(town: Town) -> None:
    town.policy = replace(town.policy, matching=replace(town.policy.matching, rest=timedelta()))
    await town.restart()
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an = await town.volunteer("An", language="en")
    await launched(tom, els)
    await town.advance(seconds=1)
    await asks(tom, "Serve soup", number=2, when="tomorrow 9:00")
    await els.taps("Take over")
    await els.taps("Start with Mechelen", on="Serve soup")
    an.forget()
    await replies_to(an, "Serve soup", "yes")
    await an.expects("You are coming", "Serve soup")
    await an.says("nee sorry")
    await an.expects("Which call-out do you mean?", "Serve soup", "Fill sandbags")
    await an.taps("Fill sandbags")
    await an.sees("You can't come this time", "Fill sandbags")
    await an.sees("You are coming", "Serve soup")
    await an.says("is there parking?")
    await an.expects("You are down as coming", "Serve soup")  # the only one left
    await town.advance(seconds=4)
    els.forget()
    tom.forget()


async def test_who_is_late_is_thanked_and_can_still_be_taken(town: Town) -> None:
    els, tom = await town.coordinator("Els", "en"), await town.requester("Tom", "en")
    an, bo, cas = [await town.volunteer(name, language="en") for name in ("An", "Bo", "Cas")]
    await launched(tom, els, number=2)
    await an.taps("I'm coming")
    cards = [await phone.sees("2 people needed") for phone in (bo, cas)]
    yes = [card["buttons"][0][0]["callback_data"] for card in cards]
    await els.taps("Close")
    await els.taps("Close this call-out")
    await els.taps("Close it and say why")
    await an.sees("You are coming")
    await els.sees("Why does it close?")
    await els.says("The water is <falling>")
    await els.sees("Closed.", "3 people are told")
    an.forget()
    for phone in (bo, cas):
        await phone.expects("You are no longer needed", "💬 Els writes: The water is <falling>")
    for phone, card, data in zip((bo, cas), cards, yes, strict=True):
        assert "closed" in await phone.taps_data(data, card["message_id"])
        await phone.sees("Thank you! This call-out had closed already", "Stay at home")
    await els.sees("2 people can come after all, too late", "• Bo · 20:04", "[➕ Take Bo]", "[➕ Take Cas]")
    await els.taps("Take Bo")
    await els.sees("1 person can come after all", "Taken: Bo")
    called = await bo.expects("You are needed after all", "Zoutwerf 5")
    assert "can't come after all" not in str(called["buttons"])
    await town.advance(seconds=4)
    await els.sees("2 of 3 are coming", "Closed")
    await els.says("/close")
    await els.taps("Emergency:")
    await els.taps("Yes, end it")
    await bo.expects("This call-out is over. Thank you for coming!")
    assert "Nobody" not in await els.taps("Take Cas")
    await els.sees("It is over: nobody can be taken any more")
    els.forget()
    tom.forget()
